// SPDX-License-Identifier: MIT
// From what the author means to what one account gets: variants, threads, tags on links, disclosure; and whether it fits.
//
// Pure functions: nothing here reads a file or the network, so that everything is known before anything is sent.
#pragma once
#include <string>
#include <vector>

#include "model/account.hpp"
#include "model/post.hpp"
#include "platform.hpp"
#include "text/split.hpp"

namespace cmtool {

/// How a post is to be fitted to each account.
struct ComposeWish {
  bool thread = false;       ///< too long a text becomes a thread
  Numbering numbering = Numbering::no;
  std::string split{};       ///< the text is cut at this delimiter into a thread; empty: it is not
  bool utm = false;          ///< links get utm_source, utm_medium and utm_campaign
};

/// What an account gets. The text of `instead` for "@name" wins over the platform's, and that over the common one.
/// Fault::refused when a thread cannot be made of it.
Result<Post> adapted(const Post&, const Account&, const Platform&, const Limits&, const ComposeWish&);

/// How long a text is for a platform, and how long it may be.
struct Fit {
  std::int64_t used = 0, allowed = 0;  ///< allowed 0: no limit
  Unit unit = Unit::code_points;
};
Fit fit_of(std::string_view text, const std::string& warning, const Limits&);

/// Everything for which the platform would refuse an adapted post, each with its account, how much is too much, and what to do.
std::vector<Error> misfits(const Post& adapted, const Account&, const Platform&, const Limits&);

/// Nothing is sent to an account that is only followed.
Error only_followed(const Account&);

/// The first web address in a text, or "".
std::string first_link(std::string_view text);

}  // namespace cmtool
