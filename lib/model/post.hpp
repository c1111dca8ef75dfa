// SPDX-License-Identifier: MIT
// What the author means to say, before any platform's limits.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "model/media.hpp"

namespace cmtool {

/// Who sees it, from most to fewest.
enum class Visibility { everyone, unlisted, followers, direct };
std::string_view slug(Visibility);
std::optional<Visibility> visibility(std::string_view slug);

/// A question with two or more answers.
struct Poll {
  std::vector<std::string> options{};
  std::chrono::seconds open_for = std::chrono::hours(24);
  bool multiple = false;
  bool hide_totals = false;
  bool operator==(const Poll&) const = default;
};

/// A page that the post points to, shown as a card where the platform has them.
struct Link {
  std::string url{};
  std::string title{}, description{};  ///< from the page; empty: not read yet
  std::optional<Media> picture{};
  bool operator==(const Link&) const = default;
};

/// Someone's word that a text may go out. It holds for that text alone: a change asks again.
struct Approval {
  std::string who{};
  Instant at{};
  std::string of{};  ///< fingerprint() of the post that was approved
  bool operator==(const Approval&) const = default;
};

/// What somebody did to a post before it was published; added to, never changed.
struct HistoryEvent {
  Instant at{};
  std::string who{};
  std::string did{};  ///< "added", "edited", "moved", "approved", "rejected", "cancelled", "retried", "resolved", "expired", "found"
  std::string why{};  ///< a reason, or the new time; may be empty
  bool operator==(const HistoryEvent&) const = default;
};

/// A post as the author wrote it. `instead` and `thread` are resolved by adapted() before a platform sees it.
struct Post {
  Id id{};
  std::string text{};                  ///< UTF-8
  std::vector<std::string> thread{};   ///< the posts after the first one of a thread
  std::string title{};
  std::vector<Media> media{};
  std::string language{};              ///< BCP 47: "fr-CA"; empty: the workspace's
  Visibility visibility = Visibility::everyone;
  std::optional<Link> link{};
  std::string warning{};               ///< content warning, shown before the text; empty: none
  std::string reply_to{};              ///< id of ours, or URL / remote id
  std::string quote{};                 ///< the same
  std::optional<Poll> poll{};
  std::string first_comment{};         ///< sent as a reply to the post itself
  std::string campaign{};
  std::string sponsored{};             ///< the brand that pays; empty: nobody does
  std::vector<std::string> tags{};     ///< for platforms with tags of their own (site, WordPress)
  std::vector<std::string> categories{};
  std::string excerpt{}, slug{};
  std::string status{};                ///< of a page: "publish" (default), "draft", "pending", "private"
  std::map<std::string, std::string> instead{};  ///< "bluesky" or "@atelier" -> text to use there
  std::string key{};                   ///< the user's --key; empty: none
  std::string author{};                ///< who wrote it, as `--as` or the system names them
  std::string series{};                ///< the recurrence of which it is one occurrence; empty: none
  std::vector<Approval> approvals{};   ///< those of the text as it is now, and of earlier texts
  std::vector<HistoryEvent> history{}; ///< who did what to it, in order
  std::optional<Instant> created{};
  Json unknown = Json::object();       ///< keys of a newer cmtool, kept as they are

  bool operator==(const Post&) const = default;
};

/// Was it published without cmtool, and found later?
bool is_found(const Post&);

/// SHA-256 over all that readers will see of a post; who wrote it, and when, is left out.
std::string fingerprint(const Post&);

Json to_json(const HistoryEvent&);
Result<HistoryEvent> event_from_json(const Json&);
Json to_json(const Post&);
Result<Post> post_from_json(const Json&);

}  // namespace cmtool
