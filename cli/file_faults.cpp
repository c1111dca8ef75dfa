// SPDX-License-Identifier: MIT
#include "cli/file_faults.hpp"

#include "base/tr.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

constexpr std::size_t faults_shown = 50;  // of a file that is wrong throughout

}  // namespace

void report_faults(Env& env, const std::vector<Error>& faults) {
  for (std::size_t i = 0; i < faults.size() && i < faults_shown; ++i) {
    if (i == 0) env.report(faults[i]);
    else env.complain(faults[i]);
  }
  if (faults.size() > faults_shown) env.say(tr("and {} more", faults.size() - faults_shown));
}

void report_faults(Env& env, const std::vector<CalendarFault>& faults) {
  std::vector<Error> errors;
  for (const auto& fault : faults) errors.push_back({.fault = Fault::refused, .message = fault.message, .hint = fault.hint, .where = place_of(fault)});
  report_faults(env, errors);
}

int refuse_import(Env& env, const std::vector<CalendarFault>& faults) {
  report_faults(env, faults);
  env.say(tr("nothing was imported"));
  return exit_code::refused;
}

}  // namespace cmtool
