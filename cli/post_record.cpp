// SPDX-License-Identifier: MIT
#include "cli/post_record.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value time_value(const std::optional<Instant>& at) { return at ? Value(*at) : Value(); }

std::vector<Value> row_of(const Post& post, const Delivery* d) {
  std::string state(slug(DeliveryState::draft));
  if (d != nullptr) state = d->deleted ? "deleted" : std::string(slug(d->state));
  const Receipt* receipt = d != nullptr && d->receipt ? &*d->receipt : nullptr;
  const Error* failure = d != nullptr && d->failure ? &*d->failure : nullptr;
  return {Value(post.id),
          time_value(post.created),
          d != nullptr ? Value("@" + d->account) : Value(),
          d != nullptr ? Value(d->platform) : Value(),
          Value(state),
          receipt != nullptr ? Value(receipt->at) : Value(),
          receipt != nullptr ? text_value(receipt->url) : Value(),
          receipt != nullptr ? text_value(receipt->remote_id) : Value(),
          d != nullptr && d->said.is_object() ? Value(d->said["text"].string_or(post.text)) : Value(post.text),
          text_value(post.title),
          text_value(post.campaign),
          text_value(post.key),
          Value(static_cast<std::int64_t>(post.media.size())),
          d != nullptr ? Value(std::int64_t{d->attempts}) : Value(),
          d != nullptr ? time_value(d->edited) : Value(),
          d != nullptr ? time_value(d->deleted) : Value(),
          failure != nullptr ? Value(std::string(slug(failure->fault))) : Value(),
          failure != nullptr ? text_value(failure->message) : Value()};
}

}  // namespace

std::vector<Column> record_columns() {
  return {{.key = "id", .title = tr("Post"), .kind = Kind::id},
          {.key = "created", .title = tr("Written"), .kind = Kind::time, .shown = false},
          {.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform"), .shown = false},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "at", .title = tr("Sent"), .kind = Kind::time},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "remote_id", .title = tr("Remote id"), .shown = false},
          {.key = "text", .title = tr("Text")},
          {.key = "title", .title = tr("Title"), .shown = false},
          {.key = "campaign", .title = tr("Campaign"), .shown = false},
          {.key = "key", .title = tr("Key"), .shown = false},
          {.key = "media", .title = tr("Media"), .kind = Kind::integer, .shown = false},
          {.key = "attempts", .title = tr("Attempts"), .kind = Kind::integer, .shown = false},
          {.key = "edited", .title = tr("Changed"), .kind = Kind::time, .shown = false},
          {.key = "deleted", .title = tr("Deleted"), .kind = Kind::time, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false}};
}

void add_rows(Table& table, const PostRecord& record) {
  for (const auto& delivery : record.deliveries) table.rows.push_back(row_of(record.post, &delivery));
  if (record.deliveries.empty()) table.rows.push_back(row_of(record.post, nullptr));
}

std::string post_of(const std::string& id) { return id.substr(0, id.find('.')); }

}  // namespace cmtool
