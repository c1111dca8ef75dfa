// SPDX-License-Identifier: MIT
#include "cli/screen/review.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/item_filter.hpp"
#include "cli/screen/review_words.hpp"
#include "cli/screen/safe_line.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_message_lines = 4;

const std::set<Act> nothing{};

bool is_yes(const KeyPress& key) {
  if (key.press != Press::character) return false;
  return key.text == "y" || key.text == "Y" || (language() == "fr" && (key.text == "o" || key.text == "O"));
}
bool is_no(const KeyPress& key) {
  return key.press == Press::escape || (key.press == Press::character && (key.text == "n" || key.text == "N" || key.text == "q"));
}

}  // namespace

bool is_local(const ReviewTask& task) {
  using What = ReviewTask::Kind;
  switch (task.kind) {
    case What::list:
    case What::change:
    case What::saved: return true;
    case What::undo: return !task.back.act.has_value();
    case What::around:
    case What::act:
    case What::check_reply:
    case What::send_reply:
    case What::fetch: return false;
  }
  return false;
}

ReviewLayout layout_of(const ReviewView& view) {
  ReviewLayout layout;
  const std::size_t rows = view.size.rows;
  layout.keys = rows >= 16 ? 2 : rows >= 6 ? 1 : 0;
  const std::string said = view.mode == ReviewMode::question ? view.question.text : view.hint.empty() ? view.message : view.message + " – " + view.hint;
  const bool is_long = view.mode == ReviewMode::question || view.mode == ReviewMode::list;
  if (is_long && rows >= 12) layout.message = std::clamp<std::size_t>(safe_lines(said, view.size.columns).size(), 1, most_message_lines);
  // The first line, and the one above the conversation.
  const std::size_t taken = 2 + layout.keys + layout.message;
  const std::size_t rest = rows > taken ? rows - taken : 0;
  if (!view.whole) layout.list = std::min((rest * 2 + 4) / 5, std::max<std::size_t>(view.items.size(), 3));
  layout.detail = rest - layout.list;
  return layout;
}

Review::Review(ReviewStart start) : start_(std::move(start)) {
  view_.filter = start_.filter;
  view_.filter.limit = start_.page;
  view_.overdue = start_.overdue;
  load();
}

// --- What is chosen and shown ---------------------------------------------------------------------

const InboxItem* Review::current() const { return view_.selected < view_.items.size() ? &view_.items[view_.selected] : nullptr; }

const std::set<Act>& Review::can(const std::string& account) const {
  const auto known = start_.can.find(account);
  return known == start_.can.end() ? nothing : known->second;
}

void Review::resize(ScreenSize size) {
  view_.size = size;
  keep_in_sight();
}

void Review::bound_scroll(std::size_t most) { view_.scrolled = std::min(view_.scrolled, most); }

void Review::remark(std::string sentence) { say(std::move(sentence)); }

void Review::say(std::string sentence, std::string hint) {
  view_.message = std::move(sentence);
  view_.hint = std::move(hint);
}

void Review::say(const Error& error) {
  const bool says_where = error.where.empty() || error.message.find(error.where) != std::string::npos;
  say(says_where ? error.message : tr("{}: {}", error.where, error.message), error.hint);
}

void Review::select(std::size_t at) {
  view_.selected = view_.items.empty() ? 0 : std::min(at, view_.items.size() - 1);
  const auto* item = current();
  if (item == nullptr || item->item.id != view_.around_of) {
    view_.scrolled = 0;
    view_.around.clear();
    view_.answers.clear();
    view_.around_of.clear();
    want_around_ = item != nullptr;
  }
  keep_in_sight();
  load_more();
}

void Review::keep_in_sight() {
  const std::size_t rows = std::max<std::size_t>(layout_of(view_).list, 1);
  view_.top = std::min(view_.top, view_.selected);
  if (view_.selected >= view_.top + rows) view_.top = view_.selected - rows + 1;
  if (view_.top + rows > view_.items.size()) view_.top = view_.items.size() > rows ? view_.items.size() - rows : 0;
}

