// SPDX-License-Identifier: MIT
#include "base/tr.hpp"

#include <libintl.h>

#include <clocale>
#include <cstdlib>

namespace cmtool {
namespace {
std::string& chosen() {
  static std::string lang = "en";
  return lang;
}
}  // namespace

std::string tr_text(std::string_view english) {
  if (english.empty()) return {};  // gettext answers its own header for ""
  return std::string(detail::translated(std::string(english).c_str()));
}

namespace detail {
// A library must not set the program's domain, hence dgettext.
std::string_view translated(const char* english) { return dgettext("cmtool", english); }

std::string_view translated(const char* one, const char* many, unsigned long n) {
  return dngettext("cmtool", one, many, n);
}

std::string filled(std::string_view translation, std::string_view english, fmt::format_args args) {
  try {
    return fmt::vformat(fmt::string_view(translation.data(), translation.size()), args);
  } catch (const fmt::format_error&) {
    return fmt::vformat(fmt::string_view(english.data(), english.size()), args);
  }
}
}  // namespace detail

std::string language() { return chosen(); }

void use_language(const std::string& lang, const std::string& catalogues) {
  const bool was_foreign = chosen() != "en";
  chosen() = lang == "fr" ? "fr" : "en";
  if (chosen() == "en") {
    // The texts are English; loading a locale to say so would cost a third of the start.
    if (was_foreign) (void)std::setlocale(LC_MESSAGES, "C");
    return;
  }
  // gettext translates nothing in the locale "C", so any other one will do: LANGUAGE decides.
  for (const int category : {LC_CTYPE, LC_MESSAGES}) {
    if (std::setlocale(category, "C.UTF-8") == nullptr) (void)std::setlocale(category, "fr_FR.UTF-8");
  }
  ::setenv("LANGUAGE", chosen().c_str(), 1);
  if (!catalogues.empty()) ::bindtextdomain("cmtool", catalogues.c_str());
  ::bind_textdomain_codeset("cmtool", "UTF-8");
}

}  // namespace cmtool
