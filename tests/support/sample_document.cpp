// SPDX-License-Identifier: MIT
#include "sample_document.hpp"

#include <fmt/format.h>

#include <cmath>

#include "draw/bars.hpp"
#include "draw/heat.hpp"
#include "draw/line.hpp"
#include "draw/share.hpp"
#include "pictures.hpp"

using namespace cmtool;
using namespace cmtool::paper;

namespace {

constexpr std::chrono::hours day{24};
const Instant first{std::chrono::sys_days(std::chrono::year(2026) / 11 / 1)};

std::vector<draw::TimedValue> month(double base, double swing, int gap_from, int gap_until) {
  std::vector<draw::TimedValue> all;
  for (int i = 0; i < 30; ++i) {
    const double value = base + swing * std::sin(i * 0.7) + base * 0.012 * i;
    all.push_back({.at = first + day * i, .value = i >= gap_from && i < gap_until ? std::nullopt : std::optional(std::round(value))});
  }
  return all;
}

}  // namespace

const std::vector<std::string>& hostile_words() {
  static const std::vector<std::string> all{
      "</style></title><script>document.title='owned'</script>", "=HYPERLINK(\"http://evil.example\")", "@SUM(A1)", "+1", "-2+3", "{=1}", "日本語の長い文章です", "مرحبا بالعالم",
      "e\u0301 👩\u200D👩\u200D👧 🏳️‍🌈", "\033[31mred\033[0m \a", "over\u202Eride\u202C", "broken \xFF\xC3 bytes", "c1 \u009B31m, line\u2028separator", std::string("nul \0 inside", 12),
      "two\nlines\r\nand\tthree", "| pipe `code` *bold* [link](http://evil.example) $x$ & \"quote\" 'x'", "MotSansEspaceMotSansEspaceMotSansEspaceMotSansEspaceMotSansEspaceMotSansEspaceMotSansEspace", "",
      "]]> <!-- --> &#0; &bogus;", "https://evil.example/'onmouseover=alert(1)//\\"};
  return all;
}

