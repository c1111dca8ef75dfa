// SPDX-License-Identifier: MIT
// Made-up messages and word lists for the benchmarks: always the same ones.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "words.hpp"

namespace bench {

/// Messages of about 120 bytes, in English and in French with accents; one in twenty holds something to find.
struct Messages {
  std::vector<std::string> english{}, french{};
};
Messages made_messages(std::size_t count);

/// The lists fr.txt and en.txt of a folder, and made-up words that bring them to `entries`. Ends the program where one cannot be read.
std::vector<cmtool::WordList> made_lists(const std::string& folder, std::size_t entries);

/// How long they are, on average.
std::size_t mean_bytes(const std::vector<std::string>& messages);

/// Messages in a second, by CPU time: the best of five rounds after one that warms up. `each` looks at one message.
template <typename Each>
double a_second(const std::vector<std::string>& messages, Each&& each);

/// Seconds of CPU time that this program has used.
double cpu_seconds();

/// Leaves words and messages, a line each, in a folder for `rg -wFif words messages`.
void leave_for_grep(const std::string& folder, const std::vector<cmtool::WordList>&, const std::vector<std::string>& messages);

template <typename Each>
double a_second(const std::vector<std::string>& messages, Each&& each) {
  double best = 0;
  for (int round = 0; round < 6; ++round) {
    const double begun = cpu_seconds();
    for (const auto& message : messages) each(message);
    if (round > 0) best = std::max(best, static_cast<double>(messages.size()) / (cpu_seconds() - begun));
  }
  return best;
}

}  // namespace bench
