// SPDX-License-Identifier: MIT
#include "topic.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "listen/words.hpp"
#include "text/language.hpp"
#include "text/language_guess.hpp"
#include "words/vocabulary.hpp"

namespace cmtool {
namespace {

using listen::QueryNode;
using listen::QueryWord;
using Node = QueryNode::Kind;

/// A query with numbers for its words.
struct Step {
  Node kind = Node::all_of;
  std::vector<std::uint32_t> terms{};
  std::vector<Step> parts{};
  std::string value{};
  std::uint32_t distance = 0;
};

/// Words of the message from the first to the last, both included.
struct Span {
  std::uint32_t first = 0, last = 0;
  auto operator<=>(const Span&) const = default;
};

/// Terms that are spelt alike: as a word, and behind which sign.
struct Spelt {
  std::optional<std::uint32_t> bare{}, hash{}, at{};
  template <typename F>
  void each(char sign, F&& f) const {
    if (bare) f(*bare);
    if (sign == '#' && hash) f(*hash);
    if (sign == '@' && at) f(*at);
  }
};

std::optional<std::uint32_t>& of_sign(Spelt& spelt, char sign) { return sign == '#' ? spelt.hash : sign == '@' ? spelt.at : spelt.bare; }

}  // namespace

Result<Topic> topic_from_json(const std::string& name, const Json& json) {
  Topic topic{.name = name, .query = json["query"].string_or(), .competitor = json["competitor"].bool_or(false)};
  auto parsed = parse_topic_query(topic.query);
  if (!parsed.ok()) {
    return Error{.fault = Fault::state, .message = tr("the topic {} cannot be read: {}", name, parsed.error().message),
                 .hint = tr("say it anew: cmtool report topic set {} QUERY", name), .where = name};
  }
  topic.parsed = std::move(parsed).value();
  return topic;
}

Json to_json(const Topic& topic) { return {{"query", topic.query}, {"competitor", topic.competitor}}; }

struct TopicSet::Compiled {
  std::vector<Step> queries{};
  words::Vocabulary whole{}, beginnings{};
  std::vector<Spelt> of_whole{}, of_beginning{};
  std::uint64_t beginning_sizes = 0;  ///< a bit for each length, in bytes, that a beginning has
  std::uint32_t terms = 0;

  Step step(const QueryNode& node) {
    Step made{.kind = node.kind, .value = node.value, .distance = static_cast<std::uint32_t>(node.distance)};
    for (const auto& word : node.words) made.terms.push_back(term(word));
    for (const auto& part : node.parts) made.parts.push_back(step(part));
    return made;
  }

  std::uint32_t term(const QueryWord& word) {
    auto& vocabulary = word.beginning ? beginnings : whole;
    auto& spelt = word.beginning ? of_beginning : of_whole;
    const auto id = vocabulary.add(word.letters, false);
    if (id >= spelt.size()) spelt.resize(id + 1);
    if (word.beginning) beginning_sizes |= std::uint64_t{1} << std::min<std::size_t>(word.letters.size(), 63);
    auto& number = of_sign(spelt[id], word.sign);
    if (!number) number = terms++;
    return *number;
  }
};

TopicSet::TopicSet(const std::vector<TopicQuery>& queries) {
  auto compiled = std::make_unique<Compiled>();
  for (const auto& query : queries) compiled->queries.push_back(compiled->step(query));
  compiled->whole.close();
  compiled->beginnings.close();
  compiled_ = std::move(compiled);
}
TopicSet::~TopicSet() = default;
TopicSet::TopicSet(TopicSet&&) noexcept = default;
TopicSet& TopicSet::operator=(TopicSet&&) noexcept = default;
std::size_t TopicSet::size() const { return compiled_->queries.size(); }

struct TopicReader::Memory {
  explicit Memory(const TopicSet::Compiled& set) : compiled(set), places(set.terms) {}

  const TopicSet::Compiled& compiled;
  const TopicText* text = nullptr;
  listen::HeardWords heard{};
  std::vector<std::vector<std::uint32_t>> places;  ///< of each term: which words of the message it is
  std::vector<std::uint32_t> touched{};
  std::optional<std::string> language{};
  std::vector<std::uint32_t> found{};

  void read() {
    for (const auto term : touched) places[term].clear();
    touched.clear();
    found.clear();
    language.reset();
    listen::hear(text->text, heard);
    for (std::uint32_t i = 0; i < heard.list.size(); ++i) look_up(i);
    for (std::uint32_t i = 0; i < compiled.queries.size(); ++i) {
      if (matches(compiled.queries[i])) found.push_back(i);
    }
  }

