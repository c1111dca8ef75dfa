// SPDX-License-Identifier: MIT
// The user's own programs at events: hooks/NAME in the workspace, as git has them.
//
// A hook reads one JSON object on stdin. It is run without a shell, for a limited time, and whatever it does, no post is touched by it:
// a hook that fails is a warning. Only `publishing`, which runs before a post leaves for the first time, may answer: with
// {"text": "…"} on stdout it changes the text (a link shortener, say), if the text still fits.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/delivery.hpp"

namespace cmtool {

enum class Hook { publishing, published, failed, unknown, expired, held, token_expiring, alert };
/// "token-expiring": the name of the file.
std::string_view slug(Hook);
std::optional<Hook> hook_named(std::string_view);
const std::vector<Hook>& all_hooks();

/// What a hook reads: {"event", "at", "workspace", "post", "delivery", "account", …}.
Json hook_event(Hook, const Desk&, const Post&, const Delivery&);
Json hook_event(Hook, const Desk&, const Account&);
/// Something in the inbox that somebody must look at now: what, and the items that it is about.
Json alert_event(const Desk&, const std::string& what, const std::string& why, const Json& items);
/// An event as an example, for `hook test`.
Json hook_example(Hook, const Desk&);

/// What came of running a hook.
struct HookRun {
  bool there = false;  ///< no such file: nothing was run
  int exit_code = 0;
  std::string output{}, errors{};
};
/// Runs the hook, if there is one. An Error: it could not be run, or not to its end.
Result<HookRun> run_hook(Desk&, Hook, const Json& event);

/// Runs the hook and says with desk.warn what went wrong; never fails.
void tell_hook(Desk&, Hook, const Json& event);

}  // namespace cmtool
