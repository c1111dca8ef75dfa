// SPDX-License-Identifier: MIT
// Lines of samples and packed columns of them, as a damaged disk or another program left them: nothing is read beyond their end, and what the
// quick reader takes the careful one takes, too.
#include <string>

#include "samples/columns.hpp"
#include "samples/sample_json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {

void samples(std::string_view bytes) {
  using namespace cmtool::samples;
  const std::string padded = std::string(bytes) + "\n" + std::string(padding, '\0');
  LineScanner scanner;
  RawSample quick, careful;
  Summed sum;
  if (const char* const end = scanner.scan(padded.data(), quick, sum); end != nullptr) {
    const std::string_view line(padded.data(), static_cast<std::size_t>(end - padded.data()));
    AnyLine any;
    const bool fine = sum.digits == nullptr || is_right(sum);
    must(any.read(line, careful) == fine);
    if (fine) must(quick.at == careful.at && quick.value == careful.value && quick.known == careful.known && quick.post == careful.post);
  }
  must(whole_samples(bytes).size() <= bytes.size());

  PackedReader posts(bytes);
  std::vector<Reading> readings;
  for (PackedPost post; next_post(posts, post);) {
    PackedReader series(post.metrics);
    for (PackedSeries one; next_series(series, one);) (void)unpack(one, 0, -(std::int64_t{1} << 61), std::int64_t{1} << 61, readings);
  }
  must(readings.size() <= bytes.size());
}

}  // namespace cmtool::fuzz
