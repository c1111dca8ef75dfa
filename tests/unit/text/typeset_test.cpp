// SPDX-License-Identifier: MIT
#include "text/typeset.hpp"

#include <doctest/doctest.h>

#include <array>

#include "text/numbers.hpp"

using namespace cmtool;

TEST_CASE("French sentences get the spaces that a line may not break at") {
  struct Row {
    const char *given, *set;
  };
  constexpr std::array rows{
      Row{"Bravo!", "Bravo\u202F!"},
      Row{"Bravo !", "Bravo\u202F!"},
      Row{"Quoi ?!", "Quoi\u202F?!"},
      Row{"oui; non", "oui\u202F; non"},
      Row{"Note : ici", "Note\u00A0: ici"},
      Row{"Note: ici", "Note\u00A0: ici"},
      Row{"à 10:30 précises", "à 10:30 précises"},
      Row{"« bonjour »", "«\u00A0bonjour\u00A0»"},
      Row{"«bonjour»", "«\u00A0bonjour\u00A0»"},
      Row{"12 % de plus", "12\u202F% de plus"},
      Row{"12% de plus", "12\u202F% de plus"},
      Row{"l'atelier d'été", "l’atelier d’été"},
      Row{"« ", "«\u00A0"},
      Row{" »", "\u00A0»"},
      Row{"voir https://a.example/?q=1;b!c et après", "voir https://a.example/?q=1;b!c et après"},
      Row{"écrire à lea@a.example!", "écrire à lea@a.example!"},
      Row{"", ""},
      Row{"!", "!"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.given);
    CHECK(typeset(row.given, "fr") == row.set);
    CHECK(typeset(row.set, "fr-CA") == row.set);  // twice changes nothing more
    CHECK(typeset(row.given, "en") == row.given);
  }
}

TEST_CASE("broken text is set without harm") {
  for (const char* text : {"\xFF!", "\xC2", "«\xE2\x80", "a\xFF : b"}) CHECK(typeset(text, "fr").size() >= std::string(text).size());
}

TEST_CASE("numbers are written as each language writes them") {
  CHECK(grouped(-1234567, "en") == "-1,234,567");
  CHECK(grouped(-1234567, "fr") == "-1\u202F234\u202F567");
  CHECK(decimal(1234.5, "fr") == "1\u202F234,5");
  CHECK(percent_text(12.5, "fr-FR") == "12,5\u202F%");
  CHECK(percent_text(12.5, "en") == "12.5%");
  CHECK(short_number(1'500'000, "fr") == "1,5\u202FM");
  CHECK(short_number(12'000, "en") == "12\u202Fk");
  CHECK(short_number(2e9, "fr") == "2\u202FMd");
  CHECK(short_number(950, "en") == "950");
}
