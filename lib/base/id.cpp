// SPDX-License-Identifier: MIT
#include "base/id.hpp"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/hash.hpp"

namespace cmtool {
namespace {
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int time_characters = 9;
constexpr int id_characters = 16;

Id id_of(Instant at, std::uint64_t tail) {
  Id id(id_characters, '0');
  auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(at.time_since_epoch().count(), 0));
  for (int i = time_characters - 1; i >= 0; --i, time >>= 5) id[static_cast<std::size_t>(i)] = alphabet[time & 31];
  for (int i = time_characters; i < id_characters; ++i, tail >>= 5) id[static_cast<std::size_t>(i)] = alphabet[tail & 31];
  return id;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const auto got = ::getrandom(bytes.data() + have, count - have, 0);
    if (got > 0) have += static_cast<std::size_t>(got);
    // Without chance there are no safe names; Linux promises this call never fails for good.
    else if (errno != EINTR) std::abort();
  }
  return bytes;
}

std::uint64_t random_number() {
  const std::string bytes = random_bytes(sizeof(std::uint64_t));
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

std::string random_hex(std::size_t count) { return hex(random_bytes(count)); }

Id new_id(Instant at) { return id_of(at, random_number()); }

Id named_id(Instant at, std::string_view name) {
  std::uint64_t tail = 0;
  std::memcpy(&tail, sha256(name).data(), sizeof tail);
  return id_of(at, tail);
}

bool is_id(std::string_view id) {
  return id.size() == id_characters &&
         std::all_of(id.begin(), id.end(), [](char c) { return alphabet.find(c) != std::string_view::npos; });
}

Instant made_at(std::string_view id) {
  if (!is_id(id)) return {};
  std::int64_t time = 0;
  for (const char c : id.substr(0, time_characters)) time = (time << 5) | static_cast<std::int64_t>(alphabet.find(c));
  return Instant(std::chrono::milliseconds(time));
}

}  // namespace cmtool
