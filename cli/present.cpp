// SPDX-License-Identifier: MIT
#include "cli/present.hpp"

#include "base/ascii.hpp"
#include "base/secret.hpp"
#include "base/tr.hpp"
#include "text/harmless.hpp"

namespace cmtool {

bool wants_colour(const Globals& globals, const World& world, bool is_terminal) {
  switch (globals.colour) {
    case Colour::always: return true;
    case Colour::never: return false;
    case Colour::automatic: break;
  }
  if (!world.variable("NO_COLOR").empty()) return false;  // no-color.org: any value but the empty one
  if (const std::string force = world.variable("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return is_terminal && world.variable("TERM") != "dumb" && world.variable("CLICOLOR") != "0";
}

bool is_json(const Globals& globals) { return globals.format == "json" || globals.format == "ndjson"; }

Result<std::string> rendered(const Table& table, const Globals& globals, const World& world, const Streams& streams,
                             std::function<std::string(Instant)> time, const std::string& zone) {
  TRY(const Format* const format, find_format(globals.format));
  if (format->bytes != nullptr && streams.out_is_terminal) {
    return Error{.fault = Fault::usage,
                 .message = tr("{} is a file of bytes, which would garble the terminal", format->name),
                 .hint = tr("send it into a file: add “> FILE.{}” to the line", format->name)};
  }
  Table chosen = table;
  if (!globals.fields.empty()) {
    TRY(chosen, selected(std::move(chosen), globals.fields));
  }
  const Look look{.width = streams.out_is_terminal ? streams.width : 0,
                  .colour = !format->machine && wants_colour(globals, world, streams.out_is_terminal),
                  .lang = globals.lang,
                  .time = std::move(time),
                  .zone = zone,
                  .made = world.clock ? world.clock->now() : Instant{}};
  TRY(std::string text, formatted(*format, chosen, look));
  if (!format->machine || !streams.out_is_terminal) return text;  // formats for people have done it cell by cell
  return is_json(globals) ? harmless_json(text) : harmless(replaced(text, "\r\n", "\n"), Lines::keep);
}

std::string error_text(const Error& error, const Globals& globals, bool colour) {
  const auto safe = [](const std::string& text) { return harmless(mask_secrets(text), Lines::show); };
  std::string result = colour ? "\033[1;31mcmtool:\033[0m " : "cmtool: ";
  const bool says_where = error.where.empty() || error.message.find(error.where) != std::string::npos;
  result += (says_where ? safe(error.message) : tr("{}: {}", safe(error.where), safe(error.message))) + "\n";
  if (!error.hint.empty()) {
    // TRANSLATORS: {} is a sentence that says what to do next
    result += tr("hint: {}", safe(error.hint)) + "\n";
  }
  if (globals.verbose > 0 && !error.detail.empty()) result += harmless(mask_secrets(error.detail), Lines::keep) + "\n";
  return result;
}

Json error_record(const Error& error) {
  const auto text = [](const std::string& it) { return it.empty() ? Json() : Json(mask_secrets(it)); };
  const std::string account = error.where.starts_with('@') ? error.where.substr(0, error.where.find_first_of(" (:")) : "";
  return {
      {"ok", false},
      {"error", Json{{"fault", slug(error.fault)},
                     {"message", text(error.message)},
                     {"hint", text(error.hint)},
                     {"account", text(account)},
                     {"retry_after", error.retry_after ? Json(static_cast<long long>(error.retry_after->count())) : Json()}}}};
}

}  // namespace cmtool
