// SPDX-License-Identifier: MIT
#include <libsecret/secret.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/thread.hpp"
#include "base/tr.hpp"
#include "net/keyring.hpp"

namespace cmtool {
namespace {

constexpr auto patience = std::chrono::minutes(1);  // somebody may have to type a password

const SecretSchema& schema() {
  static const SecretSchema it = [] {
    SecretSchema made{};
    made.name = "org.cmtool.Credentials";
    made.flags = SECRET_SCHEMA_NONE;
    made.attributes[0] = {"workspace", SECRET_SCHEMA_ATTRIBUTE_STRING};
    made.attributes[1] = {"account", SECRET_SCHEMA_ATTRIBUTE_STRING};
    return made;
  }();
  return it;
}

/// Ends a call of libsecret when its time is over or somebody stops it.
class Deadline {
 public:
  explicit Deadline(std::stop_token stop)
      : outer_(std::move(stop), [this] { g_cancellable_cancel(cancellable_); }), watch_(start_thread([this](const std::stop_token& done) {
          std::unique_lock lock(mutex_);
          // woken by `done` at the latest when this object is destroyed
          over_.wait_for(lock, done, patience, [] { return false; });
          if (!done.stop_requested()) g_cancellable_cancel(cancellable_);
        })) {}
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() {
    watch_.request_stop();
    watch_.join();
    g_object_unref(cancellable_);
  }
  [[nodiscard]] GCancellable* get() const { return cancellable_; }

 private:
  GCancellable* cancellable_ = g_cancellable_new();
  std::mutex mutex_{};
  std::condition_variable_any over_{};
  std::stop_callback<std::function<void()>> outer_;
  std::jthread watch_;
};

Error fault_of(GError* error, const std::stop_token& stop) {
  Error result{.fault = Fault::state, .message = tr("the keyring does not answer"), .detail = error->message};
  if (stop.stop_requested()) {
    result = {.fault = Fault::cancelled, .message = tr("stopped while waiting for the keyring")};
  } else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    result.message = tr("the keyring did not answer in time");
    result.hint = tr("is it locked, with a question that waits somewhere on the screen?");
  } else if (g_error_matches(error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)) {
    result.message = tr("the keyring is locked");
    result.hint = tr("unlock it in the desktop's password program");
  } else if (error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR || error->domain == G_SPAWN_ERROR ||
             g_error_matches(error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)) {
    result.fault = Fault::unsupported;
    result.message = tr("no program keeps a keyring in this session");
    result.hint = tr("install gnome-keyring or KeePassXC, or use --token-command");
  }
  g_error_free(error);
  return result;
}

Error nothing_for(const KeyringEntry& entry) {
  return {.fault = Fault::not_found, .message = tr("the keyring has nothing for @{}", entry.account)};
}

class SecretService final : public Keyring {
 public:
  Result<Secret> load(const KeyringEntry& entry, std::stop_token stop) override {
    const Deadline deadline(stop);
    GError* error = nullptr;
    gchar* const text = secret_password_lookup_sync(&schema(), deadline.get(), &error, "workspace", entry.workspace.c_str(), "account",
                                                    entry.account.c_str(), nullptr);
    if (error != nullptr) return fault_of(error, stop);
    if (text == nullptr) return nothing_for(entry);
    Secret secret{std::string(text)};
    secret_password_free(text);
    guard_secret(secret);
    return secret;
  }

  Result<void> save(const KeyringEntry& entry, const Secret& secret, std::stop_token stop) override {
    const Deadline deadline(stop);
    GError* error = nullptr;
    const std::string label = "cmtool @" + entry.account;
    secret_password_store_sync(&schema(), SECRET_COLLECTION_DEFAULT, label.c_str(), secret.reveal().c_str(), deadline.get(), &error,
                               "workspace", entry.workspace.c_str(), "account", entry.account.c_str(), nullptr);
    if (error != nullptr) return fault_of(error, stop);
    return {};
  }

  Result<void> remove(const KeyringEntry& entry, std::stop_token stop) override {
    const Deadline deadline(stop);
    GError* error = nullptr;
    const bool removed = secret_password_clear_sync(&schema(), deadline.get(), &error, "workspace", entry.workspace.c_str(), "account",
                                                    entry.account.c_str(), nullptr) != FALSE;
    if (error != nullptr) return fault_of(error, stop);
    if (!removed) return nothing_for(entry);
    return {};
  }
};

}  // namespace
}  // namespace cmtool

/// The entry of the part; see KeyringPart.
extern "C" cmtool::Keyring* cmtool_part_keyring() { return new cmtool::SecretService; }
