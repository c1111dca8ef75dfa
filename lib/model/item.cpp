// SPDX-License-Identifier: MIT
#include "model/item.hpp"

#include "model/fields.hpp"

namespace cmtool {
namespace {

Json json_of(const Author& author) {
  return Json{{"remote_id", author.remote_id},
              {"handle", author.handle},
              {"name", author.name},
              {"url", author.url},
              {"followers", author.followers}};
}

}  // namespace

std::string_view slug(ItemKind kind) {
  switch (kind) {
    case ItemKind::comment: return "comment";
    case ItemKind::reply: return "reply";
    case ItemKind::mention: return "mention";
    case ItemKind::review: return "review";
    case ItemKind::message: return "message";
    case ItemKind::report: return "report";
  }
  return "";
}

std::optional<ItemKind> item_kind(std::string_view name) {
  for (const auto kind :
       {ItemKind::comment, ItemKind::reply, ItemKind::mention, ItemKind::review, ItemKind::message, ItemKind::report}) {
    if (slug(kind) == name) return kind;
  }
  return std::nullopt;
}

Json to_json(const Item& item) {
  return Json{{"id", item.id},
              {"remote_id", item.remote_id},
              {"account", item.account},
              {"kind", slug(item.kind)},
              {"author", json_of(item.author)},
              {"text", item.text},
              {"url", item.url},
              {"language", item.language},
              {"on", item.on},
              {"answers", item.answers},
              {"remote_state", item.remote_state},
              {"at", iso(item.at)},
              {"gone", item.gone}};
}

Result<Item> item_from_json(const Json& json) {
  Item item;
  Fields fields(json, "item");
  fields.text("id", item.id);
  fields.text("remote_id", item.remote_id);
  fields.text("account", item.account);
  fields.word("kind", item.kind, item_kind);
  fields.text("text", item.text);
  fields.text("url", item.url);
  fields.text("language", item.language);
  fields.text("on", item.on);
  fields.text("answers", item.answers);
  fields.text("remote_state", item.remote_state);
  fields.instant("at", item.at);
  fields.yes_no("gone", item.gone);
  CHECK_OK(fields.done());
  Fields author(fields.child("author"), "author");
  author.text("remote_id", item.author.remote_id);
  author.text("handle", item.author.handle);
  author.text("name", item.author.name);
  author.text("url", item.author.url);
  if (author.child("followers").is_integer()) item.author.followers = author.child("followers").integer_or(0);
  CHECK_OK(author.done());
  return item;
}

}  // namespace cmtool
