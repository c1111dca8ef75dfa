// SPDX-License-Identifier: MIT
#include <libical/ical.h>

#include "when/expansion.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

struct Free {
  void operator()(icalrecur_iterator* it) const { icalrecur_iterator_free(it); }
};

icaltimetype midnight(local_days day) {
  const year_month_day date(day);
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return time;
}

class LibicalDays final : public Days {
 public:
  LibicalDays(icalrecur_iterator* it, local_days last) : it_(it), last_(last) {}

  std::optional<local_days> next() override {
    for (;;) {
      const icaltimetype found = icalrecur_iterator_next(it_.get());
      if (icaltime_is_null_time(found)) return std::nullopt;
      const local_days day(year(found.year) / found.month / found.day);
      if (day > last_) return std::nullopt;
      // The days of a week number can lie in two years, and then come in both.
      if (before_ && day <= *before_) continue;
      before_ = day;
      return day;
    }
  }

 private:
  std::unique_ptr<icalrecur_iterator, Free> it_;
  local_days last_;
  std::optional<local_days> before_{};
};

class Libical final : public Expansion {
 public:
  Libical() { icalerror_set_errors_are_fatal(0); }

  std::unique_ptr<Days> days(const std::string& text, local_days first, local_days last) const override {
    icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
    // It ends the search where nothing is found, too.
    rule.until = midnight(last);
    icalrecur_iterator* const it = icalrecur_iterator_new(rule, midnight(first));
    return it == nullptr ? nullptr : std::make_unique<LibicalDays>(it, last);
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::Expansion* cmtool_part_recurrence() {
  static const cmtool::Libical it;
  return &it;
}
