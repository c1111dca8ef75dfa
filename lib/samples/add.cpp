// SPDX-License-Identifier: MIT
// Filing samples, each of them once.
//
// Most samples are news: taken now, and newer than all that their account has. So it is kept, for each month that was added to, when each account's
// newest sample was taken, and for which state of the lines that is true; losing it costs reading the month once. What is not newer is
// looked up in the month's columns, at its post's place.
#include <algorithm>
#include <set>
#include <tuple>

#include "base/tr.hpp"
#include "samples.hpp"
#include "samples/columns.hpp"
#include "samples/merge.hpp"
#include "samples/sample_json.hpp"
#include "samples/stretch.hpp"
#include "state/group_commit.hpp"
#include "state/json_file.hpp"
#include "state/json_lines.hpp"

namespace cmtool {
namespace {

using namespace samples;

std::int64_t milliseconds_of(Instant at) { return at.time_since_epoch().count(); }

auto key_of(const Sample& sample) { return std::tie(sample.account, sample.post, sample.metric, sample.at, sample.value); }
struct ByKey {
  bool operator()(const Sample* a, const Sample* b) const { return key_of(*a) < key_of(*b); }
};
using SampleSet = std::set<const Sample*, ByKey>;

/// Strikes out what it meets.
class Striking final : public SeriesReader {
 public:
  explicit Striking(SampleSet& wanted) : wanted_(wanted) {}

  void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) override {
    accounts_ = accounts;
    metrics_ = metrics;
  }
  void series(const SeriesName& name, std::span<const Reading> readings) override {
    Sample met{.account = accounts_[name.account], .post = std::string(name.post), .metric = metrics_[name.metric]};
    for (const auto& reading : readings) {
      met.at = Instant(std::chrono::milliseconds(reading.at()));
      met.value = reading.known() ? std::optional(reading.value()) : std::nullopt;
      wanted_.erase(&met);
    }
  }

 private:
  SampleSet& wanted_;
  std::vector<std::string> accounts_{}, metrics_{};
};

/// When each account's newest sample of a month was taken, and of which state of its lines that is known.
struct Newest {
  std::uint64_t bytes = 0;
  std::int64_t changed = 0;
  std::map<std::string, Instant> accounts{};
};

Json json_of(const Newest& newest) {
  Json accounts = Json::object();
  for (const auto& [name, at] : newest.accounts) accounts.set(name, iso(at));
  return Json{{"bytes", static_cast<std::int64_t>(newest.bytes)}, {"changed", newest.changed}, {"accounts", accounts}};
}

/// Damaged counts as absent.
std::optional<Newest> newest_of(const Json& json) {
  Newest newest{.bytes = static_cast<std::uint64_t>(json["bytes"].integer_or(-1)), .changed = json["changed"].integer_or(-1)};
  if (!json["accounts"].is_object()) return std::nullopt;
  for (const auto& [name, text] : json["accounts"].members()) {
    const auto at = parse_iso(text.string_or());
    if (!at.ok()) return std::nullopt;
    newest.accounts[name] = *at;
  }
  return newest;
}

}  // namespace

/// Where the whole lines end: a torn tail, which was never reported as done, is cut off.
Result<std::uint64_t> Samples::mend_tail(const std::string& name) {
  const auto file = file_of(name);
  const auto facts = disk_.facts(file);
  if (!facts.ok() && facts.error().fault == Fault::not_found) return std::uint64_t{0};
  if (!facts.ok()) return facts.error();
  TRY(const auto source, disk_.open(file));
  TRY(const std::uint64_t end, whole_lines(*source, facts->bytes));
  std::uint64_t whole = end;
  if (end > 0) {
    TRY(const std::uint64_t last, whole_lines(*source, end - 1));
    StretchReader reader(disk_, {.file = file, .from = last, .to = end, .end = end});
    RawSample ignored;
    if (!reader.next(ignored)) whole = last;
    if (reader.fault()) return *reader.fault();
  }
  if (whole < facts->bytes) CHECK_OK(disk_.truncate(file, whole));
  return whole;
}

