// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/utf8.hpp"
#include "words/phrases.hpp"
#include "words/scanner.hpp"

namespace cmtool {
namespace {

/// Nobody reads more of a message, nor hides behind it what is to be read; and the memory for it has a bound.
constexpr std::size_t longest_message = std::size_t{1} << 22;

Error bad_line(std::string_view name, std::size_t line, std::string message) {
  return {.fault = Fault::usage, .message = std::move(message), .where = fmt::format("{}:{}", name, line)};
}

}  // namespace

Result<WordList> parse_word_list(std::string_view bytes, std::string name) {
  WordList list{.name = std::move(name)};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const auto end = bytes.find('\n');
    auto line = trimmed(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.empty()) continue;
    if (line[0] == '#') {
      line = trimmed(line.substr(1));
      if (line.starts_with("language:")) list.language = language_of_tag(trimmed(line.substr(9)));
      continue;
    }
    if (!is_valid_utf8(line)) return bad_line(list.name, number, tr("this line is not UTF-8"));
    const bool exempt = line[0] == '!';
    if (exempt) line.remove_prefix(1);
    const auto cells = split(line, '\t');
    WordEntry entry{.words = std::string(trimmed(cells[0])), .category = cells.size() > 1 ? std::string(trimmed(cells[1])) : std::string()};
    if (cells.size() > 2) {
      const auto severity = to_integer(trimmed(cells[2]));
      if (!severity || *severity < 1 || *severity > 3) return bad_line(list.name, number, tr("a severity is 1, 2 or 3"));
      entry.severity = static_cast<int>(*severity);
    }
    if (!words::is_phrase(entry.words)) return bad_line(list.name, number, tr("an entry is one to four words"));
    if (exempt) list.exemptions.push_back(std::move(entry.words));
    else list.entries.push_back(std::move(entry));
  }
  return list;
}

struct WordFilter::Compiled {
  words::Phrases phrases{};
  std::vector<std::pair<std::string, Language>> lists{};
};

WordFilter::WordFilter(const std::vector<WordList>& lists, const std::vector<std::string>& exemptions) {
  auto compiled = std::make_unique<Compiled>();
  for (const auto& words : exemptions) compiled->phrases.exempt(words, words::every_list);
  for (const auto& list : lists) {
    const auto number = static_cast<std::uint32_t>(compiled->lists.size());
    compiled->lists.emplace_back(list.name, list.language);
    for (const auto& words : list.exemptions) compiled->phrases.exempt(words, number);
    for (const auto& entry : list.entries) {
      compiled->phrases.add({.words = entry.words, .category = entry.category, .severity = entry.severity, .list = number});
    }
  }
  compiled->phrases.close();
  compiled_ = std::move(compiled);
}
WordFilter::~WordFilter() = default;
WordFilter::WordFilter(WordFilter&&) noexcept = default;
WordFilter& WordFilter::operator=(WordFilter&&) noexcept = default;

std::vector<WordHit> WordFilter::find(std::string_view text, Language hint) const {
  WordFinder finder(*this);
  return finder.find(text, hint);
}

struct WordFinder::Memory {
  explicit Memory(const WordFilter::Compiled& filter) : compiled(filter), scanner(filter.phrases) {}

  const WordFilter::Compiled& compiled;
  words::FoldedText folded{};
  words::Scanner scanner;
  std::vector<WordHit> hits{};
  Language language = Language::unknown;
  bool guessed = false, mostly_foreign = false;

  void find(std::string_view text, Language hint) {
    hits.clear();
    text = text.substr(0, longest_message);
    words::fold(text, folded);
    scanner.read(folded.letters);
    if (scanner.findings().empty()) return;
    mostly_foreign = !folded.foreign_looks.empty() && folded.is_mostly_foreign();
    language = hint;
    guessed = hint != Language::unknown;
    for (const auto& finding : scanner.findings()) {
      for (const auto at : compiled.phrases.node(finding.node).entries) {
        const auto& entry = compiled.phrases.entry(at);
        if (!applies(entry, text) || is_exempt(finding, entry.list) || only_looks_latin(finding, entry)) continue;
        const auto& list = compiled.lists[entry.list];
        hits.push_back({.begin = folded.place(finding.begin), .end = folded.place(finding.end), .words = entry.words, .category = entry.category,
                        .severity = entry.severity, .list = list.first});
      }
    }
    if (hits.size() > 1) keep_the_widest();
  }

  bool applies(const words::Entry& entry, std::string_view text) {
    const auto wanted = compiled.lists[entry.list].second;
    if (wanted == Language::unknown) return true;
    if (!guessed) language = guess_language(text);
    guessed = true;
    return language == Language::unknown || language == wanted;
  }
  [[nodiscard]] bool is_exempt(const words::Finding& finding, std::uint32_t list) const {
    const auto& all = scanner.findings();
    // What makes harmless overlaps what it makes harmless: it lies close by.
    const auto at = static_cast<std::size_t>(&finding - all.data());
    constexpr std::size_t near = 32;
    for (auto i = at - std::min(at, near); i < std::min(all.size(), at + near); ++i) {
      if (all[i].begin > finding.begin || all[i].end < finding.end) continue;
      for (const auto exempt : compiled.phrases.node(all[i].node).exempts) {
        if (exempt == list || exempt == words::every_list) return true;
      }
    }
    return false;
  }
  /// "соск" in a Russian sentence is Russian.
  [[nodiscard]] bool only_looks_latin(const words::Finding& finding, const words::Entry& entry) const {
    if (entry.foreign_looks || !mostly_foreign) return false;
    const auto after = std::upper_bound(folded.foreign_looks.begin(), folded.foreign_looks.end(), finding.begin,
                                        [](std::uint32_t begin, const auto& word) { return begin < word.first; });
    return after != folded.foreign_looks.begin() && finding.end <= std::prev(after)->second;
  }
  /// Of those that overlap the longest counts, then the gravest.
  void keep_the_widest() {
    std::sort(hits.begin(), hits.end(), [](const WordHit& a, const WordHit& b) {
      const auto left = a.end - a.begin, right = b.end - b.begin;
      return a.begin != b.begin ? a.begin < b.begin : left != right ? left > right : a.severity > b.severity;
    });
    std::size_t kept = 1;
    for (std::size_t i = 1; i < hits.size(); ++i) {
      auto& last = hits[kept - 1];
      if (hits[i].begin >= last.end) hits[kept++] = hits[i];
      else if (hits[i].end - hits[i].begin > last.end - last.begin && (kept == 1 || hits[i].begin >= hits[kept - 2].end)) last = hits[i];
    }
    hits.resize(kept);
  }
};

WordFinder::WordFinder(const WordFilter& filter) : memory_(std::make_unique<Memory>(*filter.compiled_)) {}
WordFinder::~WordFinder() = default;
WordFinder::WordFinder(WordFinder&&) noexcept = default;
WordFinder& WordFinder::operator=(WordFinder&&) noexcept = default;

const std::vector<WordHit>& WordFinder::find(std::string_view text, Language hint) {
  memory_->find(text, hint);
  return memory_->hits;
}

}  // namespace cmtool
