// SPDX-License-Identifier: MIT
// When suddenly much more was said than usual, and because of what: the themes, authors and posts that have more of it than they usually have.
#include "spikes.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "listen/crowd.hpp"
#include "report.hpp"
#include "themes.hpp"

namespace cmtool {
namespace {

constexpr std::chrono::minutes step{15};
constexpr auto usual_time = std::chrono::days(14);
/// It is over when it was quiet for so long.
constexpr std::size_t quiet_steps = 4;
constexpr double still_loud = 2;  ///< times what is usual
constexpr std::size_t most_themes = 3, most_authors = 3;
/// Somebody or a post is a cause with this share of what is said, and at least so many times.
constexpr double share_of_author = 0.15, share_of_post = 0.3;
constexpr std::uint64_t least_times = 3;

std::vector<Column> columns() {
  return {{.key = "from", .title = tr("From"), .kind = Kind::time},
          {.key = "until", .title = tr("Until"), .kind = Kind::time},
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "usual", .title = tr("Usual"), .kind = Kind::number},
          {.key = "strength", .title = tr("Strength"), .kind = Kind::number, .shown = false},
          {.key = "voices", .title = tr("Voices"), .kind = Kind::integer, .shown = false},
          {.key = "balance", .title = tr("Sentiment"), .kind = Kind::number},
          {.key = "themes", .title = tr("Themes"), .kind = Kind::list},
          {.key = "authors", .title = tr("Authors"), .kind = Kind::list},
          {.key = "post", .title = tr("On"), .kind = Kind::id, .shown = false},
          {.key = "post_text", .title = tr("About the post")},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list, .shown = false},
          {.key = "example", .title = tr("Example"), .kind = Kind::id, .shown = false},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no, .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

Instant step_of(Instant at) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(at);
  return minute - minute.time_since_epoch() % step;
}

/// A spike from its beginning until it was quiet again.
struct Episode {
  Spike spike{};
  Instant until{};
  double usual = 0;  ///< what so long a time brings otherwise
};

std::vector<TimedCount> series_of(const std::vector<const InboxItem*>& items, Instant end) {
  std::vector<TimedCount> series;
  if (items.empty()) return series;
  const Instant first = step_of(items.front()->item.at);
  for (Instant at = first; at < end; at += step) series.push_back({.at = at});
  for (const auto* entry : items) {
    const auto place = static_cast<std::size_t>((step_of(entry->item.at) - first) / step);
    if (place < series.size()) series[place].count += 1;
  }
  return series;
}

std::vector<Episode> episodes_of(const std::vector<TimedCount>& series, Instant since) {
  std::vector<Episode> episodes;
  for (const auto& spike : find_spikes(series, quiet_spikes())) {
    if (!episodes.empty() && spike.at <= episodes.back().until) continue;  // it grows, and is no new one
    const auto first = static_cast<std::size_t>((spike.at - series.front().at) / step);
    const double loud = std::max(still_loud * spike.usual, 1.0);
    std::size_t last = first, quiet = 0;
    for (auto at = first; at < series.size() && quiet < quiet_steps; ++at) {
      quiet = series[at].count > loud ? 0 : quiet + 1;
      if (quiet == 0) last = at;
    }
    const Episode episode{.spike = spike, .until = series[last].at + step, .usual = spike.usual * static_cast<double>(last + 1 - first)};
    if (episode.until > since) episodes.push_back(episode);
  }
  return episodes;
}

/// What stands out among the items of an episode against those of the fortnight before it.
class Cause {
 public:
  Cause(const std::vector<const InboxItem*>& all, const Episode& episode, const ReportInputs& inputs)  {
    for (const auto* entry : all) {
      if (entry->item.at >= episode.spike.at && entry->item.at < episode.until) said_.push_back(entry);
      else if (entry->item.at < episode.spike.at && entry->item.at >= episode.spike.at - usual_time) before_.push_back(entry);
    }
    for (const auto* entry : said_) crowd_.add(*entry, listen::sound_of(*entry, inputs.sounds));
  }

  [[nodiscard]] const listen::Crowd& crowd() const { return crowd_; }
  [[nodiscard]] const std::vector<const InboxItem*>& said() const { return said_; }

  [[nodiscard]] std::vector<Theme> themes() const {
    auto found = find_themes(texts_of(said_), texts_of(before_), {.most = 4 * most_themes});
    // Without a before nothing is surprising, and what is said most is all that can be told.
    if (!before_.empty()) std::erase_if(found, [](const Theme& theme) { return theme.surprise < surprising; });
    if (found.size() > most_themes) found.resize(most_themes);
    return found;
  }

