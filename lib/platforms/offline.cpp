// SPDX-License-Identifier: MIT
// Offline: a place on a network that no program may ask: a page of reviews, a channel, a shop's comments. Nothing is ever sent or fetched.
//
// Its items come from the network's export by `moderate import` and are dealt with as all others are; answers are written there by hand. The handle is the name
// under which the account itself writes there, by which its own comments are told apart; the server is the address of the place, if any; the setting
// "network" ("Instagram") is what reports call it. What was published there, and its numbers, come from `report import`.
#include "platform.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

const About& about_offline() {
  static const About it{.name = "offline", .title = "Offline", .limits = {.source = "none: nothing is sent"}, .docs = "cmtool-moderate-import(1)"};
  return it;
}

class Offline final : public Platform {
 public:
  const About& about() const override { return about_offline(); }

  Result<Receipt> publish(Session&, const Post&) const override {
    return Error{.fault = Fault::unsupported, .message = tr("{} takes no posts", about_offline().title), .hint = tr("post it there by hand")};
  }

  Result<SignedIn> sign_in(Session&, const Account& wanted) const override {
    SignedIn done{.account = wanted};
    if (done.account.handle.empty()) done.account.handle = done.account.name;
    return done;
  }

  Result<Account> who(Session& session) const override { return session.account(); }
};

}  // namespace

const Platform& offline_platform() {
  static const Offline it;
  return it;
}

}  // namespace cmtool
