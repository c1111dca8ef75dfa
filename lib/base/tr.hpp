// SPDX-License-Identifier: MIT
// Text for people, in their language.
//
// tr() and trn() are the only ways to make a sentence for a person. The English text is the message's
// id: its placeholders are checked at compile time; those of a translation by tests/source/po.
// A malformed translation falls back to the English text, never to an exception.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace cmtool {

/// Marks text that is stored as data and translated later by tr_text().
#define N_(text) text

/// The translation of a text without placeholders that was marked with N_(), or the text itself.
std::string tr_text(std::string_view english);

namespace detail {
std::string_view translated(const char* english);
std::string_view translated(const char* one, const char* many, unsigned long n);
std::string filled(std::string_view translation, std::string_view english, fmt::format_args);
}  // namespace detail

/// tr("sent to {}", name): the sentence in the user's language.
template <typename... A>
std::string tr(fmt::format_string<A...> english, A&&... a) {
  const auto text = fmt::string_view(english);
  return detail::filled(detail::translated(text.data()), {text.data(), text.size()}, fmt::make_format_args(a...));
}

/// trn("{} post sent", "{} posts sent", n, n): singular or plural by n, which is also usually the first argument.
template <typename... A>
std::string trn(fmt::format_string<A...> one, fmt::format_string<A...> many, long long n, A&&... a) {
  const auto single = fmt::string_view(one), plural = fmt::string_view(many);
  const auto count = static_cast<unsigned long>(n < 0 ? -n : n);
  const auto english = count == 1 ? single : plural;
  return detail::filled(detail::translated(single.data(), plural.data(), count), {english.data(), english.size()},
                        fmt::make_format_args(a...));
}

/// The language in which people are spoken to: "en" or "fr".
std::string language();

/// Chooses the language for the process: sets LC_MESSAGES and LC_CTYPE only, never LC_NUMERIC. `lang` is
/// "en" or "fr"; anything else is English. `catalogues` is the folder with fr/LC_MESSAGES/cmtool.mo.
/// Works without any locale of that language on the machine (C.UTF-8 and LANGUAGE).
void use_language(const std::string& lang, const std::string& catalogues);

}  // namespace cmtool
