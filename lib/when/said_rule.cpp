// SPDX-License-Identifier: MIT
#include "when/said_rule.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/phrase.hpp"
#include "when/repetition_words.hpp"
#include "when/said.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;
using Every = RepeatRule::Every;

Error not_understood(std::string_view said) {
  return Error{.fault = Fault::usage,
               .message = tr("“{}” is not a repetition that is understood", shown_rule(said)),
               .hint = tr("write for example “daily”, “weekdays at 9:00”, “every 2 weeks on mon,thu”, “every first monday of the "
                          "month”, “every month on the 15th”, or an RFC 5545 rule such as “FREQ=WEEKLY;BYDAY=MO”")};
}

/// Reads one phrase from left to right; its parts come in any order.
class RuleReader {
 public:
  RuleReader(std::string_view said, Words words, Wall start) : said_(said), words_(std::move(words)), start_(start) {}

  Result<SaidRule> read() {
    while (!words_.done()) {
      const bool understood = take_adverb() || take_every() || take_once() || take_one_in() || take_nth() || take_weekday() || take_date() || take_unit() ||
                              take_month_day() || take_of_month() || take_time() || take_filler();
      if (doubtful_) return *doubtful_;
      if (!understood || twice_) return not_understood(said_);
    }
    return settled();
  }

 private:
  // --- What is said ---

  bool set_unit(RepetitionUnit unit, int count) {
    const RepetitionUnit found{.every = unit.every, .times = unit.times * count};
    twice_ = twice_ || (unit_ && !(*unit_ == found)) || found.times < 1;
    unit_ = found;
    return true;
  }

  bool add_weekday(unsigned weekday, int nth = 0) {
    days_.push_back({.nth = nth, .weekday = weekday});
    return true;
  }

  bool add_workdays() {
    for (unsigned day = 1; day <= 5; ++day) add_weekday(day);
    return true;
  }

  bool take_workday() {
    if (words_.take_one_of({"weekday", "weekdays", "workday", "workdays"})) return true;
    if (words_.is_one_of({"working", "business"}) && words_.is_one_of({"day", "days"}, 1)) return words_.skip(2), true;
    if (words_.is_one_of({"jour", "jours"}) && words_.is_one_of({"ouvre", "ouvres"}, 1)) return words_.skip(2), true;
    return false;
  }

  bool take_adverb() {
    if (const auto unit = adverb_named(words_.peek().text)) {
      words_.skip();
      return set_unit(*unit, 1);
    }
    if (take_workday()) return add_workdays();
    if (words_.take_one_of({"weekend", "weekends", "week-end", "week-ends"})) return add_weekday(6) && add_weekday(0);
    return false;
  }

  [[nodiscard]] std::optional<int> number_at(std::size_t ahead) const {
    constexpr std::size_t most_digits = 4;
    const auto& word = words_.peek(ahead);
    if (word.kind == Word::Kind::number && word.digits <= most_digits) return static_cast<int>(word.value);
    const auto named = number_named(word.text);
    return named ? std::optional(static_cast<int>(*named)) : std::nullopt;
  }

  bool take_every() {
    const bool french = words_.is_one_of({"tous", "toutes", "tout"}) && words_.is_one_of({"les", "le", "la"}, 1);
    if (french) {
      words_.skip(2);
    } else if (!words_.take_one_of({"every", "each", "chaque"})) {
      return false;
    }
    if (french && take_french_fortnight()) return true;
    if (words_.is("other") && (unit_named(words_.peek(1).text) || weekday_named(words_.peek(1).text))) {
      words_.skip();
      if (const auto unit = unit_named(words_.peek().text)) return words_.skip(), set_unit(*unit, 2);
      return set_unit({Every::week}, 2);
    }
    if (take_part_of_day()) return true;
    if (take_workday()) return add_workdays();
    if (const auto unit = unit_named(words_.peek().text)) return words_.skip(), set_unit(*unit, 1);
    const auto count = number_at(0);
    const auto unit = unit_named(words_.peek(1).text);
    const bool time = unit && unit->every == Every::hour && words_.number(2);
    if (count && unit && !time) return words_.skip(2), set_unit(*unit, *count);
    const auto weekday = weekday_or_plural(words_.peek(1).text);
    if (count && weekday) return words_.skip(2), set_unit({Every::week}, *count) && add_weekday(*weekday);
    return true;
  }

