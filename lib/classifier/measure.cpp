// SPDX-License-Identifier: MIT
#include "classifier/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "classifier/score.hpp"

namespace cmtool::classifier {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

double Confusion::precision(std::size_t label) const {
  double given = 0;
  for (std::size_t i = 0; i < labels_; ++i) given += static_cast<double>(count(i, label));
  return ratio(static_cast<double>(count(label, label)), given);
}

double Confusion::recall(std::size_t label) const {
  double there = 0;
  for (std::size_t i = 0; i < labels_; ++i) there += static_cast<double>(count(label, i));
  return ratio(static_cast<double>(count(label, label)), there);
}

double Confusion::f1(std::size_t label) const {
  const double p = precision(label), r = recall(label);
  return ratio(2 * p * r, p + r);
}

double Confusion::macro_f1() const {
  double sum = 0;
  for (std::size_t i = 0; i < labels_; ++i) sum += f1(i);
  return ratio(sum, static_cast<double>(labels_));
}

double Confusion::accuracy() const {
  double right = 0, all = 0;
  for (std::size_t i = 0; i < labels_; ++i) right += static_cast<double>(count(i, i));
  for (const auto one : counts_) all += static_cast<double>(one);
  return ratio(right, all);
}

double area_under_curve(std::span<const double> sums, std::span<const std::uint8_t> positive) {
  std::vector<std::uint32_t> order(sums.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return sums[a] < sums[b]; });
  double ranks = 0, positives = 0;
  for (std::size_t i = 0; i < order.size();) {
    auto end = i;
    while (end < order.size() && sums[order[end]] == sums[order[i]]) ++end;
    for (auto k = i; k < end; ++k) {
      if (positive[order[k]] == 0) continue;
      ranks += static_cast<double>(i + end + 1) / 2;  // equal ones share their ranks
      ++positives;
    }
    i = end;
  }
  const double others = static_cast<double>(order.size()) - positives;
  return positives == 0 || others == 0 ? 0.5 : (ranks - positives * (positives + 1) / 2) / (positives * others);
}

double Scaling::probability(double sum) const {
  const double x = slope * sum + offset;
  return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

Scaling fitted_scaling(std::span<const double> sums, std::span<const std::uint8_t> positive) {
  double positives = 0;
  for (const auto one : positive) positives += one != 0 ? 1 : 0;
  const double others = static_cast<double>(positive.size()) - positives;
  // Not quite 0 and 1, as the examples are few.
  const double high = (positives + 1) / (positives + 2), low = 1 / (others + 2);
  Scaling it{.slope = 1, .offset = std::log((positives + 1) / (others + 1))};
  const auto loss = [&](const Scaling& at) {
    double sum = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double target = positive[i] != 0 ? high : low, x = at.slope * sums[i] + at.offset;
      sum += x >= 0 ? (1 - target) * x + std::log1p(std::exp(-x)) : -target * x + std::log1p(std::exp(x));
    }
    return sum;
  };
  double before = loss(it);
  for (int round = 0; round < 100; ++round) {
    double g1 = 0, g2 = 0, h11 = 1e-9, h22 = 1e-9, h12 = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double target = positive[i] != 0 ? high : low, p = it.probability(sums[i]);
      const double d = p - target, w = std::max(1e-12, p * (1 - p));
      g1 += sums[i] * d;
      g2 += d;
      h11 += sums[i] * sums[i] * w;
      h22 += w;
      h12 += sums[i] * w;
    }
    if (std::fabs(g1) < 1e-6 && std::fabs(g2) < 1e-6) break;
    const double det = h11 * h22 - h12 * h12;
    if (!(det > 0)) break;
    const double d1 = -(h22 * g1 - h12 * g2) / det, d2 = -(h11 * g2 - h12 * g1) / det;
    double step = 1;
    for (; step > 1e-8; step /= 2) {
      const Scaling next{.slope = it.slope + step * d1, .offset = it.offset + step * d2};
      if (const double after = loss(next); after < before) {
        it = next;
        before = after;
        break;
      }
    }
    if (step <= 1e-8) break;
  }
  // A slope that is not upwards would turn the order round: the sums then say nothing.
  if (!(it.slope > 1e-3)) return {.slope = 1e-3, .offset = std::log((positives + 1) / (others + 1))};
  return it;
}

double log_loss(const Scaling& scaling, std::span<const double> sums, std::span<const std::uint8_t> positive) {
  double loss = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double p = std::clamp(scaling.probability(sums[i]), 1e-12, 1 - 1e-12);
    loss -= std::log(positive[i] != 0 ? p : 1 - p);
  }
  return ratio(loss, static_cast<double>(sums.size()));
}

std::vector<Choice> best_choices(std::span<const double> probabilities, std::span<const std::uint8_t> truth, std::size_t labels) {
  std::vector<Choice> choices(labels);
  if (labels == 2) {
    // The best F1 over all thresholds tells the threshold: what is steadier than the place of the highest peak.
    std::vector<std::pair<double, bool>> order;
    double positives = 0, best = 0, hits = 0, given = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      order.emplace_back(probabilities[2 * i + 1], truth[i] == 1);
      positives += truth[i] == 1 ? 1 : 0;
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [probability, positive] : order) {
      hits += positive ? 1 : 0;
      best = std::max(best, ratio(2 * hits, ++given + positives));
    }
    choices[1].demand = static_cast<float>(best / 2);
    choices[0].demand = static_cast<float>(1 - best / 2);
    return choices;
  }
  for (int round = 0; round < 4; ++round) {
    Confusion confusion(labels);
    std::vector<double> sizes(labels, 0.0);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const auto given = chosen_label(probabilities.subspan(i * labels, labels), choices);
      confusion.add(truth[i], given);
      sizes[truth[i]] += 0.5;
      sizes[given] += 0.5;
    }
    for (std::size_t k = 0; k < labels; ++k) {
      // Half-way towards what this round says, so that the rounds settle.
      const float lean = static_cast<float>(static_cast<double>(truth.size()) / std::max(1.0, sizes[k]) / static_cast<double>(labels));
      const float demand = static_cast<float>(confusion.f1(k) / 2);
      choices[k].lean = round == 0 ? lean : (choices[k].lean + lean) / 2;
      choices[k].demand = round == 0 ? demand : (choices[k].demand + demand) / 2;
    }
  }
  return choices;
}

}  // namespace cmtool::classifier
