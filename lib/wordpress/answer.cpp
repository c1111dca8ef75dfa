// SPDX-License-Identifier: MIT
#include "wordpress/answer.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "wordpress/publishing.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {

constexpr const char* comments = "/wp/v2/comments";

Receipt receipt_of(const Json& comment, const Session& session) {
  const auto at = parse_iso(comment["date_gmt"].string_or() + "Z");
  return {.remote_id = id_text(comment["id"]), .url = comment["link"].string_or(), .at = at.ok() ? *at : session.now(), .extra = Json{{"comment", true}}};
}

/// The comment that is to be answered.
Result<Json> parent_of(Session& session, const Post& post) {
  const std::string& id = post.reply_to;
  const bool number = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) return refusal(session, tr("“{}” is not a comment on the site", id), tr("a comment is answered by its number: cmtool moderate reply"));
  return session.json(rest(session, Method::get, std::string(comments) + "/" + id, {{"context", "edit"}}));
}

std::string words_of(const Json& comment) {
  const Json& content = comment["content"];
  return std::string(trimmed(content["raw"].string_or(content["rendered"].string_or())));
}

}  // namespace

bool is_comment(const Receipt& receipt) { return receipt.extra["comment"].bool_or(false); }

Result<std::optional<Receipt>> find_answer(Session& session, const Post& post) {
  const Query query{{"parent", post.reply_to}, {"context", "edit"}, {"status", "any"}, {"per_page", "100"}, {"order", "desc"}, {"orderby", "id"}};
  TRY(const Json found, session.json(rest(session, Method::get, comments, query)));
  if (!found.is_array()) return unreadable(session);
  for (const Json& one : found.items()) {
    if (id_text(one["author"]) == session.account().remote_id && words_of(one) == trimmed(post.text)) return std::optional(receipt_of(one, session));
  }
  return std::optional<Receipt>();
}

Result<Receipt> answer_comment(Session& session, const Post& post) {
  if (session.first_sent()) {
    TRY(auto there, find_answer(session, post));
    if (there) return std::move(*there);
  }
  TRY(const Json parent, parent_of(session, post));
  const auto on = to_integer(id_text(parent["post"]));
  if (!on) return unreadable(session);
  Call call = rest(session, Method::post, comments);
  call.json = Json{{"post", *on}, {"parent", to_integer(post.reply_to).value_or(0)}, {"content", post.text}};
  TRY(const Answer answer, session.send(call));
  if (answer.status == 409 && code_of(answer) == "comment_duplicate") {
    TRY(auto there, find_answer(session, post));
    if (there) return std::move(*there);
    return session.fault_of(answer, Effects::no);
  }
  if (answer.status < 200 || answer.status >= 300) return session.fault_of(answer, Effects::yes);
  Receipt receipt = receipt_of(answer.json, session);
  if (receipt.remote_id.empty()) return unreadable(session, Effects::yes);
  return receipt;
}

Result<void> remove_answer(Session& session, const Receipt& receipt) {
  Call call = rest(session, Method::del, std::string(comments) + "/" + receipt.remote_id);
  call.effects = Effects::same;
  TRY(const Answer answer, session.send(call));
  if ((answer.status >= 200 && answer.status < 300) || answer.status == 404 || answer.status == 410) return {};
  return session.fault_of(answer, Effects::same);
}

Result<Receipt> edit_answer(Session& session, const Receipt& receipt, const Post& changed) {
  Call call = rest(session, Method::post, std::string(comments) + "/" + receipt.remote_id);
  call.json = Json{{"content", changed.text}};
  call.effects = Effects::same;
  TRY(const Json done, session.json(call));
  if (id_text(done["id"]) != receipt.remote_id) return unreadable(session);
  return receipt_of(done, session);
}

}  // namespace cmtool::wordpress
