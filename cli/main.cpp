// SPDX-License-Identifier: MIT
// Makes the real world and hands it to run(): nothing here is worth a test, because nothing here decides.
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <thread>

#include "base/thread.hpp"
#include "cli/exit_code.hpp"
#include "cli/run.hpp"
#include "net/network.hpp"
#include "net/on_its_way.hpp"
#include "sys/editor.hpp"
#include "sys/place.hpp"
#include "sys/terminal.hpp"
#include "sys/terminal_guard.hpp"

namespace {

using namespace cmtool;

/// Waits for SIGINT and SIGTERM in a thread of its own: a handler may hardly do anything, and a stop token wakes whoever waits.
/// The second signal ends the program at once.
std::stop_token stopped_by_signals() {
  auto& source = *new std::stop_source;  // outlives everything; the thread is never joined
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  start_thread([signals, &source] {
    for (int received = 0; sigwait(&signals, &received) == 0;) {
      if (source.request_stop()) continue;
      restore_terminal();
      ::_exit(exit_code::interrupted);
    }
  }).detach();
  return source.get_token();
}

/// Nobody could catch the exception in a thread; and there is nothing to save, as all that matters is on disk by then.
[[noreturn]] void end_without_memory() {
  restore_terminal();
  static constexpr std::string_view plain = "cmtool: out of memory or threads\n";
  static constexpr std::string_view open =
      "cmtool: out of memory or threads; what was being sent may have been done all the same\n"
      "hint: look at the account before you repeat it; a new run with the same --key is safe\n";
  const bool unknown = may_have_changed_something();
  const std::string_view words = unknown ? open : plain;
  [[maybe_unused]] const auto told = ::write(2, words.data(), words.size());
  ::_exit(unknown ? exit_code::unknown : exit_code::failed);
}

// Before main(), and before the libraries' own tables are made: they want memory, too.
[[gnu::section(".preinit_array"), gnu::used]] void (*const from_the_first_allocation)() = [] { std::set_new_handler(end_without_memory); };

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Streams standard_streams(Input& input, int& out_errno) {
  Streams streams;
  streams.out = [&out_errno](std::string_view bytes) {
    const Written written = write_stream(1, bytes);
    out_errno = written.errno_value;
    return written.all;
  };
  streams.out_fault = [&out_errno] { return out_errno == EPIPE ? std::string() : errno_text(out_errno); };
  streams.err = [](std::string_view bytes) { (void)write_stream(2, bytes); };
  streams.line = [&input] { return input.line(); };
  streams.all = [&input](std::size_t limit) { return input.all(limit); };
  streams.hidden_line = [&input] { return input.hidden_line(); };
  streams.in_is_terminal = is_terminal(0);
  streams.out_is_terminal = is_terminal(1);
  streams.err_is_terminal = is_terminal(2);
  streams.width = terminal_width();
  return streams;
}

}  // namespace

int main(int count, char** words) {
  ::umask(077);  // what a site publishes is made readable explicitly
  occupy_standard_streams();
  ::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an answer of write()
  const std::vector<std::string> args(words + (count > 0 ? 1 : 0), words + count);
  // What only prints ends before anybody could stop it; the thread that waits for signals would cost it a tenth.
  const bool is_quick = std::any_of(args.begin(), std::find(args.begin(), args.end(), "--"), [](const std::string& word) {
    return word == "--version" || word == "--help" || word == "__complete";
  });

  const auto disk = posix_disk();
  const auto clock = system_clock();
  World world{.disk = disk.get(), .clock = clock.get(), .variables = environment()};
  world.network = [&](const NetworkWish& wish) {
    return make_network(*clock, wish, [&world](const std::string& name) { return world.variable(name); });
  };
  world.edit = [&](const std::string& text) { return edit_text(text, world.variables); };
  world.stop = is_quick ? std::stop_token() : stopped_by_signals();
  world.current_folder = current_folder();
  world.catalogues = catalogue_folder();
  Input input(world.stop);
  int out_errno = 0;
  const int code = run(args, world, standard_streams(input, out_errno));
  // All is written and closed. What libraries would tidy up now (OpenSSL: a tenth of a post's time) goes with the process.
  ::_exit(code);
}
