// SPDX-License-Identifier: MIT
#include <expat.h>

#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "rows/markup.hpp"

namespace cmtool {
namespace {

constexpr char between = '\n';  // a namespace and a name in what expat hands over; in neither of them
constexpr std::size_t deepest_markup = 256;
constexpr std::size_t fed_at_once = 1u << 20;

struct Freed {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class Reading {
 public:
  explicit Reading(const MarkupEvents& events) : events_(events), parser_(XML_ParserCreateNS(nullptr, between)) {
    if (parser_ == nullptr) return;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), [](void* self, const char* name, const char**) { static_cast<Reading*>(self)->begin(name); },
                          [](void* self, const char* name) { static_cast<Reading*>(self)->end(name); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
      static_cast<Reading*>(self)->events_.text({text, static_cast<std::size_t>(size)});
    });
    XML_SetEntityDeclHandler(parser_.get(), [](void* self, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
      static_cast<Reading*>(self)->refuse(tr("it declares entities of its own"), tr("an export has no need of them: is it one?"));
    });
    XML_SetParamEntityParsing(parser_.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  }

  Result<std::optional<MarkupFault>> read(const NextBytes& next) {
    if (parser_ == nullptr) return Error{.fault = Fault::internal, .message = "expat could not begin"};
    for (bool first = true;; first = false) {
      TRY(auto piece, next());
      while (first && !piece.empty() && piece.size() < 4) {  // its first bytes tell how the text is written
        TRY(const auto rest, next());
        if (rest.empty()) break;
        piece += rest;
      }
      if (first) wide_ = piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF") || (piece.size() > 1 && (piece[0] == '\0' || piece[1] == '\0'));
      const bool last = piece.empty();
      if (!wide_) std::replace_if(piece.begin(), piece.end(), is_forbidden, ' ');
      for (std::size_t at = 0; at < piece.size() || last; at += fed_at_once) {
        const std::size_t count = at < piece.size() ? std::min(fed_at_once, piece.size() - at) : 0;
        if (XML_Parse(parser_.get(), piece.data() + at, static_cast<int>(count), last ? 1 : 0) != XML_STATUS_OK) return fault();
        if (last) return std::optional<MarkupFault>();
      }
    }
  }

 private:
  static bool is_forbidden(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

  static std::pair<std::string_view, std::string_view> parts_of(std::string_view name) {
    const auto at = name.find(between);
    return at == std::string_view::npos ? std::pair(std::string_view(), name) : std::pair(name.substr(0, at), name.substr(at + 1));
  }

  void begin(std::string_view name) {
    if (++depth_ > deepest_markup) return refuse(tr("its elements are nested more than {} deep", deepest_markup), {});
    const auto [space, local] = parts_of(name);
    events_.begin(space, local, static_cast<std::size_t>(XML_GetCurrentLineNumber(parser_.get())));
  }

  void end(std::string_view name) {
    --depth_;
    const auto [space, local] = parts_of(name);
    if (events_.end(space, local) || stopped_) return;
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void refuse(std::string message, std::string hint) {
    if (stopped_) return;
    stopped_ = true;
    refusal_ = std::move(message);
    hint_ = std::move(hint);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  Result<std::optional<MarkupFault>> fault() {
    if (stopped_ && refusal_.empty()) return std::optional<MarkupFault>();
    MarkupFault found{.line = static_cast<std::size_t>(XML_GetCurrentLineNumber(parser_.get())),
                      .column = static_cast<std::size_t>(XML_GetCurrentColumnNumber(parser_.get())) + 1,
                      .message = refusal_,
                      .hint = hint_};
    if (found.message.empty()) {
      const char* const said = XML_ErrorString(XML_GetErrorCode(parser_.get()));
      found.message = tr("this is no well-formed XML ({})", said == nullptr ? "?" : said);
      found.hint = tr("was it copied as a whole? Exporting it again may help");
    }
    return std::optional(std::move(found));
  }

  const MarkupEvents& events_;
  std::unique_ptr<XML_ParserStruct, Freed> parser_;
  std::size_t depth_ = 0;
  bool stopped_ = false, wide_ = false;
  std::string refusal_{}, hint_{};
};

class Expat final : public MarkupPart {
 public:
  Result<std::optional<MarkupFault>> read(const NextBytes& next, const MarkupEvents& events) const override { return Reading(events).read(next); }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::MarkupPart* cmtool_part_markup() {
  static const cmtool::Expat it;
  return &it;
}
