// SPDX-License-Identifier: MIT
// What advertisements cost, by currency, and what was had for it.
#pragma once
#include <map>
#include <string>

#include "figures/figure.hpp"
#include "figures/sums.hpp"

namespace cmtool {

/// "EUR" -> in its smallest unit (cents), from the metrics "spend:EUR".
using Spend = std::map<std::string, std::int64_t>;

void add_spend(Spend&, const Figures&);
/// 12.5 of 1250 cents.
double in_units(std::int64_t smallest, const std::string& currency);
/// Spend for each; nothing where there were none, or nobody knows.
std::optional<double> cost_of(std::int64_t spend, const std::string& currency, const std::optional<std::int64_t>& count);

}  // namespace cmtool
