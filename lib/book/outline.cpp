// SPDX-License-Identifier: MIT
#include "book/outline.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "markdown.hpp"
#include "text/placeholders.hpp"

namespace cmtool {
namespace {

/// "{{posts}}" and nothing else: "posts".
std::string lone_place(const std::string& line) {
  const std::string text(trimmed(line));
  if (!text.starts_with("{{") || !text.ends_with("}}") || text.find("{{", 2) != std::string::npos) return "";
  return std::string(trimmed(text.substr(2, text.size() - 4)));
}

bool is_item(std::string_view line) { return line.starts_with("- ") || line.starts_with("* "); }

class Reading {
 public:
  std::vector<paper::Block> blocks(const std::string& text) {
    for (const auto& line : split(replaced(text, "\r", ""), '\n')) take(std::string(trimmed(line)));
    end_list();
    end_paragraph();
    return std::move(blocks_);
  }

 private:
  void take(const std::string& line) {
    if (!is_item(line)) end_list();
    if (line.empty()) return end_paragraph();
    const auto marks = line.find_first_not_of('#');
    if (line.front() == '#' && marks != std::string::npos && marks <= 4 && line[marks] == ' ') {
      end_paragraph();
      blocks_.push_back(paper::Heading{.text = words(line.substr(marks)), .level = static_cast<int>(marks) + 1});
    } else if (is_item(line)) {
      end_paragraph();
      list_.items.push_back(words(line.substr(2)));
    } else {
      paragraph_ += (paragraph_.empty() ? "" : " ") + line;
    }
  }
  void end_list() {
    if (!list_.items.empty()) blocks_.push_back(std::exchange(list_, {}));
  }
  void end_paragraph() {
    if (!paragraph_.empty()) blocks_.push_back(paper::Paragraph{.text = words(std::exchange(paragraph_, {}))});
  }
  /// The client's own words: they stand as they are written.
  static paper::Text words(const std::string& markdown) { return paper::theirs(std::string(trimmed(plain_from_markdown(markdown)))); }

  std::vector<paper::Block> blocks_{};
  paper::List list_{};
  std::string paragraph_{};
};

}  // namespace

const std::string& usual_outline() {
  static const std::string outline = "{{cover}}\n{{month-in-brief}}\n{{goals}}\n{{networks}}\n{{posts}}\n{{community}}\n{{listening}}\n{{appendix}}\n";
  return outline;
}

Result<std::vector<OutlinePart>> parse_outline(const std::string& text, const std::vector<std::string>& sections) {
  static const std::vector<std::string> filled{"client", "month", "by", "followers", "views", "reactions", "posts-count", "messages"};
  std::vector<OutlinePart> parts;
  std::string markdown;
  std::size_t number = 0;
  const auto end_text = [&] {
    if (!trimmed(markdown).empty()) parts.push_back({.markdown = markdown});
    markdown.clear();
  };
  for (const auto& line : split(text, '\n')) {
    ++number;
    const std::string name = lone_place(line);
    if (name.empty() || std::find(filled.begin(), filled.end(), name) != filled.end()) {
      markdown += line + "\n";
      continue;
    }
    if (std::find(sections.begin(), sections.end(), name) == sections.end()) {
      return Error{.fault = Fault::usage, .message = tr("line {}: there is no section “{}”", number, name), .hint = tr("the sections are: {}", joined(sections, ", "))};
    }
    end_text();
    parts.push_back({.section = name});
  }
  end_text();
  return parts;
}

Result<std::vector<paper::Block>> blocks_of_markdown(const std::string& markdown, const std::map<std::string, std::string>& values) {
  TRY(const std::string filled, fill(markdown, values));
  return Reading().blocks(filled);
}

}  // namespace cmtool
