// SPDX-License-Identifier: MIT
#include "report_inputs.hpp"

#include <algorithm>
#include <set>

#include "figures/period.hpp"
#include "figures_reader.hpp"
#include "goals.hpp"
#include "model/former_names.hpp"
#include "model/network.hpp"
#include "moderate/classifiers.hpp"
#include "moderate/people.hpp"
#include "samples.hpp"
#include "saved_topics.hpp"

namespace cmtool {
namespace {

/// Where an account stood before the period is looked for so long before it.
constexpr auto lead = std::chrono::days(35);
/// What is usual is learnt from so much before the period.
constexpr auto usual_time = std::chrono::days(14);

class Loader {
 public:
  Loader(Desk& desk, const Report& report, const ReportWish& wish) : desk_(desk), report_(report), wish_(wish) {}

  Result<ReportInputs> load() {
    ReportInputs inputs{.at = desk_.world.clock->now(), .zone = wish_.zone, .lang = wish_.lang, .by = wish_.by, .sort = wish_.sort, .top = wish_.top.value_or(report_.top)};
    for (const auto& account : wish_.accounts) {
      inputs.platform_of[account.name] = network_of(account);
      present_[account.name] = account.name;
      for (const auto& former : former_names(account)) present_.emplace(former, account.name);
    }
    TRY(inputs.settings, desk_.store.settings());
    TRY(inputs.hours, business_hours(inputs.settings, wish_.zone));
    TRY(inputs.heard, heard());
    TRY(inputs.now, period(wish_.period, inputs));
    if (!wish_.compare.empty()) {
      TRY(const ReportPeriod before, compared_period(wish_.period, wish_.compare, wish_.zone));
      TRY(inputs.before, period(before, inputs));
    }
    if (needs(ReportNeed::people)) CHECK_OK(people(inputs));
    if (needs(ReportNeed::goals)) CHECK_OK(goals_of(inputs));
    if (needs(ReportNeed::topics)) {
      TRY(inputs.topics, saved_topics(desk_.store));
    }
    if (needs(ReportNeed::usual)) {
      TRY(inputs.usual, items_of({.from = wish_.period.from - usual_time, .until = wish_.period.from}, inputs));
    }
    if (needs(ReportNeed::decisions)) CHECK_OK(keep_decisions_of_accounts(inputs));
    if (needs(ReportNeed::sounds)) CHECK_OK(sounds(inputs));
    if (needs(ReportNeed::answers)) CHECK_OK(answers(inputs));
    return inputs;
  }

 private:
  [[nodiscard]] bool needs(ReportNeed need) const { return std::find(report_.needs.begin(), report_.needs.end(), need) != report_.needs.end(); }

  Result<PeriodInputs> period(const ReportPeriod& asked, const ReportInputs& inputs) {
    PeriodInputs result{.period = asked};
    if (wish_.accounts.empty()) return result;
    CHECK_OK(figures({.posts = needs(ReportNeed::posts), .accounts = needs(ReportNeed::accounts), .ads = needs(ReportNeed::ads)}, inputs, result));
    if (needs(ReportNeed::items)) {
      TRY(result.items, items_of(asked, inputs));
    }
    if (needs(ReportNeed::decisions)) {
      TRY(result.decisions, desk_.store.inbox().decisions({}, asked.from, asked.until));
    }
    return result;
  }

  struct Wanted {
    bool posts = false, accounts = false, ads = false;
  };

  /// Into `to`, for its period.
  Result<void> figures(Wanted wanted, const ReportInputs& inputs, PeriodInputs& to) {
    if (!wanted.posts && !wanted.accounts && !wanted.ads) return {};
    const ReportPeriod& asked = to.period;
    TRY(const auto days, samples::Days::of(wish_.zone, asked.from, asked.until));
    FiguresQuestion question{.days = days, .period = asked, .accounts = present_, .by_day = wanted.accounts, .ads = wanted.ads};
    // What was published in the period gains from zero; so accounts need their posts too.
    TRY(auto sent, desk_.store.sent({.from = asked.from, .until = asked.until, .accounts = names()}));
    std::vector<PostFigures> published;
    for (auto& one : sent) {
      if (!one.delivery.receipt || !one.post.reply_to.empty()) continue;  // answers are no posts
      question.posts.emplace(place_of(one.delivery.account, one.delivery.receipt->remote_id), published.size());
      published.push_back({.post = std::move(one.post), .delivery = std::move(one.delivery)});
      auto& delivery = published.back().delivery;
      if (const auto network = network_of_name(inputs, delivery.account); !network.empty()) delivery.platform = network;
    }
    FiguresReader first(question), second(question);
    samples::SeriesReader* const readers[] = {&first, &second};
    Samples samples(*desk_.world.disk, desk_.store.where(), inputs.at);
    CHECK_OK(samples.ask({.from = wanted.accounts ? asked.from - lead : asked.from, .until = wanted.posts || wanted.ads ? asked.until + late_readings : asked.until}, readers));
    first.join(second);
    if (wanted.posts) {
      auto found = first.posts(published.size());
      for (std::size_t i = 0; i < published.size(); ++i) published[i].figures = std::move(found[i]);
      to.posts = std::move(published);
    }
    if (wanted.accounts) to.accounts = first.accounts();
    if (wanted.ads) to.ads = first.ads();
    for (auto& one : to.accounts) one.platform = network_of_name(inputs, one.account);
    for (auto& one : to.ads) one.platform = network_of_name(inputs, one.account);
    return {};
  }

