// SPDX-License-Identifier: MIT
#include "base/json.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/json_object.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

const Json null_json{};

nlohmann::ordered_json to_nlohmann(const Json& value) {
  if (value.is_bool()) return value.bool_or(false);
  if (value.is_integer()) return value.integer_or(0);
  if (value.is_double()) return value.number_or(0);
  if (value.is_string()) return value.string_or();
  if (value.is_array()) {
    auto array = nlohmann::ordered_json::array();
    for (const auto& item : value.items()) array.push_back(to_nlohmann(item));
    return array;
  }
  if (value.is_object()) {
    auto object = nlohmann::ordered_json::object();
    auto& members = object.get_ref<nlohmann::ordered_json::object_t&>();
    members.reserve(value.members().size());
    for (const auto& [key, item] : value.members()) members.emplace_back(key, to_nlohmann(item));  // operator[] looks at all
    return object;
  }
  return nullptr;
}

/// "line 3, column 14" of a byte.
std::string place(std::string_view text, std::size_t byte) {
  byte = std::min(byte, text.size());
  const auto before = text.substr(0, byte);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n');
  const auto column = start == std::string_view::npos ? byte : byte - start - 1;
  return tr("line {}, column {}", line, std::max<std::size_t>(column, 1));
}

}  // namespace

/// Builds a Json from nlohmann's events, so that depth is bounded and no exception is thrown.
struct JsonBuilder {
  JsonLimits limits;
  Json root{};
  std::vector<Json*> open{};
  std::vector<std::string> keys{};
  std::size_t error_at = 0;
  bool too_deep = false;

  static Json object_of(Json::Object members) { return Json(std::move(members)); }

  bool add(Json value) { return place(std::move(value)) != nullptr; }

  Json* place(Json value) {
    if (open.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *open.back();
    if (auto* array = std::get_if<Json::Array>(&parent.held_)) {
      array->push_back(std::move(value));
      return &array->back();
    }
    auto& object = std::get<Json::Object>(parent.held_);
    // Of a repeated key the last one counts, as everywhere; a linear look is fine for small objects only.
    if (object.size() < 64) {
      for (auto& [key, held] : object) {
        if (key == keys.back()) return &(held = std::move(value));
      }
    }
    object.emplace_back(keys.back(), std::move(value));
    return &object.back().second;
  }

  bool begin(Json value) {
    if (open.size() >= limits.depth) {
      too_deep = true;
      return false;
    }
    open.push_back(place(std::move(value)));
    keys.emplace_back();
    return true;
  }
  bool end() {
    open.pop_back();
    keys.pop_back();
    return true;
  }

  // The events of nlohmann's SAX interface.
  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(static_cast<long long>(value)); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return add(static_cast<double>(value));
    return add(static_cast<long long>(value));
  }
  bool number_float(double value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return begin(Json::object()); }
  bool key(std::string& value) {
    keys.back() = std::move(value);
    return true;
  }
  bool end_object() { return end(); }
  bool start_array(std::size_t) { return begin(Json::array()); }
  bool end_array() { return end(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    error_at = position;
    return false;
  }
};

Json::Json(std::initializer_list<Member> members) : held_(Object{}) {
  auto& object = std::get<Object>(held_);
  object.reserve(members.size());
  for (const auto& member : members) object.push_back(member);
}

Json json_object(Json::Object members) { return JsonBuilder::object_of(std::move(members)); }

Json Json::strings(const std::vector<std::string>& items) {
  Json result = array();
  for (const auto& item : items) result.push(item);
  return result;
}

const Json& Json::operator[](std::string_view key) const {
  for (const auto& [name, value] : members()) {
    if (name == key) return value;
  }
  return null_json;
}

const Json& Json::operator[](std::size_t index) const {
  const auto& all = items();
  return index < all.size() ? all[index] : null_json;
}

bool Json::contains(std::string_view key) const {
  return std::any_of(members().begin(), members().end(), [&](const Member& member) { return member.first == key; });
}

const Json::Array& Json::items() const {
  static const Array none{};
  const auto* array = std::get_if<Array>(&held_);
  return array != nullptr ? *array : none;
}

const Json::Object& Json::members() const {
  static const Object none{};
  const auto* object = std::get_if<Object>(&held_);
  return object != nullptr ? *object : none;
}

std::string Json::string_or(std::string_view otherwise) const {
  const auto* value = std::get_if<std::string>(&held_);
  return value != nullptr ? *value : std::string(otherwise);
}

std::int64_t Json::integer_or(std::int64_t otherwise) const {
  if (const auto* value = std::get_if<std::int64_t>(&held_)) return *value;
  if (const auto* value = std::get_if<double>(&held_); value != nullptr && *value > -9e18 && *value < 9e18) {
    return static_cast<std::int64_t>(*value);
  }
  return otherwise;
}

double Json::number_or(double otherwise) const {
  if (const auto* value = std::get_if<double>(&held_)) return *value;
  if (const auto* value = std::get_if<std::int64_t>(&held_)) return static_cast<double>(*value);
  return otherwise;
}

bool Json::bool_or(bool otherwise) const {
  const auto* value = std::get_if<bool>(&held_);
  return value != nullptr ? *value : otherwise;
}

std::vector<std::string> Json::string_items() const {
  std::vector<std::string> result;
  for (const auto& item : items()) {
    if (item.is_string()) result.push_back(item.string_or());
  }
  return result;
}

Result<std::string> Json::text(std::string_view key) const {
  const Json& value = (*this)[key];
  if (value.is_string()) return value.string_or();
  return Error{.fault = Fault::protocol, .message = tr("the answer has no text “{}”", key)};
}

Result<std::int64_t> Json::integer(std::string_view key) const {
  const Json& value = (*this)[key];
  if (value.is_integer()) return value.integer_or(0);
  return Error{.fault = Fault::protocol, .message = tr("the answer has no whole number “{}”", key)};
}

Result<const Json*> Json::child(std::string_view key) const {
  const Json& value = (*this)[key];
  if (!value.is_null()) return &value;
  return Error{.fault = Fault::protocol, .message = tr("the answer has no “{}”", key)};
}

Json& Json::set(std::string_view key, Json value) {
  member(key) = std::move(value);
  return *this;
}

Json& Json::member(std::string_view key) {
  if (!is_object()) held_ = Object{};
  auto& object = std::get<Object>(held_);
  for (auto& [name, held] : object) {
    if (name == key) return held;
  }
  object.emplace_back(std::string(key), Json{});
  return object.back().second;
}

void Json::erase(std::string_view key) {
  if (auto* object = std::get_if<Object>(&held_)) {
    std::erase_if(*object, [&](const Member& member) { return member.first == key; });
  }
}

void Json::push(Json item) {
  if (!is_array()) held_ = Array{};
  std::get<Array>(held_).push_back(std::move(item));
}

std::string Json::dump(int indent) const {
  return to_nlohmann(*this).dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) {
    return Error{.fault = Fault::protocol, .message = tr("the JSON is larger than {} bytes", limits.bytes)};
  }
  JsonBuilder builder{.limits = limits};
  if (nlohmann::ordered_json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  if (builder.too_deep) {
    return Error{.fault = Fault::protocol, .message = tr("the JSON is nested deeper than {} levels", limits.depth)};
  }
  return Error{.fault = Fault::protocol, .message = tr("this is not JSON: {}", place(text, builder.error_at))};
}

}  // namespace cmtool
