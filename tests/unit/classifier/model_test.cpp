// SPDX-License-Identifier: MIT
// A trained model: the same examples give the same file, which is read back as it was, and nothing else is.
#include "classifier/model.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <initializer_list>

#include "classifier/score.hpp"
#include "tests/unit/classifier/trained.hpp"

using namespace cmtool;
using namespace cmtool::classifier;
using namespace cmtool::classifier::test;

namespace {

const Model& model() {
  static const Model it = trained(spam_and_ok(30), spam_recipe()).model;
  return it;
}

/// With the checksum that belongs to it: what is hostile on purpose has a right one.
std::string sealed(std::string body) {
  std::uint64_t sum = 0xcbf29ce484222325u;
  for (const char c : body) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  for (int i = 0; i < 8; ++i) body += static_cast<char>(static_cast<unsigned char>(sum >> (8 * i)));
  return body;
}

std::string bytes_of(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes += static_cast<char>(value);
  return bytes;
}

/// What stands before the lexicons: a name, 8 bits, three examples, figures of 0, two labels.
std::string head() { return "cmtmodel" + bytes_of({1, 0, 1, 'm', 8, 3, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 'a', 0, 0, 0, 0, 0, 0, 0, 0, 1, 'b', 0, 0, 0, 0, 0, 0, 0, 0}); }
std::string no_lexicons() { return head() + '\0'; }
/// The scales of a row of weights.
std::string scales() { return bytes_of({0, 0, 128, 63, 0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 0}); }
std::string most() { return bytes_of({0xFF, 0xFF, 0xFF, 0xFF, 0x0F}); }

std::string why_not(const std::string& body) {
  const auto read = read_model(sealed(body));
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().fault == Fault::state);
  return read.error().detail;
}

}  // namespace

TEST_CASE("the same examples give the same model, and it is read back as it was written") {
  const auto bytes = write_model(model());
  CHECK(bytes == write_model(trained(spam_and_ok(30), spam_recipe()).model));
  const auto read = read_model(bytes);
  REQUIRE(read.ok());
  CHECK(write_model(*read) == bytes);
  CHECK(read->name == "spam");
  CHECK(read->labels == model().labels);
  CHECK(read->bits == 12);
  CHECK(read->examples == 60);
  CHECK(read->f1 == model().f1);
  CHECK(read->lexicons[0].entries() == model().lexicons[0].entries());
  CHECK(read->rows[0].codes == model().rows[0].codes);
  Scorer before(model()), after(*read);
  for (const char* text : {"win euros click", "a garden in spring", "", "é\xff\xfe", "WIN EUR0S N0W!!!"}) {
    CAPTURE(text);
    CHECK(before.score(text).probabilities == after.score(text).probabilities);
  }
}

TEST_CASE("how a model reads and what it has seen are in its file") {
  auto changed = model();
  changed.reading = Reading::signs;
  changed.seen = {3, 70'000, 4'000'000'000};
  const auto bytes = write_model(changed);
  const auto read = read_model(bytes);
  REQUIRE(read.ok());
  CHECK(read->reading == Reading::signs);
  CHECK(read->bits == 12);
  CHECK(read->seen == changed.seen);
  const auto body = bytes.substr(0, bytes.size() - 8);
  CHECK(why_not(body + '\0') == "something follows its end");
  CHECK(why_not(body.substr(0, body.size() - 1)) == "it ends early");
  changed.seen = {5, 5};
  CHECK(why_not([&] { auto twice = write_model(changed); return twice.substr(0, twice.size() - 8); }()) == "what it has seen is out of order");
  CHECK(why_not("cmtmodel" + bytes_of({1, 0, 1, 'm', 0x88}) + std::string(40, '\0')) == "an unknown way of reading");
}

TEST_CASE("a model that was cut after any byte is refused") {
  const auto bytes = write_model(model());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    if (read_model(std::string_view(bytes).substr(0, size)).ok()) FAIL("cut after ", size);
  }
  CHECK_FALSE(read_model(bytes + '\0').ok());
}

TEST_CASE("a model in which any byte was changed is refused") {
  auto bytes = write_model(model());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char change : {'\x01', '\x80', '\xff'}) {
      bytes[at] = static_cast<char>(bytes[at] ^ change);
      if (read_model(bytes).ok()) FAIL("changed at ", at);
      bytes[at] = static_cast<char>(bytes[at] ^ change);
    }
  }
  CHECK(read_model(bytes).ok());
}

