// SPDX-License-Identifier: MIT
// What a platform holds while it works for one account: address, credentials, JSON, names of faults.
//
// It keeps platform files short and harmless: they see no libcurl, no file, no stored token. All methods block.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/secret.hpp"
#include "model/account.hpp"
#include "model/media.hpp"
#include "net/http.hpp"
#include "net/url.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// An account's credentials: named secrets ("access_token", "refresh_token", "password") and when they end.
struct Credentials {
  std::map<std::string, Secret> fields{};
  std::optional<Instant> expires{};

  [[nodiscard]] const Secret& operator[](const std::string& name) const;
  bool operator==(const Credentials&) const = default;
};

/// A request as a platform words it; Session adds address and credentials.
struct Call {
  Method method = Method::get;
  std::string path{};               ///< below the account's server, or a whole URL
  Query query{};
  std::optional<Json> json{};       ///< a JSON body
  Query form{};                     ///< or a form body
  std::vector<FormPart> parts{};    ///< or a multipart body; media parts come from Session::part()
  std::optional<Media> raw{};       ///< or a media file as the whole body
  Headers headers{};
  Effects effects = Effects::no;
  std::string key{};                ///< Idempotency-Key, where the platform has it
  bool signed_in = true;            ///< send the credentials
  std::optional<Secret> authorization{};  ///< in place of the account's own
  std::chrono::milliseconds limit = std::chrono::seconds(30);
};

/// An answer of any status, decoded.
struct Answer {
  int status = 0;
  Headers headers{};
  Json json{};         ///< null when the body was empty or no JSON
  std::string body{};
  std::string url{};
};

/// What a platform tells Session about its way of talking. All members are optional.
struct Dialect {
  /// The Authorization header for an account's credentials; default: "Bearer " + access_token.
  std::function<Secret(const Credentials&)> authorization{};
  /// Does this answer say that the access token is worn out and a refresh helps? Default: never.
  std::function<bool(const Answer&)> token_expired{};
  /// The fault that an answer of status 400 or more means, where the status alone is misleading; nullopt: the usual table.
  std::function<std::optional<Fault>(const Answer&)> fault{};
  /// The platform's own words for what is wrong, from its error body; "" if there are none.
  std::function<std::string(const Answer&)> message{};
};

/// What the verbs give a session; tests give less.
struct SessionParts {
  Account account{};
  Credentials credentials{};
  Dialect dialect{};
  Http* http = nullptr;
  Clock* clock = nullptr;
  Disk* disk = nullptr;                 ///< for platforms that live in a folder, and for media
  std::string delivery_key{};           ///< idempotency key of the delivery at hand
  std::map<std::string, std::string> notes{};
  /// When an earlier attempt of this delivery may first and last have sent something; both empty only at its very first
  /// attempt. A platform without protection of its own looks before it repeats when these are set.
  std::optional<Instant> first_sent{}, last_sent{};
  /// Saves a note, durably, before it returns.
  std::function<Result<void>(const std::string& key, const std::string& value)> save_note{};
  /// Gets new credentials when the token is worn out: takes the account's lock, looks whether another process
  /// has done it already, refreshes, saves durably, and only then answers. Empty: no refresh possible.
  std::function<Result<Credentials>(const Credentials& worn)> renew{};
  /// The prepared copy of a medium.
  std::function<Result<std::shared_ptr<Source>>(const Media&)> open_media{};
  std::function<void(std::uint64_t sent, std::uint64_t total)> progress{};
  std::stop_token stop{};
};

class Session {
 public:
  explicit Session(SessionParts parts);

  // Requests that must succeed. The JSON body of a 2xx answer (null if it has none), or the fault that the
  // status and the dialect name:
  //   401 403 auth · 404 410 not_found · 409 conflict · 413 415 422 and other 4xx refused · 429 rate_limited (with
  //   retry_after; also 503 for reads) · 5xx: unknown_outcome for Effects::yes, else network · HTML or broken JSON with 2xx:
  //   unknown_outcome for Effects::yes, else protocol.
  Result<Json> get(const std::string& path, Query query = {});
  Result<Json> post(const std::string& path, const Json& body, Effects = Effects::yes);
  Result<Json> put(const std::string& path, const Json& body, Effects = Effects::same);
  Result<Json> patch(const std::string& path, const Json& body, Effects = Effects::yes);
  Result<Json> del(const std::string& path, Query query = {}, Effects = Effects::same);
  Result<Json> json(const Call&);

  /// The answer whatever its status; Error only when there was none. For platforms that look at a status themselves.
  Result<Answer> send(const Call&);
  /// The Error that json() would give for an answer of status 400 or more.
  [[nodiscard]] Error fault_of(const Answer&, Effects) const;

  /// A multipart field with a medium in it.
  Result<FormPart> part(const std::string& name, const Media&);

  // The delivery at hand.

  /// Made once for this delivery; the same at every attempt.
  [[nodiscard]] const std::string& key() const { return parts_.delivery_key; }
  /// When an earlier attempt may first, and last, have sent something; nothing at the first attempt.
  [[nodiscard]] std::optional<Instant> first_sent() const { return parts_.first_sent; }
  [[nodiscard]] std::optional<Instant> last_sent() const { return parts_.last_sent; }
  /// What was noted at an earlier attempt or step.
  [[nodiscard]] std::optional<std::string> noted(const std::string& key) const;
  /// Notes something that must be known before the next request goes out; it is on disk when this returns.
  Result<void> note(const std::string& key, const std::string& value);

  [[nodiscard]] const Account& account() const { return parts_.account; }
  [[nodiscard]] const Credentials& credentials() const { return parts_.credentials; }
  void use(Credentials credentials);
  [[nodiscard]] Instant now() const { return parts_.clock->now(); }
  /// The account's server with a path: for links that people open.
  [[nodiscard]] std::string page(const std::string& path) const;
  /// Waits; Fault::cancelled when it was stopped.
  Result<void> wait(std::chrono::milliseconds);

  // Files of a platform that lives in a folder (account().server). `path` is relative and must not leave it.

  Result<std::string> read_file(const std::string& path);
  /// Replaces the file durably; folders are made as needed. Everyone may read it, but what is in or below a name that
  /// begins with a dot is for the owner alone.
  Result<void> write_file(const std::string& path, std::string_view bytes);
  /// Removes the file, and the folders below the account's own that it leaves empty.
  Result<void> remove_file(const std::string& path);
  /// Names in a folder; empty if there is none.
  Result<std::vector<std::string>> list_files(const std::string& path);
  /// Removes from a folder (not from those below it) what a process that was killed left half written. Only for whoever holds
  /// the lock of all that write there.
  Result<void> remove_unfinished(const std::string& path);
  /// Copies a medium into the folder.
  Result<void> write_media(const std::string& path, const Media&);
  /// Held while what is made of many files is made again; `path` is a file that is made and never deleted. Waits up to
  /// half a minute, then Fault::state.
  Result<std::unique_ptr<Lock>> lock_file(const std::string& path);

  // Files of the user elsewhere, named in the account's settings: a web server's log, a drop of comments.

  /// Opened for reading in pieces; an absolute path, symlinks are followed. What is called .gz is unpacked.
  Result<std::unique_ptr<Source>> open_outside(const std::string& path);
  /// Names of the files in a folder, sorted; Fault::not_found if there is no such folder.
  Result<std::vector<std::string>> list_outside(const std::string& path);

 private:
  Result<Answer> exchange(const Call&);
  Result<Request> request_for(const Call&);

  SessionParts parts_;
};

}  // namespace cmtool
