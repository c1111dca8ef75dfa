// SPDX-License-Identifier: MIT
// Records in a personal data server (PDS): reading one, putting one under a key that we chose, deleting one.
//
// Two facts make repeating harmless (seen on @atproto/pds 0.5.35, November 2026): putting a record that is there already, as it is, changes nothing;
// and a put with `swapRecord` answers InvalidSwap, changing nothing, unless the record is the one that was read (null: unless there is none).
#pragma once
#include <optional>
#include <string>

#include "net/atproto.hpp"
#include "net/session.hpp"

namespace cmtool::bluesky {

std::string xrpc(const std::string& method);

/// Where a person sees a post of ours.
std::string page_of(const Account&, const std::string& rkey);

/// Is it this error of the API's: "RecordNotFound"?
bool is_named(const Answer&, std::string_view error);
/// The record is not there. The PDS has answered 400 InvalidRequest where the lexicon says RecordNotFound.
bool is_missing(const Answer&);

struct Found {
  std::string uri{}, cid{};
  Json value{};
};
/// A record of anybody's; nothing where there is none.
Result<std::optional<Found>> get_record(Session&, const atproto::Address&);

/// What a record of ours must be like to be replaced.
enum class Swap { same, none };
/// Puts a record of ours in the place of the one that was read (`before` is its cid), or where there is none (Swap::none). It may be repeated.
/// False when it was changed, or made, meanwhile.
Result<bool> swap_record(Session&, const atproto::Address&, const Json& record, Swap, const std::string& before);

/// Deletes a record of ours. One that is not there counts as deleted.
Result<void> delete_record(Session&, const atproto::Address&);

/// A record key of kind "tid" that stands for a subject for ever: what is put about it is then always the same record. Its time means nothing.
std::string key_for(std::string_view subject);

}  // namespace cmtool::bluesky
