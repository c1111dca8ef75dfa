// SPDX-License-Identifier: MIT
#include "model/decision.hpp"

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "model/fields.hpp"

namespace cmtool {
namespace {

std::string digest_of(const Decision& decision) {
  return sha256_hex(Json{{"salt", decision.salt}, {"why", decision.why}, {"with", decision.with}, {"before", decision.before}, {"after", decision.after}}.dump());
}

std::string hash_of(const Decision& decision) {
  return sha256_hex(Json{{"previous", decision.previous}, {"id", decision.id}, {"at", iso(decision.at)}, {"item", decision.item}, {"by", decision.by},
                         {"what", decision.what}, {"outcome", decision.outcome}, {"digest", decision.digest}}.dump());
}

}  // namespace

void chain(Decision& decision, std::string previous) {
  decision.previous = std::move(previous);
  if (decision.salt.empty()) decision.salt = random_hex(16);
  decision.digest = digest_of(decision);
  decision.hash = hash_of(decision);
}

std::string chain_fault(const Decision& decision, std::string_view previous) {
  if (decision.previous != previous) return tr("it does not follow the decision before it: one was taken out, put in or moved");
  if (!decision.erased && decision.digest != digest_of(decision)) return tr("its content was changed");
  if (decision.hash != hash_of(decision)) return tr("it was changed");
  return {};
}

void erase_content(Decision& decision) {
  decision.erased = true;
  decision.salt.clear();
  decision.why.clear();
  decision.with = Json::object();
  // How the item stands is no personal matter, but for who wrote what in notes and replies.
  for (Json* side : {&decision.before, &decision.after}) side->erase("notes");
}

Json to_json(const Decision& decision) {
  return Json{{"id", decision.id},         {"at", iso(decision.at)},   {"item", decision.item},
              {"by", decision.by},         {"what", decision.what},    {"outcome", decision.outcome},
              {"why", decision.why},       {"with", decision.with},    {"before", decision.before},
              {"after", decision.after},   {"erased", decision.erased}, {"salt", decision.salt},
              {"digest", decision.digest}, {"previous", decision.previous}, {"hash", decision.hash}};
}

Result<Decision> decision_from_json(const Json& json) {
  Decision decision;
  Fields fields(json, "decision");
  fields.text("id", decision.id);
  fields.instant("at", decision.at);
  fields.text("item", decision.item);
  fields.text("by", decision.by);
  fields.text("what", decision.what);
  fields.text("outcome", decision.outcome);
  fields.text("why", decision.why);
  decision.with = fields.child("with");
  decision.before = fields.child("before");
  decision.after = fields.child("after");
  fields.yes_no("erased", decision.erased);
  fields.text("salt", decision.salt);
  fields.text("digest", decision.digest);
  fields.text("previous", decision.previous);
  fields.text("hash", decision.hash);
  CHECK_OK(fields.done());
  return decision;
}

}  // namespace cmtool
