// SPDX-License-Identifier: MIT
// The whole program in a test: words in, exit code and both streams out, with a home folder and a clock of its own.
#pragma once
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

namespace cmtool::test {

/// What a run of the program left.
struct Ran {
  int code = 0;
  std::string out{}, err{};
};

class Program {
 public:
  Program();

  /// Runs `cmtool WORDS…`.
  Ran operator()(const std::vector<std::string>& words);
  /// The same from one line, with quotes and NAME=VALUE in front as a shell reads them.
  Ran line(const std::string& text);

  ScratchDir folder{};
  FakeClock clock{};
  World world{};
  std::string input{};  ///< what stands on stdin, once
  bool in_is_terminal = false, out_is_terminal = false, err_is_terminal = false;
  int width = 80;
  bool out_closed = false;  ///< the reader of stdout has gone
  std::string out_fault{};  ///< or writing to stdout fails like this

 private:
  std::unique_ptr<Disk> disk_;
};

}  // namespace cmtool::test
