// SPDX-License-Identifier: MIT
#include "sys/zone.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path zone_folder() {
  const auto named = variable("TZDIR");
  return named.empty() ? "/usr/share/zoneinfo" : named;
}

/// Letters, digits, "_", "+", "-" between single slashes, beginning with a capital letter: what zones are called, and
/// nothing that could leave the folder.
bool is_zone_name(std::string_view name) {
  constexpr std::size_t longest = 64;
  if (name.empty() || name.size() > longest || !is_upper(name.front()) || name.back() == '/') return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '/' && name[i - 1] == '/') return false;
    if (!is_letter_or_digit(c) && c != '_' && c != '+' && c != '-' && c != '/') return false;
  }
  return true;
}

/// The whole of a small regular file, or its first bytes.
std::optional<std::string> contents(const fs::path& path, std::size_t most = std::string::npos) {
  constexpr off_t largest = 1 << 20;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  struct stat facts {};
  std::optional<std::string> result;
  if (::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size <= largest) {
    std::string bytes(std::min(static_cast<std::size_t>(facts.st_size), most), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const auto got = ::read(file, bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    if (filled == bytes.size()) result = std::move(bytes);
  }
  (void)::close(file);
  return result;
}

/// The zone in a path such as "/usr/share/zoneinfo/Europe/Paris".
std::string zone_in_path(std::string_view path) {
  constexpr std::string_view folder = "zoneinfo/";
  const auto at = path.rfind(folder);
  return at == std::string_view::npos ? "" : std::string(path.substr(at + folder.size()));
}

/// Goes into folders that are part of a zone's name only: "posix" and "right" hold each zone once more.
void collect_zones(const fs::path& folder, const std::string& before, std::vector<std::string>& names) {
  std::error_code failed;
  fs::directory_iterator walk(folder, fs::directory_options::skip_permission_denied, failed), end;
  for (; !failed && walk != end; walk.increment(failed)) {
    std::string name = before + walk->path().filename().string();
    if (!is_zone_name(name)) continue;
    std::error_code ignored;
    if (walk->is_directory(ignored) && !walk->is_symlink(ignored)) collect_zones(walk->path(), name + "/", names);
    else if (walk->is_regular_file(ignored)) names.push_back(std::move(name));
  }
}

}  // namespace

Result<std::string> read_zone_file(std::string_view name) {
  if (is_zone_name(name)) {
    if (auto bytes = contents(zone_folder() / name)) return *std::move(bytes);
  }
  return Error{.fault = Fault::not_found, .message = tr("there is no time zone “{}”", name)};
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  collect_zones(zone_folder(), "", names);
  std::sort(names.begin(), names.end());
  return names;
}

std::string zone_database_version() {
  // tzdata.zi begins with "# version 2025b"; some systems have the version in a file of its own.
  constexpr std::string_view introduction = "# version ";
  constexpr std::size_t first_line = 64;  // of 100 KB; every run asks
  if (const auto text = contents(zone_folder() / "tzdata.zi", first_line); text && text->starts_with(introduction)) {
    return std::string(trimmed(std::string_view(*text).substr(introduction.size(), text->find('\n') - introduction.size())));
  }
  return std::string(trimmed(contents(zone_folder() / "+VERSION").value_or("")));
}

std::string system_zone() {
  std::vector<std::string> candidates;
  if (const auto set = variable("TZ"); !set.empty()) {
    const auto named = set.substr(set.front() == ':' ? 1 : 0);
    candidates.push_back(named.starts_with('/') ? zone_in_path(named) : named);
  }
  std::error_code failed;
  candidates.push_back(zone_in_path(fs::read_symlink("/etc/localtime", failed).string()));
  candidates.emplace_back(trimmed(contents("/etc/timezone").value_or("")));
  for (const auto& name : candidates) {
    if (read_zone_file(name).ok()) return name;
  }
  return "UTC";
}

}  // namespace cmtool