  /// One loop hashes the word and, on its way, each beginning that is as long as one that is looked for.
  void look_up(std::uint32_t index) {
    const auto& word = heard.list[index];
    const auto letters = heard.letters(word);
    const auto put = [&](std::uint32_t term) {
      if (places[term].empty()) touched.push_back(term);
      places[term].push_back(index);
    };
    words::Hash hash;
    for (std::size_t size = 1; size <= letters.size(); ++size) {
      hash.add(letters[size - 1]);
      if (size > 63 || (compiled.beginning_sizes >> size & 1) == 0) continue;
      const auto id = compiled.beginnings.find(letters.substr(0, size), hash.result());
      if (id != words::no_word) compiled.of_beginning[id].each(word.sign, put);
    }
    const auto id = compiled.whole.find(letters, hash.result());
    if (id != words::no_word) compiled.of_whole[id].each(word.sign, put);
  }

  bool matches(const Step& step) {
    switch (step.kind) {
      case Node::phrase: return step.terms.size() == 1 ? !places[step.terms.front()].empty() : has_phrase(step);
      case Node::near: return !spans(step).empty();
      case Node::language: return spoken() == step.value;
      case Node::from: return is_author(step.value);
      case Node::account: return same_ignoring_case(without_sign(text->account), step.value);
      case Node::all_of: return std::all_of(step.parts.begin(), step.parts.end(), [&](const Step& part) { return matches(part); });
      case Node::any_of: return std::any_of(step.parts.begin(), step.parts.end(), [&](const Step& part) { return matches(part); });
      case Node::none_of: return !matches(step.parts.front());
    }
    return false;
  }

  [[nodiscard]] bool stands_at(const Step& phrase, std::uint32_t first) const {
    for (std::uint32_t i = 1; i < phrase.terms.size(); ++i) {
      const auto& at = places[phrase.terms[i]];
      if (!std::binary_search(at.begin(), at.end(), first + i)) return false;
    }
    return true;
  }
  [[nodiscard]] bool has_phrase(const Step& phrase) const {
    // A word that is missing is seen before any place is compared.
    for (const auto term : phrase.terms) {
      if (places[term].empty()) return false;
    }
    const auto& starts = places[phrase.terms.front()];
    return std::any_of(starts.begin(), starts.end(), [&](std::uint32_t first) { return stands_at(phrase, first); });
  }

  /// Where it stands, in the order of the text.
  std::vector<Span> spans(const Step& step) {
    std::vector<Span> all;
    if (step.kind == Node::phrase) {
      const auto more = static_cast<std::uint32_t>(step.terms.size() - 1);
      for (const auto first : places[step.terms.front()]) {
        if (stands_at(step, first)) all.push_back({first, first + more});
      }
    } else if (step.kind == Node::any_of) {
      for (const auto& part : step.parts) {
        const auto more = spans(part);
        all.insert(all.end(), more.begin(), more.end());
      }
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    } else if (step.kind == Node::near) {
      const auto left = spans(step.parts.front());
      if (left.empty()) return {};
      all = pairs(left, spans(step.parts.back()), step.distance);
    }
    return all;
  }

  /// For each on the one side the nearest of the other before it and after it, with what lies between: linear, and none is missed.
  static std::vector<Span> pairs(const std::vector<Span>& one, const std::vector<Span>& other, std::uint32_t distance) {
    std::vector<Span> all;
    join(one, other, distance, all);
    join(other, one, distance, all);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }
  /// Each of `first` with the one of `second` that begins soonest after its end.
  static void join(const std::vector<Span>& first, const std::vector<Span>& second, std::uint32_t distance, std::vector<Span>& all) {
    for (const auto& span : first) {
      const auto next = std::lower_bound(second.begin(), second.end(), Span{span.last + 1, 0});
      if (next != second.end() && next->first - span.last <= distance) all.push_back({span.first, next->last});
    }
  }

  const std::string& spoken() {
    if (!language) {
      language = primary_language(text->language);
      if (language->empty()) {
        const auto guessed = guess_language(text->text);
        language = guessed == Language::french ? "fr" : guessed == Language::english ? "en" : "";
      }
    }
    return *language;
  }

  static std::string_view without_sign(std::string_view name) { return name.starts_with('@') ? name.substr(1) : name; }
  [[nodiscard]] bool is_author(const std::string& who) const {
    return same_ignoring_case(without_sign(text->handle), who) || same_ignoring_case(text->author_id, who);
  }
};

TopicReader::TopicReader(const TopicSet& set) : memory_(std::make_unique<Memory>(*set.compiled_)) {}
TopicReader::~TopicReader() = default;
TopicReader::TopicReader(TopicReader&&) noexcept = default;
TopicReader& TopicReader::operator=(TopicReader&&) noexcept = default;

const std::vector<std::uint32_t>& TopicReader::matching(const TopicText& text) {
  memory_->text = &text;
  memory_->read();
  memory_->text = nullptr;
  return memory_->found;
}

}  // namespace cmtool
