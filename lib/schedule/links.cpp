// SPDX-License-Identifier: MIT
#include "schedule/links.hpp"

#include "base/tr.hpp"
#include "compose.hpp"
#include "net/preview.hpp"

namespace cmtool {

std::optional<Error> dead_link(Desk& desk, const Post& post) {
  const std::string url = post.link ? post.link->url : first_link(post.text);
  if (url.empty()) return std::nullopt;
  const auto page = fetch_preview(desk.http, url, desk.world.stop);
  if (page.ok() || page.error().fault != Fault::not_found) return std::nullopt;
  return Error{.fault = Fault::refused, .message = tr("the link {} leads nowhere: {}", url, page.error().message), .hint = tr("look at it in a browser")};
}

Result<std::string> fetch_named_picture(Desk& desk, const std::string& url) { return fetch_picture(desk.http, url, desk.world.stop); }

}  // namespace cmtool
