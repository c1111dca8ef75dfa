// SPDX-License-Identifier: MIT
// A store that keeps media in memory and nothing else.
#pragma once
#include <cstdlib>
#include <map>
#include <string>

#include "media/edited.hpp"
#include "store.hpp"

namespace cmtool::test {

class MediaStore final : public Store {
 public:
  std::map<std::string, std::string> kept{};  ///< "SHA.jpg" -> bytes

  Result<void> keep_media(const std::string& sha256, const std::string& extension, Source& source) override {
    TRY(kept[sha256 + "." + extension], read_all(source, 1u << 30));
    return {};
  }
  Result<std::unique_ptr<Source>> open_media(const std::string& sha256, const std::string& extension) override {
    const auto found = kept.find(sha256 + "." + extension);
    if (found == kept.end()) return Error{.fault = Fault::not_found};
    return as_source(found->second);
  }

  std::string where() const override { return "memory"; }
  Result<Json> settings() override { return none(); }
  Result<void> save_settings(const Json&) override { return none(); }
  Result<std::vector<Account>> accounts() override { return none(); }
  Result<Account> account(const std::string&) override { return none(); }
  Result<void> add_account(const Account&) override { return none(); }
  Result<void> save_account(const Account&) override { return none(); }
  Result<void> rename_account(const std::string&, const std::string&) override { return none(); }
  Result<void> remove_account(const std::string&) override { return none(); }
  Result<Json> secret(const std::string&) override { return none(); }
  Result<void> save_secret(const std::string&, const Json&) override { return none(); }
  Result<std::unique_ptr<Lock>> lock_account(const std::string&, std::chrono::milliseconds) override { return none(); }
  Result<PostRecord> start(const Post&, const std::vector<Delivery>&) override { return none(); }
  std::vector<Result<PostRecord>> start_many(const std::vector<PostRecord>&) override { return {}; }
  Result<Delivery> claim(const std::string&, const std::function<Result<void>(Delivery&)>&) override { return none(); }
  Result<void> save(const Delivery&) override { return none(); }
  Result<void> add_delivery(const Delivery&) override { return none(); }
  Result<void> save_post(const Post&) override { return none(); }
  Result<PostRecord> amend(const Id&, const std::function<Result<void>(PostRecord&)>&) override { return none(); }
  std::vector<Result<PostRecord>> amend_many(const std::vector<Id>&, const std::function<Result<void>(PostRecord&)>&) override { return {}; }
  Result<std::vector<Delivery>> due(Instant, DeliveryState) override { return none(); }
  Result<std::vector<Scheduled>> scheduled(const ScheduleFilter&) override { return none(); }
  Result<std::vector<Scheduled>> sent(const ScheduleFilter&) override { return none(); }
  Result<std::vector<Delivery>> in_state(DeliveryState) override { return none(); }
  Result<void> import_all(const Import&, const std::vector<PostRecord>&) override { return none(); }
  Result<std::map<std::string, Id>> imported_rows() override { return none(); }
  Result<std::vector<Series>> all_series() override { return none(); }
  Result<Series> series(const std::string&) override { return none(); }
  Result<void> add_series(const Series&) override { return none(); }
  Result<Series> amend_series(const Id&, const std::function<Result<void>(Series&)>&) override { return none(); }
  Result<std::vector<Pause>> pauses() override { return none(); }
  Result<void> save_pause(const Pause&) override { return none(); }
  Result<void> end_pause(const std::string&) override { return none(); }
  Result<std::optional<std::string>> hook(const std::string&) override { return none(); }
  Result<Secret> signing_key() override { return none(); }
  Result<std::unique_ptr<Lock>> lock_schedule(std::chrono::milliseconds) override { return none(); }
  Result<std::vector<Sample>> samples(Instant) override { return none(); }
  Result<std::size_t> add_samples(const std::vector<Sample>&) override { return none(); }
  Result<Json> measuring(const std::string&) override { return none(); }
  Result<void> save_measuring(const std::string&, const Json&) override { return none(); }
  Inbox& inbox() override { std::abort(); }
  Result<std::vector<std::pair<std::string, Json>>> documents(const std::string&) override { return none(); }
  Result<void> save_document(const std::string&, const std::string&, const Json&, bool) override { return none(); }
  Result<void> remove_document(const std::string&, const std::string&) override { return none(); }
  Result<Delivery> delivery(const std::string&) override { return none(); }
  Result<PostRecord> post(const std::string&) override { return none(); }
  Result<std::optional<PostRecord>> post_by_key(const std::string&) override { return none(); }
  Result<std::vector<PostRecord>> posts(const PostFilter&) override { return none(); }
  Result<std::vector<Delivery>> abandoned() override { return none(); }
  Result<std::string> text_template(const std::string&) override { return none(); }
  Result<std::optional<Json>> cached(const std::string&) override { return none(); }
  Result<void> save_cached(const std::string&, const Json&) override { return none(); }
  Result<std::vector<Finding>> check() override { return none(); }
  Result<std::vector<Finding>> repair(bool) override { return none(); }
  Result<std::vector<Finding>> compact(bool) override { return none(); }
  Result<void> backup(const Disk::Path&, bool) override { return none(); }

 private:
  static Error none() { return Error{.fault = Fault::unsupported, .message = "this store keeps media only"}; }
};

}  // namespace cmtool::test
