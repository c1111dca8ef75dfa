// SPDX-License-Identifier: MIT
#include "samples/line.hpp"

#include <chrono>
#include <cstring>

#include "base/ascii.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cmtool::samples {
namespace {

template <std::size_t Size>
bool skip(const char*& at, const char (&text)[Size]) {
  if (std::memcmp(at, text, Size - 1) != 0) return false;
  at += Size - 1;
  return true;
}

/// How many bytes from here on stand for themselves in a JSON string: ASCII, no quote, no backslash, no control character.
std::size_t plain_length(const char* at) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), blank = _mm_set1_epi8(' ');
  for (std::size_t i = 0;; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
    // As signed numbers what is not ASCII is below a blank, too.
    const __m128i ends = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)), _mm_cmplt_epi8(bytes, blank));
    if (const int found = _mm_movemask_epi8(ends); found != 0) return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(found)));
  }
#else
  std::size_t i = 0;
  while (at[i] != '"' && at[i] != '\\' && static_cast<signed char>(at[i]) >= ' ') ++i;
  return i;
#endif
}

std::string_view text_at(const char*& at) {
  const std::string_view text(at, plain_length(at));
  at += text.size();
  return text;
}

int two_digits(const char* at) { return is_digit(at[0]) && is_digit(at[1]) ? 10 * (at[0] - '0') + (at[1] - '0') : 100; }

bool read_number(const char*& at, std::int64_t& to) {
  const bool negative = *at == '-';
  if (negative) ++at;
  const char* const first = at;
  std::int64_t number = 0;
  while (is_digit(*at) && at - first < 18) number = number * 10 + (*at++ - '0');
  if (at == first || is_digit(*at) || (*first == '0' && at - first > 1)) return false;
  to = negative ? -number : number;
  return true;
}

}  // namespace

bool LineScanner::read_time(const char*& at, std::int64_t& to) {
  using namespace std::chrono;
  if (std::memcmp(at, date_, sizeof date_) != 0) {
    const int century = two_digits(at), years = two_digits(at + 2), months = two_digits(at + 5), day_number = two_digits(at + 8);
    if (century > 99 || years > 99 || months > 12 || day_number > 31 || at[4] != '-' || at[7] != '-') return false;
    const year_month_day date{year(100 * century + years), month(static_cast<unsigned>(months)), day(static_cast<unsigned>(day_number))};
    if (!date.ok()) return false;
    std::memcpy(date_, at, sizeof date_);
    midnight_ = milliseconds(sys_days(date).time_since_epoch()).count();
  }
  const int hour = two_digits(at + 11), minute = two_digits(at + 14), second = two_digits(at + 17);
  if (at[10] != 'T' || at[13] != ':' || at[16] != ':' || hour > 23 || minute > 59 || second > 60) return false;
  to = midnight_ + 1000 * ((60 * hour + minute) * 60 + second);
  at += 19;
  if (*at == '.') {
    const int hundreds = is_digit(at[1]) ? at[1] - '0' : 100, rest = two_digits(at + 2);
    if (hundreds > 9 || rest > 99) return false;
    to += 100 * hundreds + rest;
    at += 4;
  }
  if (*at != 'Z') return false;
  ++at;
  return true;
}

const char* LineScanner::scan(const char* from, RawSample& to, Summed& sum) {
  const char* at = from;
  if (!skip(at, R"({"account":")")) return nullptr;
  to.account = text_at(at);
  if (!skip(at, R"(","post":")")) return nullptr;
  to.post = text_at(at);
  if (!skip(at, R"(","metric":")")) return nullptr;
  to.metric = text_at(at);
  if (!skip(at, R"(","value":)")) return nullptr;
  to.known = *at != 'n';
  to.value = 0;
  if (to.known ? !read_number(at, to.value) : !skip(at, "null")) return nullptr;
  if (!skip(at, R"(,"at":")") || !read_time(at, to.at) || !skip(at, "\"")) return nullptr;
  sum = {.text = {from, static_cast<std::size_t>(at - from)}};
  if (skip(at, R"(,"sum":")")) {
    sum.digits = at;
    at += 8;
    if (!skip(at, "\"}")) return nullptr;
  } else if (!skip(at, "}")) {
    return nullptr;
  }
  return *at == '\n' ? at : nullptr;
}

}  // namespace cmtool::samples
