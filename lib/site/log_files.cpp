// SPDX-License-Identifier: MIT
#include "site/log_files.hpp"

#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t step = 1u << 20;
constexpr std::size_t longest_line = 64u << 10;
constexpr std::uint64_t longest_beginning = 1024;  // a line or several, with addresses and times: no two files begin alike
constexpr std::size_t most_places = 4;

/// A file of the log that is there now.
struct LogFile {
  std::string path{};
  std::unique_ptr<Source> source{};
  std::string beginning{};
  std::optional<std::size_t> known{};  ///< among the places
  bool live = false;                   ///< the one that grows
};

/// What stands behind the log's name, without ".gz".
std::string_view rotation_of(std::string_view name, std::string_view log) {
  name.remove_prefix(log.size() + 1);
  if (name.ends_with(".gz")) name.remove_suffix(3);
  return name;
}

/// Younger ones first: by number they count up, by date down.
bool younger(std::string_view a, std::string_view b) {
  constexpr std::size_t longest_number = 4;
  const bool a_number = a.size() <= longest_number, b_number = b.size() <= longest_number;
  if (a_number != b_number) return a_number;
  if (!a_number) return a > b;
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Result<std::vector<std::string>> rotated_files(Session& session, const std::filesystem::path& log) {
  TRY(auto names, session.list_outside(log.parent_path().string()));
  const std::string own = log.filename().string();
  std::erase_if(names, [&](const std::string& name) { return !is_rotated(name, own); });
  // While one is being packed both are there; the packed one is not whole yet.
  const auto all = names;
  std::erase_if(names, [&](const std::string& name) { return name.ends_with(".gz") && std::ranges::find(all, name.substr(0, name.size() - 3)) != all.end(); });
  std::ranges::sort(names, [&](const auto& a, const auto& b) { return younger(rotation_of(a, own), rotation_of(b, own)); });
  return names;
}

Result<std::string> beginning_of(Source& source) {
  std::string bytes(longest_beginning, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    TRY(const std::size_t got, source.read(bytes.data() + have, bytes.size() - have));
    if (got == 0) break;
    have += got;
  }
  bytes.resize(have);
  return bytes;
}

bool is_at(const LogPlace& place, std::string_view beginning) {
  return place.beginning > 0 && place.beginning <= beginning.size() && sha256_hex(beginning.substr(0, place.beginning)) == place.hash;
}

/// The files that have to be looked at, the youngest first: back to where all that is remembered was met.
Result<std::vector<LogFile>> files_of(Session& session, const std::string& log, const LogProgress& progress) {
  const std::filesystem::path path(log);
  TRY(const auto rotated, rotated_files(session, path));
  std::vector<LogFile> files;
  std::size_t met = 0;
  const auto look = [&](const std::string& at, bool live) -> Result<void> {
    auto source = session.open_outside(at);
    if (!source.ok()) return std::move(source).error();
    LogFile file{.path = at, .source = std::move(*source), .live = live};
    TRY(file.beginning, beginning_of(*file.source));
    for (std::size_t i = 0; i < progress.places.size(); ++i) {
      if (is_at(progress.places[i], file.beginning)) file.known = i;
    }
    if (file.known) ++met;
    files.push_back(std::move(file));
    return {};
  };
  if (const auto opened = look(log, true); !opened.ok()) {
    // Between being given another name and being made anew it is not there.
    if (opened.error().fault != Fault::not_found || rotated.empty()) return opened.error();
  }
  for (const auto& name : rotated) {
    if (!progress.places.empty() && met == progress.places.size()) break;
    const auto opened = look((path.parent_path() / name).string(), false);
    // It may have been rotated or packed since it was listed.
    if (!opened.ok() && opened.error().fault != Fault::not_found) return opened.error();
  }
  return files;
}

/// Hands out the lines from there on; answers where the whole ones end.
Result<std::uint64_t> read_lines(LogFile& file, std::uint64_t from, const std::function<void(std::string_view)>& take) {
  CHECK_OK(file.source->go_to(from));
  std::string buffer, piece(step, '\0');
  std::uint64_t whole = from;
  bool skipping = false;  // within a line that no server writes
  for (;;) {
    TRY(const std::size_t got, file.source->read(piece.data(), piece.size()));
    if (got == 0) break;
    buffer.append(piece, 0, got);
    std::size_t begin = 0;
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n', begin)) {
      if (!skipping) take(std::string_view(buffer).substr(begin, end - begin));
      skipping = false;
      begin = end + 1;
    }
    whole += begin;
    buffer.erase(0, begin);
    if (buffer.size() > longest_line) {
      whole += buffer.size();
      buffer.clear();
      skipping = true;
    }
  }
  // A line without an end will get one where the file still grows.
  if (!file.live && !skipping && !buffer.empty()) {
    take(buffer);
    whole += buffer.size();
  }
  return whole;
}

}  // namespace

