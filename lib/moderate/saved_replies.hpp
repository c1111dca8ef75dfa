// SPDX-License-Identifier: MIT
// Saved replies: texts with placeholders, for what is asked again and again.
//
// "{name}" and "{handle}" are the writer's, "{account}" is ours, "{url}" is the item's address; any other "{word}" is filled in by hand (--set word=…).
// One that is still to be filled blocks sending: nobody wants to have published "Bonjour {prénom}". "{{" and "}}" stand for the braces themselves.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "inbox.hpp"
#include "store.hpp"

namespace cmtool {

struct SavedReply {
  std::string name{};
  std::string text{};
  std::string language{};                 ///< BCP 47; empty: not said
  std::vector<std::string> placeholders() const;
  /// Those that an item does not fill in by itself.
  std::vector<std::string> placeholders_by_hand() const;
};

Result<std::vector<SavedReply>> saved_replies(Store&);
/// Fault::not_found with "did you mean".
Result<SavedReply> saved_reply(Store&, const std::string& name);
/// Fault::conflict where there is one of that name and it may not be replaced.
Result<void> save_reply(Store&, const SavedReply&, bool replace);
Result<void> remove_reply(Store&, const std::string& name);

/// The text for an item. Fault::refused naming each placeholder that nothing fills.
Result<std::string> filled(const std::string& text, const InboxItem&, const std::map<std::string, std::string>& set);

}  // namespace cmtool
