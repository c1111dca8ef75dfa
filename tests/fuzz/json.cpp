// SPDX-License-Identifier: MIT
// Any bytes as JSON, and as each of our records: what is read, is written the same.
#include "promise.hpp"

#include "base/json.hpp"
#include "model/account.hpp"
#include "model/delivery.hpp"
#include "model/item.hpp"
#include "model/media.hpp"
#include "model/post.hpp"
#include "model/sample.hpp"
#include "text/harmless.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cmtool;
  const auto text = text_of(data, size);
  harmless_json(text);
  const auto read = parse_json(text);
  if (!read.ok()) return 0;
  const std::string written = read->dump();
  const auto again = parse_json(written);
  promise(again.ok() && again->dump() == written);
  if (const auto post = post_from_json(*read); post.ok()) promise(post_from_json(to_json(*post)).ok());
  if (const auto account = account_from_json(*read); account.ok()) promise(account_from_json(to_json(*account)).ok());
  if (const auto delivery = delivery_from_json(*read); delivery.ok()) promise(delivery_from_json(to_json(*delivery)).ok());
  (void)receipt_from_json(*read);
  (void)error_from_json(*read);
  (void)item_from_json(*read);
  (void)media_from_json(*read);
  (void)sample_from_json(*read);
  return 0;
}
