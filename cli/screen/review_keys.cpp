// SPDX-License-Identifier: MIT
#include "cli/screen/review_keys.hpp"

#include <algorithm>
#include <array>

#include "base/tr.hpp"
#include "text/width.hpp"

namespace cmtool {

const std::vector<ReviewKey>& review_keys() {
  using Action = ReviewAction;
  static const std::vector<ReviewKey> keys{
      {Action::next, "j ↓", "", N_("the next item"), "j", Press::down},
      {Action::previous, "k ↑", "", N_("the previous item"), "k", Press::up},
      {Action::page_down, "PgDn", "", N_("a page on"), "", Press::page_down},
      {Action::page_up, "PgUp", "", N_("a page back"), "", Press::page_up},
      {Action::first, "g Home", "", N_("the first item"), "g", Press::home},
      {Action::last, "G End", "", N_("the last item"), "G", Press::end},
      {Action::whole, "Enter", N_("read"), N_("the conversation on the whole screen, and back"), "", Press::enter},
      {Action::scroll_down, "Space", "", N_("scroll the conversation on"), " "},
      {Action::scroll_up, "-", "", N_("scroll the conversation back"), "-", Press::backspace},
      {Action::done, "d", N_("finish"), N_("be done with it"), "d"},
      {Action::reopen, "o", N_("open"), N_("open it again"), "o"},
      {Action::reply, "r", N_("reply"), N_("answer on one line; asks before it is sent"), "r"},
      {Action::edit_reply, "e", "", N_("answer in $VISUAL or $EDITOR; asks before it is sent"), "e"},
      {Action::saved_reply, "t", "", N_("answer with a saved reply"), "t"},
      {Action::label, "l", N_("label"), N_("labels: question gives it, -question takes it"), "l"},
      {Action::assign, "a", N_("assign"), N_("who is to deal with it; empty: nobody"), "a"},
      {Action::note, "n", N_("note"), N_("a note for colleagues"), "n"},
      {Action::priority, "p", N_("priority"), N_("how urgent it is"), "p"},
      {Action::snooze, "z", N_("later"), N_("out of sight until a time, such as: tomorrow 9am"), "z"},
      {Action::like, "f", N_("like"), N_("like it, or no longer"), "f"},
      {Action::hide, "h", N_("hide"), N_("hide it from others, or show it again"), "h"},
      {Action::approve, "v", N_("approve"), N_("approve it"), "v"},
      {Action::spam, "s", N_("spam"), N_("it is spam"), "s"},
      {Action::remove, "x", N_("delete"), N_("delete it for ever; asks"), "x"},
      {Action::mute, "m", N_("mute"), N_("mute who wrote it, or no longer"), "m"},
      {Action::block, "b", N_("block"), N_("block who wrote it, or no longer; asks"), "b"},
      {Action::report, "!", N_("report"), N_("report it to the server’s moderators; asks"), "!"},
      {Action::search, "/", N_("search"), N_("only items with these words; empty: all"), "/"},
      {Action::show_open, "1", "", N_("the open items"), "1"},
      {Action::show_pending, "2", "", N_("those that wait for an answer to ours"), "2"},
      {Action::show_snoozed, "3", "", N_("those that are put off"), "3"},
      {Action::show_done, "4", "", N_("those that are done with"), "4"},
      {Action::show_all, "5", "", N_("all items"), "5"},
      {Action::fetch, "F", N_("fetch"), N_("read what is new on the accounts"), "F"},
      {Action::reload, "R", "", N_("read the list from the workspace again"), "R"},
      {Action::undo, "u", N_("undo"), N_("undo the last thing that was done"), "u"},
      {Action::help, "?", N_("keys"), N_("all keys"), "?"},
      {Action::quit, "q", N_("quit"), N_("leave; what was begun is finished first"), "q"},
  };
  return keys;
}

std::optional<ReviewAction> action_of(const KeyPress& key) {
  if (key.press == Press::control && key.text == "c") return ReviewAction::interrupt;
  for (const auto& known : review_keys()) {
    if (key.press == Press::character ? key.text.size() == 1 && known.keys.find(key.text) != std::string::npos : known.press == key.press) return known.action;
  }
  return std::nullopt;
}

std::vector<std::string> key_lines(std::size_t columns, std::size_t lines) {
  using Action = ReviewAction;
  // What nobody finds out without it first; then what is done most.
  static constexpr std::array order{Action::help, Action::quit, Action::undo, Action::done, Action::reply, Action::label, Action::assign, Action::whole, Action::hide, Action::spam,
                                    Action::snooze, Action::search, Action::remove, Action::note, Action::priority, Action::reopen, Action::like, Action::block, Action::mute, Action::approve,
                                    Action::report, Action::fetch};
  std::vector<std::string> result(lines);
  std::size_t line = 0, used = 0;
  for (const auto action : order) {
    const auto& all = review_keys();
    const auto key = std::find_if(all.begin(), all.end(), [&](const ReviewKey& one) { return one.action == action; });
    const std::string hint = key->name + " " + tr_text(key->brief);
    const std::size_t needed = width(hint) + (used == 0 ? 0 : 2);
    if (used + needed > columns) {
      if (line + 1 >= lines) break;
      ++line;
      used = 0;
    }
    if (used > 0) result[line] += "  ", used += 2;
    result[line] += hint;
    used += width(hint);
  }
  return result;
}

}  // namespace cmtool
