// SPDX-License-Identifier: MIT
// How accounts are shown by `account list`, `show`, `add` and `check`.
#pragma once
#include <vector>

#include "accounts.hpp"
#include "cli/env.hpp"

namespace cmtool {

std::vector<Column> account_columns();
void add_row(Table&, const Account&);

/// The same with the state that `account check` found.
std::vector<Column> check_columns_of_accounts();
void add_row(Table&, const AccountCheck&);

}  // namespace cmtool
