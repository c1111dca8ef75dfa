// SPDX-License-Identifier: MIT
#include "media/edited.hpp"

#include <algorithm>
#include <cstring>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "sys/memory_source.hpp"

namespace cmtool {
namespace {

constexpr std::size_t buffer_size = 64u << 10;

class EditedSource final : public Source {
 public:
  EditedSource(std::unique_ptr<Source> original, std::vector<Edit> edits) : original_(std::move(original)) {
    const std::uint64_t end = original_->size();
    std::uint64_t size = end;
    for (auto& edit : in_order(std::move(edits))) {
      if (edit.at > end || edit.drop > end - edit.at) continue;
      size = size - edit.drop + edit.put.size();
      edits_.push_back(std::move(edit));
    }
    size_ = size;
  }

  [[nodiscard]] std::uint64_t size() const override { return size_; }

  Result<std::size_t> read(char* to, std::size_t count) override {
    while (next_ < edits_.size() && at_ == edits_[next_].at) {
      const Edit& edit = edits_[next_];
      if (put_ < edit.put.size()) {
        const auto piece = std::min(count, edit.put.size() - put_);
        std::memcpy(to, edit.put.data() + put_, piece);
        put_ += piece;
        return piece;
      }
      CHECK_OK(pass_over(edit.drop));
      ++next_;
      put_ = 0;
    }
    if (next_ < edits_.size()) count = static_cast<std::size_t>(std::min<std::uint64_t>(count, edits_[next_].at - at_));
    TRY(const std::size_t got, original_->read(to, count));
    at_ += got;
    return got;
  }

  Result<void> rewind() override {
    at_ = 0;
    next_ = put_ = 0;
    return original_->rewind();
  }

 private:
  Result<void> pass_over(std::uint64_t count) {
    std::string buffer(static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer_size)), '\0');
    while (count > 0) {
      TRY(const std::size_t got,
          original_->read(buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer.size()))));
      if (got == 0) break;  // the file became shorter; verified() notices
      count -= got;
      at_ += got;
    }
    return {};
  }

  std::unique_ptr<Source> original_;
  std::vector<Edit> edits_{};
  std::uint64_t size_ = 0, at_ = 0;
  std::size_t next_ = 0, put_ = 0;
};

class VerifiedSource final : public Source {
 public:
  VerifiedSource(std::unique_ptr<Source> original, std::string sha256)
      : original_(std::move(original)), expected_(std::move(sha256)), hash_(std::make_unique<Sha256>()) {}
  [[nodiscard]] std::uint64_t size() const override { return original_->size(); }
  Result<std::size_t> read(char* to, std::size_t count) override {
    TRY(const std::size_t got, original_->read(to, count));
    if (got > 0) {
      if (hash_) hash_->add({to, got});
    } else if (hash_ && count > 0) {
      const bool same = hash_->hex() == expected_;
      hash_.reset();
      if (!same)
        return Error{.fault = Fault::conflict,
                     .message = tr("the file was changed while it was read"),
                     .hint = tr("try again when nothing writes to it")};
    }
    return got;
  }
  Result<void> rewind() override {
    hash_ = std::make_unique<Sha256>();
    return original_->rewind();
  }

 private:
  std::unique_ptr<Source> original_;
  std::string expected_;
  std::unique_ptr<Sha256> hash_;
};

}  // namespace

std::vector<Edit> in_order(std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at < b.at; });
  std::vector<Edit> kept;
  std::uint64_t end = 0;
  for (auto& edit : edits) {
    if (!kept.empty() && (edit.at < end || edit.at == kept.back().at)) continue;
    end = edit.at + edit.drop;
    kept.push_back(std::move(edit));
  }
  return kept;
}

std::string edited(std::string_view bytes, const std::vector<Edit>& edits) {
  std::string result;
  result.reserve(bytes.size());
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.at < at || edit.at > bytes.size() || edit.drop > bytes.size() - edit.at) continue;
    const auto start = static_cast<std::size_t>(edit.at);
    result.append(bytes.substr(at, start - at)).append(edit.put);
    at = start + static_cast<std::size_t>(edit.drop);
  }
  return result.append(bytes.substr(at));
}

std::unique_ptr<Source> edited(std::unique_ptr<Source> original, std::vector<Edit> edits) {
  if (edits.empty()) return original;
  return std::make_unique<EditedSource>(std::move(original), std::move(edits));
}

std::unique_ptr<Source> as_source(std::string bytes) { return std::make_unique<MemorySource>(std::move(bytes)); }

std::unique_ptr<Source> verified(std::unique_ptr<Source> original, std::string sha256) {
  return std::make_unique<VerifiedSource>(std::move(original), std::move(sha256));
}

Result<std::string> read_all(Source& source, std::uint64_t limit) {
  CHECK_OK(source.rewind());
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(std::min(source.size(), limit)));
  std::string buffer(buffer_size, '\0');
  for (;;) {
    TRY(const std::size_t got, source.read(buffer.data(), buffer.size()));
    if (got == 0) return bytes;
    if (got > limit - bytes.size()) return Error{.fault = Fault::refused, .message = tr("the file is too large to be read")};
    bytes.append(buffer.data(), got);
  }
}

Result<Digest> digest_of(Source& source) {
  CHECK_OK(source.rewind());
  Sha256 hash;
  std::uint64_t bytes = 0;
  std::string buffer(buffer_size, '\0');
  for (;;) {
    TRY(const std::size_t got, source.read(buffer.data(), buffer.size()));
    if (got == 0) return Digest{.sha256 = hash.hex(), .bytes = bytes};
    hash.add({buffer.data(), got});
    bytes += got;
  }
}

}  // namespace cmtool
