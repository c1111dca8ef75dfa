// SPDX-License-Identifier: MIT
// A file descriptor that is closed once, and calls that are repeated when a signal interrupts them.
#pragma once
#include <cerrno>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace cmtool {

/// Owns a descriptor. close() says whether the kernel had something to report; the destructor cannot.
class FileHandle {
 public:
  explicit FileHandle(int fd = -1) : fd_(fd) {}
  FileHandle(FileHandle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() { (void)close(); }

  [[nodiscard]] bool open() const { return fd_ >= 0; }
  [[nodiscard]] int fd() const { return fd_; }
  /// 0, or the errno of closing. Linux has closed the descriptor in any case, so this is never repeated,
  /// and EINTR counts as closed.
  int close();
  /// Gives the descriptor to someone else who closes it.
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

/// Calls until it was not interrupted by a signal; for the calls that answer -1 and EINTR.
template <typename Call>
auto uninterrupted(Call call) {
  for (;;) {
    const auto answer = call();
    if (answer != -1 || errno != EINTR) return answer;
  }
}

/// The Error of a failed call: `what` is a translated sentence about the file ("x cannot be read"), errno becomes the reason
/// in words. ENOENT is Fault::not_found, EEXIST Fault::conflict, everything else Fault::state.
Error errno_error(int number, const std::string& what);

}  // namespace cmtool
