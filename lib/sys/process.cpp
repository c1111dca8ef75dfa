// SPDX-License-Identifier: MIT
#include "sys/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <optional>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/file_handle.hpp"

namespace cmtool {
namespace {

using Steady = std::chrono::steady_clock;

struct Pipe {
  FileHandle read{}, write{};
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return errno_error(errno, tr("no program can be started"));
  return Pipe{FileHandle(ends[0]), FileHandle(ends[1])};
}

Error unsafe(const std::string& program, const std::string& where) {
  return {.fault = Fault::refused,
          .message = tr("{} is not run: others may write to {}", program, where),
          .hint = tr("chmod go-w {}", where)};
}

/// May only this user and root change this?
bool safe(const struct stat& facts) {
  if (facts.st_uid != 0 && facts.st_uid != ::geteuid()) return false;
  const bool sticky_folder = S_ISDIR(facts.st_mode) && (facts.st_mode & S_ISVTX) != 0;
  if ((facts.st_mode & S_IWOTH) != 0 && !sticky_folder) return false;
  // A user's own group, as Debian makes it (same number, no other members), and groups that root chose are no strangers.
  const bool own_group = facts.st_gid == ::getegid() && ::getegid() == ::geteuid();
  return (facts.st_mode & S_IWGRP) == 0 || own_group || facts.st_uid == 0 || sticky_folder;
}

/// The file that a name without a slash means.
Result<std::string> found_program(const std::string& name, const std::string& path) {
  const Error missing{.fault = Fault::not_found, .message = tr("there is no program “{}”", name),
                      .hint = tr("install it, or give its whole path")};
  if (name.empty()) return missing;
  if (name.find('/') != std::string::npos) {
    if (::access(name.c_str(), X_OK) == 0) return name;
    if (::access(name.c_str(), F_OK) != 0) return missing;
    return Error{.fault = Fault::refused, .message = tr("{} is not executable", name), .hint = tr("make it so: chmod +x {}", name)};
  }
  for (const auto& folder : split(path, ':')) {
    // An empty or relative piece means the working folder: whoever fills it would choose what runs.
    if (folder.empty() || folder.front() != '/') continue;
    std::string file = folder + "/" + name;
    struct stat facts{};
    if (::stat(file.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && ::access(file.c_str(), X_OK) == 0) return file;
  }
  return missing;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const auto& text : texts) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

/// Between fork and exec: only calls that are safe there, and nothing that could throw or allocate.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment, const char* folder, int in, int out,
                         int err, int report) {
  (void)::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  (void)::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD, SIGHUP}) (void)::signal(signal, SIG_DFL);
  // Ours are all above 2 (see run_process), so none of these overwrites another.
  bool ready = ::dup2(in, 0) >= 0 && ::dup2(out, 1) >= 0 && ::dup2(err, 2) >= 0;
  if (ready && folder[0] != '\0') ready = ::chdir(folder) == 0;
  // Close all but the three and `report`, which tells of a failed exec and closes with a good one.
  if (ready && report > 3) (void)::syscall(SYS_close_range, 3u, static_cast<unsigned>(report - 1), 0u);
  if (ready) (void)::syscall(SYS_close_range, static_cast<unsigned>(report + 1), ~0u, 0u);
  if (ready) ::execve(program, arguments, environment);
  const int number = errno;
  (void)!::write(report, &number, sizeof number);
  ::_exit(127);
}

/// A running program: killed with its whole group, and waited for, if it is still there at the end.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    stop();
    (void)wait();
  }
  void stop() const {
    (void)::kill(-id_, SIGKILL);
    (void)::kill(id_, SIGKILL);  // it may not have made its group yet
  }
  /// The exit code once it has ended; nothing while it runs.
  std::optional<int> ended() {
    int status = 0;
    const pid_t answer = uninterrupted([&] { return ::waitpid(id_, &status, WNOHANG); });
    if (answer == 0) return std::nullopt;
    id_ = 0;
    return code(status);
  }

 private:
  int wait() {
    int status = 0;
    (void)uninterrupted([&] { return ::waitpid(id_, &status, 0); });
    id_ = 0;
    return code(status);
  }
  static int code(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

  pid_t id_;
};

/// SIGPIPE must not end us when the program does not read its input.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    (void)::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    const timespec now{};
    while (::sigismember(&before_, SIGPIPE) == 0 && ::sigtimedwait(&pipe_, nullptr, &now) == SIGPIPE) {
    }
    (void)::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{}, before_{};
};

/// Feeds and drains the pipes until both outputs are closed and the program has ended.
class Conversation {
 public:
  Conversation(const ProcessOptions& options, std::string name, FileHandle in, FileHandle out, FileHandle err)
      : options_(options), name_(std::move(name)), in_(std::move(in)), out_(std::move(out)), err_(std::move(err)) {
    for (const FileHandle* file : {&in_, &out_, &err_}) (void)::fcntl(file->fd(), F_SETFL, O_NONBLOCK);
    if (options_.input.empty()) (void)in_.close();
  }

