// SPDX-License-Identifier: MIT
// Campaign parameters on links, by which web statistics tell where a visitor came from.
//
// What a link already says is kept: its query, its fragment, and any utm_ parameter that is there, also when it says
// something else.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

struct Utm {
  std::string source{};    ///< the platform: "bluesky"
  std::string medium{};    ///< "social"
  std::string campaign{};  ///< the campaign's name; its slug is what is sent
};

/// The address with utm_source, utm_medium and utm_campaign; a parameter without a value is left out. Anything but an
/// http or https address, or a bare domain, comes back as it was.
std::string url_with_utm(std::string_view url, const Utm&);

/// The text with the parameters on each of its links.
std::string with_utm(std::string_view text, const Utm&);

}  // namespace cmtool
