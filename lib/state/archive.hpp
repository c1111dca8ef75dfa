// SPDX-License-Identifier: MIT
// An archive of files: a POSIX pax tar, compressed when its name ends with .gz, .tgz or .zst.
//
// What is read may come from anyone. So only regular files below a relative path are handed out, without links, devices,
// "..", or control characters in their names, and only as much as an archive of that size can honestly hold.
// libarchive does the format, in a part of its own (sys/part.hpp).
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "sys/disk.hpp"

namespace cmtool {

struct ArchiveEntry {
  std::string name{};  ///< relative, with "/": "posts/2026-11/ID.json"
  std::uint64_t bytes = 0;
  Instant changed{};
};

/// Writes an archive beside its final place; only finish() gives it its name.
class ArchiveWriter {
 public:
  virtual ~ArchiveWriter() = default;
  /// Adds a file with exactly entry.bytes from the source.
  virtual Result<void> add(const ArchiveEntry&, Source&) = 0;
  /// Ends it, durably. Fault::conflict when its name is taken.
  virtual Result<void> finish() = 0;
  /// Removes what was written so far.
  virtual void abandon() = 0;
};

class ArchiveReader {
 public:
  virtual ~ArchiveReader() = default;
  /// The next regular file; nothing at the end. Fault::refused when the archive is damaged or holds what it must not.
  virtual Result<std::optional<ArchiveEntry>> next() = 0;
  /// The next piece of its content; empty at its end.
  virtual Result<std::string> read() = 0;
};

/// A new archive, readable by its owner only. Fault::conflict when there is such a file.
Result<std::unique_ptr<ArchiveWriter>> make_archive(Disk&, const Disk::Path&);
Result<std::unique_ptr<ArchiveReader>> open_archive(Disk&, const Disk::Path&);

/// May a file of this name be unpacked?
bool is_safe_name(std::string_view);

// What the part provides; the rest of cmtool uses the functions above.

enum class Compression { none, gzip, zstd };

/// Takes the archive's bytes.
using Sink = std::function<Result<void>(std::string_view)>;

class TarWriter {
 public:
  virtual ~TarWriter() = default;
  virtual Result<void> begin(const ArchiveEntry&) = 0;
  virtual Result<void> write(std::string_view) = 0;
  virtual Result<void> end() = 0;
};

struct TarEntry {
  std::string name{};
  std::uint64_t bytes = 0;
  enum class Kind { file, folder, other } kind = Kind::other;  ///< a hard link is `other`
};

class TarReader {
 public:
  virtual ~TarReader() = default;
  virtual Result<std::optional<TarEntry>> next() = 0;
  virtual Result<std::string> read() = 0;
};

class ArchivePart {
 public:
  virtual ~ArchivePart() = default;
  virtual Result<std::unique_ptr<TarWriter>> writer(Compression, Sink) = 0;
  /// Of the given file, which is kept until the end.
  virtual Result<std::unique_ptr<TarReader>> reader(std::unique_ptr<Source>) = 0;
};

}  // namespace cmtool
