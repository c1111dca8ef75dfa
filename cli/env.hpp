// SPDX-License-Identifier: MIT
// What a command may use: streams, the world, the open workspace, and what the global options said.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "format.hpp"
#include "store.hpp"
#include "world.hpp"

namespace cmtool {

/// The three streams and what is known of them. Functions, so that tests can put strings in their place.
struct Streams {
  /// Writes to stdout; false when that was not possible: then out_fault tells why, and is empty when the reader has gone.
  std::function<bool(std::string_view)> out{};
  std::function<std::string()> out_fault{};
  std::function<void(std::string_view)> err{};
  /// The next line of stdin without its end; nullopt at the end.
  std::function<std::optional<std::string>()> line{};
  /// All of stdin, at most `limit` bytes; Fault::usage when it is larger.
  std::function<Result<std::string>(std::size_t limit)> all{};
  /// Reads one line without echo (a password) from the terminal.
  std::function<std::optional<std::string>()> hidden_line{};
  bool in_is_terminal = false, out_is_terminal = false, err_is_terminal = false;
  int width = 80;
};

enum class Colour { automatic, always, never };

/// The global options of cli.md, from the command line, else the environment, else settings.json.
struct Globals {
  std::string workspace{};  ///< as resolved: a path or a URL
  std::string lang = "en";
  std::string lang_given{};  ///< --lang as typed; empty: it came from elsewhere
  std::string format = "table";
  std::vector<std::string> fields{};  ///< empty: all
  bool fields_help = false;           ///< --json=help
  bool quiet = false;
  int verbose = 0;
  bool dry_run = false;
  bool no_input = false;
  Colour colour = Colour::automatic;
};

class Env {
 public:
  Env(World& the_world, Streams the_streams);
  ~Env();

  World& world;
  Streams streams;
  Globals globals{};

  /// The workspace, opened at first use.
  Result<Store*> store();
  /// Its settings as they were when first asked for; an empty object where there is no workspace.
  Result<Json> settings();
  /// The network, obeying --dry-run and -v. It is loaded when the first request leaves, and says then if that is impossible.
  Result<Http*> network();
  /// A request will leave soon: the network is loaded meanwhile, in a thread of its own.
  void expect_network();

  // Output. Everything goes through present.cpp, the one gate that makes strangers' text harmless.

  /// Prints a table to stdout in the chosen format and fields.
  Result<void> show(const Table&);
  /// Prints one value alone on a line of stdout (an id, a URL); in a machine format the table instead, as one record.
  Result<void> show_made(const std::string& value, const Table& record);
  /// Text as it is meant for stdout (help, a completion script, a document); still made harmless on a terminal.
  Result<void> print(std::string_view text);
  /// A sentence for a person, on stderr; not with --quiet.
  void say(const std::string& sentence);
  /// "cmtool: warning: …" on stderr; also with --quiet.
  void warn(const std::string& sentence);
  /// An error on stderr with its hint, and with --json as a record on stdout.
  void report(const Error&);
  /// An error on stderr only: one of many, whose row or first record is on stdout already.
  void complain(const Error&);

  /// Shows how far something is, on one line of stderr that is written over; only on a terminal and not with --quiet.
  /// "" takes the line away. See progress.hpp for what takes long.
  void show_progress(const std::string& line);

  /// True once stdout could not be written: the program ends with 141 (the reader has gone) or 1.
  [[nodiscard]] bool out_is_gone() const { return out_is_gone_; }

  /// May a question be asked? (stdin and stderr are terminals, and no --no-input)
  [[nodiscard]] bool may_ask() const;
  /// Asks for yes or no; Fault::usage naming `option` where no question may be asked.
  Result<bool> confirm(const std::string& question, const std::string& option);
  /// Asks for a line, hidden for secrets; Fault::usage naming `option` where no question may be asked.
  Result<std::string> ask(const std::string& question, const std::string& option, bool hidden = false);

  /// An instant as people read it: in the workspace's zone.
  std::string human_time(Instant);
  /// The workspace's zone: "Europe/Paris"; "UTC" where none is set.
  std::string zone();

 private:
  std::unique_ptr<Store> store_{};
  std::optional<Json> settings_{};
  Result<void> put(std::string_view text);
  /// Keeps used-up rate limits in the workspace, where there is one.
  RateMemory rate_memory();
  void put_err(const std::string& text);

  class FirstUse;
  std::unique_ptr<FirstUse> network_;
  std::mutex err_mutex_{};  // trace lines come from many threads
  bool progress_shown_ = false;
  bool out_is_gone_ = false;
};

}  // namespace cmtool
