// SPDX-License-Identifier: MIT
// What will go wrong with a post on the schedule, said while there is still time: a token that ends before, two posts within minutes on one
// account, the same text twice, a dead link. Remarks, not refusals: the author may know better.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"

namespace cmtool {

/// Two posts on one account closer than this are pointed out.
inline constexpr std::chrono::minutes collision_window{5};
/// The same text on one account within this is pointed out.
inline constexpr std::chrono::hours twin_window{7 * 24};

/// What is on record around the times of these posts, read once for all of them.
class Surroundings {
 public:
  /// Reads what is scheduled from `twin_window` before the first to as long after the last due time, and what was sent lately.
  static Result<Surroundings> read(Desk&, const std::vector<PostRecord>&);

  /// Remarks on one of them; what was remarked on counts as scheduled for the next ones.
  std::vector<Error> remarks_on(const PostRecord&, const std::vector<Account>&);

 private:
  struct Neighbour {
    Id post{};
    std::string account{}, text{};
    Instant at{};
  };
  std::vector<Neighbour> neighbours_{};
};

/// Asks the network whether the first link of a post leads anywhere; nothing when it does, or when nobody can tell.
std::optional<Error> dead_link(Desk&, const Post&);

}  // namespace cmtool
