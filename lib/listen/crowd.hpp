// SPDX-License-Identifier: MIT
// Many items added up as listening counts them: mentions, voices, potential reach, and how they sound.
//
// Spam and reports about others' content are no voices and are left out by is_heard(). An author whose name was erased, or is not known, is counted
// as a mention and as no voice. Followers that a platform does not tell are unknown, and not zero.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inbox.hpp"
#include "topic.hpp"

namespace cmtool::listen {

/// Of fewer, a share or a median says little: reports mark them.
inline constexpr std::uint64_t small_number = 10;
constexpr bool is_few(std::uint64_t count) { return count > 0 && count < small_number; }

/// author_key(), or nothing where nobody knows who it was, or must not know any more.
std::string voice_key(const Author&);

bool is_spam(const InboxItem&);
bool is_heard(const InboxItem&);

/// "positive", "neutral", "negative": as judged by hand, else as the classifier found; "" where neither knows.
const std::string& sound_of(const InboxItem&, const std::map<std::string, std::string>& sounds);

class Crowd {
 public:
  void add(const InboxItem&, const std::string& sound);

  [[nodiscard]] std::uint64_t mentions() const { return mentions_; }
  [[nodiscard]] std::uint64_t voices() const { return followers_.size(); }
  /// The sum of the followers of each voice, each once, as last known; nothing where none is known.
  [[nodiscard]] std::optional<std::int64_t> reach() const;
  [[nodiscard]] std::uint64_t voices_of_unknown_reach() const;
  [[nodiscard]] std::uint64_t positive() const { return positive_; }
  [[nodiscard]] std::uint64_t neutral() const { return neutral_; }
  [[nodiscard]] std::uint64_t negative() const { return negative_; }
  [[nodiscard]] std::uint64_t by_hand() const { return by_hand_; }
  [[nodiscard]] std::uint64_t judged() const { return positive_ + neutral_ + negative_; }
  /// (positive - negative) / judged × 100: from -100 to 100; nothing where none is judged.
  [[nodiscard]] std::optional<double> balance() const;
  /// When the newest of them was written.
  [[nodiscard]] std::optional<Instant> as_of() const { return as_of_; }

 private:
  std::map<std::string, std::optional<std::int64_t>> followers_{};  ///< by author_key()
  std::uint64_t mentions_ = 0, positive_ = 0, neutral_ = 0, negative_ = 0, by_hand_ = 0;
  std::optional<Instant> as_of_{};
};

/// Which of a workspace's topics items belong to.
class TopicSorter {
 public:
  explicit TopicSorter(const std::vector<Topic>&);
  /// Numbers of topics; valid until the next call.
  const std::vector<std::uint32_t>& topics_of(const Item&);

 private:
  TopicSet set_;
  TopicReader reader_;
};

}  // namespace cmtool::listen
