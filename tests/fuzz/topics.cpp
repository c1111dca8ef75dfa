// SPDX-License-Identifier: MIT
// A topic's query of a user's, held against a stranger's text: it is refused with a column, or it reads the same again and answers the same twice.
#include "topic.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void topics(std::string_view bytes) {
  auto rest = bytes;
  const auto query = next(rest);
  const auto parsed = parse_topic_query(query);
  if (!parsed.ok()) {
    must(parsed.error().fault == Fault::usage && is_valid_utf8(parsed.error().message));
    return;
  }
  const auto full = in_full(*parsed);
  if (full.size() <= longest_topic_query && std::count(full.begin(), full.end(), '(') <= 32) {
    const auto again = parse_topic_query(full);
    must(again.ok() && *again == *parsed);
  }
  TopicQuery other{.kind = TopicQuery::Kind::none_of};
  other.parts.push_back(*parsed);
  const TopicSet set({*parsed, other});
  TopicReader reader(set);
  for (const auto text : {rest, bytes}) {
    const TopicText said{.text = text, .handle = rest, .account = rest};
    const auto first = reader.matching(said);
    must(first.size() == 1);  // it matches, or its contrary does
    must(TopicReader(set).matching(said) == first);  // memory of the text before makes no difference
  }
}

}  // namespace cmtool::fuzz
