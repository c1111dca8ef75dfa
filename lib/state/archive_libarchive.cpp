// SPDX-License-Identifier: MIT
// The part that reads and writes tar archives, with libarchive 3.
#include <archive.h>
#include <archive_entry.h>

#include <array>

#include "base/tr.hpp"
#include "state/archive.hpp"

namespace cmtool {
namespace {

Error wrong(archive* of) {
  const char* const why = ::archive_error_string(of);
  return {.fault = Fault::state, .message = tr("the archive cannot be read or written ({})", why == nullptr ? "?" : why)};
}

class LibarchiveWriter final : public TarWriter {
 public:
  explicit LibarchiveWriter(Sink sink) : sink_(std::move(sink)) {}
  LibarchiveWriter(const LibarchiveWriter&) = delete;
  LibarchiveWriter& operator=(const LibarchiveWriter&) = delete;
  ~LibarchiveWriter() override {
    // After an error nothing more may reach the sink, whose owner may be gone.
    failed_ = Error{};
    ::archive_write_free(archive_);
  }

  Result<void> open(Compression compression) {
    int answer = ::archive_write_set_format_pax_restricted(archive_);
    switch (compression) {
      case Compression::none: break;
      case Compression::gzip: answer |= ::archive_write_add_filter_gzip(archive_); break;
      case Compression::zstd: answer |= ::archive_write_add_filter_zstd(archive_); break;
    }
    // Blocks are for tapes: what follows a compressed stream would look like garbage to other programs.
    ::archive_write_set_bytes_in_last_block(archive_, 1);
    if (answer != ARCHIVE_OK || ::archive_write_open2(archive_, this, nullptr, &LibarchiveWriter::take, nullptr, nullptr) != ARCHIVE_OK) {
      return failure();
    }
    return {};
  }

  Result<void> begin(const ArchiveEntry& entry) override {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> made(::archive_entry_new(), ::archive_entry_free);
    ::archive_entry_set_pathname_utf8(made.get(), entry.name.c_str());
    ::archive_entry_set_filetype(made.get(), AE_IFREG);
    ::archive_entry_set_perm(made.get(), 0600);
    ::archive_entry_set_size(made.get(), static_cast<la_int64_t>(entry.bytes));
    ::archive_entry_set_mtime(made.get(), std::chrono::floor<std::chrono::seconds>(entry.changed).time_since_epoch().count(), 0);
    return ::archive_write_header(archive_, made.get()) == ARCHIVE_OK ? Result<void>() : failure();
  }

  Result<void> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const auto wrote = ::archive_write_data(archive_, bytes.data(), bytes.size());
      if (wrote <= 0) return failure();
      bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return {};
  }

  Result<void> end() override { return ::archive_write_close(archive_) == ARCHIVE_OK && !failed_ ? Result<void>() : failure(); }

 private:
  static la_ssize_t take(archive* of, void* self, const void* bytes, std::size_t count) {
    auto* const writer = static_cast<LibarchiveWriter*>(self);
    if (writer->failed_) return -1;
    auto taken = writer->sink_({static_cast<const char*>(bytes), count});
    if (taken.ok()) return static_cast<la_ssize_t>(count);
    writer->failed_ = std::move(taken).error();
    ::archive_set_error(of, EIO, "the sink failed");
    return -1;
  }
  /// What the disk said, if it was the disk.
  Error failure() { return failed_ ? *failed_ : wrong(archive_); }

  archive* archive_ = ::archive_write_new();
  Sink sink_;
  std::optional<Error> failed_{};
};

class LibarchiveReader final : public TarReader {
 public:
  explicit LibarchiveReader(std::unique_ptr<Source> source) : source_(std::move(source)) {}
  LibarchiveReader(const LibarchiveReader&) = delete;
  LibarchiveReader& operator=(const LibarchiveReader&) = delete;
  ~LibarchiveReader() override { ::archive_read_free(archive_); }

  Result<void> open() {
    // Only what cmtool itself writes: each further format is a parser that a stranger could feed.
    ::archive_read_support_format_tar(archive_);
    ::archive_read_support_filter_gzip(archive_);
    ::archive_read_support_filter_zstd(archive_);
    if (::archive_read_open(archive_, this, nullptr, &LibarchiveReader::give, nullptr) != ARCHIVE_OK) return wrong(archive_);
    return {};
  }

  Result<std::optional<TarEntry>> next() override {
    archive_entry* found = nullptr;
    const int answer = ::archive_read_next_header(archive_, &found);
    if (answer == ARCHIVE_EOF) return std::optional<TarEntry>();
    if (answer != ARCHIVE_OK) return wrong(archive_);
    const char* const name = ::archive_entry_pathname(found);
    TarEntry entry{.name = name == nullptr ? "" : name, .bytes = static_cast<std::uint64_t>(::archive_entry_size(found))};
    const bool link = ::archive_entry_hardlink(found) != nullptr || ::archive_entry_symlink(found) != nullptr;
    if (!link && ::archive_entry_filetype(found) == AE_IFREG) entry.kind = TarEntry::Kind::file;
    if (!link && ::archive_entry_filetype(found) == AE_IFDIR) entry.kind = TarEntry::Kind::folder;
    return std::optional(std::move(entry));
  }

  Result<std::string> read() override {
    std::string piece(256u << 10, '\0');
    const auto got = ::archive_read_data(archive_, piece.data(), piece.size());
    if (got < 0) return wrong(archive_);
    piece.resize(static_cast<std::size_t>(got));
    return piece;
  }

 private:
  static la_ssize_t give(archive* of, void* self, const void** bytes) {
    auto* const reader = static_cast<LibarchiveReader*>(self);
    const auto got = reader->source_->read(reader->buffer_.data(), reader->buffer_.size());
    if (!got.ok()) {
      ::archive_set_error(of, EIO, "%s", got.error().message.c_str());
      return -1;
    }
    *bytes = reader->buffer_.data();
    return static_cast<la_ssize_t>(*got);
  }

  archive* archive_ = ::archive_read_new();
  std::unique_ptr<Source> source_;
  std::array<char, 64u << 10> buffer_{};
};

class Libarchive final : public ArchivePart {
 public:
  Result<std::unique_ptr<TarWriter>> writer(Compression compression, Sink sink) override {
    auto writer = std::make_unique<LibarchiveWriter>(std::move(sink));
    CHECK_OK(writer->open(compression));
    return std::unique_ptr<TarWriter>(std::move(writer));
  }
  Result<std::unique_ptr<TarReader>> reader(std::unique_ptr<Source> source) override {
    auto reader = std::make_unique<LibarchiveReader>(std::move(source));
    CHECK_OK(reader->open());
    return std::unique_ptr<TarReader>(std::move(reader));
  }
};

}  // namespace
}  // namespace cmtool

extern "C" cmtool::ArchivePart* cmtool_part_archive() {
  static cmtool::Libarchive it;
  return &it;
}
