// SPDX-License-Identifier: MIT
#include "compose.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "disclosure.hpp"
#include "media.hpp"
#include "text/facets.hpp"
#include "text/utm.hpp"

namespace cmtool {
namespace {

/// The words that this account is to say.
const std::string& text_for(const Post& post, const Account& account) {
  if (const auto own = post.instead.find("@" + account.name); own != post.instead.end()) return own->second;
  if (const auto platform = post.instead.find(account.platform); platform != post.instead.end()) return platform->second;
  return post.text;
}

/// Does the text say this link already?
bool says(std::string_view text, const std::string& url) { return text.find(url) != std::string_view::npos; }

Weights weights_of(const Limits& limits) { return {.url = limits.url_weight, .short_mentions = limits.short_mentions}; }

/// The content warning of a platform that has none goes before the text, so that nobody meets the text unwarned.
std::string with_warning(const Post& post, std::string text, const Platform& platform) {
  if (post.warning.empty() || can(platform, Can::warning)) return text;
  return post.warning + "\n\n" + text;
}

struct Refusals {
  std::vector<Error>& all;
  const Account& account;
  const Platform& platform;

  void add(std::string message, std::string hint) {
    all.push_back(Error{.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint), .where = label(account)});
  }
  /// The post uses something that the platform has not.
  void unless(Can ability, bool used, const char* what, const char* hint) {
    if (!used || can(platform, ability)) return;
    add(tr("{} has no {}", platform.about().title, tr_text(what)), tr_text(hint));
  }
};

void check_text(const Post& post, const Limits& limits, Refusals& refusals) {
  std::vector<std::string> texts{post.text};
  texts.insert(texts.end(), post.thread.begin(), post.thread.end());
  if (!post.first_comment.empty()) texts.push_back(post.first_comment);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    // A warning stands before every part of a thread, and before no comment.
    const Fit fit = fit_of(texts[i], i <= post.thread.size() ? post.warning : std::string(), limits);
    const bool bytes_over = limits.text_bytes > 0 && static_cast<std::int64_t>(texts[i].size()) > limits.text_bytes;
    if (fit.allowed > 0 && fit.used > fit.allowed) {
      refusals.add(trn("the text has {} character; the limit is {}", "the text has {} characters; the limit is {}", fit.used, fit.used, fit.allowed),
                   trn("it is {} too long: shorten it, give a variant with --for, or use --thread",
                       "it is {} too long: shorten it, give a variant with --for, or use --thread", fit.used - fit.allowed,
                       fit.used - fit.allowed));
    } else if (bytes_over) {
      refusals.add(tr("the text has {} bytes; the limit is {}", texts[i].size(), limits.text_bytes),
                   tr("shorten it, give a variant with --for, or use --thread"));
    }
  }
  const bool something = !post.text.empty() || !post.media.empty() || !post.title.empty() || post.poll.has_value();
  if (!something) refusals.add(tr("there is nothing to post"), tr("give a text, or a picture with --media"));
  for (const auto& part : post.thread) {
    if (trimmed(part).empty()) refusals.add(tr("a part of the thread is empty"), tr("remove the delimiter that stands twice"));
  }
}

void check_poll(const Poll& poll, const Limits& limits, Refusals& refusals) {
  const auto count = static_cast<int>(poll.options.size());
  if (count < 2) refusals.add(tr("a poll needs at least two answers"), tr("write them as --poll \"Yes|No\""));
  if (limits.poll_options > 0 && count > limits.poll_options) {
    refusals.add(tr("the poll has {} answers; the limit is {}", count, limits.poll_options), tr("leave some out"));
  }
  for (const auto& option : poll.options) {
    const auto used = length(option, limits.unit);
    if (trimmed(option).empty()) refusals.add(tr("an answer of the poll is empty"), tr("write them as --poll \"Yes|No\""));
    if (limits.poll_option_text > 0 && used > limits.poll_option_text) {
      refusals.add(tr("an answer of the poll has {} characters; the limit is {}", used, limits.poll_option_text), tr("shorten it"));
    }
  }
  const auto seconds = poll.open_for.count();
  if ((limits.poll_shortest > 0 && seconds < limits.poll_shortest) || (limits.poll_longest > 0 && seconds > limits.poll_longest)) {
    refusals.add(tr("the poll would be open for {} seconds; from {} to {} are possible", seconds, limits.poll_shortest, limits.poll_longest),
                 tr("change --poll-ends"));
  }
}

