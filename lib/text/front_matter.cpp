// SPDX-License-Identifier: MIT
#include "text/front_matter.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/part.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_handles = 100;
constexpr std::size_t longest = 256u << 10;  // bytes between the lines

Result<const FrontMatterPart*> part() {
  TRY(void* const entry, load_part("front_matter"));
  return reinterpret_cast<const FrontMatterPart* (*)()>(entry)();
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

/// YAML keeps "@" for itself, and "to: @atelier" is what everybody writes. Where the reader stumbled over one, what begins with
/// it is put between quotation marks; answers whether there was one.
bool quote_handle(std::string& lines, const TextPlace& place) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < place.line; ++line) {
    at = lines.find('\n', at);
    if (at == std::string::npos) return false;
    ++at;
  }
  const std::size_t line_begin = at;
  for (std::size_t column = 1; column < place.column && at < lines.size(); ++column) at += decode(lines, at).bytes;
  if (at >= lines.size() || lines[at] != '@') return false;
  std::size_t end = std::min(lines.find('\n', at), lines.size());
  if (lines.rfind('[', at) != std::string::npos && lines.rfind('[', at) >= line_begin) end = std::min(end, lines.find_first_of(",]", at));
  while (end > at && is_space(lines[end - 1])) --end;
  if (std::string_view(lines).substr(at, end - at).find_first_of("\"\\") != std::string_view::npos) return false;
  lines.insert(end, "\"");
  lines.insert(at, "\"");
  return true;
}

}  // namespace

Result<FrontMatter> read_front_matter(std::string_view text) {
  FrontMatter result;
  std::string_view rest = text;
  if (take_line(rest) != "---") {
    result.body = std::string(text);
    return result;
  }
  result.there = true;
  const std::string_view yaml_start = rest;
  std::size_t yaml_size = 0;
  bool closed = false;
  while (!rest.empty() && !closed) {
    yaml_size = yaml_start.size() - rest.size();
    const auto line = take_line(rest);
    closed = line == "---" || line == "...";
  }
  if (!closed) {
    result.fault = tr("the “---” in the first line is never closed");
    result.fault_place = {.line = 1, .column = 1};
    return result;
  }
  if (yaml_size > longest) {
    result.fault = tr("there are more than {} bytes between the lines “---”", longest);
    result.fault_place = {.line = 2, .column = 1};
    return result;
  }
  TRY(const FrontMatterPart* const yaml, part());
  std::string lines(yaml_start.substr(0, yaml_size));
  yaml->read(lines, result);
  for (std::size_t i = 0; i < most_handles && !result.fault.empty() && quote_handle(lines, result.fault_place); ++i) {
    result = FrontMatter{.there = true};
    yaml->read(lines, result);
  }
  // The first line is the "---".
  for (auto& [key, place] : result.places) ++place.line;
  if (!result.fault.empty()) ++result.fault_place.line;
  result.body = std::string(rest);
  return result;
}

Result<std::string> write_front_matter(const Json& values, std::string_view body) {
  TRY(const FrontMatterPart* const yaml, part());
  TRY(const std::string lines, yaml->write(values));
  std::string text = "---\n" + lines + "---\n";
  if (!body.empty()) text += "\n" + valid_utf8(body) + "\n";
  return text;
}

}  // namespace cmtool
