// SPDX-License-Identifier: MIT
#include "site/comments.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "markdown.hpp"
#include "net/url.hpp"
#include "text/utf8.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t page_length = 200;
constexpr std::size_t longest_line = 256u << 10;
constexpr std::size_t longest_text = 64u << 10;
constexpr std::size_t longest_name = 500;
constexpr std::size_t step = 256u << 10;
constexpr std::size_t most_files = 1000;

std::string bounded(const Json& value, std::size_t limit) {
  std::string text = valid_utf8(value.is_integer() ? std::to_string(value.integer_or(0)) : value.string_or());
  if (text.size() > limit) {
    text.resize(limit);
    text = valid_utf8(text);
  }
  return text;
}

/// "2026/11/bonjour" from an address of the page in any of its spellings.
std::string post_path(std::string post, const std::string& url) {
  if (!url.empty() && post.starts_with(url)) {
    post.erase(0, url.size());
  } else if (const auto parsed = parse_url(post); parsed.ok()) {
    post = parsed.value().path;
  }
  post = post.substr(0, post.find_first_of("?#"));
  if (post.ends_with("index.html")) post.resize(post.size() - std::string_view("index.html").size());
  while (post.ends_with('/')) post.pop_back();
  while (post.starts_with('/')) post.erase(0, 1);
  return post;
}

/// Where to read, with the names under which the cursor knows the files.
struct Drop {
  std::string folder{};
  std::vector<std::string> files{};
};

Result<Drop> drop_of(Session& session) {
  Drop drop{.folder = session.account().settings["comments"].string_or()};
  const bool own = drop.folder.empty();
  if (own) drop.folder = session.account().server + "/.cmtool/comments";
  if (drop.folder.ends_with(".ndjson")) {
    const auto slash = drop.folder.rfind('/');
    drop.files.push_back(drop.folder.substr(slash + 1));
    drop.folder.resize(slash == std::string::npos ? 0 : slash);
    return drop;
  }
  auto names = session.list_outside(drop.folder);
  // Nobody has commented yet, unless the user named a folder that is not there.
  if (!names.ok() && own && names.error().fault == Fault::not_found) return drop;
  if (!names.ok()) return std::move(names).error();
  for (auto& name : names.value()) {
    if (name.ends_with(".ndjson") && drop.files.size() < most_files) drop.files.push_back(std::move(name));
  }
  return drop;
}

/// Reads whole lines of one file from `offset` on, until `take` says no. Answers where the next one begins.
template <typename Take>
Result<std::uint64_t> read_lines(Source& source, std::uint64_t offset, Take take) {
  std::string buffer, piece(step, '\0');
  std::uint64_t skip = offset, done = offset;
  bool too_long = false;
  for (;;) {
    TRY(const std::size_t got, source.read(piece.data(), piece.size()));
    if (got == 0) return done;
    const auto passed = static_cast<std::size_t>(std::min<std::uint64_t>(skip, got));
    skip -= passed;
    buffer.append(piece, passed, got - passed);
    std::size_t begin = 0;
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n', begin)) {
      const std::string_view line = std::string_view(buffer).substr(begin, end - begin);
      const bool more = too_long || take(line);
      too_long = false;
      done += end + 1 - begin;
      begin = end + 1;
      if (!more) return done;
    }
    buffer.erase(0, begin);
    if (buffer.size() > longest_line) {
      done += buffer.size();
      buffer.clear();
      too_long = true;  // what follows up to the next newline is its rest
    }
  }
}

}  // namespace

std::optional<Item> comment_of(std::string_view line, const std::string& account, const std::string& url, Instant read_at) {
  const auto parsed = parse_json(line, {.depth = 8, .bytes = longest_line});
  if (!parsed.ok() || !parsed.value().is_object()) return std::nullopt;
  const Json& json = parsed.value();
  Item item{.remote_id = bounded(json["id"], longest_name), .account = account, .text = bounded(json["text"], longest_text)};
  if (trimmed(item.text).empty()) return std::nullopt;
  if (item.remote_id.empty()) item.remote_id = "sha256:" + sha256_hex(line).substr(0, 24);
  item.answers = bounded(json["in_reply_to"], longest_name);
  item.kind = item.answers.empty() ? ItemKind::comment : ItemKind::reply;
  item.on = post_path(bounded(json["post"], 2000), url);
  if (!url.empty() && !item.on.empty()) item.url = url + "/" + item.on + "/";
  item.language = bounded(json["language"], 35);
  const std::string email = lower(bounded(json["email"], longest_name));
  item.author = {.remote_id = email.empty() ? std::string() : "email:" + email, .handle = email, .name = bounded(json["author"], longest_name)};
  if (std::string page = bounded(json["url"], 2000); is_web_url(page)) item.author.url = std::move(page);
  const auto at = parse_iso(json["at"].string_or());
  item.at = at.ok() ? at.value() : read_at;
  return item;
}

Result<InboxPage> read_comments(Session& session, const std::string& url, const std::string& cursor) {
  TRY(const Drop drop, drop_of(session));
  const auto parsed = parse_json(cursor.empty() ? "{}" : cursor);
  Json offsets = parsed.ok() ? parsed.value() : Json::object();
  InboxPage page{.cursor = cursor};
  bool moved = false;
  for (const auto& file : drop.files) {
    if (page.items.size() >= page_length) break;
    TRY(const auto source, session.open_outside(drop.folder + "/" + file));
    auto offset = static_cast<std::uint64_t>(std::max<std::int64_t>(0, offsets[file].integer_or(0)));
    if (offset > source->size()) offset = 0;  // it was begun anew
    TRY(const std::uint64_t next, read_lines(*source, offset, [&](std::string_view line) {
          if (auto item = comment_of(line, session.account().name, url, session.now())) page.items.push_back(std::move(*item));
          return page.items.size() < page_length;
        }));
    moved = moved || next != offset;
    offsets.set(file, static_cast<long long>(next));
  }
  if (moved) page.cursor = offsets.dump();
  page.more = page.items.size() >= page_length;
  return page;
}

}  // namespace cmtool::site
