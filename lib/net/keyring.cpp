// SPDX-License-Identifier: MIT
#include "net/keyring.hpp"

#include <filesystem>

#include "base/tr.hpp"
#include "sys/part.hpp"

namespace cmtool {

Result<std::unique_ptr<Keyring>> desktop_keyring(const std::function<std::string(const std::string&)>& variable) {
  // Without an address D-Bus would try to start a bus of its own, which no keyring listens to.
  std::error_code fault;
  const auto runtime = variable("XDG_RUNTIME_DIR");
  if (variable("DBUS_SESSION_BUS_ADDRESS").empty() && (runtime.empty() || !std::filesystem::exists(runtime + "/bus", fault))) {
    return Error{.fault = Fault::unsupported,
                 .message = tr("there is no desktop session, and so no keyring"),
                 .hint = tr("use --token-command, or keep the credentials in a file of the workspace")};
  }
  TRY(void* const entry, load_part("keyring"));
  return std::unique_ptr<Keyring>(reinterpret_cast<KeyringPart>(entry)());
}

}  // namespace cmtool
