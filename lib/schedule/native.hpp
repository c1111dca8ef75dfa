// SPDX-License-Identifier: MIT
// Posts that the platform itself publishes at their time (`schedule add --native`), and what is done with them until then.
//
// The discipline is the same as for sending: the intent is on disk before a request with effects goes out, the outcome after it, and a lost
// answer is settled by looking, never by repeating blindly. A delivery that the platform holds stays `waiting` with
// `native.id`; while something is being done there it is `sending` under a lease, with `native.step`, so that no two processes are at it and a
// run finds what a killed one has left. cmtool itself sends only what the platform surely does not hold.
//
// What cannot be handed over, or was taken back to be changed and could not be handed over again, is not lost: it waits for cmtool's own run, and
// that is said.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "publish.hpp"
#include "schedule/arrange.hpp"
#include "schedule/policy.hpp"
#include "settle.hpp"

namespace cmtool {

/// Does its platform hold it, and nothing is open? Then it can be moved, taken back, and read back.
bool is_settled_there(const Delivery&);

/// What keeps the accounts of a plan from keeping its post until then; nothing: all can. A network that is away keeps nobody from it.
std::vector<Error> native_misfits(Desk&, const Plan&, const Timing&);

/// Those that their platforms are to publish, of these accounts ("": all): held there, wanted there, or nobody knows.
Result<std::vector<Delivery>> native_deliveries(Desk&, const std::vector<std::string>& accounts);

/// Hands over those deliveries of a post that are to be, and wait. One outcome for each; an error: it waits for cmtool's own run (or is `unknown`).
/// `sent`: the platform did not wait, and published it at once.
std::vector<Outcome> hand_over(Desk&, const Id& post, const std::vector<std::string>& accounts = {});

/// Takes one back. No error: it waits for cmtool alone. An error: it is as it was, or has gone out (`sent`), or nobody knows.
Outcome take_back(Desk&, const Delivery&);

/// Changes what the platforms hold of a post (`accounts` empty: all): they are taken back, `change` is made to the records, and what still waits is
/// handed over again. Where one cannot be taken back nothing is changed. What could not be handed over again is added to `trouble`.
Result<PostRecord> change_native(Desk&, const Id& post, const std::vector<std::string>& accounts, const std::function<Result<PostRecord>()>& change,
                                 std::vector<Error>& trouble);

/// As move_scheduled(), and the platforms follow: in place where they can, else as change_native().
Result<PostRecord> move_native(Desk&, const Id& post, const std::vector<std::string>& accounts, const Due&, const SchedulePolicy&, const Actor&,
                               std::vector<Error>& trouble);

/// Finishes what a killed process, or a lost answer, has left open at a platform (`native.step`). `paused`: nothing is handed over.
Outcome settle_native(Desk&, const Delivery&, bool paused);

/// What became of a delivery whose time has come and that its platform holds: `sent`, `failed` (it was removed there), `unknown`, or still
/// `waiting`: with Fault::conflict where its platform still has it though its time is past, without an error where it is too early to say.
Outcome follow_native(Desk&, const Delivery&);

}  // namespace cmtool
