// SPDX-License-Identifier: MIT
#include "cli/import.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "cli/batch.hpp"
#include "cli/exit_code.hpp"
#include "cli/file_faults.hpp"
#include "cli/outcomes.hpp"
#include "cli/remarks.hpp"
#include "cli/schedule_view.hpp"
#include "media.hpp"
#include "schedule/links.hpp"
#include "schedule/recurring.hpp"
#include "schedule/remarks.hpp"
#include "schedule/rows.hpp"
#include "schedule/zones.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

constexpr std::size_t remarks_shown = 20;

/// What is to be recorded of a row: a recurrence, else the post at `post` among all of them.
struct Ready {
  std::string hash{}, place{};
  std::optional<Series> series{};
  std::size_t post = 0;
};

class Importing {
 public:
  Importing(Env& env, Desk& desk, const ImportOptions& options, SchedulePolicy policy)
      : env_(env), desk_(desk), options_(options), policy_(std::move(policy)), actor_{.who = who_of(env, options.common.who)} {}

  Result<int> run() {
    TRY(const auto files, read_files());
    TRY(const Calendar* calendar, options_.from == "auto" ? sniff_calendar(files) : find_calendar(options_.from));
    ReadWish wish{.date_order = date_order(options_.date_order).value_or(DateOrder::unknown), .zone = env_.zone(), .lang = env_.globals.lang};
    for (const auto& pair : options_.map) {
      const auto at = pair.find('=');
      if (at == std::string::npos) return Error{.fault = Fault::usage, .message = tr("{} wants a name and a value: {}", "--map", pair), .hint = tr("write it as {} name=value", "--map")};
      wish.map[pair.substr(0, at)] = pair.substr(at + 1);
    }
    TRY(auto reading, read_calendar(*calendar, files, wish));
    for (const auto& note : reading.notes) env_.say(note);
    faults_ = std::move(reading.faults);
    TRY(known_, desk_.store.imported_rows());
    for (auto& row : reading.rows) {
      CHECK_OK(take(row));
      row = CalendarRow{};  // of ten thousand rows only the posts stay in memory
    }
    if (!faults_.empty()) {
      report_faults(env_, faults_);
      if (!options_.partial || ready_.empty()) {
        env_.say(tr("nothing was imported"));
        return exit_code::refused;
      }
    }
    CHECK_OK(say_remarks_on_all());
    if (env_.globals.dry_run) return show();
    CHECK_OK(record());
    TRY(const int shown, show());
    (void)shown;
    return faults_.empty() ? exit_code::done : exit_code::partly;
  }

 private:
  Result<std::vector<NamedBytes>> read_files() {
    std::vector<NamedBytes> files;
    if (options_.file == "-") {
      TRY(auto bytes, env_.streams.all(most_calendar_bytes));
      files.push_back({.name = "-", .bytes = std::move(bytes)});
      return files;
    }
    std::vector<std::string> names{options_.file};
    const auto listed = desk_.world.disk->list(options_.file);
    if (listed.ok()) {  // a folder of Markdown files
      names.clear();
      for (const auto& entry : *listed) {
        if (entry.kind == Entry::Kind::file && (entry.name.ends_with(".md") || entry.name.ends_with(".markdown"))) names.push_back(options_.file + "/" + entry.name);
      }
      if (names.empty()) return Error{.fault = Fault::not_found, .message = tr("there is no Markdown file in {}", options_.file), .where = options_.file};
    }
    for (const auto& name : names) {
      TRY(auto bytes, read_user_file(env_, name, most_calendar_bytes));
      files.push_back({.name = name, .bytes = std::move(bytes)});
    }
    return files;
  }

  void fault(const CalendarRow& row, std::string_view option, const Error& error) {
    const std::string message = error.where.starts_with('@') ? tr("{}: {}", error.where, error.message) : error.message;
    faults_.push_back(fault_of(row, option, message, error.hint));
  }

