// SPDX-License-Identifier: MIT
#include "tests/support/cassette.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

/// "Name: value", as a header line; false for anything else, such as JSON.
bool read_header(std::string_view line, Header& header) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(line.front())) return false;
  const auto name = line.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; })) return false;
  header = {std::string(name), std::string(trimmed(line.substr(colon + 1)))};
  return true;
}

/// Every header that really goes out with this request.
Headers sent_headers(const Request& request) {
  Headers all = request.headers;
  if (!request.authorization.empty()) all.emplace_back("Authorization", request.authorization.reveal());
  if (!request.key.empty()) all.emplace_back("Idempotency-Key", request.key);
  if (!request.body.type.empty()) all.emplace_back("Content-Type", request.body.type);
  return all;
}

bool has_header(const Headers& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [&](const Header& h) { return same_ignoring_case(h.first, name); });
}

std::string origin_of(const std::string& url) {
  const auto parsed = parse_url(url);
  return parsed.ok() ? origin(parsed.value()) : url;
}

}  // namespace

Cassette::Cassette(const std::string& name) : name_(name) {
  std::ifstream file(std::string(CMTOOL_SOURCE_DIR) + "/tests/cassettes/" + name);
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE_MESSAGE(file.good(), "there is no cassette ", name);
  parse(text.str());
}

std::unique_ptr<Cassette> Cassette::of(const std::string& text) {
  std::unique_ptr<Cassette> tape(new Cassette);
  tape->parse(text);
  return tape;
}

Cassette::~Cassette() {
  if (!difference_.empty()) FAIL_CHECK(name_ << ": " << difference_);
  else if (!partial_ && !finished()) {
    for (const auto& exchange : exchanges_) {
      if (!exchange.used) FAIL_CHECK(name_ << ":" << exchange.line << ": was never asked: " << exchange.method << " " << exchange.url);
    }
  }
}

void Cassette::parse(const std::string& text) {
  int number = 0;
  char side = ' ';
  bool in_head = false;
  for (const auto& whole : split(text, '\n')) {
    ++number;
    const std::string_view line(whole);
    if (line.empty() || line.front() == '#') continue;
    REQUIRE_MESSAGE((line.front() == '>' || line.front() == '<'), name_, ":", number, ": lines begin with #, > or <");
    std::string_view rest = line.substr(1);
    if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (line.front() != side) {
      side = line.front();
      in_head = true;
      if (side == '>') {
        const auto words = split(rest, ' ');
        REQUIRE_MESSAGE(words.size() == 2, name_, ":", number, ": a request begins with METHOD and path");
        exchanges_.push_back({.line = number, .method = words[0], .url = words[1]});
      } else {
        REQUIRE_MESSAGE(!exchanges_.empty(), name_, ":", number, ": an answer without a request");
        const auto status = to_integer(trimmed(rest));
        REQUIRE_MESSAGE(status.has_value(), name_, ":", number, ": an answer begins with its status");
        exchanges_.back().answer.status = static_cast<int>(*status);
      }
      continue;
    }
    Exchange& exchange = exchanges_.back();
    Header header;
    if (in_head && rest.empty()) {
      in_head = false;
    } else if (in_head && side == '>' && rest.starts_with("!")) {
      exchange.wanted.emplace_back(rest, "");
    } else if (in_head && read_header(rest, header)) {
      (side == '>' ? exchange.wanted : exchange.answer.headers).push_back(header);
    } else if (side == '>') {
      in_head = false;
      exchange.body.emplace_back(rest);
    } else {
      in_head = false;
      if (rest.starts_with("giant ")) {
        exchange.answer.body.append(static_cast<std::size_t>(to_integer(rest.substr(6)).value_or(0)), 'x');
        continue;
      }
      if (!exchange.answer.body.empty()) exchange.answer.body += '\n';
      exchange.answer.body += rest;
    }
  }
}

bool Cassette::finished() const {
  const std::lock_guard lock(mutex_);
  return difference_.empty() && std::all_of(exchanges_.begin(), exchanges_.end(), [](const Exchange& e) { return e.used; });
}

std::string Cassette::difference() const {
  const std::lock_guard lock(mutex_);
  return difference_;
}

std::string Cassette::heard(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = heard_.find(name);
  return found == heard_.end() ? std::string() : found->second;
}

