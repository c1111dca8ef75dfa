// SPDX-License-Identifier: MIT
// A document with every block in it, for tests that write it and for eyes that look at it.
#pragma once
#include <string>

#include "document.hpp"

/// A month of a client who does not exist, in French or English, with hostile texts here and there.
cmtool::paper::Document sample_document(const std::string& lang);

/// What a stranger may write: mark-up, formulas, controls, broken bytes, wide, joined and right-to-left text.
const std::vector<std::string>& hostile_words();
