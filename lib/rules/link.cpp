// SPDX-License-Identifier: MIT
// Links in the text, and where they lead.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

bool is_host_sign(char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80; }

/// The host of each web address in a text, small; "www.x.example" without a scheme counts too.
std::vector<std::string> hosts_in(const std::string& text) {
  std::vector<std::string> hosts;
  const std::string small = lower(text);
  for (std::size_t at = 0; at < small.size();) {
    std::size_t begin = std::string::npos;
    for (const std::string_view start : {"https://", "http://", "www."}) {
      const auto found = small.find(start, at);
      if (found == std::string::npos) continue;
      const auto host = start == "www." ? found : found + start.size();
      if (begin == std::string::npos || host < begin) begin = host;
    }
    if (begin == std::string::npos) break;
    std::size_t end = begin;
    while (end < small.size() && is_host_sign(small[end])) ++end;
    std::string host = small.substr(begin, end - begin);
    // "user@host": what counts is where it leads.
    if (end < small.size() && small[end] == '@') {
      begin = ++end;
      while (end < small.size() && is_host_sign(small[end])) ++end;
      host = small.substr(begin, end - begin);
    }
    while (host.ends_with('.')) host.pop_back();
    if (host.starts_with("www.")) host.erase(0, 4);
    if (host.find('.') != std::string::npos) hosts.push_back(host);
    at = std::max(end, at + 1);
  }
  return hosts;
}

bool below_any(const std::string& host, const std::vector<std::string>& domains) {
  return std::any_of(domains.begin(), domains.end(), [&](const std::string& domain) {
    const std::string small = lower(domain);
    return host == small || host.ends_with("." + small);
  });
}

Result<Condition> compile(const Json& with, RuleCompiler&) {
  if (with.is_bool()) {
    return Condition([wanted = with.bool_or(true)](RuleFacts& facts) -> Match {
      const auto hosts = hosts_in(facts.item().text);
      if (hosts.empty() == wanted) return std::nullopt;
      return hosts.empty() ? Match(tr("no link")) : Match(hosts.front());
    });
  }
  CHECK_OK(only_members(with, {"domains", "not_domains", "count"}));
  TRY(const auto domains, texts_of(with, "domains"));
  TRY(const auto allowed, texts_of(with, "not_domains"));
  TRY(const auto count, number_of(with, "count", 1, 1));
  return Condition([=](RuleFacts& facts) -> Match {
    std::int64_t found = 0;
    std::string why;
    for (const auto& host : hosts_in(facts.item().text)) {
      if ((!domains.empty() && !below_any(host, domains)) || below_any(host, allowed)) continue;
      ++found;
      why += (why.empty() ? "" : ", ") + host;
    }
    return found >= count ? Match(why) : std::nullopt;
  });
}

}  // namespace

const RuleKind& link_rule() {
  static const RuleKind it{.name = "link", .summary = N_("true: a link; or links to “domains” (and what lies below them), to others than “not_domains”, “count” of them at least"), .example = R"({"link": {"not_domains": ["client.example"]}})", .compile = compile};
  return it;
}

}  // namespace cmtool
