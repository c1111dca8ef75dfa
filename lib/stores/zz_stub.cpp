// SPDX-License-Identifier: MIT
// Until stores/files.cpp is there: no workspace can be made or opened. Weak, so that the real ones take their place.
#include "base/tr.hpp"
#include "store.hpp"

namespace cmtool {

[[gnu::weak]] Result<std::unique_ptr<Store>> make_store(StoreWorld, const std::string&, const Json&) {
  return Error{.fault = Fault::unsupported, .message = "no store in this build"};
}

[[gnu::weak]] Result<std::unique_ptr<Store>> open_store(StoreWorld, const std::string&) {
  return Error{.fault = Fault::not_found, .message = "no store in this build"};
}

}  // namespace cmtool
