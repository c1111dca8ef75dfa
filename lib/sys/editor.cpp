// SPDX-License-Identifier: MIT
#include "sys/editor.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <vector>

#include "base/command_line.hpp"
#include "base/tr.hpp"

extern char** environ;

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 1u << 20;

std::string variable(const std::map<std::string, std::string>& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

Error cannot(std::string message) {
  return Error{.fault = Fault::state, .message = std::move(message), .hint = tr("give the text with --text-file")};
}

/// A file of its own in the folder for such files; gone with the object.
class Draft {
 public:
  explicit Draft(const std::string& folder) : path_((folder.empty() ? "/tmp" : folder) + "/cmtool-XXXXXX.md") {
    constexpr int suffix = 3;
    descriptor_ = ::mkstemps(path_.data(), suffix);  // 0600 from its creation
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());
  }
  [[nodiscard]] bool made() const { return descriptor_ >= 0; }
  [[nodiscard]] const std::string& path() const { return path_; }

  bool write(std::string_view text) const {
    while (!text.empty()) {
      const auto done = ::write(descriptor_, text.data(), text.size());
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
  }

  /// By its name: many editors put a new file in its place.
  [[nodiscard]] Result<std::string> read() const {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return cannot(tr("the edited text cannot be read"));
    std::string text;
    char buffer[4096];
    for (;;) {
      const auto got = ::read(file, buffer, sizeof buffer);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0 || text.size() > longest_text) {
        ::close(file);
        if (got < 0) return cannot(tr("the edited text cannot be read"));
        return text;
      }
      text.append(buffer, static_cast<std::size_t>(got));
    }
  }

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace

Result<std::string> edit_text(const std::string& text, const std::map<std::string, std::string>& variables) {
  std::string line = variable(variables, "VISUAL");
  if (line.empty()) line = variable(variables, "EDITOR");
  if (line.empty()) line = ::access("/usr/bin/editor", X_OK) == 0 ? "editor" : "vi";
  TRY(auto arguments, split_command(line));

  const Draft draft(variable(variables, "TMPDIR"));
  if (!draft.made() || !draft.write(text)) return cannot(tr("no file can be made for the editor"));
  arguments.push_back(draft.path());
  std::vector<char*> raw;
  for (auto& argument : arguments) raw.push_back(argument.data());
  raw.push_back(nullptr);

  // We block signals and ignore SIGPIPE; an editor must not.
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t none, pipe;
  ::sigemptyset(&none);
  ::sigemptyset(&pipe);
  ::sigaddset(&pipe, SIGPIPE);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &pipe);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t child = 0;
  const int started = ::posix_spawnp(&child, raw.front(), nullptr, &attributes, raw.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  if (started != 0) {
    return cannot(tr("the editor “{}” cannot be started", arguments.front()));
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Error{.fault = Fault::cancelled, .message = tr("the editor did not end well; nothing was taken over")};
  }
  return draft.read();
}

}  // namespace cmtool
