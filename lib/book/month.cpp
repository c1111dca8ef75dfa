// SPDX-License-Identifier: MIT
#include "book/month.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "book/cells.hpp"
#include "book/words.hpp"
#include "figures/sums.hpp"

namespace cmtool {
namespace {

constexpr double few = 10;           // a change from less than this is not called one
constexpr double hardly = 1;         // nor is one of less than this many percent
constexpr std::size_t quoted = 90;   // characters of a post
constexpr std::size_t themes_told = 3;

class Telling {
 public:
  Telling(BookInputs& inputs, const MonthFigures& figures) : in_(inputs), figures_(figures) {}

  Result<std::vector<std::string>> all() {
    std::vector<std::string> sentences{seen(), rose(), fell(), best()};
    TRY(auto people, said());
    sentences.push_back(std::move(people));
    TRY(auto coming, next());
    sentences.push_back(std::move(coming));
    std::erase(sentences, std::string());
    return sentences;
  }

 private:
  struct Named {
    std::string name{};
    const TwoMonths* figure = nullptr;
  };
  [[nodiscard]] std::vector<Named> named() const {
    return {{tr("followers"), &figures_.followers}, {tr("views"), &figures_.views}, {tr("reactions"), &figures_.engagement}, {tr("clicks"), &figures_.clicks}, {tr("comments"), &figures_.mentions}};
  }
  [[nodiscard]] std::string number(double value) const { return number_in_words(value, in_.figures.lang); }
  [[nodiscard]] std::string percent(double value) const { return percent_in_words(std::abs(value), in_.figures.lang); }

  [[nodiscard]] std::string seen() const {
    const std::string month = month_in_words(in_.month, in_.figures.lang);
    const auto posts = static_cast<long long>(figures_.posts.now.value_or(0));
    const std::string published = posts == 0 ? tr("No post went out in {}", month) : trn("{} post went out in {}", "{} posts went out in {}", posts, posts, month);
    const TwoMonths& views = figures_.views;
    if (!views.now && posts == 0) return published + ".";
    if (!views.now) return tr("{}; how often they were seen is not known.", published);
    if (!views.before || *views.before < few) return tr("{}, and your accounts were seen {} times.", published, number(*views.now));
    const double difference = *views.now - *views.before;
    if (difference > 0) return tr("{}, and your accounts were seen {} times, {} more than the month before.", published, number(*views.now), number(difference));
    if (difference < 0) return tr("{}, and your accounts were seen {} times, {} fewer than the month before.", published, number(*views.now), number(-difference));
    return tr("{}, and your accounts were seen {} times, as often as the month before.", published, number(*views.now));
  }

  /// The largest change in that direction, in percent.
  [[nodiscard]] std::pair<const TwoMonths*, std::string> largest(bool up) const {
    std::pair<const TwoMonths*, std::string> found{};
    double most = hardly;
    for (const auto& [name, figure] : named()) {
      if (!figure->now || !figure->before || *figure->before < few) continue;
      const double changed = (*figure->now - *figure->before) / *figure->before * 100 * (up ? 1 : -1);
      if (changed < most) continue;
      most = changed;
      found = {figure, name};
    }
    return found;
  }
  [[nodiscard]] bool is_compared() const {
    const auto all = named();
    return std::any_of(all.begin(), all.end(), [](const Named& one) { return one.figure->now && one.figure->before && *one.figure->before >= few; });
  }
  [[nodiscard]] std::string rose() const {
    const auto [figure, name] = largest(true);
    if (figure == nullptr) return is_compared() ? tr("Nothing rose noticeably against the month before.") : tr("There is no month before to compare with yet.");
    return tr("What rose most: {}, from {} to {} (+{}).", name, number(*figure->before), number(*figure->now), percent((*figure->now - *figure->before) / *figure->before * 100));
  }
  [[nodiscard]] std::string fell() const {
    const auto [figure, name] = largest(false);
    if (figure == nullptr) return is_compared() ? tr("Nothing fell noticeably.") : std::string();
    return tr("What fell most: {}, from {} to {} (-{}).", name, number(*figure->before), number(*figure->now), percent((*figure->now - *figure->before) / *figure->before * 100));
  }

