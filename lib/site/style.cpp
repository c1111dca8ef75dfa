// SPDX-License-Identifier: MIT
// The style sheet of a site: system fonts, one column, light and dark, and paper.
#include "site/page.hpp"

namespace cmtool::site {

std::string_view style_sheet() {
  return R"css(/* Made by cmtool. It is written again when cmtool is updated; put your own changes into a server's configuration. */
:root {
  color-scheme: light dark;
  --ground: #fdfdfb;
  --ink: #1d1d1b;
  --quiet: #5f5f5a;
  --link: #0b57a4;
  --line: #dcdcd5;
  --raised: #f3f3ee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161615;
    --ink: #ecece8;
    --quiet: #a9a9a2;
    --link: #8ec2ff;
    --line: #383835;
    --raised: #20201e;
  }
}
* { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto;
  padding: 1rem 1.25rem 3rem;
  max-width: 40rem;
  background: var(--ground);
  color: var(--ink);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif;
  line-height: 1.6;
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.5rem; background: var(--ground); }
body > header { margin: 1rem 0 2.5rem; font-weight: 700; font-size: 1.15rem; }
body > header a { color: inherit; text-decoration: none; }
body > header a:hover { text-decoration: underline; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; margin: 2rem 0 0.5rem; }
h1 { font-size: 1.75rem; margin-top: 0; }
h2 { font-size: 1.35rem; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover { text-decoration: underline; }
h1.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
article + article { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
.byline, footer { color: var(--quiet); font-size: 0.9rem; margin: 0.25rem 0 1rem; }
.byline a { color: inherit; }
figure { margin: 1.25rem 0; }
img, video { display: block; max-width: 100%; height: auto; border-radius: 0.4rem; }
audio { width: 100%; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
pre { overflow-x: auto; padding: 0.75rem; background: var(--raised); border-radius: 0.4rem; }
code { font-size: 0.9em; font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
details { background: var(--raised); border-radius: 0.4rem; padding: 0.6rem 1rem; }
summary { cursor: pointer; font-weight: 600; }
aside { border-left: 3px solid var(--line); padding-left: 1rem; margin-top: 1.5rem; }
.card a { display: block; border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.9rem 1rem; text-decoration: none; color: inherit; }
.card a:hover { background: var(--raised); }
.card img { margin-bottom: 0.75rem; }
.card strong, .card span, .card small { display: block; }
.card small { color: var(--quiet); }
.tags { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; padding: 0; margin: 1rem 0 0; font-size: 0.9rem; }
.pages { display: flex; justify-content: space-between; gap: 1rem; border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 0.5rem; }
@media print {
  :root { --ground: #fff; --ink: #000; --quiet: #333; --link: #000; --line: #999; --raised: #fff; }
  html { font-size: 11pt; }
  body { max-width: none; padding: 0; }
  .skip, footer, .pages, audio, video { display: none; }
  .e-content a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
  article, figure { break-inside: avoid; }
}
)css";
}

}  // namespace cmtool::site
