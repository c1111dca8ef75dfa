// SPDX-License-Identifier: MIT
// cmtool completion bash|zsh|fish: the same scripts that a package installs, for a cmtool that lies anywhere.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

constexpr const char* bash_script =
#include "completion_bash.inc"
    ;
constexpr const char* zsh_script =
#include "completion_zsh.inc"
    ;
constexpr const char* fish_script =
#include "completion_fish.inc"
    ;

Run set_up(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  one_of(app.add_option(N_("SHELL"), *shell, tr("bash, zsh or fish"))->required(), {"bash", "zsh", "fish"});
  return [shell](Env& env) -> Result<int> {
    CHECK_OK(env.print(*shell == "bash" ? bash_script : *shell == "zsh" ? zsh_script : fish_script));
    return exit_code::done;
  };
}

}  // namespace

const Command& completion_command() {
  static const Command command{
      .path = "completion",
      .group = N_("Tools"),
      .summary = N_("print the completion script of a shell"),
      .details = N_("A package installs these scripts. Otherwise: bash: put “source <(cmtool completion bash)” into ~/.bashrc. "
                    "zsh: put the output into a "
                    "file _cmtool in a folder of $fpath. fish: put it into ~/.config/fish/completions/cmtool.fish."),
      .needs = Needs::nothing,
      .set_up = set_up,
      .examples = "source <(cmtool completion bash)\ncmtool completion fish > ~/.config/fish/completions/cmtool.fish",
  };
  return command;
}

}  // namespace cmtool
