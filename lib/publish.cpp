// SPDX-License-Identifier: MIT
#include "publish.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/thread.hpp"
#include "base/tr.hpp"
#include "settle.hpp"

namespace cmtool {
namespace {

/// The deliveries of a plan post, as they are recorded before anything is sent.
std::vector<Delivery> intents(const Plan& plan, Instant now) {
  std::vector<Delivery> deliveries;
  Post plain = plan.post;
  plain.instead.clear();
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    Delivery delivery{.id = delivery_id(plan.post.id, plan.accounts[i].name),
                      .post = plan.post.id,
                      .account = plan.accounts[i].name,
                      .platform = plan.accounts[i].platform,
                      .state = plan.draft ? DeliveryState::draft : DeliveryState::sending,
                      .key = random_hex(16)};
    if (!plan.draft) {
      delivery.attempts = 1;
      delivery.first_sent = now;
      delivery.last_attempt = now;
    }
    if (plan.adapted[i] != plain) delivery.said = to_json(plan.adapted[i]);
    deliveries.push_back(std::move(delivery));
  }
  return deliveries;
}

/// What a delivery that is on record already means for this run.
Outcome recorded(Desk& desk, const Plan& plan, const Delivery& delivery) {
  Outcome outcome{.delivery = delivery, .repeated = true};
  switch (delivery.state) {
    case DeliveryState::sent: return outcome;
    case DeliveryState::draft:
    case DeliveryState::held:
    case DeliveryState::waiting:
      if (plan.draft) return outcome;
      outcome.error = Error{.fault = Fault::conflict,
                            .message = tr("a post with this key waits already, in state {}", slug(delivery.state)),
                            .hint = tr("look at it: cmtool post show {}", delivery.post),
                            .where = "@" + delivery.account};
      return outcome;
    case DeliveryState::expired:
    case DeliveryState::cancelled:
      outcome.error = Error{.fault = Fault::refused,
                            .message = tr("the post with this key is {}", slug(delivery.state)),
                            .hint = tr("use another key to send it all the same"),
                            .where = "@" + delivery.account};
      return outcome;
    case DeliveryState::sending:
    case DeliveryState::failed:
    case DeliveryState::unknown: break;
  }
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    if (plan.accounts[i].name != delivery.account) continue;
    return resume(desk, plan.accounts[i], *plan.platforms[i], delivery);
  }
  return outcome;
}

/// Spreads the deliveries of many posts over threads, and collects each post's outcomes.
class Crew {
 public:
  Crew(Desk& desk, const std::vector<Plan>& all, std::size_t jobs,
       const std::function<void(std::size_t, Result<std::vector<Outcome>>)>& done)
      : desk_(desk), all_(all), jobs_(std::max<std::size_t>(jobs, 1)), done_(done), open_(all.size()), outcomes_(all.size()) {}

  void run() {
    std::size_t deliveries = 0;
    for (const auto& plan : all_) deliveries += plan.accounts.size();
    // The first intents before the first thread: while the network is being loaded, making a thread waits for the loader.
    std::size_t first = all_.empty() ? 0 : record_group(0);
    if (first == all_.size() && deliveries <= 1) {
      complete();
      return work();
    }
    auto threads = start_threads(std::min(jobs_, deliveries), [this] { work(); });
    while (first < all_.size()) first = record_group(first);
    complete();
    threads.clear();  // joins
  }

 private:
  struct Task {
    std::size_t post, account;
    Delivery delivery;
    bool fresh;
  };

  void complete() {
    {
      const std::lock_guard lock(mutex_);
      complete_ = true;
    }
    changed_.notify_all();
  }

