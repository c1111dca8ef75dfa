// SPDX-License-Identifier: MIT
// How rules and what they match are shown, and how a rule is read from a file.
#pragma once
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "moderate/apply.hpp"
#include "moderate/rules.hpp"

namespace cmtool {

std::vector<Column> rule_columns();
std::vector<Value> row_of(const KeptRule&);

std::vector<Column> hit_columns();
std::vector<Value> row_of(const RuleHit&);

/// "label spam; hide": what follows, in words of the rules.
std::string in_words(const std::vector<RuleAction>&);

/// A rule from a file, - for stdin, with the name that it gives itself or the file has.
struct ReadRule {
  std::string name{};
  Json json{};
};
Result<ReadRule> read_rule(Env&, const std::string& file);

}  // namespace cmtool
