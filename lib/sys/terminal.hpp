// SPDX-License-Identifier: MIT
// The three standard streams, read and written without stdio: every byte that was not written is known of.
#pragma once
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cmtool {

/// How a write ended.
struct Written {
  bool all = true;
  int errno_value = 0;  ///< EPIPE: the reader has gone
};

/// Makes sure that the numbers 0, 1 and 2 are taken, so that no file of ours is ever opened in a stream's place. A stream that
/// was closed stays unusable.
void occupy_standard_streams();

/// Writes all of it to file descriptor 1 or 2, waiting as long as a slow reader needs.
Written write_stream(int stream, std::string_view bytes);
/// What an errno means, in the C library's words.
std::string errno_text(int value);

bool is_terminal(int stream);
/// Columns of the terminal on stdout or stderr; 80 where nobody tells.
int terminal_width();

/// Reads stdin by lines or whole.
class Input {
 public:
  explicit Input(std::stop_token stop) : stop_(std::move(stop)) {}
  /// The next line without its end; nullopt at the end, or when asked to stop.
  std::optional<std::string> line();
  /// All that is left; Fault::usage when it is more than `limit` bytes, Fault::cancelled when asked to stop.
  Result<std::string> all(std::size_t limit);
  /// A line that does not appear on the terminal while it is typed.
  std::optional<std::string> hidden_line();

 private:
  /// More bytes into the buffer; false at the end, or when asked to stop.
  bool fill();

  std::stop_token stop_;
  std::string buffer_{};
};

}  // namespace cmtool
