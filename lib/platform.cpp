// SPDX-License-Identifier: MIT
#include "platform.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

#define X(name) const Platform& name##_platform();
#include "platforms.inc"
#undef X

namespace {
Error cannot(const Platform& platform, const char* what) {
  return Error{.fault = Fault::unsupported,
               .message = tr("{} cannot do this: {}", platform.about().title, tr_text(what)),
               .hint = tr("see what each platform can do: cmtool account platforms")};
}
}  // namespace

const std::vector<const Platform*>& platforms() {
  static const std::vector<const Platform*> all{
#define X(name) &name##_platform(),
#include "platforms.inc"
#undef X
  };
  return all;
}

Result<const Platform*> find_platform(std::string_view name) {
  const Platform* nearest = nullptr;
  std::size_t best = 3;  // more wrong letters than this are no slip of the finger
  std::vector<std::string> names;
  for (const Platform* platform : platforms()) {
    if (platform->about().name == name) return platform;
    names.push_back(platform->about().name);
    if (const auto d = distance(platform->about().name, name); d < best) {
      best = d;
      nearest = platform;
    }
  }
  return Error{.fault = Fault::not_found,
               .message = tr("there is no platform “{}”", name),
               .hint = nearest != nullptr ? tr("did you mean {}?", nearest->about().name)
                                          : tr("the platforms are {}", joined(names, ", "))};
}

std::string label(const Account& account) {
  const auto platform = find_platform(account.platform);
  return fmt::format("@{} ({})", account.name, platform.ok() ? (*platform)->about().title : account.platform);
}

bool can(const Platform& platform, Can ability) { return platform.about().can.contains(ability); }

std::string_view slug(Can ability) {
  switch (ability) {
    case Can::publish: return "publish";
    case Can::edit: return "edit";
    case Can::remove: return "delete";
    case Can::find: return "find";
    case Can::media: return "media";
    case Can::alt_text: return "alt_text";
    case Can::video: return "video";
    case Can::poll: return "poll";
    case Can::warning: return "warning";
    case Can::visibility: return "visibility";
    case Can::language: return "language";
    case Can::thread: return "thread";
    case Can::reply: return "reply";
    case Can::quote: return "quote";
    case Can::link_card: return "link_card";
    case Can::title: return "title";
    case Can::first_comment: return "first_comment";
    case Can::tags: return "tags";
    case Can::excerpt: return "excerpt";
    case Can::status: return "status";
    case Can::schedule: return "schedule";
    case Can::inbox: return "inbox";
    case Can::act: return "act";
    case Can::measure: return "measure";
    case Can::follow: return "follow";
  }
  return "";
}

Result<void> Platform::remove(Session&, const Receipt&) const { return cannot(*this, N_("delete a post")); }
Result<Receipt> Platform::edit(Session&, const Receipt&, const Post&) const { return cannot(*this, N_("edit a post")); }
Result<std::optional<Receipt>> Platform::find(Session&, const Post&, Instant) const { return cannot(*this, N_("look for a post")); }
Result<void> Platform::may_schedule(Session&, const Post&) const { return cannot(*this, N_("keep a post until its time")); }
Result<NativeStatus> Platform::schedule(Session&, const Post&, Instant) const { return cannot(*this, N_("keep a post until its time")); }
Result<NativeStatus> Platform::look_at_scheduled(Session&, const Post&, const Native&) const { return cannot(*this, N_("keep a post until its time")); }
Result<NativeStatus> Platform::reschedule(Session&, const Post&, const Native&, Instant) const { return cannot(*this, N_("keep a post until its time")); }
Result<NativeStatus> Platform::unschedule(Session&, const Post&, const Native&) const { return cannot(*this, N_("keep a post until its time")); }
Result<InboxPage> Platform::inbox(Session&, const InboxQuery&) const { return cannot(*this, N_("read what others wrote")); }
Result<void> Platform::act(Session&, const Item&, Act, const std::string&) const { return cannot(*this, N_("act on what others wrote")); }
Result<MeasurePage> Platform::measure(Session&, const MeasureQuery&) const { return cannot(*this, N_("read numbers")); }
Result<Account> Platform::follow(Session&, const Account&) const { return cannot(*this, N_("follow somebody's public account")); }
Result<Limits> Platform::limits(Session&) const { return about().limits; }
Result<SignedIn> Platform::sign_in(Session& session, const Account& wanted) const {
  return SignedIn{.account = wanted, .credentials = session.credentials()};
}
Result<Account> Platform::who(Session& session) const { return session.account(); }
Result<Credentials> Platform::refresh(Session&, const Credentials&) const {
  return Error{.fault = Fault::auth, .message = tr("the access token is no longer accepted")};
}
Result<OAuthPlan> Platform::oauth(Session&, const std::string&) const { return cannot(*this, N_("sign in with a browser")); }

