// SPDX-License-Identifier: MIT
#include "site/folder.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "site/feed.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t page_length = 10;
constexpr std::string_view whole = ".cmtool/whole.json";
constexpr std::string_view posts_folder = ".cmtool/posts";
constexpr std::string_view drafts_folder = ".cmtool/drafts";
constexpr int made_by = 1;  // raise it when pages of the same record come out differently, so that sites are made again

std::string record_file(const Record& record) {
  return std::string(is_public(record.post) ? posts_folder : drafts_folder) + "/" + record.name + ".json";
}
std::string other_file(const Record& record) {
  return std::string(is_public(record.post) ? drafts_folder : posts_folder) + "/" + record.name + ".json";
}
std::string marks_of(const std::string& slug) { return ".cmtool/tags/" + slug; }

/// What the pages were made for; another one means that they must be made again.
Json stamp(const Look& look) {
  return Json{{"made_by", made_by}, {"style", sha256_hex(style_sheet()).substr(0, 12)}, {"title", look.title}, {"url", look.url}, {"language", look.language}};
}

/// How many full pages lie behind the first one, which keeps ten to nineteen posts.
std::size_t archives(std::size_t posts) { return posts < 2 * page_length ? 0 : posts / page_length - 1; }

std::string archive_path(const std::string& listing, std::size_t number) {
  return (listing.empty() ? "" : listing + "/") + "page/" + std::to_string(number);
}

std::string index_in(const std::string& folder) { return folder.empty() ? "index.html" : folder + "/index.html"; }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

bool has(const std::vector<Tag>& tags, const Tag& wanted) {
  return std::ranges::any_of(tags, [&](const Tag& tag) { return tag.slug == wanted.slug; });
}

bool is_missing(const Error& error) { return error.fault == Fault::not_found; }

}  // namespace

Result<void> Folder::open() {
  TRY(lock_, session_.lock_file(".cmtool/lock"));
  auto found = session_.read_file(std::string(whole));
  if (!found.ok() && !is_missing(found.error())) return std::move(found).error();
  if (found.ok()) {
    const auto made = parse_json(found.value());
    if (made.ok() && made.value() == stamp(look_)) return {};
  }
  CHECK_OK(begin());
  rebuilding_ = true;
  CHECK_OK(rebuild());
  rebuilding_ = false;
  return finish();
}

Result<void> Folder::begin() { return remove(std::string(whole)); }

Result<void> Folder::finish() { return session_.write_file(std::string(whole), stamp(look_).dump() + "\n"); }

Result<std::optional<Record>> Folder::record(const std::string& name) {
  if (!is_record_name(name)) return std::optional<Record>{};
  for (const std::string_view folder : {posts_folder, drafts_folder}) {
    auto text = session_.read_file(std::string(folder) + "/" + name + ".json");
    if (!text.ok() && is_missing(text.error())) continue;
    if (!text.ok()) return std::move(text).error();
    const auto json = parse_json(text.value());
    TRY(auto record, record_from_json(name, json.ok() ? json.value() : Json()));
    return std::optional<Record>(std::move(record));
  }
  return std::optional<Record>{};
}

Result<std::vector<std::string>> Folder::published() { return names_in(std::string(posts_folder), ".json"); }
Result<std::vector<std::string>> Folder::drafts() { return names_in(std::string(drafts_folder), ".json"); }

Result<void> Folder::put(const Record& after) {
  TRY(const auto before, record(after.name));
  const Json json = to_json(after);
  // A record that could not be read back would stop the whole site.
  TRY(const Record checked, record_from_json(after.name, json));
  CHECK_OK(begin());
  CHECK_OK(copy_media(checked));
  CHECK_OK(session_.write_file(record_file(after), json.dump(2) + "\n"));
  CHECK_OK(remove(other_file(after)));
  loaded_.clear();
  const bool was_public = before && is_public(before->post);
  CHECK_OK(change(was_public ? before : std::nullopt, is_public(after.post) ? std::optional(after) : std::nullopt));
  if (before) CHECK_OK(drop_media(*before, after));
  return finish();
}

Result<void> Folder::take_out(const std::string& name) {
  TRY(const auto before, record(name));
  if (!before) return {};
  CHECK_OK(begin());
  // The page goes first: what is being deleted must not outlive a crash in sight of visitors.
  CHECK_OK(remove(index_in(path_of(name))));
  CHECK_OK(remove(record_file(*before)));
  loaded_.clear();
  CHECK_OK(change(is_public(before->post) ? before : std::nullopt, std::nullopt));
  CHECK_OK(drop_media(*before, std::nullopt));
  return finish();
}

