// SPDX-License-Identifier: MIT
#include "mastodon/media.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/tr.hpp"

namespace cmtool::mastodon {
namespace {

using namespace std::chrono_literals;

/// Nobody waits for ever: slow servers get a minute, and a second for each 100 kB.
std::chrono::milliseconds limit_for(const Media& media) {
  const auto seconds = 60 + static_cast<long long>(media.bytes / 100'000);
  return std::chrono::seconds(std::min(seconds, 3600LL));
}

Result<Answer> send_upload(Session& session, const std::string& path, const Media& media) {
  Call call{.method = Method::post, .path = path, .effects = Effects::same, .limit = limit_for(media)};
  TRY(FormPart file, session.part("file", media));
  call.parts.push_back(std::move(file));
  if (!media.alt.empty()) call.parts.push_back({.name = "description", .bytes = media.alt});
  if (media.focus)
    call.parts.push_back({.name = "focus", .bytes = fmt::format("{:.2f},{:.2f}", media.focus->x, media.focus->y)});
  return session.send(call);
}

Error not_digested(Session& session, const Media& media) {
  return Error{.fault = Fault::network,
               .message = tr("the server is still processing {}", media.file),
               .hint = tr("trying again later is safe"),
               .where = session.account().name.empty() ? "" : "@" + session.account().name};
}

/// Asks until the medium is ready. 206: not yet (Mastodon). A server that answered 200 to the upload has it already: then a 404
/// (snac has no such question) or an address that stays null (GoToSocial) mean nothing.
Result<void> wait_until_ready(Session& session, const std::string& id, int uploaded, const Media& media) {
  auto pause = 500ms;
  auto waited = 0ms;
  for (int asked = 0; waited < 5min; ++asked) {
    CHECK_OK(session.wait(pause));
    waited += pause;
    pause = std::min<std::chrono::milliseconds>(pause * 2, 5s);
    TRY(const Answer answer, session.send({.path = "/api/v1/media/" + id}));
    if (answer.status == 206) continue;
    if (answer.status == 200 && (answer.json["url"].is_string() || asked >= 2)) return {};
    if (uploaded == 200 && (answer.status == 404 || asked >= 2)) return {};
    if (answer.status == 200 || answer.status == 404 || answer.status >= 500 || answer.status == 429) continue;
    return session.fault_of(answer, Effects::no);
  }
  return not_digested(session, media);
}

}  // namespace

std::string id_text(const Json& id) {
  if (id.is_integer()) return std::to_string(id.integer_or(0));
  const std::string text = id.string_or();
  // It becomes part of a path and of a note.
  const bool harmless = !text.empty() && text.size() <= 300 && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c != '/' && c != '?' && c != '#' && c != '\x7F';
  });
  return harmless && text != "." && text != ".." ? text : std::string();
}

Result<std::string> upload_medium(Session& session, const Media& media) {
  TRY(Answer answer, send_upload(session, "/api/v2/media", media));
  if (answer.status == 404 || answer.status == 405) {
    TRY(answer, send_upload(session, "/api/v1/media", media));  // older servers know only the first version
  }
  if (answer.status < 200 || answer.status >= 300) return session.fault_of(answer, Effects::same);
  const std::string id = id_text(answer.json["id"]);
  if (id.empty()) {
    return Error{.fault = Fault::protocol,
                 .message = tr("the server took {} but did not say under which name", media.file),
                 .hint = tr("trying again later is safe")};
  }
  if (answer.status == 202 || !answer.json["url"].is_string()) CHECK_OK(wait_until_ready(session, id, answer.status, media));
  return id;
}

}  // namespace cmtool::mastodon
