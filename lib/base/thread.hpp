// SPDX-License-Identifier: MIT
// Threads where the system may give none: there is too little memory, or the user has too many processes.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace cmtool {

/// Starts `work` in a thread of its own. Where none can be had the process ends as it does without memory, by the new-handler: an
/// exception would leave other threads waiting for this one. Throws only where there is no such handler, as in tests.
template <typename Work>
std::jthread start_thread(Work&& work) {
  try {
    return std::jthread(std::forward<Work>(work));
  } catch (const std::system_error&) {
    if (const auto end = std::get_new_handler(); end != nullptr) end();
    throw;
  }
}

/// Starts up to `most` threads that all do `work`: fewer where no more can be had, but one at least.
template <typename Work>
std::vector<std::jthread> start_threads(std::size_t most, const Work& work) {
  std::vector<std::jthread> threads;
  threads.reserve(most);
  while (threads.size() < most) {
    try {
      threads.emplace_back(work);
    } catch (const std::system_error&) {
      if (threads.empty()) threads.push_back(start_thread(work));
      break;
    }
  }
  return threads;
}

/// Does work(0) to work(count - 1), up to `most` at once, and returns when all are done.
template <typename Work>
void each_at_once(std::size_t count, std::size_t most, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto threads = start_threads(std::min(count, most), [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  });
}

}  // namespace cmtool