void check_abilities(const Post& post, Refusals& refusals) {
  refusals.unless(Can::media, !post.media.empty(), N_("pictures"), N_("leave --media out for this account"));
  refusals.unless(Can::poll, post.poll.has_value(), N_("polls"), N_("leave --poll out for this account"));
  refusals.unless(Can::thread, !post.thread.empty(), N_("threads"), N_("send a single text to this account"));
  refusals.unless(Can::reply, !post.reply_to.empty(), N_("replies"), N_("leave --reply-to out for this account"));
  refusals.unless(Can::quote, !post.quote.empty(), N_("quotes"), N_("put the link into the text instead of --quote"));
  refusals.unless(Can::first_comment, !post.first_comment.empty(), N_("first comments"), N_("leave --first-comment out for this account"));
  // Showing to everybody what was meant for few cannot be taken back.
  refusals.unless(Can::visibility, post.visibility != Visibility::everyone, N_("choice of who sees a post"),
                  N_("only --visibility public is possible for this account"));
  refusals.unless(Can::status, !post.status.empty() && post.status != "publish", N_("drafts of its own"),
                  N_("use cmtool post --draft to keep a draft in the workspace"));
}

}  // namespace

std::string first_link(std::string_view text) {
  for (const auto& facet : find_facets(text)) {
    // A bare domain is a link for some platforms only, and its address does not stand in the text.
    if (facet.kind == Facet::Kind::link && says(text, facet.value)) return facet.value;
  }
  return {};
}

Fit fit_of(std::string_view text, const std::string& warning, const Limits& limits) {
  Fit fit{.used = length(text, limits.unit, weights_of(limits)), .allowed = limits.text, .unit = limits.unit};
  if (limits.warning_counts) fit.used += length(warning, limits.unit);
  return fit;
}

Result<Post> adapted(const Post& post, const Account& account, const Platform& platform, const Limits& limits, const ComposeWish& wish) {
  Post made = post;
  made.instead.clear();
  std::string text = text_for(post, account);
  if (!post.sponsored.empty()) text = with_disclosure(text, post.language, post.sponsored);
  if (post.link && !says(text, post.link->url) && !can(platform, Can::link_card)) {
    text += (text.empty() ? "" : "\n\n") + post.link->url;
  }
  if (wish.utm) {
    const Utm tags{.source = account.platform, .medium = "social", .campaign = post.campaign};
    text = with_utm(text, tags);
    if (made.link) made.link->url = url_with_utm(made.link->url, tags);
  }
  text = with_warning(post, std::move(text), platform);
  if (can(platform, Can::warning) == false) made.warning.clear();

  if (!wish.split.empty()) {
    auto parts = split_at(text, wish.split);
    made.text = parts.empty() ? std::string() : parts.front();
    made.thread.assign(parts.empty() ? parts.end() : parts.begin() + 1, parts.end());
    return made;
  }
  made.text = text;
  if (!wish.thread || limits.text == 0 || !can(platform, Can::thread)) return made;

  const auto fits = [&](std::string_view part) {
    const Fit fit = fit_of(part, made.warning, limits);
    return fit.used <= fit.allowed && (limits.text_bytes == 0 || static_cast<std::int64_t>(part.size()) <= limits.text_bytes);
  };
  if (fits(text)) return made;
  auto parts = split_thread(text, fits, wish.numbering);
  if (!parts.ok()) {
    parts.error().where = label(account);
    return std::move(parts).error();
  }
  made.text = parts->front();
  made.thread.assign(parts->begin() + 1, parts->end());
  return made;
}

Error only_followed(const Account& account) {
  return Error{.fault = Fault::refused,
               .message = tr("this account is only followed: nothing can be sent to it"),
               .hint = tr("to post to an account of your own, sign in to it: cmtool account add"),
               .where = label(account)};
}

std::vector<Error> misfits(const Post& post, const Account& account, const Platform& platform, const Limits& limits) {
  if (account.follow_only) return {only_followed(account)};
  std::vector<Error> all;
  Refusals refusals{all, account, platform};
  if (!can(platform, Can::publish)) {
    refusals.add(tr("{} takes no posts", platform.about().title), tr("post it there by hand"));
    return all;
  }
  check_text(post, limits, refusals);
  check_abilities(post, refusals);
  if (post.poll && can(platform, Can::poll)) check_poll(*post.poll, limits, refusals);
  if (limits.title > 0 && can(platform, Can::title)) {
    if (const auto used = length(post.title, Unit::code_points); used > limits.title) {
      refusals.add(tr("the title has {} characters; the limit is {}", used, limits.title), tr("shorten --title"));
    }
  }
  if (can(platform, Can::media)) {
    for (auto& error : check_media(post, limits)) {
      if (!error.where.empty()) error.message = tr("{}: {}", error.where, error.message);
      error.where = label(account);
      all.push_back(std::move(error));
    }
  }
  return all;
}

}  // namespace cmtool
