// SPDX-License-Identifier: MIT
// Site: pages and feeds in a folder of one's own, which any web server can serve. The default account of a workspace.
//
// account.server is the folder. account.settings may have: url (where visitors find it), title, language (of the site's own
// words: "en" or "fr"), comments (a file or folder of NDJSON, else .cmtool/comments in the folder), access_log (one path or several; rotated
// files beside it are found).
#include "platform.hpp"

#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "site/comments.hpp"
#include "site/folder.hpp"
#include "site/traffic.hpp"

namespace cmtool {
namespace {

using site::Folder;
using site::Look;
using site::Record;

Look look_of(const Account& account) {
  Look look{.title = account.settings["title"].string_or(), .url = account.settings["url"].string_or(), .language = account.settings["language"].string_or("en")};
  if (look.title.empty()) look.title = account.handle.empty() ? account.name : account.handle;
  while (look.url.ends_with('/')) look.url.pop_back();
  return look;
}

/// Where a person sees it: on the web, or as a file. A draft is nowhere to be seen.
std::string url_of(const Record& record, const Session& session) {
  if (!site::is_public(record.post)) return {};
  const Look look = look_of(session.account());
  if (!look.url.empty()) return look.url + "/" + site::path_of(record.name) + "/";
  std::string url = "file://";
  for (const auto& piece : std::filesystem::path(session.account().server).lexically_normal().relative_path()) url += "/" + percent_encoded(piece.string());
  return url + "/" + site::path_of(record.name) + "/index.html";
}

Receipt receipt_for(const Record& record, const Session& session) {
  return {.remote_id = site::path_of(record.name), .url = url_of(record, session), .at = record.at, .extra = Json{{"record", record.name}}};
}

/// A name that no other record of the month has; the folder's lock is held.
Result<std::string> free_name(Folder& folder, Instant at, const Post& post) {
  TRY(auto names, folder.published());
  TRY(const auto drafts, folder.drafts());
  names.insert(names.end(), drafts.begin(), drafts.end());
  const std::string slug = site::slug_for(post);
  for (int number = 1;; ++number) {
    const std::string name = site::record_name(at, number == 1 ? slug : slug + "-" + std::to_string(number));
    const auto same_path = [&](const std::string& other) { return site::path_of(other) == site::path_of(name); };
    if (std::ranges::none_of(names, same_path)) return name;
  }
}

/// The record's name for a receipt; also for one whose extra was lost.
Result<std::string> name_of(Folder& folder, const Receipt& receipt) {
  if (std::string name = receipt.extra["record"].string_or(); site::is_record_name(name)) return name;
  TRY(auto names, folder.published());
  TRY(const auto drafts, folder.drafts());
  names.insert(names.end(), drafts.begin(), drafts.end());
  const auto found = std::ranges::find(names, receipt.remote_id, &site::path_of);
  return found == names.end() ? std::string() : *found;
}

Result<void> check_folder(const Account& account) {
  if (std::filesystem::path(account.server).is_absolute()) return {};
  return Error{.fault = Fault::usage,
               .message = tr("a site needs the absolute path of its folder"),
               .hint = tr("for example: cmtool account add site {} --server /var/www/{}", account.name, account.name)};
}

const About about_site{
    .name = "site",
    .title = "Site",
    .limits = {.media = {.types = {"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "video/mp4", "video/webm", "audio/mpeg",
                                   "audio/ogg", "audio/mp4", "audio/flac", "audio/wav"},
                         .mixed = true},
               .source = "none of its own: what browsers show"},
    .can = {Can::publish, Can::edit, Can::remove, Can::find, Can::media, Can::alt_text, Can::video, Can::warning, Can::language, Can::thread,
            Can::link_card, Can::title, Can::first_comment, Can::tags, Can::excerpt, Can::status, Can::inbox, Can::measure},
    .protection = Protection::same,
    .find_is_sure = true,
    .docs = "RFC 4287 (Atom), https://www.jsonfeed.org/version/1.1/",
};

class Site final : public Platform {
 public:
  const About& about() const override { return about_site; }

  Result<Receipt> publish(Session& session, const Post& post) const override {
    CHECK_OK(check_folder(session.account()));
    Folder folder(session, look_of(session.account()));
    CHECK_OK(folder.open());
    std::string name = session.noted("record").value_or("");
    TRY(const auto there, folder.record(name));
    if (there && there->key == session.key()) return receipt_for(*there, session);
    // The name was noted before a crash and has gone to another post since.
    if (there || !site::is_record_name(name)) {
      TRY(name, free_name(folder, session.now(), post));
      CHECK_OK(session.note("record", name));
    }
    const Record record{.name = name, .key = session.key(), .at = site::time_of(name), .post = post};
    CHECK_OK(folder.put(record));
    return receipt_for(record, session);
  }

  Result<Receipt> edit(Session& session, const Receipt& receipt, const Post& post) const override {
    Folder folder(session, look_of(session.account()));
    CHECK_OK(folder.open());
    TRY(const auto name, name_of(folder, receipt));
    TRY(auto record, folder.record(name));
    if (!record) return Error{.fault = Fault::not_found, .message = tr("the site no longer has {}", receipt.remote_id)};
    if (record->post != post) {
      record->post = post;
      record->edited = session.now();
      CHECK_OK(folder.put(*record));
    }
    return receipt_for(*record, session);
  }

  Result<void> remove(Session& session, const Receipt& receipt) const override {
    Folder folder(session, look_of(session.account()));
    CHECK_OK(folder.open());
    TRY(const auto name, name_of(folder, receipt));
    return folder.take_out(name);
  }

  Result<std::optional<Receipt>> find(Session& session, const Post&, Instant) const override {
    Folder folder(session, look_of(session.account()));
    CHECK_OK(folder.open());
    TRY(const auto record, folder.record(session.noted("record").value_or("")));
    if (!record || record->key != session.key()) return std::optional<Receipt>{};
    return std::optional<Receipt>(receipt_for(*record, session));
  }

  Result<InboxPage> inbox(Session& session, const InboxQuery& query) const override {
    return site::read_comments(session, look_of(session.account()).url, query.cursor);
  }

  Result<MeasurePage> measure(Session& session, const MeasureQuery& query) const override {
    return site::read_traffic(session, look_of(session.account()).url, query);
  }

  Result<SignedIn> sign_in(Session& session, const Account& wanted) const override {
    CHECK_OK(check_folder(wanted));
    SignedIn done{.account = wanted};
    done.account.server = std::filesystem::path(wanted.server).lexically_normal().string();
    if (done.account.handle.empty()) done.account.handle = done.account.name;
    // Making it now shows now whether we may write there.
    Folder folder(session, look_of(done.account));
    CHECK_OK(folder.open());
    return done;
  }

  Result<Account> who(Session& session) const override {
    CHECK_OK(check_folder(session.account()));
    CHECK_OK(session.list_files(""));  // a folder that is not there yet is fine: the first post makes it
    return session.account();
  }
};

}  // namespace

const Platform& site_platform() {
  static const Site it;
  return it;
}

}  // namespace cmtool