Result<std::vector<const Sample*>> Samples::without_known(const std::string& name, const std::vector<const Sample*>& candidates) {
  SampleSet left(candidates.begin(), candidates.end());
  TRY(auto one, month(name));
  std::vector<Month> wanted;
  wanted.push_back(std::move(one));
  TRY(const auto all, columns(wanted));
  const auto names = names_of(all);
  Striking striking(left);
  striking.names(names.accounts, names.metrics);
  std::set<std::uint64_t> posts;
  for (const auto* sample : candidates) posts.insert(post_hash(sample->account, sample->post));
  Range range{.from = -(std::int64_t{1} << 61), .until = std::int64_t{1} << 61};
  constexpr std::size_t few = 200;
  if (posts.size() > few) {
    CHECK_OK(merge(all, names, range, striking));
  } else {
    for (const std::uint64_t post : posts) {
      range.first = range.last = post;
      CHECK_OK(merge(all, names, range, striking));
    }
  }
  std::vector<const Sample*> result;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(result), [&](const Sample* sample) { return left.contains(sample); });
  return result;
}

Result<AddedSamples> Samples::add_to_month(const std::string& name, const std::vector<const Sample*>& given) {
  TRY(const std::uint64_t whole, mend_tail(name));
  const auto notes = layout_.cache() / "samples" / (name + ".json");
  std::optional<Newest> newest;
  if (const auto kept = load_json(disk_, notes); kept.ok()) newest = newest_of(*kept);
  const auto before = disk_.facts(file_of(name));
  if (whole == 0) newest = Newest{};
  else if (newest && (!before.ok() || newest->bytes != before->bytes || newest->changed != milliseconds_of(before->changed))) newest.reset();

  std::vector<const Sample*> fresh, doubtful;
  SampleSet met;
  for (const auto* sample : given) {
    if (!met.insert(sample).second) continue;
    const auto known = newest ? newest->accounts.find(sample->account) : std::map<std::string, Instant>::iterator{};
    const bool is_news = newest && (known == newest->accounts.end() || sample->at > known->second);
    (is_news ? fresh : doubtful).push_back(sample);
  }
  if (!doubtful.empty() && whole > 0) {
    TRY(const auto unknown, without_known(name, doubtful));
    fresh.insert(fresh.end(), unknown.begin(), unknown.end());
  } else {
    fresh.insert(fresh.end(), doubtful.begin(), doubtful.end());
  }
  if (!newest) {
    // Known from now on; what is asked for is the month's names with their last times, so the lines are read once.
    newest = Newest{};
    StretchReader reader(disk_, {.file = file_of(name), .from = 0, .to = whole, .end = whole});
    for (RawSample raw; reader.next(raw);) {
      auto& at = newest->accounts.try_emplace(std::string(raw.account), Instant::min()).first->second;
      at = std::max(at, Instant(std::chrono::milliseconds(raw.at)));
    }
    if (reader.fault()) return *reader.fault();
  }
  // In the order in which they were given.
  const std::set<const Sample*> chosen(fresh.begin(), fresh.end());
  std::vector<Json> lines;
  for (const auto* sample : given) {
    if (!chosen.contains(sample)) continue;
    lines.push_back(to_json(*sample));
    auto& at = newest->accounts.try_emplace(sample->account, sample->at).first->second;
    at = std::max(at, sample->at);
  }
  TRY(newest->bytes, append_lines_at(disk_, file_of(name), whole, lines));
  if (const auto after = disk_.facts(file_of(name)); after.ok()) {
    newest->changed = milliseconds_of(after->changed);
    (void)disk_.make_folder(layout_.cache());
    (void)disk_.make_folder(notes.parent_path());
    const auto temporary = temporary_for(notes);
    if (disk_.write_new(temporary, json_text(json_of(*newest))).ok() && !disk_.rename(temporary, notes).ok()) (void)disk_.remove(temporary);
  }
  return AddedSamples{.added = lines.size(), .known = given.size() - lines.size()};
}

Result<AddedSamples> Samples::add(const std::vector<Sample>& given) {
  std::map<std::string, std::vector<const Sample*>> by_month;
  for (const auto& sample : given) by_month[month_of(sample.at)].push_back(&sample);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  CHECK_OK(make_folders(disk_, layout_.root(), layout_.samples()));
  AddedSamples all;
  for (const auto& [month, ours] : by_month) {
    if (!is_month(month)) return Error{.fault = Fault::usage, .message = tr("“{}” is not a time such as 2026-12-24T09:00:00Z", iso(ours.front()->at))};
    TRY(const auto added, add_to_month(month, ours));
    all.added += added.added;
    all.known += added.known;
  }
  return all;
}

}  // namespace cmtool