Json to_json(const Limits& limits) {
  Json media{{"count", limits.media.count},
             {"image_bytes", static_cast<long long>(limits.media.image_bytes)},
             {"video_bytes", static_cast<long long>(limits.media.video_bytes)},
             {"image_pixels", limits.media.image_pixels},
             {"image_side", limits.media.image_side},
             {"video_seconds", limits.media.video_seconds},
             {"alt_text", limits.media.alt_text},
             {"types", Json::strings(limits.media.types)},
             {"mixed", limits.media.mixed}};
  return Json{{"text", limits.text},
              {"unit", slug(limits.unit)},
              {"text_bytes", limits.text_bytes},
              {"url_weight", limits.url_weight},
              {"short_mentions", limits.short_mentions},
              {"title", limits.title},
              {"poll_options", limits.poll_options},
              {"poll_option_text", limits.poll_option_text},
              {"poll_shortest", limits.poll_shortest},
              {"poll_longest", limits.poll_longest},
              {"warning_counts", limits.warning_counts},
              {"media", std::move(media)},
              {"source", limits.source}};
}

Limits limits_from_json(const Json& json, Limits limits) {
  const auto number = [](const Json& from, std::string_view key, auto otherwise) {
    return static_cast<decltype(otherwise)>(from[key].integer_or(static_cast<std::int64_t>(otherwise)));
  };
  for (const Unit unit : {Unit::code_points, Unit::utf16, Unit::bytes, Unit::graphemes, Unit::twitter}) {
    if (slug(unit) == json["unit"].string_or()) limits.unit = unit;
  }
  limits.text = number(json, "text", limits.text);
  limits.text_bytes = number(json, "text_bytes", limits.text_bytes);
  limits.url_weight = number(json, "url_weight", limits.url_weight);
  limits.short_mentions = json["short_mentions"].bool_or(limits.short_mentions);
  limits.title = number(json, "title", limits.title);
  limits.poll_options = number(json, "poll_options", limits.poll_options);
  limits.poll_option_text = number(json, "poll_option_text", limits.poll_option_text);
  limits.poll_shortest = number(json, "poll_shortest", limits.poll_shortest);
  limits.poll_longest = number(json, "poll_longest", limits.poll_longest);
  limits.warning_counts = json["warning_counts"].bool_or(limits.warning_counts);
  const Json& media = json["media"];
  limits.media.count = number(media, "count", limits.media.count);
  limits.media.image_bytes = number(media, "image_bytes", limits.media.image_bytes);
  limits.media.video_bytes = number(media, "video_bytes", limits.media.video_bytes);
  limits.media.image_pixels = number(media, "image_pixels", limits.media.image_pixels);
  limits.media.image_side = number(media, "image_side", limits.media.image_side);
  limits.media.video_seconds = media["video_seconds"].number_or(limits.media.video_seconds);
  limits.media.alt_text = number(media, "alt_text", limits.media.alt_text);
  if (media.contains("types")) limits.media.types = media["types"].string_items();
  limits.media.mixed = media["mixed"].bool_or(limits.media.mixed);
  limits.source = json["source"].string_or(limits.source);
  return limits;
}

}  // namespace cmtool
