// SPDX-License-Identifier: MIT
// Each post that went out in the period, and what came of it.
#include <algorithm>

#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

/// What is sorted by and shown, beside what is made of several metrics.
const std::vector<std::string> plain_metrics{"likes", "reposts", "replies", "comments", "shares", "saves", "clicks"};

std::vector<Column> columns() {
  return {{.key = "at", .title = tr("Published"), .kind = Kind::time},
          {.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform"), .shown = false},
          {.key = "text", .title = tr("Text")},
          {.key = "views", .title = tr("Views"), .kind = Kind::integer},
          {.key = "reach", .title = tr("Reach"), .kind = Kind::integer},
          {.key = "engagement", .title = tr("Engagement"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "rate", .title = tr("Rate"), .kind = Kind::percent},
          {.key = "likes", .title = tr("Likes"), .kind = Kind::integer, .shown = false},
          {.key = "reposts", .title = tr("Reposts"), .kind = Kind::integer, .shown = false},
          {.key = "replies", .title = tr("Replies"), .kind = Kind::integer, .shown = false},
          {.key = "comments", .title = tr("Comments"), .kind = Kind::integer, .shown = false},
          {.key = "shares", .title = tr("Shares"), .kind = Kind::integer, .shown = false},
          {.key = "saves", .title = tr("Saves"), .kind = Kind::integer, .shown = false},
          {.key = "clicks", .title = tr("Clicks"), .kind = Kind::integer, .shown = false},
          {.key = "campaign", .title = tr("Campaign"), .shown = false},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "post", .title = tr("Post"), .kind = Kind::id, .shown = false},
          {.key = "remote_id", .title = tr("Id there"), .kind = Kind::id, .shown = false},
          {.key = "figures", .title = tr("All figures"), .shown = false},
          {.key = "found", .title = tr("Published without cmtool"), .kind = Kind::yes_no, .shown = false},
          {.key = "stale", .title = tr("Stale"), .kind = Kind::yes_no, .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

Value text_cell(const std::string& text) { return text.empty() ? Value() : Value(text); }

/// {"likes": {"value": 3, "as_of": "…"}}
Json figures_json(const Figures& figures) {
  Json all = Json::object();
  for (const auto& [metric, figure] : figures) all.set(metric, Json{{"value", figure.value}, {"as_of", figure.as_of ? Json(iso(*figure.as_of)) : Json()}});
  return all;
}

Figure sorted_by(const PostFigures& one, const std::string& sort) {
  if (sort == "engagement") return engagement_of(one.figures);
  if (sort == "views") return views_of(one.figures);
  if (sort == "reach") return reach_of(one.figures);
  return figure_of(one.figures, sort);
}

std::vector<Value> row_of(const PostFigures& one, Instant end) {
  const auto engagement = engagement_of(one.figures), reach = reach_of(one.figures), views = views_of(one.figures), last = latest_of(one.figures);
  const auto& receipt = *one.delivery.receipt;
  const std::string& said = one.post.text.empty() ? one.post.title : one.post.text;
  std::vector<Value> row{Value(receipt.at), Value("@" + one.delivery.account), Value(one.delivery.platform), Value(said), cell(views.value), cell(reach.value),
                         cell(engagement.value), cell(percent_of(engagement.value, reach.value ? reach.value : views.value))};
  for (const auto& metric : plain_metrics) row.push_back(cell(figure_of(one.figures, metric).value));
  row.insert(row.end(), {text_cell(one.post.campaign), text_cell(receipt.url), Value(one.post.id), Value(receipt.remote_id), Value(figures_json(one.figures)), Value(is_found(one.post)),
                         last.as_of ? Value(is_stale(last, receipt.at, end)) : Value(), cell(last.as_of)});
  return row;
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  std::vector<const PostFigures*> posts;
  for (const auto& one : inputs.now.posts) posts.push_back(&one);
  if (inputs.sort == "at") {
    std::reverse(posts.begin(), posts.end());
  } else {
    // What is not known comes last, whatever is sorted by; of equal ones the older first.
    std::stable_sort(posts.begin(), posts.end(), [&](const PostFigures* a, const PostFigures* b) { return sorted_by(*a, inputs.sort).value > sorted_by(*b, inputs.sort).value; });
  }
  const std::size_t all = posts.size();
  if (inputs.top != 0 && posts.size() > inputs.top) posts.resize(inputs.top);
  const Instant end = std::min(inputs.now.period.until, inputs.at);
  std::size_t unread = 0;
  for (const auto* one : posts) {
    table.rows.push_back(row_of(*one, end));
    unread += latest_of(one->figures).as_of ? 0u : 1u;
  }
  if (unread > 0) {
    table.notes.push_back(trn("of {} post nothing is known yet: cmtool report collect", "of {} posts nothing is known yet: cmtool report collect", static_cast<long>(unread), unread));
  }
  if (posts.size() < all) table.notes.push_back(tr("{} of {} posts; --top 0 shows all", posts.size(), all));
  return table;
}

}  // namespace

const Report& posts_report() {
  static const Report it{
      .name = "posts",
      .summary = N_("show each post of the period and what came of it"),
      .details = N_("One row for each post and account; answers are no posts. Those that were published without cmtool, and found by collecting or in an export, are among them (found). The figures are those last read within the period, or, where there are none, "
                    "first read in the ten days after it; as_of says when, stale whether it was longer ago than collecting would leave it. "
                    "An empty figure is not known, which is not zero. Engagement is likes + reactions + reposts + replies + comments + quotes + bookmarks + shares + saves + clicks (else link clicks), "
                    "as far as they are known. The rate is engagement / reach × 100, and where the reach is not known engagement / views × 100. Views are impressions, or the reads of a page."),
      .needs = {ReportNeed::posts},
      .sorts = {"engagement", "at", "views", "reach", "likes", "reposts", "replies", "comments", "shares", "saves", "clicks"},
      .has_top = true,
      .examples = N_("cmtool report posts --month 2026-11 --top 10\ncmtool report posts @atelier --from 2026-11-01 --format csv"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