  /// "2 weeks", "day": what is repeated need not say "every". Hours must: "2 h" is a time.
  bool take_unit() {
    const std::size_t ahead = words_.number() ? 1 : 0;
    const auto unit = unit_named(words_.peek(ahead).text);
    const auto count = ahead == 0 ? 1 : number_at(0).value_or(0);
    if (!unit || unit->every == Every::hour) return false;
    words_.skip(ahead + 1);
    return set_unit(*unit, count);
  }

  /// "tous les 15 jours" is every fortnight to most, and every 15 days to the letter.
  bool take_french_fortnight() {
    if (!words_.is_one_of({"jour", "jours"}, 1)) return false;
    const bool fortnight = words_.is("15") || words_.is("quinze"), week = words_.is("8") || words_.is("huit");
    if (!fortnight && !week) return false;
    const int weeks = fortnight ? 2 : 1, days = fortnight ? 15 : 8;
    two_readings(trn("every week", "every {} weeks", weeks, weeks), trn("every day", "every {} days", days, days));
    return true;
  }

  void two_readings(const std::string& one, const std::string& other) {
    doubtful_ = Error{.fault = Fault::usage,
                      .message = tr("“{}” can be {} or {}", shown_rule(said_), one, other),
                      .hint = tr("write the one that you mean")};
  }

  /// "every morning", "tous les soirs".
  bool take_part_of_day() {
    constexpr std::array<std::array<std::string_view, 4>, 3> names{
        {{"morning", "mornings", "matin", "matins"}, {"afternoon", "afternoons", "apres-midi", "apres-midis"}, {"evening", "evenings", "soir", "soirs"}}};
    for (const auto& same : names) {
      if (std::find(same.begin(), same.end(), words_.peek().text) == same.end()) continue;
      words_.skip();
      // With a time beside it, it only says which half of the day.
      part_ = std::string(same.front());
      return set_unit({Every::day}, 1);
    }
    return false;
  }

  /// "once a week", "une fois par mois".
  bool take_once() {
    std::size_t ahead = 0;
    if (words_.is("once")) {
      ahead = 1;
    } else if (words_.is_one_of({"une", "1"}) && words_.is("fois", 1)) {
      ahead = 2;
    }
    const auto unit = unit_named(words_.peek(ahead + 1).text);
    if (ahead == 0 || !unit || !words_.is_one_of({"a", "an", "per", "par", "each", "every", "chaque"}, ahead)) return false;
    words_.skip(ahead + 2);
    return set_unit(*unit, 1);
  }

  /// "un jour sur deux", "un lundi sur 3".
  bool take_one_in() {
    if (!words_.is_one_of({"un", "une", "1"}) || !words_.is("sur", 2)) return false;
    const auto unit = unit_named(words_.peek(1).text);
    const auto weekday = weekday_named(words_.peek(1).text);
    const auto count = number_at(3);
    if (!count || (!unit && !weekday)) return false;
    words_.skip(4);
    if (unit) return set_unit(*unit, *count);
    return add_weekday(*weekday) && set_unit({Every::week}, *count);
  }

  // --- Days of a month ---

  /// An ordinal in words or, before a weekday, as a number ("1er", "2nd"); how many words it takes.
  [[nodiscard]] std::optional<int> nth_at(std::size_t ahead, std::size_t& length) const {
    length = 1;
    if (const auto nth = nth_named(words_.peek(ahead).text)) return nth;
    if (words_.is("avant-dernier", ahead) || words_.is("avant-derniere", ahead)) return -2;
    if (!words_.number(ahead) || words_.peek(ahead).value < 1 || words_.peek(ahead).value > 5) return std::nullopt;
    if (!words_.is_one_of({"er", "ere", "e", "eme", "st", "nd", "rd", "th"}, ahead + 1)) return std::nullopt;
    length = 2;
    return static_cast<int>(words_.peek(ahead).value);
  }

