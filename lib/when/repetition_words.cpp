// SPDX-License-Identifier: MIT
#include "when/repetition_words.hpp"

#include <algorithm>
#include <array>

#include "when/phrase.hpp"

namespace cmtool {
namespace {

using Every = RepeatRule::Every;

}  // namespace

std::optional<RepetitionUnit> unit_named(std::string_view word) {
  struct Name {
    std::string_view word;
    RepetitionUnit unit;
  };
  constexpr Name names[] = {{"hour", {Every::hour}},           {"hours", {Every::hour}},        {"heure", {Every::hour}},
                            {"heures", {Every::hour}},         {"h", {Every::hour}},            {"day", {Every::day}},
                            {"days", {Every::day}},            {"jour", {Every::day}},          {"jours", {Every::day}},
                            {"week", {Every::week}},           {"weeks", {Every::week}},        {"semaine", {Every::week}},
                            {"semaines", {Every::week}},       {"fortnight", {Every::week, 2}}, {"fortnights", {Every::week, 2}},
                            {"quinzaine", {Every::week, 2}},   {"month", {Every::month}},       {"months", {Every::month}},
                            {"mois", {Every::month}},          {"quarter", {Every::month, 3}},  {"quarters", {Every::month, 3}},
                            {"trimestre", {Every::month, 3}},  {"trimestres", {Every::month, 3}}, {"semestre", {Every::month, 6}},
                            {"semestres", {Every::month, 6}},  {"year", {Every::year}},         {"years", {Every::year}},
                            {"an", {Every::year}},             {"ans", {Every::year}},          {"annee", {Every::year}},
                            {"annees", {Every::year}}};
  const auto found = std::find_if(std::begin(names), std::end(names), [&](const Name& name) { return name.word == word; });
  return found == std::end(names) ? std::nullopt : std::optional(found->unit);
}

std::optional<RepetitionUnit> adverb_named(std::string_view word) {
  struct Name {
    std::string_view word;
    RepetitionUnit unit;
  };
  constexpr Name names[] = {{"hourly", {Every::hour}},
                            {"daily", {Every::day}},
                            {"everyday", {Every::day}},
                            {"quotidien", {Every::day}},
                            {"quotidienne", {Every::day}},
                            {"quotidiennement", {Every::day}},
                            {"weekly", {Every::week}},
                            {"hebdo", {Every::week}},
                            {"hebdomadaire", {Every::week}},
                            {"fortnightly", {Every::week, 2}},
                            {"monthly", {Every::month}},
                            {"mensuel", {Every::month}},
                            {"mensuelle", {Every::month}},
                            {"mensuellement", {Every::month}},
                            {"quarterly", {Every::month, 3}},
                            {"trimestriel", {Every::month, 3}},
                            {"trimestrielle", {Every::month, 3}},
                            {"yearly", {Every::year}},
                            {"annually", {Every::year}},
                            {"annuel", {Every::year}},
                            {"annuelle", {Every::year}},
                            {"annuellement", {Every::year}}};
  const auto found = std::find_if(std::begin(names), std::end(names), [&](const Name& name) { return name.word == word; });
  return found == std::end(names) ? std::nullopt : std::optional(found->unit);
}

std::optional<int> nth_named(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 4>, 5> names{{{"first", "premier", "premiere", ""},
                                                                  {"second", "deuxieme", "seconde", ""},
                                                                  {"third", "troisieme", "", ""},
                                                                  {"fourth", "quatrieme", "", ""},
                                                                  {"fifth", "cinquieme", "", ""}}};
  if (word == "last" || word == "dernier" || word == "derniere") return -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!word.empty() && std::find(names[i].begin(), names[i].end(), word) != names[i].end()) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::optional<unsigned> weekday_or_plural(std::string_view word) {
  if (const auto found = weekday_named(word)) return found;
  constexpr std::size_t shortest_full_name = 5;
  if (!word.ends_with('s') || word.size() <= shortest_full_name) return std::nullopt;
  return weekday_named(word.substr(0, word.size() - 1));
}

}  // namespace cmtool
