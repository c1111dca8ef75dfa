// SPDX-License-Identifier: MIT
#include "tests/support/program/program.hpp"

#include "base/ascii.hpp"
#include "base/command_line.hpp"
#include "base/tr.hpp"

namespace cmtool::test {

Program::Program() : disk_(posix_disk()) {
  world.disk = disk_.get();
  world.clock = &clock;
  world.variables = {{"HOME", folder.path()}, {"XDG_STATE_HOME", folder / "state"}, {"TZ", "UTC"}};
  world.current_folder = folder.path();
  world.catalogues = CMTOOL_BUILD_DIR "/share/locale";
}

Ran Program::operator()(const std::vector<std::string>& words) {
  Ran ran;
  std::string left = std::exchange(input, {});
  Streams streams;
  streams.out = [&](std::string_view text) {
    if (out_closed || !out_fault.empty()) return false;
    ran.out += text;
    return true;
  };
  streams.out_fault = [&] { return out_fault; };
  streams.err = [&](std::string_view text) { ran.err += text; };
  streams.line = [&]() -> std::optional<std::string> {
    if (left.empty()) return std::nullopt;
    const auto end = std::min(left.find('\n'), left.size());
    std::string line = left.substr(0, end);
    left.erase(0, end + 1);
    return line;
  };
  streams.hidden_line = streams.line;
  streams.all = [&](std::size_t limit) -> Result<std::string> {
    if (left.size() > limit) return Error{.fault = Fault::usage, .message = "too much"};
    return std::exchange(left, {});
  };
  streams.in_is_terminal = in_is_terminal;
  streams.out_is_terminal = out_is_terminal;
  streams.err_is_terminal = err_is_terminal;
  streams.width = width;
  ran.code = run(words, world, streams);
  use_language("en", world.catalogues);  // other tests read English
  return ran;
}

Ran Program::line(const std::string& text) {
  std::vector<std::string> words = split_command(text).value();
  const auto before = world.variables;
  while (!words.empty() && words.front().find('=') != std::string::npos && is_upper(words.front().front())) {
    const auto equals = words.front().find('=');
    world.variables[words.front().substr(0, equals)] = words.front().substr(equals + 1);
    words.erase(words.begin());
  }
  if (!words.empty() && words.front() == "cmtool") words.erase(words.begin());
  Ran ran = (*this)(words);
  world.variables = before;
  return ran;
}

}  // namespace cmtool::test
