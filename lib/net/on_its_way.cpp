// SPDX-License-Identifier: MIT
#include "net/on_its_way.hpp"

#include <atomic>

namespace cmtool {
namespace {

std::atomic<bool> change_began{false};

}  // namespace

bool may_have_changed_something() noexcept { return change_began.load(); }

void note_change_begins() noexcept { change_began.store(true); }

}  // namespace cmtool
