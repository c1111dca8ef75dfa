// SPDX-License-Identifier: MIT
#include "book/inputs.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "format.hpp"
#include "media.hpp"
#include "media/examine.hpp"
#include "report_inputs.hpp"
#include "when/when.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_logo = 500'000;
constexpr std::size_t pictures_shown = 12;
/// A page of a book is no gallery: all of it stays under 2 MB.
const MediaLimits picture_limits{.image_bytes = 100'000, .image_side = 720, .types = {"image/jpeg", "image/png"}};

/// Everything that any report of the book asks for, so that all is read once.
const Report whole_month{.name = "book",
                         .needs = {ReportNeed::posts, ReportNeed::accounts, ReportNeed::ads, ReportNeed::items, ReportNeed::decisions, ReportNeed::people, ReportNeed::goals, ReportNeed::topics,
                                   ReportNeed::sounds, ReportNeed::usual, ReportNeed::answers},
                         .compares = true};

Result<Instant> start_of(std::chrono::year_month month, const std::string& zone) {
  TRY(const auto due, due_at(Wall(std::chrono::local_days(month / 1)), zone, Fold::earlier));
  return due.at;
}

bool is_colour(const std::string& text) {
  return text.size() == 7 && text[0] == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

/// A picture that is missing, or cannot be made small enough, is left out: it is no reason not to have a book.
void read_picture(Desk& desk, const Media& media, BookInputs& to) {
  if (media.kind != MediaKind::image || media.sha256.empty() || to.pictures.contains(media.sha256)) return;
  const auto small = fit_media(desk.store, media, picture_limits, {.shrink = Shrink::yes});
  if (!small.ok()) return;
  const auto source = desk.store.open_media(small->sha256, extension_of(small->type));
  if (!source.ok()) return;
  std::string bytes(small->bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto got = (*source)->read(bytes.data() + filled, bytes.size() - filled);
    if (!got.ok()) return;
    if (*got == 0) break;
    filled += *got;
  }
  bytes.resize(filled);
  to.pictures.emplace(media.sha256, std::move(bytes));
}

Result<void> read_logo(Desk& desk, BookInputs& to) {
  if (to.look.logo.empty()) return {};
  const Disk::Path file = Disk::Path(desk.store.where()) / to.look.logo;
  auto bytes = desk.world.disk->read(file, largest_logo);
  if (!bytes.ok()) return std::move(bytes).error();
  to.logo_type = type_of(*bytes);
  if (to.logo_type != "image/png" && to.logo_type != "image/jpeg") return Error{.fault = Fault::usage, .message = tr("the logo is no PNG and no JPEG"), .hint = tr("name a PNG or a JPEG under “book.logo” in settings.json"), .where = file.string()};
  to.logo_bytes = std::move(*bytes);
  return {};
}

}  // namespace

Result<BookLook> book_look(const Json& settings, const std::string& workspace) {
  const Json& book = settings["book"];
  BookLook look{.client = book["client"].string_or(), .by = book["by"].string_or(), .colour = book["colour"].string_or(), .logo = book["logo"].string_or()};
  if (look.client.empty()) look.client = workspace;
  if (!look.colour.empty() && !is_colour(look.colour)) {
    return Error{.fault = Fault::usage, .message = tr("“book.colour” is no colour: {}", look.colour), .hint = tr("write it as #1F6FEB"), .where = "settings.json"};
  }
  const Disk::Path logo(look.logo);
  if (logo.is_absolute() || std::find(logo.begin(), logo.end(), "..") != logo.end()) {
    return Error{.fault = Fault::usage, .message = tr("“book.logo” leads out of the workspace: {}", look.logo), .hint = tr("put the picture into the workspace, and name it from there"), .where = "settings.json"};
  }
  return look;
}

Result<BookInputs> book_inputs(Desk& desk, const BookWish& wish) {
  BookInputs inputs{.accounts = wish.accounts, .month = wish.month};
  ReportWish asked{.compare = "previous", .accounts = wish.accounts, .top = 0, .zone = wish.zone, .lang = wish.lang};
  TRY(asked.period.from, start_of(wish.month, wish.zone));
  TRY(asked.period.until, start_of(wish.month + std::chrono::months(1), wish.zone));
  TRY(inputs.figures, report_inputs(desk, whole_month, asked));
  TRY(inputs.look, book_look(inputs.figures.settings, Disk::Path(desk.store.where()).filename().string()));
  TRY(const Instant after, start_of(wish.month + std::chrono::months(2), wish.zone));
  ScheduleFilter next{.from = asked.period.until, .until = after};
  for (const auto& account : wish.accounts) next.accounts.push_back(account.name);
  if (!next.accounts.empty()) {
    TRY(inputs.next, desk.store.scheduled(next));
  }
  std::erase_if(inputs.next, [](const Scheduled& one) { return !one.delivery.due; });
  auto shown = ranked_posts(inputs);
  if (shown.size() > pictures_shown) shown.resize(pictures_shown);
  for (const auto* post : shown) {
    if (!post->post.media.empty()) read_picture(desk, post->post.media.front(), inputs);
  }
  CHECK_OK(read_logo(desk, inputs));
  return inputs;
}

std::vector<const PostFigures*> ranked_posts(const BookInputs& inputs) {
  std::vector<const PostFigures*> posts;
  for (const auto& post : inputs.figures.now.posts) {
    if (engagement_of(post.figures).value) posts.push_back(&post);
  }
  std::stable_sort(posts.begin(), posts.end(), [](const PostFigures* a, const PostFigures* b) { return *engagement_of(a->figures).value > *engagement_of(b->figures).value; });
  return posts;
}

Result<Table> table_of(BookInputs& inputs, std::string_view report, const std::string& by, std::size_t top, const std::string& sort) {
  const std::string name = joined(std::vector<std::string>{std::string(report), by, std::to_string(top), sort}, " ");
  if (const auto made = inputs.tables.find(name); made != inputs.tables.end()) return made->second;
  TRY(const Report* const found, find_report(report));
  inputs.figures.by = !by.empty() ? by : found->by.empty() ? std::string() : found->by.front();
  inputs.figures.sort = !sort.empty() ? sort : found->sorts.empty() ? std::string() : found->sorts.front();
  inputs.figures.top = top;
  TRY(auto table, found->run(inputs.figures));
  return inputs.tables.emplace(name, std::move(table)).first->second;
}

Table with_columns(const Table& table, const std::vector<std::string>& keys) {
  std::vector<std::string> known;
  for (const auto& key : keys) {
    if (std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.key == key; })) known.push_back(key);
  }
  auto made = selected(table, known);
  return made.ok() ? std::move(*made) : table;
}

}  // namespace cmtool
