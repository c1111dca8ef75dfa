// SPDX-License-Identifier: MIT
#include "rehearse.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

/// The machine's disk for reading; whatever would change it is said instead of done.
class RehearsalDisk final : public Disk {
 public:
  RehearsalDisk(Disk& real, const std::function<void(const std::string&)>& say) : real_(real), say_(say) {}

  Result<std::string> read(const Path& path, std::uint64_t limit) override { return real_.read(path, limit); }
  Result<std::unique_ptr<Source>> open(const Path& path, bool follow) override { return real_.open(path, follow); }
  Result<std::vector<Entry>> list(const Path& path) override { return real_.list(path); }
  Result<FileFacts> facts(const Path& path) override { return real_.facts(path); }

  Result<void> write_new(const Path&, std::string_view, Readable) override { return {}; }
  Result<void> append(const Path&, std::string_view) override { return {}; }
  Result<void> truncate(const Path&, std::uint64_t) override { return {}; }
  Result<void> sync(const Path&) override { return {}; }
  Result<void> sync_folder(const Path&) override { return {}; }
  Result<void> sync_all(const Path&) override { return {}; }
  Result<void> make_private(const Path&) override { return {}; }
  Result<void> rename(const Path&, const Path& to) override { return tell(tr("would write {}", to.string())); }
  Result<void> rename_new(const Path&, const Path& to) override { return tell(tr("would write {}", to.string())); }
  Result<void> remove(const Path& path) override {
    return path.filename().string().starts_with('.') ? Result<void>() : tell(tr("would remove {}", path.string()));
  }
  Result<void> remove_folder(const Path&) override { return {}; }
  Result<void> make_folder(const Path&, Readable) override { return {}; }
  Result<std::unique_ptr<Lock>> lock(const Path&, std::chrono::milliseconds) override { return std::make_unique<Lock>(); }

 private:
  Result<void> tell(const std::string& sentence) {
    if (say_) say_(sentence);
    return {};
  }

  Disk& real_;
  const std::function<void(const std::string&)>& say_;
};

/// A session whose notes, files and tokens go nowhere.
Result<Session> rehearsal_session(Desk& desk, RehearsalDisk& disk, const Account& account, const Platform& platform) {
  TRY(auto real, open_session(desk, account, platform));
  return Session(SessionParts{.account = account,
                              .credentials = real->credentials(),
                              .dialect = platform.dialect(),
                              .http = &desk.http,
                              .clock = desk.world.clock,
                              .disk = &disk,
                              .delivery_key = "0000000000000000",
                              .save_note = [](const std::string&, const std::string&) { return Result<void>(); },
                              .open_media = [&desk](const Media& media) -> Result<std::shared_ptr<Source>> {
                                // Nothing was copied into the workspace: what would be uploaded is read where the user has it.
                                TRY(auto source, desk.world.disk->open(media.file, /*follow=*/true));
                                return std::shared_ptr<Source>(std::move(source));
                              },
                              .stop = desk.world.stop});
}

}  // namespace

void rehearse(Desk& desk, const Plan& plan) {
  RehearsalDisk disk(*desk.world.disk, desk.say);
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    auto session = rehearsal_session(desk, disk, plan.accounts[i], *plan.platforms[i]);
    // The answers are made up, so a platform may well stumble over one: its requests have been shown by then.
    if (session.ok()) (void)plan.platforms[i]->publish(*session, plan.adapted[i]);
    else if (desk.say) desk.say(tr("@{}: {}", plan.accounts[i].name, session.error().message));
  }
}

void rehearse_delete(Desk& desk, const Delivery& delivery) {
  const auto account = desk.store.account(delivery.account);
  const auto platform = find_platform(delivery.platform);
  if (!account.ok() || !platform.ok() || !delivery.receipt) return;
  RehearsalDisk disk(*desk.world.disk, desk.say);
  auto session = rehearsal_session(desk, disk, *account, **platform);
  if (session.ok()) (void)(*platform)->remove(*session, *delivery.receipt);
}

}  // namespace cmtool
