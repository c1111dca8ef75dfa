// SPDX-License-Identifier: MIT
#include "preview/words.hpp"

#include <fmt/format.h>

#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool::preview {
namespace {

using namespace std::chrono;

constexpr Words english{
    .language = "en",
    .colon = ":",
    .open = "“",
    .close = "”",
    .skip = "Skip to the posts",
    .month = "The month at a glance",
    .none = "Nothing is planned for these days.",
    .zone = "Time zone:",
    .made = "As of",
    .answer_heading = "Waiting for your approval",
    .answer_how = "To approve a post, reply with its code. That is all: no account, nothing to install.",
    .answer_change = "To ask for a change, reply with the code and what should be different. Each code is good for the text as you see it here.",
    .waiting = "Scheduled",
    .held = "Waiting for your approval",
    .held_later = "Will wait for your approval",
    .paused = "paused",
    .all_paused = "Publishing is paused for now: nothing goes out until it is resumed.",
    .some_paused = "Publishing is paused for now on:",
    .approved_by = "Approved by",
    .refused_by = "Not approved by",
    .approvals = "Approvals:",
    .approve = "Reply with this code to approve:",
    .change = "A change? Reply with this code and your remarks.",
    .agree = "I approve",
    .disagree = "Please change:",
    .remarks = "Remarks",
    .warning = "Content warning:",
    .hidden = "The post is hidden behind this warning until it is opened.",
    .alt = "Described as:",
    .no_alt = "No description (alternative text)",
    .no_picture = "not shown on this page",
    .video = "Video",
    .audio = "Sound",
    .animation = "Animation",
    .thread = "continued in a thread",
    .first_comment = "First comment",
    .reply = "In reply to",
    .quote = "Quotes",
    .sponsored = "Paid partnership with",
    .tags = "Tags:",
    .excerpt = "Excerpt:",
    .poll_one = "Poll, one answer",
    .poll_many = "Poll, several answers",
    .poll_ends = "open for",
    .unlisted = "Unlisted",
    .followers = "Followers only",
    .direct = "Direct message"
};

constexpr Words french{
    .language = "fr",
    .colon = "\u00A0:",
    .open = "«\u00A0",
    .close = "\u00A0»",
    .skip = "Aller aux publications",
    .month = "Le mois d’un coup d’œil",
    .none = "Rien n’est prévu pour ces jours.",
    .zone = "Fuseau horaire\u00A0:",
    .made = "État au",
    .answer_heading = "En attente de votre accord",
    .answer_how = "Pour approuver une publication, répondez avec son code. C’est tout\u00A0: ni compte, ni installation.",
    .answer_change = "Pour demander un changement, répondez avec le code et vos remarques. Chaque code vaut pour le texte tel que vous le voyez ici.",
    .waiting = "Programmé",
    .held = "En attente de votre accord",
    .held_later = "Demandera votre accord",
    .paused = "suspendu",
    .all_paused = "Les publications sont suspendues pour le moment\u00A0: rien ne part avant la reprise.",
    .some_paused = "Publications suspendues pour le moment sur\u00A0:",
    .approved_by = "Approuvé par",
    .refused_by = "Refusé par",
    .approvals = "Accords\u00A0:",
    .approve = "Répondez avec ce code pour approuver\u00A0:",
    .change = "Un changement\u202F? Répondez avec ce code et vos remarques.",
    .agree = "D’accord",
    .disagree = "À modifier\u00A0:",
    .remarks = "Remarques",
    .warning = "Avertissement\u00A0:",
    .hidden = "La publication est masquée derrière cet avertissement jusqu’à ce qu’on l’ouvre.",
    .alt = "Décrite ainsi\u00A0:",
    .no_alt = "Sans description (texte alternatif)",
    .no_picture = "non affichée sur cette page",
    .video = "Vidéo",
    .audio = "Son",
    .animation = "Animation",
    .thread = "suite du fil",
    .first_comment = "Premier commentaire",
    .reply = "En réponse à",
    .quote = "Cite",
    .sponsored = "Collaboration commerciale avec",
    .tags = "Mots-clés\u00A0:",
    .excerpt = "Extrait\u00A0:",
    .poll_one = "Sondage, une réponse",
    .poll_many = "Sondage, plusieurs réponses",
    .poll_ends = "ouvert pendant",
    .unlisted = "Non répertorié",
    .followers = "Abonnés seulement",
    .direct = "Message direct"
};

bool is_french(const Words& words) { return words.language == "fr"; }

/// French knows no plural below two.
std::string counted(std::int64_t count, std::string_view one, std::string_view many, const Words& words) {
  const bool single = is_french(words) ? count < 2 : count == 1;
  return fmt::format("{}\u00A0{}", count, single ? one : many);
}

std::string day_number(year_month_day date, const Words& words) {
  const auto number = static_cast<unsigned>(date.day());
  return std::to_string(number) + (number == 1 && is_french(words) ? "er" : "");
}

}  // namespace

