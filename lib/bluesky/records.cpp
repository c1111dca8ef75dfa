// SPDX-License-Identifier: MIT
#include "bluesky/records.hpp"

#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool::bluesky {

std::string xrpc(const std::string& method) { return "/xrpc/" + method; }

std::string page_of(const Account& account, const std::string& rkey) {
  return "https://bsky.app/profile/" + (account.handle.empty() ? account.remote_id : account.handle) + "/post/" + rkey;
}

bool is_named(const Answer& answer, std::string_view error) { return answer.json["error"].string_or() == error; }

bool is_missing(const Answer& answer) {
  return answer.status == 404 || is_named(answer, "RecordNotFound") ||
         (answer.status == 400 && answer.json["message"].string_or().starts_with("Could not locate record"));
}

Result<std::optional<Found>> get_record(Session& session, const atproto::Address& at) {
  TRY(const auto answer, session.send({.path = xrpc("com.atproto.repo.getRecord"),
                                       .query = {{"repo", at.authority}, {"collection", at.collection}, {"rkey", at.rkey}}}));
  if (is_missing(answer)) return std::optional<Found>{};
  if (answer.status != 200) return session.fault_of(answer, Effects::no);
  TRY(auto uri, answer.json.text("uri"));
  TRY(auto cid, answer.json.text("cid"));
  return std::optional<Found>(Found{.uri = std::move(uri), .cid = std::move(cid), .value = answer.json["value"]});
}

Result<bool> swap_record(Session& session, const atproto::Address& at, const Json& record, Swap swap, const std::string& before) {
  Json body{{"repo", session.account().remote_id}, {"collection", at.collection}, {"rkey", at.rkey}, {"record", record}};
  body.set("swapRecord", swap == Swap::none ? Json() : Json(before));
  TRY(const auto answer, session.send({.method = Method::post, .path = xrpc("com.atproto.repo.putRecord"), .json = std::move(body), .effects = Effects::same}));
  if (is_named(answer, "InvalidSwap")) return false;
  if (answer.status < 200 || answer.status >= 300) return session.fault_of(answer, Effects::same);
  CHECK_OK(answer.json.text("cid"));
  return true;
}

Result<void> delete_record(Session& session, const atproto::Address& at) {
  CHECK_OK(session.post(xrpc("com.atproto.repo.deleteRecord"),
                        Json{{"repo", session.account().remote_id}, {"collection", at.collection}, {"rkey", at.rkey}}, Effects::same));
  return {};
}

std::string key_for(std::string_view subject) {
  constexpr std::string_view digits = "234567abcdefghijklmnopqrstuvwxyz";
  const std::string hash = sha256(subject);
  std::string key;
  for (std::size_t i = 0; i < 13; ++i) {
    // The first of the 13 characters has only four bits (atproto.com/specs/tid, read 2026-11-22).
    key += digits[static_cast<unsigned char>(hash[i]) & (i == 0 ? 15U : 31U)];
  }
  return key;
}

}  // namespace cmtool::bluesky
