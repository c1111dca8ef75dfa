// SPDX-License-Identifier: MIT
#include "net/dry_run.hpp"

#include "base/tr.hpp"
#include "net/request_text.hpp"

namespace cmtool {

Result<Response> DryRun::send(const Request& request, std::stop_token stop) {
  if (request.effects == Effects::no) return inner_->send(request, stop);
  const std::lock_guard lock(mutex_);
  if (say_) {
    say_((request.account.empty() ? "" : request.account + " ") + title_of(request));
    for (const auto& line : lines_of(request)) say_("  " + line);
  }
  return Error{.fault = Fault::cancelled, .message = tr("dry run: nothing was sent"), .where = request.account};
}

}  // namespace cmtool
