// SPDX-License-Identifier: MIT
#include "base/error.hpp"

namespace cmtool {

std::string_view slug(Fault fault) {
  switch (fault) {
    case Fault::usage: return "usage";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict";
    case Fault::auth: return "auth";
    case Fault::refused: return "refused";
    case Fault::rate_limited: return "rate_limited";
    case Fault::network: return "network";
    case Fault::unknown_outcome: return "unknown_outcome";
    case Fault::unsupported: return "unsupported";
    case Fault::protocol: return "protocol";
    case Fault::state: return "state";
    case Fault::cancelled: return "cancelled";
    case Fault::internal: return "internal";
  }
  return "internal";
}

}  // namespace cmtool
