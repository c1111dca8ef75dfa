// SPDX-License-Identifier: MIT
#include "disclosure.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("the mention is in the post's language, whoever runs the program") {
  CHECK(disclosure_in("fr", "Acme") == "Collaboration commerciale avec Acme");
  CHECK(disclosure_in("fr-CA", "") == "Collaboration commerciale");
  CHECK(disclosure_in("en-GB", "Acme") == "Paid partnership with Acme");
  CHECK(disclosure_in("fro", "") == "Paid partnership");
}

TEST_CASE("what the mention adds is recognised, and added once") {
  for (const auto* language : {"fr", "en", "", "de"}) {
    const auto once = with_disclosure("Bonjour", language, "Acme");
    CHECK(once.ends_with("\n\nBonjour"));
    CHECK(is_disclosed(once, language));
    CHECK(with_disclosure(once, language, "Acme") == once);
  }
  CHECK(with_disclosure("", "fr", "Acme") == "Collaboration commerciale avec Acme");
}

TEST_CASE("a word inside another is no mention") {
  CHECK_FALSE(is_disclosed("Add your name to the roadshow", "en"));
  CHECK_FALSE(is_disclosed("Nos publicités d'antan", "fr"));
  CHECK(is_disclosed("PUBLICITÉ !", "fr"));
  CHECK(hint_of_payment("Le #collab du mois") == "#collab");
  CHECK(hint_of_payment("collaboration de voisins").empty());
}