  /// Pictures by their place beside the file, or fetched from their address.
  Result<void> find_media(const CalendarRow& row, PostOptions& options, Post& post) {
    std::vector<MediaOption> local;
    for (auto& one : options.attached) {
      if (one.file.starts_with("https://") || one.file.starts_with("http://")) {
        auto bytes = env_.globals.dry_run ? Result<std::string>(std::string()) : fetch_named_picture(desk_, one.file);
        if (env_.globals.dry_run) continue;
        if (!bytes.ok()) {
          fault(row, "media", bytes.error());
          continue;
        }
        auto kept = keep_picture(desk_.store, std::move(bytes).value(), one.file, one.alt);
        if (kept.ok()) post.media.push_back(std::move(kept).value());
        else fault(row, "media", kept.error());
        continue;
      }
      if (!one.file.starts_with('/') && row.file != "-") {
        const auto slash = row.file.rfind('/');
        if (slash != std::string::npos) one.file = row.file.substr(0, slash + 1) + one.file;
      }
      local.push_back(one);
    }
    options.attached = std::move(local);
    return {};
  }

  Result<void> take(const CalendarRow& row) {
    const std::string hash = sha256_hex(row.raw.empty() ? row.options.dump() : row.raw);
    if (!in_this_file_.insert(hash).second) {
      ++twins_;
      return {};
    }
    Json options = row.options;
    auto timing = take_timing(options);
    auto post_options = timing.ok() ? post_options_of(options) : Result<PostOptions>(timing.error());
    if (!post_options.ok()) {
      fault(row, "", post_options.error());
      return {};
    }
    if (const auto known = known_.find(hash); known != known_.end()) {
      // A recurrence is recorded after the import that names it: what a kill left out is made now.
      if (timing->every.empty() || desk_.store.series(known->second).ok()) {
        ++there_already_;
        return {};
      }
    }
    if (!timing->id.empty() && (desk_.store.post(timing->id).ok() || desk_.store.series(timing->id).ok())) {
      ++there_already_;
      return {};
    }
    take_common(*post_options, options_.common.post);
    return take_row(row, hash, *timing, *post_options);
  }

  /// Rows that go to the same accounts cost one look at them.
  Result<std::vector<Account>> accounts_for(const PostOptions& options) {
    if (options.to.empty()) return accounts_of(desk_, options);
    const std::string named = joined(options.to, ",");
    if (const auto known = accounts_.find(named); known != accounts_.end()) return known->second;
    TRY(auto accounts, accounts_of(desk_, options));
    return accounts_[named] = std::move(accounts);
  }

  Result<void> take_row(const CalendarRow& row, const std::string& hash, const RowTiming& timing, PostOptions& options) {
    Post fetched;
    const std::size_t before = faults_.size();
    CHECK_OK(find_media(row, options, fetched));
    auto accounts = accounts_for(options);
    auto submission = accounts.ok() ? submission_of(env_, desk_, options, Stdin::no, std::move(accounts).value()) : Result<Submission>(accounts.error());
    if (!submission.ok()) {
      fault(row, options.to.empty() || submission.error().fault == Fault::not_found ? "to" : "text", submission.error());
      return {};
    }
    for (auto& medium : fetched.media) submission->post.media.push_back(std::move(medium));
    submission->card = false;  // read when it goes out: ten thousand pages would be asked for now
    submission->post.key.clear();
    auto preparation = prepare(desk_, *submission);
    if (!preparation.ok()) {
      if (preparation.error().fault == Fault::state) return std::move(preparation).error();
      fault(row, "text", preparation.error());
      return {};
    }
    for (const auto& misfit : preparation->misfits) fault(row, "text", misfit);
    if (options.strict) {
      for (const auto& refusal : say_remarks(env_, preparation->plan.post, true)) fault(row, "text", refusal);
    }
    if (faults_.size() > before) return {};
    Ready ready{.hash = hash, .place = place_of(fault_of(row, "at", "", ""))};
    auto done = timing.every.empty() ? as_post(timing, preparation->plan, ready) : as_series(timing, preparation->plan, ready);
    if (!done.ok()) {
      if (options_.skip_past && done.error().fault == Fault::usage && past_) {
        ++past_skipped_;
        past_ = false;
        return {};
      }
      past_ = false;
      fault(row, timing.every.empty() ? "at" : "every", done.error());
      return {};
    }
    ready_.push_back(std::move(ready));
    return {};
  }

