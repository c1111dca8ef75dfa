// SPDX-License-Identifier: MIT
// Records of a workspace, as a damaged disk or an editor left them: what is accepted survives being written.
#include "model/account.hpp"
#include "model/delivery.hpp"
#include "model/item.hpp"
#include "model/post.hpp"
#include "model/sample.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {
namespace {

template <typename T>
void keeps(const Result<T>& record, Result<T> (*read)(const Json&)) {
  if (!record) return must(!record.error().message.empty());
  const Json written = to_json(*record);
  const auto again = read(written);
  must(again.ok());
  must(to_json(*again).dump() == written.dump());
}

}  // namespace

void records(std::string_view bytes) {
  const auto value = parse_json(bytes);
  if (!value) return;
  keeps(post_from_json(*value), post_from_json);
  keeps(delivery_from_json(*value), delivery_from_json);
  keeps(account_from_json(*value), account_from_json);
  keeps(item_from_json(*value), item_from_json);
  keeps(sample_from_json(*value), sample_from_json);
  keeps(media_from_json(*value), media_from_json);
  error_from_json(*value);
}

}  // namespace cmtool::fuzz
