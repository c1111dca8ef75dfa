// SPDX-License-Identifier: MIT
// One post as one platform will show it.
//
// No copy of a platform's design, but of what it does to a text: which links and names it marks and how much of a link it shows, what
// becomes a heading, where pictures stand, and what hides behind a warning.
#pragma once
#include <string>

#include "preview/page.hpp"
#include "preview/words.hpp"

namespace cmtool::preview {

std::string card_html(const Card&, const Page&, const Words&);

/// The text with its links, mentions and hashtags marked, as this platform finds and shows them.
std::string marked_text(std::string_view text, std::string_view platform);

/// ` lang="fr"` for a language that differs from the page's; "" for the same one and for what is no language code.
std::string lang_attribute(const std::string& language, const Words&);

}  // namespace cmtool::preview