bool Review::move(ReviewAction action) {
  using Action = ReviewAction;
  const auto layout = layout_of(view_);
  const std::size_t page = std::max<std::size_t>(layout.list, 2) - 1, lines = std::max<std::size_t>(layout.detail, 2) - 1;
  // Where there is no list, a page is one of the conversation.
  if (view_.whole && action == Action::page_down) action = Action::scroll_down;
  if (view_.whole && action == Action::page_up) action = Action::scroll_up;
  switch (action) {
    case Action::next: select(view_.selected + 1); return true;
    case Action::previous: select(view_.selected == 0 ? 0 : view_.selected - 1); return true;
    case Action::page_down: select(view_.selected + page); return true;
    case Action::page_up: select(view_.selected > page ? view_.selected - page : 0); return true;
    case Action::first: select(0); return true;
    case Action::last: select(view_.items.empty() ? 0 : view_.items.size() - 1); return true;
    case Action::scroll_down: view_.scrolled += lines; return true;
    case Action::scroll_up: view_.scrolled -= std::min(view_.scrolled, lines); return true;
    case Action::whole:
      view_.whole = !view_.whole && current() != nullptr;
      view_.scrolled = 0;
      // What we have answered is read only when somebody wants to read it all.
      want_around_ = want_around_ || view_.whole;
      keep_in_sight();
      return true;
    default: return false;
  }
}

bool Review::show_others(ReviewAction action) {
  using Action = ReviewAction;
  switch (action) {
    case Action::show_open: view_.filter.state = ItemState::open; break;
    case Action::show_pending: view_.filter.state = ItemState::pending; break;
    case Action::show_snoozed: view_.filter.state = ItemState::snoozed; break;
    case Action::show_done: view_.filter.state = ItemState::done; break;
    case Action::show_all: view_.filter.state.reset(); break;
    case Action::reload: break;
    default: return false;
  }
  load();
  return true;
}

// --- Keys -----------------------------------------------------------------------------------------

void Review::press(const KeyPress& key) {
  if (key.press == Press::closed) interrupted_ = true;
  if (key.press == Press::resize || key.press == Press::closed) return;
  const bool is_interrupt = action_of(key) == ReviewAction::interrupt;
  if (leaving_ || (is_interrupt && view_.mode == ReviewMode::list)) {
    interrupted_ = interrupted_ || is_interrupt;
    return;
  }
  say("");
  if (is_interrupt) {
    view_.mode = ReviewMode::list;
    return;
  }
  switch (view_.mode) {
    case ReviewMode::list: return in_list(key);
    case ReviewMode::help: return in_help(key);
    case ReviewMode::prompt: return in_prompt(key);
    case ReviewMode::question: return in_question(key);
    case ReviewMode::choice: return in_choice(key);
    case ReviewMode::checking:
      if (key.press == Press::escape) view_.mode = ReviewMode::list;
      return;
  }
}

void Review::in_list(const KeyPress& key) {
  if (key.press == Press::escape && view_.whole) return void(move(ReviewAction::whole));
  const auto action = action_of(key);
  if (!action) {
    if (key.press == Press::character) say(tr("this key does nothing; ? shows those that do"));
    return;
  }
  if (*action == ReviewAction::quit) {
    leaving_ = true;
    want_around_ = false;
    std::erase_if(queue_, [](const ReviewTask& task) { return task.kind == ReviewTask::Kind::list || task.kind == ReviewTask::Kind::saved; });
    if (busy_ || !queue_.empty()) say(tr("what was begun is being finished; Ctrl-C leaves at once"));
    return;
  }
  if (*action == ReviewAction::help) {
    view_.mode = ReviewMode::help;
    view_.scrolled = 0;
    return;
  }
  if (move(*action) || show_others(*action)) return;
  if (*action == ReviewAction::undo) return ask({.kind = ReviewTask::Kind::undo});
  if (*action == ReviewAction::fetch) return ask({.kind = ReviewTask::Kind::fetch, .filter = view_.filter});
  if (*action == ReviewAction::search) return ask_line(*action, {}, tr("Search: "), joined(view_.filter.words, " "));
  // The item under the cursor may be another one in a moment.
  if (view_.loading) return say(tr("the list is still being read"));
  if (const auto* item = current()) return on_item(*action, InboxItem(*item));
  say(tr("there is no item here"));
}

void Review::in_help(const KeyPress& key) {
  const auto action = action_of(key);
  if (action == ReviewAction::scroll_down || action == ReviewAction::next || action == ReviewAction::page_down) {
    view_.scrolled += action == ReviewAction::next ? 1 : std::max<std::size_t>(view_.size.rows / 2, 1);
  } else if (action == ReviewAction::scroll_up || action == ReviewAction::previous || action == ReviewAction::page_up) {
    view_.scrolled -= std::min(view_.scrolled, action == ReviewAction::previous ? 1 : std::max<std::size_t>(view_.size.rows / 2, 1));
  } else {
    view_.mode = ReviewMode::list;
    view_.scrolled = 0;
  }
}

