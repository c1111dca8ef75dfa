// SPDX-License-Identifier: MIT
#include "tests/support/program/transcript.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/ascii.hpp"
#include "tests/support/cassette.hpp"
#include "tests/support/program/program.hpp"
#include "net/network.hpp"

namespace cmtool::test {
namespace {

/// One command with what it is expected to say.
struct Step {
  std::string command{}, input{};
  std::vector<std::string> out{}, err{};
  int code = 0;
};

/// The lines of a transcript, where steps stand in place of their lines.
struct Piece {
  std::string line{};  ///< a comment, an empty line or a directive
  std::optional<Step> step{};
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::vector<Piece> parse(const std::string& text) {
  std::vector<Piece> pieces;
  bool in_step = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("$ ")) {
      pieces.push_back({.step = Step{.command = line.substr(2)}});
      in_step = true;
      continue;
    }
    if (line.empty() || line.starts_with('#') || line.starts_with('%') || line.starts_with('|')) {
      // An empty line ends a step; one that belongs to its output is written "\".
      pieces.push_back({.line = line});
      in_step = false;
      continue;
    }
    if (!in_step) {
      pieces.push_back({.line = line});
      continue;
    }
    Step& step = *pieces.back().step;
    if (line.starts_with("< ") || line == "<") step.input += (line.size() > 2 ? line.substr(2) : "") + "\n";
    else if (line.starts_with("! ") || line == "!") step.err.push_back(line.size() > 2 ? line.substr(2) : "");
    else if (line.starts_with("= ")) step.code = static_cast<int>(to_integer(line.substr(2)).value_or(-1));
    else step.out.push_back(line.starts_with('\\') ? line.substr(1) : line);
  }
  return pieces;
}

/// A line of stdout as it is written: with "\\" in front where it would be taken for something else.
std::string shown_out(const std::string& line) {
  const bool is_sign = line.empty() || std::string_view("#%|\\").find(line.front()) != std::string_view::npos || line == "<" || line == "!" ||
                       line.starts_with("$ ") || line.starts_with("< ") || line.starts_with("! ") || line.starts_with("= ");
  return is_sign ? "\\" + line : line;
}

/// What was said, with the pattern of each line that fits.
std::vector<std::string> merged(const std::vector<std::string>& wanted, const std::vector<std::string>& said) {
  std::vector<std::string> result = said;
  for (std::size_t i = 0; i < said.size() && i < wanted.size(); ++i) {
    if (fits(wanted[i], said[i])) result[i] = wanted[i];
  }
  return result;
}

std::string text_of(const Step& step) {
  std::string result = "$ " + step.command + "\n";
  if (!step.input.empty()) {
    for (const std::string& line : lines_of(step.input)) result += "< " + line + "\n";
  }
  for (const std::string& line : step.out) result += shown_out(line) + "\n";
  for (const std::string& line : step.err) result += "! " + line + "\n";
  if (step.code != 0) result += "= " + std::to_string(step.code) + "\n";
  return result;
}

bool same(const std::vector<std::string>& wanted, const std::vector<std::string>& said) {
  if (wanted.size() != said.size()) return false;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (!fits(wanted[i], said[i])) return false;
  }
  return true;
}

/// Hands one tape to every command of the transcript.
class Shared final : public Http {
 public:
  explicit Shared(Http& tape) : tape_(tape) {}
  Result<Response> send(const Request& request, std::stop_token stop) override { return tape_.send(request, std::move(stop)); }

 private:
  Http& tape_;
};

class Player {
 public:
  void direct(const std::string& line) {
    const auto words = split(line, ' ');
    const std::string what = words.size() > 1 ? words[1] : "",
                      value = words.size() > 2 ? line.substr(line.find(what) + what.size() + 1) : "";
    if (what == "clock") program_.clock.set(value);
    else if (what == "tape") use_tape(value);
    else if (what == "file") file_ = value;
    else if (what == "env") program_.world.variables[value.substr(0, value.find('='))] = value.substr(value.find('=') + 1);
    else fault_ += "unknown directive: " + line + "\n";
    if (what == "file") {
      std::filesystem::create_directories((program_.folder / file_).parent_path());
      program_.folder.put(file_, "");
    }
  }
  void add_to_file(const std::string& line) {
    program_.folder.put(file_, program_.folder.text(file_) + (line.size() > 2 ? line.substr(2) : "") + "\n");
  }

  Step play(const Step& wanted) {
    program_.input = wanted.input;
    const Ran ran = program_.line(wanted.command);
    const auto placed = [&](const std::string& text) {
      return lines_of(replaced(text, program_.folder.path().string(), "$DIR"));
    };
    Step said{
        .command = wanted.command, .input = wanted.input, .out = placed(ran.out), .err = placed(ran.err), .code = ran.code};
    if (!same(wanted.out, said.out) || !same(wanted.err, said.err) || wanted.code != said.code) {
      fault_ += "--- wanted\n" + text_of(wanted) + "--- said\n" + text_of(said);
    }
    said.out = merged(wanted.out, said.out);
    said.err = merged(wanted.err, said.err);
    return said;
  }

  std::string fault() {
    if (tape_ && !tape_->finished()) fault_ += "the tape was not played to its end\n";
    return fault_;
  }
  [[nodiscard]] std::filesystem::path folder() const { return program_.folder.path(); }

 private:
  void use_tape(const std::string& name) {
    tape_ = std::make_unique<Cassette>(name);
    program_.world.network = [this](const NetworkWish& wish) -> Result<std::unique_ptr<Http>> {
      return make_network_over(std::make_unique<Shared>(*tape_), program_.clock, wish);
    };
  }

  Program program_{};
  std::unique_ptr<Cassette> tape_{};
  std::string file_{}, fault_{};
};

}  // namespace

bool fits(std::string_view pattern, std::string_view text) {
  const auto hole = pattern.find("[..]");
  if (hole == std::string_view::npos) return pattern == text;
  if (text.substr(0, hole) != pattern.substr(0, hole)) return false;
  const std::string_view rest = pattern.substr(hole + 4);
  for (std::size_t at = hole; at <= text.size(); ++at) {
    if (fits(rest, text.substr(at))) return true;
  }
  return false;
}

std::string play(const std::filesystem::path& file, bool accept) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  Player player;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(player.folder());
  std::string rewritten;
  for (const Piece& piece : parse(text)) {
    if (piece.step) rewritten += text_of(player.play(*piece.step));
    else rewritten += piece.line + "\n";
    if (piece.line.starts_with("% ")) player.direct(piece.line);
    if (piece.line.starts_with("|")) player.add_to_file(piece.line);
  }
  std::filesystem::current_path(before);
  if (!accept) return player.fault();
  if (rewritten != text) std::ofstream(file, std::ios::binary) << rewritten;
  return {};
}

}  // namespace cmtool::test