const Words& words_in(std::string_view language) { return language == "fr" || language.starts_with("fr-") ? french : english; }

std::string posts(std::size_t count, const Words& words) {
  return is_french(words) ? counted(static_cast<std::int64_t>(count), "publication", "publications", words)
                          : counted(static_cast<std::int64_t>(count), "post", "posts", words);
}

std::string of_them_held(std::size_t count, const Words& words) {
  if (is_french(words)) return fmt::format("dont {}\u00A0{} votre accord", count, count == 1 ? "attend" : "attendent");
  return fmt::format("{}\u00A0of them {} for your approval", count, count == 1 ? "is waiting" : "are waiting");
}

std::string time_of_day(Instant at, const std::string& zone, const Words& words) {
  const auto local = to_local(at, zone);
  const Wall wall = local.ok() ? local->wall : Wall(floor<seconds>(at).time_since_epoch());
  const hh_mm_ss time(wall - floor<days>(wall));
  std::string text = is_french(words) ? fmt::format("{}\u00A0h\u00A0{:02}", time.hours().count(), time.minutes().count())
                                      : fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  if (!local.ok()) return text + " UTC";
  const auto moments = moments_of(wall, zone);
  if (!moments.ok() || moments->kind != Moments::Kind::repeated) return text;
  return text + " (UTC" + with_offset(*local).substr(17) + ")";
}

std::string day_name(local_days day, const Words& words, bool year) {
  const year_month_day date(day);
  std::string name = fmt::format("{} {} {}", weekday_name(weekday(day), words.language), day_number(date, words), month_name(date.month(), words.language));
  return year ? name + " " + std::to_string(static_cast<int>(date.year())) : name;
}

std::string how_long(seconds time, const Words& words) {
  const bool in_french = is_french(words);
  if (time >= 24h && time % 24h == 0s) return counted(time / 24h, in_french ? "jour" : "day", in_french ? "jours" : "days", words);
  if (time >= 1h && time % 1h == 0s) return counted(time / 1h, in_french ? "heure" : "hour", in_french ? "heures" : "hours", words);
  return counted(duration_cast<minutes>(time).count(), "minute", "minutes", words);
}

std::string period_name(local_days first, local_days last, const Words& words) {
  const year_month_day from(first), to(last);
  const auto name = [&](year_month_day date) { return std::string(month_name(date.month(), words.language)); };
  const auto year = [](year_month_day date) { return " " + std::to_string(static_cast<int>(date.year())); };
  if (from.day() == day(1) && last == local_days(from.year() / from.month() / std::chrono::last)) {
    std::string month = name(from);
    if (is_french(words)) month[0] = static_cast<char>(month[0] - 'a' + 'A');  // none begins with an accent
    return month + year(from);
  }
  std::string start = day_number(from, words);
  if (from.month() != to.month() || from.year() != to.year()) start += " " + name(from);
  if (from.year() != to.year()) start += year(from);
  const std::string end = day_number(to, words) + " " + name(to) + year(to);
  if (first == last) return end;
  return is_french(words) ? "Du " + start + " au " + end : start + " – " + end;
}

}  // namespace cmtool::preview
