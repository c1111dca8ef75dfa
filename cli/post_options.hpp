// SPDX-License-Identifier: MIT
// The options of `cmtool post`, shared by the commands that take a post: on the command line, and as keys of a
// batch line.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cli/env.hpp"
#include "publish.hpp"

namespace CLI {
class App;
}

namespace cmtool {

/// One --media with what belongs to it.
struct MediaOption {
  std::string file{}, alt{}, focus{};
};

/// As the user gave them, before anything was looked up.
struct PostOptions {
  std::optional<std::string> text{};
  std::string text_file{};
  std::vector<std::string> to{};
  std::string title{}, link{}, first_comment{}, reply_to{}, quote{}, warning{}, language{}, visibility{};
  std::string poll{}, poll_ends{}, campaign{}, sponsored{}, key{}, split{}, text_template{};
  std::string excerpt{}, slug{}, status{};
  std::vector<std::string> instead{}, set{}, tags{}, categories{};
  std::vector<std::string> media{}, alt{}, focus{};
  std::vector<MediaOption> attached{};  ///< media, alt and focus, paired by the order in which they were given
  bool thread = false, numbered = false, utm = false, strict = false, shrink = false, editor = false, draft = false;
  bool poll_multiple = false, poll_hide_totals = false, keep_location = false, no_card = false;
};

/// Binds them to a command's app.
void add_post_options(CLI::App&, PostOptions&);

/// Reads one line of a batch: an object whose keys are the options' names ("to", "text", "media": [{"file", "alt"}] …).
/// Fault::usage names a key that is unknown or of the wrong type.
Result<PostOptions> post_options_of(const Json& line);

/// The post with what the options change; everything else stays. `asked` is the post that the options alone describe.
Post with_changes(const Post& before, const Post& asked, const PostOptions&);

/// May the text come from stdin?
enum class Stdin { no, yes };

/// What the options ask for: text found (argument, file, template, editor, stdin), accounts chosen, times and addresses read.
Result<Submission> submission_of(Env&, Desk&, const PostOptions&, Stdin);
/// The same in two steps, for ten thousand rows that go to the same accounts.
Result<std::vector<Account>> accounts_of(Desk&, const PostOptions&);
Result<Submission> submission_of(Env&, Desk&, const PostOptions&, Stdin, std::vector<Account>);

}  // namespace cmtool
