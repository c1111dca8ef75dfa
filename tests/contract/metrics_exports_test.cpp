// SPDX-License-Identifier: MIT
// What every kind of export promises: its own headers are recognised as its own, each of its columns is a metric or a part of a row, and no bytes
// do harm.
#include "metrics_export.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/ascii.hpp"
#include "sheet/csv.hpp"

using namespace cmtool;

namespace {

MetricsWish wish() { return {.account = "a", .zone = "Europe/Paris", .as_of = parse_iso("2026-12-01T09:00:00Z").value()}; }

std::string header_of(const ExportColumn& column) { return replaced(column.header, "{}", "EUR"); }

/// A file with all the columns of a layout, and a row that says something in each.
std::string file_of(const ExportLayout& layout) {
  std::vector<std::string> headers, cells;
  bool dated = false;  // else its day stands above it
  for (const auto& column : layout.columns) {
    headers.push_back(header_of(column));
    const std::string& role = column.role;
    dated = dated || role == "date" || role == "first_day";
    if (role == "date" || role == "first_day" || role == "last_day" || role == "published") cells.push_back("2026-11-22");
    else if (role == "post") cells.push_back("123");
    else if (role == "permalink") cells.push_back("/2026/11/a/");
    else if (role == "campaign") cells.push_back("Noël");
    else cells.push_back(role == "-" ? "x" : "7");
  }
  const std::string time = dated ? "" : "# Start date: 20261122\n# End date: 20261122\n";
  return time + csv_line(headers, Quote::always) + "\n" + csv_line(cells, Quote::always) + "\n";
}

}  // namespace

namespace {
const std::set<std::string> parts{"-", "post", "permalink", "published", "text", "title", "date", "first_day", "last_day", "campaign", "account"};
}

TEST_CASE("every kind of export describes itself truly") {
  std::set<std::string> names;
  for (const auto* kind : metrics_exports()) {
    CAPTURE(kind->name);
    CHECK(names.insert(kind->name).second);
    CHECK_FALSE(kind->title.empty());
    CHECK(kind->source.find("2026") != std::string::npos);
    REQUIRE_FALSE(kind->layouts.empty());
    for (const auto& layout : kind->layouts) {
      CHECK(layout.marks.size() >= 2);
      for (const auto& mark : layout.marks) CHECK(std::ranges::any_of(layout.columns, [&](const auto& column) { return lower(column.header) == lower(mark); }));
      std::set<std::string> headers;
      for (const auto& column : layout.columns) {
        CAPTURE(column.header);
        CHECK(headers.insert(lower(column.header)).second);
        CHECK((parts.contains(column.role) || is_metric_name(replaced(column.role, "{}", "EUR"))));
      }
    }
  }
  CHECK(find_metrics_export("meta").ok());
  CHECK(find_metrics_export("meat").error().fault == Fault::usage);
}

TEST_CASE("every table of every kind is recognised by its headers, and each of its numbers becomes a sample") {
  for (const auto* kind : metrics_exports()) {
    for (const auto& layout : kind->layouts) {
      CAPTURE(kind->name);
      CAPTURE(layout.marks.front());
      const auto reading = read_metrics_export({.name = "f.csv", .bytes = file_of(layout)}, wish());
      REQUIRE(reading.ok());
      CHECK(reading->kind == kind);
      CHECK(reading->faults.empty());
      CHECK(reading->notes.empty());
      std::set<std::string> metrics, told;
      for (const auto& column : layout.columns) {
        const auto name = replaced(column.role, "{}", "EUR");
        if (!parts.contains(name)) metrics.insert(name);
      }
      for (const auto& sample : reading->samples) {
        told.insert(sample.metric);
        CHECK(sample.account == "a");
        CHECK(sample.value.has_value());
      }
      CHECK(told == metrics);
      const bool tells = std::ranges::any_of(layout.columns, [](const auto& column) { return column.role == "published"; });
      CHECK(reading->posts.size() == (tells ? 1 : 0));
    }
  }
}

TEST_CASE("any bytes give samples or a fault that names the file, and no more") {
  std::mt19937 chance(7);
  std::vector<std::string> seeds{"{\"metric\":\"likes\",\"value\":3,\"at\":\"2026-11-22T09:00:00Z\"}\n", "account,post,metric,value,at\na,p,likes,3,2026-11-22T09:00:00Z\n"};
  for (const auto* kind : metrics_exports()) {
    for (const auto& layout : kind->layouts) seeds.push_back(file_of(layout));
  }
  for (int round = 0; round < 600; ++round) {
    std::string bytes = seeds[static_cast<std::size_t>(round) % seeds.size()];
    for (int i = 0; i < 1 + round % 7; ++i) bytes[chance() % bytes.size()] = static_cast<char>(chance() % 256);
    if (round % 5 == 0) bytes.resize(chance() % bytes.size() + 1);
    const auto reading = read_metrics_export({.name = "f.csv", .bytes = bytes}, wish());
    if (!reading.ok()) {
      CHECK_FALSE(reading.error().message.empty());
      continue;
    }
    for (const auto& fault : reading->faults) CHECK(fault.file == "f.csv");
    for (const auto& sample : reading->samples) CHECK(is_metric_name(sample.metric));
  }
}
