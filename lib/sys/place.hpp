// SPDX-License-Identifier: MIT
// Where cmtool's own files lie, told from where the program lies, so that a build folder, an unpacked package and an
// installation all find their own.
#pragma once
#include <filesystem>

namespace cmtool {

/// The folder of the running program; empty when the system does not tell.
std::filesystem::path program_folder();

/// The folder with the translations, "share/locale" beside the program's folder; empty if there is none.
std::filesystem::path catalogue_folder();

/// The folder with word lists and models, "share/cmtool" beside the program's folder; empty if there is none.
std::filesystem::path data_folder();

/// Where the program was started; empty when that folder is gone.
std::filesystem::path current_folder();

}  // namespace cmtool
