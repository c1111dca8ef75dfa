// SPDX-License-Identifier: MIT
#include "base/command_line.hpp"

#include <utility>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

Result<std::vector<std::string>> split_command(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
      else if (c == '\\' && quote == '"' && i + 1 < line.size()) word += line[++i];
      else word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      in_word = true;
    } else if (is_space(c)) {
      if (in_word) words.push_back(std::exchange(word, {}));
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quote != 0) return Error{.fault = Fault::usage, .message = tr("the command has an open quote: {}", line)};
  if (in_word) words.push_back(std::move(word));
  if (words.empty()) return Error{.fault = Fault::usage, .message = tr("the command is empty")};
  return words;
}

}  // namespace cmtool
