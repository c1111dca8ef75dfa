// SPDX-License-Identifier: MIT
#include "rows/json_pieces.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/encoding.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_line = 8u << 20;       // of an object a line
constexpr std::size_t longest_document = 128u << 20;  // of anything else: yt-dlp writes a video and all its comments as one object

class PieceReader {
 public:
  PieceReader(const NextBytes& next, const ExportWish& wish, std::vector<CalendarFault>& faults) : next_(next), wish_(wish), faults_(faults) {}

  Result<void> read(const std::function<bool(Json&&, std::size_t)>& take) {
    CHECK_OK(begin());
    TRY(const bool blank, skip(" \t\r\n"));
    if (blank) return {};
    if (buffer_[at_] == '[') {
      ++at_;
      in_array_ = true;
      return read_values(take);
    }
    TRY(const bool lines, first_line_is_whole());
    return lines ? read_lines(take) : read_values(take);
  }

 private:
  void fault(std::size_t line, std::string message, std::string hint = {}) {
    faults_.push_back({.file = wish_.file, .line = line, .message = std::move(message), .hint = std::move(hint)});
  }

  /// False at the end of the file.
  Result<bool> more() {
    if (ended_) return false;
    if (at_ > 0) {
      buffer_.erase(0, at_);
      at_ = 0;
    }
    TRY(auto piece, next_());
    ended_ = piece.empty();
    buffer_ += piece;
    return !ended_;
  }

  /// Takes off a mark; a file in UTF-16 is turned as a whole.
  Result<void> begin() {
    while (buffer_.size() < 3) {
      TRY(const bool got, more());
      if (!got) break;
    }
    if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!buffer_.starts_with("\xFF\xFE") && !buffer_.starts_with("\xFE\xFF")) return {};
    for (bool got = true; got;) {
      TRY(got, more());
      if (buffer_.size() > longest_document) return too_large();
    }
    auto utf8 = decoded(buffer_);
    if (utf8.ok()) {
      buffer_ = std::move(utf8->text);
    } else {
      fault(0, utf8.error().message, utf8.error().hint);
      buffer_.clear();
    }
    return {};
  }

  Error too_large() const {
    return {.fault = Fault::refused, .message = tr("one value has more than {} MB", longest_document >> 20), .hint = tr("write one JSON object a line"), .where = wish_.file};
  }

  /// Goes over these characters; true at the end of the file.
  Result<bool> skip(std::string_view characters) {
    for (;;) {
      for (; at_ < buffer_.size(); ++at_) {
        if (characters.find(buffer_[at_]) == std::string_view::npos) return false;
        if (buffer_[at_] == '\n') ++line_;
      }
      TRY(const bool got, more());
      if (!got) return true;
    }
  }

  Result<bool> first_line_is_whole() {
    std::size_t end = std::string::npos;
    for (;;) {
      end = buffer_.find('\n', at_);
      if (end != std::string::npos || buffer_.size() - at_ > longest_line) break;
      TRY(const bool got, more());
      if (!got) break;
    }
    // A file of one line is a document, which may be larger.
    if (end == std::string::npos) return false;
    return parse_json(trimmed(std::string_view(buffer_).substr(at_, end - at_)), {.bytes = longest_line}).ok();
  }

  Result<void> read_lines(const std::function<bool(Json&&, std::size_t)>& take) {
    for (;; ++line_) {
      std::size_t from = at_;
      std::size_t end = buffer_.find('\n', from);
      while (end == std::string::npos) {
        if (buffer_.size() - at_ > longest_line) {
          fault(line_, tr("a line is longer than {} bytes", longest_line));
          return {};
        }
        const std::size_t looked_at = buffer_.size() - at_;
        TRY(const bool got, more());
        if (!got) break;
        end = buffer_.find('\n', at_ + looked_at);
      }
      const auto text = trimmed(std::string_view(buffer_).substr(at_, end == std::string::npos ? end : end - at_));
      if (!text.empty() && !hand_over(text, line_, longest_line, take)) return {};
      if (end == std::string::npos) return {};
      at_ = end + 1;
    }
  }

  bool hand_over(std::string_view text, std::size_t line, std::size_t most, const std::function<bool(Json&&, std::size_t)>& take) {
    auto json = parse_json(text, {.bytes = most});
    if (json.ok()) return take(std::move(json).value(), line);
    fault(line, json.error().message, json.error().hint);
    return faults_.size() < most_export_faults;
  }

  Result<void> read_values(const std::function<bool(Json&&, std::size_t)>& take) {
    for (;;) {
      TRY(const bool ended, skip(in_array_ ? " \t\r\n," : " \t\r\n"));
      if (ended) {
        if (in_array_) fault(line_, tr("the file ends in the middle of a list"), tr("was it copied as a whole?"));
        return {};
      }
      if (in_array_ && buffer_[at_] == ']') return {};
      const std::size_t line = line_;
      TRY(const bool whole, find_end());
      if (!whole) {
        fault(line, tr("the file ends in the middle of what begins here"), tr("was it copied as a whole?"));
        return {};
      }
      if (!hand_over(std::string_view(buffer_).substr(at_, length_), line, longest_document, take)) return {};
      at_ += length_;
    }
  }

  /// Finds where the value that begins here ends; false where it does not.
  Result<bool> find_end() {
    std::size_t depth = 0;
    bool quoted = false, escaped = false;
    for (length_ = 0;; ++length_) {
      while (at_ + length_ >= buffer_.size()) {
        if (length_ > longest_document) return too_large();
        TRY(const bool got, more());
        if (!got) return depth == 0 && !quoted;
      }
      const char c = buffer_[at_ + length_];
      if (c == '\n') ++line_;
      if (quoted) {
        if (escaped) escaped = false;
        else if (c == '\\') escaped = true;
        else if (c == '"') quoted = false;
        if (quoted || depth > 0) continue;
        ++length_;
        return true;
      }
      const bool separates = is_space(c) || (in_array_ && (c == ',' || c == ']'));
      if (depth == 0 && length_ > 0 && separates) {
        if (c == '\n') --line_;
        return true;
      }
      if (c == '"') quoted = true;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
        ++length_;
        return true;
      }
    }
  }

  const NextBytes& next_;
  const ExportWish& wish_;
  std::vector<CalendarFault>& faults_;
  std::string buffer_{};
  std::size_t at_ = 0, length_ = 0, line_ = 1;
  bool ended_ = false, in_array_ = false;
};

