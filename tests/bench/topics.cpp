// SPDX-License-Identifier: MIT
// bench_topics [MESSAGES]: how many messages of about 120 bytes are held against 20 topics in a second, and in how long themes are found in all of them.
//
// Prints NDJSON: {"messages","bytes","per_second","found"}, and {"themes","messages","seconds","found"}. CPU time, one core.
#include <fmt/format.h>

#include <cstdlib>

#include "messages.hpp"
#include "themes.hpp"
#include "topic.hpp"

namespace {

/// As workspaces have them: names, phrases, nearness, exclusions, languages.
std::vector<cmtool::TopicQuery> made_topics() {
  std::vector<cmtool::TopicQuery> queries;
  for (int i = 0; i < 5; ++i) {
    const std::string n = std::to_string(i);
    for (const auto& text : {"(deliver* OR livraison*) AND (waited OR attendu OR slow" + n + ") NOT please", "\"coffee always\" OR \"le prix\" OR #service" + n,
                             "(price OR prix OR cost" + n + "*) NEAR/5 (never OR jamais OR toujours OR lovely)", "brand" + n + "* OR (shop NEAR/3 rose) OR @shop" + n + " -from:rival lang:en"}) {
      auto query = cmtool::parse_topic_query(text);
      if (!query.ok()) std::exit(2);
      queries.push_back(*query);
    }
  }
  return queries;
}

void measure(const char* what, cmtool::TopicReader& reader, const std::vector<std::string>& messages) {
  std::size_t found = 0;
  for (const auto& message : messages) found += reader.matching({.text = message}).size();
  const double best = bench::a_second(messages, [&](const std::string& message) { (void)reader.matching({.text = message}); });
  fmt::print("{{\"messages\":\"{}\",\"bytes\":{},\"per_second\":{:.0f},\"found\":{}}}\n", what, bench::mean_bytes(messages), best, found);
}

void measure_themes(const char* what, const std::vector<std::string>& messages) {
  std::vector<cmtool::ThemeText> texts;
  for (const auto& message : messages) texts.push_back({.id = message, .text = message, .author = message});
  const auto half = std::span(texts).first(texts.size() / 2);
  const double begun = bench::cpu_seconds();
  const auto found = cmtool::find_themes(half, std::span(texts).subspan(half.size()));
  fmt::print("{{\"themes\":\"{}\",\"messages\":{},\"seconds\":{:.2f},\"found\":{}}}\n", what, messages.size(), bench::cpu_seconds() - begun, found.size());
}

}  // namespace

int main(int argc, char** argv) {
  const auto messages = bench::made_messages(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200'000);
  const cmtool::TopicSet topics(made_topics());
  cmtool::TopicReader reader(topics);
  measure("English", reader, messages.english);
  measure("French", reader, messages.french);
  measure_themes("English", messages.english);
  measure_themes("French", messages.french);
  return 0;
}
