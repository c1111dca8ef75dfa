// SPDX-License-Identifier: MIT
// French typography for our own sentences: the spaces that a line may not break at, and the apostrophe.
//
// A narrow no-break space (U+202F) before ; ! ? and %, a no-break space (U+00A0) before : and inside « », and ’ for '. Whoever writes a
// document applies it to what we say; never to what strangers wrote, nor to addresses, which are left alone also inside a sentence.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// The sentence as a French printer sets it; unchanged where the language is not French. Applying it twice changes nothing more.
std::string typeset(std::string_view text, std::string_view lang);

}  // namespace cmtool
