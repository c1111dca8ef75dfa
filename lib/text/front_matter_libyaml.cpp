// SPDX-License-Identifier: MIT
#include <yaml.h>

#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/front_matter.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr int deepest = 6;
constexpr std::size_t most_events = 20'000;

/// One event of the reader, freed with it.
class Event {
 public:
  Event() = default;
  ~Event() { yaml_event_delete(&held_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  yaml_event_t* get() { return &held_; }
  [[nodiscard]] yaml_event_type_t type() const { return held_.type; }
  [[nodiscard]] const yaml_event_t& operator*() const { return held_; }

 private:
  yaml_event_t held_{};
};

bool is_null_word(std::string_view text) { return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL"; }

class Reader {
 public:
  Reader(std::string_view yaml, FrontMatter& result) : result_(result) {
    good_ = yaml_parser_initialize(&parser_) != 0;
    if (!good_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size());
  }
  ~Reader() {
    if (good_) yaml_parser_delete(&parser_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void read() {
    for (bool ended = false; good_ && !ended && result_.fault.empty();) {
      Event event;
      if (!next(event)) return;
      switch (event.type()) {
        case YAML_MAPPING_START_EVENT: result_.values = mapping(1, true); break;
        case YAML_SCALAR_EVENT:
          if (!is_null_word(text_of(*event))) complain(tr("these lines are no keys with values"), (*event).start_mark);
          break;
        case YAML_SEQUENCE_START_EVENT:
        case YAML_ALIAS_EVENT: complain(tr("these lines are no keys with values"), (*event).start_mark); break;
        case YAML_DOCUMENT_END_EVENT:
        case YAML_STREAM_END_EVENT: ended = true; break;
        case YAML_NO_EVENT:
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT:
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: break;
      }
    }
  }

 private:
  static TextPlace place(const yaml_mark_t& mark) { return {.line = mark.line + 1, .column = mark.column + 1}; }

  void complain(std::string what, const yaml_mark_t& mark) {
    if (!result_.fault.empty()) return;
    result_.fault = std::move(what);
    result_.fault_place = place(mark);
  }

  static std::string text_of(const yaml_event_t& event) {
    return {reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length};
  }

  bool next(Event& event) {
    if (!result_.fault.empty()) return false;
    if (yaml_parser_parse(&parser_, event.get()) == 0) {
      complain(tr("this is no YAML: {}", parser_.problem == nullptr ? "?" : parser_.problem),
               parser_.error == YAML_READER_ERROR ? parser_.mark : parser_.problem_mark);
      return false;
    }
    if (++events_ > most_events) complain(tr("there is too much between the lines “---”"), (*event).start_mark);
    const bool anchored = (event.type() == YAML_SCALAR_EVENT && (*event).data.scalar.anchor != nullptr) ||
                          (event.type() == YAML_SEQUENCE_START_EVENT && (*event).data.sequence_start.anchor != nullptr) ||
                          (event.type() == YAML_MAPPING_START_EVENT && (*event).data.mapping_start.anchor != nullptr);
    if (anchored || event.type() == YAML_ALIAS_EVENT) complain(tr("anchors and aliases (& and *) are not read; put such a text between quotation marks"), (*event).start_mark);
    return result_.fault.empty();
  }

  /// The value that begins with this event.
  Json value(const yaml_event_t& event, int depth) {
    if (event.type == YAML_SCALAR_EVENT) {
      std::string text = text_of(event);
      if (event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && is_null_word(text)) return {};
      return Json(std::move(text));
    }
    if (depth > deepest) {
      complain(tr("this is nested too deeply"), event.start_mark);
      return {};
    }
    return event.type == YAML_MAPPING_START_EVENT ? mapping(depth, false) : sequence(depth);
  }

  Json sequence(int depth) {
    Json list = Json::array();
    for (;;) {
      Event event;
      if (!next(event) || event.type() == YAML_SEQUENCE_END_EVENT) return list;
      list.push(value(*event, depth + 1));
    }
  }

  Json mapping(int depth, bool topmost) {
    Json map = Json::object();
    for (;;) {
      Event key;
      if (!next(key) || key.type() == YAML_MAPPING_END_EVENT) return map;
      if (key.type() != YAML_SCALAR_EVENT) {
        complain(tr("a key must be a word"), (*key).start_mark);
        return map;
      }
      const std::string name = text_of(*key);
      if (map.contains(name)) complain(tr("the key “{}” is there twice", name), (*key).start_mark);
      if (topmost) result_.places[name] = place((*key).start_mark);
      Event event;
      if (!next(event)) return map;
      map.set(name, value(*event, depth + 1));
    }
  }

  FrontMatter& result_;
  yaml_parser_t parser_{};
  bool good_ = false;
  std::size_t events_ = 0;
};

int append(void* to, unsigned char* bytes, std::size_t size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return 1;
}

/// Needs no quotation marks, whatever reads it: letters, digits and a few signs, and no word that means something to YAML.
bool is_plain(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return false;
  for (const char c : text) {
    if (!is_letter_or_digit(c) && std::string_view("-_./").find(c) == std::string_view::npos) return false;
  }
  const std::string word = lower(text);
  for (const char* special : {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}) {
    if (word == special) return false;
  }
  return true;
}

class Writer {
 public:
  explicit Writer(std::string& to) {
    good_ = yaml_emitter_initialize(&emitter_) != 0;
    if (!good_) return;
    yaml_emitter_set_output(&emitter_, append, &to);
    yaml_emitter_set_unicode(&emitter_, 1);
    yaml_emitter_set_width(&emitter_, -1);
  }
  ~Writer() {
    if (good_) yaml_emitter_delete(&emitter_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool write(const Json& values) {
    yaml_event_t event{};
    if (!good_ || yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING) == 0 || !emit(event)) return false;
    if (yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr, 1) == 0 || !emit(event)) return false;
    if (!value(values)) return false;
    if (yaml_document_end_event_initialize(&event, 1) == 0 || !emit(event)) return false;
    return yaml_stream_end_event_initialize(&event) != 0 && emit(event);
  }

 private:
  bool emit(yaml_event_t& event) { return yaml_emitter_emit(&emitter_, &event) != 0; }

  bool scalar(std::string text, bool plain) {
    text = valid_utf8(text);
    yaml_event_t event{};
    return yaml_scalar_event_initialize(&event, nullptr, nullptr, reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()), 1, 1,
                                        plain ? YAML_PLAIN_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE) != 0 &&
           emit(event);
  }

  bool text(const std::string& it) { return scalar(it, is_plain(it)); }

  bool value(const Json& json) {
    yaml_event_t event{};
    if (json.is_object()) {
      if (yaml_mapping_start_event_initialize(&event, nullptr, nullptr, 1, YAML_BLOCK_MAPPING_STYLE) == 0 || !emit(event)) return false;
      for (const auto& [name, member] : json.members()) {
        if (!text(name) || !value(member)) return false;
      }
      return yaml_mapping_end_event_initialize(&event) != 0 && emit(event);
    }
    if (json.is_array()) {
      if (yaml_sequence_start_event_initialize(&event, nullptr, nullptr, 1, YAML_BLOCK_SEQUENCE_STYLE) == 0 || !emit(event)) return false;
      for (const auto& item : json.items()) {
        if (!value(item)) return false;
      }
      return yaml_sequence_end_event_initialize(&event) != 0 && emit(event);
    }
    if (json.is_string()) return text(json.string_or());
    return scalar(json.dump(), true);
  }

  yaml_emitter_t emitter_{};
  bool good_ = false;
};

class Libyaml final : public FrontMatterPart {
 public:
  void read(std::string_view yaml, FrontMatter& result) const override { Reader(yaml, result).read(); }

  [[nodiscard]] Result<std::string> write(const Json& values) const override {
    std::string text;
    if (!Writer(text).write(values)) return Error{.fault = Fault::internal, .message = tr("the front matter could not be written")};
    return text;
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::FrontMatterPart* cmtool_part_front_matter() {
  static const cmtool::Libyaml it;
  return &it;
}
