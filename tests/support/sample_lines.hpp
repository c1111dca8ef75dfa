// SPDX-License-Identifier: MIT
// A workspace that holds samples only, on the real disk, and readers that note what they are told.
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>

#include "base/json.hpp"
#include "model/sample.hpp"
#include "samples.hpp"
#include "state/json_lines.hpp"
#include "tests/support/scratch_dir.hpp"

namespace cmtool::test {

inline Instant moment(const std::string& text) { return parse_iso(text).value(); }

struct SamplePlace {
  ScratchDir folder{};
  std::unique_ptr<Disk> disk = posix_disk();
  Instant now = moment("2026-12-15T12:00:00Z");

  SamplePlace() {
    for (const char* name : {"samples", "cache"}) std::filesystem::create_directory(folder / name);
  }
  [[nodiscard]] Samples samples() const { return {*disk, folder.path(), now}; }
  [[nodiscard]] std::filesystem::path lines(const std::string& month) const { return folder / ("samples/" + month + ".ndjson"); }
  [[nodiscard]] std::filesystem::path columns(const std::string& month) const { return folder / ("cache/samples/" + month + ".columns"); }

  /// Writes a month's lines as they are, long ago: what is kept of them counts.
  void put(const std::string& month, const std::string& text) const {
    folder.put("samples/" + month + ".ndjson", text);
    grow_old(month);
  }
  void put(const std::string& month, const std::vector<Sample>& all) const {
    std::string text;
    for (const auto& sample : all) text += line_of(to_json(sample));
    put(month, text);
  }
  void grow_old(const std::string& month, std::chrono::seconds by = std::chrono::hours(1)) const {
    std::filesystem::last_write_time(lines(month), std::filesystem::file_time_type::clock::now() - by);
  }
};

/// All that it is told, as samples in the order of their series.
class Noting final : public samples::SeriesReader {
 public:
  void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) override { accounts_ = accounts, metrics_ = metrics; }
  void series(const samples::SeriesName& name, std::span<const samples::Reading> readings) override {
    ++calls;
    auto& to = told[accounts_[name.account] + "/" + std::string(name.post) + "/" + metrics_[name.metric]];
    for (const auto& reading : readings) {
      to.push_back({.account = accounts_[name.account], .post = std::string(name.post), .metric = metrics_[name.metric],
                    .value = reading.known() ? std::optional(reading.value()) : std::nullopt, .at = Instant(std::chrono::milliseconds(reading.at()))});
    }
  }
  std::map<std::string, std::vector<Sample>> told{};
  std::size_t calls = 0;

 private:
  std::vector<std::string> accounts_{}, metrics_{};
};

/// What two readers are told of a period, together.
inline Result<std::map<std::string, std::vector<Sample>>> asked(Samples kept, const SamplePeriod& period = {}) {
  Noting one, other;
  samples::SeriesReader* const readers[] = {&one, &other};
  CHECK_OK(kept.ask(period, readers));
  one.told.merge(other.told);
  if (!other.told.empty()) return Error{.fault = Fault::internal, .message = "a series was told to both"};
  return one.told;
}

}  // namespace cmtool::test
