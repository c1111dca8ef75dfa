// SPDX-License-Identifier: MIT
#include "cli/open_desk.hpp"

namespace cmtool {

Result<Desk> desk_of(Env& env) {
  TRY(Store * store, env.store());
  TRY(Http * http, env.network());
  return Desk{.world = env.world, .store = *store, .http = *http, .say = [&env](const std::string& sentence) { env.say(sentence); },
              .warn = [&env](const std::string& sentence) { env.warn(sentence); }};
}

}  // namespace cmtool
