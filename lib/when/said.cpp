// SPDX-License-Identifier: MIT
#include "when/said.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

/// Reads one phrase from left to right; each of its parts may be said once and in any order.
class PhraseReader {
 public:
  explicit PhraseReader(Words words) : words_(std::move(words)) {}

  std::optional<Said> read() {
    if (words_.done()) return std::nullopt;
    while (!words_.done()) {
      const bool understood =
          take_now() || take_amount_from_now() || take_offset() || take_day() || take_time() || take_part() || take_filler();
      if (!understood || twice_) return std::nullopt;
    }
    const bool anything = said_.now || said_.day || said_.weekday || said_.time || said_.part || said_.amount;
    const bool too_much = said_.now && (said_.day || said_.weekday || said_.time || said_.part || said_.amount);
    const bool two_days = said_.amount && (said_.day || said_.weekday);
    const bool time_beside_hours = said_.amount && !said_.amount->calendar && (said_.time || said_.part);
    if (!anything || too_much || two_days || time_beside_hours || (said_.offset && !said_.time)) return std::nullopt;
    return said_;
  }

 private:
  template <typename T>
  bool once(std::optional<T>& slot, T value) {
    twice_ = twice_ || slot.has_value();
    slot = std::move(value);
    return true;
  }

  bool take_now() { return words_.take_one_of({"now", "maintenant"}) && (said_.now = true); }

  bool take_filler() {
    return words_.take_one_of({"at", "a", "le", "la", "the", "on", "of", "de", "du", "in", "ce", "cet", "cette", "this"});
  }

  // --- Amounts: "+2h30m", "in 2 hours", "il y a 3 jours", "3 days ago" ---

  bool take_amount_from_now() {
    const auto mark = words_.mark();
    bool back = false, leads = false;
    if (mark == 0 && words_.peek().kind == Word::Kind::sign && words_.is_one_of({"+", "-"})) {
      back = words_.is("-");
      leads = true;
      words_.skip();
    } else if (words_.take_one_of({"in", "dans"})) {
      leads = true;
    } else if (words_.is("il") && words_.is("y", 1) && words_.is("a", 2)) {
      words_.skip(3);
      back = leads = true;
    }
    const auto amount = take_amount(words_);
    if (amount && !leads) {
      if (words_.take("ago")) {
        back = leads = true;
      } else if (words_.take("later")) {
        leads = true;
      } else if (words_.is("from") && words_.is("now", 1)) {
        words_.skip(2);
        leads = true;
      }
    }
    if (!amount || !leads) return take_next_period(mark);
    said_.back = back;
    return once(said_.amount, *amount);
  }

  /// "next week", "le mois dernier".
  bool take_next_period(std::size_t mark) {
    words_.back_to(mark);
    int sign = take_direction();
    Amount amount{.calendar = true};
    if (words_.take_one_of({"week", "semaine"})) {
      amount.days = 7;
    } else if (words_.take_one_of({"month", "mois"})) {
      amount.months = 1;
    } else if (words_.take_one_of({"year", "annee"})) {
      amount.months = 12;
    } else {
      words_.back_to(mark);
      return false;
    }
    if (sign == 0) sign = take_direction();
    if (sign == 0) {
      words_.back_to(mark);
      return false;
    }
    said_.back = sign < 0;
    return once(said_.amount, amount);
  }

  /// 1 for "next", -1 for "last", 0 for neither.
  int take_direction() {
    if (words_.take_one_of({"next", "prochain", "prochaine"})) return 1;
    return words_.take_one_of({"last", "dernier", "derniere", "passe", "passee"}) ? -1 : 0;
  }

  // --- Days ---

  bool take_day() {
    return take_relative_day() || take_numbers() || take_named_date() || take_weekday() || take_day_of_month();
  }

  bool relative(int offset) { return once(said_.day, SaidDay{.kind = SaidDay::Kind::relative, .offset = offset}); }

  bool take_relative_day() {
    if (words_.is("day", 0) && words_.is_one_of({"after", "before"}, 1)) {
      const bool after = words_.is("after", 1);
      if (!words_.is(after ? "tomorrow" : "yesterday", 2)) return false;
      words_.skip(3);
      return relative(after ? 2 : -2);
    }
    if (words_.is("apres") && words_.is("demain", 1)) return words_.skip(2), relative(2);
    if (words_.is("avant") && words_.is("hier", 1)) return words_.skip(2), relative(-2);
    if (words_.take("apres-demain")) return relative(2);
    if (words_.take("avant-hier")) return relative(-2);
    if (words_.take_one_of({"today", "aujourd'hui", "aujourdhui"})) return relative(0);
    if (words_.take_one_of({"tomorrow", "demain"})) return relative(1);
    if (words_.take_one_of({"yesterday", "hier"})) return relative(-1);
    if (words_.take("tonight")) return relative(0) && once(said_.part, Part::evening);
    if (words_.is_one_of({"ce", "cet", "cette", "this"}) && part_named(1)) {
      words_.skip();
      return relative(0);
    }
    return false;
  }

