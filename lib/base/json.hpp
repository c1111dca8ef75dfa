// SPDX-License-Identifier: MIT
// JSON as a value: ordered keys, 64-bit integers, no exceptions.
//
// nlohmann/json parses and prints; it is seen by json.cpp only, because including it costs seconds in
// each file and because its parser recurses without a limit and its printer throws on invalid UTF-8.
// Here depth and size are bounded before parsing, and printing never fails.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// One JSON value. Copies are deep; objects keep the order in which keys were added.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : held_(value) {}
  Json(int value) : held_(std::int64_t{value}) {}
  Json(long value) : held_(std::int64_t{value}) {}
  Json(long long value) : held_(std::int64_t{value}) {}
  Json(unsigned value) : held_(std::int64_t{value}) {}
  Json(unsigned long value) : held_(static_cast<std::int64_t>(value)) {}
  Json(double value) : held_(value) {}
  Json(const char* value) : held_(std::string(value)) {}
  Json(std::string_view value) : held_(std::string(value)) {}
  Json(std::string value) : held_(std::move(value)) {}
  /// An object: Json{{"a", 1}, {"b", "x"}}. For arrays use array().
  Json(std::initializer_list<Member> members);
  template <typename T>
  Json(const std::optional<T>& value) {
    if (value) *this = Json(*value);
  }

  static Json object() { return Json(Object{}); }
  static Json array(Array items = {}) { return Json(std::move(items)); }
  static Json strings(const std::vector<std::string>& items);

  [[nodiscard]] bool is_null() const { return held_.index() == 0; }
  [[nodiscard]] bool is_bool() const { return held_.index() == 1; }
  [[nodiscard]] bool is_integer() const { return held_.index() == 2; }
  [[nodiscard]] bool is_double() const { return held_.index() == 3; }
  [[nodiscard]] bool is_number() const { return is_integer() || is_double(); }
  [[nodiscard]] bool is_string() const { return held_.index() == 4; }
  [[nodiscard]] bool is_array() const { return held_.index() == 5; }
  [[nodiscard]] bool is_object() const { return held_.index() == 6; }

  // Reading. None of these fails: what is missing or of another type is "nothing".

  /// The member of an object, or null; `json["a"]["b"]` is safe on anything.
  const Json& operator[](std::string_view key) const;
  /// The item of an array, or null.
  const Json& operator[](std::size_t index) const;
  [[nodiscard]] bool contains(std::string_view key) const;
  /// The items of an array; empty for anything else.
  [[nodiscard]] const Array& items() const;
  /// The members of an object; empty for anything else.
  [[nodiscard]] const Object& members() const;
  [[nodiscard]] std::string string_or(std::string_view otherwise = {}) const;
  [[nodiscard]] std::int64_t integer_or(std::int64_t otherwise) const;
  [[nodiscard]] double number_or(double otherwise) const;
  [[nodiscard]] bool bool_or(bool otherwise) const;
  /// The strings of an array of strings; other items are passed over.
  [[nodiscard]] std::vector<std::string> string_items() const;

  // Demanding. Each answers Fault::protocol, naming the key, when the member is missing or of another type.

  [[nodiscard]] Result<std::string> text(std::string_view key) const;
  [[nodiscard]] Result<std::int64_t> integer(std::string_view key) const;
  [[nodiscard]] Result<const Json*> child(std::string_view key) const;

  // Changing.

  /// Sets a member (turning null into an object); an existing key keeps its place.
  Json& set(std::string_view key, Json value);
  /// The member, made (null) if missing.
  Json& member(std::string_view key);
  void erase(std::string_view key);
  /// Adds an item (turning null into an array).
  void push(Json item);

  /// Compact, or indented by `indent` spaces. Invalid UTF-8 becomes U+FFFD. Never fails.
  [[nodiscard]] std::string dump(int indent = -1) const;

  bool operator==(const Json&) const = default;

 private:
  explicit Json(Array items) : held_(std::move(items)) {}
  explicit Json(Object members) : held_(std::move(members)) {}
  friend struct JsonBuilder;

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> held_{};
};

/// What a parser accepts at most.
struct JsonLimits {
  std::size_t depth = 64;
  std::size_t bytes = 8u << 20;
};

/// Parses one value. Fault::protocol with line and column when it is not JSON, or is larger or deeper than allowed.
Result<Json> parse_json(std::string_view text, JsonLimits = {});

}  // namespace cmtool
