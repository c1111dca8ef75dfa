// SPDX-License-Identifier: MIT
// cmtool account platforms: what there is, with limits and abilities; the manual's table comes from the same data.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "platform.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "platform", .title = tr("Platform")},
          {.key = "title", .title = tr("Title"), .shown = false},
          {.key = "text", .title = tr("Text"), .kind = Kind::integer},
          {.key = "unit", .title = tr("Counted in")},
          {.key = "media", .title = tr("Pictures"), .kind = Kind::integer},
          {.key = "can", .title = tr("Can"), .kind = Kind::list},
          {.key = "needs", .title = tr("Sign-in"), .kind = Kind::list},
          {.key = "browser", .title = tr("Browser"), .kind = Kind::yes_no, .shown = false},
          {.key = "protection", .title = tr("Against doubles"), .shown = false},
          {.key = "limits", .title = tr("Limits"), .kind = Kind::list, .shown = false},
          {.key = "docs", .title = tr("Described at"), .kind = Kind::url, .shown = false}};
}

std::string word(Protection protection) {
  switch (protection) {
    case Protection::none: return "find";
    case Protection::key: return "key";
    case Protection::same: return "same";
  }
  return "";
}

Result<int> run(Env& env) {
  Table table{.columns = columns()};
  for (const Platform* platform : platforms()) {
    const About& about = platform->about();
    Json abilities = Json::array(), needs = Json::array();
    for (const Can ability : about.can) abilities.push(slug(ability));
    for (const auto& needed : about.needs) needs.push(needed.key);
    table.rows.push_back({Value(about.name), Value(about.title), about.limits.text > 0 ? Value(about.limits.text) : Value(),
                          Value(std::string(slug(about.limits.unit))),
                          about.limits.media.count > 0 ? Value(std::int64_t{about.limits.media.count}) : Value(), Value(abilities), Value(needs),
                          Value(about.browser), Value(word(about.protection)), Value(to_json(about.limits)), Value(about.docs)});
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

}  // namespace

const Command& account_platforms_command() {
  static const Command it{
      .path = "account platforms",
      .group = N_("Accounts"),
      .summary = N_("show the platforms there are, their limits and abilities"),
      .needs = Needs::nothing,
      .set_up = [](CLI::App&) -> Run { return run; },
      .columns = columns,
  };
  return it;
}

}  // namespace cmtool
