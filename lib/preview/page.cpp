// SPDX-License-Identifier: MIT
#include "preview/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "markdown.hpp"
#include "preview/card.hpp"
#include "preview/words.hpp"
#include "text/utf8.hpp"
#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool::preview {
namespace {

using namespace std::chrono;

local_days day_of(Instant at, const std::string& zone) {
  const auto local = to_local(at, zone);
  return floor<days>(local.ok() ? local->wall : Wall(floor<seconds>(at).time_since_epoch()));
}

std::string iso_day(local_days day) { return iso_wall(Wall(day)).substr(0, 10); }

/// An entry and the names by which the page finds it.
struct Placed {
  const Planned* entry = nullptr;
  local_days day{};
  std::string anchor{};  ///< "p1"
};

std::vector<Placed> placed(const Page& page) {
  std::vector<Placed> all;
  for (const auto& entry : page.entries) all.push_back({.entry = &entry, .day = day_of(entry.at, page.zone), .anchor = fmt::format("p{}", all.size() + 1)});
  return all;
}

std::string accounts_of(const Planned& entry) {
  std::vector<std::string> names;
  for (const auto& card : entry.cards) names.push_back("@" + card.account);
  return html_escaped(joined(names, ", "));
}

std::string beginning(const Planned& entry) {
  if (entry.cards.empty()) return {};
  const Post& post = entry.cards.front().post;
  std::string text = valid_utf8(post.title.empty() ? plain_from_markdown(post.text) : post.title);
  for (char& c : text) c = is_space(c) ? ' ' : c;
  std::size_t at = 0, word = 0;
  for (int count = 0; at < text.size() && count < 60; ++count) {
    if (text[at] == ' ') word = at;
    at += decode(text, at).bytes;
  }
  return at >= text.size() ? text : text.substr(0, word > 0 ? word : at) + "…";
}

std::string names(const std::vector<std::string>& who) {
  std::vector<std::string> escaped;
  for (const auto& one : who) escaped.push_back("<bdi>" + html_escaped(one) + "</bdi>");
  return joined(escaped, ", ");
}

// --- The top of the page ---

std::string header_html(const Page& page, const Words& words, std::size_t held) {
  std::string html = "<header>\n";
  if (!page.name.empty()) html += "<p class=\"client\"><bdi>" + html_escaped(page.name) + "</bdi></p>\n";
  html += fmt::format("<h1>{}</h1>\n", period_name(page.first, page.last, words));
  const std::string count = page.entries.empty() ? std::string(words.none) : posts(page.entries.size(), words);
  const std::string waiting = held == 0 ? std::string() : fmt::format(", <a href=\"#answers\">{}</a>", of_them_held(held, words));
  html += fmt::format("<p class=\"lead\">{}{}{}</p>\n", count, waiting, page.entries.empty() ? "" : ".");
  std::set<std::string> paused, all;
  for (const auto& entry : page.entries) {
    for (const auto& card : entry.cards) {
      all.insert("@" + card.account);
      if (card.paused) paused.insert("@" + card.account);
    }
  }
  if (!paused.empty() && paused == all) html += fmt::format("<p class=\"stopped\">{}</p>\n", words.all_paused);
  else if (!paused.empty()) html += fmt::format("<p class=\"stopped\">{} {}</p>\n", words.some_paused, html_escaped(joined({paused.begin(), paused.end()}, ", ")));
  html += fmt::format("<p class=\"fine\">{} {} · {} {}</p>\n", words.zone, html_escaped(page.zone), words.made,
                      day_name(day_of(page.made, page.zone), words, true) + ", " + time_of_day(page.made, page.zone, words));
  return html + "</header>\n";
}

bool is_month(const Page& page) {
  const year_month_day from(page.first);
  return from.day() == day(1) && page.last == local_days(from.year() / from.month() / last);
}

std::string month_html(const Page& page, const std::vector<Placed>& all, const Words& words) {
  std::map<local_days, std::pair<std::size_t, bool>> counts;  // posts, and whether one of them is held
  for (const auto& one : all) {
    auto& [count, held] = counts[one.day];
    ++count;
    held = held || one.entry->held;
  }
  std::string html = fmt::format("<nav class=\"month\" aria-label=\"{}\">\n<table>\n<thead><tr>", words.month);
  for (unsigned i = 1; i <= 7; ++i) {
    const auto name = weekday_name(weekday(i % 7), words.language);
    html += fmt::format("<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>", name, name.substr(0, words.language == "fr" ? 1 : 2));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (local_days monday = monday_of(page.first); monday <= page.last; monday += days(7)) {
    html += "<tr>";
    for (local_days day = monday; day < monday + days(7); day += days(1)) {
      const auto number = static_cast<unsigned>(year_month_day(day).day());
      const auto found = counts.find(day);
      if (day < page.first || day > page.last) html += "<td></td>";
      else if (found == counts.end()) html += fmt::format("<td><span>{}</span></td>", number);
      else
        html += fmt::format("<td><a{} href=\"#d{}\" aria-label=\"{}{} {}{}\">{}<b>{}</b></a></td>", found->second.second ? " class=\"held\"" : "", iso_day(day),
                            day_name(day, words, false), words.colon, posts(found->second.first, words),
                            found->second.second ? ", " + std::string(words.held) : std::string(), number, found->second.first);
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</nav>\n";
}

std::string answers_html(const Page& page, const std::vector<Placed>& all, const Words& words) {
  std::string html = fmt::format("<section class=\"answers\" id=\"answers\">\n<h2>{}</h2>\n<p>{}</p>\n<p class=\"fine\">{}</p>\n<ul>\n",
                                 words.answer_heading, words.answer_how, words.answer_change);
  for (const auto& one : all) {
    if (!one.entry->held || one.entry->code.empty()) continue;
    html += fmt::format("<li><a href=\"#{}\">{}, {}</a> <span>{} · <bdi>{}</bdi></span></li>\n", one.anchor, day_name(one.day, words, false),
                        time_of_day(one.entry->at, page.zone, words), accounts_of(*one.entry), html_escaped(beginning(*one.entry)));
  }
  return html + "</ul>\n</section>\n";
}

// --- A post ---

std::string answer_html(const Planned& entry, const Words& words) {
  std::string html = "<div class=\"answer\">\n";
  if (entry.approvals_needed > 1) html += fmt::format("<p class=\"fine\">{} {}/{}</p>\n", words.approvals, entry.approved_by.size(), entry.approvals_needed);
  html += fmt::format("<p>{}</p>\n<p><code class=\"code\">{}</code></p>\n<p class=\"fine\">{}</p>\n", words.approve, html_escaped(entry.code), words.change);
  // On paper one answers by hand.
  html += fmt::format("<div class=\"paper\" aria-hidden=\"true\"><p>☐ {} &emsp; ☐ {}</p>\n<p class=\"line\"></p><p class=\"line\"></p><p class=\"line\"></p></div>\n",
                      words.agree, words.disagree);
  return html + "</div>\n";
}

std::string entry_html(const Placed& one, const Page& page, const Words& words) {
  const Planned& entry = *one.entry;
  const bool paused = !entry.cards.empty() && std::ranges::all_of(entry.cards, &Card::paused);
  std::string html = fmt::format("<article class=\"post{}{}\" id=\"{}\">\n<header>\n<h3><time datetime=\"{}\">{}</time></h3>\n", entry.held ? " held" : "",
                                 entry.cards.size() == 1 ? " alone" : "", one.anchor, iso(entry.at), time_of_day(entry.at, page.zone, words));
  const auto state = !entry.held ? words.waiting : entry.code.empty() ? words.held_later : words.held;
  html += fmt::format("<p class=\"state\">{}{}</p>\n", state, paused ? " · " + std::string(words.paused) : std::string());
  if (!entry.approved_by.empty()) html += fmt::format("<p class=\"fine\">{} {}</p>\n", words.approved_by, names(entry.approved_by));
  if (!entry.rejected_by.empty()) {
    html += fmt::format("<p class=\"fine\">{} <bdi>{}</bdi>", words.refused_by, html_escaped(entry.rejected_by));
    if (!entry.rejected_why.empty()) html += fmt::format("{} {}<bdi>{}</bdi>{}", words.colon, words.open, html_escaped(entry.rejected_why), words.close);
    html += "</p>\n";
  }
  html += "</header>\n<div class=\"cards\">\n";
  for (const auto& card : entry.cards) html += card_html(card, page, words);
  html += "</div>\n";
  if (entry.held && !entry.code.empty()) html += answer_html(entry, words);
  return html + "</article>\n";
}

std::string days_html(const Page& page, const std::vector<Placed>& all, const Words& words) {
  std::string html;
  const bool with_year = year_month_day(page.first).year() != year_month_day(page.last).year();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].day != all[i - 1].day) {
      const std::string date = iso_day(all[i].day);
      html += fmt::format("{}<section class=\"day\" id=\"d{}\">\n<h2><time datetime=\"{}\">{}</time></h2>\n", i == 0 ? "" : "</section>\n", date, date,
                          day_name(all[i].day, words, with_year));
    }
    html += entry_html(all[i], page, words);
  }
  return all.empty() ? html : html + "</section>\n";
}

}  // namespace

std::string page_html(const Page& page) {
  const Words& words = words_in(page.language);
  const auto all = placed(page);
  const auto held = static_cast<std::size_t>(std::ranges::count_if(page.entries, [](const Planned& entry) { return entry.held && !entry.code.empty(); }));
  const std::string title = period_name(page.first, page.last, words) + (page.name.empty() ? "" : " – " + page.name);
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex, nofollow\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#posts\">{}</a>\n",
      words.language, base64(sha256(style_sheet())), html_escaped(title), style_sheet(), words.skip);
  html += header_html(page, words, held);
  const std::string overview = (is_month(page) && !page.entries.empty() ? month_html(page, all, words) : "") + (held > 0 ? answers_html(page, all, words) : "");
  if (!overview.empty()) html += "<div class=\"top\">\n" + overview + "</div>\n";
  html += "<main id=\"posts\">\n" + days_html(page, all, words) + "</main>\n</body>\n</html>\n";
  return html;
}

}  // namespace cmtool::preview
