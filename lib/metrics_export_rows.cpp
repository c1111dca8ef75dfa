// SPDX-License-Identifier: MIT
// From the rows of a file to samples: which table it is, what day each row is about, and each cell as the number it means.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "metrics_export.hpp"
#include "sheet/csv.hpp"
#include "sheet/date.hpp"
#include "text/encoding.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_faults = 1000;
constexpr std::size_t longest_post = 500;
constexpr std::size_t most_rows_above = 200;  // of what is no table
constexpr int longest_time = 400;  // days over which a number is spread

using Day = std::chrono::local_days;

const std::array<std::string_view, 12> plain_roles{"post", "permalink", "published", "text", "title", "date", "first_day", "last_day", "campaign", "account", "metric", "value"};

bool is_role(const std::string& role) {
  return role == "-" || std::ranges::find(plain_roles, role) != plain_roles.end() || (is_metric_name(role) && role != "at");
}

/// What cannot be added up over days: people are counted once in each.
bool counts_people(std::string_view metric) { return metric == "visitors" || metric.ends_with("reach"); }

/// A column of the table at hand.
struct Column {
  std::size_t at = 0;
  std::string role{}, header{};
  double times = 1;
};

/// "Amount spent (EUR)" against "Amount spent ({})": "EUR"; "" where nothing stands for anything. Nothing: it is another header.
std::optional<std::string> matched(std::string_view header, const std::string& pattern) {
  const std::string have = lower(trimmed(header)), want = lower(pattern);
  const auto place = want.find("{}");
  if (place == std::string::npos) return have == want ? std::optional<std::string>("") : std::nullopt;
  const auto front = want.substr(0, place), back = want.substr(place + 2);
  if (have.size() != front.size() + 3 + back.size() || !have.starts_with(front) || !have.ends_with(back)) return std::nullopt;
  std::string part = have.substr(front.size(), 3);
  for (char& c : part) {
    if (c < 'a' || c > 'z') return std::nullopt;
    c = static_cast<char>(c - 'a' + 'A');
  }
  return part;
}

bool has(const std::vector<std::string>& headers, const std::string& wanted) {
  return std::ranges::any_of(headers, [&](const auto& header) { return matched(header, wanted).has_value(); });
}

bool fits(const std::vector<std::string>& headers, const ExportLayout& layout) {
  return std::ranges::all_of(layout.marks, [&](const auto& mark) { return has(headers, mark); }) &&
         std::ranges::none_of(layout.without, [&](const auto& mark) { return has(headers, mark); });
}

/// Our own: the columns of `cmtool report export samples`.
const ExportLayout& own_layout() {
  static const ExportLayout it{.marks = {"metric", "value", "at"}, .columns = {{"account", "account"}, {"post", "post"}, {"metric", "metric"}, {"value", "value"}, {"at", "at"}}};
  return it;
}

/// "Tue, Jul 14, 2026", "Nov 22, 2026", "20261122": what a spreadsheet's dates do not cover, as "2026-07-14".
std::string usual_date(std::string_view cell) {
  std::string_view text = trimmed(cell);
  if (text.size() == 8 && std::ranges::all_of(text, is_digit)) return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6));
  auto words = split(replaced(std::string(text), ",", " "), ' ');
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  if (words.size() == 4 && words[0].size() >= 3 && !is_digit(words[0][0])) words.erase(words.begin());
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (words.size() == 3 && words[0].size() >= 3 && words[1].size() <= 2 && words[2].size() == 4) {
    const auto month = months.find(lower(words[0]).substr(0, 3));
    if (month != std::string_view::npos && month % 3 == 0) return fmt::format("{}-{:02}-{:0>2}", words[2], month / 3 + 1, words[1]);
  }
  return std::string(text);
}

/// What a post is called there, from its address: "urn:li:activity:7" of LinkedIn; of a page on a site its path, as the site names its posts.
std::string post_in(std::string_view address) {
  if (const auto urn = address.find("urn:li:"); urn != std::string_view::npos) return std::string(address.substr(urn, address.find_first_of("/?&#", urn) - urn));
  if (!address.starts_with('/')) return std::string(address);
  address = address.substr(0, address.find_first_of("?#"));
  while (address.starts_with('/')) address.remove_prefix(1);
  while (address.ends_with('/')) address.remove_suffix(1);
  return address.empty() ? "/" : std::string(address);
}

class Rows {
 public:
  Rows(const NamedBytes& file, const MetricsWish& wish) : file_(file), wish_(wish) {}

