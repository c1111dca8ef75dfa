// SPDX-License-Identifier: MIT
// Topics: what is listened for in what others say.
//
//   (atelier NEAR/3 rose*) OR "chez rose" OR #AtelierRose  lang:fr  NOT from:@rival
//
// Words match whole words, whatever their case and accents; "rose*" any word that begins so; "#rose" and "@rose" only behind their sign. A phrase in
// quotation marks is words that follow one another. What stands side by side must all be there (AND), OR binds weaker, NOT and a hyphen before a
// word exclude it. NEAR/5 asks that two words, phrases or (groups joined by OR) stand within five words of one another, in any order. lang:, from: and
// on: ask for the language, the author's handle and the account. A query is read once and held against many texts; what it costs grows with
// the text alone, whatever either holds.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "listen/query.hpp"

namespace cmtool {

/// A query that has been understood.
using TopicQuery = listen::QueryNode;

inline constexpr std::size_t longest_topic_query = 4096;  ///< bytes

/// Fault::usage with the column, what was expected there, and what stands there instead.
Result<TopicQuery> parse_topic_query(std::string_view);

/// The query as it was understood, with every AND and every parenthesis; reading it again gives the same.
std::string in_full(const TopicQuery&);

/// A query with a name.
struct Topic {
  std::string name{};
  std::string query{};      ///< as it was written
  bool competitor = false;  ///< somebody else's: share of voice compares with it
  TopicQuery parsed{};
};

/// As it is kept: {"query": "…", "competitor": true}. Fault::state naming the topic whose query cannot be read.
Result<Topic> topic_from_json(const std::string& name, const Json&);
Json to_json(const Topic&);

/// What a topic looks at.
struct TopicText {
  std::string_view text{}, language{};     ///< a tag, or empty: then it is guessed where it matters
  std::string_view handle{}, author_id{};  ///< of the author
  std::string_view account{};
};

/// Queries made ready to be held against texts, all at once. Never changes; many threads may use one.
class TopicSet {
 public:
  explicit TopicSet(const std::vector<TopicQuery>&);
  ~TopicSet();
  TopicSet(TopicSet&&) noexcept;
  TopicSet& operator=(TopicSet&&) noexcept;
  [[nodiscard]] std::size_t size() const;

 private:
  friend class TopicReader;
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

/// Holds a set against text after text, and allocates nothing more after the first ones. One for each thread.
class TopicReader {
 public:
  explicit TopicReader(const TopicSet&);  ///< which must outlive it
  ~TopicReader();
  TopicReader(TopicReader&&) noexcept;
  TopicReader& operator=(TopicReader&&) noexcept;

  /// The numbers of the queries that match, ascending; valid until the next call.
  const std::vector<std::uint32_t>& matching(const TopicText&);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace cmtool