  template <typename KeyOf>
  [[nodiscard]] std::vector<std::pair<std::uint64_t, std::string>> standing_out(KeyOf key_of, double share) const {
    std::map<std::string, std::uint64_t> now, before;
    for (const auto* entry : said_) ++now[key_of(*entry)];
    for (const auto* entry : before_) ++before[key_of(*entry)];
    std::vector<std::pair<std::uint64_t, std::string>> found;
    for (const auto& [key, count] : now) {
      if (key.empty() || count < least_times || static_cast<double>(count) < share * static_cast<double>(said_.size())) continue;
      if (!before_.empty() && surprise_of(count, said_.size(), before[key], before_.size()) < surprising) continue;
      found.emplace_back(count, key);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    return found;
  }

 private:
  static std::vector<ThemeText> texts_of(const std::vector<const InboxItem*>& items) {
    std::vector<ThemeText> texts;
    for (const auto* entry : items) {
      const auto& author = entry->item.author;
      texts.push_back({.id = entry->item.id, .text = entry->item.text, .language = entry->item.language, .author = author.remote_id.empty() ? std::string_view(author.handle) : std::string_view(author.remote_id)});
    }
    return texts;
  }

  std::vector<const InboxItem*> said_{}, before_{};
  listen::Crowd crowd_{};
};

std::string name_of(const std::vector<const InboxItem*>& items, const std::string& key) {
  for (const auto* entry : items) {
    if (author_key(entry->item.author) == key) return shown_name(entry->item.author);
  }
  return key;
}

Value text_of_post(const ReportInputs& inputs, const std::string& remote_id) {
  for (const auto& one : inputs.now.posts) {
    if (one.delivery.receipt && one.delivery.receipt->remote_id == remote_id) return Value(one.post.text.empty() ? one.post.title : one.post.text);
  }
  return {};
}

std::vector<Value> row_of(const Episode& episode, const Cause& cause, const ReportInputs& inputs) {
  const auto& crowd = cause.crowd();
  std::vector<std::string> themes, authors, accounts;
  std::string example;
  for (const auto& theme : cause.themes()) {
    themes.push_back(theme.phrase);
    if (example.empty()) example = theme.example;
  }
  for (const auto& [count, key] : cause.standing_out([](const InboxItem& entry) { return listen::voice_key(entry.item.author); }, share_of_author)) {
    if (authors.size() < most_authors) authors.push_back(name_of(cause.said(), key));
  }
  for (const auto& [count, key] : cause.standing_out([](const InboxItem& entry) { return "@" + entry.item.account; }, share_of_post)) accounts.push_back(key);
  const auto posts = cause.standing_out([](const InboxItem& entry) { return entry.item.on; }, share_of_post);
  if (example.empty() && !cause.said().empty()) example = cause.said().front()->item.id;
  return {Value(episode.spike.at), Value(episode.until), Value(static_cast<std::int64_t>(crowd.mentions())), Value(episode.usual), Value(episode.spike.strength), Value(static_cast<std::int64_t>(crowd.voices())),
          cell(crowd.balance()), Value(Json::strings(themes)), Value(Json::strings(authors)), posts.empty() ? Value() : Value(posts.front().second),
          posts.empty() ? Value() : text_of_post(inputs, posts.front().second), Value(Json::strings(accounts)), example.empty() ? Value() : Value(example),
          Value(listen::is_few(crowd.mentions())), cell(heard_at(inputs, crowd.as_of()))};
}

Result<Table> run(const ReportInputs& inputs) {
  std::vector<const InboxItem*> items;
  for (const auto* list : {&inputs.usual, &inputs.now.items}) {
    for (const auto& entry : *list) {
      if (listen::is_heard(entry)) items.push_back(&entry);
    }
  }
  Table table{.columns = columns()};
  const auto series = series_of(items, std::min(inputs.now.period.until, inputs.at));
  for (const auto& episode : episodes_of(series, inputs.now.period.from)) table.rows.push_back(row_of(episode, Cause(items, episode, inputs), inputs));
  if (table.rows.empty()) table.notes.push_back(tr("nothing departs from the usual rhythm"));
  return table;
}

}  // namespace

const Report& spikes_report() {
  static const Report it{
      .name = "spikes",
      .summary = N_("show when suddenly much more was said than usual, and why"),
      .details = N_("Mentions are counted by quarters of an hour and held against a slow mean, learnt from the fortnight before the period on; the strength is how many deviations above it the spike begins. It lasts until an hour is quiet. Usual is what so long a time brings otherwise. "
                    "Named as causes are the themes, the authors (15 % of what was said, and 3 times) and the post of ours (30 %) that have significantly more of the spike than of the fortnight before it (log-likelihood of 6.63 or more). Spam is left out. "
                    "few marks spikes of fewer than 10 mentions; as_of is when the accounts were last asked for them."),
      .needs = {ReportNeed::items, ReportNeed::usual, ReportNeed::sounds, ReportNeed::posts},
      .examples = N_("cmtool report spikes --month 2026-11\ncmtool report spikes @atelier --from \"1 week ago\" --format json"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
