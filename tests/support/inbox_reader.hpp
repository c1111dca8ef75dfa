// SPDX-License-Identifier: MIT
// Reads a platform's inbox as the verb does, page after page: the cursor is kept when a page was kept.
#pragma once
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform.hpp"

namespace cmtool::test {

/// `TheBench` gives sessions with the platform's server.
template <typename TheBench>
class InboxReader {
 public:
  template <typename... Given>
  explicit InboxReader(const Platform& platform, Given&&... given) : bench(std::forward<Given>(given)...), platform_(platform) {}

  /// Is there more at once? A page that the network swallowed is asked for again.
  bool page() {
    Session session = bench.session();
    const auto page = platform_.inbox(session, {.cursor = cursor, .own = own});
    if (!page.ok()) {
      CHECK_MESSAGE(page.error().fault == Fault::network, page.error().message);
      return true;
    }
    for (const Item& item : page->items) {
      (item.gone ? gone : had).insert(item.remote_id);
      last[item.remote_id] = item;
    }
    cursor = page->cursor;
    return page->more;
  }
  void drain() {
    int pages = 0;
    while (page()) REQUIRE(++pages < 200);
  }

  TheBench bench;
  std::string cursor{};
  std::vector<Receipt> own{};           ///< our posts, whose conversations are looked into
  std::set<std::string> had{}, gone{};  ///< remote ids
  std::map<std::string, Item> last{};   ///< each as it was told last

 private:
  const Platform& platform_;
};

}  // namespace cmtool::test
