// SPDX-License-Identifier: MIT
#include "wordpress/library.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/html_text.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {

/// The author's file name without folder and extension.
std::string title_of(const Media& media) {
  std::string name = media.file.substr(media.file.rfind('/') + 1);
  if (const auto dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  return name;
}

Result<Upload> uploaded(const Json& answer, const Media& media) {
  Upload upload{.id = id_text(answer["id"]), .url = answer["source_url"].string_or()};
  if (!upload.id.empty()) return upload;
  return Error{.fault = Fault::protocol,
               .message = tr("the server took {} but did not say under which name", media.file),
               .hint = tr("trying again later is safe")};
}

/// Does a server's name of a term, which is HTML, say what the author wrote?
bool same_name(const Json& term, const std::string& name) {
  return same_ignoring_case(text_from_html(term["name"].string_or()), trimmed(name));
}

Result<Json> term_id(Session& session, const std::string& taxonomy, const std::string& name) {
  const std::string route = "/wp/v2/" + taxonomy;
  TRY(const Json found, session.json(rest(session, Method::get, route, {{"search", name}, {"per_page", "100"}})));
  for (const Json& term : found.items()) {
    if (same_name(term, name) && !id_text(term["id"]).empty()) return term["id"];
  }
  Call make = rest(session, Method::post, route);
  make.json = Json{{"name", name}};
  make.effects = Effects::same;
  TRY(const Answer answer, session.send(make));
  const Json& existing = answer.json["data"]["term_id"];
  if (code_of(answer) == "term_exists" && !id_text(existing).empty()) return existing;
  if (answer.status < 200 || answer.status >= 300) {
    Error error = session.fault_of(answer, Effects::same);
    error.message = tr("{}: {}", name, error.message);
    if (error.fault == Fault::refused) error.hint = tr("this user may not make categories; use one that there is");
    return error;
  }
  if (!id_text(answer.json["id"]).empty()) return answer.json["id"];
  return Error{.fault = Fault::protocol, .message = tr("the server took {} but did not say under which name", name)};
}

}  // namespace

Result<Upload> upload(Session& session, const Media& media, const std::string& slug) {
  const std::string route = "/wp/v2/media";
  if (session.first_sent()) {
    TRY(const Json found, session.json(rest(session, Method::get, route, {{"slug", slug}})));
    if (!id_text(found[0]["id"]).empty()) return uploaded(found[0], media);
  }
  Call call = rest(session, Method::post, route);
  TRY(FormPart file, session.part("file", media));
  call.parts = {std::move(file), {.name = "title", .bytes = title_of(media)}, {.name = "slug", .bytes = slug}};
  if (!media.alt.empty()) call.parts.push_back({.name = "alt_text", .bytes = media.alt});
  // Seen by nobody before a post shows it, and found again by its slug: it may be repeated.
  call.effects = Effects::same;
  call.limit = std::chrono::seconds(std::min<std::uint64_t>(60 + media.bytes / 100'000, 3600));
  TRY(const Json answer, session.json(call));
  return uploaded(answer, media);
}

Result<Json> term_ids(Session& session, const std::string& taxonomy, const std::vector<std::string>& names) {
  Json ids = Json::array();
  for (const auto& name : names) {
    const std::string_view wanted = trimmed(name.starts_with('#') ? std::string_view(name).substr(1) : std::string_view(name));
    if (wanted.empty()) continue;
    TRY(Json id, term_id(session, taxonomy, std::string(wanted)));
    ids.push(std::move(id));
  }
  return ids;
}

}  // namespace cmtool::wordpress
