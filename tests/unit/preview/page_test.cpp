// SPDX-License-Identifier: MIT
#include "preview/page.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/hash.hpp"
#include "preview/card.hpp"
#include "preview/words.hpp"

using namespace cmtool;
using namespace cmtool::preview;
using namespace std::chrono;

namespace {

bool has(const std::string& html, std::string_view what) { return html.find(what) != std::string::npos; }

Page december(std::vector<Planned> entries, const std::string& language = "fr") {
  return {.name = "acme", .language = language, .zone = "Europe/Paris", .made = parse_iso("2026-11-22T09:00:00Z").value(),
          .first = local_days(2026y / December / 1), .last = local_days(2026y / December / 31), .entries = std::move(entries)};
}

Planned entry(const std::string& at, const Post& post, const std::string& platform = "mastodon") {
  return {.post = "1m8ad507qykydvd5", .at = parse_iso(at).value(),
          .cards = {{.account = "atelier", .handle = "atelier@example.org", .platform = platform, .platform_title = "Mastodon", .post = post}}};
}

/// Something from a stranger that would do harm wherever it is not escaped.
const std::string hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> & \u202E </style></title>";

}  // namespace

TEST_CASE("hostile text is shown as text, wherever it stands") {
  for (const std::string platform : {"mastodon", "bluesky", "wordpress", "site", "\"><script>"}) {
    Post post{.text = hostile, .thread = {hostile}, .title = hostile, .language = hostile, .warning = hostile, .reply_to = hostile, .quote = "javascript:alert(3)"};
    post.poll = Poll{.options = {hostile, hostile}};
    post.link = Link{.url = "https://example.org/" + hostile, .title = hostile, .description = hostile};
    post.media = {{.file = "/tmp/" + hostile, .alt = hostile, .sha256 = "a", .type = hostile}, {.file = hostile, .kind = MediaKind::video}};
    post.first_comment = hostile;
    post.sponsored = hostile;
    post.excerpt = hostile;
    post.tags = {hostile};
    Planned one = entry("2026-12-24T08:00:00Z", post, platform);
    one.held = true;
    one.code = hostile;
    one.approved_by = {hostile};
    one.rejected_by = one.rejected_why = hostile;
    one.cards[0].account = one.cards[0].handle = one.cards[0].platform_title = hostile;
    Page page = december({one});
    page.name = hostile;
    const std::string html = page_html(page);
    CAPTURE(platform);
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "<img src=x"));
    CHECK_FALSE(has(html, "href=\"javascript:"));
    // The style is ours alone, and so is the title.
    CHECK(html.find("</style>") == html.rfind("</style>"));
    CHECK(html.find("</title>") == html.rfind("</title>"));
  }
}

TEST_CASE("the page lets nothing in: no script, no address but its own pictures', a hash for its style") {
  Post post{.text = "# Un\n\n![une photo](https://tracker.example/pixel.png) <img src=\"https://tracker.example/2.png\">"};
  post.media = {{.file = "a.jpg", .alt = "Une vitrine", .sha256 = "abc", .type = "image/jpeg"}};
  Page page = december({entry("2026-12-24T08:00:00Z", post, "site"), entry("2026-12-25T08:00:00Z", post, "wordpress")});
  page.pictures["abc"] = {.type = "image/jpeg", .base64 = "AAAA", .width = 4, .height = 3};
  const std::string html = page_html(page);
  CHECK(has(html, "default-src 'none'; img-src data:; style-src 'sha256-" + base64(sha256(style_sheet())) + "'; base-uri 'none'; form-action 'none'"));
  CHECK(has(html, "<style>" + std::string(style_sheet()) + "</style>"));
  CHECK_FALSE(has(html, "src=\"http"));
  CHECK_FALSE(has(html, " style=\""));
  CHECK(has(html, "<em>[une photo]</em>"));
  CHECK(has(html, "<img src=\"data:image/jpeg;base64,AAAA\" alt=\"Une vitrine\" width=\"4\" height=\"3\">"));
  CHECK(has(html, "Une vitrine</span></figcaption>"));
}

TEST_CASE("a held post stands with its code and how to answer, any other without") {
  Planned held = entry("2026-12-24T08:00:00Z", {.text = "Bonjour"});
  held.held = true;
  held.code = "1m8ad507qykydvd5-k7f2q-9xw3m";
  Planned ready = entry("2026-12-25T08:00:00Z", {.text = "Bonsoir"});
  ready.approved_by = {"lea", "tom"};
  const std::string html = page_html(december({held, ready}));
  CHECK(has(html, "<code class=\"code\">1m8ad507qykydvd5-k7f2q-9xw3m</code>"));
  CHECK(has(html, "Répondez avec ce code pour approuver\u00A0:"));
  CHECK(has(html, "2\u00A0publications, <a href=\"#answers\">dont 1\u00A0attend votre accord</a>."));
  CHECK(has(html, "Approuvé par <bdi>lea</bdi>, <bdi>tom</bdi>"));
  const std::string none = page_html(december({ready}));
  CHECK_FALSE(has(none, "<code class=\"code\">"));
  CHECK_FALSE(has(none, "id=\"answers\""));
}

