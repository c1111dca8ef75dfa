// SPDX-License-Identifier: MIT
// The options by which items of the inbox are chosen, shared by the commands that show many.
#pragma once
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "desk.hpp"
#include "inbox.hpp"

namespace CLI {
class App;
}

namespace cmtool {

/// As the user gave them.
struct ItemFilterOptions {
  std::string state = "open";
  std::vector<std::string> label{}, account{};
  std::string assigned{}, author{}, on{}, kind{}, priority{}, since{}, until{}, search{};
  bool overdue = false;  ///< left to the caller: only who shows the items knows the business hours
};

void add_item_filter_options(CLI::App&, ItemFilterOptions&);

/// With times read and accounts found.
Result<ItemFilter> item_filter(const ItemFilterOptions&, Env&, Desk&);

/// The words of a search.
std::vector<std::string> search_words(const std::string&);

}  // namespace cmtool