  /// "first monday", "1st and 3rd friday", "last day", "dernier jour ouvre".
  bool take_nth() {
    const auto mark = words_.mark();
    std::vector<int> nths;
    std::size_t length = 0;
    for (auto nth = nth_at(0, length); nth; nth = nth_at(0, length)) {
      nths.push_back(*nth);
      words_.skip(length);
      if (words_.is_one_of({"and", "et"}) || words_.is_one_of({"le", "the"})) {
        const std::size_t joint = words_.is_one_of({"and", "et"}) && words_.is_one_of({"le", "the"}, 1) ? 2 : 1;
        if (nth_at(joint, length)) words_.skip(joint);
      }
    }
    const auto weekday = weekday_or_plural(words_.peek().text);
    if (nths.empty() || (!weekday && !words_.is_one_of({"day", "weekday", "workday", "working", "business", "jour"}))) {
      words_.back_to(mark);
      return false;
    }
    numbered_ = std::max(numbered_, *std::max_element(nths.begin(), nths.end()));
    if (weekday) {
      words_.skip();
      for (const int nth : nths) add_weekday(*weekday, nth);
      return true;
    }
    if (take_workday()) {
      positions_ = nths;
      return true;
    }
    words_.skip();
    for (const int nth : nths) month_days_.push_back(nth);
    return true;
  }

  /// "24 december", "le 1er janvier", "december 24th"; after numbered weekdays "of september".
  bool take_date() {
    if (const auto month = month_named(words_.peek().text)) {
      // "mar" alone is mardi.
      if (weekday_named(words_.peek().text) && !words_.number(1)) return false;
      words_.skip();
      months_.push_back(static_cast<int>(*month));
      if (words_.number() && !is_hour(0)) take_day_number();
      return true;
    }
    if (!words_.number() || is_hour(0)) return false;
    std::size_t ahead = words_.is_one_of({"er", "st", "nd", "rd", "th"}, 1) ? 2 : 1;
    if (words_.is_one_of({"of", "de"}, ahead)) ++ahead;
    const auto month = month_named(words_.peek(ahead).text);
    if (!month) return false;
    month_days_.push_back(static_cast<int>(words_.peek().value));
    months_.push_back(static_cast<int>(*month));
    words_.skip(ahead + 1);
    return true;
  }

  [[nodiscard]] bool is_hour(std::size_t ahead) const {
    return words_.is_one_of({":", "h", "hr", "heure", "heures", "am", "pm", "oclock"}, ahead + 1);
  }

  bool take_month_day() {
    if (!words_.number() || words_.peek().digits > 2 || is_hour(0) || words_.is_one_of({"/", "-", "."}, 1)) return false;
    return take_day_number();
  }

  bool take_day_number() {
    month_days_.push_back(static_cast<int>(words_.peek().value));
    twice_ = twice_ || words_.peek().value < 1 || words_.peek().value > 31;
    words_.skip();
    if (!words_.take_one_of({"er", "st", "nd", "rd", "th"})) bare_number_ = true;
    return true;
  }

  /// "of the month", "du mois".
  bool take_of_month() {
    const auto mark = words_.mark();
    if (words_.take_one_of({"of", "in", "du", "de"})) {
      (void)words_.take_one_of({"the", "le"});
      if (words_.take_one_of({"month", "mois"})) {
        of_month_ = true;
        return true;
      }
    }
    words_.back_to(mark);
    return false;
  }

  // --- Weekdays ---

