// SPDX-License-Identifier: MIT
#include "text/html_text.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("what servers show is read as the words that a reader sees") {
  struct Row {
    const char* name;
    const char* html;
    const char* text;
  };
  const Row rows[] = {
      {"paragraphs and line breaks", "<p>One<br />two</p><p>three</p>", "One\ntwo\nthree"},
      {"Mastodon's shortened link",
       R"(<p>See <a href="https://example.com/a/long/path" rel="nofollow"><span class="invisible">https://</span>)"
       R"(<span class="ellipsis">example.com/a/long</span><span class="invisible">/path</span></a></p>)",
       "See https://example.com/a/long/path"},
      {"a mention",
       R"(<span class="h-card"><a href="https://b.example/@ann" class="u-url mention">@<span>ann</span></a></span>)", "@ann"},
      {"a hashtag", R"(<a href="https://a.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a>)", "#x"},
      {"references", "a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#x27; f&nbsp;g &eacute; &bogus; AT&T",
       "a & b <c> \"d\" 'e' f\xC2\xA0g &eacute; &bogus; AT&T"},
      {"a quote's fallback link", R"(<p class="quote-inline">RE: <a href="https://x/1">x</a></p><p>Mine</p>)", "Mine"},
      {"comments and scripts", "<!-- wp:image --><p>a</p><script>alert('</p>')</script><style>p{}</style><p>b</p>", "a\nb"},
      {"a > between quotes", R"(<a title="a > b">c</a>)", "c"},
      {"a tag that never ends", "a<b", "a"},
      {"a comment that never ends", "a<!-- b", "a"},
      {"a less-than sign", "1 < 2", "1 < 2"},
      {"a number beyond Unicode", "&#x110000;&#0;", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(text_from_html(row.html) == row.text);
  }
}

TEST_CASE("texts are the same but for what a server rewrites") {
  CHECK(same_words("Hello  @ann@b.example,\n\nhow are you?", "Hello @ann, how are you?", Rewriting::none));
  CHECK(same_words("Ask @ann@b.example. Now", "Ask @ann. Now", Rewriting::none));
  CHECK(same_words("mail a@b.example", "mail a@b.example", Rewriting::none));
  CHECK_FALSE(same_words("mail a@b.example", "mail a", Rewriting::none));
  CHECK_FALSE(same_words("Open!", "Open?", Rewriting::none));
  CHECK_FALSE(same_words("It's 5 o'clock",
                         "It\xE2\x80\x99s 5 o\xE2\x80\x99"
                         "clock",
                         Rewriting::none));
}

TEST_CASE("where a server rewrites heavily only letters and digits count") {
  CHECK(same_words("It's *5* o'clock ...",
                   "It\xE2\x80\x99s 5 o\xE2\x80\x99"
                   "clock \xE2\x80\xA6",
                   Rewriting::heavy));
  CHECK(
      same_words("\xC2\xAB\xC2\xA0"
                 "Été\xC2\xA0\xC2\xBB",
                 "\"Été\"", Rewriting::heavy));
  CHECK(same_words("Well done :-) https://a.example/b", "Well done 🙂 a.example/b", Rewriting::heavy));
  CHECK_FALSE(same_words("Day 1", "Day 2", Rewriting::heavy));
  CHECK_FALSE(same_words("été", "ete", Rewriting::heavy));
  CHECK_FALSE(same_words(":-)", ":-(", Rewriting::heavy));
  CHECK_FALSE(same_words("🎉", "🎄", Rewriting::heavy));
}
