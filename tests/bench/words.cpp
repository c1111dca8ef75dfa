// SPDX-License-Identifier: MIT
// bench_words LISTS FOLDER [MESSAGES]: how many messages of about 120 bytes the word filter reads in a second, on one core.
//
// LISTS holds fr.txt and en.txt; made-up words bring them to 10,000 entries. Prints NDJSON: {"messages","bytes","per_second","found","allocations"}.
// The English messages and the words are left in FOLDER for `rg -wFif`. CPU time; allocations of the last round are counted.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <new>

#include "messages.hpp"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

void measure(const char* what, cmtool::WordFinder& finder, const std::vector<std::string>& messages) {
  std::size_t hits = 0;
  for (const auto& message : messages) hits += finder.find(message).size();
  const double best = bench::a_second(messages, [&](const std::string& message) { finder.find(message); });
  const auto before = allocations;
  for (const auto& message : messages) finder.find(message);
  fmt::print("{{\"messages\":\"{}\",\"bytes\":{},\"per_second\":{:.0f},\"found\":{},\"allocations\":{}}}\n", what, bench::mean_bytes(messages), best, hits,
             allocations - before);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_words LISTS FOLDER [MESSAGES]\n");
    return 2;
  }
  const auto lists = bench::made_lists(argv[1], 10'000);
  const auto messages = bench::made_messages(argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 200'000);
  bench::leave_for_grep(argv[2], lists, messages.english);
  const cmtool::WordFilter filter(lists);
  cmtool::WordFinder finder(filter);
  measure("English", finder, messages.english);
  measure("French", finder, messages.french);
  return 0;
}
