// SPDX-License-Identifier: MIT
// Who did what to which item, when and why; never edited, only added.
//
// Decisions are chained: each names the hash of the one before, so that none can be changed, left out or put in between without the
// rest showing it. What can name a person (`with`, `before`, `after`, `why`) enters the hash through a salted digest of its own:
// when somebody is forgotten, it is erased together with its salt, and the chain still holds.
#pragma once
#include <string>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

struct Decision {
  Id id{};
  Instant at{};
  Id item{};             ///< empty: about no single item
  std::string by{};      ///< a person ("lea"), "rule:NAME", or "inbox" where it followed from what came in
  std::string what{};    ///< "done", "label", "reply", "hide"
  std::string outcome{}; ///< of what is done on a platform: "intended", "done", "failed", "unknown"; else empty
  std::string why{};
  Json with = Json::object();    ///< what it was done with: {"text": …} of a reply
  Json before = Json::object();  ///< the members of the item's handling that it changed, as they were
  Json after = Json::object();   ///< and as they are since
  std::string salt{};
  std::string digest{};    ///< of why, with, before, after and the salt
  std::string previous{};  ///< hash of the decision before; empty: it is the first
  std::string hash{};
  bool erased = false;     ///< its content was erased because somebody was to be forgotten
  bool operator==(const Decision&) const = default;
};

/// Fills in digest and hash, which make it the next one after `previous`.
void chain(Decision&, std::string previous);

/// What is wrong with a decision that should follow `previous`; "" if nothing is.
std::string chain_fault(const Decision&, std::string_view previous);

/// Takes out what can name a person; the chain holds.
void erase_content(Decision&);

Json to_json(const Decision&);
Result<Decision> decision_from_json(const Json&);

}  // namespace cmtool
