// SPDX-License-Identifier: MIT
// The word filter on strangers' messages and on the workspace's own lists: findings lie inside, in order, on whole characters.
#include "words.hpp"

#include "tests/fuzz/fuzz.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void words(std::string_view bytes) {
  static const WordFilter filter({{.name = "fr", .language = Language::french, .entries = {{"merde", "vulgar", 2}, {"fils de pute", "insult", 3}, {"con", "insult", 1}}, .exemptions = {"con de"}},
                                  {.name = "en", .language = Language::english, .entries = {{"asshole", "insult", 2}, {"kill yourself", "threat", 3}, {"fuck", "vulgar", 3}}}});
  static WordFinder finder(filter);
  const bool valid = is_valid_utf8(bytes);
  const auto sound = [&](const std::vector<WordHit>& hits) {
    std::size_t end = 0;
    for (const auto& hit : hits) {
      must(hit.begin >= end && hit.end > hit.begin && hit.end <= bytes.size());
      must(!hit.words.empty() && hit.severity >= 1 && hit.severity <= 3);
      if (valid) must(is_valid_utf8(bytes.substr(hit.begin, hit.end - hit.begin)));
      end = hit.end;
    }
  };
  for (const auto hint : {Language::unknown, Language::english, Language::french}) {
    const auto& hits = finder.find(bytes, hint);
    sound(hits);
    must(hits == filter.find(bytes, hint));  // memory of the message before makes no difference
  }

  // The bytes up to a zero are a list as well, which is then looked for in all of them.
  auto rest = bytes;
  const auto list = parse_word_list(next(rest), "ours");
  if (!list) return;
  const WordFilter ours({*list});
  sound(ours.find(bytes));
}

}  // namespace cmtool::fuzz
