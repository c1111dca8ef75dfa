// SPDX-License-Identifier: MIT
// A site's folder: its records, and everything that is made of them.
//
//   .cmtool/posts/NAME.json     a record for each published post: the truth, from which all else is made
//   .cmtool/drafts/NAME.json    posts that visitors may not see; nothing of them is anywhere else
//   .cmtool/tags/SLUG/NAME      an empty file for each post with that tag
//   .cmtool/whole.json          there exactly while pages, listings and feeds agree with the records
//   YYYY/MM/SLUG/index.html     a post
//   index.html page/N/ tags/SLUG/ tags/SLUG/page/N/ feed.xml feed.json style.css media/
//
// One process works in the folder at a time (.cmtool/lock). whole.json is removed before the first change and written
// after the last one; whoever finds it missing, or made for another title or address, makes everything again from the
// records, and takes away what is half written. So a crash at any moment costs a rebuild and never a post, and while all is well a post costs what it touches:
// its page, the newest listing of the site and of its tags, and the feeds. Listings are cut so that old ones never change: page/1 has the
// ten oldest posts for ever, and the first page takes what is left, ten to nineteen.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "net/session.hpp"
#include "site/page.hpp"

namespace cmtool::site {

/// Does a change move the posts after it to other places in a listing (one more, one less), or is one only replaced?
enum class Moved { no, yes };

class Folder {
 public:
  Folder(Session& session, Look look) : session_(session), look_(std::move(look)) {}

  /// Takes the lock, and makes everything again if somebody broke off. Call it first.
  Result<void> open();

  /// The record of that name, public or not; nothing if there is none. Fault::state if it is damaged.
  Result<std::optional<Record>> record(const std::string& name);
  /// Names of all records, oldest first.
  Result<std::vector<std::string>> published();
  Result<std::vector<std::string>> drafts();

  /// Writes a record and everything that follows from it; a record of the same name is replaced. The media are there already,
  /// or are copied from the session.
  Result<void> put(const Record&);
  /// Takes a record out, with its page, its tags and the media that no other post has. Fine if there is none.
  Result<void> take_out(const std::string& name);

 private:
  Result<void> begin();
  Result<void> finish();
  Result<void> rebuild();
  Result<void> change(const std::optional<Record>& before, const std::optional<Record>& after);
  Result<void> copy_media(const Record&);
  Result<void> drop_media(const Record& before, const std::optional<Record>& after);
  Result<void> mark_tags(const std::string& name, const std::vector<Tag>&);
  Result<void> unmark_tag(const std::string& name, const Tag&);
  /// Makes those pages of a listing again that a change at `name` touches; nothing: all of them.
  Result<void> refresh(const std::string& path, const std::string& heading, const std::vector<std::string>& names,
                       const std::optional<std::string>& name, Moved moved);
  Result<void> refresh_tag(const Tag&, const std::optional<std::string>& name, Moved moved);
  Result<void> refresh_feeds();
  Result<Record> load(const std::string& name);
  Result<std::vector<Record>> load_all(const std::vector<std::string>& names);
  Result<void> write(const std::string& path, const std::string& bytes);
  Result<void> remove(const std::string& path);
  Result<void> sweep(const std::string& folder);
  Result<std::vector<std::string>> names_in(const std::string& folder, std::string_view ending);

  Session& session_;
  Look look_;
  std::unique_ptr<Lock> lock_{};
  std::map<std::string, Record> loaded_{};
  bool rebuilding_ = false;
  std::set<std::string> swept_{};  ///< folders, during a rebuild
};

}  // namespace cmtool::site
