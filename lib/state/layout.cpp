// SPDX-License-Identifier: MIT
#include "state/layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "model/account.hpp"

namespace cmtool {
namespace {
constexpr std::string_view temporary_prefix = ".tmp-";
constexpr std::string_view json_end = ".json";
constexpr std::size_t id_size = 16;
// A platform's clock decides in which month a sent delivery is filed; further off than this it is not believed.
constexpr auto believable = std::chrono::years(10);
}  // namespace

std::optional<DeliveryName> delivery_name(std::string_view id) {
  if (id.size() < id_size + 2 || id[id_size] != '.' || !is_id(id.substr(0, id_size))) return std::nullopt;
  if (!is_account_name(id.substr(id_size + 1))) return std::nullopt;
  return DeliveryName{std::string(id.substr(0, id_size)), std::string(id.substr(id_size + 1))};
}

bool is_month(std::string_view name) {
  return name.size() == 7 && name[4] == '-' && to_integer(name.substr(0, 4)) && to_integer(name.substr(5)) && is_digit(name[0]) &&
         is_digit(name[5]);
}

bool is_day(std::string_view name) {
  return name.size() == 10 && name[7] == '-' && is_month(name.substr(0, 7)) && is_digit(name[8]) && is_digit(name[9]);
}

std::optional<FiledName> filed_name(std::string_view file) {
  constexpr std::size_t minute_size = 4;
  const auto name = record_name(file);
  if (!name || name->size() < minute_size + 2 || (*name)[minute_size] != '-') return std::nullopt;
  if (!std::all_of(name->begin(), name->begin() + minute_size, is_digit)) return std::nullopt;
  if (!delivery_name(name->substr(minute_size + 1))) return std::nullopt;
  return FiledName{name->substr(0, minute_size), name->substr(minute_size + 1)};
}

bool is_temporary(std::string_view name) { return name.starts_with(temporary_prefix); }

std::filesystem::path temporary_for(const std::filesystem::path& final) {
  return final.parent_path() / (std::string(temporary_prefix) + random_hex(8));
}

std::optional<std::string> record_name(std::string_view file) {
  if (file.size() <= json_end.size() || !file.ends_with(json_end) || file.front() == '.') return std::nullopt;
  return std::string(file.substr(0, file.size() - json_end.size()));
}

Layout::Path Layout::key(const std::string& key) const { return keys() / (sha256_hex(key) + ".json"); }

Layout::Path Layout::delivery(const Delivery& delivery) const {
  if (is_filed_by_time(delivery)) return filed_by_time(delivery.state, delivery.due->at, delivery.id);
  if (delivery.state != DeliveryState::sent) return this->delivery(delivery.state, delivery.id);
  const Instant made = made_at(delivery.post);
  Instant at = delivery.receipt ? delivery.receipt->at : made;
  if (at < made || at > made + believable) at = made;
  return sent(month_of(at), delivery.id);
}

Layout::Path Layout::sent(const std::string& month, const std::string& id) const {
  return deliveries(DeliveryState::sent) / month / (id + ".json");
}

Layout::Path Layout::filed_by_time(DeliveryState state, Instant due, const std::string& id) const {
  const std::string when = iso(due);  // 2026-12-24T09:00:00Z
  const std::size_t t = when.find('T');
  const std::string day = when.substr(0, t);
  const std::string minute = when.substr(t + 1, 2) + when.substr(t + 4, 2);
  return this->day(state, day) / fmt::format("{}-{}.json", minute, id);
}

Layout::Path Layout::cached(const std::string& name) const {
  const bool plain = name.size() <= 64 && !name.empty() && is_letter_or_digit(name.front()) &&
                     std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; });
  return cache() / ((plain ? name : sha256_hex(name)) + ".json");
}

}  // namespace cmtool
