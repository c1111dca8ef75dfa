// SPDX-License-Identifier: MIT
#include "documents/html_style.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "draw/colour.hpp"
#include "text/utf8.hpp"

namespace cmtool::paper {
namespace {

using draw::Ink;

std::string variables(const draw::Palette& all) {
  std::string css = fmt::format("--ground: {}; --sheet: {}; --raised: {}; --accent: {}; --on-accent: {};", draw::hex(all.ground), draw::hex(all.sheet), draw::hex(all.raised),
                                draw::hex(all.accent), draw::hex(all.on_accent));
  for (int i = 0; i <= static_cast<int>(Ink::bad); ++i) {
    const Ink ink = static_cast<Ink>(i);
    css += fmt::format(" --{}: {};", draw::name_of(ink) == "ground" ? "paper" : draw::name_of(ink), draw::hex(all.ink(ink)));
  }
  return css;
}

std::string ink_rules() {
  std::string css;
  for (int i = 0; i <= static_cast<int>(Ink::bad); ++i) {
    const std::string name(draw::name_of(static_cast<Ink>(i)));
    const std::string variable = name == "ground" ? "paper" : name;
    css += fmt::format(".fill.ink-{} {{ fill: var(--{}); }}\n.stroke.ink-{} {{ stroke: var(--{}); }}\n", name, variable, name, variable);
  }
  return css;
}

constexpr std::string_view rules = R"css(
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.2rem 1rem 4rem; max-width: 54rem; background: var(--ground); color: var(--text);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif; line-height: 1.55; overflow-wrap: break-word;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 0.2rem; }
p { margin: 0 0 0.8rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; margin: 2rem 0 0.7rem; text-wrap: balance; }
h2 { font-size: 1.55rem; letter-spacing: -0.01em; padding-top: 0.8rem; border-top: 3px solid var(--accent); }
h3 { font-size: 1.2rem; }
h4, h5, h6 { font-size: 1.02rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.5rem; background: var(--sheet); }
.fine { color: var(--faint); font-size: 0.87rem; }
.cover { margin: 0 -1rem 1.5rem; padding: 2rem 1rem 1.6rem; border-bottom: 1px solid var(--grid); background: var(--sheet); border-top: 8px solid var(--accent); }
.cover img { display: block; max-width: 14rem; max-height: 7rem; width: auto; height: auto; margin-bottom: 1.6rem; }
.cover h1 { font-size: 2.1rem; letter-spacing: -0.015em; margin: 0.2rem 0 0.4rem; }
.cover .client { font-weight: 700; color: var(--accent); margin: 0; font-size: 1.15rem; }
.cover .subtitle { font-size: 1.25rem; margin-bottom: 1rem; }
.cover p:last-child { margin-bottom: 0; }
.contents ol { columns: 2 14rem; padding-left: 1.4rem; margin: 0.4rem 0 0; }
.contents p { font-weight: 700; margin: 0; }
.lead { font-size: 1.13rem; line-height: 1.6; }
blockquote { margin: 0 0 1rem; padding: 0.2rem 0 0.2rem 1rem; border-left: 4px solid var(--accent); }
blockquote p { margin: 0; }
blockquote bdi { white-space: pre-line; }
li { margin-bottom: 0.35rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: 0.8rem; margin: 0 0 1.4rem; padding: 0; list-style: none; }
.figures li { margin: 0; padding: 0.9rem 1rem; border: 1px solid var(--grid); border-radius: 0.7rem; background: var(--sheet); }
.figures p { margin: 0; }
.figures .value { font-size: 1.75rem; font-weight: 700; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.figures .change { font-size: 0.92rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.doubtful { color: var(--warning); }
.progress { display: block; width: 100%; height: 0.55rem; margin: 0.45rem 0 0.2rem; }
.scroll { overflow-x: auto; margin: 0 0 1.4rem; border: 1px solid var(--grid); border-radius: 0.6rem; background: var(--sheet); }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.4; }
caption { text-align: left; font-weight: 700; padding: 0.7rem 0.8rem 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.42rem 0.8rem; border-top: 1px solid var(--grid); }
thead th { background: var(--raised); border-top: 0; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody th.time, tbody th.long { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { width: 5rem; height: 0.7em; margin-left: 0.6rem; }
.time { white-space: nowrap; }
td, tbody th { white-space: pre-line; overflow-wrap: break-word; min-width: 4.5rem; }
td.text, tbody th.text { min-width: 9rem; }
.long { min-width: 15rem; }
figure { margin: 0 0 1.4rem; }
.plot { padding: 0.9rem 1rem 0.8rem; border: 1px solid var(--grid); border-radius: 0.7rem; background: var(--sheet); }
.plot > figcaption { font-weight: 700; margin-bottom: 0.6rem; }
.plot > p { margin: 0.6rem 0 0; }
.chart { display: block; width: 100%; height: auto; max-width: 46rem; }
.chart text { font-family: inherit; font-variant-numeric: tabular-nums; }
.fill { stroke: none; }
.stroke { fill: none; stroke-linejoin: round; stroke-linecap: round; }
details { margin-top: 0.6rem; font-size: 0.92rem; }
summary { cursor: pointer; color: var(--faint); }
details .scroll { margin: 0.5rem 0 0; max-height: 24rem; overflow: auto; }
figure img { display: block; max-width: 100%; height: auto; max-height: 26rem; width: auto; border-radius: 0.6rem; background: var(--raised); }
figcaption { color: var(--text); }
.picture figcaption { margin-top: 0.4rem; font-size: 0.9rem; color: var(--faint); }
.absent { margin: 0; padding: 1.2rem; border: 1px dashed var(--faint); border-radius: 0.6rem; color: var(--faint); }
.note { margin: 0 0 1.2rem; padding: 0.7rem 1rem; border-left: 4px solid var(--faint); border-radius: 0.3rem; background: var(--raised); }
.note.warning { border-left-color: var(--warning); }
.note strong:first-child { color: var(--text); }
.note.warning strong:first-child { color: var(--warning); }
dt { font-weight: 700; margin-top: 0.7rem; }
dd { margin: 0.1rem 0 0; }
@media (max-width: 34rem) { .chart text { font-size: 17px; } .plot { padding-inline: 0.7rem; } }
@media (min-width: 46rem) {
  body { padding: 2rem 2rem 5rem; }
  .cover { margin: 0 0 2rem; padding: 3rem 2.2rem 2rem; border: 1px solid var(--grid); border-top: 10px solid var(--accent); border-radius: 0.7rem; }
  .cover h1 { font-size: 2.8rem; }
}
@media print {
  @page { size: A4; margin: 16mm 17mm 18mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .skip, summary { display: none; }
  .cover { break-after: page; border: 0; border-top: 10px solid var(--accent); border-radius: 0; padding: 6rem 0 0; margin: 0; }
  .page-break { break-before: page; }
  h1, h2, h3, h4, h5, h6, caption, figcaption { break-after: avoid; }
  figure, .figures li, .note, blockquote, tr, li, dt { break-inside: avoid; }
  dt { break-after: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8pt; }
  th, td { padding: 0.3rem 0.45rem; }
  td, tbody th, td.text, tbody th.text, .long { min-width: 0; overflow-wrap: anywhere; }
  .time, td, tbody th { white-space: pre-line; }
  .scroll { overflow: visible; border: 0; max-height: none; }
  details { display: none; }
  p { orphans: 2; widows: 2; }
  a { color: inherit; }
}
)css";

}  // namespace

std::string style_sheet(std::string_view accent) {
  auto paper = draw::palette(accent, draw::Scheme::light);
  const std::string light = variables(paper);
  paper.ground = paper.sheet;
  return fmt::format("\n:root {{ color-scheme: light dark; {} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n@media print {{ :root {{ color-scheme: light; {} }} }}\n{}{}",
                     light, variables(draw::palette(accent, draw::Scheme::dark)), variables(paper), ink_rules(), rules);
}

Result<void> check_style(std::string_view css) {
  constexpr std::size_t longest = 64 * 1024;
  const auto fault = [&](std::size_t at, std::string message, std::string hint) {
    const auto line = std::count(css.begin(), css.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    return Error{.fault = Fault::usage, .message = tr("line {}: {}", line, message), .hint = std::move(hint)};
  };
  if (css.size() > longest) return fault(0, tr("a style of more than 64 KB has no place in a book"), {});
  // A letter may be written as its number (\75rl): then nothing can be told of what stands there.
  if (const auto at = css.find('\\'); at != std::string_view::npos) return fault(at, tr("“\\” cannot be used in a style"), tr("write the letters themselves"));
  if (const auto at = css.find('\0'); at != std::string_view::npos || !is_valid_utf8(css)) return fault(at == std::string_view::npos ? 0 : at, tr("this is no UTF-8 text"), {});
  const std::string words = lower(css);
  if (const auto at = words.find("</"); at != std::string::npos) return fault(at, tr("“</” would end the style"), {});
  if (const auto at = words.find("@import"); at != std::string::npos) return fault(at, tr("@import would fetch a file: a book is one file"), tr("put its rules here"));
  for (auto at = words.find("url("); at != std::string::npos; at = words.find("url(", at + 1)) {
    const auto inside = words.find_first_not_of(" \t\r\n\"'", at + 4);
    if (inside == std::string::npos || words.compare(inside, 5, "data:") != 0) return fault(at, tr("url() would fetch a file: a book is one file"), tr("use a data: address"));
  }
  return {};
}

}  // namespace cmtool::paper
