// SPDX-License-Identifier: MIT
#include "goals.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "goals";

Error no_such_goal(const std::string& name) {
  return {.fault = Fault::not_found, .message = tr("there is no goal “{}”", name), .hint = tr("cmtool report goal list shows those that there are"), .where = name};
}

}  // namespace

Result<std::vector<Goal>> goals(Store& store) {
  TRY(const auto documents, store.documents(kind));
  std::vector<Goal> all;
  for (const auto& [name, json] : documents) {
    TRY(auto one, goal_from_json(name, json));
    all.push_back(std::move(one));
  }
  return all;
}

Result<void> set_goal(Store& store, const Goal& goal) {
  if (!is_goal_name(goal.name)) {
    return Error{.fault = Fault::usage, .message = tr("“{}” cannot be the name of a goal", goal.name), .hint = tr("letters, digits, “-”, “_” and “.”, at most 64")};
  }
  if (goal.by <= goal.from) return Error{.fault = Fault::usage, .message = tr("the goal would end before it begins"), .hint = tr("give another time with --by, or with --from")};
  if (goal.target <= 0) return Error{.fault = Fault::usage, .message = tr("the target must be more than 0")};
  return store.save_document(kind, goal.name, to_json(goal));
}

Result<Goal> goal(Store& store, const std::string& name) {
  TRY(const auto all, goals(store));
  for (const auto& one : all) {
    if (one.name == name) return one;
  }
  return no_such_goal(name);
}

Result<void> remove_goal(Store& store, const std::string& name) {
  if (!is_goal_name(name)) return no_such_goal(name);
  auto removed = store.remove_document(kind, name);
  if (!removed.ok() && removed.error().fault == Fault::not_found) return no_such_goal(name);
  return removed;
}

}  // namespace cmtool