  Result<MetricsReading> read() {
    TRY(const Sheet sheet, read_sheet(file_, reading_.faults));
    if (sheet.rows.size() > most_calendar_rows) {
      return Error{.fault = Fault::refused, .message = tr("there are more than {} rows to import", most_calendar_rows), .hint = tr("import it in several pieces"), .where = file_.name};
    }
    CHECK_OK(check_map());
    // Twice: the first time to learn in which order the dates' numbers stand.
    Dates dates(wish_.date_order);
    CHECK_OK(walk(sheet, [&](const SheetRow& row) { see_dates(row, dates); }));
    if (columns_.empty()) return unclear();
    if (american_ && wish_.date_order == DateOrder::unknown) dates = Dates(DateOrder::mdy);
    CalendarReading settled;
    dates.settle(settled);
    reading_.faults.insert(reading_.faults.end(), settled.faults.begin(), settled.faults.end());
    reading_.notes.insert(reading_.notes.end(), settled.notes.begin(), settled.notes.end());
    dates_ = &dates;
    CHECK_OK(walk(sheet, [&](const SheetRow& row) { take(row); }));
    if (!unused_.empty()) reading_.notes.push_back(tr("{}: these columns are not used: {}", file_.name, joined(unused_, ", ")));
    return std::move(reading_);
  }

 private:
  // --- Which table it is ------------------------------------------------------------------------------------------

  Result<void> check_map() const {
    for (const auto& [header, role] : wish_.map) {
      if (is_role(role) && role != "metric" && role != "value") continue;
      return Error{.fault = Fault::usage,
                   .message = tr("--map: “{}” is neither a metric nor a part of a row", role),
                   .hint = tr("a metric such as likes or spend:EUR, or one of: post, permalink, published, text, title, date, first_day, last_day, campaign, account, -")};
    }
    return {};
  }

  [[nodiscard]] Error unclear() const {
    std::vector<std::string> titles;
    for (const auto* one : metrics_exports()) titles.push_back(one->title);
    return Error{.fault = Fault::usage,
                 .message = tr("it is not clear what the columns of this file say"),
                 .hint = tr("known are exports of {}, and columns account, post, metric, value, at; for others name the columns: --map \"Header=metric\"", joined(titles, ", ")),
                 .where = file_.name};
  }

  /// Hands out the rows of the tables that are known. A table goes on to the next line of remarks, or to the end.
  template <typename Take>
  Result<void> walk(const Sheet& sheet, Take take) {
    bool inside = false, all_mapped = false;
    std::size_t passed_over = 0;
    for (const auto& row : sheet.rows) {
      const std::string_view first = row.cells.empty() ? std::string_view() : trimmed(row.cells.front());
      if (first.starts_with('#')) {
        take_remark(first);
        inside = false;
      } else if (inside) {
        take(row);
      } else if (begin_table(row, all_mapped)) {
        inside = true;
        if (!all_mapped) {
          for (const auto& [header, role] : wish_.map) {
            if (!has(row.cells, header)) {
              return Error{.fault = Fault::usage, .message = tr("--map: no column is called “{}”", header), .hint = tr("the columns are: {}", joined(row.cells, ", ")), .where = file_.name};
            }
          }
          all_mapped = true;
        }
      } else if (++passed_over > most_rows_above) {
        break;
      }
    }
    return {};
  }

  /// "# Start date: 20261101" of Google Analytics.
  void take_remark(std::string_view remark) {
    const auto colon = remark.rfind(':');
    if (colon == std::string_view::npos) return;
    const auto date = read_date(usual_date(remark.substr(colon + 1)));
    if (!date || !date->year_first) return;
    const Day day = std::chrono::local_days(std::chrono::year(date->first) / date->second / date->third);
    if (lower(remark).find("start date") != std::string::npos) first_day_ = day;
    if (lower(remark).find("end date") != std::string::npos) last_day_ = day;
  }

  /// Is it a row of headers? Then what follows is read by it.
  bool begin_table(const SheetRow& row, bool mapped) {
    const ExportLayout* layout = fits(row.cells, own_layout()) ? &own_layout() : nullptr;
    const MetricsExport* kind = nullptr;
    for (const auto* one : wish_.kind != nullptr ? std::vector{wish_.kind} : metrics_exports()) {
      if (layout != nullptr) break;
      for (const auto& candidate : one->layouts) {
        if (layout == nullptr && fits(row.cells, candidate)) {
          layout = &candidate;
          kind = one;
        }
      }
    }
    const bool by_map = layout == nullptr && !mapped && std::ranges::any_of(wish_.map, [&](const auto& pair) { return has(row.cells, pair.first); });
    if (layout == nullptr && !by_map) return false;
    columns_.clear();
    unused_.clear();
    american_ = layout != nullptr && layout->dates_american;
    time_in_ = layout != nullptr ? layout->time_in : nullptr;
    published_zone_ = !wish_.published_zone.empty() ? wish_.published_zone : layout != nullptr && !layout->zone.empty() ? layout->zone : wish_.zone;
    reading_.kind = kind != nullptr ? kind : reading_.kind;
    for (std::size_t i = 0; i < row.cells.size(); ++i) add_column(i, std::string(trimmed(row.cells[i])), layout);
    return true;
  }

