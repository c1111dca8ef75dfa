// SPDX-License-Identifier: MIT
// What the client's page looks like: system fonts, one column on a phone, light and dark, and paper.
//
// All pairs of text and ground have a contrast of at least 4.5 : 1 (WCAG 2.2 AA), in both schemes.
#include "preview/page.hpp"

namespace cmtool::preview {

std::string_view style_sheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --ground: #f6f5f1; --sheet: #fff; --ink: #1c1b19; --quiet: #62605a; --line: #dedbd2; --raised: #f3f1ec;
  --link: #1257a0; --held: #8a4b00; --held-ground: #fff4e2; --held-line: #eec98d; --ready: #1d6b43; --shade: 0 1px 2px #1c1b190f, 0 4px 14px #1c1b190a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141413; --sheet: #1f1e1d; --ink: #edebe6; --quiet: #a8a59d; --line: #383633; --raised: #2a2927;
    --link: #8fc1ff; --held: #f3b964; --held-ground: #2e2414; --held-line: #6a5123; --ready: #7fd0a3; --shade: none;
  }
}
* { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 3.5rem; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--ground); color: var(--ink);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif; line-height: 1.55; overflow-wrap: break-word;
}
p { margin: 0 0 0.5rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 0.2rem; }
h1, h2, h3, h4 { line-height: 1.2; margin: 0; text-wrap: balance; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.5rem; background: var(--sheet); }
.fine { color: var(--quiet); font-size: 0.85rem; }
.client { color: var(--quiet); font-weight: 600; margin: 0; }
h1 { font-size: 2rem; letter-spacing: -0.015em; margin-bottom: 0.6rem; }
.lead { font-size: 1.1rem; }
.stopped { padding: 0.6rem 0.9rem; border: 1px solid var(--held-line); border-radius: 0.6rem; background: var(--held-ground); color: var(--held); font-weight: 600; }

.month { margin: 1.5rem 0; max-width: 27rem; }
.month table { width: 100%; border-collapse: collapse; table-layout: fixed; font-variant-numeric: tabular-nums; }
.month th { font-size: 0.8rem; font-weight: 600; color: var(--quiet); padding: 0.2rem 0; }
.month abbr { text-decoration: none; }
.month td { padding: 0.12rem; text-align: center; color: var(--quiet); }
.month td > span, .month td > a { display: block; padding: 0.38rem 0; border-radius: 0.55rem; line-height: 1.25; }
.month td > a { position: relative; background: var(--sheet); color: var(--ink); font-weight: 600; text-decoration: none; box-shadow: inset 0 0 0 1px var(--line); }
.month td > a:hover { box-shadow: inset 0 0 0 2px var(--link); }
.month td > a b { display: block; font-size: 0.72rem; font-weight: 600; line-height: 1.1; color: var(--ready); }
.month td > a b::before { content: "● "; font-size: 0.8em; }
.month td > a.held { background: var(--held-ground); box-shadow: inset 0 0 0 1px var(--held-line); }
.month td > a.held b { color: var(--held); }
.month td > a.held b::before { content: "○ "; }

.answers { margin: 1.5rem 0; padding: 1rem 1.1rem; border: 1px solid var(--held-line); border-radius: 0.9rem; background: var(--held-ground); }
.answers h2 { font-size: 1.15rem; margin-bottom: 0.4rem; color: var(--held); }
.answers ul { list-style: none; margin: 0.7rem 0 0; padding: 0; }
.answers li { padding: 0.45rem 0; border-top: 1px solid var(--held-line); }
.answers li a { font-weight: 600; }
.answers li span { display: block; font-size: 0.9rem; }