void Review::ask_line(ReviewAction purpose, const Id& item, std::string label, std::string text) {
  view_.prompt = {.purpose = purpose, .item = item, .label = std::move(label), .line = LineEditor(std::move(text))};
  view_.mode = ReviewMode::prompt;
}

void Review::in_prompt(const KeyPress& key) {
  if (view_.prompt.line.take(key)) return;
  if (key.press == Press::enter) {
    view_.mode = ReviewMode::list;
    return answered(ReviewPrompt(view_.prompt));
  }
  if (key.press != Press::escape) return;
  view_.mode = ReviewMode::list;
  if (view_.prompt.purpose != ReviewAction::reply) return say(tr("nothing was changed"));
  drafts_[view_.prompt.item] = view_.prompt.line.text();
  say(view_.prompt.line.text().empty() ? tr("nothing was sent") : tr("nothing was sent; r goes on with it"));
}

void Review::in_question(const KeyPress& key) {
  if (is_yes(key)) {
    view_.mode = ReviewMode::list;
    return ask(ReviewTask(view_.question.task));
  }
  if (!is_no(key)) return;
  view_.mode = ReviewMode::list;
  say(view_.question.task.kind == ReviewTask::Kind::send_reply ? tr("nothing was sent; r goes on with it") : tr("nothing was changed"));
}

void Review::in_choice(const KeyPress& key) {
  auto& choice = view_.choice;
  if (key.press == Press::escape) {
    view_.mode = ReviewMode::list;
    return;
  }
  if (key.press == Press::character && key.text.size() == 1 && !choice.keys.empty()) {
    const auto at = choice.keys.find(key.text);
    if (at == std::string::npos) return;
    choice.selected = at;
  } else if (key.press != Press::enter) {
    const auto action = action_of(key);
    if (action == ReviewAction::next && choice.selected + 1 < choice.entries.size()) ++choice.selected;
    if (action == ReviewAction::previous && choice.selected > 0) --choice.selected;
    return;
  }
  view_.mode = ReviewMode::list;
  chosen(ReviewChoice(choice));
}

void Review::chosen(const ReviewChoice& choice) {
  if (choice.purpose == ReviewAction::priority) {
    return change(choice.item, {.what = "priority", .priority = static_cast<Priority>(choice.selected)});
  }
  if (choice.selected >= choice.saved.size()) return;
  reply_language_ = choice.saved[choice.selected].language;
  start_reply(choice.item, choice.saved[choice.selected].text);
}

void Review::answered(const ReviewPrompt& prompt) {
  using Action = ReviewAction;
  const std::string& typed = prompt.line.text();
  const std::string text(trimmed(typed));
  switch (prompt.purpose) {
    case Action::search:
      view_.filter.words = search_words(text);
      return load();
    case Action::label: return label(prompt.item, text);
    case Action::assign: return change(prompt.item, {.what = "assign", .assigned = text});
    case Action::note:
      if (text.empty()) return say(tr("nothing was changed"));
      return change(prompt.item, {.what = "note", .note = text});
    case Action::snooze:
      if (text.empty()) return say(tr("nothing was changed"));
      return ask({.kind = ReviewTask::Kind::change, .item = prompt.item, .change = {.what = "snooze", .state = ItemState::snoozed}, .until = text});
    case Action::report:
      return ask_yes(tr("Report it to the server’s moderators? That cannot be undone (y/n)"), {.kind = ReviewTask::Kind::act, .item = prompt.item, .act = Act::report, .why = text});
    case Action::reply: return want_reply(prompt.item, typed);
    default: return;
  }
}

void Review::label(const Id& item, const std::string& words) {
  HandlingChange wanted{.what = "label"};
  for (std::string word : split(words, ' ')) {
    if (word.empty()) continue;
    const bool drops = word.front() == '-';
    if (drops || word.front() == '+') word.erase(0, 1);
    if (!is_label(word)) return say(tr("“{}” cannot be a label", word), tr("letters, digits, “-”, “_”, “.” and “:”"));
    (drops ? wanted.drop_labels : wanted.add_labels).push_back(word);
  }
  if (wanted.add_labels.empty() && wanted.drop_labels.empty()) return say(tr("nothing was changed"));
  change(item, wanted);
}