  [[nodiscard]] std::string best() const {
    const PostFigures* const post = best_post(in_);
    if (post == nullptr) return tr("What people did with the posts is not known.");
    const auto reactions = *engagement_of(post->figures).value;
    const std::string what = quoted_words(post->post.text.empty() ? post->post.title : post->post.text, quoted);
    const std::string day = day_in_words(post->delivery.receipt->at, in_.figures.zone, in_.figures.lang);
    Spread others;
    for (const auto& one : in_.figures.now.posts) others.add(engagement_of(one.figures).value);
    const auto median = others.median();
    const auto told = trn("The post that people did most with: “{}” (@{}, {}), {} reaction", "The post that people did most with: “{}” (@{}, {}), {} reactions", reactions, what, post->delivery.account,
                          day, number(static_cast<double>(reactions)));
    if (!median || *median < 1 || others.values.size() < 4 || static_cast<double>(reactions) < 1.5 * *median) return told + ".";
    return tr("{}, {} times as many as an ordinary one.", told, number(static_cast<double>(reactions) / *median));
  }

  Result<std::string> said() {
    const double mentions = figures_.mentions.now.value_or(0);
    if (mentions < 1) return tr("Nobody wrote to you.");
    const auto voices = static_cast<long long>(figures_.voices.now.value_or(0));
    std::string sentence = voices == 0 ? trn("{} message came in", "{} messages came in", static_cast<long long>(mentions), number(mentions))
                                       : trn("{} person wrote {} messages", "{} people wrote {} messages", voices, voices, number(mentions));
    if (mentions == 1) sentence = trn("{} message came in", "{} messages came in", 1, number(1));
    TRY(const Table themes, table_of(in_, "themes", {}, themes_in_book));
    std::vector<std::string> phrases;
    for (std::size_t i = 0; i < themes.rows.size() && i < themes_told; ++i) phrases.push_back(quoted_words(text_named(themes, i, "theme"), 40));
    if (!phrases.empty()) sentence = tr("{}, most of all about {}", sentence, joined(phrases, ", "));
    if (figures_.negative.now && static_cast<double>(figures_.judged) >= few) sentence = tr("{}; {} of them sound negative", sentence, percent(*figures_.negative.now));
    if (figures_.answer_minutes.now) sentence = tr("{}; half of the answers came within {}", sentence, minutes_in_words(*figures_.answer_minutes.now));
    return sentence + ".";
  }

  Result<std::string> next() {
    const auto waiting = static_cast<long long>(in_.next.size());
    std::string sentence = waiting == 0 ? tr("Nothing is scheduled for next month yet")
                                        : trn("Next: {} post is scheduled for next month, the first on {}", "Next: {} posts are scheduled for next month, the first on {}", waiting, waiting,
                                              day_in_words(in_.next.front().delivery.due->at, in_.figures.zone, in_.figures.lang));
    TRY(const Table goals, table_of(in_, "goals"));
    std::vector<std::string> behind;
    for (std::size_t i = 0; i < goals.rows.size(); ++i) {
      const std::string state = text_named(goals, i, "state");
      if (state == "behind" || state == "at-risk") behind.push_back(text_named(goals, i, "goal"));
    }
    if (!behind.empty()) sentence = trn("{}; a goal is in danger: {}", "{}; goals are in danger: {}", static_cast<long long>(behind.size()), sentence, joined(behind, ", "));
    return sentence + ".";
  }

  BookInputs& in_;
  const MonthFigures& figures_;
};

}  // namespace

const PostFigures* best_post(const BookInputs& inputs) {
  const auto posts = ranked_posts(inputs);
  return posts.empty() || *engagement_of(posts.front()->figures).value <= 0 ? nullptr : posts.front();
}

Result<std::vector<std::string>> month_sentences(BookInputs& inputs, const MonthFigures& figures) { return Telling(inputs, figures).all(); }

}  // namespace cmtool
