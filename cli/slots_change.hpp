// SPDX-License-Identifier: MIT
// What `schedule slots add` and `schedule slots remove` share: the same words, and all accounts changed or none.
#pragma once
#include <functional>

#include "cli/command.hpp"
#include "model/account.hpp"
#include "schedule/slots.hpp"

namespace cmtool {

/// Gives or takes an account one place.
using SlotChange = std::function<Result<void>(Account&, const Slot&)>;

Run set_up_slots_change(CLI::App&, SlotChange);

}  // namespace cmtool
