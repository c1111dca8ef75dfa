// SPDX-License-Identifier: MIT
#include "cli/screen/review_paint.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/screen/review_words.hpp"
#include "cli/screen/safe_line.hpp"
#include "text/utf8.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

constexpr std::size_t least_rows = 5, least_columns = 20;
/// Nobody reads more of one comment; and ten million characters must not be broken into lines at each key.
constexpr std::size_t longest_text = 16 * 1024, longest_around = 1000;

/// "5 min", "3 h", "2 d": how long it has waited.
std::string age(Instant at, Instant now) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now - at).count();
  if (minutes < 1) return tr("now");
  if (minutes < 60) return tr("{}min", minutes);
  if (minutes < 48 * 60) return tr("{}h", minutes / 60);
  return tr("{}d", minutes / (24 * 60));
}

class Painter {
 public:
  Painter(const ReviewView& view, const ReviewClock& clock) : view_(view), clock_(clock), layout_(layout_of(view)), columns_(view.size.columns) {}

  ReviewPicture picture() {
    if (view_.size.rows < least_rows || columns_ < least_columns) {
      add(tr("too small"));
    } else {
      heading();
      body();
      below();
    }
    auto& lines = result_.picture.lines;
    lines.resize(view_.size.rows);
    for (auto& line : lines) line.text = cut(line.text, columns_);
    return std::move(result_);
  }

 private:
  void add(const std::string& text, Emphasis emphasis = Emphasis::none) {
    const std::string safe = safe_line(text);
    result_.picture.lines.push_back({.text = emphasis == Emphasis::bar || emphasis == Emphasis::selected ? in_columns(safe, columns_) : safe, .emphasis = emphasis});
  }

  /// Left and right on one line; the left gives way.
  void bar(const std::string& left, const std::string& right) {
    const std::string end = safe_line(right);
    const std::size_t room = columns_ > width(end) + 2 ? columns_ - width(end) - 1 : columns_;
    add(room == columns_ ? safe_line(left) : in_columns(safe_line(left), room) + " " + end, Emphasis::bar);
  }

  void heading() {
    const auto& filter = view_.filter;
    std::string what = "cmtool  " + (filter.state ? std::string(slug(*filter.state)) : tr("all"));
    for (const auto& account : filter.accounts) what += "  @" + account;
    for (const auto& label : filter.labels) what += "  +" + label;
    if (!filter.assigned.empty()) what += "  " + tr("for {}", filter.assigned);
    if (!filter.author.empty()) what += "  " + tr("from {}", filter.author);
    if (filter.kind) what += "  " + std::string(slug(*filter.kind));
    if (filter.priority) what += "  " + std::string(slug(*filter.priority));
    if (view_.overdue) what += "  " + tr("overdue");
    if (!filter.words.empty()) what += "  /";
    for (const auto& word : filter.words) what += word + " ";
    const std::string total = std::to_string(view_.items.size()) + (view_.more ? "+" : "");
    bar(what, view_.loading ? tr("reading…") : tr("{} of {}", view_.items.empty() ? 0 : view_.selected + 1, total));
  }

  void body() {
    const std::size_t rows = layout_.list + 1 + layout_.detail;
    if (view_.mode == ReviewMode::help) return scrolled(help(), rows);
    if (view_.mode == ReviewMode::choice) return choice(rows);
    list();
    const auto* item = view_.selected < view_.items.size() ? &view_.items[view_.selected] : nullptr;
    bar(item == nullptr ? "" : tr("{} on @{}", name_in_review(item->item), item->item.account), item == nullptr ? "" : item->item.id);
    scrolled(item == nullptr ? std::vector<ScreenLine>() : conversation_of(*item), layout_.detail);
  }

  void list() {
    for (std::size_t i = 0; i < layout_.list; ++i) {
      const std::size_t at = view_.top + i;
      if (at < view_.items.size()) row(view_.items[at], at == view_.selected);
      else if (i == 0 && !view_.loading) add(tr("Nothing here. F reads what is new; 5 shows all items."));
      else add("");
    }
  }

