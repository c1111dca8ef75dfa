// SPDX-License-Identifier: MIT
#include "net/atproto.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "net/url.hpp"

namespace cmtool::atproto {
namespace {

constexpr std::string_view post_collection = "app.bsky.feed.post";

/// The characters of a handle, a DID, a collection or a record key; they become part of requests.
bool is_harmless(std::string_view piece) {
  return !piece.empty() && piece.size() <= 512 && piece != "." && piece != ".." &&
         std::ranges::all_of(piece, [](char c) { return is_letter_or_digit(c) || std::string_view(".-_:~%").find(c) != std::string_view::npos; });
}

}  // namespace

std::string tid(Instant at, std::uint64_t chance) {
  constexpr std::string_view digits = "234567abcdefghijklmnopqrstuvwxyz";
  const auto milliseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, at.time_since_epoch().count()));
  const std::uint64_t microseconds = milliseconds * 1000 + (chance >> 10U) % 1000;
  std::uint64_t number = ((microseconds << 10U) | (chance & 0x3FFU)) & 0x7FFFFFFFFFFFFFFFU;
  std::string text(13, '2');
  for (auto place = text.rbegin(); place != text.rend(); ++place, number >>= 5U) *place = digits[number & 31U];
  return text;
}

std::string text_of(const Address& address) { return "at://" + address.authority + "/" + address.collection + "/" + address.rkey; }

std::optional<Address> address_of(std::string_view text) {
  constexpr std::string_view scheme = "at://", site = "https://bsky.app/profile/";
  text = trimmed(text);
  text = text.substr(0, text.find_first_of("?#"));
  while (text.ends_with('/')) text.remove_suffix(1);
  Address address;
  if (text.starts_with(scheme)) {
    const auto pieces = split(text.substr(scheme.size()), '/');
    if (pieces.size() != 3) return std::nullopt;
    address = {.authority = pieces[0], .collection = pieces[1], .rkey = pieces[2]};
  } else if (text.starts_with(site)) {
    const auto pieces = split(text.substr(site.size()), '/');
    if (pieces.size() != 3 || pieces[1] != "post") return std::nullopt;
    address = {.authority = pieces[0], .collection = std::string(post_collection), .rkey = pieces[2]};
  }
  if (!is_harmless(address.authority) || !is_harmless(address.collection) || !is_harmless(address.rkey)) return std::nullopt;
  return address;
}

bool is_did(std::string_view text) { return (text.starts_with("did:plc:") || text.starts_with("did:web:")) && is_harmless(text); }

std::string server_in(const Json& document) {
  for (const Json& service : document["service"].items()) {
    if (!service["id"].string_or().ends_with("#atproto_pds") || service["type"].string_or() != "AtprotoPersonalDataServer") continue;
    const auto url = parse_url(service["serviceEndpoint"].string_or());
    if (url.ok()) return origin(url.value());
  }
  return {};
}

}  // namespace cmtool::atproto