Result<void> Folder::change(const std::optional<Record>& before, const std::optional<Record>& after) {
  if (!before && !after) return {};
  const std::string name = after ? after->name : before->name;
  const auto moved = !before || !after ? Moved::yes : Moved::no;
  const auto old_tags = before ? tags_of(before->post) : std::vector<Tag>{};
  const auto new_tags = after ? tags_of(after->post) : std::vector<Tag>{};
  if (after) {
    CHECK_OK(write(index_in(path_of(name)), post_page(*after, look_)));
    CHECK_OK(mark_tags(name, new_tags));
    for (const Tag& tag : new_tags) {
      CHECK_OK(refresh_tag(tag, name, !has(old_tags, tag) ? Moved::yes : Moved::no));
    }
  } else {
    CHECK_OK(remove(index_in(path_of(name))));
  }
  for (const Tag& tag : old_tags) {
    if (has(new_tags, tag)) continue;
    CHECK_OK(unmark_tag(name, tag));
    CHECK_OK(refresh_tag(tag, name, Moved::yes));
  }
  TRY(const auto names, published());
  CHECK_OK(refresh("", "", names, name, moved));
  return refresh_feeds();
}

Result<void> Folder::rebuild() {
  loaded_.clear();
  for (const std::string_view folder : {posts_folder, drafts_folder, std::string_view("media")}) CHECK_OK(sweep(std::string(folder)));
  CHECK_OK(write("style.css", std::string(style_sheet())));
  // Shared hosting often serves dot folders; what is in this one is for the owner.
  CHECK_OK(write(".cmtool/.htaccess", "Require all denied\n"));
  TRY(const auto names, published());
  std::map<std::string, std::pair<Tag, std::set<std::string>>> tags;
  for (const auto& name : names) {
    TRY(const Record record, load(name));
    CHECK_OK(write(index_in(path_of(name)), post_page(record, look_)));
    for (const Tag& tag : tags_of(record.post)) {
      auto& [kept, marked] = tags[tag.slug];
      kept = tag;
      marked.insert(name);
    }
    loaded_.clear();  // a large site's texts need not all be in memory
  }
  TRY(const auto marked_slugs, session_.list_files(".cmtool/tags"));
  for (const auto& slug : marked_slugs) tags.try_emplace(slug, Tag{.text = slug, .slug = slug}, std::set<std::string>{});
  for (const auto& [slug, entry] : tags) {
    CHECK_OK(sweep(marks_of(slug)));
    TRY(const auto marks, session_.list_files(marks_of(slug)));
    for (const auto& name : marks) {
      if (!entry.second.contains(name)) CHECK_OK(unmark_tag(name, entry.first));
    }
    for (const auto& name : entry.second) CHECK_OK(mark_tags(name, {entry.first}));
    CHECK_OK(refresh_tag(entry.first, std::nullopt, Moved::yes));
  }
  // A page whose record went away while somebody broke off.
  TRY(const auto hidden, drafts());
  for (const auto& name : hidden) CHECK_OK(remove(index_in(path_of(name))));
  CHECK_OK(refresh("", "", names, std::nullopt, Moved::yes));
  return refresh_feeds();
}

Result<void> Folder::refresh(const std::string& path, const std::string& heading, const std::vector<std::string>& names,
                             const std::optional<std::string>& name, Moved moved) {
  const std::size_t count = archives(names.size());
  const auto position = name ? static_cast<std::size_t>(std::ranges::lower_bound(names, *name) - names.begin()) : 0;
  const std::size_t first = name ? position / page_length + 1 : 1;
  TRY(const auto there, session_.list_files((path.empty() ? "" : path + "/") + "page"));
  const auto exists = [&](std::size_t number) { return std::ranges::find(there, std::to_string(number)) != there.end(); };
  // The neighbour's link to a newer page changes when the number of pages does.
  const bool neighbours = count > 0 && (!exists(count) || exists(count + 1));

  const auto listing = [&](std::size_t number) -> Result<void> {
    const std::size_t begin = number == 0 ? count * page_length : (number - 1) * page_length;
    const std::size_t end = number == 0 ? names.size() : begin + page_length;
    std::vector<std::string> chosen(names.begin() + static_cast<long>(begin), names.begin() + static_cast<long>(end));
    std::ranges::reverse(chosen);
    TRY(auto records, load_all(chosen));
    const Listing page{.path = number == 0 ? path : archive_path(path, number),
                       .heading = heading,
                       .records = std::move(records),
                       .newer = number == count ? path : archive_path(path, number + 1),
                       .older = archive_path(path, number == 0 ? count : number - 1),
                       .has_newer = number != 0,
                       .has_older = number == 0 ? count > 0 : number > 1};
    return write(index_in(page.path), listing_page(page, look_));
  };

  for (std::size_t number = 1; number <= count; ++number) {
    const bool touched = !name || number == first || (moved == Moved::yes && number > first) || !exists(number) || (neighbours && number + 1 >= count);
    if (touched) CHECK_OK(listing(number));
  }
  for (const auto& number : there) {
    const auto old = to_integer(number);
    if (!old || *old < 1 || static_cast<std::size_t>(*old) > count) CHECK_OK(remove(index_in((path.empty() ? "" : path + "/") + "page/" + number)));
  }
  if (!path.empty() && names.empty()) return remove(index_in(path));
  return moved == Moved::yes || first > count ? listing(0) : Result<void>{};
}

