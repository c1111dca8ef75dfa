// SPDX-License-Identifier: MIT
// Questions. Never asked when nobody is there to answer: then the message names the option that answers.
#include "base/ascii.hpp"
#include "base/secret.hpp"
#include "base/tr.hpp"
#include "cli/env.hpp"
#include "text/harmless.hpp"

namespace cmtool {
namespace {

Error nobody_to_ask(const std::string& question, const std::string& option) {
  return {.fault = Fault::usage,
          .message = tr("this needs an answer: {}", question),
          .hint = option.empty() ? tr("run it on a terminal") : tr("give {}", option)};
}

Error stopped() { return {.fault = Fault::cancelled, .message = tr("stopped before an answer was given")}; }

}  // namespace

bool Env::may_ask() const { return streams.in_is_terminal && streams.err_is_terminal && !globals.no_input; }

Result<bool> Env::confirm(const std::string& question, const std::string& option) {
  if (!may_ask()) return nobody_to_ask(question, option);
  for (;;) {
    // TRANSLATORS: the letters that answer a question; the capital one is meant by Enter alone
    put_err(harmless(mask_secrets(question), Lines::keep) + tr(" [y/N] "));
    const auto line = streams.line();
    if (!line) return stopped();
    const std::string answer = lower(trimmed(*line));
    if (answer.empty() || answer == "n" || answer == "no" || answer == "non") return false;
    if (answer == "y" || answer == "yes" || answer == "o" || answer == "oui") return true;
  }
}

Result<std::string> Env::ask(const std::string& question, const std::string& option, bool hidden) {
  if (!may_ask()) return nobody_to_ask(question, option);
  put_err(harmless(mask_secrets(question), Lines::keep) + tr(": "));
  const auto line = hidden ? streams.hidden_line() : streams.line();
  if (hidden) put_err("\n");
  if (!line) return stopped();
  return std::string(trimmed(*line));
}

}  // namespace cmtool