TEST_CASE("an occurrence that is not made yet is announced without a code") {
  Planned later = entry("2026-12-24T08:00:00Z", {.text = "Bonjour"});
  later.held = true;
  const std::string html = page_html(december({later}, "en"));
  CHECK(has(html, "Will wait for your approval"));
  CHECK_FALSE(has(html, "<code class=\"code\">"));
}

TEST_CASE("days and times are those of the workspace's zone, over both clock changes") {
  Page page = december({entry("2026-10-24T22:30:00Z", {.text = "a"}), entry("2026-10-25T00:30:00Z", {.text = "b"}), entry("2026-10-25T01:30:00Z", {.text = "c"}),
                        entry("2026-10-25T22:59:00Z", {.text = "d"}), entry("2026-10-25T23:00:00Z", {.text = "e"})});
  page.first = local_days(2026y / October / 1);
  page.last = local_days(2026y / October / 31);
  const std::string html = page_html(page);
  CHECK_FALSE(has(html, "id=\"d2026-10-24\""));
  const auto sunday = html.find("id=\"d2026-10-25\""), monday = html.find("id=\"d2026-10-26\"");
  REQUIRE(sunday != std::string::npos);
  REQUIRE(monday != std::string::npos);
  const std::string on_sunday = html.substr(sunday, monday - sunday);
  CHECK(has(on_sunday, ">0\u00A0h\u00A030<"));
  CHECK(has(on_sunday, ">2\u00A0h\u00A030 (UTC+02:00)<"));  // that time comes twice
  CHECK(has(on_sunday, ">2\u00A0h\u00A030 (UTC+01:00)<"));
  CHECK(has(on_sunday, ">23\u00A0h\u00A059<"));
  CHECK(has(html.substr(monday), ">0\u00A0h\u00A000<"));
  CHECK(has(on_sunday, "dimanche 25 octobre"));
}

TEST_CASE("a page in English and one in French say the same") {
  const auto one = entry("2026-12-01T08:00:00Z", {.text = "x"});
  const std::string english = page_html(december({one}, "en")), french = page_html(december({one}, "fr-CA"));
  CHECK(has(english, "<html lang=\"en\">"));
  CHECK(has(english, "<h1>December 2026</h1>"));
  CHECK(has(english, "Tuesday 1 December"));
  CHECK(has(english, ">09:00<"));
  CHECK(has(french, "<html lang=\"fr\">"));
  CHECK(has(french, "<h1>Décembre 2026</h1>"));
  CHECK(has(french, "mardi 1er décembre"));
  CHECK(has(french, ">9\u00A0h\u00A000<"));
}

TEST_CASE("a text is marked as its platform marks it") {
  const std::string text = "Venez @lea@example.org #Noël https://www.example.org/a/very/long/path/indeed-so-long & <b>";
  CHECK(marked_text(text, "mastodon") ==
        "Venez <span class=\"mark\">@lea</span> <span class=\"mark\">#Noël</span> "
        "<a href=\"https://www.example.org/a/very/long/path/indeed-so-long\" rel=\"noopener noreferrer\">example.org/a/very/long/path/i…</a> &amp; &lt;b&gt;");
  CHECK(has(marked_text(text, "bluesky"), ">https://www.example.org/a/very/long/path/indeed-so-long</a>"));
}

TEST_CASE("every part of a post can be seen") {
  Post post{.text = "Le texte", .thread = {"La suite"}, .warning = "Sensible"};
  post.poll = Poll{.options = {"Oui", "Non"}, .open_for = hours(48)};
  post.first_comment = "Le lien";
  post.visibility = Visibility::unlisted;
  post.media = {{.file = "dir/film.mp4", .alt = "", .kind = MediaKind::video, .seconds = 62}};
  const std::string html = page_html(december({entry("2026-12-24T08:00:00Z", post)}));
  for (const auto* const part : {"Le texte", "2/2 · suite du fil", "La suite", "Sensible", "<li dir=\"auto\">Oui</li>", "ouvert pendant 2\u00A0jours", "Premier commentaire",
                                 "Le lien", "Non répertorié", "Vidéo · 1:02 · film.mp4", "Sans description (texte alternatif)"}) {
    CHECK_MESSAGE(has(html, part), part);
  }
}

TEST_CASE("French sets a no-break space before its tall signs, in all that the page says") {
  Planned one = entry("2026-12-24T08:00:00Z", {.text = "x", .warning = "y"});
  one.held = true;
  one.code = "c";
  one.rejected_by = "tom";
  one.rejected_why = "trop long";
  const std::string html = page_html(december({one}));
  const std::string body = html.substr(html.find("<body>"));
  for (const auto* const sign : {" :", " ;", " !", " ?", " »", "« "}) CHECK_MESSAGE(!has(body, sign), sign);
}

TEST_CASE("an empty period says so") {
  CHECK(has(page_html(december({})), "Rien n’est prévu pour ces jours."));
  Page week = december({}, "en");
  week.first = local_days(2026y / December / 28);
  week.last = local_days(2027y / January / 3);
  CHECK(has(page_html(week), "<h1>28 December 2026 – 3 January 2027</h1>"));
}
