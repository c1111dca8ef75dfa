// SPDX-License-Identifier: MIT
// YouTube's comments, by whichever way they were had:
//
// - answers of the Data API (developers.google.com/youtube/v3/docs/commentThreads/list): youtube#commentThreadListResponse with its replies,
//   youtube#commentListResponse, single ones; pages as an array, one after the other, or one a line;
// - NAME.info.json of `yt-dlp --write-comments`: {"id", "comments": [{"id", "parent": "root", "text", "author", "author_id", "timestamp"}]};
// - youtube-comment-downloader: an object a line, or {"comments": […]} with --pretty: cid, text, time ("2 weeks ago"), time_parsed, author, channel;
// - comments.csv of Google Takeout: Comment ID, Channel ID, Comment create timestamp, Parent comment ID, Video ID, Comment text. It holds what
//   the account itself wrote, wherever that was. Its texts are pieces of JSON: {"takeoutSegments": [{"text": …}]}, or {"text": …},{"text": …}.
//
// The last two but one count times back from words, so a time that is known already is the better one.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rows/json_pieces.hpp"
#include "rows/moment.hpp"
#include "rows/table.hpp"
#include "sheet/csv.hpp"
#include "text/html_text.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t deepest_list = 4;  // pages in a list in a list

std::string url_of(const std::string& video, const std::string& comment) {
  return video.empty() ? std::string() : "https://www.youtube.com/watch?v=" + video + (comment.empty() ? "" : "&lc=" + comment);
}

/// An answer's id is its thread's, a point, and its own.
std::string thread_of(const std::string& comment) {
  const auto point = comment.find('.');
  return point == std::string::npos ? std::string() : comment.substr(0, point);
}

std::string clean_text(std::string text) {
  std::erase(text, '\0');
  return valid_utf8(text);
}

/// Fills what all ways have in common. `handle`: as the author is shown, today "@name".
ExportRow row_for(std::size_t line, const std::string& id, const std::string& video, const std::string& parent, const std::string& channel, const std::string& shown) {
  ExportRow row{.line = line, .kind_said = true};
  Item& item = row.item;
  item.kind = ItemKind::comment;
  item.remote_id = clean_text(id);
  item.on = clean_text(video);
  item.answers = clean_text(parent);
  item.url = url_of(item.on, item.remote_id);
  item.author = {.remote_id = clean_text(channel), .name = clean_text(shown)};
  if (item.author.name.starts_with('@')) item.author.handle = item.author.name.substr(1);
  if (!channel.empty()) item.author.url = "https://www.youtube.com/channel/" + item.author.remote_id;
  return row;
}

class YoutubeComments {
 public:
  YoutubeComments(const ExportWish& wish, ExportReading& reading) : rows_(wish, reading), reading_(reading) {}

  bool take(const Json& json, std::size_t line, std::size_t depth = 0) {
    if (json.is_array() && depth < deepest_list) {
      return std::all_of(json.items().begin(), json.items().end(), [&](const Json& one) { return take(one, line, depth + 1); });
    }
    const std::string kind = json["kind"].string_or();
    if (kind == "youtube#commentThread") {
      take_thread(json, line);
    } else if (kind == "youtube#comment") {
      take_comment(json, line, "");
    } else if (json.contains("cid")) {
      take_downloaded(json, line);
    } else if (kind.ends_with("ListResponse") || json["items"].is_array()) {
      return depth < deepest_list && take(json["items"], line, depth + 1);
    } else if (json["comments"].is_array()) {
      return take_document(json, line);
    } else if (json.contains("parent") && json.contains("id")) {
      take_listed(json, line, "");
    } else {
      rows_.fault(line, {}, tr("this is no comment of YouTube’s"), tr("with --from ndjson and --map any JSON can be read"));
    }
    return !rows_.full();
  }

  void finish() {
    rows_.finish();
    if (rough_ > 0) {
      reading_.notes.push_back(trn("{} comment has a time that was counted back from words such as “2 weeks ago”", "{} comments have times that were counted back from words such as “2 weeks ago”",
                                   static_cast<long long>(rough_), rough_));
    }
  }

 private:
  bool take_document(const Json& json, std::size_t line) {
    const std::string video = id_in(json["id"]);
    for (const auto& comment : json["comments"].items()) {
      if (comment.contains("cid")) take_downloaded(comment, line);
      else take_listed(comment, line, video);
      if (rows_.full()) return false;
    }
    return true;
  }

  void take_thread(const Json& json, std::size_t line) {
    const std::string video = json["snippet"]["videoId"].string_or();
    take_comment(json["snippet"]["topLevelComment"], line, video);
    for (const auto& reply : json["replies"]["comments"].items()) take_comment(reply, line, video);
  }

  void take_comment(const Json& json, std::size_t line, const std::string& video) {
    const Json& snippet = json["snippet"];
    const std::string id = id_in(json["id"]);
    if (id.empty() || !snippet.is_object()) return rows_.fault(line, {}, tr("a comment has no id or no snippet"), tr("ask the interface for part=snippet,replies"));
    auto row = row_for(line, id, snippet["videoId"].string_or(video), snippet["parentId"].string_or(), snippet["authorChannelId"]["value"].string_or(), snippet["authorDisplayName"].string_or());
    row.item.text = clean_text(snippet.contains("textOriginal") ? snippet["textOriginal"].string_or() : text_from_html(snippet["textDisplay"].string_or()));
    row.item.remote_state = clean_text(snippet["moderationStatus"].string_or());
    const auto at = sure_moment(snippet["publishedAt"].string_or());
    row.at_sure = at.has_value();
    if (at) row.item.at = *at;
    rows_.add(std::move(row));
  }

