// SPDX-License-Identifier: MIT
#include "model/act.hpp"

namespace cmtool {

std::string_view slug(Act act) {
  switch (act) {
    case Act::like: return "like";
    case Act::unlike: return "unlike";
    case Act::hide: return "hide";
    case Act::unhide: return "unhide";
    case Act::approve: return "approve";
    case Act::spam: return "spam";
    case Act::remove: return "delete";
    case Act::mute: return "mute";
    case Act::unmute: return "unmute";
    case Act::block: return "block";
    case Act::unblock: return "unblock";
    case Act::report: return "report";
  }
  return "";
}

std::optional<Act> act_of(std::string_view name) {
  for (const Act act : all_acts) {
    if (slug(act) == name) return act;
  }
  return std::nullopt;
}

}  // namespace cmtool
