// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/thread.hpp"
#include "base/tr.hpp"
#include "net/preview.hpp"
#include "publish.hpp"

namespace cmtool {
namespace {

/// So many servers are asked at once.
constexpr std::size_t at_once = 16;

/// Checks, cleans and copies what is attached. A file that cannot be used concerns all accounts alike.
Result<void> take_media(Desk& desk, Post& post, const MediaWish& wish, std::vector<Error>& misfits) {
  for (auto& medium : post.media) {
    if (!medium.sha256.empty()) continue;  // taken already, for an edit
    auto taken = prepare_media(*desk.world.disk, desk.store, medium, {}, MediaWish{.location = wish.location, .keep = wish.keep});
    if (taken.ok()) {
      medium = std::move(taken).value();
      continue;
    }
    const Fault fault = taken.error().fault;
    if (fault == Fault::state || fault == Fault::internal) return std::move(taken).error();
    misfits.push_back(std::move(taken).error());
  }
  return {};
}

/// The media of one account's post, made smaller where that was asked for.
void fit_media_to(Desk& desk, Post& post, const Account& account, const Limits& limits, const MediaWish& wish, std::vector<Error>& misfits) {
  if (wish.shrink == Shrink::no) return;  // check_media() says what does not fit
  for (auto& medium : post.media) {
    auto fitted = fit_media(desk.store, medium, limits.media, wish);
    if (fitted.ok()) {
      medium = std::move(fitted).value();
    } else {
      Error error = std::move(fitted).error();
      error.message = tr("{}: {}", medium.file, error.message);
      error.where = label(account);
      misfits.push_back(std::move(error));
    }
  }
}

/// An id of ours, in --reply-to and --quote, becomes what that post is called on the account's platform.
Result<void> resolve(Desk& desk, std::string& reference, const Account& account, std::vector<Error>& misfits) {
  if (reference.empty() || reference.find(':') != std::string::npos) return {};
  auto record = desk.store.post(reference);
  if (!record.ok()) {
    // Digits may just as well be a platform's own number.
    if (record.error().fault == Fault::not_found && !is_id(reference)) return {};
    return std::move(record).error();
  }
  for (const auto& delivery : record->deliveries) {
    if (delivery.account == account.name && delivery.receipt && !delivery.deleted) {
      reference = delivery.receipt->remote_id;
      return {};
    }
  }
  misfits.push_back(Error{.fault = Fault::refused,
                          .message = tr("the post {} was not sent to this account", reference),
                          .hint = tr("see where it was sent: cmtool post show {}", reference),
                          .where = label(account)});
  return {};
}

/// Is there a card to be read for any of these platforms?
bool wants_card(const Post& post, const Submission& submission, const std::vector<const Platform*>& platforms) {
  const bool shown = std::any_of(platforms.begin(), platforms.end(), [](const Platform* p) { return can(*p, Can::link_card); });
  return submission.card && shown && post.media.empty() && !submission.draft;
}

}  // namespace

void add_card(Desk& desk, Post& post, Keep keep) {
  const std::string url = post.link ? post.link->url : first_link(post.text);
  if (url.empty() || !post.media.empty()) return;
  auto preview = fetch_preview(desk.http, url, desk.world.stop);
  if (!preview.ok()) {
    if (desk.say) desk.say(tr("{} gives no preview: {}", url, preview.error().message));
    return;
  }
  if (preview->link.title.empty()) return;
  post.link = std::move(preview->link);
  if (preview->picture.empty() || keep == Keep::no) return;
  auto picture = keep_picture(desk.store, std::move(preview->picture), url, preview->picture_alt);
  if (picture.ok()) post.link->picture = std::move(picture).value();
}

Result<Preparation> prepare(Desk& desk, const Submission& submission) {
  Preparation preparation{.plan = {.post = submission.post, .accounts = submission.accounts, .draft = submission.draft}};
  Plan& plan = preparation.plan;
  const auto count = plan.accounts.size();

  for (const auto& account : plan.accounts) {
    auto platform = desk.platform(account.platform);
    if (!platform.ok()) {
      platform.error().where = label(account);
      return std::move(platform).error();
    }
    plan.platforms.push_back(*platform);
    if (account.follow_only) preparation.misfits.push_back(only_followed(account));
  }
  if (!preparation.misfits.empty()) return preparation;
  for (const auto& [target, text] : plan.post.instead) {
    const bool used = std::any_of(plan.accounts.begin(), plan.accounts.end(), [&target = target](const Account& a) {
      return target == "@" + a.name || target == a.platform;
    });
    if (!used) {
      return Error{.fault = Fault::usage,
                   .message = tr("--for {}: none of the chosen accounts is meant by this", target),
                   .hint = tr("write the name of a platform or of an account: --for bluesky=… or --for @name=…")};
    }
  }
  CHECK_OK(take_media(desk, plan.post, submission.media, preparation.misfits));
  if (!preparation.misfits.empty()) return preparation;

  if (wants_card(plan.post, submission, plan.platforms)) add_card(desk, plan.post, submission.media.keep);
  plan.limits.resize(count);
  if (count == 1) {
    plan.limits[0] = limits_of(desk, plan.accounts[0], *plan.platforms[0]);
  } else {
    // A server that is asked for its limits must not make the others wait.
    each_at_once(count, at_once, [&](std::size_t i) { plan.limits[i] = limits_of(desk, plan.accounts[i], *plan.platforms[i]); });
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Account& account = plan.accounts[i];
    auto made = adapted(plan.post, account, *plan.platforms[i], plan.limits[i], submission.compose);
    if (!made.ok()) {
      preparation.misfits.push_back(std::move(made).error());
      plan.adapted.push_back(plan.post);
      continue;
    }
    CHECK_OK(resolve(desk, made->reply_to, account, preparation.misfits));
    CHECK_OK(resolve(desk, made->quote, account, preparation.misfits));
    fit_media_to(desk, *made, account, plan.limits[i], submission.media, preparation.misfits);
    for (auto& error : misfits(*made, account, *plan.platforms[i], plan.limits[i])) {
      preparation.misfits.push_back(std::move(error));
    }
    plan.adapted.push_back(std::move(made).value());
  }
  return preparation;
}

}  // namespace cmtool