  bool take_weekday() {
    const auto& word = words_.peek().text;
    // "mon-fri" is one word.
    if (const auto hyphen = word.find('-'); hyphen != std::string::npos) {
      const auto first = weekday_named(std::string_view(word).substr(0, hyphen)), last = weekday_named(std::string_view(word).substr(hyphen + 1));
      if (!first || !last) return false;
      words_.skip();
      return add_range(*first, *last);
    }
    const auto first = weekday_or_plural(word);
    if (!first) return false;
    words_.skip();
    if (words_.is_one_of({"to", "through", "au", "-", "a"})) {
      if (const auto last = weekday_named(words_.peek(1).text)) return words_.skip(2), add_range(*first, *last);
    }
    return add_weekday(*first);
  }

  bool add_range(unsigned first, unsigned last) {
    if (first == last) return false;
    for (unsigned day = first;; day = (day + 1) % 7) {
      add_weekday(day);
      if (day == last) return true;
    }
  }

  // --- Times, as parse_when() reads them ---

  bool take_time() {
    const auto mark = words_.mark();
    std::vector<Word> rest;
    for (std::size_t i = 0; words_.peek(i).kind != Word::Kind::sign || !words_.peek(i).text.empty(); ++i) rest.push_back(words_.peek(i));
    constexpr std::size_t longest_time = 10;
    for (std::size_t size = std::min(rest.size(), longest_time); size > 0; --size) {
      const auto& last = rest[size - 1].text;
      if (last == "a" || last == "at" || last == "le" || last == "la" || last == "the" || last == "on" || last == "of" || last == "de" || last == "du" || last == "in") continue;
      const std::vector<Word> piece(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
      const auto said = read_phrase(Words(piece));
      if (!said || said->now || said->day || said->weekday || said->amount || said->offset || (!said->time && !said->part)) continue;
      words_.back_to(mark + size);
      if (said->time) times_.emplace_back();
      std::string& text = said->time ? times_.back() : part_;
      twice_ = twice_ || !text.empty();
      for (const auto& word : piece) text += (word.glued ? "" : " ") + word.text;
      return true;
    }
    return false;
  }

  /// The time of day that words mean.
  [[nodiscard]] std::optional<seconds> meant(const std::string& time) const {
    const Instant midnight{};
    const auto due = parse_when(time, {.now = midnight});
    if (!due.ok()) return std::nullopt;
    return floor<seconds>(due->at - floor<days>(due->at));
  }

  bool take_filler() {
    return words_.take_one_of({"on", "the", "le", "la", "les", "and", "et", "of", "du", "de", "in", "en", "from"});
  }

  // --- What it all means ---

  Result<SaidRule> settled() {
    RepeatRule rule;
    const bool weekdays = !days_.empty(), in_month = !month_days_.empty() || !positions_.empty();
    const bool numbered = std::any_of(days_.begin(), days_.end(), [](const RepeatRule::Day& day) { return day.nth != 0; });
    const bool all_numbered = std::all_of(days_.begin(), days_.end(), [](const RepeatRule::Day& day) { return day.nth != 0; });
    const Every every = unit_ ? unit_->every : !months_.empty() ? Every::year : in_month || numbered || of_month_ ? Every::month : Every::week;
    if (!unit_ && !weekdays && !in_month) return not_understood(said_);
    if ((weekdays && in_month) || (numbered && !all_numbered) || (!months_.empty() && !in_month && !numbered)) return not_understood(said_);
    if (months_.size() > 1 || (!months_.empty() && !positions_.empty())) return not_understood(said_);
    // "every 2 days on Monday", "every month on Monday", "the 15th of every week"; but "every morning on Monday" is plain.
    const Every wanted = !months_.empty() ? Every::year : in_month || numbered ? Every::month : weekdays ? Every::week : every;
    const bool each_day = every == Every::day && unit_->times == 1 && (!part_.empty() || days_.size() > 1);
    if (every != wanted && !each_day) return not_understood(said_);
    if (bare_number_ && months_.empty() && !of_month_ && !unit_) return not_understood(said_);
    if (of_month_ && every != Every::month) return not_understood(said_);
    if (numbered_ >= 2 && !of_month_ && !unit_ && months_.empty()) {
      return Error{.fault = Fault::usage,
                   .message = tr("“{}” can count within each month, or from one to the next", shown_rule(said_)),
                   .hint = tr("add “of the month”, or write for example “every 2 weeks on monday” or “every 2 days”")};
    }
    rule.every = wanted;
    rule.interval = unit_ ? unit_->times : 1;
    rule.days = days_;
    rule.months = months_;
    rule.month_days = month_days_;
    rule.positions = positions_;
    if (!positions_.empty()) rule.days = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}};
    if (!settle_short_months(rule)) return not_understood(said_);
    TRY(const Wall start, settle_times(rule));
    // Once more through the checks that every rule passes; they sort it too.
    const auto checked = parse_rule(rule_text(rule));
    if (!checked.ok()) return not_understood(said_);
    return SaidRule{.rule = *checked, .start = start};
  }

  /// A day that some months lack becomes their last.
  bool settle_short_months(RepeatRule& rule) const {
    constexpr int in_every_month = 28;
    auto& named = rule.month_days;
    const year_month_day from(floor<days>(start_));
    const auto day = static_cast<int>(static_cast<unsigned>(from.day()));
    if (rule.every == Every::month && named.empty() && rule.days.empty() && day > in_every_month) named = {day};
    if (rule.every == Every::year && named.empty() && rule.days.empty() && from.month() == February && day > in_every_month) {
      rule.months = {2};
      named = {-1};
    }
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    const auto late = std::count_if(named.begin(), named.end(), [&](int one) { return one > in_every_month; });
    if (late == 0) return true;
    if (rule.every == Every::year) {
      constexpr std::array longest{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      if (named.back() > longest[static_cast<std::size_t>(rule.months.front() - 1)]) return false;
      if (rule.months.front() == 2) named.back() = -1;
      return true;
    }
    if (late > 1 || (named.front() < 0 && late > 0)) return false;
    const int last = named.back();
    if (last == 31) {
      named.back() = -1;
      return true;
    }
    // Of 28, 29 and 30 the last one that there is; those before it are chosen by their place.
    named.pop_back();
    if (std::find(named.begin(), named.end(), in_every_month) != named.end()) return false;
    for (std::size_t i = 0; i < named.size(); ++i) rule.positions.push_back(static_cast<int>(i) + 1);
    rule.positions.push_back(-1);
    for (int one = in_every_month; one <= last; ++one) named.push_back(one);
    return true;
  }

  Result<Wall> settle_times(RepeatRule& rule) {
    if (times_.empty() && !part_.empty()) times_.emplace_back(), times_.back().swap(part_);
    std::vector<seconds> found;
    for (const auto& time : times_) {
      const auto one = meant(time + (part_.empty() ? "" : " " + part_));
      if (!one) return not_understood(said_);
      found.push_back(*one);
    }
    std::sort(found.begin(), found.end());
    if (found.empty()) return start_;
    for (const auto time : found) {
      if (found.size() > 1) rule.hours.push_back(static_cast<int>(floor<hours>(time).count()));
      if (time % 1h == found.front() % 1h) continue;
      return Error{.fault = Fault::usage,
                   .message = tr("“{}” has times at different minutes", shown_rule(said_)),
                   .hint = tr("make a repetition for each of them")};
    }
    return Wall(floor<days>(start_)) + found.front();
  }

  std::string_view said_;
  Words words_;
  Wall start_;
  std::optional<RepetitionUnit> unit_{};
  bool of_month_ = false;     ///< "of the month"
  bool bare_number_ = false;  ///< a day as a number without "th"
  int numbered_ = 0;          ///< the highest ordinal before a day
  std::vector<RepeatRule::Day> days_{};
  std::vector<int> month_days_{}, months_{}, positions_{};
  std::vector<std::string> times_{};
  std::string part_{};
  bool twice_ = false;
  std::optional<Error> doubtful_{};
};

}  // namespace

Result<SaidRule> read_rule(std::string_view said, Wall start) {
  const auto words = words_of(said);
  if (!words || words->empty()) return not_understood(said);
  return RuleReader(said, Words(*words), start).read();
}

}  // namespace cmtool
