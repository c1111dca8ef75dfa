// SPDX-License-Identifier: MIT
// How alerts, and the messages that they became, are shown.
#pragma once
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "moderate/alerts.hpp"

namespace cmtool {

std::vector<Column> alert_columns();
std::vector<Value> row_of(const KeptAlert&, Instant now);

std::vector<Column> alert_outcome_columns();
std::vector<Value> row_of(const AlertOutcome&);

/// Sends what is due, and complains of what could not be sent. Faults are added to `faults`.
Result<void> send_due_alerts(Env&, Desk&, std::vector<Fault>& faults);

}  // namespace cmtool
