// SPDX-License-Identifier: MIT
// Words that every text has and no text is about. Folded, sorted.
#include <algorithm>
#include <string_view>

#include "listen/phrases.hpp"

namespace cmtool::listen {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view french[] = {
    "ai"sv, "aie"sv, "ainsi"sv, "ait"sv, "alors"sv, "apres"sv, "assez"sv, "au"sv, "aucun"sv, "aucune"sv, "aujourd"sv, "aura"sv, "aurai"sv, "auraient"sv,
    "aurais"sv, "aurait"sv, "auriez"sv, "auront"sv, "aussi"sv, "autant"sv, "autre"sv, "autres"sv, "aux"sv, "avaient"sv, "avais"sv, "avait"sv, "avant"sv, "avec"sv,
    "avez"sv, "avoir"sv, "avons"sv, "beaucoup"sv, "bien"sv, "bonjour"sv, "bonsoir"sv, "bravo"sv, "bref"sv, "c"sv, "ca"sv, "car"sv, "ce"sv, "ceci"sv, "cela"sv,
    "celle"sv, "celles"sv, "celui"sv, "cent"sv, "cependant"sv, "ces"sv, "cest"sv, "cet"sv, "cette"sv, "ceux"sv, "chacun"sv, "chaque"sv, "chez"sv, "chose"sv,
    "choses"sv, "chui"sv, "ci"sv, "cinq"sv, "combien"sv, "comme"sv, "comment"sv, "contre"sv, "coucou"sv, "d"sv, "dans"sv, "de"sv, "dedans"sv, "dehors"sv,
    "deja"sv, "depuis"sv, "derriere"sv, "des"sv, "desormais"sv, "deux"sv, "devant"sv, "devrait"sv, "dire"sv, "dit"sv, "dois"sv, "doit"sv, "doivent"sv, "donc"sv,
    "dont"sv, "du"sv, "durant"sv, "e"sv, "elle"sv, "elles"sv, "en"sv, "encore"sv, "enfin"sv, "ensuite"sv, "entre"sv, "es"sv, "est"sv, "et"sv, "etaient"sv,
    "etais"sv, "etait"sv, "etant"sv, "etc"sv, "ete"sv, "etes"sv, "etiez"sv, "etions"sv, "etre"sv, "eu"sv, "eut"sv, "eux"sv, "evidemment"sv, "faire"sv, "fais"sv,
    "faisait"sv, "fait"sv, "faites"sv, "faudrait"sv, "faut"sv, "fera"sv, "ferait"sv, "fois"sv, "font"sv, "franchement"sv, "g"sv, "genre"sv, "gens"sv, "grace"sv,
    "gros"sv, "h"sv, "hein"sv, "hier"sv, "hui"sv, "hyper"sv, "i"sv, "ici"sv, "il"sv, "ils"sv, "j"sv, "jai"sv, "jamais"sv, "je"sv, "jour"sv, "jours"sv, "jsuis"sv,
    "jusqu"sv, "jusque"sv, "juste"sv, "k"sv, "l"sv, "la"sv, "laquelle"sv, "le"sv, "lequel"sv, "les"sv, "lesquels"sv, "leur"sv, "leurs"sv, "loin"sv, "lol"sv,
    "lors"sv, "lorsque"sv, "lui"sv, "m"sv, "ma"sv, "madame"sv, "mais"sv, "malgre"sv, "mdr"sv, "me"sv, "meme"sv, "memes"sv, "merci"sv, "mes"sv, "mien"sv,
    "mieux"sv, "mm"sv, "moi"sv, "moins"sv, "mon"sv, "monsieur"sv, "n"sv, "ne"sv, "ni"sv, "non"sv, "nos"sv, "notre"sv, "nous"sv, "nouveau"sv, "nul"sv, "o"sv,
    "oh"sv, "ok"sv, "on"sv, "ont"sv, "ou"sv, "ouais"sv, "oui"sv, "par"sv, "parce"sv, "parfois"sv, "parmi"sv, "partout"sv, "pas"sv, "pendant"sv, "personne"sv,
    "peu"sv, "peut"sv, "peuvent"sv, "peux"sv, "plein"sv, "plus"sv, "plusieurs"sv, "plutot"sv, "pour"sv, "pourquoi"sv, "pourrait"sv, "pourriez"sv, "pouvez"sv,
    "presque"sv, "ptdr"sv, "puis"sv, "puisque"sv, "qu"sv, "quand"sv, "quant"sv, "quatre"sv, "que"sv, "quel"sv, "quelle"sv, "quelles"sv, "quelqu"sv, "quelque"sv,
    "quelques"sv, "quels"sv, "qui"sv, "quil"sv, "quoi"sv, "quon"sv, "r"sv, "rien"sv, "s"sv, "sa"sv, "sais"sv, "sait"sv, "salut"sv, "sans"sv, "sauf"sv, "savez"sv,
    "se"sv, "sera"sv, "serai"sv, "serait"sv, "seront"sv, "ses"sv, "seul"sv, "seule"sv, "si"sv, "sien"sv, "sinon"sv, "soi"sv, "soient"sv, "sois"sv, "soit"sv,
    "son"sv, "sont"sv, "sous"sv, "souvent"sv, "stp"sv, "suis"sv, "super"sv, "sur"sv, "surtout"sv, "svp"sv, "t"sv, "ta"sv, "tandis"sv, "tant"sv, "te"sv, "tel"sv,
    "telle"sv, "tellement"sv, "tels"sv, "tes"sv, "toi"sv, "ton"sv, "toujours"sv, "tous"sv, "tout"sv, "toute"sv, "toutes"sv, "tres"sv, "trois"sv, "trop"sv,
    "truc"sv, "trucs"sv, "tu"sv, "u"sv, "un"sv, "une"sv, "uns"sv, "va"sv, "vais"sv, "vas"sv, "vers"sv, "veut"sv, "veux"sv, "viens"sv, "vient"sv, "voici"sv,
    "voila"sv, "voir"sv, "vont"sv, "vos"sv, "votre"sv, "voulez"sv, "vous"sv, "vrai"sv, "vraiment"sv, "vu"sv, "w"sv, "x"sv, "y"sv, "z"sv};
constexpr std::string_view english[] = {
    "a"sv, "about"sv, "above"sv, "after"sv, "again"sv, "against"sv, "ain"sv, "all"sv, "almost"sv, "also"sv, "although"sv, "always"sv, "am"sv, "an"sv, "and"sv,
    "another"sv, "any"sv, "anybody"sv, "anyone"sv, "anything"sv, "are"sv, "aren"sv, "around"sv, "as"sv, "at"sv, "away"sv, "back"sv, "be"sv, "became"sv,
    "because"sv, "been"sv, "before"sv, "behind"sv, "being"sv, "below"sv, "between"sv, "both"sv, "but"sv, "by"sv, "came"sv, "can"sv, "cannot"sv, "cant"sv,
    "come"sv, "could"sv, "couldn"sv, "d"sv, "did"sv, "didn"sv, "do"sv, "does"sv, "doesn"sv, "doing"sv, "don"sv, "done"sv, "dont"sv, "down"sv, "during"sv,
    "each"sv, "either"sv, "else"sv, "enough"sv, "etc"sv, "even"sv, "ever"sv, "every"sv, "everyone"sv, "everything"sv, "few"sv, "for"sv, "from"sv, "further"sv,
    "get"sv, "gets"sv, "getting"sv, "give"sv, "given"sv, "go"sv, "goes"sv, "going"sv, "gone"sv, "gonna"sv, "good"sv, "got"sv, "gotta"sv, "great"sv, "had"sv,
    "hadn"sv, "has"sv, "hasn"sv, "have"sv, "haven"sv, "having"sv, "he"sv, "hello"sv, "her"sv, "here"sv, "hers"sv, "herself"sv, "hey"sv, "hi"sv, "him"sv,
    "himself"sv, "his"sv, "how"sv, "however"sv, "i"sv, "if"sv, "im"sv, "in"sv, "instead"sv, "into"sv, "is"sv, "isn"sv, "it"sv, "its"sv, "itself"sv, "ive"sv,
    "just"sv, "k"sv, "kind"sv, "know"sv, "let"sv, "like"sv, "ll"sv, "lot"sv, "lots"sv, "m"sv, "made"sv, "make"sv, "makes"sv, "many"sv, "may"sv, "maybe"sv, "me"sv,
    "mean"sv, "might"sv, "mine"sv, "more"sv, "most"sv, "much"sv, "must"sv, "my"sv, "myself"sv, "need"sv, "needs"sv, "never"sv, "new"sv, "next"sv, "no"sv,
    "nobody"sv, "none"sv, "nor"sv, "not"sv, "nothing"sv, "now"sv, "of"sv, "off"sv, "often"sv, "oh"sv, "ok"sv, "okay"sv, "old"sv, "on"sv, "once"sv, "one"sv,
    "only"sv, "onto"sv, "or"sv, "other"sv, "others"sv, "our"sv, "ours"sv, "out"sv, "over"sv, "own"sv, "per"sv, "perhaps"sv, "please"sv, "pls"sv, "put"sv,
    "quite"sv, "rather"sv, "re"sv, "really"sv, "right"sv, "s"sv, "said"sv, "same"sv, "saw"sv, "say"sv, "says"sv, "see"sv, "seem"sv, "seems"sv, "seen"sv,
    "shall"sv, "she"sv, "should"sv, "shouldn"sv, "since"sv, "so"sv, "some"sv, "somebody"sv, "someone"sv, "something"sv, "sometimes"sv, "soon"sv, "still"sv,
    "stuff"sv, "such"sv, "sure"sv, "t"sv, "take"sv, "taken"sv, "than"sv, "thank"sv, "thanks"sv, "that"sv, "thats"sv, "the"sv, "their"sv, "theirs"sv, "them"sv,
    "themselves"sv, "then"sv, "there"sv, "these"sv, "they"sv, "thing"sv, "things"sv, "think"sv, "this"sv, "those"sv, "though"sv, "through"sv, "thus"sv, "till"sv,
    "time"sv, "to"sv, "today"sv, "together"sv, "tomorrow"sv, "too"sv, "took"sv, "toward"sv, "tried"sv, "try"sv, "two"sv, "u"sv, "under"sv, "until"sv, "up"sv,
    "upon"sv, "ur"sv, "us"sv, "use"sv, "used"sv, "using"sv, "ve"sv, "very"sv, "via"sv, "wanna"sv, "want"sv, "wants"sv, "was"sv, "wasn"sv, "way"sv, "we"sv,
    "well"sv, "went"sv, "were"sv, "weren"sv, "what"sv, "whatever"sv, "when"sv, "where"sv, "whether"sv, "which"sv, "while"sv, "who"sv, "whole"sv, "whom"sv,
    "whose"sv, "why"sv, "will"sv, "with"sv, "within"sv, "without"sv, "won"sv, "would"sv, "wouldn"sv, "wow"sv, "y"sv, "yes"sv, "yesterday"sv, "yet"sv, "you"sv,
    "your"sv, "youre"sv, "yours"sv, "yourself"sv};
static_assert(std::ranges::is_sorted(french) && std::ranges::is_sorted(english));

}  // namespace

bool is_stop_word(std::string_view word, Language language) {
  return (language != Language::english && std::ranges::binary_search(french, word)) ||
         (language != Language::french && std::ranges::binary_search(english, word));
}

}  // namespace cmtool::listen
