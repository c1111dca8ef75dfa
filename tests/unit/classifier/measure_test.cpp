// SPDX-License-Identifier: MIT
#include "classifier/measure.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "classifier/score.hpp"

using namespace cmtool::classifier;

namespace {

using Sums = std::vector<double>;
using Truth = std::vector<std::uint8_t>;

}  // namespace

TEST_CASE("precision, recall and F1 are counted by label") {
  Confusion it(2);
  for (int i = 0; i < 6; ++i) it.add(1, 1);
  for (int i = 0; i < 2; ++i) it.add(1, 0);
  for (int i = 0; i < 4; ++i) it.add(0, 1);
  for (int i = 0; i < 8; ++i) it.add(0, 0);
  CHECK(it.precision(1) == doctest::Approx(0.6));
  CHECK(it.recall(1) == doctest::Approx(0.75));
  CHECK(it.f1(1) == doctest::Approx(2 * 0.6 * 0.75 / 1.35));
  CHECK(it.accuracy() == doctest::Approx(0.7));
  CHECK(it.macro_f1() == doctest::Approx((it.f1(0) + it.f1(1)) / 2));
}

TEST_CASE("nothing counted is no division by zero") {
  const Confusion it(3);
  CHECK(it.f1(2) == 0);
  CHECK(it.macro_f1() == 0);
  CHECK(it.accuracy() == 0);
}

TEST_CASE("the area under the curve is the share of pairs in the right order") {
  CHECK(area_under_curve(Sums{1, 2, 3, 4}, Truth{0, 0, 1, 1}) == doctest::Approx(1));
  CHECK(area_under_curve(Sums{1, 2, 3, 4}, Truth{1, 1, 0, 0}) == doctest::Approx(0));
  CHECK(area_under_curve(Sums{1, 3, 2, 4}, Truth{0, 0, 1, 1}) == doctest::Approx(0.75));
  CHECK(area_under_curve(Sums{7, 7, 7, 7}, Truth{0, 1, 0, 1}) == doctest::Approx(0.5));
  CHECK(area_under_curve(Sums{1, 2}, Truth{1, 1}) == doctest::Approx(0.5));
  CHECK(area_under_curve({}, {}) == doctest::Approx(0.5));
}

TEST_CASE("a probability of p is right p of the time") {
  // Of sums at -1, 0 and 1, a tenth, a half and nine tenths are such.
  Sums sums;
  Truth truth;
  for (const auto& [sum, such] : std::vector<std::pair<double, int>>{{-1, 100}, {0, 500}, {1, 900}}) {
    for (int i = 0; i < 1000; ++i) {
      sums.push_back(sum);
      truth.push_back(i < such ? 1 : 0);
    }
  }
  const auto scaling = fitted_scaling(sums, truth);
  CHECK(scaling.probability(-1) == doctest::Approx(0.1).epsilon(0.05));
  CHECK(scaling.probability(0) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(scaling.probability(1) == doctest::Approx(0.9).epsilon(0.01));
  CHECK(log_loss(scaling, sums, truth) < log_loss({.slope = 1, .offset = 0}, sums, truth));
  CHECK(log_loss(scaling, sums, truth) < log_loss({.slope = 10, .offset = 0}, sums, truth));
}

TEST_CASE("sums that say nothing give everybody the same probability, and no order is turned round") {
  const auto wrong_way = fitted_scaling(Sums{4, 3, 2, 1, 4, 3, 2, 1}, Truth{0, 0, 1, 1, 0, 0, 1, 1});
  CHECK(wrong_way.slope > 0);
  CHECK(wrong_way.probability(4) == doctest::Approx(0.5).epsilon(0.01));
  const auto split = fitted_scaling(Sums{-5, -4, 4, 5}, Truth{0, 0, 1, 1});
  CHECK(std::isfinite(split.slope));
  CHECK(split.probability(5) > 0.6);
  CHECK(split.probability(1e300) <= 1);
  CHECK(split.probability(-1e300) >= 0);
  CHECK(std::isfinite(fitted_scaling({}, {}).offset));
}

TEST_CASE("of two labels the second is chosen above the threshold at which F1 is best") {
  std::vector<double> probabilities;
  Truth truth;
  for (int i = 0; i < 1000; ++i) {  // calibrated: p of those with p are such; few are
    const double p = 0.4 * i / 1000;
    probabilities.insert(probabilities.end(), {1 - p, p});
    truth.push_back(i * 7 % 1000 < 1000 * p ? 1 : 0);
  }
  const auto f1_at = [&](double threshold) {
    Confusion it(2);
    for (std::size_t i = 0; i < truth.size(); ++i) it.add(truth[i], probabilities[2 * i + 1] > threshold ? 1 : 0);
    return it.f1(1);
  };
  const auto choices = best_choices(probabilities, truth, 2);
  double best = 0;
  for (int i = 0; i < 100; ++i) best = std::max(best, f1_at(i / 100.0));
  CHECK(f1_at(static_cast<double>(choices[1].demand)) > 0.95 * best);
  CHECK(f1_at(0.5) < 0.5 * best);
  // The two demands are one threshold.
  const double sure[] = {0.1, 0.9}, unsure[] = {0.99, 0.01};
  CHECK(chosen_label(sure, choices) == 1);
  CHECK(chosen_label(unsure, choices) == 0);
}

TEST_CASE("of three labels a rare one is chosen at a smaller probability") {
  std::vector<double> probabilities;
  Truth truth;
  for (int i = 0; i < 600; ++i) {
    const bool looks_rare = i % 6 == 0;
    const double rare = looks_rare ? 0.4 : 0.05, first = looks_rare ? 0.5 : 0.55;
    probabilities.insert(probabilities.end(), {first, 1 - first - rare, rare});
    truth.push_back(looks_rare ? (i % 5 < 2 ? 2 : 0) : (i % 20 == 1 ? 2 : i % 2 == 0 ? 0 : 1));
  }
  const auto choices = best_choices(probabilities, truth, 3);
  Confusion plain(3), chosen(3);
  const std::vector<Choice> none(3);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const std::span<const double> row(&probabilities[i * 3], 3);
    plain.add(truth[i], chosen_label(row, none));
    chosen.add(truth[i], chosen_label(row, choices));
  }
  CHECK(chosen.macro_f1() > plain.macro_f1());
}
