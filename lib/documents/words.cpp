// SPDX-License-Identifier: MIT
#include "documents/documents.hpp"
#include "text/numbers.hpp"

namespace cmtool::paper {

// Not by tr(): the client reads it, not who makes it.
const WriterWords& writer_words(std::string_view lang) {
  static constexpr WriterWords english{.contents = "Contents", .numbers_behind = "The numbers behind it", .as_of = "as of", .made_on = "Made on", .page = "Page", .of = "of",
                                       .no_picture = "Picture", .warning = "Warning:", .note = "Note:", .unknown = "unknown", .figures = "Key figures", .label = "Figure", .value = "Value",
                                       .change = "Change", .empty = "Nothing to show"};
  static constexpr WriterWords french{.contents = "Sommaire", .numbers_behind = "Les chiffres derrière ce graphique", .as_of = "au", .made_on = "Fait le", .page = "Page", .of = "sur",
                                      .no_picture = "Image", .warning = "Attention\u00A0:", .note = "À noter\u00A0:", .unknown = "inconnu", .figures = "Chiffres clés", .label = "Chiffre",
                                      .value = "Valeur", .change = "Évolution", .empty = "Rien à afficher"};
  return is_french(lang) ? french : english;
}

std::string change_text(const Change& change, std::string_view lang) {
  const std::string_view arrow = change.direction == Change::Direction::up ? "↑" : change.direction == Change::Direction::down ? "↓" : "→";
  std::string text(arrow);
  if (!change.amount.empty()) text += "\u00A0" + change.amount;
  if (!change.word.empty()) text += " " + plain(change.word, lang);
  return text;
}

}  // namespace cmtool::paper
