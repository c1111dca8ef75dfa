// SPDX-License-Identifier: MIT
// A JSON object of many members made at once: Json::set() looks for its key among all that are there.
#pragma once
#include "base/json.hpp"

namespace cmtool {

/// An object of these members, in this order. No key may be there twice.
Json json_object(Json::Object members);

}  // namespace cmtool
