// SPDX-License-Identifier: MIT
// What a topic's query says, as a tree.
//
// Words stand as they are compared: small and bare, as words::fold() makes them. What a person writes in one piece and readers hear
// as several words ("wi-fi", "l'atelier") is a phrase. The tree is flat where the query is: a thousand words joined by OR are one node.
#pragma once
#include <string>
#include <vector>

namespace cmtool::listen {

/// One word that is looked for.
struct QueryWord {
  std::string letters{};  ///< folded
  bool beginning = false; ///< "rose*": any word that begins so
  char sign = 0;          ///< '#' or '@' where it must stand right before the word
  bool operator==(const QueryWord&) const = default;
};

struct QueryNode {
  enum class Kind {
    phrase,    ///< `words`, one after the other; mostly it is one
    near,      ///< all `parts`, each at most `distance` words from the one before it in the query, on either side
    language,  ///< `value`: "fr"
    from,      ///< `value`: a handle, or the platform's id
    account,   ///< `value`: a name
    all_of,
    any_of,
    none_of,   ///< of its one part
  };
  Kind kind = Kind::all_of;
  std::vector<QueryWord> words{};
  std::vector<QueryNode> parts{};
  std::string value{};
  int distance = 0;
  bool operator==(const QueryNode&) const = default;
};

}  // namespace cmtool::listen
