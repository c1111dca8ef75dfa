// SPDX-License-Identifier: MIT
#include "text/split.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/facets.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

/// How natural a cut is, best last.
enum class Pause { word, sentence, paragraph };

/// A place where the text may be cut: one piece ends at `end`, the next begins at `next`.
struct Cut {
  std::size_t end, next;
  Pause pause;
};

/// A run of white space and how many lines end in it.
struct Gap {
  std::size_t begin, end;
  int lines;
};

Gap gap_at(std::string_view text, std::size_t begin) {
  Gap gap{.begin = begin, .end = begin, .lines = 0};
  while (gap.end < text.size()) {
    const auto point = decode(text, gap.end);
    // A no-break space is there to hold two words together.
    if (!is_white_space(point.value) || point.value == 0xA0 || point.value == 0x202F) break;
    if (point.value == '\n' || point.value == 0x2029) ++gap.lines;
    gap.end += point.bytes;
  }
  return gap;
}

std::string_view without_space(std::string_view text) {
  for (; !text.empty() && is_white_space(decode(text, 0).value); text.remove_prefix(decode(text, 0).bytes)) {
  }
  while (!text.empty()) {
    const char32_t last = decode_before(text, text.size());
    if (!is_white_space(last)) break;
    std::string written;
    append_utf8(written, last);
    text.remove_suffix(written.size());
  }
  return text;
}

/// Scripts that write without spaces: the Thai family, Khmer, kana, Han and their punctuation.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool holds(const std::vector<std::size_t>& sorted, std::size_t value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

/// Everything that is known of a text before it is cut.
class Cuts {
 public:
  static Result<std::vector<Cut>> of(std::string_view text) {
    TRY(const Unicode* const tables, unicode());
    Cuts cuts(text, *tables);
    cuts.at_white_space();
    cuts.at_line_breaks();
    std::sort(cuts.found_.begin(), cuts.found_.end(), [](const Cut& a, const Cut& b) { return a.end < b.end; });
    return std::move(cuts.found_);
  }

 private:
  Cuts(std::string_view text, const Unicode& tables)
      : text_(text), sentences_(tables.sentences(text)), lines_(tables.lines(text)), graphemes_(tables.graphemes(text)) {
    // Both readings: what is one hashtag on either network must stay whole.
    for (const auto reading : {Reading::bluesky, Reading::mastodon}) {
      for (const auto& facet : find_facets(text, reading)) whole_.emplace_back(facet.begin, facet.end);
    }
    std::sort(whole_.begin(), whole_.end());
    std::vector<std::pair<std::size_t, std::size_t>> merged;
    for (const auto& [begin, end] : whole_) {
      if (!merged.empty() && begin < merged.back().second) {
        merged.back().second = std::max(merged.back().second, end);
      } else {
        merged.emplace_back(begin, end);
      }
    }
    whole_ = std::move(merged);
  }

  void at_white_space() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto gap = gap_at(text_, at);
      if (gap.end == gap.begin) {
        at += decode(text_, at).bytes;
        continue;
      }
      at = gap.end;
      const auto pause = gap.lines > 1                                  ? Pause::paragraph
                         : gap.lines == 1 || holds(sentences_, gap.end) ? Pause::sentence
                                                                        : Pause::word;
      if (gap.begin > 0 && holds(graphemes_, gap.end)) found_.push_back({gap.begin, gap.end, pause});
    }
  }

  void at_line_breaks() {
    for (const std::size_t at : lines_) {
      if (at == 0 || at >= text_.size() || !holds(graphemes_, at)) continue;
      const char32_t before = decode_before(text_, at), after = decode(text_, at).value;
      if (is_white_space(before) || is_white_space(after) || (!is_unspaced(before) && !is_unspaced(after))) continue;
      if (is_inside(at)) continue;
      found_.push_back({at, at, holds(sentences_, at) ? Pause::sentence : Pause::word});
    }
  }

  /// Is this offset inside a link, mention or hashtag?
  [[nodiscard]] bool is_inside(std::size_t at) const {
    const auto next = std::lower_bound(whole_.begin(), whole_.end(), std::pair{at, std::size_t{0}});
    return next != whole_.begin() && at < std::prev(next)->second;
  }

  std::string_view text_;
  std::vector<std::size_t> sentences_, lines_, graphemes_;
  std::vector<std::pair<std::size_t, std::size_t>> whole_{};  ///< facets, merged where the readings overlap
  std::vector<Cut> found_{};
};

/// " 12/345" for piece 12 of a thread with a total of 3 digits, as wide as it can become.
std::string number(std::size_t piece, const std::string& total) { return " " + std::to_string(piece) + "/" + total; }

class Thread {
 public:
  Thread(std::string_view text, const std::vector<Cut>& cuts, const std::function<bool(std::string_view)>& fits)
      : text_(text), cuts_(cuts), fits_(fits) {}

  /// The pieces without their numbers, each of which fits with a number out of `total` ("" for none).
  Result<std::vector<std::string>> pieces(const std::string& total) {
    std::vector<std::string> result;
    std::size_t begin = 0, cut = 0;
    for (;;) {
      const std::string suffix = total.empty() ? "" : number(result.size() + 1, total);
      const auto fits = [&](std::string_view part) { return fits_(std::string(part).append(suffix)); };
      const auto last = last_that_fits(cut, [&](std::size_t end) { return fits(piece(begin, end)); });
      if (last == cuts_.size()) {
        result.emplace_back(piece(begin, text_.size()));
        return result;
      }
      if (!last) return too_long(begin, cut);
      const std::size_t chosen = most_natural(begin, cut, *last, fits);
      result.emplace_back(piece(begin, cuts_[chosen].end));
      begin = cuts_[chosen].next;
      cut = chosen + 1;
    }
  }

