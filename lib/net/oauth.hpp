// SPDX-License-Identifier: MIT
// Signing in with a browser: OAuth 2 with PKCE (RFC 7636) and a redirect to this machine (RFC 8252).
//
// The browser goes to the platform and comes back to a door on 127.0.0.1 with a code; only who knows the verifier, which
// never left this process, can turn the code into tokens. Where the browser is on another machine, the user pastes the
// address (or the code) instead. Refreshing is a request with effects: many servers make the old token worthless
// at once, so it is never repeated when its answer was lost.
#pragma once
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "base/secret.hpp"
#include "net/session.hpp"
#include "sys/listener.hpp"

namespace cmtool {

/// A secret of 256 random bits and what may be shown of it.
struct Pkce {
  Secret verifier{};
  std::string challenge{};  ///< method S256
};
Pkce new_pkce();
/// The challenge of a verifier (RFC 7636 4.2).
std::string challenge_of(const Secret& verifier);

/// What the platform needs to know to ask the user.
struct Authorization {
  std::string authorize_url{}, client_id{}, scope{}, redirect_uri{}, state{}, challenge{};
};
/// Where the browser goes.
std::string authorize_url(const Authorization&);

/// The door on this machine.
class BrowserReturn {
 public:
  static Result<BrowserReturn> open();
  /// "http://127.0.0.1:PORT/callback"
  [[nodiscard]] std::string redirect_uri() const;
  /// Waits for the browser to come back with this state, and answers the query that it brings. Everything else that knocks is
  /// turned away. Fault::auth when the user said no, Fault::state when nobody came in time, Fault::cancelled when stopped.
  Result<Query> wait(const std::string& state, std::chrono::milliseconds patience, std::stop_token);

 private:
  explicit BrowserReturn(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}
  std::unique_ptr<Listener> listener_;
};

/// The query of a pasted address (its state is checked), or a pasted code as {"code", …}. Fault::usage when it is neither,
/// Fault::auth when the state is another one or the user said no.
Result<Query> pasted(std::string_view text, const std::string& state);

/// The value of the first field of that name, or "".
std::string field(const Query&, std::string_view name);

/// Where tokens come from.
struct TokenSource {
  std::string token_url{}, client_id{};
  Secret client_secret{};
};
/// Turns the code into "access_token" and, where the platform gives one, "refresh_token"; with the time of their end.
Result<Credentials> exchange_code(Http&, Clock&, const TokenSource&, const std::string& code, const Secret& verifier,
                                  const std::string& redirect_uri, std::stop_token = {});
/// New tokens for a refresh token; the old refresh token is kept where no new one comes. Fault::auth: sign in again.
Result<Credentials> refresh_tokens(Http&, Clock&, const TokenSource&, const Credentials& worn, std::stop_token = {});

/// Equal, in a time that does not tell where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace cmtool
