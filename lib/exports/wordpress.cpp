// SPDX-License-Identifier: MIT
// WordPress' own export, WXR 1.0 to 1.2 (Tools, Export; wp-admin/includes/export.php): RSS in which each <item> has its <wp:comment>s.
//
// All states come: approved, held, spam and trash, comments, pingbacks and trackbacks, under the ids and with the words that the REST interface would give,
// so that a comment which was fetched already is the same item. A comment's address is that of its post with its mark. The file is read piece by piece:
// of a site of 200 MB only the comments are held.
#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rows/fields.hpp"
#include "rows/markup.hpp"
#include "rows/moment.hpp"
#include "text/encoding.hpp"
#include "text/html_text.hpp"

namespace cmtool {
namespace {

constexpr std::string_view wxr_space = "http://wordpress.org/export/";
constexpr std::size_t longest_value = 1u << 20;

/// The state as the REST interface calls it.
std::string state_of(std::string_view approved) {
  if (approved == "1") return "approved";
  if (approved == "0") return "hold";
  return std::string(approved.substr(0, 40));
}

class Comments {
 public:
  Comments(const ExportWish& wish, ExportReading& reading) : rows_(wish, reading) {}

  void begin(std::string_view space, std::string_view name, std::size_t line) {
    const bool ours = space.starts_with(wxr_space);
    value_.clear();
    wanted_ = false;
    if (space.empty() && name == "item") {
      in_item_ = true;
      post_.clear();
      link_.clear();
      waiting_.clear();
    } else if (ours && name == "comment") {
      in_comment_ = true;
      comment_.clear();
      line_ = line;
    } else if (ours && in_comment_) {
      wanted_ = name.starts_with("comment_");
    } else if (in_item_) {
      wanted_ = (ours && name == "post_id") || (space.empty() && name == "link");
    }
    if (ours) seen_ = true;
  }

  void text(std::string_view piece) {
    if (wanted_ && value_.size() <= longest_value) value_ += piece;
  }

  bool end(std::string_view space, std::string_view name) {
    const bool ours = space.starts_with(wxr_space);
    if (ours && name == "comment") {
      in_comment_ = false;
      finish_comment();
    } else if (space.empty() && name == "item") {
      in_item_ = false;
      // The post's id may stand behind its comments.
      for (auto& row : waiting_) {
        row.item.on = post_;
        if (!link_.empty()) row.item.url = link_ + "#comment-" + row.item.remote_id;
        rows_.add(std::move(row));
      }
      waiting_.clear();
    } else if (wanted_ && in_comment_) {
      comment_[std::string(name)] = value_;
    } else if (wanted_ && name == "post_id") {
      post_ = trimmed(value_);
    } else if (wanted_) {
      link_ = trimmed(value_);
    }
    value_.clear();
    wanted_ = false;
    return !rows_.full();
  }

  /// Is there anything of WordPress' in it?
  [[nodiscard]] bool seen() const { return seen_; }
  ExportRows& rows() { return rows_; }

 private:
  std::string said(std::string_view key) const {
    const auto found = comment_.find(key);
    return found == comment_.end() ? std::string() : std::string(trimmed(found->second));
  }

  void finish_comment() {
    const auto id = to_integer(said("comment_id"));
    if (!id || *id <= 0) return rows_.fault(line_, {}, tr("a comment has no number"), tr("is it an export of WordPress?"));
    ExportRow row{.line = line_, .kind_said = true};
    Item& item = row.item;
    item.remote_id = std::to_string(*id);
    const std::string email = said("comment_author_email"), user = said("comment_user_id"), parent = said("comment_parent");
    item.author = {.remote_id = user == "0" ? std::string() : user, .handle = email, .name = text_from_html(said("comment_author")), .url = said("comment_author_url")};
    if (item.author.remote_id.empty() && !email.empty()) item.author.remote_id = "email:" + email;
    const auto content = comment_.find("comment_content");
    if (content != comment_.end()) {
      if (content->second.size() > longest_value) return rows_.fault(line_, {}, tr("this is too long for “{}”: {} bytes", "text", content->second.size()), {});
      item.text = text_from_html(content->second);
    }
    row.text_said = !item.text.empty();
    item.answers = parent == "0" ? std::string() : parent;
    item.remote_state = state_of(said("comment_approved"));
    const auto at = sure_moment(replaced(said("comment_date_gmt"), " ", "T") + "Z");
    row.at_sure = at.has_value();
    if (at) item.at = *at;
    waiting_.push_back(std::move(row));
  }

  ExportRows rows_;
  std::map<std::string, std::string, std::less<>> comment_{};
  std::vector<ExportRow> waiting_{};  ///< of the post that is being read
  std::string value_{}, post_{}, link_{};
  std::size_t line_ = 0;
  bool in_item_ = false, in_comment_ = false, wanted_ = false, seen_ = false;
};

int sniff(const NamedBytes& beginning) {
  const std::string text = decoded_beginning(beginning.bytes, export_beginning);
  return text.find("<rss") != std::string::npos && text.find(wxr_space) != std::string::npos ? 100 : 0;
}

Result<ExportReading> read(const NextBytes& next, const ExportWish& wish) {
  ExportReading reading;
  Comments comments(wish, reading);
  const MarkupEvents events{.begin = [&](auto space, auto name, auto line) { comments.begin(space, name, line); },
                            .text = [&](auto piece) { comments.text(piece); },
                            .end = [&](auto space, auto name) { return comments.end(space, name); }};
  TRY(const auto wrong, read_markup(next, events));
  if (wrong) {
    reading.faults.push_back({.file = wish.file, .line = wrong->line, .column = wrong->column, .message = wrong->message, .hint = wrong->hint});
  } else if (!comments.seen()) {
    return Error{.fault = Fault::usage, .message = tr("this is no export of WordPress"), .hint = tr("in WordPress: Tools, Export, All content"), .where = wish.file};
  }
  comments.rows().finish();
  return reading;
}

const Export format{.name = "wordpress", .title = N_("WordPress’ export (WXR)"), .sniff = sniff, .read = read};

}  // namespace

const Export& wordpress_export() { return format; }

}  // namespace cmtool
