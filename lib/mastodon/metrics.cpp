// SPDX-License-Identifier: MIT
#include "mastodon/metrics.hpp"

#include <algorithm>
#include <span>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "mastodon/media.hpp"
#include "mastodon/sending.hpp"
#include "mastodon/server.hpp"
#include "mastodon/timeline.hpp"
#include "net/numbers.hpp"

namespace cmtool::mastodon {
namespace {

constexpr std::size_t most_at_once = 20;
constexpr const char* latest_posts = "40";  // the most that one request answers (methods/accounts#statuses)

class Measuring {
 public:
  Measuring(Session& session, const MeasureQuery& query) : session_(session), query_(query) {}

  Result<MeasurePage> read() {
    if (query_.account) CHECK_OK(read_account());
    if (session_.account().follow_only) {
      CHECK_OK(read_latest());
    } else {
      CHECK_OK(read_posts());
      if (query_.account) CHECK_OK(find_posts());
    }
    return std::move(page_);
  }

 private:
  /// Not every server counts everything (quotes came with Mastodon 4.5): what a server never tells is no metric of its.
  void take(const std::string& post, const char* metric, const Json& from, std::string_view key, bool always) {
    auto sample = told_number(session_, post, metric, from[key]);
    if (sample.value || always) page_.samples.push_back(std::move(sample));
  }

  void take_post(const Json& status) {
    const std::string id = id_text(status["id"]);
    if (id.empty()) return;
    take(id, "likes", status, "favourites_count", true);
    take(id, "reposts", status, "reblogs_count", true);
    take(id, "replies", status, "replies_count", true);
    take(id, "quotes", status, "quotes_count", false);
  }

  Result<void> read_account() {
    const std::string& id = session_.account().remote_id;
    if (id.empty()) return {};
    TRY(const Json account, session_.json(asking_for_numbers(session_, "/api/v1/accounts/" + id)));
    if (!account.is_object()) return answer_not_understood(session_);
    take("", "followers", account, "followers_count", true);
    take("", "following", account, "following_count", true);
    take("", "posts", account, "statuses_count", true);
    return {};
  }

  Result<Json> latest() {
    return session_.json(asking_for_numbers(session_, "/api/v1/accounts/" + session_.account().remote_id + "/statuses",
                                            {{"exclude_reblogs", "true"}, {"exclude_replies", "true"}, {"limit", latest_posts}}));
  }

  Result<void> read_latest() {
    TRY(const Json statuses, latest());
    for (const Json& status : statuses.items()) take_post(status);
    return {};
  }

  /// What the account has published, by whatever program. Answers to oneself go on with a thread and are no posts of their own; what was said to somebody
  /// in private is nobody else's.
  Result<void> find_posts() {
    if (session_.account().remote_id.empty()) return {};
    TRY(const Json statuses, latest());
    for (const Json& status : statuses.items()) {
      const auto at = parse_iso(status["created_at"].string_or());
      const std::string id = id_text(status["id"]);
      if (!at.ok() || id.empty() || !status["reblog"].is_null() || !status["in_reply_to_id"].is_null() || status["visibility"].string_or() == "direct") continue;
      page_.posts.push_back({.receipt = {.remote_id = id, .url = status["url"].string_or(), .at = *at}, .text = text_of(status), .language = status["language"].string_or()});
    }
    return {};
  }

  Result<void> read_posts() {
    std::vector<std::string> ids;
    for (const auto& post : query_.posts) {
      if (!post.remote_id.empty() && post.remote_id != untold_id) ids.push_back(post.remote_id);
    }
    std::span<const std::string> left(ids);
    while (!left.empty()) {
      const auto turn = left.first(std::min(left.size(), most_at_once));
      left = left.subspan(turn.size());
      if (turn.size() > 1 && together_) {
        TRY(together_, read_together(turn));
        if (together_) continue;
      }
      for (const auto& id : turn) CHECK_OK(read_one(id));
    }
    return {};
  }

  /// False where the server does not know how.
  Result<bool> read_together(std::span<const std::string> ids) {
    Query query;
    for (const auto& id : ids) query.emplace_back("id[]", id);
    TRY(const Answer answer, session_.send(asking_for_numbers(session_, "/api/v1/statuses", std::move(query))));
    // Servers without it know the address only for posting: 404 or 405; some answer a list of something else, or nothing.
    if (answer.status == 404 || answer.status == 405 || answer.status == 400 || answer.status == 422) return false;
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    if (!answer.json.is_array()) return false;
    const auto& there = answer.json.items();
    const bool ours = std::all_of(there.begin(), there.end(), [&](const Json& one) { return std::find(ids.begin(), ids.end(), id_text(one["id"])) != ids.end(); });
    if (!ours || there.empty()) return false;
    for (const Json& status : there) take_post(status);
    return true;
  }

  Result<void> read_one(const std::string& id) {
    TRY(const Answer answer, session_.send(asking_for_numbers(session_, "/api/v1/statuses/" + id)));
    if (answer.status == 404 || answer.status == 410) return {};  // it was deleted
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    if (!answer.json.is_object()) return answer_not_understood(session_);
    take_post(answer.json);
    return {};
  }

  Session& session_;
  const MeasureQuery& query_;
  bool together_ = true;
  MeasurePage page_{};
};

}  // namespace

Result<MeasurePage> read_metrics(Session& session, const MeasureQuery& query) { return Measuring(session, query).read(); }

Result<Account> look_up(Session& session, const Account& wanted) {
  Account account = wanted;
  const std::string name = wanted.handle.substr(0, wanted.handle.rfind('@'));
  if (name.empty()) {
    return Error{.fault = Fault::usage, .message = tr("whom do you want to follow?"), .hint = tr("for example: --handle ann@social.example")};
  }
  TRY(const Json found, session.json({.path = joined_url(account.server, "/api/v1/accounts/lookup"), .query = {{"acct", name}}, .signed_in = false}));
  account.remote_id = id_text(found["id"]);
  if (account.remote_id.empty()) return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(account.server))};
  const auto instance = session.json({.path = joined_url(account.server, "/api/v2/instance"), .signed_in = false});
  const Server server = instance.ok() ? read_server(*instance) : Server{};
  account.settings = to_json(server);
  const std::string acct = found["acct"].string_or(name);
  account.handle = acct.find('@') == std::string::npos ? acct + "@" + (server.domain.empty() ? host_of(account.server) : server.domain) : acct;
  return account;
}

}  // namespace cmtool::mastodon
