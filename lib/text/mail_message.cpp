// SPDX-License-Identifier: MIT
#include "text/mail_message.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_word = 75;           // an encoded word, RFC 2047
constexpr std::size_t longest_header_text = 2000;  // bytes; nobody reads a longer subject
constexpr std::size_t longest_local_part = 64, longest_address = 254;

bool is_atom_sign(char c) { return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos; }

/// Atoms with single dots between them.
bool is_dotted(std::string_view text, bool (*good)(char)) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == '.' || good(c); });
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > longest_address || at > longest_local_part) return false;
  const auto domain = text.substr(at + 1);
  return is_dotted(text.substr(0, at), is_atom_sign) && is_dotted(domain, [](char c) { return is_letter_or_digit(c) || c == '-'; }) && domain.front() != '-';
}

/// One line of valid UTF-8 without controls.
std::string one_header_line(std::string_view text) {
  std::string clean;
  each_code_point(text.substr(0, longest_header_text), [&](char32_t value, std::size_t, std::size_t) {
    const bool control = value < 0x20 || (value >= 0x7f && value < 0xa0) || value == 0x2028 || value == 0x2029;
    append_utf8(clean, control ? U' ' : value);
  });
  return std::string(trimmed(clean));
}

/// Encoded words, each whole characters, folded onto lines of their own.
std::string encoded_words(const std::string& text, std::size_t used) {
  constexpr std::string_view begin = "=?UTF-8?B?", end = "?=";
  std::string made, piece;
  std::size_t room = longest_line - std::min(used, longest_line / 2);
  const auto bytes_in = [&](std::size_t characters) { return (std::min(characters, longest_word) - begin.size() - end.size()) / 4 * 3; };
  const auto flush = [&] {
    if (piece.empty()) return;
    if (!made.empty()) made += "\r\n ";
    made += std::string(begin) + base64(piece) + std::string(end);
    piece.clear();
    room = longest_line - 1;
  };
  each_code_point(text, [&](char32_t value, std::size_t, std::size_t) {
    std::string one;
    append_utf8(one, value);
    if (piece.size() + one.size() > bytes_in(room)) flush();
    piece += one;
  });
  flush();
  return made;
}

/// Free text as a header's value. `used`: how much of its first line is taken.
std::string header_text(std::string_view text, std::size_t used) {
  const std::string clean = one_header_line(text);
  const bool plain = is_ascii(clean) && used + clean.size() <= longest_line && clean.find("=?") == std::string::npos;
  return plain ? clean : encoded_words(clean, used);
}

std::string address_text(const MailAddress& who, std::size_t used) {
  const std::string name = one_header_line(who.name);
  if (name.empty()) return who.address;
  const bool plain = used + name.size() + who.address.size() + 5 <= longest_line && std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == ' ' || c == '-'; });
  return (plain ? "\"" + name + "\"" : encoded_words(name, used)) + (plain ? " <" : "\r\n <") + who.address + ">";
}

Result<void> check(const MailAddress& who) {
  if (is_address(who.address)) return {};
  return Error{.fault = Fault::usage, .message = tr("“{}” is not a mail address", who.address), .hint = tr("such as lea@example.org, or \"Léa <lea@example.org>\"")};
}

/// RFC 5322's date, always in English and UTC.
std::string date_text(Instant at) {
  using namespace std::chrono;
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<std::chrono::days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{floor<seconds>(at - day)};
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

/// RFC 2045, 6.7. Every kind of line end becomes CR LF.
std::string quoted_printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string made, line;
  const auto put = [&](std::string_view piece) {
    if (line.size() + piece.size() > longest_line - 1) {
      made += line + "=\r\n";
      line.clear();
    }
    line += piece;
  };
  const auto escaped = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::string{'=', digits[byte >> 4], digits[byte & 15]};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool last = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\n' || c == '\r') {
      made += line + "\r\n";
      line.clear();
    } else if (c == ' ' || c == '\t') {
      put(last ? escaped(c) : std::string(1, c));  // a blank at the end of a line would be lost
    } else if (c > ' ' && c < 0x7f && c != '=') {
      // A line of one dot ends a mail on its way, and one that begins with "From " is changed by old programs.
      put((c == '.' || c == 'F') && line.empty() ? escaped(c) : std::string(1, c));
    } else {
      put(escaped(c));
    }
  }
  return made + line + "\r\n";
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t in_line = longest_line / 4 * 3;
  std::string made;
  made.reserve(bytes.size() / 3 * 4 + bytes.size() / in_line * 2 + 16);
  for (std::size_t at = 0; at < bytes.size(); at += in_line) made += base64(bytes.substr(at, in_line)) + "\r\n";
  return made;
}

