// SPDX-License-Identifier: MIT
// What the part "pdf" needs beside its pages: the shapes of a drawing, pictures, and the language in the file's catalogue.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "draw/cell_bar.hpp"
#include "draw/colour.hpp"

// cairo's own names, so that this header needs none of its.
struct _cairo;
struct _cairo_surface;

namespace cmtool::paper {

/// All shapes in the drawing's own units; words are put by `put_words`, who has the fonts.
void put_shapes(_cairo*, const draw::Drawing&, const draw::Palette&, const std::function<void(const draw::Words&)>& put_words);

/// The bar of a number in the cell that it has; light, for the number stands on it.
void put_bar(_cairo*, const draw::Palette&, const BarColumn&, const Value&, draw::Point at, double width, double height);

/// In which ink a cell's words are: states are good, bad or doubtful, as their words say.
draw::Ink ink_of(const Value&, Kind);

/// A PNG, decoded, or a JPEG, which goes into the file as it is; null for anything else and for more than 16 million dots. The caller
/// destroys it, and looks at its status first.
_cairo_surface* decoded(const Picture&);

/// Widths of columns that take all of `width`: what each wants, or, where that is too much, those below a fair share what they want, and
/// the others the rest.
std::vector<double> shared_out(std::vector<double> wanted, double width);

/// The file with its language in its catalogue, and marked as tagged, which cairo 1.16 cannot say: an update behind its end, as PDF has it.
/// Unchanged where it is not written as cairo does it.
std::string with_language(std::string pdf, std::string_view lang);

}  // namespace cmtool::paper
