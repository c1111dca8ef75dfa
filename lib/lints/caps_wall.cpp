// SPDX-License-Identifier: MIT
// A run of words in capitals is hard to read, and some screen readers spell it out. Acronyms and short titles are no run.
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr int most_words = 4, most_letters = 20;  // both must be passed

/// Counts words in capitals that follow one another.
class Run {
 public:
  void take(char32_t c) {
    const Case is = case_of(c);
    if (is == Case::none) {
      if (c == '\'' || c == 0x2019) return;
      end_word();
      // "SNCF, RATP, EDF": a list is no sentence.
      if (c == ',' || c == ';' || c == '/' || c == '|' || c == '#') words_ = sum_ = 0;
      return;
    }
    ++letters_;
    small_ = small_ || is == Case::small;
  }
  void end_word() {
    if (letters_ == 0) return;
    if (small_) {
      words_ = sum_ = 0;
    } else {
      ++words_;
      sum_ += letters_;
      found = found || (words_ > most_words && sum_ > most_letters);
    }
    letters_ = 0;
    small_ = false;
  }
  bool found = false;

 private:
  int letters_ = 0, words_ = 0, sum_ = 0;
  bool small_ = false;
};

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post)) {
    Run run;
    each_code_point(without_links(text), [&run](char32_t c, std::size_t, std::size_t) { run.take(c); });
    run.end_word();
    if (run.found)
      return {{"caps_wall", tr("a whole sentence is in capitals"), tr("write it in small letters: it is read faster and does not shout")}};
  }
  return {};
}

}  // namespace

const Lint& caps_wall_lint() {
  static const Lint it{.name = "caps_wall", .title = N_("sentences in capitals"), .check = check};
  return it;
}

}  // namespace cmtool