 private:
  [[nodiscard]] std::string_view piece(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }
  [[nodiscard]] std::size_t end_of(std::size_t cut) const { return cut < cuts_.size() ? cuts_[cut].end : text_.size(); }

  /// The last cut from `first` on before which all fits; cuts_.size() is the text's end. Steps double before the search
  /// is narrowed, so that a long text is not measured whole for each short piece.
  template <typename F>
  [[nodiscard]] std::optional<std::size_t> last_that_fits(std::size_t first, const F& fits) const {
    if (!fits(end_of(first))) return std::nullopt;
    std::size_t good = first, bad = cuts_.size() + 1;
    for (std::size_t step = 1; good < cuts_.size(); step *= 2) {
      const std::size_t next = std::min(good + step, cuts_.size());
      if (!fits(end_of(next))) {
        bad = next;
        break;
      }
      good = next;
    }
    while (bad - good > 1) {
      const std::size_t middle = good + (bad - good) / 2;
      (fits(end_of(middle)) ? good : bad) = middle;
    }
    return good;
  }

  /// Of the cuts from `first` to `last` the one where a reader pauses best. One that leaves the piece half empty is
  /// worth it only if it keeps the next sentence whole.
  template <typename F>
  [[nodiscard]] std::size_t most_natural(std::size_t begin, std::size_t first, std::size_t last, const F& fits) const {
    const std::size_t size = cuts_[last].end - begin, half = begin + size / 2;
    std::optional<std::size_t> paragraph, sentence, early;
    for (std::size_t i = last + 1; i-- > first;) {
      const auto& cut = cuts_[i];
      if (cut.pause == Pause::word) continue;
      auto& kept = cut.end < half ? early : cut.pause == Pause::paragraph ? paragraph : sentence;
      if (!kept) kept = i;
    }
    if (paragraph) return *paragraph;
    if (sentence) return *sentence;
    return early && fits(piece(cuts_[*early].next, sentence_end(last, size))) ? *early : last;
  }

  /// The end of the sentence in which the cut lies; looks at most `reach` bytes ahead.
  [[nodiscard]] std::size_t sentence_end(std::size_t cut, std::size_t reach) const {
    const std::size_t limit = cuts_[cut].end + reach;
    while (cut < cuts_.size() && cuts_[cut].pause == Pause::word && cuts_[cut].end <= limit) ++cut;
    return end_of(cut);
  }

  [[nodiscard]] Error too_long(std::size_t begin, std::size_t cut) const {
    constexpr std::size_t shown = 60;
    auto unit = std::string(piece(begin, end_of(cut)));
    if (unit.size() > shown) {
      std::size_t end = 0;
      while (end < shown) end += decode(unit, end).bytes;
      unit = unit.substr(0, end) + "…";
    }
    return Error{.fault = Fault::refused,
                 .message = tr("“{}” is too long for one post and has no place where it could be cut", valid_utf8(unit)),
                 .hint = tr("shorten it, or put spaces in it")};
  }

  std::string_view text_;
  const std::vector<Cut>& cuts_;
  const std::function<bool(std::string_view)>& fits_;
};

}  // namespace

Result<std::vector<std::string>> split_thread(std::string_view text, const std::function<bool(std::string_view)>& fits,
                                              Numbering numbering) {
  text = without_space(text);
  if (text.empty()) return std::vector<std::string>{};
  if (fits(text)) return std::vector<std::string>{std::string(text)};
  TRY(const auto cuts, Cuts::of(text));
  Thread thread(text, cuts, fits);
  if (numbering == Numbering::no) return thread.pieces("");
  // The width of the total is not known before the pieces are; "9", "99", … are tried until there are not more.
  for (std::string total = "9";; total += '9') {
    TRY(auto pieces, thread.pieces(total));
    if (std::to_string(pieces.size()).size() > total.size()) continue;
    const auto real = std::to_string(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) pieces[i] += number(i + 1, real);
    return pieces;
  }
}

std::vector<std::string> split_at(std::string_view text, std::string_view delimiter) {
  std::vector<std::string> pieces;
  const auto add = [&](std::string_view piece) {
    piece = without_space(piece);
    if (!piece.empty()) pieces.emplace_back(piece);
  };
  if (delimiter.empty()) {
    add(text);
    return pieces;
  }
  const auto lines = split(text, '\n');
  const auto alone = [&](const std::string& line) { return trimmed(line) == trimmed(delimiter) && !trimmed(line).empty(); };
  if (std::any_of(lines.begin(), lines.end(), alone)) {
    std::string piece;
    for (const auto& line : lines) {
      if (alone(line)) {
        add(piece);
        piece.clear();
      } else {
        piece += line + '\n';
      }
    }
    add(piece);
    return pieces;
  }
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(delimiter, at), text.size());
    add(text.substr(at, end - at));
    at = end + delimiter.size();
  }
  return pieces;
}

}  // namespace cmtool
