// SPDX-License-Identifier: MIT
// The desk that a command's verb works at, made from its Env.
#pragma once
#include "cli/env.hpp"
#include "desk.hpp"

namespace cmtool {

/// The open workspace and the network, with remarks and progress going to stderr.
Result<Desk> desk_of(Env&);

}  // namespace cmtool