/// RFC 2231 for those who read it, and a name in plain letters for those who do not.
std::string disposition(const std::string& name) {
  std::string clean = one_header_line(name), plain, encoded;
  std::replace(clean.begin(), clean.end(), '/', '-');
  std::replace(clean.begin(), clean.end(), '\\', '-');
  if (clean.empty()) clean = "file";
  constexpr std::size_t longest_name = 120;
  std::string short_name;
  each_code_point(clean, [&](char32_t value, std::size_t, std::size_t) {
    if (short_name.size() < longest_name) append_utf8(short_name, value);
  });
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : short_name) {
    const bool safe = is_letter_or_digit(c) || c == '-' || c == '_' || c == '.';
    plain += safe ? c : '_';
    const auto byte = static_cast<unsigned char>(c);
    if (safe) encoded += c;
    else encoded += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  std::string made = "Content-Disposition: attachment;\r\n filename=\"" + plain + "\"";
  if (plain == short_name) return made + "\r\n";
  // Continued, so that no line is too long for anybody.
  constexpr std::size_t in_line = 60;
  for (std::size_t at = 0, part = 0; at < encoded.size(); ++part) {
    std::size_t end = std::min(at + in_line, encoded.size());
    if (const auto cut = encoded.rfind('%', end - 1); end < encoded.size() && cut != std::string::npos && cut + 3 > end && cut > at) end = cut;
    made += fmt::format(";\r\n filename*{}*={}{}", part, part == 0 ? "UTF-8''" : "", encoded.substr(at, end - at));
    at = end;
  }
  return made + "\r\n";
}

std::string text_part(std::string_view type, std::string_view text) {
  return fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", type, quoted_printable(valid_utf8(text)));
}

bool is_media_type(std::string_view type) {
  const auto slash = type.find('/');
  const auto good = [](std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '+'; }); };
  return slash != std::string_view::npos && good(type.substr(0, slash)) && good(type.substr(slash + 1)) && type.size() < 100;
}

/// "_" stands in no base 64 and "=_" in no quoted-printable text, so that no part can hold it.
std::string multipart(std::string_view kind, const std::string& boundary, const std::vector<std::string>& parts) {
  std::string made = fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const auto& part : parts) made += "--" + boundary + "\r\n" + part + (part.ends_with("\r\n") ? "" : "\r\n");
  return made + "--" + boundary + "--\r\n";
}

std::string message_id(const std::string& id, const MailAddress& from) {
  std::string safe;
  for (const char c : id) {
    if (is_letter_or_digit(c) || c == '-' || c == '.') safe += c;
  }
  return "<" + safe.substr(0, 100) + "@" + from.address.substr(from.address.rfind('@') + 1) + ">";
}

}  // namespace

Result<MailAddress> mail_address(std::string_view text) {
  text = trimmed(text);
  MailAddress who;
  if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>')) {
    std::string_view name = trimmed(text.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    who = {.name = one_header_line(name), .address = std::string(trimmed(text.substr(open + 1, text.size() - open - 2)))};
  } else {
    who.address = std::string(text);
  }
  CHECK_OK(check(who));
  return who;
}

Result<std::string> mail_bytes(const MailMessage& mail) {
  CHECK_OK(check(mail.from));
  if (mail.to.empty()) return Error{.fault = Fault::usage, .message = tr("a mail needs somebody to go to")};
  std::string to;
  for (const auto& who : mail.to) {
    CHECK_OK(check(who));
    to += (to.empty() ? "" : ",\r\n ") + address_text(who, 4);
  }
  std::string made = "From: " + address_text(mail.from, 6) + "\r\nTo: " + to + "\r\nSubject: " + header_text(mail.subject, 9) + "\r\nDate: " + date_text(mail.at) + "\r\n";
  if (!mail.id.empty()) made += "Message-ID: " + message_id(mail.id, mail.from) + "\r\n";
  if (!mail.answers.empty()) made += "In-Reply-To: " + message_id(mail.answers, mail.from) + "\r\nReferences: " + message_id(mail.answers, mail.from) + "\r\n";
  if (mail.important) made += "Importance: high\r\nX-Priority: 1\r\n";
  if (mail.automatic) made += "Auto-Submitted: auto-generated\r\n";
  made += "MIME-Version: 1.0\r\n";
  const std::string mark = "=_" + sha256_hex(mail.id + mail.subject + mail.text).substr(0, 24);
  std::string body = text_part("plain", mail.text);
  if (!mail.html.empty()) body = multipart("alternative", mark + "_a", {body, text_part("html", mail.html)});
  if (mail.files.empty()) return made + body;
  std::vector<std::string> parts{std::move(body)};
  for (const auto& file : mail.files) {
    if (!is_media_type(file.type)) return Error{.fault = Fault::usage, .message = tr("“{}” is not a file's type", file.type), .hint = tr("such as application/pdf")};
    parts.push_back("Content-Type: " + file.type + "\r\n" + disposition(file.name) + "Content-Transfer-Encoding: base64\r\n\r\n" + base64_lines(file.bytes));
  }
  return made + multipart("mixed", mark + "_m", parts);
}

}  // namespace cmtool
