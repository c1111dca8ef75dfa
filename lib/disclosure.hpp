// SPDX-License-Identifier: MIT
// Saying that a post is paid for.
//
// French law n° 2023-451 of 9 June 2023, art. 5-2 (as changed by the ordinance of 6 November 2024; read on 2026-11-22), wants
// the commercial intention shown by a clear, legible and understandable mention, and names “publicité” and “collaboration
// commerciale”; an equivalent one will do. Abbreviations ("#sp", "#collab") and English words under a French text are not that. In
// English "Ad", "Advertisement", "Sponsored" and "Paid partnership" are what readers know. Pure functions, for the lint
// `disclosure` and for the verbs.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// The mention in a language ("fr", "fr-CA", "en" …; anything but French gets English): "Collaboration commerciale avec Acme".
/// Without a brand just "Collaboration commerciale". Not translated by tr(): it is the post's language, not the user's.
std::string disclosure_in(std::string_view language, std::string_view brand);

/// Does the text say that it is paid for, in words or as a hashtag? Where `language` is French, English words do not count;
/// where it is empty, those of both languages do.
bool is_disclosed(std::string_view text, std::string_view language);

/// The words of the text that hint at a paid partnership without saying so ("#collab", "code promo"); empty: none.
std::string hint_of_payment(std::string_view text);

/// `text` with the mention at its beginning, unless it is disclosed already.
std::string with_disclosure(std::string_view text, std::string_view language, std::string_view brand);

}  // namespace cmtool
