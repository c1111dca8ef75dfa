// SPDX-License-Identifier: MIT
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

struct Close {
  void operator()(UBreakIterator* it) const { ubrk_close(it); }
  void operator()(UText* it) const { utext_close(it); }
  void operator()(USpoofChecker* it) const { uspoof_close(it); }
};
template <typename T>
using Held = std::unique_ptr<T, Close>;

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

icu::UnicodeString utf16(std::string_view text) {
  const std::string clean = valid_utf8(text);
  return icu::UnicodeString::fromUTF8({clean.data(), static_cast<int32_t>(clean.size())});
}

/// ICU counts in 32 bits; what is longer is cut off rather than misread.
constexpr std::size_t longest = 256u << 20;

class Icu final : public Unicode {
 public:
  std::vector<std::size_t> graphemes(std::string_view text) const override { return breaks(text, graphemes_); }
  std::vector<std::size_t> words(std::string_view text) const override { return breaks(text, words_); }
  std::vector<std::size_t> sentences(std::string_view text) const override { return breaks(text, sentences_); }
  std::vector<std::size_t> lines(std::string_view text) const override { return breaks(text, lines_); }

  std::string folded(std::string_view text) const override {
    return normalized(text, icu::Normalizer2::getNFKCCasefoldInstance);
  }
  std::string nfc(std::string_view text) const override { return normalized(text, icu::Normalizer2::getNFCInstance); }
  std::string nfkd(std::string_view text) const override { return normalized(text, icu::Normalizer2::getNFKDInstance); }
  std::string lowered(std::string_view text) const override { return utf8(utf16(text).toLower(icu::Locale::getRoot())); }

  std::string latin_ascii(std::string_view text) const override {
    static std::mutex mutex;  // A Transliterator may not be used by two threads at once.
    const std::lock_guard lock(mutex);
    static const std::unique_ptr<icu::Transliterator> rules = [] {
      UErrorCode status = U_ZERO_ERROR;
      return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance(
          "NFKD; Any-Latin; Latin-ASCII; [:Nonspacing Mark:] Remove", UTRANS_FORWARD, status));
    }();
    auto wide = utf16(text);
    if (rules) rules->transliterate(wide);
    return utf8(wide);
  }

  std::string skeleton(std::string_view text) const override {
    UErrorCode status = U_ZERO_ERROR;
    static const Held<USpoofChecker> checker = [&] { return Held<USpoofChecker>(uspoof_open(&status)); }();
    if (!checker) return std::string(text);
    icu::UnicodeString result;
    status = U_ZERO_ERROR;
    uspoof_getSkeletonUnicodeString(checker.get(), 0, utf16(text), result, &status);
    return utf8(result);
  }

  bool is_letter(char32_t c) const override { return (U_GET_GC_MASK(point(c)) & U_GC_L_MASK) != 0; }
  bool is_digit(char32_t c) const override { return u_charType(point(c)) == U_DECIMAL_DIGIT_NUMBER; }
  bool is_mark(char32_t c) const override { return (U_GET_GC_MASK(point(c)) & U_GC_M_MASK) != 0; }
  bool is_upper(char32_t c) const override { return u_hasBinaryProperty(point(c), UCHAR_UPPERCASE) != 0; }
  bool is_punctuation(char32_t c) const override { return (U_GET_GC_MASK(point(c)) & U_GC_P_MASK) != 0; }
  bool is_space(char32_t c) const override { return u_isUWhiteSpace(point(c)) != 0; }
  bool is_emoji(char32_t c) const override { return u_hasBinaryProperty(point(c), UCHAR_EMOJI_PRESENTATION) != 0; }
  bool is_pictographic(char32_t c) const override { return u_hasBinaryProperty(point(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0; }
  std::string script(char32_t c) const override {
    UErrorCode status = U_ZERO_ERROR;
    const char* const name = uscript_getShortName(uscript_getScript(point(c), &status));
    return U_FAILURE(status) || name == nullptr ? "Zzzz" : name;
  }

 private:
  static UChar32 point(char32_t c) { return static_cast<UChar32>(c); }

  /// The rules for one kind of boundary, read when they are first asked for.
  class Rules {
   public:
    explicit Rules(UBreakIteratorType type) : type_(type) {}
    [[nodiscard]] const UBreakIterator* get() const {
      std::call_once(once_, [this] {
        UErrorCode status = U_ZERO_ERROR;
        held_.reset(ubrk_open(type_, "", nullptr, 0, &status));
      });
      return held_.get();
    }

   private:
    UBreakIteratorType type_;
    mutable std::once_flag once_{};
    mutable Held<UBreakIterator> held_{};
  };

  static std::string normalized(std::string_view text, const icu::Normalizer2* (*instance)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const form = instance(status);
    if (U_FAILURE(status)) return valid_utf8(text);
    return utf8(form->normalize(utf16(text), status));
  }

  /// Each call works on its own copy of the rules, so that threads do not meet.
  static std::vector<std::size_t> breaks(std::string_view text, const Rules& rules) {
    std::vector<std::size_t> ends;
    if (text.empty()) return ends;
    // ICU takes a broken sequence of several bytes as one U+FFFD, we count each byte; so it must not see any.
    if (!is_valid_utf8(text)) return breaks_of_broken(text, rules);
    UErrorCode status = U_ZERO_ERROR;
    const Held<UBreakIterator> walker(rules.get() == nullptr ? nullptr : ubrk_clone(rules.get(), &status));
    const Held<UText> bytes(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(std::min(text.size(), longest)), &status));
    if (walker) ubrk_setUText(walker.get(), bytes.get(), &status);
    if (walker && U_SUCCESS(status)) {
      for (int32_t end = ubrk_next(walker.get()); end != UBRK_DONE; end = ubrk_next(walker.get())) {
        ends.push_back(static_cast<std::size_t>(end));
      }
    }
    if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
    return ends;
  }

  /// Offsets in the cleaned text, counted back to those in the broken one.
  static std::vector<std::size_t> breaks_of_broken(std::string_view text, const Rules& rules) {
    const std::string clean = valid_utf8(text);
    auto ends = breaks(clean, rules);
    std::size_t at = 0, clean_at = 0;
    for (auto& end : ends) {
      while (clean_at < end) {
        const auto original = decode(text, at);
        at += original.bytes;
        clean_at += original.valid ? original.bytes : 3;
      }
      end = at;
    }
    return ends;
  }

  Rules graphemes_{UBRK_CHARACTER}, words_{UBRK_WORD}, sentences_{UBRK_SENTENCE}, lines_{UBRK_LINE};
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::Unicode* cmtool_part_unicode() {
  static const cmtool::Icu it;
  return &it;
}
