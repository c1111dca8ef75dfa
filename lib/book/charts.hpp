// SPDX-License-Identifier: MIT
// The drawings of a book, from its inputs. Nothing where there is nothing to draw.
#pragma once
#include <optional>
#include <string>

#include "book/inputs.hpp"
#include "draw/drawing.hpp"
#include "figures/account_sums.hpp"

namespace cmtool {

/// How often these accounts were seen each day, beside the month before; empty: all accounts.
std::optional<draw::Drawing> views_by_day(const BookInputs&, const AccountNames&);
/// How many followers they had at each day's end, beside the month before.
std::optional<draw::Drawing> followers_by_day(const BookInputs&, const AccountNames&);
/// At which hours of the week people wrote.
std::optional<draw::Drawing> hours_of_messages(const BookInputs&);
/// A column of a report's table as bars, with that of the month before where `before` names one.
std::optional<draw::Drawing> bars_of(const BookInputs&, const Table&, const std::string& title, const std::string& name, const std::string& value, const std::string& before = {});
/// A column of a report's table as shares of its sum.
std::optional<draw::Drawing> shares_of(const BookInputs&, const Table&, const std::string& title, const std::string& name, const std::string& value);

}  // namespace cmtool
