// SPDX-License-Identifier: MIT
// Who writes to us: counted from their items, with the notes, tags and strikes that we keep; and the right to be forgotten.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

/// A mark against somebody, which ends.
struct Strike {
  Instant at{};
  std::string by{}, why{};
  std::optional<Instant> until{};
  Id item{};  ///< for which; empty: a person gave it
};

/// What we keep of a person beside their items.
struct PersonNotes {
  std::vector<std::string> tags{};   ///< "vip", "press", anything
  std::vector<Note> notes{};
  std::vector<Strike> strikes{};
  std::vector<std::string> also{};   ///< other author_key()s of the same person, on other accounts or under other names
};
/// The strikes that hold.
std::size_t strikes_at(const PersonNotes&, Instant now);

/// What is kept of everybody, by author_key(), whichever of theirs is asked for.
class KeptPeople {
 public:
  static Result<KeptPeople> of(Desk&);
  /// The id under which the person's notes are kept: the author's own where nothing is known of them.
  [[nodiscard]] std::string person_of(const std::string& author) const;
  [[nodiscard]] const PersonNotes& notes_of(const std::string& author) const;

 private:
  std::map<std::string, PersonNotes> notes_{};
  std::map<std::string, std::string> person_{};  ///< for each of the other keys
};

struct Person {
  std::string id{};                  ///< author_key()
  std::vector<std::string> ids{};    ///< it, and those that are known to be the same person's
  Author author{};                   ///< as the newest item has it
  std::vector<std::string> accounts{};
  std::uint64_t items = 0, hidden = 0, praised = 0, answered = 0;
  Instant first{}, last{};
  PersonNotes notes{};
};

/// "troublemaker": two items or more hidden, spam or toxic, or a strike that holds. "ambassador": three or more that praise. "newcomer": first seen
/// within 30 days. "regular": five items or more. Else "occasional".
std::string kind_of(const Person&, Instant now);

/// All who have written since then, most items first. Reads the whole inbox.
Result<std::vector<Person>> people(Desk&, std::optional<Instant> since);
/// By id, handle or name, whatever the case. Fault::not_found; Fault::usage when more than one are meant.
Result<Person> person(Desk&, const std::string& who);

Result<void> save_person_notes(Desk&, const std::string& id, const PersonNotes&);
Result<void> remove_person_notes(Desk&, const std::string& id);
/// `other` is the same person as `who`: from now on they are one, with the notes of both. Fault::usage where they are one already.
Result<void> join_people(Desk&, const Person& who, const Person& other);
/// This author_key() is not the same person after all. Fault::not_found where nobody said so. What was noted stays with `who`.
Result<void> part_people(Desk&, const Person& who, const std::string& author);

/// Everything that is kept of a person: the right of access.
Result<Json> everything_about(Desk&, const Person&);

/// What forgetting has done, and where something of theirs still stands that is not ours to change.
struct ForgetReport {
  Forgotten forgotten{};
  std::vector<std::string> left{};  ///< files of the workspace, relative
};
/// Erases them from items, decisions, our replies and notes, and looks through the whole workspace whether anything is left.
Result<ForgetReport> forget_person(Desk&, const Person&);

}  // namespace cmtool
