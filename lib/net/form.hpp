// SPDX-License-Identifier: MIT
// A request's body as one stream of bytes, whatever it is made of.
//
// Bytes, a file, or multipart/form-data (RFC 7578): the network and the recorder read them alike, in pieces, so
// that a video of a gigabyte costs a buffer. The length is known beforehand, since many servers refuse chunked
// uploads.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/media.hpp"
#include "net/http.hpp"

namespace cmtool {

/// A body on its way out.
class BodyStream {
 public:
  explicit BodyStream(const Body&);

  /// The Content-Type with the boundary; "" when there is no body.
  [[nodiscard]] const std::string& type() const { return type_; }
  /// All bytes, in this very number.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return pieces_.empty(); }
  /// Fills at most `count` bytes at `to`; 0 at the end. Fault::state when a file is shorter than it was said to be.
  Result<std::size_t> read(char* to, std::size_t count);
  /// Goes back to the start.
  Result<void> rewind();

 private:
  struct Piece {
    std::string bytes{};
    std::shared_ptr<Source> file{};
    [[nodiscard]] std::uint64_t size() const { return file ? file->size() : bytes.size(); }
  };
  void add_bytes(std::string bytes);
  void add_file(std::shared_ptr<Source> file);
  void add_parts(const std::vector<FormPart>&);

  std::vector<Piece> pieces_{};
  std::string type_{};
  std::uint64_t size_ = 0;
  std::size_t at_ = 0;         // the piece being read
  std::uint64_t offset_ = 0;   // how much of it has been read
};

/// A harmless file name for an upload: the author's own, reduced to letters, digits, "-", "_" and ".", with the extension
/// of the medium's true type.
std::string upload_name(const Media&);

}  // namespace cmtool
