// SPDX-License-Identifier: MIT
// The review of the inbox as a machine: keys and outcomes go in, tasks come out, and how the screen should look is read from it.
//
// It touches neither terminal, nor network, nor disk, so that every way through it can be tested. Its time is the caller's. Tasks are
// asked for one after the other; what a person does meanwhile waits in a queue and is lost only when they leave by Ctrl-C.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/screen/line_editor.hpp"
#include "cli/screen/review_keys.hpp"
#include "cli/screen/review_task.hpp"
#include "cli/screen/screen.hpp"

namespace cmtool {

/// What the review begins with.
struct ReviewStart {
  ItemFilter filter{};
  bool overdue = false;                             ///< only to say so: screen/review_work.hpp chooses them
  std::map<std::string, std::set<Act>> can{};       ///< what each account's platform can do
  std::string who{};                                ///< who sits at the keyboard
  std::size_t page = 500;                           ///< as many items are read at first
};

enum class ReviewMode { list, help, prompt, question, choice, checking };

/// A line that is asked for.
struct ReviewPrompt {
  ReviewAction purpose = ReviewAction::search;
  Id item{};
  std::string label{};
  LineEditor line{};
};

/// Yes or no.
struct ReviewQuestion {
  std::string text{};
  ReviewTask task{};
};

/// One of several; `keys` where each has a key of its own.
struct ReviewChoice {
  ReviewAction purpose = ReviewAction::priority;
  Id item{};
  std::string title{};
  std::vector<std::string> entries{};
  std::string keys{};
  std::vector<SavedReply> saved{};
  std::size_t selected = 0;
};

/// Everything that is to be seen.
struct ReviewView {
  ReviewMode mode = ReviewMode::list;
  bool whole = false;                    ///< the conversation takes the whole screen
  std::vector<InboxItem> items{};
  bool more = false;                     ///< there are more than are in the list
  std::size_t selected = 0, top = 0;
  std::size_t scrolled = 0;              ///< lines of the conversation, or of the help, that are above the screen
  std::vector<InboxItem> around{};       ///< the conversation of `around_of`
  std::vector<SentAnswer> answers{};
  Id around_of{};
  ItemFilter filter{};
  bool overdue = false, loading = false;
  std::string message{}, hint{};
  ReviewPrompt prompt{};
  ReviewQuestion question{};
  ReviewChoice choice{};
  std::set<Id> at_work{};                ///< items for which something waits or is being done
  std::string working{};                 ///< what is being done now
  std::size_t waiting = 0;
  ScreenSize size{};
};

class Review {
 public:
  explicit Review(ReviewStart);

  void press(const KeyPress&);
  void resize(ScreenSize);
  /// The next thing to do; nothing while one is being done, or when there is nothing.
  std::optional<ReviewTask> next_task();
  void done(ReviewOutcome);
  /// As far as the conversation can be scrolled; the painter knows.
  void bound_scroll(std::size_t most);
  /// A remark of a verb's while it goes on.
  void remark(std::string sentence);

  /// A text that is to be edited by the user's editor; edited() answers.
  [[nodiscard]] const std::optional<std::string>& to_edit() const { return to_edit_; }
  void edited(Result<std::string>);

  [[nodiscard]] const ReviewView& view() const { return view_; }
  /// It is over: everything that was begun is done.
  [[nodiscard]] bool over() const { return leaving_ && !busy_ && queue_.empty(); }
  /// Ctrl-C: over at once, whatever is going on.
  [[nodiscard]] bool interrupted() const { return interrupted_; }
  [[nodiscard]] bool busy() const { return busy_.has_value(); }
  /// The task that is being done is one of this machine's, which keys wait for.
  [[nodiscard]] bool busy_for_a_moment() const;

 private:
  // Keys.
  void in_list(const KeyPress&);
  void in_help(const KeyPress&);
  void in_prompt(const KeyPress&);
  void in_question(const KeyPress&);
  void in_choice(const KeyPress&);
  void answered(const ReviewPrompt&);
  void chosen(const ReviewChoice&);
  /// False when it is no way to move.
  bool move(ReviewAction);
  /// False when it says nothing about which items are shown.
  bool show_others(ReviewAction);
  void on_item(ReviewAction, const InboxItem&);
  void on_platform(const InboxItem&, Act);
  void ask_line(ReviewAction, const Id&, std::string label, std::string text = {});
  void start_reply(const Id&, std::string text);
  void change(const Id&, HandlingChange);
  void label(const Id&, const std::string& words);
  void want_reply(const Id&, const std::string& text);
  void ask_yes(std::string text, ReviewTask);

  // Tasks.
  void ask(ReviewTask);
  void load();
  void load_more();
  void keep_books();
  void took_list(ReviewOutcome&);
  void took_item(const InboxItem&);
  void took_change(ReviewOutcome&);
  void took_reply(ReviewOutcome&);
  void took_saved(ReviewOutcome&);
  void failed(ReviewOutcome&);
  /// The undo that is next; nothing where there is none that can be done.
  bool fill_undo(ReviewTask&);
  void say(std::string sentence, std::string hint = {});
  void say(const Error&);
  [[nodiscard]] const InboxItem* current() const;
  [[nodiscard]] const std::set<Act>& can(const std::string& account) const;
  void select(std::size_t);
  void keep_in_sight();

  ReviewStart start_;
  ReviewView view_{};
  std::deque<ReviewTask> queue_{};
  std::optional<ReviewTask> busy_{};
  std::vector<ReviewUndo> undo_{};
  std::map<Id, std::string> drafts_{};   ///< what was typed and not sent
  std::string reply_language_{};
  std::optional<std::string> to_edit_{};
  Id editing_{};
  bool want_around_ = false, leaving_ = false, interrupted_ = false;
};

/// What takes an act back, where the platform can; nothing where nothing does.
std::optional<Act> inverse_act(Act, const InboxItem& before, const std::set<Act>& can);

/// Lines for the list, and for the conversation below it.
struct ReviewLayout {
  std::size_t list = 0, detail = 0, message = 1, keys = 2;
};
ReviewLayout layout_of(const ReviewView&);

}  // namespace cmtool
