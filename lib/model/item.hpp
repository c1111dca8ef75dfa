// SPDX-License-Identifier: MIT
// Something that others said and that waits for us.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

enum class ItemKind { comment, reply, mention, review, message, report };
std::string_view slug(ItemKind);
std::optional<ItemKind> item_kind(std::string_view slug);

/// Who wrote an item, as far as the platform tells.
struct Author {
  std::string remote_id{}, handle{}, name{}, url{};
  std::optional<std::int64_t> followers{};
  bool operator==(const Author&) const = default;
};
/// What people call them: the name, or the handle where there is none.
inline const std::string& shown_name(const Author& author) { return author.name.empty() ? author.handle : author.name; }

struct Item {
  Id id{};                 ///< ours: made when it was first read, and kept; empty before that
  std::string remote_id{};
  std::string account{};
  ItemKind kind = ItemKind::comment;
  Author author{};
  std::string text{}, url{}, language{};
  std::string on{};        ///< remote id of the post of ours that it is about
  std::string answers{};   ///< remote id of the item that it answers
  std::string remote_state{};  ///< as the platform calls it: "hold", "approved"
  Instant at{};
  bool gone = false;       ///< it has been deleted where it was; then only remote_id, account and at need be known
  bool operator==(const Item&) const = default;
};

Json to_json(const Item&);
Result<Item> item_from_json(const Json&);

}  // namespace cmtool
