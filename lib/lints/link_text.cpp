// SPDX-License-Identifier: MIT
// "Click here" says nothing to who hears the link alone, and nothing about why one should.
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post)) {
    const std::string readable = plain(without_links(text));
    for (const std::string_view words : {"cliquez ici", "clique ici", "cliquer ici", "click here", "clic ici", "tap here"})
      if (has_words(readable, words))
        return {{"link_text", tr("“{}” does not say where the link leads", words), tr("name what one finds there: “the programme of the weekend: …”")}};
  }
  return {};
}

}  // namespace

const Lint& link_text_lint() {
  static const Lint it{.name = "link_text", .title = N_("links that do not say where they lead"), .check = check};
  return it;
}

}  // namespace cmtool
