// SPDX-License-Identifier: MIT
#include "workbook/zip.hpp"

#include <array>

namespace cmtool {
namespace {

// APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
constexpr std::uint32_t file_signature = 0x04034b50, entry_signature = 0x02014b50, end_signature = 0x06054b50;
constexpr std::uint16_t version = 20, dos_date = (2026 - 1980) << 9 | 1 << 5 | 1;  // 1 January 2026: nobody reads it

void put16(std::string& to, std::uint32_t value) {
  to += static_cast<char>(value & 0xFF);
  to += static_cast<char>(value >> 8 & 0xFF);
}
void put32(std::string& to, std::uint32_t value) {
  put16(to, value & 0xFFFF);
  put16(to, value >> 16);
}

constexpr std::array<std::uint32_t, 256> table = [] {
  std::array<std::uint32_t, 256> made{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xEDB88320u ^ value >> 1 : value >> 1;
    made[i] = value;
  }
  return made;
}();

}  // namespace

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char byte : bytes) crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFF] ^ crc >> 8;
  return crc ^ 0xFFFFFFFFu;
}

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  const auto offset = static_cast<std::uint32_t>(files_.size());
  std::string facts;
  put16(facts, version);
  put16(facts, 0);  // flags
  put16(facts, 0);  // stored
  put16(facts, 0);  // midnight
  put16(facts, dos_date);
  put32(facts, crc32_of(bytes));
  put32(facts, static_cast<std::uint32_t>(bytes.size()));
  put32(facts, static_cast<std::uint32_t>(bytes.size()));
  put16(facts, static_cast<std::uint32_t>(name.size()));
  put16(facts, 0);  // extra fields

  put32(files_, file_signature);
  files_ += facts;
  files_ += name;
  files_ += bytes;

  put32(directory_, entry_signature);
  put16(directory_, version);
  directory_ += facts;
  put16(directory_, 0);  // comment
  put16(directory_, 0);  // disk
  put16(directory_, 0);  // attributes
  put32(directory_, 0);
  put32(directory_, offset);
  directory_ += name;
  ++count_;
}

std::string ZipWriter::finish() {
  std::string all = std::move(files_);
  const auto offset = static_cast<std::uint32_t>(all.size());
  all += directory_;
  put32(all, end_signature);
  put32(all, 0);
  put16(all, count_);
  put16(all, count_);
  put32(all, static_cast<std::uint32_t>(directory_.size()));
  put32(all, offset);
  put16(all, 0);
  return all;
}

}  // namespace cmtool
