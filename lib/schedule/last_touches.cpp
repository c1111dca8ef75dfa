// SPDX-License-Identifier: MIT
#include "schedule/last_touches.hpp"

#include "base/tr.hpp"
#include "publish.hpp"
#include "schedule/hooks.hpp"
#include "settle.hpp"

namespace cmtool {
namespace {

void warn(Desk& desk, const std::string& sentence) {
  if (desk.warn) desk.warn(sentence);
}

void ask_hook(Desk& desk, const Post& post, const Delivery& delivery, Post& said) {
  const auto ran = run_hook(desk, Hook::publishing, hook_event(Hook::publishing, desk, post, delivery));
  if (!ran.ok()) return warn(desk, tr("the hook publishing could not be run; @{} gets the text as it is: {}", delivery.account, ran.error().message));
  if (ran->exit_code != 0) {
    return warn(desk, tr("the hook publishing ended with exit code {}; @{} gets the text as it is", ran->exit_code, delivery.account));
  }
  const auto answer = parse_json(ran->output);
  if (answer.ok() && (*answer)["text"].is_string()) said.text = (*answer)["text"].string_or();
}

}  // namespace

Result<void> last_touches(Desk& desk, const Delivery& delivery, const Account& account, const Platform& platform) {
  if (delivery.attempts > 0 || delivery.notes.contains(touched_note)) return {};
  TRY(const auto hook, desk.store.hook(std::string(slug(Hook::publishing))));
  const bool card = delivery.notes.contains(card_note);
  if (!hook && !card) return {};
  TRY(const auto record, desk.store.post(delivery.post));
  TRY(const Post before, adapted_again(record.post, delivery));
  Post said = before;
  if (card) add_card(desk, said);
  if (hook) ask_hook(desk, record.post, delivery, said);
  if (said != before && !misfits(said, account, platform, limits_of(desk, account, platform)).empty()) {
    warn(desk, tr("what the hook publishing made of the post does not fit @{}, which gets it as it was", account.name));
    said = before;
  }
  if (said == before && !delivery.native) return {};
  const auto done = desk.store.amend(delivery.post, [&](PostRecord& now_recorded) -> Result<void> {
    for (auto& one : now_recorded.deliveries) {
      if (one.id != delivery.id || one.state != DeliveryState::waiting || one.said != delivery.said) continue;
      if (said != before) one.said = to_json(said);
      if (one.native) one.notes[touched_note] = "yes";
    }
    return {};
  });
  return done.ok() ? Result<void>() : done.error();
}

}  // namespace cmtool