/// The keys that stand between quotation marks before a colon.
Json keys_seen(std::string_view text) {
  Json seen = Json::object();
  constexpr std::size_t most_keys = 400;
  for (std::size_t count = 0; count < most_keys; ++count) {
    const auto open = text.find('"');
    if (open == std::string_view::npos) break;
    std::size_t close = open + 1;
    while (close < text.size() && text[close] != '"') close += text[close] == '\\' ? 2 : 1;
    if (close >= text.size()) break;
    const auto key = text.substr(open + 1, close - open - 1);
    text.remove_prefix(close + 1);
    const auto after = text.find_first_not_of(" \t\r\n");
    if (after == std::string_view::npos || text[after] != ':') continue;
    const auto value = text.find_first_not_of(" \t\r\n", after + 1);
    std::string said;
    if (value != std::string_view::npos && text[value] == '"') said = text.substr(value + 1, std::min(text.find('"', value + 1), value + 100) - value - 1);
    if (key.size() < 100 && !seen.contains(key)) seen.set(key, said);
  }
  return seen;
}

}  // namespace

Result<void> each_json(const NextBytes& next, const ExportWish& wish, std::vector<CalendarFault>& faults, const std::function<bool(Json&&, std::size_t line)>& take) {
  return PieceReader(next, wish, faults).read(take);
}

Json json_beginning(std::string_view beginning) {
  const std::string text = decoded_beginning(beginning, export_beginning);
  auto rest = trimmed(text);
  const bool array = rest.starts_with('[');
  if (array) rest = trimmed(rest.substr(1));
  if (!rest.starts_with('{')) return {};
  auto line = parse_json(trimmed(rest.substr(0, rest.find('\n'))), {.bytes = export_beginning});
  if (!line.ok() && array) {
    auto item = trimmed(rest.substr(0, rest.find('\n')));
    if (item.ends_with(',') || item.ends_with(']')) line = parse_json(item.substr(0, item.size() - 1), {.bytes = export_beginning});
  }
  return line.ok() && line->is_object() ? std::move(line).value() : keys_seen(rest);
}

std::string id_in(const Json& json) { return json.is_integer() ? std::to_string(json.integer_or(0)) : json.string_or(); }

}  // namespace cmtool
