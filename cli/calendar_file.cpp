// SPDX-License-Identifier: MIT
#include "cli/calendar_file.hpp"

#include "sys/replace_file.hpp"
#include "when/recurrence.hpp"
#include "when/zone.hpp"

namespace cmtool {

WriteWish write_wish(Env& env) {
  WriteWish wish{.zone = env.zone(), .now = env.world.clock->now(), .name = "cmtool"};
  wish.rule = [zone = wish.zone, now = wish.now](const std::string& every) -> Result<std::string> {
    TRY(const Local here, to_local(now, zone));
    TRY(const auto rule, parse_recurrence(every, std::chrono::floor<std::chrono::minutes>(here.wall), zone));
    return rule.rule;
  };
  return wish;
}

Result<void> write_document(Env& env, const std::string& file, std::string_view bytes) {
  if (file == "-") return env.print(bytes);
  return replace_file(*env.world.disk, (Disk::Path(env.world.current_folder) / file).lexically_normal(), bytes);
}

}  // namespace cmtool
