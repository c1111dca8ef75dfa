// SPDX-License-Identifier: MIT
#include "mastodon/timeline.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "mastodon/media.hpp"
#include "net/rate_limit.hpp"
#include "text/html_text.hpp"

namespace cmtool::mastodon {
namespace {

constexpr std::size_t page_size = 40;      // Mastodon's most (docs.joinmastodon.org/methods/accounts, November 2026)
constexpr std::size_t smallest_page = 20;  // what it, and its likes, give unasked

}  // namespace

std::string text_of(const Json& status) {
  const std::string warning(trimmed(status["spoiler_text"].string_or())), text = text_from_html(status["content"].string_or());
  return warning.empty() || text.empty() ? warning + text : warning + "\n\n" + text;
}

std::string next_link(std::string_view links) {
  // <https://a/b?c=d, e>; rel="next", <…>; rel="prev": a comma may also stand inside the address.
  for (auto start = links.find('<'); start != std::string_view::npos; start = links.find('<', start + 1)) {
    const auto end = links.find('>', start);
    if (end == std::string_view::npos) return {};
    const std::string_view parameters = links.substr(end + 1, links.find('<', end) - end - 1);
    const std::string squeezed = replaced(replaced(lower(parameters), " ", ""), "\"", "");
    if (squeezed.find(";rel=next") != std::string::npos) return std::string(links.substr(start + 1, end - start - 1));
    start = end;
  }
  return {};
}

std::string next_path(const Session& session, const Answer& answer) {
  const std::string link = replaced(next_link(header(answer.headers, "link")), " ", "%20");
  const auto next = parse_url(link), own = parse_url(session.account().server);
  if (!next.ok() || !own.ok() || next->host != own->host) return {};
  return next->path + (next->query.empty() ? "" : "?" + next->query);
}

Result<OwnPosts> read_own_posts(Session& session, Instant since, int pages, const std::function<bool(const Json&)>& wanted) {
  if (session.account().remote_id.empty()) return OwnPosts{};
  const std::string list = "/api/v1/accounts/" + session.account().remote_id + "/statuses";
  const Query first{{"exclude_reblogs", "true"}, {"limit", std::to_string(page_size)}};
  OwnPosts own;
  std::set<std::string> seen;
  std::string last;  // of the page before, as the server writes it
  Call call{.path = list, .query = first};
  for (int page = 0; page < pages; ++page) {
    TRY(const Answer answer, session.send(call));
    if (answer.status != 200) return session.fault_of(answer, Effects::no);
    if (!own.server_time) own.server_time = parse_http_date(header(answer.headers, "date"));

    const auto before = seen.size();
    bool older = false;
    for (const Json& post : answer.json.items()) {
      const std::string id = id_text(post["id"]);
      if (id.empty() || !seen.insert(lower(id)).second) continue;
      if (const auto at = parse_iso(post["created_at"].string_or()); at.ok() && *at < since) older = true;
      last = id;
      if (!wanted || wanted(post)) own.posts.push_back(post);
    }
    const std::string next = next_path(session, answer);
    // A page that goes back to before `since`, or is empty, is the last that matters. So is a short one without a link; but a
    // full page of a server that gives 20 at most must not be taken for the whole.
    const std::size_t count = answer.json.items().size();
    own.complete = answer.json.is_array() && (older || count == 0 || (next.empty() && count < smallest_page));
    if (own.complete || seen.size() == before) return own;
    call = Call{.path = next.empty() ? list : next};
    if (next.empty()) {
      call.query = first;
      call.query.emplace_back("max_id", last);
    }
  }
  return own;
}

}  // namespace cmtool::mastodon