  /// "2026-12-24", "24/12/2026", "24.12.2026", "24/12".
  bool take_numbers() {
    const auto& sign = words_.peek(1).text;
    if (!words_.number() || (sign != "/" && sign != "-" && sign != ".") || !words_.number(2)) return false;
    const bool three = words_.is(sign, 3) && words_.number(4);
    SaidDay day{.kind = SaidDay::Kind::numbers};
    const auto small = [](const Word& word) { return word.digits <= 2; };
    if (three && words_.peek().digits == 4 && small(words_.peek(2)) && small(words_.peek(4))) {
      day.kind = SaidDay::Kind::calendar;
      day.year = value(0);
      day.month = static_cast<unsigned>(value(2));
      day.day = static_cast<unsigned>(value(4));
    } else if (small(words_.peek()) && small(words_.peek(2)) && (!three ? sign == "/" : words_.peek(4).digits == 4)) {
      day.first = static_cast<unsigned>(value(0));
      day.second = static_cast<unsigned>(value(2));
      if (three) day.year = value(4);
    } else {
      return false;
    }
    words_.skip(three ? 5 : 3);
    if (words_.is("t") && words_.number(1)) words_.skip();
    return once(said_.day, day);
  }

  [[nodiscard]] int value(std::size_t ahead) const { return static_cast<int>(words_.peek(ahead).value); }

  /// Is the number `ahead` the beginning of a time?
  [[nodiscard]] bool is_hour(std::size_t ahead) const {
    return words_.is_one_of({":", "h", "hr", "heure", "heures", "am", "pm", "oclock"}, ahead + 1);
  }

  void take_ordinal() { (void)words_.take_one_of({"er", "st", "nd", "rd", "th"}); }

  bool take_named_date() {
    const auto mark = words_.mark();
    SaidDay day;
    if (const auto month = month_named(words_.peek().text)) {
      // "mar. 24 mars" is a Tuesday in March.
      const bool is_weekday = weekday_named(words_.peek().text) && month_named(words_.peek(2).text);
      if (is_weekday || !words_.number(1) || words_.peek(1).digits > 2 || is_hour(1)) return false;
      day.month = month;
      day.day = static_cast<unsigned>(value(1));
      words_.skip(2);
      take_ordinal();
    } else {
      if (!words_.number() || words_.peek().digits > 2) return false;
      day.day = static_cast<unsigned>(value(0));
      words_.skip();
      take_ordinal();
      (void)words_.take_one_of({"of", "de", "-", "/"});
      day.month = month_named(words_.peek().text);
      if (!day.month) {
        words_.back_to(mark);
        return false;
      }
      words_.skip();
      (void)words_.take_one_of({"-", "/"});
    }
    if (words_.number() && words_.peek().digits == 4 && !is_hour(0)) {
      day.year = value(0);
      words_.skip();
    }
    return once(said_.day, day);
  }

  bool take_weekday() {
    const auto mark = words_.mark();
    int direction = take_direction();
    const auto weekday = weekday_named(words_.peek().text);
    if (!weekday || words_.done()) {
      words_.back_to(mark);
      return false;
    }
    words_.skip();
    if (direction == 0) direction = take_direction();
    once(said_.weekday, *weekday);
    if (direction == 0) return true;
    return once(said_.day,
                SaidDay{.kind = SaidDay::Kind::weekday, .which = direction > 0 ? SaidDay::Which::next : SaidDay::Which::last});
  }

  /// "le 24", "the 24th", "jeudi 24".
  bool take_day_of_month() {
    const auto mark = words_.mark();
    const bool article = words_.take_one_of({"le", "the"});
    const bool after_weekday = said_.weekday && !said_.day && !said_.time;
    const bool possible = words_.number() && words_.peek().digits <= 2 && !is_hour(0) && (article || after_weekday);
    if (!possible || month_named(words_.peek(1).text) || words_.is_one_of({"er", "st", "nd", "rd", "th", "/"}, 1)) {
      const bool ordinal = possible && words_.is_one_of({"er", "st", "nd", "rd", "th"}, 1) &&
                           !month_named(words_.peek(2).text) && !words_.is_one_of({"of", "de"}, 2);
      if (!ordinal) {
        words_.back_to(mark);
        return false;
      }
    }
    const SaidDay day{.day = static_cast<unsigned>(value(0))};
    words_.skip();
    take_ordinal();
    return once(said_.day, day);
  }

  // --- Times ---

