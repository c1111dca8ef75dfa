// SPDX-License-Identifier: MIT
// One post on its way to a server with the Mastodon API: itself, the rest of its thread, its first comment. Exactly once.
//
// Real Mastodon and Hollo keep an Idempotency-Key for an hour, so within 50 minutes of the first attempt a part is simply sent
// again. Elsewhere, and later, the account's own posts are read first, and only a part that is surely not there is sent again.
// Each part is noted before the next one goes out, so only the first part that is not noted can be in doubt.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "mastodon/server.hpp"
#include "model/delivery.hpp"
#include "model/post.hpp"
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::mastodon {

/// How long after the first attempt a key is relied on. Servers keep it for an hour (docs.joinmastodon.org/methods/statuses,
/// read 2026-11-22; Hollo's source); the rest is for slow clocks and slow requests.
inline constexpr std::chrono::minutes key_window{50};
/// Servers take no time that is nearer than five minutes (docs.joinmastodon.org/methods/statuses, read 2026-11-22); the sixth is for the
/// uploads and the clocks.
inline constexpr std::chrono::minutes nearest_scheduled{6};
/// Stands for the id of a post that the server did not tell.
inline constexpr std::string_view untold_id = "-";

/// One status of what makes up a post: itself, the rest of a thread, and the first comment.
struct Part {
  std::size_t number = 0;
  std::string text{};
  bool comment = false;  ///< the first comment, which answers the post itself
};
/// All of them, in the order in which they are sent.
std::vector<Part> parts_of(const Post&);

/// The fields of a status that are said alike in publishing and editing.
std::string language_code(const std::string& tag);
Json poll_json(const Poll&);

/// Fault::refused in the name of the session's account.
Error refusal(const Session&, std::string message, std::string hint);

/// A part that is up.
struct Sent {
  std::string id{}, url{};
  Instant at{};
};

/// One post on its way; lives as long as the call that sends it or looks for it.
class Sending {
 public:
  Sending(Session& session, const Post& post);

  /// Sends what is not there yet.
  Result<Receipt> publish();
  /// The whole of it, or nothing where something is surely missing or may be sent again under its key. Fault::unknown_outcome
  /// when the server does not let us see it.
  Result<std::optional<Receipt>> find(Instant since);

  // At its time, by the server itself: scheduling.cpp.

  Result<void> may_schedule();
  Result<NativeStatus> schedule(Instant at);
  Result<NativeStatus> look_at_scheduled(const Native&);
  Result<NativeStatus> reschedule(const Native&, Instant at);
  Result<NativeStatus> unschedule(const Native&);

 private:
  Result<void> check() const;
  Result<void> resolve();
  void recall_media();
  Result<void> upload();
  Result<std::string> remote_id(const std::string& id_or_url);
  [[nodiscard]] std::string answered_by(const Part&) const;
  [[nodiscard]] Json body_of(const Part&) const;
  [[nodiscard]] Call call_with(const Json& body) const;
  Result<Sent> send(const Part&);
  Result<Sent> accepted(const Part&, const Json& status);
  Result<std::optional<Sent>> look_for(const Part&, Instant since, int pages);
  [[nodiscard]] bool is(const Part&, const Json& status) const;
  [[nodiscard]] Instant marked(Instant at) const;
  Result<NativeStatus> scheduled(const Json& answer, Instant at) const;
  Result<std::optional<NativeStatus>> look_on_schedule(Instant at);
  /// Would the server answer a request that was first sent at `since` again, instead of posting twice? Nothing: it never was sent.
  [[nodiscard]] bool key_protects(std::optional<Instant> since) const;
  [[nodiscard]] Receipt receipt() const;

  Session& session_;
  const Post& post_;
  Server server_;
  std::vector<Part> parts_;
  std::vector<Sent> sent_{};
  std::vector<std::string> media_{};
  std::string reply_to_{}, quote_{};
};

}  // namespace cmtool::mastodon
