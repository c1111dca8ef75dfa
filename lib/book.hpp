// SPDX-License-Identifier: MIT
// The book of a month: what a freelancer sends to a client without touching it.
//
// Sections (book/section.hpp) are made from the same tables as the reports, so that a number in the book is the number of `cmtool report`. Their order, and
// texts of one's own, come from templates/book.LANG.md or templates/book.md of the workspace (book/outline.hpp); name, logo and colour from "book" in
// settings.json. documents/ writes the result.
#pragma once
#include "book/inputs.hpp"
#include "document.hpp"

namespace cmtool {

/// Fault::usage where settings or the outline cannot be understood; each is named.
Result<paper::Document> make_book(Desk&, const BookWish&);

}  // namespace cmtool