  Result<ProcessOutcome> go_on(Child& child) {
    const auto give_up = Steady::now() + options_.limit;
    std::optional<int> code;
    // A grandchild may keep the pipes open after the program has ended: its output is not waited for.
    while (!code || drained_once_ < 2) {
      if (options_.stop.stop_requested()) return Error{.fault = Fault::cancelled, .message = tr("{} was stopped", name_)};
      if (Steady::now() >= give_up) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(options_.limit).count();
        return Error{.fault = Fault::state,
                     .message = trn("{} did not end within {} second", "{} did not end within {} seconds", seconds, name_, seconds)};
      }
      CHECK_OK(exchange());
      if (!code) code = child.ended();
      if (code) ++drained_once_;
    }
    outcome_.exit_code = *code;
    return std::move(outcome_);
  }

 private:
  Result<void> exchange() {
    std::array<pollfd, 3> polled{pollfd{in_.fd(), POLLOUT, 0}, pollfd{out_.fd(), POLLIN, 0}, pollfd{err_.fd(), POLLIN, 0}};
    const bool silent = !out_.open() && !err_.open();
    const auto wait = drained_once_ > 0 ? 0 : silent ? 2 : 20;
    (void)::poll(polled.data(), polled.size(), wait);
    if (in_.open() && polled[0].revents != 0) feed();
    CHECK_OK(drain(out_, outcome_.output));
    return drain(err_, outcome_.errors);
  }

  void feed() {
    const auto wrote = ::write(in_.fd(), options_.input.data() + fed_, options_.input.size() - fed_);
    if (wrote > 0) fed_ += static_cast<std::size_t>(wrote);
    const bool later = wrote < 0 && (errno == EAGAIN || errno == EINTR);
    if (fed_ == options_.input.size() || (wrote < 0 && !later)) (void)in_.close();
  }

  Result<void> drain(FileHandle& from, std::string& to) {
    std::array<char, 16 * 1024> piece{};
    while (from.open()) {
      const auto got = uninterrupted([&] { return ::read(from.fd(), piece.data(), piece.size()); });
      if (got < 0 && errno == EAGAIN) return {};
      if (got < 0) return errno_error(errno, tr("the output of {} cannot be read", name_));
      if (got == 0) (void)from.close();
      to.append(piece.data(), static_cast<std::size_t>(got));
      if (to.size() > options_.output_limit) {
        return Error{.fault = Fault::refused, .message = tr("{} wrote more than {} bytes", name_, options_.output_limit)};
      }
    }
    return {};
  }

  const ProcessOptions& options_;
  std::string name_;
  FileHandle in_, out_, err_;
  std::size_t fed_ = 0;
  int drained_once_ = 0;
  ProcessOutcome outcome_{};
};

/// A copy of a descriptor above 2, so that dup2() in the child cannot overwrite one that is still needed.
FileHandle above_standard(FileHandle file) {
  if (file.fd() > 2) return file;
  return FileHandle(::fcntl(file.fd(), F_DUPFD_CLOEXEC, 3));
}

}  // namespace

Result<void> judge_program(const std::string& path) {
  std::error_code ignored;
  std::filesystem::path real = std::filesystem::canonical(path, ignored);
  if (ignored) return Error{.fault = Fault::not_found, .message = tr("there is no program “{}”", path)};
  for (struct stat facts{};; real = real.parent_path()) {
    if (::lstat(real.c_str(), &facts) != 0) return errno_error(errno, tr("{} cannot be read", real.string()));
    if (!safe(facts)) return unsafe(path, real.string());
    if (real == real.root_path()) return {};
  }
}

Result<ProcessOutcome> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  if (arguments.empty()) return Error{.fault = Fault::usage, .message = tr("no program was named")};
  TRY(const std::string program, found_program(arguments.front(), options.path));
  CHECK_OK(judge_program(program));
  TRY(Pipe in, make_pipe());
  TRY(Pipe out, make_pipe());
  TRY(Pipe err, make_pipe());
  TRY(Pipe report, make_pipe());
  FileHandle child_in = above_standard(std::move(in.read)), child_out = above_standard(std::move(out.write)),
                   child_err = above_standard(std::move(err.write));
  FileHandle child_report = above_standard(std::move(report.write));
  auto argument_pointers = pointers(arguments), environment_pointers = pointers(options.environment);
  const NoPipeSignal guard;

  const pid_t id = ::fork();
  if (id < 0) return errno_error(errno, tr("no program can be started"));
  if (id == 0) {
    become(program.c_str(), argument_pointers.data(), environment_pointers.data(), options.folder.c_str(), child_in.fd(),
           child_out.fd(), child_err.fd(), child_report.fd());
  }
  Child child(id);
  (void)::setpgid(id, id);  // both sides do this, so that it is done whoever runs first
  (void)child_report.close();
  int number = 0;
  if (uninterrupted([&] { return ::read(report.read.fd(), &number, sizeof number); }) > 0) {
    return errno_error(number, tr("{} cannot be run", program));
  }
  // Our copies of the child's ends must go, or the outputs would never end.
  (void)child_in.close();
  (void)child_out.close();
  (void)child_err.close();
  Conversation talk(options, arguments.front(), std::move(in.write), std::move(out.read), std::move(err.read));
  return talk.go_on(child);
}

std::vector<std::string> clean_environment(const std::map<std::string, std::string>& variables) {
  constexpr std::array kept{"PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TERM", "TMPDIR", "TZ", "GPG_TTY", "GNUPGHOME",
                            "SSH_AUTH_SOCK", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS"};
  std::vector<std::string> result;
  for (const auto& [name, value] : variables) {
    const bool family = name.starts_with("LC_") || name.starts_with("XDG_") || name.starts_with("PASSWORD_STORE_");
    if (family || std::find(kept.begin(), kept.end(), name) != kept.end()) result.push_back(name + "=" + value);
  }
  return result;
}

}  // namespace cmtool
