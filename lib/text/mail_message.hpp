// SPDX-License-Identifier: MIT
// A mail as bytes (RFC 5322 and MIME): subject and names in any language, text, HTML, files.
//
// What stands in a mail comes from strangers, too, and a line end in a header would let them write headers of their own. So headers take one
// line of harmless characters, everything else in them is encoded (RFC 2047), and an address is letters, digits and a few signs or it is refused.
// All lines end in CR LF and are at most 76 characters long, so that no server on the way has a reason to change them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

/// Somebody who writes or gets mail.
struct MailAddress {
  std::string name{};     ///< UTF-8; may be empty
  std::string address{};  ///< "lea@example.org"
  bool operator==(const MailAddress&) const = default;
};

/// Reads "lea@example.org" or "Léa Martin <lea@example.org>". Fault::usage for what is neither.
Result<MailAddress> mail_address(std::string_view);

/// A file that goes with a mail.
struct MailFile {
  std::string name{};                             ///< UTF-8, without a folder
  std::string type = "application/octet-stream";  ///< "application/pdf"
  std::string bytes{};
};

struct MailMessage {
  MailAddress from{};
  std::vector<MailAddress> to{};
  std::string subject{};
  std::string text{}, html{};    ///< UTF-8; html may be empty
  std::vector<MailFile> files{};
  Instant at{};
  std::string id{};              ///< letters and digits; with the sender's domain it becomes the Message-ID
  std::string answers{};         ///< the id of a mail before it, to stand in one thread with; may be empty
  bool important = false;
  bool automatic = true;         ///< a machine sends it, and no machine should answer
};

/// The whole message. Fault::usage for an address or a file's type that could not stand in a header.
Result<std::string> mail_bytes(const MailMessage&);

}  // namespace cmtool