Cassette::Exchange* Cassette::next(const Request& request) {
  for (auto& exchange : exchanges_) {
    if (exchange.used) continue;
    // What is written for another server may come later: accounts are served at the same time.
    if (exchange.url.find("://") != std::string::npos && origin_of(exchange.url) != origin_of(request.url)) continue;
    return &exchange;
  }
  return nullptr;
}

Result<Response> Cassette::send(const Request& request, std::stop_token) {
  const std::lock_guard lock(mutex_);
  ++requests_;
  if (request.effects != Effects::no) ++effects_;
  Exchange* exchange = next(request);
  if (lenient_) {
    const auto fitting = std::find_if(exchanges_.begin(), exchanges_.end(),
                                      [&](const Exchange& one) { return !one.used && compare(one, request).empty(); });
    if (fitting == exchanges_.end()) return Error{.fault = Fault::network, .message = "not on the tape: " + request.url};
    exchange = &*fitting;
  }
  std::string difference =
      exchange == nullptr ? fmt::format("one request too many: {} {}", word(request.method), request.url) : compare(*exchange, request);
  if (!difference.empty()) {
    if (exchange != nullptr) difference = fmt::format("line {}: {}", exchange->line, difference);
    if (difference_.empty()) difference_ = difference;
    return Error{.fault = Fault::internal, .message = "the cassette " + name_ + " says otherwise: " + difference};
  }
  exchange->used = true;
  Response answer = exchange->answer;
  answer.body = filled(answer.body);
  for (auto& [name, value] : answer.headers) value = filled(value);
  answer.url = request.url;
  return answer;
}

