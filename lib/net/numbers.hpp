// SPDX-License-Identifier: MIT
// What the platforms share that tell their numbers as JSON.
#pragma once
#include <string>

#include "model/sample.hpp"
#include "net/session.hpp"

namespace cmtool {

/// A request with the account's credentials, or with nobody's where the account is only followed.
Call asking_for_numbers(const Session&, std::string path, Query query = {});

/// A counter of a post ("": of the account) as it was told: without a value where it is no count. Some hide a number by -1.
Sample told_number(const Session&, std::string post, std::string metric, const Json& told);

/// The answer is none that its documentation knows.
Error answer_not_understood(const Session&);

}  // namespace cmtool
