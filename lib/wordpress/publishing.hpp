// SPDX-License-Identifier: MIT
// One post on its way to a WordPress site. Exactly once, though WordPress has nothing against doubles.
//
// First a draft is made, which nobody sees, under a slug that carries our key; its id is noted; then one request gives it its final
// slug and publishes it, now or at its time, and that request may be repeated for ever. A draft whose answer was lost is found by its slug; a
// second one under the same slug gets "-2" from WordPress, by which it is known and thrown away.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/post.hpp"
#include "net/session.hpp"
#include "platform.hpp"
#include "wordpress/library.hpp"

namespace cmtool::wordpress {

/// Fault::refused in the name of the session's account.
Error refusal(const Session&, std::string message, std::string hint);
/// Fault::protocol; of a request with effects Fault::unknown_outcome.
Error unreadable(const Session&, Effects = Effects::no);
/// "publish", "draft", "pending", "private": which the post asks for. Fault::refused for any other word.
Result<std::string> status_of(const Session&, const Post&);
/// "/wp/v2/posts/12".
std::string route_of(const std::string& id);

/// One post on its way; lives as long as the call that sends it or looks for it.
class Publishing {
 public:
  Publishing(Session& session, const Post& post);

  Result<Receipt> publish();
  Result<std::optional<Receipt>> find();
  /// What a changed post says: title, text and what belongs to it. Adds to `extra` what the receipt must know.
  Result<Json> fields(const Json& known_media);
  [[nodiscard]] Json media_known() const;

  // At its time, by the site itself: scheduling.cpp.

  Result<NativeStatus> schedule(Instant at);
  Result<NativeStatus> look_at_scheduled(const Native&);
  Result<NativeStatus> reschedule(const Native&, Instant at);
  Result<NativeStatus> unschedule(const Native&);

 private:
  Result<void> upload_all(const Json& known_media);
  Result<std::string> find_draft();
  Result<std::string> make_draft();
  Result<std::string> lost_draft(Error);
  /// The draft, made or found, with its id noted.
  Result<std::string> draft();
  Result<Json> finish(const std::string& id, Json fields);
  Result<std::string> comment(const std::string& id);
  Result<void> discard(const std::string& id);
  Result<NativeStatus> standing(const std::string& id, const Json& post);
  [[nodiscard]] Receipt receipt(const std::string& id, const Json& post, const std::string& comment) const;

  Session& session_;
  const Post& post_;
  std::string slug_;
  std::vector<Upload> uploads_{};
};

}  // namespace cmtool::wordpress
