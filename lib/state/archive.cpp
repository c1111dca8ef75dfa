// SPDX-License-Identifier: MIT
#include "state/archive.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "state/layout.hpp"
#include "sys/part.hpp"

namespace cmtool {
namespace {

constexpr std::size_t piece_size = 256u << 10;
// Records compress well, but not a thousandfold: more than this is a bomb.
constexpr std::uint64_t honest_ratio = 200, honest_start = 64u << 20;
constexpr std::size_t deepest = 12, longest_name = 512;

Result<ArchivePart*> part() {
  TRY(void* const entry, load_part("archive"));
  return reinterpret_cast<ArchivePart* (*)()>(entry)();
}

Compression compression_of(const Disk::Path& path) {
  const std::string name = path.filename().string();
  if (name.ends_with(".gz") || name.ends_with(".tgz")) return Compression::gzip;
  return name.ends_with(".zst") ? Compression::zstd : Compression::none;
}

Error refused(const Disk::Path& archive, const std::string& why) {
  return {.fault = Fault::refused, .message = tr("{} is not unpacked: {}", archive.string(), why), .hint = tr("take another backup")};
}

class Writer final : public ArchiveWriter {
 public:
  Writer(Disk& disk, Disk::Path final) : disk_(disk), final_(std::move(final)), temporary_(temporary_for(final_)) {}

  Result<void> begin() {
    CHECK_OK(disk_.write_new(temporary_, {}));
    TRY(ArchivePart* const archives, part());
    TRY(tar_, archives->writer(compression_of(final_), [this](std::string_view bytes) { return collect(bytes); }));
    return {};
  }

  Result<void> add(const ArchiveEntry& entry, Source& source) override {
    CHECK_OK(tar_->begin(entry));
    std::string piece(piece_size, '\0');
    std::uint64_t left = entry.bytes;
    while (left > 0) {
      TRY(const std::size_t got, source.read(piece.data(), static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()))));
      if (got == 0) return Error{.fault = Fault::state, .message = tr("{} became shorter while it was read", entry.name)};
      CHECK_OK(tar_->write(std::string_view(piece).substr(0, got)));
      left -= got;
    }
    return {};
  }

  Result<void> finish() override {
    CHECK_OK(tar_->end());
    CHECK_OK(flush());
    CHECK_OK(disk_.sync(temporary_));
    CHECK_OK(disk_.rename_new(temporary_, final_));
    return disk_.sync_folder(final_.has_parent_path() ? final_.parent_path() : Disk::Path("."));
  }

  void abandon() override {
    tar_.reset();
    (void)disk_.remove(temporary_);
  }

 private:
  /// libarchive writes in blocks of 10 KB; each append opens the file.
  Result<void> collect(std::string_view bytes) {
    waiting_ += bytes;
    return waiting_.size() < piece_size ? Result<void>() : flush();
  }
  Result<void> flush() {
    if (waiting_.empty()) return {};
    CHECK_OK(disk_.append(temporary_, waiting_));
    waiting_.clear();
    return {};
  }

  Disk& disk_;
  Disk::Path final_, temporary_;
  std::string waiting_{};
  std::unique_ptr<TarWriter> tar_{};
};

class Reader final : public ArchiveReader {
 public:
  Reader(Disk::Path path, std::uint64_t size, std::unique_ptr<TarReader> tar)
      : path_(std::move(path)), left_(honest_start + size * honest_ratio), tar_(std::move(tar)) {}

  Result<std::optional<ArchiveEntry>> next() override {
    for (;;) {
      auto entry = tar_->next();
      if (!entry.ok()) return refused(path_, entry.error().message);
      if (!*entry) return std::optional<ArchiveEntry>();
      const TarEntry& found = **entry;
      if (found.kind == TarEntry::Kind::folder) continue;
      if (found.kind == TarEntry::Kind::other) return refused(path_, tr("“{}” is a link or a device", found.name));
      if (!is_safe_name(found.name)) return refused(path_, tr("“{}” is not a name within a workspace", found.name));
      return std::optional(ArchiveEntry{.name = found.name, .bytes = found.bytes});
    }
  }

  Result<std::string> read() override {
    auto piece = tar_->read();
    if (!piece.ok()) return refused(path_, piece.error().message);
    if (piece->size() > left_) return refused(path_, tr("it unpacks to far more than it should"));
    left_ -= piece->size();
    return piece;
  }

 private:
  Disk::Path path_;
  std::uint64_t left_;
  std::unique_ptr<TarReader> tar_;
};

}  // namespace

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.size() > longest_name || name.front() == '/') return false;
  const auto plain = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\\' && c != 0x7f; };
  if (!std::all_of(name.begin(), name.end(), plain)) return false;
  const auto pieces = split(name, '/');
  return pieces.size() <= deepest && std::none_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
           return piece.empty() || piece == "." || piece == ".." || piece.size() > 255;
         });
}

Result<std::unique_ptr<ArchiveWriter>> make_archive(Disk& disk, const Disk::Path& path) {
  if (disk.facts(path).ok()) {
    return Error{.fault = Fault::conflict, .message = tr("there is a file {} already", path.string()), .hint = tr("choose another name")};
  }
  auto writer = std::make_unique<Writer>(disk, path);
  if (auto begun = writer->begin(); !begun.ok()) {
    writer->abandon();
    return std::move(begun).error();
  }
  return std::unique_ptr<ArchiveWriter>(std::move(writer));
}

Result<std::unique_ptr<ArchiveReader>> open_archive(Disk& disk, const Disk::Path& path) {
  TRY(auto source, disk.open(path, true));
  const std::uint64_t size = source->size();
  TRY(ArchivePart* const archives, part());
  TRY(auto tar, archives->reader(std::move(source)));
  return std::unique_ptr<ArchiveReader>(std::make_unique<Reader>(path, size, std::move(tar)));
}

}  // namespace cmtool
