// SPDX-License-Identifier: MIT
#include "text/mail_message.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/id.hpp"

using namespace cmtool;

namespace {

MailMessage a_mail() {
  return {.from = {.name = "Atelier", .address = "desk@example.org"}, .to = {{.address = "lea@example.org"}}, .subject = "Bonjour", .text = "Bonjour Léa\n",
          .at = parse_iso("2026-11-22T09:00:00Z").value(), .id = "abc123"};
}

std::string bytes_of(const MailMessage& mail) {
  auto bytes = mail_bytes(mail);
  REQUIRE_MESSAGE(bytes.ok(), bytes.error().message);
  return std::move(bytes).value();
}

/// The lines before the first empty one.
std::vector<std::string> head_lines(const std::string& bytes) {
  std::vector<std::string> lines;
  const std::string head = bytes.substr(0, bytes.find("\r\n\r\n"));
  for (const auto& line : split(head, '\n')) lines.emplace_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
  return lines;
}

/// Every line ends in CR LF, is at most 76 characters long, and is ASCII.
void check_lines(const std::string& bytes) {
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    const auto end = bytes.find('\n', begin);
    REQUIRE(end != std::string::npos);
    REQUIRE(end > begin);
    CHECK(bytes[end - 1] == '\r');
    CHECK_MESSAGE(end - 1 - begin <= 76, bytes.substr(begin, end - begin));
    begin = end + 1;
  }
  CHECK(std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n' || (c >= ' ' && c < 0x7f); }));
  CHECK(std::count(bytes.begin(), bytes.end(), '\r') == std::count(bytes.begin(), bytes.end(), '\n'));
}

}  // namespace

TEST_CASE("a mail has its headers once, in plain words where it can") {
  const auto bytes = bytes_of(a_mail());
  CHECK(bytes.starts_with("From: \"Atelier\" <desk@example.org>\r\nTo: lea@example.org\r\nSubject: Bonjour\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n"));
  CHECK(bytes.find("Message-ID: <abc123@example.org>\r\n") != std::string::npos);
  CHECK(bytes.find("Auto-Submitted: auto-generated\r\n") != std::string::npos);
  CHECK(bytes.ends_with("\r\n\r\nBonjour L=C3=A9a\r\n\r\n"));
  check_lines(bytes);
}

TEST_CASE("no text can write a header of its own") {
  for (const std::string evil : {"x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\rBcc: all@example.org", "x\xe2\x80\xa8" "Bcc: all@example.org", "x\0\r\n\r\nBcc: body",
                                 "=?UTF-8?B?DQpCY2M6IGE=?=\r\n .", "x\x0b\x0c" "Bcc:", "\xff\xfe\r\n\r\n<html>"}) {
    CAPTURE(evil);
    auto mail = a_mail();
    mail.subject = evil;
    mail.from.name = evil;
    mail.to.front().name = evil;
    mail.id = evil;
    mail.answers = evil;
    mail.text = evil;
    mail.files = {{.name = evil, .bytes = evil}};
    const auto bytes = bytes_of(mail);
    check_lines(bytes);
    for (const auto& line : head_lines(bytes)) {
      CHECK_FALSE(line.starts_with("Bcc"));
      const std::vector<std::string> known{" ", "From: ", "To: ", "Subject: ", "Date: ", "Message-ID: ", "In-Reply-To: ", "References: ", "Auto-Submitted: ", "MIME-Version: ", "Content-Type: "};
      const bool ours = std::any_of(known.begin(), known.end(), [&](const std::string& begin) { return line.starts_with(begin); });
      CHECK(ours);
    }
  }
}

TEST_CASE("an address is letters, digits and a few signs, or it is refused") {
  for (const std::string evil : {"", "lea", "@example.org", "lea@", "a b@example.org", "lea@example.org\r\nBcc: x@y.z", "<lea@example.org>", "lea@exa mple.org", "lea@example.org>", "l\xc3\xa9@example.org",
                                 "lea@.org", "lea@org.", ".lea@example.org", "a..b@example.org", "lea@example.org,max@example.org", "\"a b\"@example.org"}) {
    CAPTURE(evil);
    auto mail = a_mail();
    mail.to.front().address = evil;
    CHECK_FALSE(mail_bytes(mail).ok());
    auto from = a_mail();
    from.from.address = evil;
    CHECK_FALSE(mail_bytes(from).ok());
  }
  CHECK(mail_address("Léa Martin <lea.martin+desk@example.org>").value() == MailAddress{.name = "Léa Martin", .address = "lea.martin+desk@example.org"});
  CHECK(mail_address(" lea@example.org ").value() == MailAddress{.address = "lea@example.org"});
  CHECK_FALSE(mail_address("Léa <lea@example.org> x").ok());
  auto nobody = a_mail();
  nobody.to.clear();
  CHECK_FALSE(mail_bytes(nobody).ok());
}

TEST_CASE("a long subject in any language is folded into encoded words of whole characters") {
  auto mail = a_mail();
  for (int i = 0; i < 40; ++i) mail.subject += " été 日本 🥐";
  const auto bytes = bytes_of(mail);
  check_lines(bytes);
  for (const auto& line : head_lines(bytes)) {
    for (const auto& word : split(trimmed(line), ' ')) {
      if (word.starts_with("=?")) CHECK(word.size() <= 75);
    }
  }
}

TEST_CASE("text, HTML and files lie one in the other, and none can hold the border") {
  auto mail = a_mail();
  mail.html = "<p>Bonjour <b>Léa</b></p>";
  mail.files = {{.name = "rapport d’août 2026.pdf", .type = "application/pdf", .bytes = random_bytes(5000)}, {.name = "../../etc/passwd", .bytes = "x"}};
  const auto bytes = bytes_of(mail);
  check_lines(bytes);
  CHECK(bytes.find("multipart/mixed") < bytes.find("multipart/alternative"));
  CHECK(bytes.find("text/plain") < bytes.find("text/html"));
  CHECK(bytes.find("filename=\"rapport_d___ao__t_2026.pdf\"") != std::string::npos);
  CHECK(bytes.find("UTF-8''rapport%20d%E2%80%99ao%C3%BBt") != std::string::npos);
  CHECK(bytes.find("etc/passwd") == std::string::npos);
  mail.files[0].type = "application/pdf\r\nX: y";
  CHECK_FALSE(mail_bytes(mail).ok());
}

TEST_CASE("lines that would end or change a mail on its way are written otherwise") {
  auto mail = a_mail();
  mail.text = ".\n.hidden\nFrom me\nblank \ntab\t\n" + std::string(300, 'x') + "\n";
  const auto bytes = bytes_of(mail);
  check_lines(bytes);
  CHECK(bytes.find("\r\n.") == std::string::npos);
  CHECK(bytes.find("\r\nFrom me") == std::string::npos);
  CHECK(bytes.find(" \r\n") == std::string::npos);
}

TEST_CASE("a report of 10 MB is a mail within a moment") {
  auto mail = a_mail();
  mail.text = std::string(1u << 20, '\xe9');
  mail.files = {{.name = "book.pdf", .type = "application/pdf", .bytes = std::string(10u << 20, 'x')}};
  CHECK(bytes_of(mail).size() > (13u << 20));
}