  Result<Due> due(const std::string& at, const std::string& zone) {
    const WhenContext context{.now = env_.world.clock->now(), .zone = zone.empty() ? env_.zone() : zone, .fold = fold(), .lang = env_.globals.lang, .no_time = NoTime::refuse};
    TRY(const Due due, parse_when(at, context));
    past_ = due.at < context.now;
    if (past_) return Error{.fault = Fault::usage, .message = tr("“{}” is in the past: {}", at, env_.human_time(due.at)), .hint = tr("--skip-past leaves such rows out")};
    return due;
  }
  [[nodiscard]] Fold fold() const { return options_.common.fold == "earlier" ? Fold::earlier : options_.common.fold == "later" ? Fold::later : Fold::refuse; }

  Result<void> as_post(const RowTiming& timing, const Plan& plan, Ready& ready) {
    Timing when{.hold = options_.common.hold};
    const std::string max_late = timing.max_late.empty() ? options_.common.max_late : timing.max_late;
    if (!max_late.empty()) {
      TRY(when.max_late, parse_duration(max_late));
    }
    when.after = timing.after;
    if (!timing.at.empty()) {
      TRY(const Due at, due(timing.at, timing.zone));
      for (const auto& account : plan.accounts) when.due[account.name] = at;
    } else if (timing.slot || !options_.common.slot.empty()) {
      TRY(const auto slots, free_slots(plan.accounts));
      when.due = slots;
    } else if (!plan.draft) {
      return Error{.fault = Fault::usage, .message = tr("it is not said when"), .hint = tr("give each row a time, or --slot, or --draft")};
    }
    auto record = schedule_record(plan, when, policy_, actor_, env_.world.clock->now());
    for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
      if (can(*plan.platforms[i], Can::link_card)) record.deliveries[i].notes[card_note] = "later";
    }
    ready.post = posts_.size();
    posts_.push_back(std::move(record));
    return {};
  }

  /// The next free place of each account, those of earlier rows counted as taken.
  Result<std::map<std::string, Due>> free_slots(const std::vector<Account>& accounts) {
    std::map<std::string, Due> due;
    for (const auto& account : accounts) {
      auto& taken = taken_[account.name];
      const Instant now = env_.world.clock->now();
      if (taken.empty()) {
        TRY(const auto waiting, desk_.store.scheduled({.from = now, .accounts = {account.name}}));
        for (const auto& one : waiting) taken.insert(one.delivery.due->at);
      }
      TRY(const auto slots, slots_of(desk_, account, options_.common.slot, env_.zone()));
      TRY(const Due next, next_free(slots, env_.zone(), now, taken));
      taken.insert(next.at);
      due[account.name] = next;
    }
    return due;
  }

  Result<void> as_series(const RowTiming& timing, const Plan& plan, Ready& ready) {
    ScheduleOptions options = options_.common;
    options.at = timing.at;
    options.every = timing.every;
    options.until = timing.until;
    options.evergreen.clear();
    if (!timing.max_late.empty()) options.max_late = timing.max_late;
    TRY(auto series, series_of(env_, desk_, options, plan, timing.zone, timing.except));
    if (const auto known = known_.find(ready.hash); known != known_.end()) series.id = known->second;
    ready.series = std::move(series);
    return {};
  }

  Result<void> say_remarks_on_all() {
    TRY(const auto accounts, desk_.store.accounts());
    TRY(auto around, Surroundings::read(desk_, posts_));
    std::size_t count = 0;
    for (const auto& ready : ready_) {
      if (ready.series) continue;
      for (const auto& remark : around.remarks_on(posts_[ready.post], accounts)) {
        if (count++ < remarks_shown) env_.warn(tr("{}: {}", ready.place, tr("{}: {}", remark.where, remark.message)));
      }
    }
    if (count > remarks_shown) env_.say(tr("and {} more", count - remarks_shown));
    return {};
  }

  Result<void> record() {
    Import import{.id = new_id(env_.world.clock->now()), .from = options_.file, .by = actor_.who, .at = env_.world.clock->now()};
    for (const auto& ready : ready_) {
      if (!known_.contains(ready.hash)) import.rows[ready.hash] = ready.series ? ready.series->id : posts_[ready.post].post.id;
    }
    if (!import.rows.empty()) {
      note_zones(desk_);
      CHECK_OK(desk_.store.import_all(import, posts_));
    }
    for (const auto& ready : ready_) {
      if (!ready.series) continue;
      CHECK_OK(desk_.store.add_series(*ready.series));
      CHECK_OK(make_occurrences(desk_, policy_, ready.series->id));
    }
    return {};
  }

  Result<int> show() {
    Table table{.columns = scheduled_columns()};
    std::size_t held = 0;
    for (const auto& ready : ready_) {
      if (ready.series) {
        Post post = ready.series->posts.front().post;
        post.id = post.series = ready.series->id;
        TRY(const Recurrence rule, recurrence_of(*ready.series));
        TRY(const auto next, next_occurrence(rule, env_.world.clock->now()));
        for (const auto& account : ready.series->accounts) {
          Delivery delivery{.account = account, .state = DeliveryState::waiting};
          if (next) delivery.due = Due{.at = next->at, .wall = iso_wall(next->wall), .zone = rule.zone};
          table.rows.push_back(row_of(post, delivery, in_words(rule)));
        }
        continue;
      }
      for (const auto& delivery : posts_[ready.post].deliveries) {
        held += delivery.state == DeliveryState::held ? 1 : 0;
        table.rows.push_back(row_of(posts_[ready.post].post, delivery));
      }
    }
    CHECK_OK(env_.show(table));
    const auto say = [](std::size_t count) { return static_cast<long long>(count); };
    env_.say(env_.globals.dry_run ? trn("{} post would be imported", "{} posts would be imported", say(ready_.size()), ready_.size())
                                  : trn("{} post was imported", "{} posts were imported", say(ready_.size()), ready_.size()));
    if (there_already_ > 0) env_.say(trn("{} row was imported before", "{} rows were imported before", say(there_already_), there_already_));
    if (twins_ > 0) env_.say(trn("{} row is the same as one before it, and counts once", "{} rows are the same as one before them, and count once", say(twins_), twins_));
    if (past_skipped_ > 0) env_.say(trn("{} row is in the past and was left out", "{} rows are in the past and were left out", say(past_skipped_), past_skipped_));
    if (held > 0) env_.say(trn("{} delivery waits for an approval", "{} deliveries wait for an approval", say(held), held));
    return exit_code::done;
  }

  Env& env_;
  Desk& desk_;
  const ImportOptions& options_;
  const SchedulePolicy policy_;
  const Actor actor_;
  std::map<std::string, Id> known_{};
  std::set<std::string> in_this_file_{};
  std::map<std::string, std::vector<Account>> accounts_{};  ///< by the words that name them
  std::map<std::string, std::set<Instant>> taken_{};
  std::vector<Ready> ready_{};
  std::vector<PostRecord> posts_{};
  std::vector<CalendarFault> faults_{};
  std::size_t there_already_ = 0, twins_ = 0, past_skipped_ = 0;
  bool past_ = false;  ///< the last row's time was in the past
};

}  // namespace

Result<int> run_import(Env& env, Desk& desk, const ImportOptions& options) {
  TRY(const auto settings, env.settings());
  TRY(auto policy, schedule_policy(settings));
  return Importing(env, desk, options, std::move(policy)).run();
}

}  // namespace cmtool
