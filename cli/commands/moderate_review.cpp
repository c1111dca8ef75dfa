// SPDX-License-Identifier: MIT
// cmtool moderate review: the inbox by keyboard, full screen.
#include <CLI/CLI.hpp>
#include <memory>
#include <mutex>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/item_filter.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "cli/screen/review_loop.hpp"
#include "cli/screen/review_work.hpp"
#include "sys/terminal_guard.hpp"

namespace cmtool {
namespace {

struct Options {
  ItemFilterOptions filter{};
  std::string who{};
};

constexpr std::size_t most_kept = 256 * 1024;

/// What is said on stderr while the screen is somebody else's: kept, and said when it is over.
class HeldBack {
 public:
  explicit HeldBack(Env& env) : env_(env), err_(std::move(env.streams.err)), was_terminal_(env.streams.err_is_terminal) {
    env_.streams.err_is_terminal = false;
    env_.streams.err = [this](std::string_view words) {
      const std::lock_guard lock(mutex_);
      if (kept_.size() < most_kept) kept_ += words;
    };
  }
  HeldBack(const HeldBack&) = delete;
  HeldBack& operator=(const HeldBack&) = delete;
  ~HeldBack() {
    env_.streams.err = std::move(err_);
    env_.streams.err_is_terminal = was_terminal_;
    if (!kept_.empty()) env_.streams.err(kept_);
  }

 private:
  Env& env_;
  std::function<void(std::string_view)> err_;
  bool was_terminal_;
  std::mutex mutex_{};
  std::string kept_{};
};

Error no_screen(const std::string& why) {
  return {.fault = Fault::usage, .message = why, .hint = tr("use cmtool moderate list, and the commands that act on its items")};
}

/// What the platform of each account can do about an item.
Result<std::map<std::string, std::set<Act>>> abilities(Desk& desk) {
  std::map<std::string, std::set<Act>> can;
  TRY(const auto accounts, desk.store.accounts());
  for (const auto& account : accounts) {
    const auto platform = desk.platform(account.platform);
    if (platform.ok()) can[account.name] = (*platform)->about().acts;
  }
  return can;
}

Result<int> run(const Options& options, Env& env) {
  if (!env.streams.in_is_terminal || !env.streams.out_is_terminal) return no_screen(tr("this needs a terminal, for its keys and its screen"));
  if (env.globals.no_input) return no_screen(tr("--no-input was given, and this is done by keyboard"));
  TRY(Desk desk, desk_of(env));
  TRY(auto filter, item_filter(options.filter, env, desk));
  TRY(auto rows, ItemRows::of(env));
  TRY(auto can, abilities(desk));
  // Read now, in this thread: what is read at first use must not be by two at once.
  const std::string zone = env.zone();
  TRY(const ScreenPart* const part, screen_part());

  Review review({.filter = std::move(filter), .overdue = options.filter.overdue, .can = std::move(can), .who = who_of(env, options.who)});
  std::mutex remarks;
  std::function<void(std::string)> remark;
  const auto tell = [&](const std::string& sentence) {
    const std::lock_guard lock(remarks);
    if (remark) remark(sentence);
  };
  desk.say = tell;
  desk.warn = tell;
  const HeldBack quiet(env);
  TRY(const auto screen, part->open());
  ReviewWork work(env, desk, who_of(env, options.who), rows, options.filter.overdue);
  ReviewWorld world{.perform = [&work](const ReviewTask& task) { return work.perform(task); },
                    .edit = env.world.edit,
                    .on_remark =
                        [&](const std::function<void(std::string)>& to) {
                          const std::lock_guard lock(remarks);
                          remark = to;
                        },
                    .interrupt = interrupt_ourselves,
                    .clock = {.time = [&env](Instant at) { return env.human_time(at); }, .deadline = [&rows](const InboxItem& entry) { return rows.deadline(entry); }},
                    .now = [&env] { return env.world.clock->now(); },
                    .stop = env.world.stop};
  const auto end = run_review(*screen, review, world);
  return end == ReviewEnd::interrupted ? exit_code::interrupted : exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  add_item_filter_options(app, options->filter);
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_review_command() {
  static const Command it{
      .path = "moderate review",
      .group = N_("Moderation"),
      .summary = N_("go through the inbox by keyboard, full screen"),
      .details = N_("A list, the conversation below it, and one key for each action; ? shows all keys, q leaves. u undoes: a decision by the opposite decision, an act on a platform by the opposite act. What nothing undoes (an answer, deleting, reporting) is asked for first. Everything is recorded as by the commands. No colour is needed, nor a mouse; 80 columns and 24 lines are enough."),
      .set_up = set_up,
      .examples = N_("cmtool moderate review\ncmtool moderate review --assigned lea --overdue\ncmtool moderate review --state all --search refund"),
  };
  return it;
}

}  // namespace cmtool
