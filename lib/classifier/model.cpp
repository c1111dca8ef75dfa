// SPDX-License-Identifier: MIT
#include "classifier/model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "text/utf8.hpp"

namespace cmtool::classifier {
namespace {

// The file: magic, version, then what Writer writes below, then the checksum of everything before it. Little-endian.
constexpr std::string_view magic = "cmtmodel";
constexpr std::uint32_t version = 1;
constexpr std::size_t most_lexicons = 8, longest_name = 200;
// The byte with the number of bits: these in five, what is read in the sixth, whether texts that were seen follow in the seventh.
constexpr unsigned bits_of_bits = 5, reading_bit = 1u << 5, seen_bit = 1u << 6;

/// Against disks and cut downloads; hostile files are stood by checking all that is read.
std::uint64_t checksum(std::string_view bytes) { return fnv1a(bytes); }

class Writer {
 public:
  void number(std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) out_ += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  }
  void small(std::uint32_t value) {  // seven bits a byte
    for (; value >= 0x80; value >>= 7) number((value & 0x7F) | 0x80, 1);
    number(value, 1);
  }
  void real(float value) { number(std::bit_cast<std::uint32_t>(value), 4); }
  void text(std::string_view value) {
    small(static_cast<std::uint32_t>(value.size()));
    out_ += value;
  }
  std::string& out() { return out_; }

 private:
  std::string out_{};
};

/// Reads what Writer wrote. Once something is wrong, everything that follows is 0.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number(std::size_t bytes) {
    if (rest_.size() < bytes) return fail("it ends early");
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    rest_.remove_prefix(bytes);
    return value;
  }
  std::uint32_t small() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const auto byte = static_cast<std::uint32_t>(number(1));
      if (shift == 28 && byte > 0x0F) break;
      value |= (byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    return static_cast<std::uint32_t>(fail("a number is too long"));
  }
  float real() {
    const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(number(4)));
    if (std::isfinite(value) && std::fabs(value) < 1e9F) return value;
    return static_cast<float>(fail("a number is not finite"));
  }
  std::string text(std::size_t longest) {
    const auto size = small();
    if (size > longest || size > rest_.size()) return fail("a text is too long"), "";
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (!is_valid_utf8(value)) fail("a text is not UTF-8");
    return value;
  }
  /// How many follow that take a byte at least each: never more than there are bytes, so that no lie reserves memory.
  std::uint32_t count(std::size_t most) {
    const auto value = small();
    if (value > most || value > rest_.size()) return static_cast<std::uint32_t>(fail("it counts more than it holds"));
    return value;
  }
  std::uint64_t fail(std::string_view why) {
    if (why_.empty()) why_ = why;
    rest_ = {};
    return 0;
  }
  [[nodiscard]] bool failed() const { return !why_.empty(); }
  [[nodiscard]] const std::string& why() const { return why_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  std::string why_{};
};

void write_lexicon(Writer& to, const Lexicon& lexicon) {
  to.number(static_cast<std::uint64_t>(lexicon.kind()), 1);
  to.small(static_cast<std::uint32_t>(lexicon.entries().size()));
  std::uint32_t before = 0;
  for (const auto& [hash, value] : lexicon.entries()) {
    to.small(hash - before);
    to.number(static_cast<std::uint8_t>(value), 1);
    before = hash;
  }
}

Lexicon read_lexicon(Input& from) {
  const auto kind = from.number(1);
  if (kind > 1) from.fail("an unknown kind of lexicon");
  const auto count = from.count(1u << 20);
  std::vector<Lexicon::Entry> entries;
  entries.reserve(count);
  std::uint64_t hash = 0;
  for (std::uint32_t i = 0; i < count && !from.failed(); ++i) {
    const auto step = from.small();
    hash += step;
    const auto value = static_cast<std::int8_t>(static_cast<std::uint8_t>(from.number(1)));
    if (hash > std::numeric_limits<std::uint32_t>::max() || value == 0 || value == -128 || (step == 0 && i > 0)) from.fail("a lexicon out of order");
    entries.emplace_back(static_cast<std::uint32_t>(hash), value);
  }
  return {static_cast<Lexicon::Kind>(kind), std::move(entries)};
}

void write_row(Writer& to, const WeightRow& row) {
  for (const float value : {row.largest, row.bias, row.slope, row.offset}) to.real(value);
  to.small(static_cast<std::uint32_t>(row.codes.size() - static_cast<std::size_t>(std::count(row.codes.begin(), row.codes.end(), std::int8_t{0}))));
  std::uint32_t before = 0;
  for (std::uint32_t place = 0; place < row.codes.size(); ++place) {
    if (row.codes[place] == 0) continue;
    to.small(place - before);
    to.number(static_cast<std::uint8_t>(row.codes[place]), 1);
    before = place;
  }
}

