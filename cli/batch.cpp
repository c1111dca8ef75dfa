// SPDX-License-Identifier: MIT
#include "cli/batch.hpp"

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/exit_code.hpp"
#include "cli/file_faults.hpp"
#include "cli/outcomes.hpp"
#include "cli/remarks.hpp"
#include "rehearse.hpp"

namespace cmtool {
namespace {

constexpr std::size_t largest_batch = 64u << 20;  // bytes
constexpr std::size_t longest_line = 2u << 20;

/// A line's number, put before what is said of it.
Error at_line(Error error, std::size_t line) {
  error.message = error.where.starts_with('@') ? tr("line {}: {}: {}", line, error.where, error.message) : tr("line {}: {}", line, error.message);
  error.where.clear();
  return error;
}

struct Batch {
  std::vector<Plan> plans{};
  std::vector<std::size_t> lines{};
  std::vector<Error> faults{};
};

/// One line, checked; a fault of it goes to the batch's faults.
Result<void> take_line(Env& env, Desk& desk, std::string_view text, std::size_t number, const PostOptions& common, Batch& batch) {
  const auto json = parse_json(text, {.bytes = longest_line});
  auto options = json.ok() ? post_options_of(*json) : Result<PostOptions>(json.error());
  if (!options.ok()) {
    Error error = std::move(options).error();
    error.fault = Fault::usage;
    batch.faults.push_back(at_line(std::move(error), number));
    return {};
  }
  take_common(*options, common);
  auto submission = submission_of(env, desk, *options, Stdin::no);
  if (!submission.ok()) {
    batch.faults.push_back(at_line(std::move(submission).error(), number));
    return {};
  }
  auto preparation = prepare(desk, *submission);
  if (!preparation.ok()) {
    if (preparation.error().fault == Fault::state) return std::move(preparation).error();
    batch.faults.push_back(at_line(std::move(preparation).error(), number));
    return {};
  }
  for (auto& misfit : preparation->misfits) batch.faults.push_back(at_line(std::move(misfit), number));
  for (auto& refusal : say_remarks(env, preparation->plan.post, options->strict)) batch.faults.push_back(at_line(std::move(refusal), number));
  batch.plans.push_back(std::move(preparation->plan));
  batch.lines.push_back(number);
  return {};
}

Result<int> refuse(Env& env, const std::vector<Error>& faults) {
  report_faults(env, faults);
  env.say(tr("nothing was sent"));
  return exit_code_of(faults.front().fault);
}

}  // namespace

Result<std::string> read_user_file(Env& env, const std::string& file, std::size_t largest) {
  if (file == "-") return env.streams.all(largest);
  TRY(auto source, env.world.disk->open(file, /*follow=*/true));
  if (source->size() > largest) {
    return Error{.fault = Fault::usage, .message = tr("{} is larger than {} bytes", file, largest), .hint = tr("split it into several files")};
  }
  std::string text(source->size(), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    TRY(const std::size_t got, source->read(text.data() + have, text.size() - have));
    if (got == 0) break;
    have += got;
  }
  text.resize(have);
  return text;
}

void take_common(PostOptions& line, const PostOptions& common) {
  const auto text = [](std::string& to, const std::string& from) {
    if (to.empty()) to = from;
  };
  if (line.to.empty()) line.to = common.to;
  text(line.campaign, common.campaign);
  text(line.language, common.language);
  text(line.visibility, common.visibility);
  text(line.text_template, common.text_template);
  text(line.sponsored, common.sponsored);
  text(line.split, common.split);
  line.thread = line.thread || common.thread;
  line.numbered = line.numbered || common.numbered;
  line.utm = line.utm || common.utm;
  line.strict = line.strict || common.strict;
  line.shrink = line.shrink || common.shrink;
  line.no_card = line.no_card || common.no_card;
  line.keep_location = line.keep_location || common.keep_location;
}

Result<int> run_batch(Env& env, Desk& desk, const std::string& file, const PostOptions& common, std::size_t jobs) {
  TRY(const std::string text, read_user_file(env, file, largest_batch));
  Batch batch;
  std::size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    ++number;
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (trimmed(line).empty()) continue;
    CHECK_OK(take_line(env, desk, line, number, common, batch));
  }
  if (!batch.faults.empty()) return refuse(env, batch.faults);
  if (env.globals.dry_run) {
    for (const auto& plan : batch.plans) rehearse(desk, plan);
    env.say(trn("{} post would be sent", "{} posts would be sent", static_cast<long long>(batch.plans.size()), batch.plans.size()));
    return exit_code::done;
  }

  std::vector<std::vector<Outcome>> outcomes(batch.plans.size());
  publish_many(desk, batch.plans, jobs, [&](std::size_t index, Result<std::vector<Outcome>> done) {
    if (done.ok()) {
      outcomes[index] = std::move(done).value();
    } else {
      for (const auto& account : batch.plans[index].accounts) {
        outcomes[index].push_back(Outcome{.delivery = {.post = batch.plans[index].post.id, .account = account.name, .platform = account.platform,
                                                       .state = DeliveryState::failed},
                                          .error = done.error()});
      }
    }
  });
  std::vector<Outcome> all;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (auto& outcome : outcomes[i]) {
      if (outcome.error) {
        if (outcome.error->where.empty()) outcome.error->where = "@" + outcome.delivery.account;
        outcome.error = at_line(*std::move(outcome.error), batch.lines[i]);
      }
      all.push_back(std::move(outcome));
    }
  }
  return show_many(env, all);
}

}  // namespace cmtool
