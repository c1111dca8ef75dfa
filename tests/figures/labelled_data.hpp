// SPDX-License-Identifier: MIT
// Labelled messages and word lists from a folder outside the repository, for training and for figures.
//
// The folder has "dev/SET.ndjson" ({"text", "label", …} a line) and "lexicons/NAME/…". These programs are run by hand: what they
// miss ends them with a message.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/lexicon.hpp"
#include "classifier/train.hpp"

namespace cmtool::figures {

struct Example {
  std::string text{};
  std::string label{};
  std::string group{};  ///< the video of a comment, the functionality of a test case
};

/// One set, its labels as they are in the file.
std::vector<Example> load_set(const std::filesystem::path& data, std::string_view name);

/// Spam sets: ham and spam. Toxicity sets: ok and toxic. Others as they are.
std::vector<Example> with_two_labels(std::vector<Example>);

/// Everything that a file holds.
std::string bytes_of(const std::filesystem::path&);

/// A number below `parts` that the text decides alone.
std::size_t part_of(std::string_view text, std::size_t parts);

/// The rude words of a language: the list that ships (share/words).
classifier::Lexicon rude_words(bool french);
/// More of them, mild ones and such as are rude only at times: too many to hide a message for, but they say something beside others.
classifier::Lexicon mild_words(const std::filesystem::path& data, bool french);
/// What words are worth: AFINN of the language with its faces, and VADER (in French only its faces and pictures).
std::vector<classifier::Lexicon> sentiment_lexicons(const std::filesystem::path& data, bool french);
/// VADER without its words, for what is to be the same in every language.
classifier::Lexicon pictures_and_faces(const std::filesystem::path& data);

/// Trains, and reads back what would be written, so that what is measured is the file.
classifier::Trained trained_and_read_back(const std::vector<Example>&, const classifier::Recipe&, const classifier::Model* base = nullptr,
                                          std::size_t* file_size = nullptr);

[[noreturn]] void give_up(std::string_view why);

}  // namespace cmtool::figures
