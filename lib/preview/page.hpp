// SPDX-License-Identifier: MIT
// The page for the client: what will go out, each post as it will look on each platform, and what still needs their word.
//
// One HTML file that needs nothing else: pictures are in it, there is no script, and its policy lets nothing in from anywhere, so
// that it can be mailed, opened on a phone, and printed. Pure functions: the same schedule makes the same page. Everything that is
// not ours is escaped, and only http and https lead elsewhere. It speaks the workspace's language, whoever makes it.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/delivery.hpp"
#include "model/post.hpp"

namespace cmtool::preview {

/// A picture that is in the page itself.
struct Embedded {
  std::string type{};    ///< "image/jpeg"
  std::string base64{};  ///< its bytes
  int width = 0, height = 0;
};

/// A post as one account will publish it.
struct Card {
  std::string account{}, handle{};
  std::string platform{}, platform_title{};  ///< "bluesky", "Bluesky"
  Post post{};                               ///< adapted
  bool paused = false;
};

/// What is published at one moment, on one or more accounts.
struct Planned {
  Id post{};
  Instant at{};
  bool held = false;                      ///< waits for an approval
  std::string code{};                     ///< with which the client approves; empty: there is none (yet)
  std::vector<std::string> approved_by{};
  std::size_t approvals_needed = 0;
  std::string rejected_by{}, rejected_why{};  ///< the last word on the post as it is now; empty: nobody has refused it
  std::vector<Card> cards{};
};

struct Page {
  std::string name{};      ///< the client's; may be empty
  std::string language{};  ///< BCP 47; French or English
  std::string zone{};      ///< in which times are told
  Instant made{};
  std::chrono::local_days first{}, last{};  ///< a whole month, or some days
  std::vector<Planned> entries{};           ///< by time
  std::map<std::string, Embedded> pictures{};  ///< by their SHA-256; one that is missing is described in words
};

/// The whole file.
std::string page_html(const Page&);

/// What it looks like. Its hash is in the page's policy, so that no other style can take effect.
std::string_view style_sheet();

}  // namespace cmtool::preview
