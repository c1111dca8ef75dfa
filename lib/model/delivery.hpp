// SPDX-License-Identifier: MIT
// One post for one account: when it is due, how it stands, and the proof that the platform took it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

/// How a delivery stands. In words and in this order in cli.md; the folder of its record has this name.
enum class DeliveryState { draft, held, waiting, sending, sent, failed, unknown, expired, cancelled };
std::string_view slug(DeliveryState);
std::optional<DeliveryState> delivery_state(std::string_view slug);
/// All of them, in order.
const std::vector<DeliveryState>& delivery_states();

/// Proof that a platform took a post.
struct Receipt {
  std::string remote_id{};  ///< the platform's own name for it
  std::string url{};        ///< where a person can see it
  Instant at{};
  std::vector<std::string> parts{};  ///< remote ids of a thread's further posts and of the first comment, in order
  Json extra = Json::object();       ///< what its platform needs to edit or delete it: {"cid": …}
  bool operator==(const Receipt&) const = default;
};

/// When: the instant, and the wall time and zone in which it was said, so that a clock change can be honoured.
struct Due {
  Instant at{};
  std::string wall{};  ///< "2026-12-24T09:00"; empty: only the instant was given
  std::string zone{};  ///< "Europe/Paris"
  bool operator==(const Due&) const = default;
};

/// Who is sending it now. `run` names a lock file that the kernel frees when that process dies.
struct Lease {
  std::string run{};
  Instant until{};
  bool operator==(const Lease&) const = default;
};

/// What the platform itself is to publish at its time (`schedule add --native`), and what it holds of it.
///
/// While a step is open, a request of it may have been done: the delivery is then `sending` or `unknown`. In every other state
/// the platform holds the post exactly where `id` is set, and nobody else may send it.
struct Native {
  std::string id{};              ///< the platform's own name for what it holds; empty: it holds nothing, cmtool sends it
  std::optional<Instant> at{};   ///< when it is to go out there
  std::string key{};             ///< towards the platform; another one for each time that it is handed over
  std::string step{};            ///< what is being done there: "hand_over", "move", "take_back"; empty: nothing
  std::optional<Instant> since{};  ///< when the first request of the hand-over went out
  std::map<std::string, std::string> notes{};  ///< as Delivery::notes, of the hand-over
  bool operator==(const Native&) const = default;
};

struct Delivery {
  std::string id{};       ///< POST.ACCOUNT: "01jd3k5v9q8x7m2c.atelier"
  Id post{};
  std::string account{};  ///< without "@"
  std::string platform{};
  DeliveryState state = DeliveryState::draft;
  std::optional<Due> due{};
  std::optional<std::chrono::seconds> max_late{};  ///< later than this it expires; absent: as the workspace's settings say
  std::optional<Instant> not_before{};  ///< of a waiting one that was tried in vain: when it may be tried again
  std::string after{};    ///< id of the delivery that must be sent first; empty: none
  std::string key{};      ///< idempotency key towards the platform, made once, never changed
  int attempts = 0;
  std::optional<Instant> first_sent{};    ///< when a request with effects first went out
  std::optional<Instant> last_attempt{};
  std::optional<Lease> lease{};
  std::map<std::string, std::string> notes{};  ///< what must be known before the next request goes out
  std::optional<Receipt> receipt{};
  std::optional<Error> failure{};
  std::optional<Native> native{};  ///< absent: cmtool sends it
  Json said{};  ///< the post as adapted for this account, where that differs from the post's own record; else null
  std::optional<Instant> deleted{};  ///< when it was deleted on the platform
  std::optional<Instant> edited{};
  Json unknown = Json::object();

  bool operator==(const Delivery&) const = default;
};

/// Is the record filed under its due time? Those that are still to go out are, so that `ls` is the calendar.
bool is_filed_by_time(const Delivery&);

/// Does the platform hold it, or may it? Then it must not be sent.
bool is_held_there(const Delivery&);

/// The id of the delivery of a post to an account.
std::string delivery_id(const Id& post, const std::string& account);

Json to_json(const Delivery&);
Result<Delivery> delivery_from_json(const Json&);
Json to_json(const Receipt&);
Result<Receipt> receipt_from_json(const Json&);
Json to_json(const Error&);
Error error_from_json(const Json&);

}  // namespace cmtool
