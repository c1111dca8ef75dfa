// SPDX-License-Identifier: MIT
#include "saved_topics.hpp"

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "topics";

}  // namespace

Result<std::vector<Topic>> saved_topics(Store& store) {
  TRY(const auto documents, store.documents(kind));
  std::vector<Topic> all;
  for (const auto& [name, json] : documents) {
    TRY(auto topic, topic_from_json(name, json));
    all.push_back(std::move(topic));
  }
  return all;
}

Result<Topic> save_topic(Store& store, Topic topic, bool dry_run) {
  TRY(topic.parsed, parse_topic_query(topic.query));
  if (!dry_run) CHECK_OK(store.save_document(kind, topic.name, to_json(topic), true));
  return topic;
}

Result<void> remove_topic(Store& store, const std::string& name, bool dry_run) {
  // One whose query cannot be read can be removed all the same.
  TRY(const auto documents, store.documents(kind));
  const std::string* nearest = nullptr;
  std::size_t best = 3;
  for (const auto& [known, json] : documents) {
    if (known == name) return dry_run ? Result<void>() : store.remove_document(kind, name);
    if (const auto d = distance(known, name); d < best) {
      best = d;
      nearest = &known;
    }
  }
  return Error{.fault = Fault::not_found, .message = tr("there is no topic {}", name),
               .hint = nearest != nullptr ? tr("did you mean {}?", *nearest) : tr("cmtool report topic list shows those that there are"), .where = name};
}

}  // namespace cmtool