  void row(const InboxItem& entry, bool is_selected) {
    const bool is_wide = columns_ >= 60;
    const auto& handling = entry.handling;
    const bool is_late = clock_.deadline && clock_.deadline(entry).value_or(Instant::max()) < clock_.now;
    std::string line = is_selected ? ">" : " ";
    line += view_.at_work.contains(entry.item.id)  ? "*"
            : handling.priority == Priority::urgent ? "!"
            : handling.priority == Priority::high || is_late ? "+"
                                                    : " ";
    line += " " + in_columns(safe_line(age(entry.item.at, clock_.now)), 5) + " ";
    if (is_wide) line += in_columns(safe_line("@" + first_bytes(entry.item.account, 40)), 10) + " ";
    line += in_columns(safe_line(name_in_review(entry.item)), is_wide ? 16 : 10) + " ";
    if (!view_.filter.state) line += in_columns(slug(state_at(handling, clock_.now)), 7) + " ";
    if (!handling.assigned.empty()) line += "(" + safe_line(first_bytes(handling.assigned, 40)) + ") ";
    if (!handling.labels.empty()) line += "[" + safe_line(first_bytes(joined({handling.labels.begin(), handling.labels.end()}, ", "), 80)) + "] ";
    add(line + one_line(first_bytes(entry.item.text, 4 * columns_), 4 * columns_), is_selected ? Emphasis::selected : Emphasis::none);
  }

  void paragraph(std::vector<ScreenLine>& lines, const std::string& text, std::size_t indent = 0, Emphasis emphasis = Emphasis::none) const {
    for (auto& line : safe_lines(text, columns_ > indent + 2 ? columns_ - indent : 2)) lines.push_back({.text = std::string(indent, ' ') + line, .emphasis = emphasis});
  }

  [[nodiscard]] std::vector<ScreenLine> conversation_of(const InboxItem& entry) const {
    const auto& [item, handling] = entry;
    std::vector<ScreenLine> lines;
    paragraph(lines, standing(entry), 0, Emphasis::strong);
    const bool is_known = view_.around_of == item.id;
    // What was said before it stands above it, what was said later below.
    if (is_known) {
      for (const auto& other : view_.around) {
        if (other.item.at <= item.at) others(lines, other);
      }
    }
    lines.emplace_back();
    paragraph(lines, first_bytes(item.text, longest_text));
    if (item.text.size() > longest_text) paragraph(lines, tr("(there is more: cmtool moderate show {})", item.id), 2);
    lines.emplace_back();
    for (const auto& note : handling.notes) paragraph(lines, tr("Note, {}, {}: {}", first_bytes(note.by, 200), clock_.time(note.at), first_bytes(note.text, longest_around)), 2);
    if (is_known) {
      for (const auto& answer : view_.answers) paragraph(lines, tr("Our answer, {}, {}: {}", first_bytes(answer.by, 200), clock_.time(answer.at), first_bytes(answer.text, longest_around)), 2);
      for (const auto& other : view_.around) {
        if (other.item.at > item.at) others(lines, other);
      }
    }
    return lines;
  }

  void others(std::vector<ScreenLine>& lines, const InboxItem& other) const {
    paragraph(lines, tr("{}, {}: {}", name_in_review(other.item), clock_.time(other.item.at), first_bytes(other.item.text, longest_around)), 2);
  }

  /// Who, when, and how it stands with it.
  [[nodiscard]] std::string standing(const InboxItem& entry) const {
    const auto& [item, handling] = entry;
    std::string line = std::string(slug(item.kind));
    const auto also = [&](const std::string& what) { line += " · " + what; };
    also(clock_.time(item.at));
    if (!item.author.handle.empty() && item.author.handle != item.author.name) also(first_bytes(item.author.handle, 200));
    if (item.author.followers) also(trn("{} follower", "{} followers", *item.author.followers, *item.author.followers));
    also(std::string(slug(state_at(handling, clock_.now))));
    if (handling.snoozed_until && *handling.snoozed_until > clock_.now) also(tr("until {}", clock_.time(*handling.snoozed_until)));
    if (handling.priority != Priority::normal) also(std::string(slug(handling.priority)));
    if (!handling.assigned.empty()) also(tr("assigned to {}", handling.assigned));
    if (!handling.labels.empty()) also(joined({handling.labels.begin(), handling.labels.end()}, ", "));
    if (!handling.acts.empty()) also(tr("done there: {}", joined({handling.acts.begin(), handling.acts.end()}, ", ")));
    if (handling.answered) also(tr("answered {}", clock_.time(*handling.answered)));
    if (const auto until = clock_.deadline ? clock_.deadline(entry) : std::nullopt) also(*until < clock_.now ? tr("overdue since {}", clock_.time(*until)) : tr("answer by {}", clock_.time(*until)));
    if (item.gone) also(tr("deleted there"));
    return line;
  }

  [[nodiscard]] std::vector<ScreenLine> help() const {
    std::vector<ScreenLine> lines{{.text = safe_line(tr("Keys")), .emphasis = Emphasis::strong}};
    for (const auto& key : review_keys()) lines.push_back({.text = "  " + in_columns(key.name, 8) + " " + safe_line(tr_text(key.what))});
    lines.emplace_back();
    paragraph(lines, tr("In front of an item: * something is going on, ! it is urgent, + it is of high priority or overdue."));
    paragraph(lines, tr("What cannot be undone is asked for first. Everything is recorded as by the commands: cmtool moderate log."));
    return lines;
  }

