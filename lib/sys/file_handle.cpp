// SPDX-License-Identifier: MIT
#include "sys/file_handle.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "base/tr.hpp"

namespace cmtool {
namespace {

struct Reason {
  std::string words{}, hint{};
};

Reason reason(int number) {
  switch (number) {
    case ENOSPC: return {tr("the disk is full"), tr("make room and run the command again; nothing that was recorded before is lost")};
    case EDQUOT: return {tr("your quota on this disk is used up"), tr("make room and run the command again")};
    case EROFS: return {tr("the file system is read-only"), {}};
    case EACCES:
    case EPERM: return {tr("permission is denied"), tr("look at its owner and rights with ls -ld")};
    case EIO: return {tr("the disk reports an input/output error"), tr("look at the system's log, and copy what is important elsewhere")};
    case EMFILE:
    case ENFILE: return {tr("too many files are open"), tr("close other programs, or raise the limit with ulimit -n")};
    case ENOMEM: return {tr("there is not enough memory"), {}};
    case ELOOP: return {tr("it is a symbolic link"), tr("put the file itself in its place")};
    case ENOTDIR: return {tr("part of the path is not a folder"), {}};
    case EISDIR: return {tr("it is a folder"), {}};
    case ENOENT: return {tr("it does not exist"), {}};
    case EEXIST: return {tr("it exists already"), {}};
    case ENAMETOOLONG: return {tr("its name is too long"), {}};
    case ENOLCK: return {tr("the file system gives no locks"), tr("keep the workspace on a local disk")};
    default: return {std::generic_category().message(number), {}};
  }
}

}  // namespace

int FileHandle::close() {
  if (fd_ < 0) return 0;
  const int answer = ::close(std::exchange(fd_, -1));
  return answer == 0 || errno == EINTR ? 0 : errno;
}

Error errno_error(int number, const std::string& what) {
  const Fault fault = number == ENOENT ? Fault::not_found : number == EEXIST ? Fault::conflict : Fault::state;
  Reason why = reason(number);
  return {.fault = fault, .message = tr("{}: {}", what, why.words), .hint = std::move(why.hint)};
}

}  // namespace cmtool
