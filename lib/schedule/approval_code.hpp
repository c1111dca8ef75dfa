// SPDX-License-Identifier: MIT
// The code with which a client approves a post from the preview page, without an account or a server.
//
// It holds for one text: HMAC-SHA-256 (RFC 2104) of the post's id and fingerprint under a key that only the workspace has, 50 bits of
// it in Crockford's base 32. A change of the post makes it void, and nobody can make one up.
#pragma once
#include <string>

#include "base/secret.hpp"
#include "model/post.hpp"

namespace cmtool {

/// "1m8ad507qykydvd5-k7f2q-9xw3m": the post's id and its code.
std::string approval_code(const Secret& signing_key, const Post&);

/// The post's id in a code; empty when it is none.
std::string post_of_code(const std::string& code);

/// Does the code belong to the post as it is now? Case, spaces and hyphens do not matter.
bool code_is_for(const std::string& code, const Secret& signing_key, const Post&);

}  // namespace cmtool
