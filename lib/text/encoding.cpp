// SPDX-License-Identifier: MIT
#include "text/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "base/tr.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'));
}

Error broken(std::size_t line, const char* encoding) {
  return Error{.fault = Fault::refused,
               .message = tr("line {} has bytes that are no {} text", line, encoding),
               .hint = tr("save the file again as UTF-8")};
}

Error zero_byte(std::size_t line) {
  return Error{.fault = Fault::refused, .message = tr("line {} has a zero byte: this is no text", line), .hint = tr("save the file again as UTF-8")};
}

class Converter {
 public:
  explicit Converter(const char* from) : held_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (good()) iconv_close(held_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  [[nodiscard]] bool good() const { return held_ != reinterpret_cast<iconv_t>(-1); }

  /// As much as can be converted; `rest` is what cannot.
  std::string convert(std::string_view& rest) {
    std::string text, piece(64u << 10, '\0');
    while (!rest.empty()) {
      char* in = const_cast<char*>(rest.data());  // NOLINT: iconv's own signature; it does not write there
      std::size_t left = rest.size();
      char* out = piece.data();
      std::size_t room = piece.size();
      const std::size_t done = iconv(held_, &in, &left, &out, &room);
      text.append(piece.data(), piece.size() - room);
      rest.remove_prefix(rest.size() - left);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG) break;
    }
    return text;
  }

 private:
  iconv_t held_;
};

Result<Decoded> converted(std::string_view bytes, const char* encoding) {
  Converter converter(encoding);
  if (!converter.good()) {
    return Error{.fault = Fault::unsupported, .message = tr("this machine cannot read {}", encoding), .hint = tr("save the file again as UTF-8")};
  }
  Decoded result{.text = {}, .encoding = encoding};
  std::string_view rest = bytes;
  result.text = converter.convert(rest);
  // Five bytes mean nothing in Windows-1252; they are kept as ISO 8859-1 has them.
  while (!rest.empty() && encoding == std::string_view("WINDOWS-1252")) {
    append_utf8(result.text, static_cast<unsigned char>(rest.front()));
    rest.remove_prefix(1);
    result.text += converter.convert(rest);
  }
  if (!rest.empty()) return broken(line_at(result.text, result.text.size()), encoding);
  if (const auto zero = result.text.find('\0'); zero != std::string::npos) return zero_byte(line_at(result.text, zero));
  if (result.text.starts_with("\xEF\xBB\xBF")) result.text.erase(0, 3);
  return result;
}

/// Zero bytes that stand on one side of most pairs: UTF-16 of a text that is mostly Latin.
const char* utf16_without_mark(std::string_view bytes) {
  const auto head = bytes.substr(0, 4096);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t pairs = head.size() / 2;
  if (bytes.size() % 2 != 0 || pairs == 0) return nullptr;
  if (odd * 2 > pairs && even * 20 < pairs) return "UTF-16LE";
  if (even * 2 > pairs && odd * 20 < pairs) return "UTF-16BE";
  return nullptr;
}

struct Count {
  std::size_t good = 0, bad = 0, first_bad = std::string_view::npos;
};

Count letters_beyond_ascii(std::string_view bytes) {
  Count count;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto point = decode(bytes, at);
    if (point.valid) ++count.good;
    else if (count.bad++ == 0) count.first_bad = at;
    at += point.bytes;
  }
  return count;
}

}  // namespace

Result<Decoded> decoded(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  else if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
  else if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
  if (const auto zero = bytes.find('\0'); zero != std::string_view::npos) {
    const char* const encoding = utf16_without_mark(bytes);
    if (encoding == nullptr) return zero_byte(line_at(bytes, zero));
    return converted(bytes, encoding);
  }
  if (is_valid_utf8(bytes)) return Decoded{.text = std::string(bytes), .encoding = "UTF-8"};
  const Count count = letters_beyond_ascii(bytes);
  if (count.good > count.bad) return broken(line_at(bytes, count.first_bad), "UTF-8");
  return converted(bytes, "WINDOWS-1252");
}

std::string decoded_beginning(std::string_view bytes, std::size_t most) {
  if (bytes.size() <= most) {
    auto whole = decoded(bytes);
    return whole.ok() ? std::move(whole->text) : std::string();
  }
  // The cut may go through a character; none is longer than four bytes.
  for (std::size_t cut = most; cut > 0 && cut + 4 > most; --cut) {
    auto head = decoded(bytes.substr(0, cut));
    if (head.ok() && head->encoding != "WINDOWS-1252") return std::move(head->text);
  }
  auto head = decoded(bytes.substr(0, most));
  return head.ok() ? std::move(head->text) : std::string();
}

}  // namespace cmtool
