// SPDX-License-Identifier: MIT
#include "sys/process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/scratch_dir.hpp"
#include "sys/file_handle.hpp"

using namespace cmtool;
using test::ScratchDir;

TEST_CASE("a program gets its input and its environment, and its output comes back") {
  const auto outcome = run_process({"sh", "-c", "cat; echo $NAME; echo bad >&2; exit 3"}, {.input = "hello ", .environment = {"NAME=x"}});
  REQUIRE(outcome.ok());
  CHECK(outcome->output == "hello x\n");
  CHECK(outcome->errors == "bad\n");
  CHECK(outcome->exit_code == 3);
}

TEST_CASE("arguments are never read by a shell") {
  CHECK(run_process({"echo", "$HOME; rm -rf *", "`id`"}).value().output == "$HOME; rm -rf * `id`\n");
}

TEST_CASE("nothing of ours is open in the program") {
  const FileHandle leak(::open("/dev/null", O_RDONLY));  // on purpose without O_CLOEXEC
  const auto outcome = run_process({"sh", "-c", "ls /proc/self/fd | sort -n | tail -n 1"});
  REQUIRE(outcome.ok());
  CHECK(outcome->output == "3\n");  // ls itself has the folder open as 3
}

TEST_CASE("a program and its children are killed when the time is over") {
  const ScratchDir dir;
  const auto outcome = run_process({"sh", "-c", "(sleep 1; echo late > late) & sleep 60"},
                                   {.limit = std::chrono::milliseconds(50), .folder = dir.path().string()});
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error().fault == Fault::state);
}

TEST_CASE("a grandchild that keeps the output open is not waited for") {
  const auto outcome = run_process({"sh", "-c", "echo done; sleep 60 &"});
  REQUIRE(outcome.ok());
  CHECK(outcome->output == "done\n");
}

TEST_CASE("endless output is cut off as refused") {
  const auto outcome = run_process({"yes"}, {.output_limit = 1000});
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error().fault == Fault::refused);
}

TEST_CASE("a program that does not read its input does not end us") {
  CHECK(run_process({"true"}, {.input = std::string(1 << 20, 'x')}).value().exit_code == 0);
}

TEST_CASE("a missing program is not found, one that is not executable is said to be that, and one without an interpreter cannot be run") {
  const ScratchDir dir;
  CHECK(run_process({"no-such-program-here"}).error().fault == Fault::not_found);
  dir.put("hook", "#!/no/such/interpreter\n");
  const auto closed = run_process({(dir / "hook").string()});
  CHECK(closed.error().message == (dir / "hook").string() + " is not executable");
  CHECK(closed.error().hint == "make it so: chmod +x " + (dir / "hook").string());
  ::chmod((dir / "hook").c_str(), 0700);
  CHECK_FALSE(run_process({(dir / "hook").string()}).ok());
}

TEST_CASE("a program that others may change is refused, also when only its folder is open") {
  const ScratchDir dir;
  dir.put("hook", "#!/bin/sh\necho ran\n");
  const std::string hook = (dir / "hook").string();
  ::chmod(hook.c_str(), 0700);
  CHECK(run_process({hook}).value().output == "ran\n");
  ::chmod(hook.c_str(), 0702);
  CHECK(run_process({hook}).error().fault == Fault::refused);
  ::chmod(hook.c_str(), 0700);
  ::chmod(dir.path().c_str(), 0707);
  CHECK(run_process({hook}).error().fault == Fault::refused);
}

TEST_CASE("the clean environment keeps what gpg needs and drops the rest") {
  const auto kept = clean_environment({{"PATH", "/bin"}, {"GPG_TTY", "/dev/tty"}, {"CMTOOL_TOKEN", "x"}, {"LD_PRELOAD", "y"}, {"LC_ALL", "C"}});
  CHECK(kept == std::vector<std::string>{"GPG_TTY=/dev/tty", "LC_ALL=C", "PATH=/bin"});
}
