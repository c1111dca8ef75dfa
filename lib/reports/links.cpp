// SPDX-License-Identifier: MIT
// The links of the posts of the period, and how often they were clicked.
#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "report.hpp"
#include "text/facets.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "url", .title = tr("Address"), .kind = Kind::url},
          {.key = "clicks", .title = tr("Clicks"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "click_rate", .title = tr("Click rate"), .kind = Kind::percent},
          {.key = "posts", .title = tr("Posts"), .kind = Kind::integer},
          {.key = "shared", .title = tr("Shared"), .kind = Kind::yes_no, .shown = false},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list},
          {.key = "utm_source", .title = tr("Source"), .shown = false},
          {.key = "utm_medium", .title = tr("Medium"), .shown = false},
          {.key = "utm_campaign", .title = tr("Campaign"), .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

struct LinkClicks {
  std::optional<std::int64_t> clicks{};
  std::optional<std::int64_t> views{}, clicks_of_views{};  ///< of posts of which both are known
  std::int64_t posts = 0;
  bool shared = false;
  std::vector<std::string> accounts{};
  std::optional<Instant> as_of{};
};

/// As they were sent to this account, each once.
std::vector<std::string> links_of(const PostFigures& one) {
  const Json& said = one.delivery.said;
  std::vector<std::string> texts{one.post.text}, found;
  if (said.is_object()) {
    texts = {said["text"].string_or(one.post.text)};
  } else {
    texts.insert(texts.end(), one.post.thread.begin(), one.post.thread.end());
    texts.push_back(one.post.first_comment);
  }
  const auto keep = [&](const std::string& url) {
    if (!url.empty() && std::find(found.begin(), found.end(), url) == found.end()) found.push_back(url);
  };
  const std::string card = said.is_object() ? said["link"]["url"].string_or() : "";
  if (!card.empty()) keep(card);
  else if (one.post.link) keep(one.post.link->url);
  for (const auto& text : texts) {
    for (const auto& facet : find_facets(text)) {
      if (facet.kind == Facet::Kind::link) keep(facet.value);
    }
  }
  return found;
}

Value parameter(const std::string& url, std::string_view name) {
  const auto query = url.find('?');
  if (query == std::string::npos) return {};
  for (const auto& pair : split(url.substr(query + 1, url.find('#', query) - query - 1), '&')) {
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') return Value(pair.substr(name.size() + 1));
  }
  return {};
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  std::map<std::string, LinkClicks> links;
  bool any_shared = false;
  for (const auto& one : inputs.now.posts) {
    const auto urls = links_of(one);
    Figure clicks = figure_of(one.figures, "link_clicks");
    if (!clicks.value) clicks = figure_of(one.figures, "clicks");
    const Figure views = views_of(one.figures);
    for (const auto& url : urls) {
      LinkClicks& link = links[url];
      ++link.posts;
      const std::string account = "@" + one.delivery.account;
      if (std::find(link.accounts.begin(), link.accounts.end(), account) == link.accounts.end()) link.accounts.push_back(account);
      if (!clicks.value) continue;
      link.clicks = added(link.clicks.value_or(0), *clicks.value);
      if (views.value) {
        link.views = added(link.views.value_or(0), *views.value);
        link.clicks_of_views = added(link.clicks_of_views.value_or(0), *clicks.value);
      }
      link.shared = link.shared || urls.size() > 1;
      keep_later(link.as_of, clicks.as_of);
    }
  }
  std::vector<std::pair<std::string, const LinkClicks*>> rows;
  for (const auto& [url, link] : links) rows.emplace_back(url, &link);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second->clicks > b.second->clicks; });
  if (inputs.top != 0 && rows.size() > inputs.top) rows.resize(inputs.top);
  for (const auto& [url, link] : rows) {
    any_shared = any_shared || link->shared;
    table.rows.push_back({Value(url), cell(link->clicks), cell(percent_of(link->clicks_of_views, link->views)), Value(link->posts), Value(link->shared), Value(Json::strings(link->accounts)),
                          parameter(url, "utm_source"), parameter(url, "utm_medium"), parameter(url, "utm_campaign"), cell(link->as_of)});
  }
  if (any_shared) table.notes.push_back(tr("platforms count the clicks of a post: where it has several links, each of them shows them all"));
  return table;
}

}  // namespace

const Report& links_report() {
  static const Report it{
      .name = "links",
      .summary = N_("show the links of the period's posts and how often they were clicked"),
      .details = N_("Each address as it was sent, with its UTM parameters. Clicks are the link clicks of the posts that carry it (else their clicks), the rate is clicks / views × 100 over the posts of which both are known. "
                    "Platforms count by post: of a post with several links each shows the clicks of all, and the field shared says so."),
      .needs = {ReportNeed::posts},
      .has_top = true,
      .examples = N_("cmtool report links --top 20\ncmtool report links --json=url,clicks,utm_campaign"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
