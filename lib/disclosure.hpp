// SPDX-License-Identifier: MIT
// Saying that a post is paid for.
//
// French law n° 2023-451 of 9 June 2023, art. 5-2 (as changed by the ordinance of 6 November 2024, read on 2026-11-22), wants the commercial
// intention said by a clear, legible and understandable mention; “publicité” and “collaboration commerciale” are the words that it
// names. In English, "Ad" and "Paid partnership" are what the UK's and the US's authorities take. Pure functions; the
// lint `disclosure` and the verbs use them.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// The mention for a language ("fr", "fr-CA", "en" …; anything but French gets English): "Collaboration commerciale avec Acme".
/// Without a brand just "Collaboration commerciale".
std::string disclosure_in(std::string_view language, std::string_view brand);

/// Does the text say clearly that it is paid for (in French or English), where a reader sees it: in words or as a hashtag?
/// "#sp", "#collab" or "merci à Acme" do not.
bool is_disclosed(std::string_view text);

/// Does the text hint at a paid partnership ("#sp", "#collab", "code promo", "partenariat")? Then it should be disclosed.
bool hints_at_payment(std::string_view text);

/// `text` with the mention at its beginning, unless it is disclosed already.
std::string with_disclosure(std::string_view text, std::string_view language, std::string_view brand);

}  // namespace cmtool
