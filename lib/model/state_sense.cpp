// SPDX-License-Identifier: MIT
#include "model/state_sense.hpp"

namespace cmtool {

StateSense sense_of(std::string_view state) {
  struct Row {
    std::string_view word;
    StateSense sense;
  };
  using enum StateSense;
  static constexpr Row rows[] = {
      {"sent", good},        {"done", good},       {"ok", good},       {"published", good}, {"reached", good},     {"on-track", good},
      {"failed", bad},       {"dead", bad},        {"refused", bad},   {"serious", bad},    {"broken", bad},       {"behind", bad},   {"missed", bad},
      {"unknown", doubtful}, {"expired", doubtful}, {"warning", doubtful}, {"at-risk", doubtful}, {"sending", under_way}, {"waiting", under_way}, {"open", under_way},
      {"held", held},        {"draft", past},      {"cancelled", past}, {"snoozed", past},   {"deleted", past},
  };
  for (const Row& row : rows) {
    if (row.word == state) return row.sense;
  }
  return none;
}

}  // namespace cmtool