WeightRow read_row(Input& from, std::size_t places) {
  WeightRow row;
  row.largest = from.real();
  row.bias = from.real();
  row.slope = from.real();
  row.offset = from.real();
  if (row.largest < 0) from.fail("a negative scale");
  const auto count = from.count(places);
  if (from.failed()) return row;
  row.codes.assign(places, 0);
  std::size_t place = 0;
  for (std::uint32_t i = 0; i < count && !from.failed(); ++i) {
    const auto step = from.small();
    place += step;
    const auto code = static_cast<std::int8_t>(static_cast<std::uint8_t>(from.number(1)));
    if (place >= places || code == 0 || code == -128 || (step == 0 && i > 0)) from.fail("weights out of order");
    else row.codes[place] = code;
  }
  return row;
}

void write_seen(Writer& to, const std::vector<std::uint32_t>& seen) {
  to.small(static_cast<std::uint32_t>(seen.size()));
  std::uint32_t before = 0;
  for (const auto key : seen) {
    to.small(key - before);
    before = key;
  }
}

std::vector<std::uint32_t> read_seen(Input& from) {
  const auto count = from.count(1u << 20);
  if (count == 0) from.fail("it has seen nothing");
  std::vector<std::uint32_t> seen;
  seen.reserve(count);
  std::uint64_t key = 0;
  for (std::uint32_t i = 0; i < count && !from.failed(); ++i) {
    const auto step = from.small();
    key += step;
    if (key > std::numeric_limits<std::uint32_t>::max() || (step == 0 && i > 0)) from.fail("what it has seen is out of order");
    seen.push_back(static_cast<std::uint32_t>(key));
  }
  return seen;
}

Error broken(std::string_view why) {
  return {.fault = Fault::state, .message = tr("this is not a whole classifier model"), .hint = tr("install cmtool again, or let it learn again"), .detail = std::string(why)};
}

}  // namespace

std::int8_t code_of(float weight, float largest) {
  if (largest <= 0 || weight == 0) return 0;
  const float part = std::min(1.0F, std::sqrt(std::fabs(weight) / largest));
  const auto code = std::lround(127.0F * part);
  return static_cast<std::int8_t>(weight < 0 ? -code : code);
}

std::string write_model(const Model& model) {
  Writer to;
  to.out() = magic;
  to.number(version, 2);
  to.text(model.name);
  to.number(model.bits | (model.reading == Reading::signs ? reading_bit : 0) | (model.seen.empty() ? 0 : seen_bit), 1);
  to.small(model.examples);
  to.real(model.f1);
  to.real(model.auc);
  to.small(static_cast<std::uint32_t>(model.labels.size()));
  for (std::size_t i = 0; i < model.labels.size(); ++i) {
    to.text(model.labels[i]);
    to.real(model.choices[i].lean);
    to.real(model.choices[i].demand);
  }
  to.small(static_cast<std::uint32_t>(model.lexicons.size()));
  for (const auto& lexicon : model.lexicons) write_lexicon(to, lexicon);
  for (const auto& row : model.rows) write_row(to, row);
  if (!model.seen.empty()) write_seen(to, model.seen);
  to.number(checksum(to.out()), 8);
  return std::move(to.out());
}

Result<Model> read_model(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return broken("it begins otherwise");
  if (bytes.size() < magic.size() + 10 || bytes.size() > largest_model_file) return broken("its size");
  const auto body = bytes.substr(0, bytes.size() - 8);
  Input from(body.substr(magic.size()));
  if (from.number(2) != version) {
    return Error{.fault = Fault::state, .message = tr("this classifier model is of another version of cmtool"), .hint = tr("let it learn again")};
  }
  if (Input(bytes.substr(bytes.size() - 8)).number(8) != checksum(body)) return broken("its checksum is wrong");

  Model model;
  model.name = from.text(longest_name);
  const auto bits_and_more = static_cast<unsigned>(from.number(1));
  model.bits = bits_and_more & ((1u << bits_of_bits) - 1);
  if (bits_and_more > (reading_bit | seen_bit) + ((1u << bits_of_bits) - 1)) from.fail("an unknown way of reading");
  model.reading = (bits_and_more & reading_bit) != 0 ? Reading::signs : Reading::all;
  if (model.bits < fewest_bits || model.bits > most_bits) from.fail("its number of bits");
  model.examples = from.small();
  model.f1 = from.real();
  model.auc = from.real();
  const auto labels = from.count(most_labels);
  if (labels < 2) from.fail("it has no labels");
  for (std::uint32_t i = 0; i < labels; ++i) {
    auto label = from.text(longest_name);
    if (label.empty() || std::find(model.labels.begin(), model.labels.end(), label) != model.labels.end()) from.fail("its labels");
    model.labels.push_back(std::move(label));
    const float lean = from.real(), demand = from.real();
    model.choices.push_back({.lean = lean, .demand = demand});
  }
  const auto lexicons = from.count(most_lexicons);
  for (std::uint32_t i = 0; i < lexicons && !from.failed(); ++i) model.lexicons.push_back(read_lexicon(from));
  const std::size_t rows = labels == 2 ? 1 : labels;
  for (std::size_t i = 0; i < rows && !from.failed(); ++i) model.rows.push_back(read_row(from, model.places()));
  if (!from.failed() && (bits_and_more & seen_bit) != 0) model.seen = read_seen(from);
  if (!from.failed() && !from.at_end()) from.fail("something follows its end");
  if (from.failed()) return broken(from.why());
  return model;
}

}  // namespace cmtool::classifier