Json to_json(const LogProgress& progress) {
  Json places = Json::array();
  for (const auto& place : progress.places) {
    places.push(Json{{"beginning", static_cast<std::int64_t>(place.beginning)}, {"hash", place.hash}, {"read", static_cast<std::int64_t>(place.read)}});
  }
  return Json{{"last", iso(progress.last)}, {"files", std::move(places)}};
}

LogProgress log_progress_from_json(const Json& json) {
  LogProgress progress;
  if (const auto at = parse_iso(json["last"].string_or()); at.ok()) progress.last = *at;
  for (const Json& one : json["files"].items()) {
    const LogPlace place{.beginning = static_cast<std::uint64_t>(std::max<std::int64_t>(0, one["beginning"].integer_or(0))),
                         .hash = one["hash"].string_or(),
                         .read = static_cast<std::uint64_t>(std::max<std::int64_t>(0, one["read"].integer_or(0)))};
    if (place.beginning > 0 && place.beginning <= longest_beginning && progress.places.size() < most_places) progress.places.push_back(place);
  }
  return progress;
}

bool is_rotated(std::string_view name, std::string_view log) {
  if (name.size() < log.size() + 2 || !name.starts_with(log) || (name[log.size()] != '.' && name[log.size()] != '-')) return false;
  const auto rotation = rotation_of(name, log);
  return !rotation.empty() && rotation.size() <= 20 && rotation.front() >= '0' && rotation.front() <= '9' &&
         std::ranges::all_of(rotation, [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

Result<void> read_new_lines(Session& session, const std::string& log, LogProgress& progress,
                            const std::function<std::optional<Instant>(std::string_view, Instant)>& take) {
  TRY(auto files, files_of(session, log, progress));
  const bool lost = !progress.places.empty() && std::ranges::none_of(files, [](const LogFile& file) { return file.known.has_value(); });
  const Instant not_before = lost ? progress.last + std::chrono::seconds(1) : Instant::min();
  LogProgress after{.last = progress.last};
  std::vector<bool> met(progress.places.size(), false);
  std::vector<LogPlace> places;
  // What was not met may come back under a name that was not listed.
  for (const auto& file : files) {
    if (file.known) met[*file.known] = true;
  }
  for (std::size_t i = 0; i < progress.places.size() && !lost; ++i) {
    if (!met[i]) places.push_back(progress.places[i]);
  }
  bool younger_than_known = progress.places.empty() || lost;
  std::ranges::reverse(files);
  for (auto& file : files) {
    younger_than_known = younger_than_known || file.known.has_value();
    if (!younger_than_known) continue;
    LogPlace place = file.known ? progress.places[*file.known] : LogPlace{};
    const auto handed = [&](std::string_view line) {
      if (const auto at = take(line, not_before)) after.last = std::max(after.last, *at);
    };
    TRY(place.read, read_lines(file, place.read, handed));
    place.beginning = std::min({place.read, longest_beginning, std::uint64_t{file.beginning.size()}});
    place.hash = sha256_hex(std::string_view(file.beginning).substr(0, place.beginning));
    if (place.beginning > 0) places.push_back(std::move(place));
  }
  if (places.size() > most_places) places.erase(places.begin(), places.end() - most_places);
  after.places = std::move(places);
  progress = std::move(after);
  return {};
}

}  // namespace cmtool::site
