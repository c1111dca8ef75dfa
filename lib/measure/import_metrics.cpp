// SPDX-License-Identifier: MIT
#include "measure/import_metrics.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr const char* kind_of_documents = "metrics-imports";
constexpr std::size_t name_digits = 32;

/// As of when this very content was imported before.
Result<std::optional<Instant>> first_time(Desk& desk, const std::string& name) {
  TRY(const auto all, desk.store.documents(kind_of_documents));
  for (const auto& [known, json] : all) {
    if (known != name) continue;
    const auto at = parse_iso(json["as_of"].string_or());
    if (at.ok()) return std::optional(*at);
  }
  return std::optional<Instant>();
}

}  // namespace

Result<ImportedMetrics> import_metrics(Desk& desk, const NamedBytes& file, MetricsWish wish, bool dry_run) {
  const std::string name = sha256_hex(file.bytes).substr(0, name_digits);
  TRY(const auto before, first_time(desk, name));
  if (before) wish.as_of = *before;
  ImportedMetrics imported;
  TRY(imported.reading, read_metrics_export(file, wish));
  std::set<std::string> names;
  for (const auto& sample : imported.reading.samples) names.insert(sample.account);
  TRY(const auto accounts, desk.store.accounts());
  for (const auto& used : names) {
    if (!is_account_name(used)) {
      return Error{.fault = Fault::usage, .message = tr("“{}” cannot be the name of an account", used.substr(0, 100)), .hint = tr("use letters, digits, “-”, “_” and “.”, at most 64 of them"), .where = file.name};
    }
    if (std::ranges::find(accounts, used, &Account::name) == accounts.end()) imported.strangers.push_back(used);
  }
  const auto& posts = imported.reading.posts;
  if (!imported.reading.faults.empty() || (imported.reading.samples.empty() && posts.empty())) return imported;
  if (dry_run) {
    TRY(imported.posts, count_found_posts(desk, posts));
    return imported;
  }
  // The posts first: numbers without a post would be in no report, and a second run adds what a crash has left.
  TRY(imported.posts, file_found_posts(desk, posts, file.name));
  TRY(imported.fresh, desk.store.add_samples(imported.reading.samples));
  if (!before) {
    CHECK_OK(desk.store.save_document(kind_of_documents, name, Json{{"file", file.name}, {"as_of", iso(wish.as_of)}, {"at", iso(desk.world.clock->now())}}));
  }
  return imported;
}

}  // namespace cmtool
