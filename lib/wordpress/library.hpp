// SPDX-License-Identifier: MIT
// What a WordPress post refers to: pictures in the media library, categories and tags.
//
// All of it may be done twice without harm: an upload whose answer was lost is found by the slug that it was given, and a
// term that is there already is told by the refusal.
#pragma once
#include <string>
#include <vector>

#include "model/media.hpp"
#include "net/session.hpp"

namespace cmtool::wordpress {

/// A medium in the library.
struct Upload {
  std::string id{}, url{};
};

/// Uploads a medium with its alternative text under `slug`, or finds what an earlier attempt uploaded under it.
Result<Upload> upload(Session&, const Media&, const std::string& slug);

/// The ids of categories or tags ("categories", "tags") of these names, made where they are missing.
Result<Json> term_ids(Session&, const std::string& taxonomy, const std::vector<std::string>& names);

}  // namespace cmtool::wordpress
