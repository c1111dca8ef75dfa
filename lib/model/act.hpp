// SPDX-License-Identifier: MIT
// What we can do about an item, or about who wrote it, on its platform.
#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace cmtool {

enum class Act {
  like, unlike,
  hide, unhide,    ///< out of sight of others, without deleting it
  approve, spam,
  remove,          ///< for ever
  mute, unmute,    ///< its author: we no longer see them
  block, unblock,  ///< its author: they no longer see us
  report,          ///< to the server's moderators
};
inline constexpr std::array<Act, 12> all_acts{Act::like,   Act::unlike, Act::hide,   Act::unhide, Act::approve, Act::spam,
                                              Act::remove, Act::mute,   Act::unmute, Act::block,  Act::unblock, Act::report};

std::string_view slug(Act);
std::optional<Act> act_of(std::string_view slug);

}  // namespace cmtool
