// SPDX-License-Identifier: MIT
#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/tr.hpp"
#include "sys/gunzip.hpp"

namespace cmtool {
namespace {

constexpr int any_header = 15 + 32;  // the largest window; gzip or zlib, as the header says

class Gunzip final : public Source {
 public:
  explicit Gunzip(std::unique_ptr<Source> packed) : packed_(std::move(packed)) { begin(); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip() override { ::inflateEnd(&stream_); }

  [[nodiscard]] std::uint64_t size() const override { return packed_->size(); }

  Result<std::size_t> read(char* to, std::size_t count) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(count, 1u << 30));
    const auto wanted = stream_.avail_out;
    while (stream_.avail_out == wanted && !over_) {
      if (stream_.avail_in == 0) {
        TRY(const std::size_t got, packed_->read(buffer_.data(), buffer_.size()));
        over_ = got == 0;
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_in = static_cast<uInt>(got);
        if (over_) break;
      }
      const int answer = ::inflate(&stream_, Z_NO_FLUSH);
      if (answer == Z_STREAM_END) {
        // Packed files that were put one behind the other are one. What else may follow is no concern of ours.
        some_ = true;
        if (::inflateReset(&stream_) != Z_OK) return damaged();
      } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
        if (!some_) return damaged();
        over_ = true;
      }
    }
    return wanted - stream_.avail_out;
  }

  Result<void> rewind() override {
    CHECK_OK(packed_->rewind());
    ::inflateEnd(&stream_);
    begin();
    return {};
  }

 private:
  void begin() {
    stream_ = z_stream{};
    over_ = ::inflateInit2(&stream_, any_header) != Z_OK;
    some_ = false;
  }
  static Error damaged() { return Error{.fault = Fault::state, .message = tr("it is not what gzip packs, or it is damaged")}; }

  std::unique_ptr<Source> packed_;
  z_stream stream_{};
  std::array<char, 64 * 1024> buffer_{};
  bool over_ = false, some_ = false;
};

class ZlibPart final : public GunzipPart {
 public:
  [[nodiscard]] std::unique_ptr<Source> open(std::unique_ptr<Source> packed) const override { return std::make_unique<Gunzip>(std::move(packed)); }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::GunzipPart* cmtool_part_gunzip() {
  static const cmtool::ZlibPart it;
  return &it;
}
