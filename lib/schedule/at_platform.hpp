// SPDX-License-Identifier: MIT
// One delivery at its platform: it is ours under a lease, and what is about to be done there is on disk before it is done.
//
// Used by schedule/native.cpp only. A step is begun with claimed(), which records `native.step`; it ends with one of the functions that
// answer an Outcome, each of which records how it ended. What a killed process leaves says by its step what was being done.
#pragma once
#include <functional>

#include "desk.hpp"
#include "publish.hpp"
#include "settle.hpp"

namespace cmtool {

/// Where a delivery goes.
struct There {
  Account account{};
  const Platform* platform = nullptr;
};
/// Fault::not_found when the account, or the platform, is not there.
Result<There> there(Desk&, const Delivery&);

/// Says in `where` which account it concerns, if nothing closer is said.
Error named(Error, const Delivery&);

/// Somebody else has changed it while we looked.
Error changed_meanwhile(const Delivery&);

/// Platforms keep whole seconds.
bool is_same_second(Instant, Instant);

class AtPlatform {
 public:
  AtPlatform(Desk& desk, There there, Delivery claimed) : desk_(desk), there_(std::move(there)), delivery_(std::move(claimed)) {}

  [[nodiscard]] const Platform& platform() const { return *there_.platform; }
  Delivery& delivery() { return delivery_; }
  Native& native() { return *delivery_.native; }

  /// Reads the post as it was adapted for this account; the requests below need it.
  Result<void> read_post();

  Result<NativeStatus> schedule(Instant at);
  Result<NativeStatus> look();
  Result<NativeStatus> reschedule(Instant at);
  Result<NativeStatus> unschedule();

  /// Notes, durably, from when on a request whose answer was lost has surely come to its end.
  Result<void> expect_end(const Error&);
  /// Waits until then; false where that takes longer than anybody waits.
  bool wait_for_end();

  // How it ends: each records it.

  /// As the platform says.
  Outcome concluded(const NativeStatus&);
  /// It is out.
  Outcome published(const Receipt&);
  /// It surely is not there: it waits for cmtool's own run, and why it does is said.
  Outcome not_taken(Error);
  /// As far as is known it is there as it was.
  Outcome as_before(Error);
  /// Nobody knows: a later run looks again.
  Outcome unknown(Error);
  /// As the delivery stands now.
  Outcome recorded(std::optional<Error> = {});

 private:
  Instant now() { return desk_.world.clock->now(); }

  Desk& desk_;
  There there_;
  Delivery delivery_;
  Post post_{};
};

/// Takes the delivery as it is known, with what is about to be done on disk. `intent` may refuse.
Result<AtPlatform> claimed(Desk&, const Delivery& known, const std::function<Result<void>(Delivery&)>& intent);

}  // namespace cmtool
