// SPDX-License-Identifier: MIT
#include "sys/browser.hpp"

#include "base/tr.hpp"
#include "sys/process.hpp"

namespace cmtool {

Result<void> open_browser(const std::string& url, const std::map<std::string, std::string>& variables, std::stop_token stop) {
  const auto none = [] { return Error{.fault = Fault::unsupported, .message = tr("no browser can be opened from here")}; };
  if (!url.starts_with("https://") && !url.starts_with("http://")) return none();
  if (!variables.contains("DISPLAY") && !variables.contains("WAYLAND_DISPLAY")) return none();
  const ProcessOptions options{
      .limit = std::chrono::seconds(3), .environment = clean_environment(variables), .stop = std::move(stop)};
  // In a session of its own, so that a browser which this starts outlives us.
  auto outcome = run_process({"setsid", "--fork", "xdg-open", url}, options);
  // It did start when it is still there after the limit.
  if (!outcome.ok() && outcome.error().fault == Fault::state) return {};
  if (!outcome.ok() || outcome->exit_code != 0) return none();
  return {};
}

}  // namespace cmtool
