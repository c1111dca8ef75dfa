// SPDX-License-Identifier: MIT
#include "when/phrase.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

/// One letter in lower case and without its accent; 0 for a mark that only adds one.
char32_t folded(char32_t c) {
  if (c < 0x80) return static_cast<unsigned char>(lower(static_cast<char>(c)));
  if (c >= 0x300 && c <= 0x36F) return 0;
  if (c == 0x2019 || c == 0x2BC || c == 0x2018) return '\'';
  if (c == 0x2011 || c == 0x2013) return '-';
  if (is_white_space(c)) return ' ';
  struct Range {
    char32_t first, last;
    char plain;
  };
  constexpr Range ranges[] = {{0xC0, 0xC5, 'a'}, {0xC7, 0xC7, 'c'}, {0xC8, 0xCB, 'e'}, {0xCC, 0xCF, 'i'},
                              {0xD2, 0xD6, 'o'}, {0xD9, 0xDC, 'u'}, {0xE0, 0xE5, 'a'}, {0xE7, 0xE7, 'c'},
                              {0xE8, 0xEB, 'e'}, {0xEC, 0xEF, 'i'}, {0xF2, 0xF6, 'o'}, {0xF9, 0xFC, 'u'}};
  for (const auto& range : ranges) {
    if (c >= range.first && c <= range.last) return static_cast<unsigned char>(range.plain);
  }
  return c;
}

/// The phrase in plain ASCII, or nothing if that cannot be.
std::optional<std::string> plain(std::string_view phrase) {
  std::string result;
  bool good = true;
  each_code_point(phrase, [&](char32_t c, std::size_t, std::size_t) {
    const char32_t letter = folded(c);
    if (letter >= 0x80) good = false;
    if (letter != 0) result += letter == '\t' || letter == '\n' || letter == '\r' ? ' ' : static_cast<char>(letter);
  });
  if (!good) return std::nullopt;
  result = replaced(replaced(replaced(result, "a.m.", "am"), "p.m.", "pm"), "o'clock", "oclock");
  result = replaced(result, "apres midi", "apres-midi");
  for (const std::string_view article : {"l'", "d'"}) {
    result = replaced(replaced(" " + result, " " + std::string(article), " "), "-" + std::string(article), "-");
  }
  return result;
}

/// The end of the letters from `at` on; an apostrophe or hyphen between letters belongs to them ("apres-midi").
std::size_t letters_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_letter(text[end]) || ((text[end] == '\'' || text[end] == '-') && end + 1 < text.size() &&
                                                        is_letter(text[end + 1])))) {
    ++end;
  }
  return end;
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// Adds `count` of a unit; false if there is no such unit.
bool add_unit(Amount& amount, std::int64_t count, const Words& words) {
  using namespace std::chrono;
  const auto calendar = [&](std::int64_t months, std::int64_t days_) {
    amount.months += static_cast<int>(months);
    amount.days += days_;
    return amount.calendar = true;
  };
  if (words.is_one_of({"s", "sec", "secs", "second", "seconds", "seconde", "secondes"}))
    return amount.exact += seconds(count), true;
  if (words.is_one_of({"m", "mn", "min", "mins", "minute", "minutes"})) return amount.exact += minutes(count), true;
  if (words.is_one_of({"h", "hr", "hrs", "hour", "hours", "heure", "heures"})) return amount.exact += hours(count), true;
  if (words.is_one_of({"demi-heure", "demi-heures"})) return amount.exact += minutes(30 * count), true;
  if (words.is_one_of({"d", "day", "days", "j", "jour", "jours"})) return calendar(0, count);
  if (words.is_one_of({"w", "wk", "wks", "week", "weeks", "sem", "semaine", "semaines"})) return calendar(0, 7 * count);
  if (words.is_one_of({"fortnight", "quinzaine"})) return calendar(0, 14 * count);
  if (words.is_one_of({"month", "months", "mois"})) return calendar(count, 0);
  if (words.is_one_of({"y", "yr", "year", "years", "ans", "annee", "annees"})) return calendar(12 * count, 0);
  // "an" is the English article too; it is a unit only where a number went before.
  if (words.is("an")) return calendar(12 * count, 0);
  return false;
}

}  // namespace

std::optional<std::vector<Word>> words_of(std::string_view phrase) {
  constexpr std::size_t longest = 200, most_digits = 9;
  if (phrase.size() > longest) return std::nullopt;
  const auto text = plain(phrase);
  if (!text) return std::nullopt;
  std::vector<Word> words;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text->size(); at = end) {
    const char c = (*text)[at];
    end = at + 1;
    if (c == ' ' || c == ',') continue;
    Word word{.glued = at > 0 && (*text)[at - 1] != ' ' && (*text)[at - 1] != ','};
    if (is_digit(c)) {
      end = digits_end(*text, at);
      if (end - at > most_digits) return std::nullopt;
      word.kind = Word::Kind::number;
      word.value = *to_integer(std::string_view(*text).substr(at, end - at));
      word.digits = end - at;
    } else if (is_letter(c)) {
      end = letters_end(*text, at);
    } else if (c == '.' && at > 0 && is_letter((*text)[at - 1])) {
      continue;  // "dec."
    } else if (std::string_view(":/+-.").find(c) != std::string_view::npos) {
      word.kind = Word::Kind::sign;
    } else {
      return std::nullopt;
    }
    word.text = text->substr(at, end - at);
    words.push_back(std::move(word));
  }
  return words;
}

