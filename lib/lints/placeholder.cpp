// SPDX-License-Identifier: MIT
// What was to be filled in and was not: "{{prenom}}", "[NOM DU CLIENT]", "lorem ipsum", "XXX".
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

/// The text from `open` to the next `close` if it is short and on one line; empty: there is none.
std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open, at + open.size())) {
    const auto end = text.find(close, at + open.size());
    if (end == std::string_view::npos) return {};
    const auto found = text.substr(at, end + close.size() - at);
    if (found.size() < 60 && found.find('\n') == std::string_view::npos && std::any_of(found.begin(), found.end(), is_letter)) return found;
  }
  return {};
}

/// "[NOM DU CLIENT]": capitals in brackets. "[1]", "[Vidéo]" and "[ITW]" are not meant.
std::string_view bracketed(std::string_view text) {
  for (auto at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const auto found = between(text.substr(at), "[", "]");
    if (found.empty() || found.data() != text.data() + at) continue;
    const std::string small = plain(found);
    for (const std::string_view word : {"[nom", "[prenom", "[name", "[date", "[lien", "[link", "[url", "[titre", "[title", "[ville", "[city", "[insert", "[inserer", "[heure", "[tbd", "[a completer"})
      if (small.starts_with(word)) return found;
  }
  return {};
}

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post)) {
    std::string found(between(text, "{{", "}}"));
    if (found.empty()) found = between(text, "###", "###");
    if (found.empty()) found = bracketed(text);
    const std::string readable = plain(without_links(text));
    for (const std::string_view words : {"lorem ipsum", "xxxx", "todo:", "tbd"})
      if (found.empty() && has_words(readable, words)) found = words;
    if (!found.empty())
      return {{"placeholder", tr("“{}” looks like something that was to be filled in", found), tr("fill it in, or take it out")}};
  }
  return {};
}

}  // namespace

const Lint& placeholder_lint() {
  static const Lint it{.name = "placeholder", .title = N_("placeholders left in the text"), .check = check};
  return it;
}

}  // namespace cmtool