Result<void> Folder::refresh_tag(const Tag& tag, const std::optional<std::string>& name, Moved moved) {
  TRY(const auto names, names_in(marks_of(tag.slug), ""));
  return refresh("tags/" + tag.slug, std::string(words_in(look_.language).tagged) + " #" + tag.text, names, name, moved);
}

Result<void> Folder::refresh_feeds() {
  TRY(auto names, published());
  std::ranges::reverse(names);
  if (names.size() > feed_length) names.resize(feed_length);
  TRY(const auto records, load_all(names));
  CHECK_OK(write("feed.xml", atom_feed(records, look_)));
  return write("feed.json", json_feed(records, look_));
}

Result<void> Folder::mark_tags(const std::string& name, const std::vector<Tag>& tags) {
  for (const Tag& tag : tags) {
    TRY(const auto marks, session_.list_files(marks_of(tag.slug)));
    if (std::ranges::find(marks, name) == marks.end()) CHECK_OK(session_.write_file(marks_of(tag.slug) + "/" + name, ""));
  }
  return {};
}

Result<void> Folder::unmark_tag(const std::string& name, const Tag& tag) { return remove(marks_of(tag.slug) + "/" + name); }

Result<void> Folder::copy_media(const Record& record) {
  TRY(const auto there, session_.list_files("media"));
  if (!is_public(record.post)) return {};
  for (const Media& media : media_of(record.post)) {
    // Named by its content and put in place whole, so what is there is right.
    if (std::ranges::find(there, media_name(media)) == there.end()) CHECK_OK(session_.write_media("media/" + media_name(media), media));
  }
  return {};
}

Result<void> Folder::drop_media(const Record& before, const std::optional<Record>& after) {
  std::set<std::string> unused;
  for (const Media& media : media_of(before.post)) unused.insert(media_name(media));
  if (after && is_public(after->post)) {
    for (const Media& media : media_of(after->post)) unused.erase(media_name(media));
  }
  if (unused.empty()) return {};
  TRY(const auto names, published());
  for (const auto& name : names) {
    TRY(const Record record, load(name));
    for (const Media& media : media_of(record.post)) unused.erase(media_name(media));
  }
  for (const auto& name : unused) CHECK_OK(remove("media/" + name));
  return {};
}

Result<Record> Folder::load(const std::string& name) {
  if (const auto found = loaded_.find(name); found != loaded_.end()) return found->second;
  TRY(auto found, record(name));
  if (!found) return Error{.fault = Fault::state, .message = tr("the site's record {} has disappeared", name)};
  return loaded_[name] = std::move(*found);
}

Result<std::vector<Record>> Folder::load_all(const std::vector<std::string>& names) {
  std::vector<Record> records;
  for (const auto& name : names) {
    TRY(auto record, load(name));
    records.push_back(std::move(record));
  }
  return records;
}

/// Only when it differs: most of a rebuild, and every unchanged listing, then costs one read.
Result<void> Folder::write(const std::string& path, const std::string& bytes) {
  if (rebuilding_) CHECK_OK(sweep(folder_of(path)));
  const auto there = session_.read_file(path);
  if (there.ok() && there.value() == bytes) return {};
  return session_.write_file(path, bytes);
}

Result<void> Folder::remove(const std::string& path) {
  if (rebuilding_) CHECK_OK(sweep(folder_of(path)));
  auto removed = session_.remove_file(path);
  if (!removed.ok() && is_missing(removed.error())) return {};
  return removed;
}

/// Takes away what a process that was killed left half written; once for each folder.
Result<void> Folder::sweep(const std::string& folder) {
  return swept_.insert(folder).second ? session_.remove_unfinished(folder) : Result<void>{};
}

Result<std::vector<std::string>> Folder::names_in(const std::string& folder, std::string_view ending) {
  TRY(const auto files, session_.list_files(folder));
  std::vector<std::string> names;
  for (const auto& file : files) {
    if (!file.ends_with(ending)) continue;
    std::string name = file.substr(0, file.size() - ending.size());
    if (is_record_name(name)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace cmtool::site
