// SPDX-License-Identifier: MIT
// What a platform is: data about it, and a few functions that turn our words into its requests.
//
// Platforms hold no state: everything they need is in the Session and the arguments, so one object serves all
// accounts and threads. One file each in platforms/; the table is made from that folder by the build.
// Declared and real abilities are held together by tests/contract/platforms_test.cpp.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/account.hpp"
#include "model/act.hpp"
#include "model/delivery.hpp"
#include "model/found_post.hpp"
#include "model/item.hpp"
#include "model/post.hpp"
#include "model/sample.hpp"
#include "net/session.hpp"
#include "text/length.hpp"

namespace cmtool {

/// What a platform can do. A declared ability works; one that is not declared answers Fault::unsupported.
enum class Can {
  publish, edit, remove, find,                      // posts
  media, alt_text, video, poll, warning, visibility, language, thread, reply, quote, link_card, title, first_comment,  // what a post may have
  tags, excerpt, status,                            // pages
  schedule,                                         // keep a post until its time
  inbox, act, measure, follow,                      // the other verbs
};
std::string_view slug(Can);

/// How many bytes, pixels and pieces a platform takes. 0 means: no such limit, or not known.
struct MediaLimits {
  int count = 0;                    ///< pictures in one post
  std::uint64_t image_bytes = 0;
  std::uint64_t video_bytes = 0;
  std::int64_t image_pixels = 0;    ///< width × height
  int image_side = 0;               ///< longest side, pixels
  double video_seconds = 0;
  int alt_text = 0;                 ///< code points
  std::vector<std::string> types{};  ///< MIME types; empty: any
  bool mixed = false;               ///< pictures and a video in the same post
};

/// A platform's limits. `source` says where each comes from, with the date.
struct Limits {
  std::int64_t text = 0;            ///< of one post, in `unit`; 0: none
  Unit unit = Unit::code_points;
  std::int64_t text_bytes = 0;      ///< a second limit, in UTF-8 bytes; 0: none
  int url_weight = 0;               ///< every URL counts as this much; 0: as long as it is
  bool short_mentions = false;      ///< of @user@host only @user counts
  std::int64_t title = 0;           ///< code points
  int poll_options = 0, poll_option_text = 0;
  std::int64_t poll_shortest = 0, poll_longest = 0;  ///< seconds
  bool warning_counts = false;      ///< the content warning counts towards the text
  MediaLimits media{};
  std::string source{};
};

/// A field that `account add` asks for.
struct Needed {
  std::string key{};    ///< in Credentials::fields: "password"
  std::string title{};  ///< N_("app password")
  bool secret = false;
  std::string hint{};   ///< N_() where to get it
};

/// How a lost answer can be settled.
enum class Protection {
  none,      ///< only find()
  key,       ///< the platform knows our key for `window`
  same,      ///< sending again is a no-op for ever (a record key that we chose)
};

/// A platform as data; `account platforms` and the manual's table come from it.
struct About {
  std::string name{};   ///< "bluesky"
  std::string title{};  ///< "Bluesky"
  Limits limits{};
  std::set<Can> can{};
  std::set<Act> acts{};        ///< of Can::act: what act() can do
  std::vector<Needed> needs{};
  std::string server{};        ///< default server; empty: must be given
  bool browser = false;        ///< `account add --browser` works
  Protection protection = Protection::none;
  std::chrono::seconds window{0};  ///< how long `key` protects
  std::chrono::seconds schedule_ahead{0};  ///< of Can::schedule: how far ahead at least a time must lie
  bool find_is_sure = false;   ///< a find() that finds nothing after the answer's time limit proves that nothing was posted
  std::string docs{};          ///< where its API is described
};

/// How it stands with a post that the platform was asked to publish at its time.
struct NativeStatus {
  enum class State { scheduled, published, gone };
  State state = State::gone;
  std::string id{};                   ///< scheduled: the platform's name for it
  Instant at{};                       ///< scheduled: when it goes out there
  std::optional<Receipt> receipt{};   ///< published
  /// Of `gone`: it was not published, surely. False where its time has come: it may have been changed or deleted since.
  bool surely = true;
};

/// One page of a listing and where the next one begins ("" when this was the last).
template <typename T>
struct Page {
  std::vector<T> items{};
  std::string cursor{};
};

/// What the inbox is asked for.
struct InboxQuery {
  std::string cursor{};         ///< as the last page gave it; "" at the first time
  std::vector<Receipt> own{};   ///< our posts of late, newest first, whose conversations are to be looked into
};
/// A part of what others have written to us.
struct InboxPage {
  std::vector<Item> items{};    ///< oldest first: new ones, changed ones as they are now, and gone ones
  std::string cursor{};         ///< where to go on, now and next time; to be kept once the items are
  bool more = false;            ///< there is more to be had at once
};

/// What is to be measured.
struct MeasureQuery {
  std::string cursor{};           ///< as the last page gave it; "" at the first time
  std::vector<Receipt> posts{};   ///< the posts whose numbers are wanted
  bool account = false;           ///< those of the account as a whole are wanted too
  std::string zone = "UTC";       ///< whose days those metrics count that are told by the day
};
/// Numbers as they are now.
struct MeasurePage {
  std::vector<Sample> samples{};
  std::vector<FoundPost> posts{};  ///< the account's own posts of late, whoever sent them, where the account was asked for; answers and boosts are none
  std::string cursor{};           ///< to be kept once the samples are
  bool more = false;              ///< there is more to be had at once
};

/// What `account add` learned: who we are there, and the credentials to keep.
struct SignedIn {
  Account account{};
  Credentials credentials{};
};

/// Addresses for OAuth 2 with PKCE (`account add --browser`).
struct OAuthPlan {
  std::string authorize_url{};  ///< where the browser goes; state, code_challenge and redirect_uri are added
  std::string token_url{};
  std::string client_id{};
  Secret client_secret{};
  std::string scope{};
  /// Instead of OAuth: the platform sends the credentials in the redirect itself (WordPress application passwords):
  /// maps the redirect's query to credentials.
  bool credentials_in_redirect = false;
};

class Platform {
 public:
  virtual ~Platform() = default;
  virtual const About& about() const = 0;
  /// How it talks; see Dialect.
  virtual Dialect dialect() const { return {}; }

