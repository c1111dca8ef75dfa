// SPDX-License-Identifier: MIT
// The card of a link: what a page says about itself, and its picture.
//
// A page named by a stranger is fetched from public addresses only, also after each of at most three redirects,
// without any credential, within 10 seconds and 2 MiB (the picture: 1 MiB).
#pragma once
#include <stop_token>
#include <string>

#include "model/post.hpp"
#include "net/http.hpp"

namespace cmtool {

/// What became of a link. The picture is bytes still: the caller checks and keeps it as any other medium.
struct Preview {
  Link link{};                 ///< url as it was asked for; title and description are "" where the page says nothing
  std::string picture{};       ///< bytes; empty: none, or it could not be fetched
  std::string picture_type{};  ///< from its bytes: "image/jpeg", "image/png", "image/gif", "image/webp"
  std::string picture_alt{};
};

/// Fetches and reads the page. Fault::refused when its address is not a public one; other faults as Http has them. What is no
/// HTML page gives a preview without title. A picture that cannot be had is no fault.
Result<Preview> fetch_preview(Http&, const std::string& url, std::stop_token = {});

/// The bytes of a picture at a public address, at most 16 MiB. Fault::refused when the address is not public or there is no picture.
Result<std::string> fetch_picture(Http&, const std::string& url, std::stop_token = {});

}  // namespace cmtool
