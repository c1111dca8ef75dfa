// SPDX-License-Identifier: MIT
// A text too long for one post becomes a thread.
//
// Cuts are made where a reader would pause: at a paragraph if that fills a piece by half, else at a sentence, else
// between words (in scripts without spaces: where a line may be broken). Never inside a link, a mention, a
// hashtag or a grapheme. The pieces, put together again with the white space at the cuts, are the text.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// Does each piece of a thread end with " 1/3"?
enum class Numbering { no, yes };

/// The pieces of a thread, each of which `fits` together with its number. A text that fits whole is one piece
/// without a number; a text of white space is none. `fits` must say yes to the shorter of two beginnings if it says
/// yes to the longer. Fault::refused, naming the piece, when a single word, link or mention does not fit.
Result<std::vector<std::string>> split_thread(std::string_view text, const std::function<bool(std::string_view)>& fits,
                                              Numbering = Numbering::no);

/// The pieces between delimiters, without white space at their ends; empty ones are left out. Where some line consists
/// of the delimiter alone, only such lines count ("---" then does not cut a dash in a sentence); otherwise it counts
/// wherever it stands. Without a delimiter the text is one piece.
std::vector<std::string> split_at(std::string_view text, std::string_view delimiter);

}  // namespace cmtool
