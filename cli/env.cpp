// SPDX-License-Identifier: MIT
#include "cli/env.hpp"

#include <mutex>
#include <thread>

#include "base/ascii.hpp"
#include "base/secret.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"
#include "cli/present.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// The network, made when the first request leaves or is expected: a post to a folder must not pay for it.
class Env::FirstUse final : public Http {
 public:
  using Make = std::function<Result<std::unique_ptr<Http>>()>;
  explicit FirstUse(Make make) : make_(std::move(make)) {}

  Result<Response> send(const Request& request, std::stop_token stop) override {
    load();
    if (!http_) return fault_;
    return http_->send(request, stop);
  }

  void expect() {
    if (!loader_.joinable()) loader_ = start_thread([this] { load(); });
  }

 private:
  void load() {
    std::call_once(once_, [this] {
      auto made = make_();
      if (made.ok()) http_ = std::move(made).value();
      else fault_ = std::move(made).error();
    });
  }

  Make make_;
  std::once_flag once_{};
  std::unique_ptr<Http> http_{};
  Error fault_{};
  std::jthread loader_{};  // last: it ends before what it uses
};

Env::Env(World& the_world, Streams the_streams) : world(the_world), streams(std::move(the_streams)) {}
Env::~Env() = default;

void Env::expect_network() {
  if (network().ok()) network_->expect();
}

Result<Store*> Env::store() {
  if (!store_) {
    TRY(store_, open_store({.disk = world.disk, .clock = world.clock}, globals.workspace));
  }
  return store_.get();
}

Result<Json> Env::settings() {
  if (settings_) return *settings_;
  auto opened = store();
  if (!opened.ok()) {
    if (opened.error().fault == Fault::not_found) return Json::object();
    return std::move(opened).error();
  }
  TRY(settings_, (*opened)->settings());
  return *settings_;
}

Result<Http*> Env::network() {
  if (!network_) {
    network_ = std::make_unique<FirstUse>([this, memory = rate_memory()]() -> Result<std::unique_ptr<Http>> {
      if (!world.network) return Error{.fault = Fault::unsupported, .message = tr("this build of cmtool has no network")};
      const NetworkWish wish{.dry_run = globals.dry_run, .verbose = globals.verbose, .say = [this](const std::string& line) {
                               put_err(harmless(mask_secrets(line), Lines::keep) + "\n");
                             },
                             .memory = memory};
      return world.network(wish);
    });
  }
  return static_cast<Http*>(network_.get());
}

RateMemory Env::rate_memory() {
  const auto opened = store();
  if (!opened.ok()) return {};
  Store& kept = **opened;
  const auto name = [](const std::string& account) { return "rates-" + account.substr(account.starts_with('@') ? 1 : 0); };
  return {.recall = [&kept, name](const std::string& account) {
            auto known = kept.cached(name(account));
            return known.ok() && *known ? std::move(**known) : Json();
          },
          .keep = [&kept, name](const std::string& account, const Json& windows) { (void)kept.save_cached(name(account), windows); }};
}

Result<void> Env::put(std::string_view text) {
  if (out_is_gone_ || text.empty()) return {};  // said once; the program ends with 141 or 1 in any case
  if (streams.out(text)) return {};
  out_is_gone_ = true;
  const std::string why = streams.out_fault ? streams.out_fault() : "";
  return Error{.fault = why.empty() ? Fault::cancelled : Fault::state, .message = tr("the output cannot be written: {}", why)};
}

void Env::put_err(const std::string& text) {
  const std::lock_guard lock(err_mutex_);
  streams.err(progress_shown_ ? "\r\033[K" + text : text);
  progress_shown_ = false;
}

Result<void> Env::show(const Table& table) {
  TRY(const std::string text, rendered(table, globals, world, streams, [this](Instant at) { return human_time(at); }, zone()));
  if (text.empty() && table.rows.empty() && globals.format == "table" && streams.out_is_terminal) say(tr("nothing to show"));
  return put(text);
}

Result<void> Env::show_made(const std::string& value, const Table& record) {
  if (globals.format == "table" && globals.fields.empty()) return print(value + "\n");
  Table one = record;
  one.single = true;
  return show(one);
}

Result<void> Env::print(std::string_view text) {
  return put(streams.out_is_terminal ? harmless(text, Lines::keep) : std::string(text));
}

void Env::say(const std::string& sentence) {
  if (!globals.quiet) put_err(harmless(mask_secrets(sentence), Lines::keep) + "\n");
}

void Env::warn(const std::string& sentence) {
  const std::string safe = harmless(mask_secrets(sentence), Lines::show);
  const bool colour = wants_colour(globals, world, streams.err_is_terminal);
  put_err((colour ? "\033[1;33mcmtool:\033[0m " : "cmtool: ") + tr("warning: {}", safe) + "\n");
}

void Env::complain(const Error& error) { put_err(error_text(error, globals, wants_colour(globals, world, streams.err_is_terminal))); }

void Env::report(const Error& error) {
  complain(error);
  if (!is_json(globals)) return;
  const std::string record = error_record(error).dump() + "\n";
  (void)put(streams.out_is_terminal ? harmless_json(record) : record);
}

void Env::show_progress(const std::string& line) {
  if (globals.quiet || !streams.err_is_terminal) return;
  const std::lock_guard lock(err_mutex_);
  if (line.empty() && !progress_shown_) return;
  const std::size_t room = streams.width > 1 ? static_cast<std::size_t>(streams.width - 1) : 79;
  streams.err("\r\033[K" + cut(harmless(mask_secrets(line), Lines::show), room));
  progress_shown_ = !line.empty();
}

std::string Env::zone() {
  const auto all = settings();
  const std::string zone = all.ok() ? (*all)["zone"].string_or() : "";
  return zone.empty() ? "UTC" : zone;
}

std::string Env::human_time(Instant at) { return cmtool::human_time(at, zone(), globals.lang); }

}  // namespace cmtool
