// SPDX-License-Identifier: MIT
// The writers of documents: one file each.
#pragma once
#include <string>

#include "base/result.hpp"
#include "document.hpp"

namespace cmtool::paper {

/// One HTML file that needs nothing else: pictures are in it, there is no script, its policy lets nothing in from anywhere. Valid HTML 5 for
/// a phone, a desk and A4 paper, in the light and in the dark. Pictures that would make it larger than 2 MB are told in words.
std::string html(const Document&);

/// Markdown for a ticket or a wiki: charts as their tables, no mark-up that is not ours, pictures in words.
std::string markdown(const Document&);

/// A4 pages with numbers, an outline and text that can be selected. Fault::unsupported where the part "pdf" is not installed.
Result<std::string> pdf(const Document&);

/// A workbook: a sheet of key figures and one for each table and chart, with typed cells and charts of its own. Strangers' text is never a
/// formula. Fault::unsupported where the part "xlsx" is not installed.
Result<std::string> xlsx(const Document&);

/// What the writers say themselves, in the document's language; set already.
struct WriterWords {
  std::string_view contents{}, numbers_behind{}, as_of{}, made_on{}, page{}, of{}, no_picture{}, warning{}, note{}, unknown{}, figures{}, label{}, value{}, change{}, empty{};
};
const WriterWords& writer_words(std::string_view lang);

/// "↑ 12 % more than in October": a change in one line, without mark-up.
std::string change_text(const Change&, std::string_view lang);

}  // namespace cmtool::paper
