// SPDX-License-Identifier: MIT
// Other people's programs: token commands and hooks.
//
// A program is run from an argument list, never through a shell, so that no text of a stranger is ever read as a
// command. It gets a clean environment, only the three standard descriptors, a process group of its own that is killed
// as a whole when the time is over, and its output is bounded.
#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

struct ProcessOptions {
  std::string input{};                        ///< what the program reads on stdin
  std::chrono::milliseconds limit{30'000};    ///< then its whole process group is killed
  std::size_t output_limit = 1u << 20;        ///< bytes of stdout, and of stderr; more is Fault::refused
  std::vector<std::string> environment{};     ///< "NAME=VALUE"; see clean_environment()
  std::string path = "/usr/local/bin:/usr/bin:/bin";  ///< where a program named without a slash is looked for
  std::string folder{};                       ///< its working folder; empty: ours
  std::stop_token stop{};                     ///< ends the wait; the group is killed
};

struct ProcessOutcome {
  int exit_code = 0;     ///< of the program; 128 + signal when a signal ended it
  std::string output{};  ///< stdout
  std::string errors{};  ///< stderr
};

/// Runs the program and waits for its end. An exit code other than 0 is not an Error here. Fault::not_found when there is no
/// such program; Fault::refused when it is not executable, others could have changed it, or it wrote too much; Fault::state when it did not end in
/// time or could not be started; Fault::cancelled when stopped.
Result<ProcessOutcome> run_process(const std::vector<std::string>& arguments, const ProcessOptions& = {});

/// Fault::refused when someone but this user and root may write to the program's file or to a folder above it, so that what
/// would run is not surely what the user put there (sshd's StrictModes is the model). Sticky folders such as /tmp may stand above.
Result<void> judge_program(const std::string& path);

/// Those variables that programs such as `pass`, gpg and secret-tool need; nothing else of ours.
std::vector<std::string> clean_environment(const std::map<std::string, std::string>& variables);

}  // namespace cmtool