Document sample_document(const std::string& lang) {
  const bool french = lang == "fr";
  const auto say = [french](const char* in_french, const char* in_english) { return std::string(french ? in_french : in_english); };
  Document document{.lang = lang, .zone = "Europe/Paris", .title = say("Novembre 2026 – Atelier Lune", "November 2026 – Atelier Lune"), .author = "Léa Martin", .accent = "#e0574f",
                    .made = Instant{std::chrono::seconds(1796115600)}};
  auto& blocks = document.blocks;
  const std::string bytes = test::png(320, 120);
  blocks.emplace_back(Cover{.client = theirs("Atelier Lune"), .title = say("Bilan du mois", "The month"), .subtitle = say("Novembre 2026", "November 2026"),
                            .logo = Picture{.bytes = bytes, .type = "image/png", .alt = "Atelier Lune", .width = 320, .height = 120},
                            .lines = {say("Préparé par ", "Prepared by ") + Text(theirs("Léa Martin"))}});
  blocks.emplace_back(Heading{.text = say("Le mois en cinq phrases", "The month in five sentences")});
  blocks.emplace_back(Paragraph{.text = Text(say("La portée a augmenté de 12 % : c'est le meilleur mois depuis mars ! La meilleure publication est « ", "Reach rose by 12%: the best month since March. The best post is “")) +
                                        Text(linked("Ouverture à 10h ce dimanche!", "https://atelier.example/p/1?a=1&b=2")) + Text(say(" », vue 4 210 fois.", "”, seen 4,210 times.")),
                                .role = Paragraph::Role::lead});
  blocks.emplace_back(Paragraph{.text = theirs("Merci! On a adoré l'atelier du samedi : bravo à toute l'équipe 👏 مرحبا 日本語"), .role = Paragraph::Role::quote, .source = theirs("@camille") + Text(", Mastodon")});
  using Direction = Change::Direction;
  blocks.emplace_back(KeyFigures{{
      {.label = say("Portée", "Reach"), .value = french ? "12 480" : "12,480", .change = Change{.direction = Direction::up, .amount = french ? "12 %" : "12%", .word = say("de plus qu'en octobre", "more than in October"), .judgement = Judgement::good}, .as_of = say("30 novembre", "30 November")},
      {.label = say("Abonnés", "Followers"), .value = french ? "3 204" : "3,204", .change = Change{.word = say("comme en octobre", "as in October")}},
      {.label = say("Réclamations", "Complaints"), .value = "7", .change = Change{.direction = Direction::up, .amount = "3", .word = say("de plus", "more"), .judgement = Judgement::bad}},
      {.label = say("Objectif : 4 000 abonnés", "Goal: 4,000 followers"), .value = french ? "80 %" : "80%", .progress = 0.8},
      {.label = say("Clics", "Clicks"), .value = "–"},
  }});
  blocks.emplace_back(Heading{.text = say("Portée", "Reach")});
  draw::LineChart reach{.title = say("Portée par jour", "Reach by day"), .description = say("Le plus haut : 540 le 24 novembre. Les 11 et 12 sont inconnus.", "Highest: 540 on 24 November. The 11th and 12th are unknown."), .lang = lang, .zone = document.zone,
                        .goal = 500, .goal_name = say("objectif", "goal")};
  reach.series = {{.name = "Mastodon", .points = month(400, 60, 10, 12)}, {.name = "Bluesky", .points = month(250, 40, -1, -1)}, {.name = say("Site", "Site"), .points = month(120, 50, 20, 24)},
                  {.name = say("octobre", "October"), .points = month(360, 30, -1, -1), .compared = true}};
  blocks.emplace_back(Chart{draw::line_chart(reach)});
  draw::LineChart followers{.title = say("Abonnés", "Followers"), .description = say("De 3 150 à 3 204 en un mois.", "From 3,150 to 3,204 in a month."), .lang = lang, .zone = document.zone, .from_zero = true};
  followers.series = {{.name = say("Abonnés", "Followers"), .points = month(3150, 4, -1, -1)}};
  blocks.emplace_back(Chart{draw::line_chart(followers)});
  blocks.emplace_back(Heading{.text = say("Réseaux", "Networks")});
  blocks.emplace_back(Heading{.text = "Mastodon", .level = 5});
  draw::BarChart bars{.title = say("Interactions par compte", "Interactions by account"), .description = say("Mastodon en a le plus.", "Mastodon has the most."), .lang = lang, .name_title = say("Compte", "Account"), .value_title = say("novembre", "November"), .before_title = say("octobre", "October")};
  bars.bars = {{"@atelier", 1240, 1100}, {"@blog", 310, 420}, {"@un-compte-au-nom-vraiment-très-long", 95, 80}, {hostile_words()[0], 12, 3}, {"@perdu", std::nullopt, 20}};
  blocks.emplace_back(Chart{draw::bar_chart(bars)});
  draw::BarChart up{.title = say("Abonnés gagnés et perdus par semaine", "Followers won and lost by week"), .description = say("Une semaine négative.", "One week is negative."), .lang = lang, .direction = draw::Direction::up, .name_title = say("Semaine", "Week"), .value_title = say("Abonnés", "Followers")};
  up.bars = {{"S45", 32, {}}, {"S46", 14, {}}, {"S47", -9, {}, draw::Ink::bad}, {"S48", 21, {}}};
  blocks.emplace_back(Chart{draw::bar_chart(up)});
  draw::HeatMap heat{.title = say("Quand on nous répond", "When people answer"), .description = say("Surtout le mardi à 18 h.", "Mostly on Tuesdays at 18:00."), .lang = lang};
  for (std::size_t d = 0; d < 7; ++d) {
    for (std::size_t h = 0; h < 24; ++h) heat.values[d][h] = d == 6 && h < 6 ? std::nullopt : std::optional(std::floor(40 * std::exp(-std::pow((static_cast<double>(h) - 18) / 4, 2)) * (d == 1 ? 1.5 : 1)));
  }
  blocks.emplace_back(Chart{draw::heat_map(heat)});
  draw::ShareChart share{.title = say("Part de voix", "Share of voice"), .description = say("Atelier Lune a 46 % des mentions.", "Atelier Lune has 46% of all mentions."), .lang = lang, .name_title = say("Qui", "Who"), .value_title = say("Mentions", "Mentions")};
  share.parts = {{"Atelier Lune", 460, {}}, {"Concurrent A", 250, {}}, {"Concurrent B", 150, {}}, {"Concurrent C", 100, {}}, {"D", 30, {}}, {"E", 6, {}}, {"F", 4, {}}};
  blocks.emplace_back(Chart{draw::share_chart(share)});
  blocks.emplace_back(PageBreak{});
  blocks.emplace_back(Heading{.text = say("Publications", "Posts")});
  blocks.emplace_back(Note{.text = say("moins de 10 réponses : les moyennes disent peu.", "fewer than 10 answers: means say little."), .warning = true});
  Table table{.columns = {{.key = "at", .title = say("Quand", "When"), .kind = Kind::time}, {.key = "text", .title = say("Texte", "Text")}, {.key = "account", .title = say("Compte", "Account")}, {.key = "reach", .title = say("Portée", "Reach"), .kind = Kind::integer, .bar = BarScale::largest},
                          {.key = "rate", .title = say("Taux d'engagement", "Engagement rate"), .kind = Kind::percent}, {.key = "paid", .title = say("Payée ?", "Paid?"), .kind = Kind::yes_no}, {.key = "url", .title = say("Adresse", "Address"), .kind = Kind::url},
                          {.key = "secret", .title = "not shown", .shown = false}},
              .notes = {say("Taux : interactions divisées par portée.", "Rate: interactions divided by reach.")}};
  for (std::size_t i = 0; i < 45; ++i) {
    const auto& words = hostile_words();
    table.rows.push_back({Instant(first + day * static_cast<int>(i % 30) + std::chrono::hours(8)), i < words.size() ? words[i] : fmt::format("Publication numéro {} : venez nombreux dimanche", i), std::string("@atelier"),
                          i % 7 == 3 ? Value() : Value(static_cast<std::int64_t>(i * 137)), static_cast<double>(i) * 0.37, i % 2 == 0, "https://atelier.example/p/" + std::to_string(i), std::string("hidden")});
  }
  blocks.emplace_back(TableBlock{.title = say("Toutes les publications", "All posts"), .table = table});
  blocks.emplace_back(Figure{.picture = {.bytes = bytes, .type = "image/png", .alt = say("Un rectangle gris", "A grey rectangle"), .width = 320, .height = 120}, .caption = say("La meilleure publication", "The best post")});
  blocks.emplace_back(Figure{.picture = {.bytes = "not a picture", .type = "image/svg+xml", .alt = "<b>alt</b>"}, .caption = Text("")});
  blocks.emplace_back(Heading{.text = say("Et après ?", "What is next?")});
  blocks.emplace_back(List{.items = {say("Le marché de Noël", "The Christmas market"), Text(theirs(hostile_words()[0]))}});
  blocks.emplace_back(List{.items = {say("un", "one"), say("deux", "two")}, .numbered = true});
  blocks.emplace_back(Heading{.text = say("Définitions", "Definitions")});
  blocks.emplace_back(Definitions{{{say("Portée", "Reach"), say("Combien de personnes ont vu une publication; comptées une fois.", "How many people saw a post; counted once.")}, {say("Taux d'engagement", "Engagement rate"), say("Interactions / portée", "Interactions / reach")}}});
  return document;
}