  void add_column(std::size_t at, const std::string& header, const ExportLayout* layout) {
    for (const auto& [name, role] : wish_.map) {
      if (!matched(header, name)) continue;
      const auto money = unit_of_metric(role) == MetricUnit::money ? static_cast<double>(minor_units(part_of_metric(role))) : 1.0;
      if (role != "-") columns_.push_back({.at = at, .role = role, .header = header, .times = money});
      return;
    }
    if (layout != nullptr) {
      for (const auto& column : layout->columns) {
        const auto part = matched(header, column.header);
        if (!part) continue;
        const std::string role = replaced(column.role, "{}", *part);
        const double money = part->empty() ? 1.0 : static_cast<double>(minor_units(*part));
        if (role != "-") columns_.push_back({.at = at, .role = role, .header = header, .times = column.times * money});
        return;
      }
    }
    if (!header.empty()) unused_.push_back(header);
  }

  // --- Rows -------------------------------------------------------------------------------------------------------

  [[nodiscard]] const Column* column(std::string_view role) const {
    const auto found = std::ranges::find(columns_, role, &Column::role);
    return found == columns_.end() ? nullptr : &*found;
  }
  [[nodiscard]] static std::string_view cell(const SheetRow& row, const Column* column) {
    return column == nullptr || column->at >= row.cells.size() ? std::string_view() : trimmed(row.cells[column->at]);
  }

  [[nodiscard]] CalendarFault place(const SheetRow& row, const Column* column) const {
    return {.file = file_.name, .line = row.line, .column = column == nullptr ? 0 : column->at + 1, .header = column == nullptr ? "" : column->header};
  }
  void fault(const SheetRow& row, const Column* column, std::string message, std::string hint = {}) {
    if (reading_.faults.size() >= most_faults) return;
    auto fault = place(row, column);
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    reading_.faults.push_back(std::move(fault));
  }

  void see_dates(const SheetRow& row, Dates& dates) const {
    for (const char* role : {"published", "date", "first_day", "last_day"}) {
      const auto* const in = column(role);
      if (auto date = read_date(usual_date(cell(row, in)))) dates.see(*date, place(row, in), std::string(cell(row, in)));
    }
  }

  /// "2026-11-22 14:05:00", or with an offset; nothing where there is none, or where it is wrong, which has been said then.
  std::optional<std::string> moment_in(const SheetRow& row, const Column* in, std::chrono::seconds otherwise, bool& wrong) {
    const auto text = cell(row, in);
    if (text.empty()) return std::nullopt;
    auto date = read_date(usual_date(text));
    if (date && !date->time) date->time = otherwise;
    auto moment = date ? dates_->moment(*date) : Result<std::string>(Error{.message = tr("“{}” is no day", text.substr(0, 100))});
    if (moment.ok()) return *std::move(moment);
    wrong = true;
    if (!moment.error().message.empty()) fault(row, in, moment.error().message, moment.error().hint);
    return std::nullopt;
  }

  /// The day in a cell, as moment_in().
  std::optional<Day> day_in(const SheetRow& row, const Column* in, bool& wrong) {
    const auto moment = moment_in(row, in, std::chrono::seconds(0), wrong);
    if (!moment) return std::nullopt;
    const auto at = parse_iso(moment->substr(0, 10) + "T00:00:00Z");
    if (!at.ok()) return std::nullopt;
    return Day(std::chrono::floor<std::chrono::days>(at->time_since_epoch()));
  }