  bool take_time() {
    if (take_named_time()) return true;
    const auto mark = words_.mark();
    const bool at = words_.take_one_of({"at", "a"});
    if (!words_.number() || words_.peek().digits > 2 || (!is_hour(0) && !(at && is_bare_hour()))) {
      words_.back_to(mark);
      return false;
    }
    auto hour = value(0);
    auto time = seconds(0);
    words_.skip();
    if (!take_minutes(time)) {
      words_.back_to(mark);
      return false;
    }
    const bool am = words_.is("am"), pm = words_.is("pm");
    if (am || pm) {
      words_.skip();
      if (hour < 1 || hour > 12) return false;
      hour = hour % 12 + (pm ? 12 : 0);
    }
    said_.half_known = am || pm || hour > 12;
    if (hour > 23 || time > minutes(59) + seconds(59)) return false;
    take_quarters(time);
    return once(said_.time, hours(hour) + time);
  }

  /// "at 9", with nothing behind it that would make it a date.
  [[nodiscard]] bool is_bare_hour() const {
    return !month_named(words_.peek(1).text) && words_.peek(1).text != "/" && words_.peek(1).text != "-" &&
           words_.peek(1).text != "." && !words_.number(1);
  }

  /// What follows the hour: ":30:15", "h30", "heures", "oclock"; false if it is broken.
  bool take_minutes(seconds& time) {
    const auto two_digits = [&](std::size_t ahead) { return words_.number(ahead) && words_.peek(ahead).digits == 2; };
    if (words_.is(":")) {
      if (!two_digits(1)) return false;
      time = minutes(value(1));
      words_.skip(2);
      if (words_.is(":")) {
        if (!two_digits(1) || value(1) > 59) return false;
        time += seconds(value(1));
        words_.skip(2);
      }
      return time < hours(1);
    }
    if (words_.take("oclock")) return true;
    if (!words_.take_one_of({"h", "hr", "heure", "heures"})) return true;
    const bool another_date =
        !words_.peek().glued && (month_named(words_.peek(1).text) || words_.is_one_of({"/", "-", "."}, 1));
    if (words_.number() && words_.peek().digits <= 2 && value(0) < 60 && !another_date) {
      time = minutes(value(0));
      words_.skip();
      (void)words_.take_one_of({"m", "mn", "min"});
    }
    return true;
  }

  /// "9 heures et demie", "et quart", "moins le quart".
  void take_quarters(seconds& time) {
    if (words_.is("et") && words_.is_one_of({"demie", "demi"}, 1)) {
      time += minutes(30);
      words_.skip(2);
    } else if (words_.is("et") && words_.is("quart", 1)) {
      time += minutes(15);
      words_.skip(2);
    } else if (words_.is("moins") && words_.is("le", 1) && words_.is("quart", 2)) {
      time -= minutes(15);
      words_.skip(3);
    }
  }

  bool take_named_time() {
    const std::size_t ahead = words_.is_one_of({"at", "a"}) ? 1 : 0;
    const bool noon = words_.is_one_of({"noon", "midday", "midi"}, ahead);
    if (!noon && !words_.is_one_of({"midnight", "minuit"}, ahead)) return false;
    words_.skip(ahead + 1);
    seconds time = noon ? hours(12) : hours(0);
    take_quarters(time);
    if (time < seconds(0)) return false;
    said_.half_known = true;
    return once(said_.time, time);
  }

  [[nodiscard]] std::optional<Part> part_named(std::size_t ahead) const {
    if (words_.is_one_of({"morning", "matin", "matinee"}, ahead)) return Part::morning;
    if (words_.is_one_of({"afternoon", "apres-midi", "aprem"}, ahead)) return Part::afternoon;
    if (words_.is_one_of({"evening", "soir", "soiree"}, ahead)) return Part::evening;
    return std::nullopt;
  }

  bool take_part() {
    const auto part = part_named(0);
    if (!part) return false;
    words_.skip();
    return once(said_.part, *part);
  }

  // --- Offsets: "Z", "UTC", "+01:00", "+0100" ---

  bool take_offset() {
    if (!said_.time) return false;
    if (words_.take_one_of({"z", "utc", "gmt"})) return once(said_.offset, seconds(0));
    const bool west = words_.is("-");
    if (!(west || words_.is("+")) || !words_.number(1)) return false;
    const auto digits = words_.peek(1).digits;
    const bool colon = digits == 2 && words_.is(":", 2) && words_.number(3) && words_.peek(3).digits == 2;
    if (digits != 2 && digits != 4) return false;
    const int hour = digits == 4 ? value(1) / 100 : value(1);
    const int minute = digits == 4 ? value(1) % 100 : colon ? value(3) : 0;
    if (hour > 23 || minute > 59) return false;
    words_.skip(colon ? 4 : 2);
    const seconds size = hours(hour) + minutes(minute);
    return once(said_.offset, west ? -size : size);
  }

  Words words_;
  Said said_{};
  bool twice_ = false;
};

}  // namespace

std::optional<Said> read_phrase(Words words) { return PhraseReader(std::move(words)).read(); }

}  // namespace cmtool