std::string Cassette::compare(const Exchange& wanted, const Request& sent) {
  if (wanted.method != word(sent.method)) return fmt::format("{} was expected, {} came ({})", wanted.method, word(sent.method), sent.url);
  const auto url = parse_url(sent.url);
  if (!url.ok()) return "an address that is none: " + sent.url;
  const auto question = wanted.url.find('?');
  const std::string address = wanted.url.substr(0, question);
  const bool whole = address.find("://") != std::string::npos;
  const std::string sent_address = (whole ? origin(url.value()) : std::string()) + url->path;
  // A path is compared from its end, so that a server below a folder ("/wp") needs no cassette of its own.
  if (!matches(address, sent_address) && (whole || !matches("{*}" + address, sent_address))) {
    return fmt::format("{} was expected, {} came", address, sent_address);
  }
  auto wanted_query = parse_form(question == std::string::npos ? "" : std::string_view(wanted.url).substr(question + 1));
  auto sent_query = parse_form(url->query);
  std::stable_sort(wanted_query.begin(), wanted_query.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::stable_sort(sent_query.begin(), sent_query.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  bool same = wanted_query.size() == sent_query.size();
  for (std::size_t i = 0; same && i < wanted_query.size(); ++i) {
    same = wanted_query[i].first == sent_query[i].first &&
           (wanted_query[i].second == "*" || matches(wanted_query[i].second, sent_query[i].second));
  }
  if (!same) return fmt::format("the query “{}” was expected, “{}” came", form_text(wanted_query), form_text(sent_query));

  const Headers headers = sent_headers(sent);
  for (const auto& [name, value] : wanted.wanted) {
    if (name.starts_with("!")) {
      if (has_header(headers, std::string_view(name).substr(1))) return fmt::format("the header {} may not be sent", name.substr(1));
    } else if (!has_header(headers, name)) {
      return fmt::format("the header {} was not sent", name);
    } else if (const auto came = header(headers, name); value != "*" && !matches(value, came)) {
      return fmt::format("the header {}: {} was expected, {} came", name, value, came);
    }
  }
  return compare_body(wanted, sent);
}

std::string Cassette::compare_body(const Exchange& wanted, const Request& sent) {
  const Body& body = sent.body;
  const std::string text = joined(wanted.body, "\n");
  if (!body.parts.empty()) return compare_multipart(wanted, body);
  if (body.file) {
    return matches(text, "raw " + body.type) ? "" : fmt::format("“{}” was expected, “raw {}” came", text, body.type);
  }
  if (text == "*") return {};
  if (body.type.starts_with("application/json") || body.type.ends_with("+json")) {
    const auto json = parse_json(body.bytes), expected = parse_json(text);
    if (!json.ok()) return "the request's JSON does not parse: " + body.bytes;
    if (!expected.ok()) return "the cassette's JSON does not parse: " + expected.error().message + (text.empty() ? "; came " + body.bytes : "");
    return compare_json(expected.value(), json.value(), "");
  }
  if (body.type.starts_with("application/x-www-form-urlencoded")) {
    auto expected = parse_form(text), came = parse_form(body.bytes);
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::stable_sort(came.begin(), came.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    bool same = expected.size() == came.size();
    for (std::size_t i = 0; same && i < came.size(); ++i) {
      same = expected[i].first == came[i].first && (expected[i].second == "*" || matches(expected[i].second, came[i].second));
    }
    return same ? "" : fmt::format("the form “{}” was expected, “{}” came", text, body.bytes);
  }
  return matches(text, body.bytes) ? "" : fmt::format("the body “{}” was expected, “{}” came", text, body.bytes);
}

std::string Cassette::compare_multipart(const Exchange& wanted, const Body& body) {
  std::size_t i = 0;
  for (const auto& part : body.parts) {
    const std::string came = part.file || !part.filename.empty() ? fmt::format("file {} {} {}", part.name, part.type, part.filename)
                                                                 : fmt::format("part {}: {}", part.name, part.bytes);
    if (i >= wanted.body.size()) return fmt::format("one part too many: {}", came);
    const std::string expected = replaced(wanted.body[i] + " ", " * ", " {*} ");
    if (!matches(expected.substr(0, expected.size() - 1), came)) return fmt::format("“{}” was expected, “{}” came", wanted.body[i], came);
    ++i;
  }
  return i == wanted.body.size() ? "" : fmt::format("the part “{}” was not sent", wanted.body[i]);
}

std::string Cassette::compare_json(const Json& wanted, const Json& sent, const std::string& where) {
  const auto differs = [&] {
    return fmt::format("{}: {} was expected, {} came", where.empty() ? "the body" : where, wanted.dump(), sent.dump());
  };
  if (wanted.is_string()) {
    if (wanted.string_or() == "*") return {};
    return sent.is_string() && matches(wanted.string_or(), sent.string_or()) ? "" : differs();
  }
  if (wanted.is_array()) {
    if (!sent.is_array() || sent.items().size() != wanted.items().size()) return differs();
    for (std::size_t i = 0; i < sent.items().size(); ++i) {
      if (auto found = compare_json(wanted[i], sent[i], fmt::format("{}[{}]", where, i)); !found.empty()) return found;
    }
    return {};
  }
  if (wanted.is_object()) {
    if (!sent.is_object()) return differs();
    for (const auto& [key, value] : wanted.members()) {
      if (!sent.contains(key)) return fmt::format("{}.{} was not sent; {} came", where, key, sent.dump());
      if (auto found = compare_json(value, sent[key], where + "." + key); !found.empty()) return found;
    }
    for (const auto& [key, value] : sent.members()) {
      if (!wanted.contains(key)) return fmt::format("{}.{} is too much: {}", where, key, value.dump());
    }
    return {};
  }
  if (wanted.is_number() && sent.is_number()) return wanted.number_or(0) == sent.number_or(1) ? "" : differs();
  return wanted == sent ? "" : differs();
}

/// Does the text match a pattern with {*} and {*name}? What names matched is kept only if all of it does.
bool Cassette::matches(std::string_view pattern, std::string_view text) {
  const std::string known = filled(std::string(pattern));
  pattern = known;
  const auto open = pattern.find("{*");
  if (open == std::string_view::npos) return pattern == text;
  const auto close = pattern.find('}', open);
  if (close == std::string_view::npos || text.substr(0, open) != pattern.substr(0, open)) return close == std::string_view::npos && pattern == text;
  const std::string name(pattern.substr(open + 2, close - open - 2));
  const std::string_view after = pattern.substr(close + 1);
  const auto before = heard_;
  for (std::size_t length = text.size() - open + 1; length-- > 0;) {
    if (!name.empty()) heard_[name] = std::string(text.substr(open, length));
    if (matches(after, text.substr(open + length))) return true;
    heard_ = before;
  }
  return false;
}

std::string Cassette::filled(std::string text) const {
  for (const auto& [name, value] : heard_) text = replaced(text, "{*" + name + "}", value);
  return text;
}

}  // namespace cmtool
