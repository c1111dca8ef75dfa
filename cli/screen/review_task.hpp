// SPDX-License-Identifier: MIT
// What the review asks of the desk, and what came of it. The review itself touches nothing: screen/review_work.hpp does, through the same
// verbs as the commands, one task after the other.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "inbox.hpp"
#include "model/act.hpp"
#include "moderate/conversation.hpp"
#include "moderate/handle.hpp"
#include "moderate/saved_replies.hpp"

namespace cmtool {

/// Something that was done and may be undone: by the inverse decision, and the inverse act.
struct ReviewUndo {
  Id item{};
  std::string what{};             ///< "done", "hide", as the record has it
  Handling before{}, after{};
  std::optional<Act> act{};       ///< what takes it back on the platform
  bool for_good = false;          ///< nothing takes it back
};

struct ReviewTask {
  enum class Kind {
    list,         ///< the items of `filter`
    around,       ///< the conversation of `item`; with `whole` also what we have answered
    change,       ///< `change`, our side alone
    act,          ///< `act` on the platform
    check_reply,  ///< would `text` go out as an answer to `item`? Nothing is sent
    send_reply,
    saved,        ///< the saved replies, for `item`
    fetch,        ///< what is new on the accounts of `filter`
    undo,         ///< `back`
  };
  Kind kind = Kind::list;
  Id item{};
  ItemFilter filter{};
  bool whole = false;
  HandlingChange change{};
  std::string until{};            ///< of a change to snoozed: when, in words
  Act act = Act::like;
  std::string why{};
  std::string text{};
  std::string language{};         ///< of a saved reply
  ReviewUndo back{};
};

struct ReviewOutcome {
  ReviewTask task{};
  std::optional<Error> error{};
  std::vector<InboxItem> items{};       ///< list, around
  bool more = false;                    ///< list: there are more than were asked for
  std::vector<SentAnswer> answers{};    ///< around
  std::optional<InboxItem> before{}, after{};
  std::vector<SavedReply> saved{};
  std::string said{};                   ///< a sentence on what came of it
  bool so_already = false;              ///< nothing was done, because it was so
  bool rehearsed = false;               ///< --dry-run: nothing was done
};

/// Is it done on this machine alone, within a moment?
bool is_local(const ReviewTask&);

}  // namespace cmtool
