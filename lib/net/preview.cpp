// SPDX-License-Identifier: MIT
#include "net/preview.hpp"

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/page_facts.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t longest_page = 2u << 20, longest_picture = 1u << 20, longest_named_picture = 16u << 20;

Request reading(const Url& url, const char* accept, std::uint64_t limit) {
  return {.url = text_of(url),
          .headers = {{"Accept", accept}},
          .limit = std::chrono::seconds(10),
          .answer_limit = limit,
          .redirects = 3,
          .public_only = true};
}

/// The type that the bytes have, whatever the server calls it; "" for anything that is no common picture.
std::string picture_type(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return "image/gif";
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
  return {};
}

bool is_page(const Response& response) {
  const std::string type = lower(header(response.headers, "content-type"));
  return type.starts_with("text/html") || type.starts_with("application/xhtml+xml") ||
         (type.empty() && trimmed(response.body).starts_with("<"));
}

/// Fetching goes over https also where a link says http: nothing is read that somebody on the way could have written.
Result<Url> fetched_url(const std::string& url) {
  constexpr std::string_view plain = "http://";
  if (url.starts_with(plain)) return parse_url("https://" + url.substr(plain.size()));
  return parse_url(url);
}

void add_picture(Http& http, const Url& page, const std::string& reference, Preview& preview, std::stop_token stop) {
  const auto url = resolve(page, reference);
  if (!url.ok()) return;
  auto answer = http.send(reading(url.value(), "image/*", longest_picture), stop);
  if (!answer.ok() || answer->status != 200) return;
  preview.picture_type = picture_type(answer->body);
  if (!preview.picture_type.empty()) preview.picture = std::move(answer->body);
}

}  // namespace

Result<Preview> fetch_preview(Http& http, const std::string& url, std::stop_token stop) {
  TRY(const Url asked, fetched_url(url));
  TRY(const Response answer, http.send(reading(asked, "text/html,application/xhtml+xml", longest_page), stop));
  if (answer.status < 200 || answer.status >= 300) {
    return Error{.fault = answer.status == 404 || answer.status == 410 ? Fault::not_found : Fault::network,
                 .message = tr("{} answered with {} for the link", host_of(text_of(asked)), answer.status)};
  }
  Preview preview{.link = {.url = url}};
  if (!is_page(answer)) return preview;
  const PageFacts facts = page_facts(answer.body, header(answer.headers, "content-type"));
  preview.link.title = facts.title;
  preview.link.description = facts.description;
  preview.picture_alt = facts.picture_alt;
  const auto page = parse_url(answer.url.empty() ? text_of(asked) : answer.url);
  if (!facts.picture.empty() && page.ok()) add_picture(http, page.value(), facts.picture, preview, stop);
  return preview;
}

Result<std::string> fetch_picture(Http& http, const std::string& url, std::stop_token stop) {
  TRY(const Url asked, fetched_url(url));
  TRY(Response answer, http.send(reading(asked, "image/*", longest_named_picture), stop));
  const std::string host = host_of(text_of(asked));
  if (answer.status != 200) {
    return Error{.fault = answer.status == 404 || answer.status == 410 ? Fault::not_found : Fault::network,
                 .message = tr("{} answered with {} for the picture", host, answer.status)};
  }
  if (picture_type(answer.body).empty()) return Error{.fault = Fault::refused, .message = tr("{} gives no picture at this address", host)};
  return std::move(answer.body);
}

}  // namespace cmtool