  /// Of yt-dlp.
  void take_listed(const Json& json, std::size_t line, const std::string& video) {
    const std::string id = id_in(json["id"]), parent = json["parent"].string_or();
    if (id.empty()) return rows_.fault(line, {}, tr("a comment has no id"), {});
    auto row = row_for(line, id, video, parent == "root" ? "" : parent, json["author_id"].string_or(), json["author"].string_or());
    row.item.text = clean_text(json["text"].string_or());
    row.ours = json["author_is_uploader"].bool_or(false);
    set_rough_time(row, json["timestamp"]);
    rows_.add(std::move(row));
  }

  void take_downloaded(const Json& json, std::size_t line) {
    const std::string id = id_in(json["cid"]);
    if (id.empty()) return rows_.fault(line, {}, tr("a comment has no id"), {});
    auto row = row_for(line, id, json["video_id"].string_or(), thread_of(id), json["channel"].string_or(), json["author"].string_or());
    row.item.text = clean_text(json["text"].string_or());
    set_rough_time(row, json["time_parsed"]);
    rows_.add(std::move(row));
  }

  void set_rough_time(ExportRow& row, const Json& counted) {
    row.at_sure = false;
    const auto at = counted.is_number() ? sure_moment(counted.dump()) : std::nullopt;
    if (!at) return;
    ++rough_;
    row.item.at = *at;
  }

  ExportRows rows_;
  ExportReading& reading_;
  std::size_t rough_ = 0;
};

// --- Takeout ----------------------------------------------------------------------------------------------------

std::optional<ItemField> takeout_field(std::string_view header) {
  static const std::map<std::string, ItemField, std::less<>> fields{{"comment id", ItemField::id},
                                                                    {"channel id", ItemField::author_id},
                                                                    {"comment create timestamp", ItemField::at},
                                                                    {"parent comment id", ItemField::answers},
                                                                    {"video id", ItemField::on},
                                                                    {"comment text", ItemField::text},
                                                                    {"price", ItemField::none},
                                                                    {"post id", ItemField::none},
                                                                    {"top-level comment id", ItemField::none}};
  const auto found = fields.find(lower(trimmed(header)));
  return found == fields.end() ? std::nullopt : std::optional(found->second);
}

/// The words of {"takeoutSegments": [{"text": …}, …]}, and of {"text": …},{"text": …}; a text that is none of it as it is.
std::string takeout_cell(ItemField field, std::string cell) {
  if (field != ItemField::text || !cell.starts_with('{')) return cell;
  const auto json = parse_json("[" + cell + "]", {.bytes = 2u << 20});
  if (!json.ok()) return cell;
  std::string text;
  const auto add = [&](const Json& piece) {
    if (piece["text"].is_string()) text += piece["text"].string_or();
    else if (piece["link"]["linkUrl"].is_string()) text += piece["link"]["linkUrl"].string_or();
  };
  for (const auto& piece : json->items()) {
    add(piece);
    for (const auto& segment : piece["takeoutSegments"].items()) add(segment);
  }
  return text.empty() ? cell : text;
}

bool is_takeout(const NamedBytes& beginning) {
  const auto headers = first_cells(beginning);
  const auto has = [&](ItemField field) { return std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return takeout_field(header) == field; }); };
  return has(ItemField::id) && has(ItemField::text) && has(ItemField::author_id);
}

int sniff(const NamedBytes& beginning) {
  const Json first = json_beginning(beginning.bytes);
  if (!first.is_object()) return is_takeout(beginning) ? 95 : 0;
  if (first["kind"].string_or().starts_with("youtube#comment") || first.contains("topLevelComment")) return 95;
  if (first.contains("cid") && first.contains("text")) return 95;
  if (first.contains("author_is_uploader")) return 90;
  const bool video = first.contains("formats") || first.contains("webpage_url") || first.contains("extractor") || first.contains("thumbnails");
  return first.contains("id") && first.contains("title") && video ? 70 : 0;
}

Result<ExportReading> read(const NextBytes& next, const ExportWish& wish) {
  std::string first;
  while (first.size() < export_beginning) {
    TRY(auto piece, next());
    if (piece.empty()) break;
    first += piece;
  }
  const bool table = json_beginning(first.substr(0, export_beginning)).is_null() && is_takeout({.name = wish.file, .bytes = first.substr(0, export_beginning)});
  const NextBytes all = [&]() -> Result<std::string> { return first.empty() ? next() : Result<std::string>(std::exchange(first, {})); };
  if (table) {
    TRY(auto reading, read_item_table(all, wish, {.field = takeout_field, .cell = takeout_cell}));
    for (auto& row : reading.rows) {
      if (row.item.url.empty()) row.item.url = url_of(row.item.on, row.item.remote_id);
      if (row.item.author.url.empty()) row.item.author.url = "https://www.youtube.com/channel/" + row.item.author.remote_id;
      row.kind_said = true;
    }
    return reading;
  }
  ExportReading reading;
  YoutubeComments comments(wish, reading);
  CHECK_OK(each_json(all, wish, reading.faults, [&](Json&& json, std::size_t line) { return comments.take(json, line); }));
  comments.finish();
  return reading;
}

const Export format{.name = "youtube", .title = N_("YouTube's comments: of its API, of Takeout, of yt-dlp"), .sniff = sniff, .read = read};

}  // namespace

const Export& youtube_export() { return format; }

}  // namespace cmtool
