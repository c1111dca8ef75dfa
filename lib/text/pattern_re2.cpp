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
  explicit Re2Set(std::unique_ptr<RE2::Set> set) : set_(std::move(set)) {}
  void match(std::string_view text, std::vector<int>& found) const override {
    found.clear();
    if (set_ != nullptr) set_->Match(re2::StringPiece(text.data(), text.size()), &found);
  }

 private:
  std::unique_ptr<RE2::Set> set_;
};

class Re2 final : public PatternPart {
 public:
  std::string fault(const PatternSpec& spec) const override {
    // As the user wrote it: the fault names a piece of it.
    const RE2 pattern(spec.text, options());
    return pattern.ok() ? std::string() : pattern.error();
  }

  Result<std::unique_ptr<PatternSet>> compile(const std::vector<PatternSpec>& patterns) const override {
    if (patterns.empty()) return std::unique_ptr<PatternSet>(std::make_unique<Re2Set>(nullptr));
    auto set = std::make_unique<RE2::Set>(options(), RE2::UNANCHORED);
    for (const auto& spec : patterns) {
      std::string fault;
      if (set->Add(written(spec), &fault) < 0) return Error{.fault = Fault::usage, .message = tr("the pattern {} cannot be read: {}", spec.text, fault)};
    }
    if (!set->Compile()) return Error{.fault = Fault::usage, .message = tr("the patterns are too large together"), .hint = tr("use fewer, or simpler ones")};
    return std::unique_ptr<PatternSet>(std::make_unique<Re2Set>(std::move(set)));
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::PatternPart* cmtool_part_pattern() {
  static const cmtool::Re2 it;
  return &it;
}