.day { margin-top: 2.2rem; }
.day > h2 {
  position: sticky; top: 0; z-index: 1; margin: 0 -1rem 0.8rem; padding: 0.6rem 1rem; font-size: 1.2rem; background: var(--ground);
  border-bottom: 1px solid var(--line);
}
.day > h2 time::first-letter { text-transform: uppercase; }
.day > h2 time { display: inline-block; }
.post { margin: 0 0 1.6rem; }
.post > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.8rem; margin-bottom: 0.6rem; }
.post > header p { margin: 0; }
.post > header .fine { flex-basis: 100%; }
h3 { font-size: 1.35rem; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.state { font-weight: 600; font-size: 0.9rem; color: var(--ready); }
.state::before { content: "●"; margin-right: 0.4em; font-size: 0.75em; }
.held > header .state { color: var(--held); }
.held > header .state::before { content: "○"; font-weight: 700; }

.cards { display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.card { padding: 1rem; border: 1px solid var(--line); border-radius: 0.9rem; background: var(--sheet); box-shadow: var(--shade); --brand: #5c5a55; }
.on-mastodon { --brand: #563acc; }
.on-bluesky { --brand: #0b63ce; }
.on-wordpress { --brand: #21759b; }
.on-site { --brand: #1d6b43; }
.who { display: flex; align-items: center; gap: 0.65rem; margin-bottom: 0.75rem; min-width: 0; }
.avatar {
  flex: none; display: grid; place-items: center; width: 2.4rem; height: 2.4rem; border-radius: 50%; background: var(--brand); color: #fff; font-weight: 700;
  text-transform: uppercase;
}
.on-site .avatar, .on-wordpress .avatar { border-radius: 0.5rem; }
h4 { font-size: 0.98rem; min-width: 0; text-wrap: wrap; }
h4 span { display: block; font-weight: 400; font-size: 0.85rem; color: var(--quiet); }
.text { white-space: pre-wrap; margin-bottom: 0.7rem; }
.text .mark { color: var(--link); }
.text a, .article a { text-decoration-thickness: 1px; }
.headline { font-size: 1.25rem; font-weight: 700; line-height: 1.25; text-wrap: balance; }
.article > :first-child { margin-top: 0; }
.article > * { margin: 0 0 0.7rem; }
.article h5, .article h6 { font-size: 1.02rem; line-height: 1.3; margin-top: 1.1rem; }
.article blockquote { padding-left: 0.9rem; border-left: 3px solid var(--line); color: var(--quiet); }
.article pre { overflow-x: auto; padding: 0.7rem; background: var(--raised); border-radius: 0.5rem; }
.article hr { border: 0; border-top: 1px solid var(--line); margin: 1.2rem 0; }
.warning { padding: 0.6rem 0.8rem; border-left: 4px solid var(--held-line); border-radius: 0.3rem; background: var(--raised); }
.warning small { color: var(--quiet); }
.media { display: grid; gap: 0.7rem; margin-bottom: 0.7rem; }
figure { margin: 0; }
figure img { display: block; width: auto; max-width: 100%; height: auto; max-height: 28rem; border-radius: 0.6rem; background: var(--raised); }
figcaption { margin-top: 0.35rem; font-size: 0.85rem; color: var(--quiet); line-height: 1.4; }
figcaption b { font-weight: 600; }
figcaption.missing { color: var(--held); font-weight: 600; }
.many { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.many img { width: 100%; aspect-ratio: 1; object-fit: cover; object-position: center; }
.absent { margin: 0; padding: 1.6rem 0.8rem; text-align: center; border: 1px dashed var(--line); border-radius: 0.6rem; background: var(--raised); }
.absent span, .absent small { display: block; }
.absent small { color: var(--quiet); }
.poll { list-style: none; margin: 0 0 0.4rem; padding: 0; display: grid; gap: 0.4rem; }
.poll li { display: flex; gap: 0.6rem; align-items: baseline; padding: 0.45rem 0.75rem; border: 1px solid var(--line); border-radius: 0.6rem; }
.poll li::before { content: "○"; color: var(--quiet); }
.poll.several li::before { content: "☐"; }
.link { display: block; overflow: hidden; margin-bottom: 0.7rem; padding: 0.75rem 0.9rem; border: 1px solid var(--line); border-radius: 0.7rem; color: inherit; text-decoration: none; }
.link:hover { background: var(--raised); }
.link img { display: block; width: calc(100% + 1.8rem); max-width: none; margin: -0.75rem -0.9rem 0.75rem; height: auto; max-height: 16rem; object-fit: cover; }
.link strong, .link span { display: block; }
.link .host { font-size: 0.8rem; color: var(--quiet); }
.link .about { font-size: 0.9rem; color: var(--quiet); }
.part { margin-top: 0.8rem; padding: 0.1rem 0 0.1rem 0.9rem; border-left: 3px solid var(--line); }
.part .fine, .part .text { margin-bottom: 0.3rem; }

.answer { margin-top: 0.9rem; padding: 0.9rem 1rem 0.6rem; border: 1px solid var(--held-line); border-radius: 0.9rem; background: var(--held-ground); }
.answer p { margin-bottom: 0.35rem; }
.code {
  display: inline-block; padding: 0.35rem 0.7rem; border: 1px solid var(--held-line); border-radius: 0.5rem; background: var(--sheet);
  font: 600 1rem/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; -webkit-user-select: all; user-select: all;
}
.paper { display: none; }

@media (min-width: 46rem) {
  body { padding: 2.5rem 2rem 5rem; }
  h1 { font-size: 2.5rem; }
  .top { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 1.8rem; align-items: start; }
  .top > :only-child { grid-column: 1 / -1; }
  .day > h2 { margin-inline: 0; padding-inline: 0; font-size: 1.35rem; }
  .cards { grid-template-columns: repeat(auto-fill, minmax(23rem, 1fr)); }
  .alone { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 0.9rem; }
  .alone > header { grid-column: 1 / -1; }
  .alone > .cards { grid-template-columns: minmax(0, 1fr); }
  .alone > .answer { margin-top: 0; align-self: start; }
}
@media print {
  :root {
    color-scheme: light; --ground: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --raised: #fff; --link: #000; --held: #000;
    --held-ground: #fff; --held-line: #888; --ready: #000; --shade: none;
  }
  @page { margin: 15mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  .skip, .answers ul { display: none; }
  .month td > a { box-shadow: none; border: 1px solid #bbb; }
  .day > h2 { position: static; margin-inline: 0; padding-inline: 0; break-after: avoid; }
  .post { break-inside: avoid; }
  .post > header { break-after: avoid; break-inside: avoid; }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .alone { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 0.9rem; }
  .alone > header { grid-column: 1 / -1; }
  .alone > .cards { grid-template-columns: minmax(0, 1fr); }
  .alone > .answer { margin-top: 0; align-self: start; }
  .card, .answer, .answers, figure, .link, .poll { break-inside: avoid; }
  .day:not(:first-of-type) { margin-top: 1.2rem; }
  .avatar { background: #fff; color: #000; border: 1px solid #000; }
  figure img { max-height: 8cm; }
  .paper { display: block; margin-top: 0.8rem; }
  .line { height: 2.2em; margin: 0; border-bottom: 1px solid #888; }
}
)css";
}

}  // namespace cmtool::preview