  /// "" where no such account is asked for.
  [[nodiscard]] std::string network_of_name(const ReportInputs& inputs, const std::string& name) const {
    const auto present = present_.find(name);
    const auto known = present == present_.end() ? inputs.platform_of.end() : inputs.platform_of.find(present->second);
    return known == inputs.platform_of.end() ? std::string() : known->second;
  }

  Result<std::vector<InboxItem>> items_of(const ReportPeriod& asked, const ReportInputs& inputs) {
    if (wish_.accounts.empty()) return std::vector<InboxItem>{};
    TRY(auto items, desk_.store.inbox().items({.accounts = names(), .since = asked.from, .until = asked.until, .now = inputs.at}));
    std::reverse(items.begin(), items.end());
    return items;
  }

  /// Accounts that were never asked, as those whose items come from files, have no part in it.
  Result<std::optional<Instant>> heard() {
    std::optional<Instant> oldest;
    if (!needs(ReportNeed::items)) return oldest;
    for (const auto& account : wish_.accounts) {
      TRY(const auto at, desk_.store.inbox().fetched(account.name));
      if (at && (!oldest || *at < *oldest)) oldest = at;
    }
    return oldest;
  }

  /// What a person said of an item holds; the classifier is asked for the others.
  Result<void> sounds(ReportInputs& inputs) {
    TRY(auto classifiers, Classifiers::of(desk_));
    const auto judge = [&](const std::vector<InboxItem>& items) {
      for (const auto& entry : items) {
        if (!entry.handling.sentiment.empty() || entry.item.text.empty()) continue;
        if (const auto found = classifiers.sentiment(entry)) inputs.sounds[entry.item.id] = found->label;
      }
    };
    judge(inputs.now.items);
    if (inputs.before) judge(inputs.before->items);
    return {};
  }

  /// A decision does not say to which account its item came.
  Result<void> keep_decisions_of_accounts(ReportInputs& inputs) {
    std::set<std::string> here, elsewhere;
    for (const auto& entry : inputs.now.items) here.insert(entry.item.id);
    for (const auto& decision : inputs.now.decisions) {
      const auto& id = decision.item;
      if (id.empty() || here.contains(id) || inputs.account_of.contains(id) || elsewhere.contains(id)) continue;
      auto found = desk_.store.inbox().item(id);
      if (!found.ok() && found.error().fault != Fault::not_found) return std::move(found).error();
      const auto account = found.ok() ? present_.find(found->item.account) : present_.end();
      if (account == present_.end()) elsewhere.insert(id);
      else inputs.account_of[id] = account->second;
    }
    std::erase_if(inputs.now.decisions, [&](const Decision& decision) { return elsewhere.contains(decision.item); });
    return {};
  }

  Result<void> answers(ReportInputs& inputs) {
    TRY(const auto decisions, desk_.store.inbox().decisions({}, wish_.period.from));
    for (const auto& decision : decisions) {
      if (decision.what == "reply" && decision.outcome == "done" && !decision.item.empty()) inputs.answered_by.emplace(decision.item, decision.by);
    }
    return {};
  }

  /// Who wrote in the period, under all their names: what came before may have come under another one.
  Result<void> people(ReportInputs& inputs) {
    TRY(const auto kept, KeptPeople::of(desk_));
    for (const auto& item : inputs.now.items) {
      const std::string key = author_key(item.item.author);
      if (key.empty() || inputs.people.contains(key)) continue;
      const std::string person = kept.person_of(key);
      auto names = kept.notes_of(person).also;
      names.push_back(person);
      for (const auto& name : names) {
        TRY(inputs.people[name], desk_.store.inbox().past_of(name));
        if (name != person) inputs.same_person[name] = person;
      }
    }
    return {};
  }

  Result<void> goals_of(ReportInputs& inputs) {
    TRY(inputs.goals, goals(desk_.store));
    if (inputs.goals.empty()) return {};
    PeriodInputs since{.period = {.from = inputs.at, .until = inputs.at}};
    for (const auto& goal : inputs.goals) since.period.from = std::min(since.period.from, goal.from);
    CHECK_OK(figures({.posts = true, .accounts = true}, inputs, since));
    inputs.since_goals = std::move(since);
    return {};
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& account : wish_.accounts) all.push_back(account.name);
    return all;
  }

  Desk& desk_;
  const Report& report_;
  const ReportWish& wish_;
  std::map<std::string, std::string> present_{};  ///< names that accounts have, and those that they had -> the present one
};

}  // namespace

Result<ReportInputs> report_inputs(Desk& desk, const Report& report, const ReportWish& wish) { return Loader(desk, report, wish).load(); }

}  // namespace cmtool