TEST_CASE("changed or cut with a right checksum, a model is refused or can be scored with") {
  const auto bytes = write_model(model());
  const auto body = bytes.substr(0, bytes.size() - 8);
  const auto stand = [](std::string changed) {
    const auto read = read_model(sealed(std::move(changed)));
    if (!read.ok()) return false;
    Scorer scorer(*read);
    const auto score = scorer.explain("Win 500 euros, click!").score;
    for (std::size_t i = 0; i < read->labels.size(); ++i) {
      if (!(score.probabilities[i] >= 0 && score.probabilities[i] <= 1)) FAIL("no probability");
    }
    return true;
  };
  std::size_t passed = 0;
  for (std::size_t at = 8; at < body.size(); at += at < 200 ? 1 : 37) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = body;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      passed += stand(changed) ? 1 : 0;
    }
    CHECK_FALSE(stand(body.substr(0, at)));
  }
  CHECK(passed > 0);  // a weight is a weight, whoever wrote it
}

TEST_CASE("counts that are lies reserve nothing") {
  CHECK(read_model(sealed(no_lexicons() + scales() + bytes_of({1, 5, 7}))).ok());  // so much for the frame
  CHECK(why_not(head() + most()) == "it counts more than it holds");                                    // lexicons
  CHECK(why_not(head() + bytes_of({1, 0}) + most()) == "it counts more than it holds");                 // a lexicon's entries
  CHECK(why_not(no_lexicons() + scales() + most()) == "it counts more than it holds");                  // weights
  CHECK(why_not(no_lexicons() + scales() + bytes_of({0xFF, 1}) + std::string(200, 1)) == "it counts more than it holds");  // 255 of 201 bytes
  CHECK(why_not("cmtmodel" + bytes_of({1, 0}) + most()) == "a text is too long");                       // the name
  CHECK(why_not("cmtmodel" + bytes_of({1, 0, 1, 'm', 31}) + std::string(40, '\0')) == "its number of bits");
  CHECK(why_not("cmtmodel" + bytes_of({1, 0, 1, 'm', 8}) + bytes_of({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF})) == "a number is too long");
}

TEST_CASE("weights and words that could not be are refused") {
  CHECK(why_not(no_lexicons() + scales() + bytes_of({2, 5, 7, 0, 7})) == "weights out of order");      // one place twice
  CHECK(why_not(no_lexicons() + scales() + bytes_of({1, 0x80, 2, 7})) == "weights out of order");      // place 256 of 256
  CHECK(why_not(no_lexicons() + scales() + bytes_of({1, 5, 0})) == "weights out of order");            // no weight
  CHECK(why_not(no_lexicons() + scales() + bytes_of({1, 5, 128})) == "weights out of order");          // a weight that is not written
  CHECK(why_not(no_lexicons() + scales() + bytes_of({1, 5, 7, 9})) == "something follows its end");
  CHECK(why_not(no_lexicons() + bytes_of({0, 0, 128, 127}) + scales()) == "a number is not finite");
  CHECK(why_not(no_lexicons() + bytes_of({0, 0, 128, 191}) + scales()) == "a negative scale");
  CHECK(why_not(head() + bytes_of({1, 2, 0})) == "an unknown kind of lexicon");
  CHECK(why_not(head() + bytes_of({1, 0, 1, 5, 0}) + scales()) == "a lexicon out of order");
  auto same = head();
  same[34] = 'a';  // two labels of one name
  CHECK(why_not(same + '\0' + scales() + bytes_of({0})) == "its labels");
}

TEST_CASE("a file of another kind or version is told from a broken one") {
  CHECK_FALSE(read_model("").ok());
  CHECK_FALSE(read_model("cmtmodel").ok());
  CHECK_FALSE(read_model(std::string(100'000, '\xff')).ok());
  CHECK_FALSE(read_model("cmtmodel" + std::string(largest_model_file, '\0')).ok());
  const auto next = read_model(sealed("cmtmodel" + bytes_of({2, 0}) + std::string(50, 'x')));
  REQUIRE_FALSE(next.ok());
  CHECK(next.error().message.find("another version") != std::string::npos);
}

TEST_CASE("a weight is the nearest of 255, small ones finely") {
  for (int code = -127; code <= 127; ++code) CHECK(code_of(weight_of(static_cast<std::int8_t>(code), 3.5F), 3.5F) == code);
  CHECK(code_of(9, 3.5F) == 127);
  CHECK(code_of(-9, 3.5F) == -127);
  CHECK(code_of(1, 0) == 0);
  CHECK(weight_of(0, 3.5F) == 0);
  CHECK(std::fabs(weight_of(code_of(0.01F, 3.5F), 3.5F) - 0.01F) < 0.002F);
}
