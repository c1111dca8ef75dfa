// SPDX-License-Identifier: MIT
#include "model/series.hpp"

#include "model/fields.hpp"

namespace cmtool {
namespace {

Json json_of(const SeriesPost& one) {
  Json said = Json::object();
  for (const auto& [account, post] : one.said) said.set(account, post);
  return Json{{"post", to_json(one.post)}, {"said", std::move(said)}, {"last_used", cmtool::json_of(one.last_used)}};
}

Result<SeriesPost> series_post_from_json(const Json& json) {
  SeriesPost one;
  Fields fields(json, "series");
  TRY(one.post, post_from_json(fields.child("post")));
  for (const auto& [account, post] : fields.child("said").members()) one.said.emplace(account, post);
  fields.instant("last_used", one.last_used);
  CHECK_OK(fields.done());
  return one;
}

}  // namespace

Json to_json(const Series& series) {
  Json posts = Json::array(), history = Json::array();
  for (const auto& one : series.posts) posts.push(json_of(one));
  for (const auto& event : series.history) history.push(to_json(event));
  Json json{{"id", series.id},
            {"name", series.name.empty() ? Json() : Json(series.name)},
            {"said", series.said},
            {"rule", series.rule},
            {"zone", series.zone},
            {"start", series.start},
            {"until", json_of(series.until)},
            {"except", Json::strings(series.except)},
            {"accounts", Json::strings(series.accounts)},
            {"max_late", series.max_late ? Json(static_cast<long long>(series.max_late->count())) : Json()},
            {"rest", static_cast<long long>(series.rest.count())},
            {"next", series.next.empty() ? Json() : Json(series.next)},
            {"cancelled", series.cancelled},
            {"author", series.author.empty() ? Json() : Json(series.author)},
            {"created", json_of(series.created)},
            {"posts", std::move(posts)},
            {"history", std::move(history)}};
  add_unknown(json, series.unknown);
  return json;
}

Result<Series> series_from_json(const Json& json) {
  Series series;
  Fields fields(json, "series");
  fields.text("id", series.id);
  fields.text("name", series.name);
  fields.text("said", series.said);
  fields.text("rule", series.rule);
  fields.text("zone", series.zone);
  fields.text("start", series.start);
  fields.instant("until", series.until);
  fields.texts("except", series.except);
  fields.texts("accounts", series.accounts);
  if (fields.child("max_late").is_integer()) series.max_late = std::chrono::seconds(fields.child("max_late").integer_or(0));
  std::int64_t rest = 0;
  fields.integer("rest", rest);
  series.rest = std::chrono::seconds(rest);
  fields.text("next", series.next);
  fields.yes_no("cancelled", series.cancelled);
  fields.text("author", series.author);
  fields.instant("created", series.created);
  for (const auto& one : fields.child("posts").items()) {
    TRY(auto read, series_post_from_json(one));
    series.posts.push_back(std::move(read));
  }
  for (const auto& event : fields.child("history").items()) {
    TRY(auto read, event_from_json(event));
    series.history.push_back(std::move(read));
  }
  if (!is_id(series.id)) fields.wrong("id");
  series.unknown = fields.unknown();
  CHECK_OK(fields.done());
  return series;
}

}  // namespace cmtool
