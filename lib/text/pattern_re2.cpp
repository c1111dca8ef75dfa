// SPDX-License-Identifier: MIT
// The part "pattern": RE2.
#include <re2/re2.h>
#include <re2/set.h>

#include "base/tr.hpp"
#include "text/pattern.hpp"

namespace cmtool {
namespace {

constexpr std::int64_t most_memory = 64 << 20;

/// Case is in the pattern itself, since a set has one setting for all.
std::string written(const PatternSpec& spec) { return spec.letters == PatternCase::folded ? "(?i)" + spec.text : spec.text; }

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(most_memory);
  return options;
}

class Re2Set final : public PatternSet {
 public:
  Re2Set(std::unique_ptr<RE2::Set> set, std::vector<std::string> patterns) : set_(std::move(set)), patterns_(std::move(patterns)) {}
  void match(std::string_view text, std::vector<int>& found) const override {
    found.clear();
    if (set_ == nullptr) return;
    const re2::StringPiece piece(text.data(), text.size());
    RE2::Set::ErrorInfo error{};
    if (set_->Match(piece, &found, &error) || error.kind == RE2::Set::kNoError) return;
    // The set has no memory left for this text, and says "no match". One pattern alone has a slower way that needs none.
    found.clear();
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      if (RE2::PartialMatch(piece, RE2(patterns_[i], options()))) found.push_back(static_cast<int>(i));
    }
  }

 private:
  std::unique_ptr<RE2::Set> set_;
  std::vector<std::string> patterns_;
};

class Re2 final : public PatternPart {
 public:
  std::string fault(const PatternSpec& spec) const override {
    // As the user wrote it: the fault names a piece of it.
    const RE2 pattern(spec.text, options());
    return pattern.ok() ? std::string() : pattern.error();
  }

  Result<std::unique_ptr<PatternSet>> compile(const std::vector<PatternSpec>& patterns) const override {
    if (patterns.empty()) return std::unique_ptr<PatternSet>(std::make_unique<Re2Set>(nullptr, std::vector<std::string>{}));
    auto set = std::make_unique<RE2::Set>(options(), RE2::UNANCHORED);
    std::vector<std::string> kept;
    for (const auto& spec : patterns) {
      kept.push_back(written(spec));
      std::string fault;
      if (set->Add(kept.back(), &fault) < 0) return Error{.fault = Fault::usage, .message = tr("the pattern {} cannot be read: {}", spec.text, fault)};
    }
    if (!set->Compile()) return Error{.fault = Fault::usage, .message = tr("the patterns are too large together"), .hint = tr("use fewer, or simpler ones")};
    return std::unique_ptr<PatternSet>(std::make_unique<Re2Set>(std::move(set), std::move(kept)));
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::PatternPart* cmtool_part_pattern() {
  static const cmtool::Re2 it;
  return &it;
}
