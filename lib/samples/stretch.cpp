// SPDX-License-Identifier: MIT
#include "samples/stretch.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/tr.hpp"
#include "state/json_file.hpp"

namespace cmtool::samples {
namespace {

constexpr std::size_t piece = 1u << 20;
constexpr std::size_t longest_line = 64u << 20;

}  // namespace

Result<std::uint64_t> whole_lines(Source& source, std::uint64_t size) {
  std::string bytes(64 * 1024, '\0');
  for (std::uint64_t end = size; end > 0;) {
    const std::uint64_t from = end > bytes.size() ? end - bytes.size() : 0;
    CHECK_OK(source.go_to(from));
    std::size_t have = 0;
    while (have < end - from) {
      TRY(const std::size_t got, source.read(bytes.data() + have, static_cast<std::size_t>(end - from) - have));
      if (got == 0) break;
      have += got;
    }
    if (const auto found = std::string_view(bytes).substr(0, have).rfind('\n'); found != std::string_view::npos) return from + found + 1;
    end = from;
  }
  return std::uint64_t{0};
}

StretchReader::StretchReader(Disk& disk, Stretch stretch) : disk_(disk), stretch_(std::move(stretch)) {}

bool StretchReader::begin() {
  auto source = disk_.open(stretch_.file);
  if (!source.ok()) {
    fault_ = std::move(source).error();
    return false;
  }
  source_ = std::move(*source);
  window_.assign(piece + padding, '\0');
  // The byte before tells whether a line begins here; if not, its rest belongs to the stretch before.
  window_at_ = stretch_.from == 0 ? 0 : stretch_.from - 1;
  if (auto gone = source_->go_to(window_at_); !gone.ok()) {
    fault_ = std::move(gone).error();
    return false;
  }
  if (stretch_.from == 0) return true;
  for (;;) {
    if (window_at_ + whole_ >= stretch_.to || !refill()) return false;
    if (const auto* found = static_cast<const char*>(std::memchr(window_.data() + at_, '\n', whole_ - at_)); found != nullptr) {
      at_ = static_cast<std::size_t>(found - window_.data()) + 1;
      return true;
    }
  }
}

/// Moves the rest of the window to its beginning and fills it up, so that it holds a whole line at least.
bool StretchReader::refill() {
  std::memmove(window_.data(), window_.data() + whole_, filled_ - whole_);
  window_at_ += whole_;
  filled_ -= whole_;
  at_ = whole_ = 0;
  for (;;) {
    const std::uint64_t left = stretch_.end - std::min(stretch_.end, window_at_ + filled_);
    if (left == 0) return false;
    if (filled_ + padding + piece / 2 > window_.size()) {
      if (filled_ >= longest_line) {
        fault_ = damaged_line(window_at_);
        return false;
      }
      window_.resize(2 * window_.size());
    }
    const auto got = source_->read(window_.data() + filled_, static_cast<std::size_t>(std::min<std::uint64_t>(left, window_.size() - padding - filled_)));
    if (!got.ok()) fault_ = got.error();
    if (!got.ok() || *got == 0) return false;  // shorter than it was: a torn tail was cut off
    const auto last = std::string_view(window_).substr(filled_, *got).rfind('\n');
    filled_ += *got;
    std::memset(window_.data() + filled_, 0, padding);
    if (last == std::string_view::npos) continue;
    whole_ = filled_ - *got + last + 1;
    return true;
  }
}

bool StretchReader::check(const Summed& with, std::uint64_t line_at, bool is_last) {
  const Summed before = std::exchange(unchecked_, {});
  if (before.digits != nullptr && with.digits != nullptr && are_right(before, with)) return true;
  if (before.digits != nullptr && !is_right(before)) {
    fault_ = damaged_line(unchecked_at_);
    return false;
  }
  if (with.digits == nullptr || is_right(with)) return true;
  if (!is_last) fault_ = damaged_line(line_at);
  return false;
}

bool StretchReader::next(RawSample& to) {
  if (fault_ || !find(to)) return false;
  told_ = window_at_ + at_;
  return true;
}

bool StretchReader::find(RawSample& to) {
  if (!source_ && !begin()) return false;
  for (;;) {
    if (window_at_ + at_ >= stretch_.to || at_ == whole_) {
      // The window is about to move.
      if (!check({}, 0, false) || window_at_ + at_ >= stretch_.to || !refill()) return false;
      continue;
    }
    const char* const line = window_.data() + at_;
    const std::uint64_t line_at = window_at_ + at_;
    Summed sum;
    if (const char* const end = scanner_.scan(line, to, sum); end != nullptr) {
      at_ = static_cast<std::size_t>(end - window_.data()) + 1;
      const bool is_last = window_at_ + at_ == stretch_.end;
      if (sum.digits == nullptr) return true;
      if (unchecked_.digits != nullptr || is_last) return check(sum, line_at, is_last);
      unchecked_ = sum;
      unchecked_at_ = line_at;
      return true;
    }
    const auto* const end = static_cast<const char*>(std::memchr(line, '\n', whole_ - at_));
    at_ = static_cast<std::size_t>(end - window_.data()) + 1;
    if (any_line_.read({line, static_cast<std::size_t>(end - line)}, to)) return true;
    if (!check({}, 0, false) || window_at_ + at_ == stretch_.end) return false;
    fault_ = damaged_line(line_at);
    return false;
  }
}

Error StretchReader::damaged_line(std::uint64_t at) {
  std::uint64_t number = 1;
  std::string bytes(64 * 1024, '\0');
  if (const auto gone = source_->rewind(); !gone.ok()) return gone.error();
  while (at > 0) {
    const auto got = source_->read(bytes.data(), static_cast<std::size_t>(std::min<std::uint64_t>(at, bytes.size())));
    if (!got.ok() || *got == 0) break;
    number += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(*got), '\n'));
    at -= *got;
  }
  return damaged(stretch_.file, tr("line {}", number));
}

}  // namespace cmtool::samples