  /// Records the intents of the next posts together, then queues them. Answers where the next group begins.
  std::size_t record_group(std::size_t first) {
    {
      // Just ahead of the sending: an intent that waits long is one that a crash leaves to be settled.
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return tasks_.size() < jobs_; });
    }
    std::size_t last = first, deliveries = 0;
    const Instant now = desk_.world.clock->now();
    std::vector<PostRecord> group;
    while (last < all_.size() && (deliveries == 0 || deliveries + all_[last].accounts.size() <= jobs_)) {
      deliveries += all_[last].accounts.size();
      group.push_back(PostRecord{.post = all_[last].post, .deliveries = intents(all_[last], now)});
      ++last;
    }
    std::vector<Result<PostRecord>> started;
    if (desk_.world.stop.stop_requested()) {
      for (std::size_t i = 0; i < group.size(); ++i) started.push_back(Error{.fault = Fault::cancelled, .message = tr("stopped before it was sent")});
    } else if (group.size() == 1) {
      started.push_back(desk_.store.start(group.front().post, group.front().deliveries));
    } else {
      started = desk_.store.start_many(group);
    }
    for (std::size_t i = 0; i < group.size(); ++i) queue(first + i, std::move(started[i]));
    return last;
  }

  void queue(std::size_t post, Result<PostRecord> started) {
    const Plan& plan = all_[post];
    if (!started.ok()) {
      const std::lock_guard lock(done_mutex_);
      done_(post, std::move(started).error());
      return;
    }
    std::vector<Task> tasks;
    std::vector<Outcome> absent;
    for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
      const auto found = std::find_if(started->deliveries.begin(), started->deliveries.end(),
                                      [&](const Delivery& d) { return d.account == plan.accounts[i].name; });
      if (found == started->deliveries.end()) {
        absent.push_back(Outcome{.delivery = {.account = plan.accounts[i].name, .platform = plan.accounts[i].platform},
                                 .error = Error{.fault = Fault::conflict,
                                                .message = tr("the key was used for other accounts, without this one"),
                                                .hint = tr("use another --key for the accounts that are new"),
                                                .where = label(plan.accounts[i])}});
        continue;
      }
      tasks.push_back(Task{post, i, *found, !started->existed});
    }
    const std::lock_guard lock(mutex_);
    outcomes_[post] = std::move(absent);
    open_[post] = tasks.size();
    for (auto& task : tasks) tasks_.push_back(std::move(task));
    if (open_[post] == 0) {
      const std::lock_guard done_lock(done_mutex_);
      done_(post, std::move(outcomes_[post]));
    }
    changed_.notify_all();
  }

  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !tasks_.empty() || complete_; });
      if (tasks_.empty()) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      changed_.notify_all();

      Outcome outcome = perform(task);

      lock.lock();
      outcomes_[task.post].push_back(std::move(outcome));
      if (--open_[task.post] > 0) continue;
      auto outcomes = std::move(outcomes_[task.post]);
      lock.unlock();
      sort_as_asked(outcomes, all_[task.post]);
      const std::lock_guard done_lock(done_mutex_);
      done_(task.post, std::move(outcomes));
    }
  }

  Outcome perform(const Task& task) {
    const Plan& plan = all_[task.post];
    if (!task.fresh) return recorded(desk_, plan, task.delivery);
    if (plan.draft) return Outcome{.delivery = task.delivery};
    return send(desk_, plan.adapted[task.account], plan.accounts[task.account], *plan.platforms[task.account], task.delivery);
  }

  static void sort_as_asked(std::vector<Outcome>& outcomes, const Plan& plan) {
    const auto place = [&](const Outcome& outcome) {
      return std::find_if(plan.accounts.begin(), plan.accounts.end(),
                          [&](const Account& a) { return a.name == outcome.delivery.account; });
    };
    std::stable_sort(outcomes.begin(), outcomes.end(), [&](const Outcome& a, const Outcome& b) { return place(a) < place(b); });
  }

  Desk& desk_;
  const std::vector<Plan>& all_;
  const std::size_t jobs_;
  const std::function<void(std::size_t, Result<std::vector<Outcome>>)>& done_;

  std::mutex mutex_{};       // guards all below
  std::mutex done_mutex_{};  // held while done_ runs
  std::condition_variable changed_{};
  std::deque<Task> tasks_{};
  std::vector<std::size_t> open_;
  std::vector<std::vector<Outcome>> outcomes_;
  bool complete_ = false;
};

}  // namespace

void publish_many(Desk& desk, const std::vector<Plan>& all, std::size_t jobs,
                  const std::function<void(std::size_t, Result<std::vector<Outcome>>)>& done) {
  Crew(desk, all, jobs, done).run();
}

Result<std::vector<Outcome>> publish(Desk& desk, const Plan& plan) {
  constexpr std::size_t at_once = 32;
  Result<std::vector<Outcome>> result{std::vector<Outcome>{}};
  const std::vector<Plan> one{plan};
  publish_many(desk, one, at_once, [&](std::size_t, Result<std::vector<Outcome>> outcomes) { result = std::move(outcomes); });
  return result;
}

Result<PostRecord> keep_draft(Desk& desk, const Plan& plan) { return desk.store.start(plan.post, intents(plan, desk.world.clock->now())); }

Result<void> replace_draft(Desk& desk, const Plan& plan, const PostRecord& before) {
  CHECK_OK(desk.store.save_post(plan.post));
  auto wanted = intents(plan, desk.world.clock->now());
  for (auto& delivery : wanted) {
    delivery.state = DeliveryState::draft;
    delivery.attempts = 0;
    delivery.first_sent.reset();
    delivery.last_attempt.reset();
    const auto old = std::find_if(before.deliveries.begin(), before.deliveries.end(), [&](const Delivery& d) { return d.account == delivery.account; });
    if (old == before.deliveries.end()) {
      CHECK_OK(desk.store.add_delivery(delivery));
    } else {
      CHECK_OK(desk.store.save(delivery));
    }
  }
  for (Delivery delivery : before.deliveries) {
    const bool kept = std::any_of(wanted.begin(), wanted.end(), [&](const Delivery& d) { return d.account == delivery.account; });
    if (kept) continue;
    delivery.state = DeliveryState::cancelled;
    CHECK_OK(desk.store.save(delivery));
  }
  return {};
}