  void take(const SheetRow& row) {
    if (const auto* const metric = column("metric"); metric != nullptr && column("at") != nullptr) {
      take_own(row);
      return;
    }
    std::string post{cell(row, column("post"))};
    if (post.empty() && column("permalink") != nullptr) post = post_in(cell(row, column("permalink")));
    const bool campaign = column("campaign") != nullptr;
    if (campaign) post = "campaign:" + std::string(cell(row, column("campaign")));
    const bool of_posts = campaign || column("post") != nullptr || column("permalink") != nullptr;
    // The line of sums that some put above or below the others.
    if (of_posts && (post.empty() || post == "campaign:" || lower(post) == "total" || lower(post) == "grand total")) return;
    if (post.size() > longest_post) return fault(row, nullptr, tr("what the post is called is too long"));
    std::string account = account_in(row);
    if (account.empty()) return;
    bool wrong = false;
    std::optional<Day> first = day_in(row, column("date"), wrong), last = first;
    if (!first) {
      first = day_in(row, column("first_day"), wrong);
      last = day_in(row, column("last_day"), wrong);
      if (first && !last) last = first;
    }
    const auto published = campaign ? std::nullopt : published_in(row, post, wrong);
    if (wrong) return;
    if (published) take_post(row, account, post, *published);
    if (!first && column("date") == nullptr && column("first_day") == nullptr) {
      first = first_day_;
      last = last_day_;
    }
    if (first && (!last || *last < *first || *last - *first >= std::chrono::days(longest_time))) {
      return fault(row, column("last_day"), tr("this is no time from a first to a last day"));
    }
    for (const auto& one : columns_) {
      if (std::ranges::find(plain_roles, one.role) == plain_roles.end()) take_cell(row, one, account, post, first, last);
    }
  }

  /// When a post was published. Of some it is the day alone that is told: then it was at noon.
  std::optional<Instant> published_in(const SheetRow& row, const std::string& post, bool& wrong) {
    if (time_in_ != nullptr) {
      if (const auto at = time_in_(post)) return at;
    }
    const auto moment = moment_in(row, column("published"), std::chrono::hours(12), wrong);
    if (!moment) return std::nullopt;
    if (moment->find('T') != std::string::npos) {  // with an offset
      if (const auto at = parse_iso(*moment); at.ok()) return *at;
    }
    const auto shown = parse_iso(replaced(*moment, " ", "T") + (moment->size() == 16 ? ":00Z" : "Z"));
    const auto at = shown.ok() ? moments_of(Wall(std::chrono::floor<std::chrono::seconds>(shown->time_since_epoch())), published_zone_) : Result<Moments>(shown.error());
    if (at.ok()) return at->earlier;
    wrong = true;
    fault(row, column("published"), at.error().message, at.error().hint);
    return std::nullopt;
  }

  void take_post(const SheetRow& row, const std::string& account, const std::string& post, Instant published) {
    const std::string address{cell(row, column("permalink"))};
    reading_.posts.push_back({.account = account,
                              .receipt = {.remote_id = post, .url = address.starts_with("http") ? address : "", .at = published},
                              .text = std::string(cell(row, column("text"))),
                              .title = std::string(cell(row, column("title")))});
  }

  std::string account_in(const SheetRow& row) {
    std::string account{cell(row, column("account"))};
    if (account.starts_with('@')) account.erase(0, 1);
    if (account.empty()) account = wish_.account;
    if (account.empty()) fault(row, column("account"), tr("it is not said whose numbers these are"), tr("name the account: --account @name"));
    return account;
  }

  void take_cell(const SheetRow& row, const Column& one, const std::string& account, const std::string& post, std::optional<Day> first, std::optional<Day> last) {
    const auto text = cell(row, &one);
    if (text.empty() || text == "-" || text == "--" || text == "—" || text == "–") return;
    const auto value = export_number(text, one.times);
    if (!value) return fault(row, &one, tr("“{}” is no number", text.substr(0, 100)));
    if (kind_of_metric(one.role) != MetricKind::daily) return add(account, post, one.role, *value, first ? end_of(*last) : wish_.as_of, false);
    if (!first) return fault(row, &one, tr("for a number of a day the day is missing"), tr("name its column: --map \"Day=date\""));
    const auto days = (*last - *first).count() + 1;
    if (days > 1 && counts_people(one.role)) return;
    // Each day has what stands between two shares of the whole: together they are the whole.
    for (std::int64_t day = 0; day < days; ++day) {
      const auto share = [&](std::int64_t until) { return static_cast<std::int64_t>(static_cast<long double>(*value) * until / days); };
      add(account, post, one.role, share(day + 1) - share(day), end_of(*first + std::chrono::days(day)), true);
    }
  }

  /// The last second of a day, or when the file was made where that was on this day.
  Instant end_of(Day day) {
    if (const auto known = ends_.find(day.time_since_epoch().count()); known != ends_.end()) return known->second;
    const auto begin = moments_of(Wall(day), wish_.zone), end = moments_of(Wall(day + std::chrono::days(1)), wish_.zone);
    Instant at = std::chrono::sys_days(day.time_since_epoch()) + std::chrono::hours(24) - std::chrono::seconds(1);
    if (begin.ok() && end.ok()) at = wish_.as_of >= begin->earlier && wish_.as_of < end->earlier ? wish_.as_of : end->earlier - std::chrono::seconds(1);
    ends_[day.time_since_epoch().count()] = at;
    return at;
  }