const Word& Words::peek(std::size_t ahead) const {
  static const Word none{.kind = Word::Kind::sign};
  return at_ + ahead < words_.size() ? words_[at_ + ahead] : none;
}

bool Words::is_one_of(std::initializer_list<std::string_view> texts, std::size_t ahead) const {
  return std::find(texts.begin(), texts.end(), peek(ahead).text) != texts.end();
}

bool Words::take(std::string_view text) {
  if (done() || peek().text != text) return false;
  ++at_;
  return true;
}

bool Words::take_one_of(std::initializer_list<std::string_view> texts) {
  if (done() || !is_one_of(texts)) return false;
  ++at_;
  return true;
}

std::optional<Amount> take_amount(Words& words) {
  constexpr std::int64_t most = 1'000'000;
  Amount amount;
  bool any = false;
  bool hours_before = false;
  for (;;) {
    const auto mark = words.mark();
    if (any) (void)words.take_one_of({"et", "and"});
    if (words.is("half") && words.is_one_of({"an", "a"}, 1) && words.is("hour", 2)) {
      words.skip(3);
      amount.exact += std::chrono::minutes(30);
      any = true;
      continue;
    }
    const auto named = number_named(words.peek().text);
    if (!words.number() && !named) {
      words.back_to(mark);
      break;
    }
    const auto count = named ? *named : words.peek().value;
    words.skip();
    // "1h30", "1 h 30": the number after hours is minutes.
    if (hours_before && !named && count < 60 && words.peek().kind != Word::Kind::letters) {
      amount.exact += std::chrono::minutes(count);
      any = true;
      break;
    }
    hours_before = words.is_one_of({"h", "hr", "hrs", "hour", "hours", "heure", "heures"});
    if (count > most || words.done() || !add_unit(amount, count, words)) {
      words.back_to(mark);
      break;
    }
    words.skip();
    if (hours_before && words.is("et") && words.is_one_of({"demie", "demi"}, 1)) {
      words.skip(2);
      amount.exact += std::chrono::minutes(30);
    }
    any = true;
  }
  return any ? std::optional(amount) : std::nullopt;
}

std::optional<std::int64_t> number_named(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 4>, 12> names{{{"un", "une", "a", "an"},
                                                                   {"deux", "two", "", ""},
                                                                   {"trois", "three", "", ""},
                                                                   {"quatre", "four", "", ""},
                                                                   {"cinq", "five", "", ""},
                                                                   {"six", "", "", ""},
                                                                   {"sept", "seven", "", ""},
                                                                   {"huit", "eight", "", ""},
                                                                   {"neuf", "nine", "", ""},
                                                                   {"dix", "ten", "", ""},
                                                                   {"onze", "eleven", "", ""},
                                                                   {"douze", "twelve", "", ""}}};
  if (word == "one") return 1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!word.empty() && std::find(names[i].begin(), names[i].end(), word) != names[i].end())
      return static_cast<std::int64_t>(i + 1);
  }
  return std::nullopt;
}

std::optional<unsigned> month_named(std::string_view word) {
  struct Name {
    std::string_view word;
    unsigned month;
  };
  constexpr Name names[] = {
      {"january", 1},   {"jan", 1},  {"janvier", 1},   {"janv", 1},      {"february", 2}, {"feb", 2},      {"fevrier", 2},
      {"fev", 2},       {"fevr", 2}, {"march", 3},     {"mar", 3},       {"mars", 3},     {"april", 4},    {"apr", 4},
      {"avril", 4},     {"avr", 4},  {"may", 5},       {"mai", 5},       {"june", 6},     {"jun", 6},      {"juin", 6},
      {"july", 7},      {"jul", 7},  {"juillet", 7},   {"juil", 7},      {"august", 8},   {"aug", 8},      {"aout", 8},
      {"september", 9}, {"sep", 9},  {"sept", 9},      {"septembre", 9}, {"october", 10}, {"oct", 10},     {"octobre", 10},
      {"november", 11}, {"nov", 11}, {"novembre", 11}, {"december", 12}, {"dec", 12},     {"decembre", 12}};
  const auto found = std::find_if(std::begin(names), std::end(names), [&](const Name& name) { return name.word == word; });
  return found == std::end(names) ? std::nullopt : std::optional(found->month);
}

std::optional<unsigned> weekday_named(std::string_view word) {
  // "mar" is March and mardi; as a weekday it is understood only where no number says that it is a month.
  constexpr std::array<std::array<std::string_view, 6>, 7> names{{{"sunday", "sun", "dimanche", "dim", "", ""},
                                                                  {"monday", "mon", "lundi", "lun", "", ""},
                                                                  {"tuesday", "tue", "tues", "mardi", "mar", ""},
                                                                  {"wednesday", "wed", "mercredi", "mer", "", ""},
                                                                  {"thursday", "thu", "thur", "thurs", "jeudi", "jeu"},
                                                                  {"friday", "fri", "vendredi", "ven", "", ""},
                                                                  {"saturday", "sat", "samedi", "sam", "", ""}}};
  for (unsigned day = 0; day < names.size(); ++day) {
    if (!word.empty() && std::find(names[day].begin(), names[day].end(), word) != names[day].end()) return day;
  }
  return std::nullopt;
}

}  // namespace cmtool
