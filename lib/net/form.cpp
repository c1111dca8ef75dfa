// SPDX-License-Identifier: MIT
#include "net/form.hpp"

#include <algorithm>
#include <cstring>

#include "base/ascii.hpp"
#include "base/id.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

/// A name inside a Content-Disposition, escaped as browsers do (HTML standard, "multipart/form-data encoding algorithm").
std::string quoted_name(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += "%22";
    else if (c == '\r') result += "%0D";
    else if (c == '\n') result += "%0A";
    else result += c;
  }
  return result + '"';
}

std::string part_head(const FormPart& part, const std::string& boundary) {
  std::string head = "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted_name(part.name);
  if (!part.filename.empty()) head += "; filename=" + quoted_name(part.filename);
  if (!part.type.empty()) head += "\r\nContent-Type: " + part.type;
  return head + "\r\n\r\n";
}

}  // namespace

BodyStream::BodyStream(const Body& body) : type_(body.type) {
  if (!body.parts.empty()) {
    add_parts(body.parts);
  } else if (body.file) {
    add_file(body.file);
  } else if (!body.type.empty() || !body.bytes.empty()) {
    add_bytes(body.bytes);
  }
}

void BodyStream::add_bytes(std::string bytes) {
  size_ += bytes.size();
  pieces_.push_back({.bytes = std::move(bytes)});
}

void BodyStream::add_file(std::shared_ptr<Source> file) {
  size_ += file->size();
  pieces_.push_back({.file = std::move(file)});
}

void BodyStream::add_parts(const std::vector<FormPart>& parts) {
  // 128 random bits do not occur in a file by chance, and nobody can put them there beforehand.
  const std::string boundary = "cmtool-" + random_hex(16);
  type_ = "multipart/form-data; boundary=" + boundary;
  for (const auto& part : parts) {
    add_bytes(part_head(part, boundary));
    if (part.file) add_file(part.file);
    else add_bytes(part.bytes);
    add_bytes("\r\n");
  }
  add_bytes("--" + boundary + "--\r\n");
}

Result<std::size_t> BodyStream::read(char* to, std::size_t count) {
  while (at_ < pieces_.size()) {
    Piece& piece = pieces_[at_];
    const std::uint64_t left = piece.size() - offset_;
    if (left == 0) {
      ++at_;
      offset_ = 0;
      continue;
    }
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left, count));
    std::size_t got = want;
    if (piece.file) {
      TRY(got, piece.file->read(to, want));
      if (got == 0) return Error{.fault = Fault::state, .message = tr("a file became shorter while it was sent")};
    } else {
      std::memcpy(to, piece.bytes.data() + offset_, want);
    }
    offset_ += got;
    return got;
  }
  return std::size_t{0};
}

Result<void> BodyStream::rewind() {
  for (auto& piece : pieces_) {
    if (piece.file) CHECK_OK(piece.file->rewind());
  }
  at_ = 0;
  offset_ = 0;
  return {};
}

std::string upload_name(const Media& media) {
  constexpr std::size_t longest = 80;
  std::string_view name(media.file);
  name = name.substr(name.rfind('/') + 1);
  name = name.substr(0, std::min(name.rfind('.') == 0 ? std::string_view::npos : name.rfind('.'), longest));
  std::string clean;
  for (const char c : name) {
    if (is_letter_or_digit(c) || c == '-' || c == '_') clean += c;
    else if (!clean.empty() && clean.back() != '-') clean += '-';
  }
  while (clean.ends_with('-')) clean.pop_back();
  return (clean.empty() ? std::string("media") : clean) + "." + extension_of(media.type);
}

}  // namespace cmtool
