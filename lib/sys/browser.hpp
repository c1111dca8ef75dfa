// SPDX-License-Identifier: MIT
// Showing an address in the user's browser.
#pragma once
#include <map>
#include <stop_token>
#include <string>

#include "base/result.hpp"

namespace cmtool {

/// Asks the desktop to show the address, and does not wait for the browser's end. `variables` is the environment.
/// Fault::unsupported where there is no desktop (then print the address).
Result<void> open_browser(const std::string& url, const std::map<std::string, std::string>& variables, std::stop_token = {});

}  // namespace cmtool
