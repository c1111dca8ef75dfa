// SPDX-License-Identifier: MIT
// What will go wrong with a post on the schedule, said while there is still time: a token that ends before, two posts within minutes on one
// account, the same text twice. Remarks, not refusals: the author may know better.
#pragma once
#include <map>
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
    Instant at{};
  };
  void add(const std::string& account, const std::string& text, const Neighbour&);

  std::map<std::string, std::multimap<Instant, Id>> by_time_{};         ///< account -> when what goes out there
  std::map<std::string, std::vector<Neighbour>> by_text_{};             ///< hash of account and text -> where it goes out
};

}  // namespace cmtool
