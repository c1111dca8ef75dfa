// SPDX-License-Identifier: MIT
// Reading a record's members with a message that names the one which is wrong, and keeping those of a newer cmtool.
//
// A record that is damaged must never read as an empty one, so a member of the wrong type is a Fault::state and not a default.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

/// Walks over an object's members; the first one of the wrong type is remembered, the rest keep their defaults.
class Fields {
 public:
  /// `what` names the record in the error: "account", "delivery".
  Fields(const Json& json, std::string what);

  void text(std::string_view key, std::string& to);
  void yes_no(std::string_view key, bool& to);
  void number(std::string_view key, double& to);
  template <typename Integer>
  void integer(std::string_view key, Integer& to) {
    std::int64_t value = static_cast<std::int64_t>(to);
    read_integer(key, value);
    to = static_cast<Integer>(value);
  }
  void instant(std::string_view key, Instant& to);
  void instant(std::string_view key, std::optional<Instant>& to);
  void texts(std::string_view key, std::vector<std::string>& to);
  void texts(std::string_view key, std::map<std::string, std::string>& to);
  /// The member itself, for nested records; null when absent.
  const Json& child(std::string_view key);
  /// The text of a member as an enumerator.
  template <typename Enum>
  void word(std::string_view key, Enum& to, std::optional<Enum> (*read)(std::string_view)) {
    std::string name;
    text(key, name);
    if (name.empty()) return;
    if (const auto value = read(name)) to = *value;
    else wrong(key);
  }

  /// Says that a member cannot be used.
  void wrong(std::string_view key);
  /// Members that nobody asked for: those of a newer cmtool.
  [[nodiscard]] Json unknown() const;
  /// Fault::state naming the record and the member, if one was wrong.
  [[nodiscard]] Result<void> done() const;

 private:
  void read_integer(std::string_view key, std::int64_t& to);

  const Json& json_;
  std::string what_;
  std::string wrong_{};
  std::set<std::string, std::less<>> asked_{};
};

/// Adds the members of `unknown` to a record.
void add_unknown(Json& record, const Json& unknown);

/// An instant as its text, or null.
Json json_of(const std::optional<Instant>&);
/// A map of texts as an object.
Json json_of(const std::map<std::string, std::string>&);

}  // namespace cmtool
