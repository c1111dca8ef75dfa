// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "sheet/columns.hpp"
#include "sheet/options.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

/// Headers as they are compared: small letters without accents, blanks and signs; what explains them left out
/// ("Media URL(s) - Separated by comma", "link (OGmetaUrl)").
std::string bare(std::string_view header) {
  header = header.substr(0, header.find(" - "));
  std::string result;
  int depth = 0;
  for (const char c : plain(header)) {
    if (c == '(') ++depth;
    if (depth == 0 && (is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80)) result += c;
    if (c == ')' && depth > 0) --depth;
  }
  return result;
}

/// Of Hootsuite's headed variants, PostFast, HighLevel, Ayrshare, Publer, Schedulin, Later, Metricool, and of tables that people
/// make themselves. Sorted by role.
const std::vector<std::pair<std::string_view, std::string_view>>& known() {
  static const std::vector<std::pair<std::string_view, std::string_view>> all{
      {"altdescription", "alt"}, {"alternativetext", "alt"}, {"alttext", "alt"}, {"alttexts", "alt"}, {"textealternatif", "alt"}, {"descriptionimage", "alt"},
      {"datetime", "at"}, {"dateandtime", "at"}, {"dateheure", "at"}, {"dateetheure", "at"}, {"postat", "at"}, {"postatspecifictime", "at"},
      {"postingtime", "at"}, {"publicationdate", "date"}, {"publishat", "at"}, {"publishtime", "at"}, {"scheduleat", "at"}, {"scheduled", "at"},
      {"scheduledat", "at"}, {"scheduledfor", "at"}, {"scheduledtime", "at"}, {"scheduletime", "at"}, {"when", "at"}, {"quand", "at"},
      {"campagne", "campaign"},
      {"categorie", "category"}, {"categories", "category"},
      {"date", "date"}, {"jour", "date"}, {"day", "date"}, {"datedepublication", "date"}, {"publishdate", "date"}, {"postdate", "date"},
      {"scheduledate", "date"}, {"scheduleddate", "date"},
      {"isdraft", "draft"}, {"brouillon", "draft"},
      {"comment", "first_comment"}, {"comments", "first_comment"}, {"premiercommentaire", "first_comment"},
      {"langue", "language"}, {"lang", "language"},
      {"lien", "link"}, {"links", "link"}, {"linkurl", "link"}, {"url", "link"},
      {"attachment", "media"}, {"fichier", "media"}, {"gifurl", "media"}, {"image", "media"}, {"images", "media"}, {"imageurl", "media"},
      {"imageurls", "media"}, {"mediaurl", "media"}, {"mediaurls", "media"}, {"photo", "media"}, {"photos", "media"}, {"picture", "media"},
      {"pictureurl", "media"}, {"publicimageurl", "media"}, {"video", "media"}, {"videourl", "media"}, {"videourls", "media"}, {"visuel", "media"},
      {"etiquettes", "tag"}, {"label", "tag"}, {"labels", "tag"}, {"tags", "tag"}, {"motscles", "tag"},
      {"body", "text"}, {"caption", "text"}, {"content", "text"}, {"contenu", "text"}, {"copy", "text"}, {"legende", "text"}, {"message", "text"},
      {"messagetext", "text"}, {"post", "text"}, {"postcontent", "text"}, {"posttext", "text"}, {"texte", "text"}, {"textedupost", "text"},
      {"time", "time"}, {"time24hr", "time"}, {"heure", "time"}, {"hour", "time"}, {"posttime", "time"},
      {"titre", "title"},
      {"account", "to"}, {"accounts", "to"}, {"compte", "to"}, {"comptes", "to"},
      {"timezone", "zone"}, {"fuseau", "zone"}, {"fuseauhoraire", "zone"},
      {"avertissement", "warning"}, {"cw", "warning"}, {"contentwarning", "warning"}};
  return all;
}

}  // namespace

std::string usual_role(std::string_view header) {
  const std::string name = bare(header);
  if (name.empty()) return {};
  for (const auto& [bare_name, role] : known()) {
    if (bare_name == name) return std::string(role);
  }
  for (const auto& option : row_options()) {
    if (replaced(option.name, "_", "") == name && option.name != "status" && option.name != "id") return std::string(option.name);
  }
  return {};
}

}  // namespace cmtool
