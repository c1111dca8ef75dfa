// SPDX-License-Identifier: MIT
// What a platform needs to work in a test: a session on a cassette, a clock that stands still, notes in memory,
// and media that are strings.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "net/session.hpp"
#include "platform.hpp"
#include "sys/memory_source.hpp"
#include "tests/support/cassette.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/faults.hpp"

namespace cmtool {

/// A bench on which one platform works: set the members, then call session().
struct PlatformBench {
  PlatformBench(const Platform& it, Http& over) : platform(it), http(over) {
    account.name = "atelier";
    account.platform = platform.about().name;
    account.server = "https://server.example";
    for (const auto& needed : platform.about().needs) {
      if (needed.secret) credentials.fields[needed.key] = Secret("canary-" + needed.key);
    }
    if (credentials.fields.empty()) credentials.fields["access_token"] = Secret("canary-access_token");
  }

  const Platform& platform;
  Http& http;
  Account account{};
  Credentials credentials{};
  FakeClock clock{};
  Disk* disk = nullptr;
  std::string key = "0cmtool0delivery";
  std::map<std::string, std::string> notes{};
  std::optional<Instant> first_sent{}, last_sent{};
  std::map<std::string, std::string> media{};  ///< sha256 -> bytes
  std::function<Result<Credentials>(const Credentials&)> renew{};
  std::stop_source stop{};

  /// A session as the verbs make it; notes are kept in `notes`, so a second session goes on where the first one broke off.
  Session session() {
    return Session(SessionParts{
        .account = account,
        .credentials = credentials,
        .dialect = platform.dialect(),
        .http = &http,
        .clock = &clock,
        .disk = disk,
        .delivery_key = key,
        .notes = notes,
        .first_sent = first_sent,
        .last_sent = last_sent,
        .save_note = [this](const std::string& name, const std::string& value) -> Result<void> {
          notes[name] = value;
          return {};
        },
        .renew = renew,
        .open_media = [this](const Media& wanted) -> Result<std::shared_ptr<Source>> {
          const auto found = media.find(wanted.sha256);
          if (found == media.end()) return Error{.fault = Fault::not_found, .message = "no such medium: " + wanted.file};
          return std::shared_ptr<Source>(std::make_shared<MemorySource>(found->second));
        },
        .stop = stop.get_token(),
    });
  }

  /// A medium with these bytes, ready to be attached to a post.
  Media medium(const std::string& file, const std::string& type, const std::string& bytes, const std::string& alt = "") {
    Media made{.file = file, .alt = alt, .sha256 = sha256_hex(bytes), .type = type, .bytes = bytes.size(), .width = 4, .height = 3};
    if (type.starts_with("video/")) made.kind = MediaKind::video;
    media[made.sha256] = bytes;
    return made;
  }
};

}  // namespace cmtool
