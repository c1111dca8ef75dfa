// SPDX-License-Identifier: MIT
#include "cli/screen/review_words.hpp"

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_name = 200;

}  // namespace

std::string name_in_review(const Item& item) {
  for (const std::string* name : {&item.author.name, &item.author.handle, &item.author.remote_id}) {
    if (!name->empty()) return name->substr(0, longest_name);
  }
  return tr("somebody");
}

std::string question_before(Act act, const std::string& name) {
  switch (act) {
    case Act::remove: return tr("Delete for ever what {} wrote?", name);
    case Act::block: return tr("Block {}?", name);
    case Act::spam: return tr("Is it spam, what {} wrote?", name);
    case Act::report: return tr("Report {} to the server’s moderators?", name);
    case Act::approve: return tr("Approve what {} wrote?", name);
    case Act::like:
    case Act::unlike:
    case Act::hide:
    case Act::unhide:
    case Act::mute:
    case Act::unmute:
    case Act::unblock: break;
  }
  return tr("{}, {}?", name, slug(act));
}

std::string what_was_done(const ReviewTask& task, const Handling& after) {
  if (task.kind == ReviewTask::Kind::act) {
    switch (task.act) {
      case Act::like: return tr("liked");
      case Act::unlike: return tr("no longer liked");
      case Act::hide: return tr("hidden");
      case Act::unhide: return tr("no longer hidden");
      case Act::approve: return tr("approved");
      case Act::spam: return tr("marked as spam");
      case Act::remove: return tr("deleted for ever");
      case Act::mute: return tr("muted");
      case Act::unmute: return tr("no longer muted");
      case Act::block: return tr("blocked");
      case Act::unblock: return tr("no longer blocked");
      case Act::report: return tr("reported");
    }
  }
  const auto& what = task.change.what;
  if (what == "done") return tr("done with");
  if (what == "reopen") return tr("open again");
  if (what == "assign") return after.assigned.empty() ? tr("assigned to nobody") : tr("assigned to {}", after.assigned);
  if (what == "label") return after.labels.empty() ? tr("without labels") : tr("labels: {}", joined({after.labels.begin(), after.labels.end()}, ", "));
  if (what == "priority") return tr("priority: {}", slug(after.priority));
  if (what == "note") return tr("noted");
  return what;
}

std::string what_goes_on(const ReviewTask& task) {
  using Kind = ReviewTask::Kind;
  switch (task.kind) {
    case Kind::list: return tr("reading the list");
    case Kind::around: return tr("reading the conversation");
    case Kind::change: return tr("writing it down");
    case Kind::act: return tr("asking the platform");
    case Kind::check_reply: return tr("looking whether the answer fits");
    case Kind::send_reply: return tr("sending the answer");
    case Kind::saved: return tr("reading the saved replies");
    case Kind::fetch: return tr("reading what is new");
    case Kind::undo: return tr("undoing it");
  }
  return {};
}

}  // namespace cmtool