Result<std::vector<Outcome>> take_up_again(Desk& desk, const PostRecord& record, const std::vector<std::string>& to) {
  std::vector<Account> wanted;
  if (!to.empty()) {
    TRY(wanted, select_accounts(desk.store, to));
  }
  std::vector<Outcome> outcomes;
  for (const auto& delivery : record.deliveries) {
    const auto named = [&](const Account& account) { return account.name == delivery.account; };
    if (!wanted.empty() && std::none_of(wanted.begin(), wanted.end(), named)) continue;
    if (delivery.state == DeliveryState::sent) {
      outcomes.push_back(Outcome{.delivery = delivery, .repeated = true});
      continue;
    }
    TRY(const Account account, desk.store.account(delivery.account));
    TRY(const Platform* platform, desk.platform(delivery.platform));
    if (delivery.state == DeliveryState::draft) {
      TRY(const Post said, adapted_again(record.post, delivery));
      // Nothing held a draft to the limits when it was written.
      if (const auto wrong = misfits(said, account, *platform, limits_of(desk, account, *platform)); !wrong.empty()) {
        outcomes.push_back(Outcome{.delivery = delivery, .error = wrong.front()});
        continue;
      }
    }
    outcomes.push_back(resume(desk, account, *platform, delivery));
  }
  return outcomes;
}

Outcome delete_delivery(Desk& desk, Delivery delivery) {
  const auto failed = [&](Error error) {
    if (error.where.empty()) error.where = "@" + delivery.account;
    return Outcome{.delivery = delivery, .error = std::move(error)};
  };
  if (delivery.deleted || delivery.state == DeliveryState::cancelled) return Outcome{.delivery = delivery, .repeated = true};
  if (delivery.state == DeliveryState::draft) {
    delivery.state = DeliveryState::cancelled;
    if (auto saved = desk.store.save(delivery); !saved.ok()) return failed(std::move(saved).error());
    return Outcome{.delivery = delivery};
  }
  if (!delivery.receipt) {
    return failed(Error{.fault = Fault::refused,
                        .message = tr("this delivery was not sent: its state is {}", slug(delivery.state)),
                        .hint = tr("there is nothing to delete on the platform")});
  }
  const auto account = desk.store.account(delivery.account);
  if (!account.ok()) return failed(account.error());
  const auto platform = desk.platform(delivery.platform);
  if (!platform.ok()) return failed(platform.error());
  auto session = open_session(desk, *account, **platform, &delivery);
  if (!session.ok()) return failed(std::move(session).error());
  if (auto removed = (*platform)->remove(**session, *delivery.receipt); !removed.ok() && removed.error().fault != Fault::not_found) {
    return failed(std::move(removed).error());
  }
  delivery.deleted = desk.world.clock->now();
  if (auto saved = desk.store.save(delivery); !saved.ok()) return failed(std::move(saved).error());
  return Outcome{.delivery = delivery};
}

Outcome edit_delivery(Desk& desk, const Post& changed, Delivery delivery) {
  const auto failed = [&](Error error) {
    if (error.where.empty()) error.where = "@" + delivery.account;
    return Outcome{.delivery = delivery, .error = std::move(error)};
  };
  if (!delivery.receipt || delivery.deleted) {
    return failed(Error{.fault = Fault::refused, .message = tr("there is no published post of this account to change")});
  }
  const auto account = desk.store.account(delivery.account);
  if (!account.ok()) return failed(account.error());
  const auto platform = desk.platform(delivery.platform);
  if (!platform.ok()) return failed(platform.error());
  auto session = open_session(desk, *account, **platform, &delivery);
  if (!session.ok()) return failed(std::move(session).error());
  auto receipt = (*platform)->edit(**session, *delivery.receipt, changed);
  if (!receipt.ok()) return failed(std::move(receipt).error());
  delivery.receipt = std::move(receipt).value();
  delivery.edited = desk.world.clock->now();
  delivery.said = to_json(changed);
  if (auto saved = desk.store.save(delivery); !saved.ok()) return failed(std::move(saved).error());
  return Outcome{.delivery = delivery};
}

Result<std::vector<PostRecord>> recent_twins(Desk& desk, const Post& post, const std::vector<Account>& accounts) {
  constexpr auto recent = std::chrono::hours(1);
  TRY(auto records, desk.store.posts(PostFilter{.from = desk.world.clock->now() - recent}));
  std::erase_if(records, [&](const PostRecord& record) {
    if (record.post.text != post.text || record.post.id == post.id) return true;
    return std::none_of(record.deliveries.begin(), record.deliveries.end(), [&](const Delivery& d) {
      const bool ours = std::any_of(accounts.begin(), accounts.end(), [&](const Account& a) { return a.name == d.account; });
      return ours && !d.deleted && (d.state == DeliveryState::sent || d.state == DeliveryState::unknown || d.state == DeliveryState::sending);
    });
  });
  return records;
}

}  // namespace cmtool
