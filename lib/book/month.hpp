// SPDX-License-Identifier: MIT
// The month in a few sentences of plain language, made from the numbers: how much was seen, what rose, what fell, the post that did best, what people
// said, what is next.
//
// Nothing is said of what is not known, and no cause is given: numbers do not tell why. Of few, a rise is not called one.
#pragma once
#include <string>
#include <vector>

#include "book/inputs.hpp"
#include "book/month_figures.hpp"

namespace cmtool {

/// The post that people did most with, of those whose figures are known; nothing where there is none.
const PostFigures* best_post(const BookInputs&);

/// Five sentences or six.
Result<std::vector<std::string>> month_sentences(BookInputs&, const MonthFigures&);

}  // namespace cmtool