  void take_own(const SheetRow& row) {
    const auto *const metric = column("metric"), *const value = column("value"), *const at = column("at");
    const std::string account = account_in(row), name{cell(row, metric)}, number{cell(row, value)};
    if (account.empty()) return;
    if (!is_metric_name(name)) return fault(row, metric, tr("“{}” cannot be a metric's name", name.substr(0, 100)), tr("small letters, digits and _"));
    const auto moment = parse_iso(cell(row, at));
    if (!moment.ok()) return fault(row, at, moment.error().message, moment.error().hint);
    Sample sample{.account = account, .post = std::string(cell(row, column("post"))), .metric = name, .at = *moment};
    if (!number.empty() && number != "null") {
      sample.value = to_integer(number);
      if (!sample.value) return fault(row, value, tr("“{}” is no whole number", number.substr(0, 100)));
    }
    reading_.samples.push_back(std::move(sample));
  }

  /// Rows about the same (the advertisements of a campaign) are one number.
  void add(const std::string& account, const std::string& post, const std::string& metric, std::int64_t value, Instant at, bool daily) {
    const std::string key = account + "\n" + post + "\n" + metric + "\n" + std::to_string(at.time_since_epoch().count());
    const auto [found, is_new] = places_.try_emplace(key, reading_.samples.size());
    if (is_new) {
      reading_.samples.push_back({.account = account, .post = post, .metric = metric, .value = value, .at = at});
      return;
    }
    auto& sum = reading_.samples[found->second].value;
    if (!daily) sum = value;
    else sum = counts_people(metric) ? std::max(*sum, value) : *sum + value;
  }

  const NamedBytes& file_;
  const MetricsWish& wish_;
  MetricsReading reading_{};
  std::vector<Column> columns_{};
  std::vector<std::string> unused_{};
  bool american_ = false;
  std::optional<Instant> (*time_in_)(std::string_view) = nullptr;
  std::string published_zone_{};
  std::optional<Day> first_day_{}, last_day_{};
  const Dates* dates_ = nullptr;
  std::unordered_map<std::int64_t, Instant> ends_{};
  std::unordered_map<std::string, std::size_t> places_{};
};

/// Lines of JSON, a sample each, as they stand in a workspace or come from `report export samples`.
Result<MetricsReading> read_lines(const NamedBytes& file, const MetricsWish& wish) {
  MetricsReading reading;
  std::size_t number = 0;
  std::string_view rest = file.bytes;
  while (!rest.empty()) {
    const auto line = trimmed(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1));
    ++number;
    if (line.empty()) continue;
    const auto fault = [&](std::string message) {
      if (reading.faults.size() < most_faults) reading.faults.push_back({.file = file.name, .line = number, .message = std::move(message)});
    };
    const auto json = parse_json(line);
    if (!json.ok() || !json->is_object()) {
      fault(tr("this line is no JSON object"));
      continue;
    }
    Sample sample{.account = (*json)["account"].string_or(wish.account), .post = (*json)["post"].string_or(), .metric = (*json)["metric"].string_or()};
    if (sample.account.starts_with('@')) sample.account.erase(0, 1);
    const auto at = parse_iso((*json)["at"].string_or());
    const Json& value = (*json)["value"];
    if (sample.account.empty()) fault(tr("it is not said whose numbers these are"));
    else if (!is_metric_name(sample.metric)) fault(tr("“{}” cannot be a metric's name", sample.metric.substr(0, 100)));
    else if (!at.ok()) fault(tr("“{}” is not a time such as 2026-12-24T09:00:00Z", (*json)["at"].string_or().substr(0, 100)));
    else if (!value.is_null() && !value.is_integer()) fault(tr("its value is no whole number"));
    else {
      sample.at = *at;
      if (value.is_integer()) sample.value = value.integer_or(0);
      reading.samples.push_back(std::move(sample));
    }
  }
  return reading;
}

}  // namespace

Result<MetricsReading> read_metrics_export(const NamedBytes& file, const MetricsWish& wish) {
  const auto first = file.bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string::npos && file.bytes[first] == '{') return read_lines({.name = file.name, .bytes = file.bytes.substr(first)}, wish);
  return Rows(file, wish).read();
}

}  // namespace cmtool