  /// Sends a post that fits. May be called again for the same delivery after a crash or a lost answer: then it goes on
  /// where session.noted() says it was, and sends nothing twice.
  virtual Result<Receipt> publish(Session&, const Post&) const = 0;

  // Each of these answers Fault::unsupported unless overridden; about().can must agree.

  virtual Result<void> remove(Session&, const Receipt&) const;
  virtual Result<Receipt> edit(Session&, const Receipt&, const Post&) const;
  /// Looks whether a post whose answer was lost is there. Nothing: it is not, or may be sent again under its key.
  virtual Result<std::optional<Receipt>> find(Session&, const Post&, Instant since) const;

  // A post that the platform keeps until its time (Can::schedule).

  /// Whether the account's server can keep this post. Reads only. Fault::refused or ::unsupported says why it cannot.
  virtual Result<void> may_schedule(Session&, const Post&) const;
  /// Hands it over. `published`: the server did not wait. Not to be called again after a lost answer before look_at_scheduled() has said
  /// that it is `gone`.
  virtual Result<NativeStatus> schedule(Session&, const Post&, Instant at) const;
  /// How it stands there; `native.id` empty: the answer of the hand-over was lost, so it is looked for by what it says and when.
  /// Fault::unknown_outcome when the server does not let us see it.
  virtual Result<NativeStatus> look_at_scheduled(Session&, const Post&, const Native&) const;
  /// Gives it another time; may be repeated. Fault::unsupported: it must be taken back and handed over again.
  virtual Result<NativeStatus> reschedule(Session&, const Post&, const Native&, Instant at) const;
  /// Takes it back; may be repeated. `gone`, or `published` where that was too late.
  virtual Result<NativeStatus> unschedule(Session&, const Post&, const Native&) const;

  /// What is new since a cursor. The same may come again; nothing is passed over: what cannot be told for sure is asked for again.
  virtual Result<InboxPage> inbox(Session&, const InboxQuery&) const;
  /// Does something about an item or who wrote it. May be repeated: what is so already counts as done, and so does what is about an item
  /// that is gone where the act was to take it away. `why` goes to the moderators where the act is a report.
  virtual Result<void> act(Session&, const Item&, Act, const std::string& why) const;
  /// Reads numbers: of the posts, with as few requests as the platform allows; of the account; and what came about since the cursor. The names and
  /// their meanings are those of model/metric.hpp. A post that is not there any more has no samples; a metric that the platform usually tells and does
  /// not tell now is a sample without a value. An account that is only followed is asked for with nobody's credentials, and its latest posts
  /// come with it.
  virtual Result<MeasurePage> measure(Session&, const MeasureQuery&) const;
  /// Looks up somebody's public account, without credentials, to follow its numbers: `account add … --follow-only`.
  virtual Result<Account> follow(Session&, const Account& wanted) const;

  /// Limits of this very server, where it tells them; the caller caches them. Default: about().limits.
  virtual Result<Limits> limits(Session&) const;
  /// Checks the credentials that the user gave, and learns who we are. Called once, by `account add`.
  virtual Result<SignedIn> sign_in(Session&, const Account& wanted) const;
  /// Are the stored credentials still good? Fault::auth: dead; Fault::network: nobody can tell now.
  virtual Result<Account> who(Session&) const;
  /// New credentials from worn ones. Fault::auth: sign in again.
  virtual Result<Credentials> refresh(Session&, const Credentials& worn) const;
  /// How to sign in with a browser.
  virtual Result<OAuthPlan> oauth(Session&, const std::string& redirect_uri) const;
};

/// All platforms, by name.
const std::vector<const Platform*>& platforms();
/// The platform of that name. Fault::not_found with "did you mean".
Result<const Platform*> find_platform(std::string_view name);

bool can(const Platform&, Can);

/// "@atelier (Bluesky)": an account as messages name it.
std::string label(const Account&);

Json to_json(const Limits&);
Limits limits_from_json(const Json&, Limits otherwise);

}  // namespace cmtool