void Review::change(const Id& item, HandlingChange wanted) { ask({.kind = ReviewTask::Kind::change, .item = item, .change = std::move(wanted)}); }

void Review::ask_yes(std::string text, ReviewTask task) {
  view_.question = {.text = std::move(text), .task = std::move(task)};
  view_.mode = ReviewMode::question;
}

void Review::on_item(ReviewAction action, const InboxItem& entry) {
  using Action = ReviewAction;
  const Id& id = entry.item.id;
  const std::string name = name_in_review(entry.item);
  const auto holds = [&](Act act) { return entry.handling.acts.contains(std::string(slug(act))); };
  switch (action) {
    case Action::done: return change(id, {.what = "done", .state = ItemState::done});
    case Action::reopen: return change(id, {.what = "reopen", .state = ItemState::open});
    case Action::label: return ask_line(action, id, tr("Labels (-label takes one away): "));
    case Action::assign: return ask_line(action, id, tr("Assign to (empty: nobody): "), start_.who);
    case Action::note: return ask_line(action, id, tr("Note: "));
    case Action::snooze: return ask_line(action, id, tr("Until when: "), tr("tomorrow 9am"));
    case Action::priority: {
      view_.choice = {.purpose = action, .item = id, .title = tr("How urgent is it?"), .keys = "lnhu", .selected = static_cast<std::size_t>(entry.handling.priority)};
      for (const auto priority : {Priority::low, Priority::normal, Priority::high, Priority::urgent}) view_.choice.entries.emplace_back(slug(priority));
      view_.mode = ReviewMode::choice;
      return;
    }
    case Action::reply:
      reply_language_.clear();
      return start_reply(id, {});
    case Action::edit_reply:
      reply_language_.clear();
      editing_ = id;
      to_edit_ = drafts_[id];
      return;
    case Action::saved_reply: return ask({.kind = ReviewTask::Kind::saved, .item = id});
    case Action::like: return on_platform(entry, holds(Act::like) ? Act::unlike : Act::like);
    case Action::hide: return on_platform(entry, holds(Act::hide) ? Act::unhide : Act::hide);
    case Action::approve: return on_platform(entry, Act::approve);
    case Action::spam: return on_platform(entry, Act::spam);
    case Action::remove: return on_platform(entry, Act::remove);
    case Action::mute: return on_platform(entry, holds(Act::mute) ? Act::unmute : Act::mute);
    case Action::block: return on_platform(entry, holds(Act::block) ? Act::unblock : Act::block);
    case Action::report: return on_platform(entry, Act::report);
    default: return;
  }
}

void Review::on_platform(const InboxItem& entry, Act act) {
  const auto& able = can(entry.item.account);
  const ReviewTask task{.kind = ReviewTask::Kind::act, .item = entry.item.id, .act = act};
  // The verb says why it cannot be done, and what comes nearest; nothing is sent.
  if (!able.contains(act)) return ask(task);
  if (act == Act::report) return ask_line(ReviewAction::report, entry.item.id, tr("Why, for the server’s moderators: "));
  const bool for_good = !inverse_act(act, entry, able);
  if (!for_good && act != Act::block) return ask(task);
  const std::string question = question_before(act, name_in_review(entry.item));
  ask_yes(for_good ? tr("{} That cannot be undone (y/n)", question) : tr("{} (y/n)", question), task);
}

void Review::start_reply(const Id& id, std::string text) {
  const auto* item = current();
  if (text.empty()) text = drafts_[id];
  const std::string account = item != nullptr && item->item.id == id ? item->item.account : "";
  ask_line(ReviewAction::reply, id, account.empty() ? tr("Answer: ") : tr("Answer as @{}: ", account), std::move(text));
}

void Review::want_reply(const Id& id, const std::string& text) {
  drafts_[id] = text;
  if (trimmed(text).empty()) return say(tr("nothing was sent"));
  view_.mode = ReviewMode::checking;
  ask({.kind = ReviewTask::Kind::check_reply, .item = id, .text = text, .language = reply_language_});
}

void Review::edited(Result<std::string> text) {
  to_edit_.reset();
  if (!text.ok()) return say(text.error());
  std::string written = std::move(text).value();
  while (written.ends_with('\n')) written.pop_back();
  want_reply(editing_, written);
}

}  // namespace cmtool
