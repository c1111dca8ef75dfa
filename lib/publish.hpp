// SPDX-License-Identifier: MIT
// Publishing now: every target checked, every intent on disk before anything is sent, every outcome on disk after it.
//
// The order is: record intent, synced -> send -> record outcome, synced. A delivery that was being sent when its process
// died, or whose answer was lost, is `unknown` until it is settled: by sending again where the platform cannot do it twice, else by
// looking whether it is there; sent again only when it surely is not. What cannot be settled stays `unknown` and is said.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts.hpp"
#include "compose.hpp"
#include "desk.hpp"
#include "media.hpp"
#include "settle.hpp"

namespace cmtool {

/// A post for some accounts, as a command asks for it.
struct Submission {
  Post post{};
  std::vector<Account> accounts{};
  ComposeWish compose{};
  MediaWish media{};
  bool draft = false;  ///< keep it, send nothing
  bool card = true;    ///< read the page behind a link for its preview card
};

/// A post that is ready: every target adapted and checked.
struct Plan {
  Post post{};
  std::vector<Account> accounts{};
  std::vector<const Platform*> platforms{};
  std::vector<Limits> limits{};
  std::vector<Post> adapted{};  ///< one for each account
  bool draft = false;
};

/// Checks and prepares a submission for all its accounts: media copied and cleaned, texts adapted, limits of each server known. Sends nothing.
/// Every misfit of every account is answered at once; none: it may be published.
struct Preparation {
  Plan plan{};
  std::vector<Error> misfits{};
};
Result<Preparation> prepare(Desk&, const Submission&);

/// The delivery's note that says that the preview card of its link is read when it goes out: an import of thousands does not ask for
/// as many pages.
inline constexpr const char* card_note = "cmtool.card";

/// Reads the page behind a post's link for its preview card; a card that cannot be had is no reason not to post.
void add_card(Desk&, Post&, Keep = Keep::yes);

/// Publishes one plan post to all its accounts at once. An Error means that nothing was sent.
Result<std::vector<Outcome>> publish(Desk&, const Plan&);

/// Keeps a post and, where accounts are known, its deliveries as a draft.
Result<PostRecord> keep_draft(Desk&, const Plan&);

/// Replaces a draft: its text, and which accounts it is for.
Result<void> replace_draft(Desk&, const Plan&, const PostRecord& before);

/// Sends the drafts of a post, and takes up again what failed or is unknown; `to` restricts it to some accounts (empty: all). What is sent
/// already is answered as it is.
Result<std::vector<Outcome>> take_up_again(Desk&, const PostRecord&, const std::vector<std::string>& to);

/// Publishes many, `jobs` deliveries at a time; `done` is called (from one thread at a time) with each outcome as it comes, with the post's place
/// in `all`. The intents are recorded together, in groups, just ahead of the sending.
void publish_many(Desk&, const std::vector<Plan>& all, std::size_t jobs,
                  const std::function<void(std::size_t index, Result<std::vector<Outcome>>)>& done);

/// Deletes a delivery's post on its platform; cancels a draft. The outcome is recorded; what is gone already counts as deleted.
Outcome delete_delivery(Desk&, Delivery);

/// Changes a published post on its platform to `changed` (already adapted and checked).
Outcome edit_delivery(Desk&, const Post& changed, Delivery);

/// Posts of the last hour with the same text to one of the same accounts, without a key: a deliberate repeat deserves a warning.
Result<std::vector<PostRecord>> recent_twins(Desk&, const Post&, const std::vector<Account>&);

}  // namespace cmtool
