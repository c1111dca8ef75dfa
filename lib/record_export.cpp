// SPDX-License-Identifier: MIT
#include "record_export.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "inbox.hpp"
#include "samples.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

std::vector<Column> plain_columns(std::initializer_list<const char*> keys) {
  std::vector<Column> all;
  for (const char* key : keys) all.push_back({.key = key, .title = key});
  return all;
}

Value text_cell(const std::string& text) { return text.empty() ? Value() : Value(text); }
template <typename T>
Value cell_of(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}
template <typename Texts>
Value list_of(const Texts& texts) {
  return Value(Json::strings({texts.begin(), texts.end()}));
}

/// The months of the wish, one after the other; what lies before this century and beyond the next month are two pieces of their own, without a beginning and without an end.
Result<void> month_by_month(const StreamWish& wish, Instant now, const std::function<Result<void>(std::optional<Instant> from, std::optional<Instant> until)>& read) {
  const auto bound = [](Instant at) { return at == Instant::min() || at == Instant::max() ? std::nullopt : std::optional(at); };
  const Instant from = wish.from.value_or(Instant::min()), until = wish.until.value_or(Instant::max());
  const year_month_day today(floor<days>(now));
  const year_month end = today.year() / today.month() + months(2);
  Instant start = Instant::min();
  for (year_month month = year(2000) / January; start < until; month += months(1)) {
    const bool is_last = month >= end;
    const Instant next = is_last ? Instant::max() : Instant(sys_days(month / 1));
    if (next > from) CHECK_OK(read(bound(std::max(start, from)), bound(std::min(next, until))));
    if (is_last) break;
    start = next;
  }
  return {};
}

std::vector<Column> sample_columns() { return plain_columns({"account", "post", "metric", "value", "at"}); }

Result<void> each_sample(Desk& desk, const StreamWish& wish, const TakeRow& take) {
  const std::set<std::string> wanted(wish.accounts.begin(), wish.accounts.end());
  Samples samples(*desk.world.disk, desk.store.where(), desk.world.clock->now());
  return samples.each({.from = wish.from.value_or(Instant::min()), .until = wish.until.value_or(Instant::max())}, [&](const Sample& one) -> Result<void> {
    if (!wanted.empty() && !wanted.contains(one.account)) return {};
    return take({Value("@" + one.account), Value(one.post), Value(one.metric), cell_of(one.value), Value(one.at)});
  });
}

std::vector<Column> post_columns() {
  return plain_columns({"at", "account", "platform", "post", "delivery", "remote_id", "url", "text", "title", "campaign", "language", "author", "link", "media", "created", "edited", "deleted", "found", "reply_to"});
}

Result<void> each_post(Desk& desk, const StreamWish& wish, const TakeRow& take) {
  return month_by_month(wish, desk.world.clock->now(), [&](std::optional<Instant> from, std::optional<Instant> until) -> Result<void> {
    TRY(const auto all, desk.store.sent({.from = from, .until = until, .accounts = wish.accounts}));
    for (const auto& [post, delivery] : all) {
      CHECK_OK(take({Value(delivery.receipt->at), Value("@" + delivery.account), Value(delivery.platform), Value(post.id), Value(delivery.id), Value(delivery.receipt->remote_id),
                     text_cell(delivery.receipt->url), Value(post.text), text_cell(post.title), text_cell(post.campaign), text_cell(post.language), text_cell(post.author),
                     post.link ? text_cell(post.link->url) : Value(), Value(static_cast<std::int64_t>(post.media.size())), cell_of(post.created), cell_of(delivery.edited), cell_of(delivery.deleted),
                     Value(is_found(post)), text_cell(post.reply_to)}));
    }
    return {};
  });
}

std::vector<Column> item_columns() {
  return plain_columns({"id", "account", "kind", "at", "author", "author_handle", "author_id", "author_url", "followers", "language", "text", "url", "on", "answers", "remote_id", "remote_state", "gone",
                        "state", "priority", "assigned", "labels", "acts", "sentiment", "answered", "replies", "snoozed_until"});
}

Result<void> each_item(Desk& desk, const StreamWish& wish, const TakeRow& take) {
  const Instant now = desk.world.clock->now();
  return month_by_month(wish, now, [&](std::optional<Instant> from, std::optional<Instant> until) -> Result<void> {
    TRY(auto all, desk.store.inbox().items({.accounts = wish.accounts, .since = from, .until = until, .now = now}));
    std::reverse(all.begin(), all.end());
    for (const auto& [item, handling] : all) {
      CHECK_OK(take({Value(item.id), Value("@" + item.account), Value(std::string(slug(item.kind))), Value(item.at), text_cell(item.author.name), text_cell(item.author.handle), text_cell(item.author.remote_id),
                     text_cell(item.author.url), cell_of(item.author.followers), text_cell(item.language), Value(item.text), text_cell(item.url), text_cell(item.on), text_cell(item.answers),
                     Value(item.remote_id), text_cell(item.remote_state), Value(item.gone), Value(std::string(slug(state_at(handling, now)))), Value(std::string(slug(handling.priority))),
                     text_cell(handling.assigned), list_of(handling.labels), list_of(handling.acts), text_cell(handling.sentiment), cell_of(handling.answered), list_of(handling.replies),
                     cell_of(handling.snoozed_until)}));
    }
    return {};
  });
}

std::vector<Column> decision_columns() { return plain_columns({"id", "at", "by", "what", "outcome", "item", "why", "before", "after", "with", "erased", "hash", "previous"}); }

Result<void> each_decision(Desk& desk, const StreamWish& wish, const TakeRow& take) {
  return month_by_month(wish, desk.world.clock->now(), [&](std::optional<Instant> from, std::optional<Instant> until) -> Result<void> {
    TRY(const auto all, desk.store.inbox().decisions({}, from, until));
    for (const auto& one : all) {
      CHECK_OK(take({Value(one.id), Value(one.at), Value(one.by), Value(one.what), text_cell(one.outcome), text_cell(one.item), text_cell(one.why), Value(one.before), Value(one.after), Value(one.with),
                     Value(one.erased), Value(one.hash), text_cell(one.previous)}));
    }
    return {};
  });
}

}  // namespace

const std::vector<Exporting>& exportings() {
  static const std::vector<Exporting> all{{.name = "samples", .columns = sample_columns, .each = each_sample},
                                          {.name = "posts", .columns = post_columns, .each = each_post},
                                          {.name = "items", .columns = item_columns, .each = each_item},
                                          {.name = "decisions", .columns = decision_columns, .each = each_decision}};
  return all;
}

Result<const Exporting*> find_exporting(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& one : exportings()) {
    if (one.name == name) return &one;
    names.push_back(one.name);
  }
  return Error{.fault = Fault::usage, .message = tr("“{}” cannot be exported", name), .hint = tr("use one of: {}", joined(names, ", "))};
}

}  // namespace cmtool
