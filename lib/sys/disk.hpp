// SPDX-License-Identifier: MIT
// The machine's files, reached through one small interface.
//
// The functions are the steps between which a crash can fall, so that tests can stop before each of
// them (tests/support/fake_disk). Careful sequences (replace a record, append a line) are built from
// them in state/. Every path is opened so that a symlink, FIFO, folder or device in a record's place is an
// error and never a hang.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

/// Who may read a new file. Folders are 0700 and files 0600 in a workspace; a published site is for everyone.
enum class Readable { owner, everyone };

/// What a folder holds under a name.
struct Entry {
  enum class Kind { file, folder, other };
  std::string name{};
  Kind kind = Kind::file;
};

/// What is known of a file.
struct FileFacts {
  Entry::Kind kind = Entry::Kind::file;
  std::uint64_t bytes = 0;
  unsigned mode = 0;    ///< permission bits
  bool ours = true;     ///< owned by the user who runs this
  Instant changed{};
};

/// A lock held until destroyed. The kernel frees it when the process dies.
class Lock {
 public:
  virtual ~Lock() = default;
};

/// A file that is read from its start, for media.
class Source {
 public:
  virtual ~Source() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Fills at most `count` bytes at `to`; 0 at the end.
  virtual Result<std::size_t> read(char* to, std::size_t count) = 0;
  /// Goes back to the start.
  virtual Result<void> rewind() = 0;
  /// What is read next begins at this byte of the file; at its end where it is shorter.
  virtual Result<void> go_to(std::uint64_t at);
};

class Disk {
 public:
  using Path = std::filesystem::path;
  virtual ~Disk() = default;

  /// The whole of a regular file of at most `limit` bytes. Fault::not_found if there is none;
  /// Fault::state if it is not a regular file, larger, or cannot be read (never a shorter content).
  virtual Result<std::string> read(const Path&, std::uint64_t limit = 64u << 20) = 0;
  /// A regular file opened for reading in pieces; follows no symlink unless `follow` (a user's own file).
  virtual Result<std::unique_ptr<Source>> open(const Path&, bool follow = false) = 0;
  /// A new file with this content; Fault::conflict if the name is taken. Not durable before sync() and sync_folder().
  virtual Result<void> write_new(const Path&, std::string_view bytes, Readable = Readable::owner) = 0;
  /// Adds whole bytes in one write at the end of a file, making it if needed.
  virtual Result<void> append(const Path&, std::string_view bytes) = 0;
  /// Cuts a file to a size.
  virtual Result<void> truncate(const Path&, std::uint64_t size) = 0;
  /// The file's data and size are on the disk when this returns.
  virtual Result<void> sync(const Path&) = 0;
  /// The folder's names are on the disk when this returns.
  virtual Result<void> sync_folder(const Path&) = 0;
  /// Everything written so far on the file system that holds this folder, data and names, is on the disk when this
  /// returns: one call instead of hundreds of sync() for a large batch, at the price of waiting for others' data too.
  virtual Result<void> sync_all(const Path& folder) = 0;
  /// Takes all rights from others: 0600 for a file, 0700 for a folder.
  virtual Result<void> make_private(const Path&) = 0;
  /// Replaces `to` if it is there.
  virtual Result<void> rename(const Path& from, const Path& to) = 0;
  /// Fault::conflict if `to` is there, Fault::not_found if `from` is not.
  virtual Result<void> rename_new(const Path& from, const Path& to) = 0;
  /// Fault::not_found if there is none.
  virtual Result<void> remove(const Path&) = 0;
  virtual Result<void> remove_folder(const Path&) = 0;
  /// One folder; fine if it is there already. Mode 0700, or 0755 for everyone.
  virtual Result<void> make_folder(const Path&, Readable = Readable::owner) = 0;
  /// Sorted by name. Fault::not_found if there is no such folder.
  virtual Result<std::vector<Entry>> list(const Path&) = 0;
  /// Of the name itself, symlinks not followed. Fault::not_found if there is none.
  virtual Result<FileFacts> facts(const Path&) = 0;
  /// An exclusive lock on a file that is made if needed and never deleted; waits up to `patience`.
  /// Fault::state, saying who holds it if known, when it is still held then.
  virtual Result<std::unique_ptr<Lock>> lock(const Path&, std::chrono::milliseconds patience) = 0;
};

/// The real machine. Every call is repeated after EINTR; every errno becomes an Error that names the path.
std::unique_ptr<Disk> posix_disk();

}  // namespace cmtool