  void choice(std::size_t rows) {
    std::vector<ScreenLine> lines{{.text = safe_line(view_.choice.title), .emphasis = Emphasis::strong}};
    for (std::size_t i = 0; i < view_.choice.entries.size(); ++i) {
      const bool is_selected = i == view_.choice.selected;
      const std::string key = i < view_.choice.keys.size() ? std::string(1, view_.choice.keys[i]) + "  " : "";
      const std::string text = (is_selected ? "> " : "  ") + key + safe_line(first_bytes(view_.choice.entries[i], 4 * columns_));
      lines.push_back({.text = is_selected ? in_columns(text, columns_) : text, .emphasis = is_selected ? Emphasis::selected : Emphasis::none});
    }
    const std::size_t chosen = view_.choice.selected + 1;
    shown(lines, chosen >= rows ? chosen - rows + 1 : 0, rows);
  }

  void scrolled(const std::vector<ScreenLine>& lines, std::size_t rows) {
    result_.most_scroll = lines.size() > rows ? lines.size() - rows : 0;
    const std::size_t from = std::min(view_.scrolled, result_.most_scroll);
    shown(lines, from, rows);
    if (from < result_.most_scroll && rows > 1) {
      result_.picture.lines.back() = {.text = safe_line(trn("  … {} more line: Space", "  … {} more lines: Space", static_cast<long long>(lines.size() - from - rows + 1), lines.size() - from - rows + 1))};
    }
  }

  void shown(const std::vector<ScreenLine>& lines, std::size_t from, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) result_.picture.lines.push_back(from + i < lines.size() ? lines[from + i] : ScreenLine{});
  }

  void message_line(const std::string& text) {
    auto lines = safe_lines(text, columns_);
    lines.resize(layout_.message);
    for (const auto& line : lines) result_.picture.lines.push_back({.text = line, .emphasis = line.empty() ? Emphasis::none : Emphasis::strong});
  }

  /// The end of what is typed, with the cursor in sight.
  void prompt() {
    const auto& line = view_.prompt.line;
    const std::string label = cut(safe_line(view_.prompt.label), columns_ / 2);
    const std::size_t room = columns_ - width(label) - 1;
    std::string before = safe_line(std::string_view(line.text()).substr(0, line.cursor()));
    while (width(before) > room) {
      std::size_t at = 0;
      (void)next_code_point(before, at);
      before.erase(0, at);
    }
    const std::string typed = safe_line(std::string_view(line.text()).substr(line.cursor()));
    result_.picture.cursor = {result_.picture.lines.size(), width(label) + width(before)};
    result_.picture.lines.push_back({.text = label + before + cut(typed, columns_ - width(label) - width(before))});
  }

  void below() {
    switch (view_.mode) {
      case ReviewMode::prompt: prompt(); break;
      case ReviewMode::question:
        message_line(view_.question.text);
        result_.picture.cursor = {result_.picture.lines.size() - 1, std::min(width(result_.picture.lines.back().text), columns_ - 1)};
        break;
      case ReviewMode::list:
      case ReviewMode::help:
      case ReviewMode::choice:
      case ReviewMode::checking:
        if (!view_.message.empty()) message_line(view_.hint.empty() ? view_.message : view_.message + " – " + view_.hint);
        else if (!view_.working.empty()) message_line(view_.waiting == 0 ? tr("working: {}…", view_.working) : tr("working: {}… ({} more)", view_.working, view_.waiting));
        else message_line("");
        break;
    }
    keys();
  }

  void keys() {
    std::vector<std::string> lines;
    switch (view_.mode) {
      case ReviewMode::list: lines = key_lines(columns_, layout_.keys); break;
      case ReviewMode::help: lines = {tr("j k Space move  any other key goes back")}; break;
      case ReviewMode::prompt: lines = {tr("Enter takes it  Esc gives it up")}; break;
      case ReviewMode::question: lines = {tr("y yes  n no")}; break;
      case ReviewMode::choice: lines = {tr("j k move  Enter takes it  Esc gives it up")}; break;
      case ReviewMode::checking: lines = {tr("Esc gives it up")}; break;
    }
    lines.resize(layout_.keys);
    for (const auto& line : lines) add(line, Emphasis::bar);
  }

  const ReviewView& view_;
  const ReviewClock& clock_;
  ReviewLayout layout_;
  std::size_t columns_;
  ReviewPicture result_{};
};

}  // namespace

ReviewPicture paint(const ReviewView& view, const ReviewClock& clock) { return Painter(view, clock).picture(); }

}  // namespace cmtool
