// SPDX-License-Identifier: MIT
// What is set and why. Debian 12's libcurl (7.88.1) has other defaults than today's manual describes, so nothing that matters is left
// to a default; settings are those that reliability needs on 7.88 and on 8.x.
#include "net/curl.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "base/ascii.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"
#include "net/address.hpp"
#include "net/form.hpp"
#include "net/on_its_way.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr auto connect_limit = seconds(10);
constexpr long slowest = 100;                     // bytes a second …
constexpr auto slow_for = seconds(30);            // … for this long is too slow
constexpr auto longest_idle = seconds(3);         // servers close idle connections from 5 s on; a reused one should be alive
constexpr std::size_t most_headers = 300;
constexpr std::size_t most_header_bytes = 128u << 10;
constexpr long kept_connections = 128;
constexpr auto progress_step = milliseconds(100);

/// One request on its way. It lives on the stack of the thread that waits for it.
struct Transfer {
  Transfer(const Request& wanted, const Url& at) : request(wanted), url(at), body(wanted.body) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
  }

  const Request& request;
  const Url& url;
  BodyStream body;
  CURL* easy = curl_easy_init();
  curl_slist* headers = nullptr;
  Response response{};
  std::array<char, CURL_ERROR_SIZE> words{};
  std::size_t header_bytes = 0;
  bool head_complete = false;    // the empty line after the headers has come
  bool too_large = false;        // the answer, or its headers
  bool address_refused = false;  // public_only
  std::optional<Error> body_fault{};
  steady_clock::time_point shown{};
  std::promise<CURLcode> done{};
};

// --- Callbacks of libcurl; all run in the one network thread ---

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  // MAXFILESIZE does not count unpacked bytes, and knows nothing of unannounced lengths; this does.
  if (transfer.response.body.size() + count > transfer.request.answer_limit) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  const std::string_view line = trimmed({bytes, count});
  auto& headers = transfer.response.headers;
  transfer.header_bytes += count;
  if (transfer.header_bytes > most_header_bytes || headers.size() >= most_headers) {
    transfer.too_large = true;
    return 0;
  }
  transfer.head_complete = transfer.head_complete ? !line.starts_with("HTTP/") : line.empty();
  if (line.starts_with("HTTP/")) headers.clear();  // a new status line: what came before was interim, or a proxy's
  else if (const auto colon = line.find(':'); colon != std::string_view::npos && colon > 0) {
    headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return count;
}

std::size_t give_body(char* to, std::size_t size, std::size_t count, void* from) {
  auto& transfer = *static_cast<Transfer*>(from);
  auto got = transfer.body.read(to, size * count);
  if (got.ok()) return got.value();
  transfer.body_fault = std::move(got).error();
  return CURL_READFUNC_ABORT;
}

int show_progress(void* of, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent) {
  auto& transfer = *static_cast<Transfer*>(of);
  const auto now = steady_clock::now();
  if (total > 0 && (sent == total || now - transfer.shown >= progress_step)) {
    transfer.shown = now;
    transfer.request.progress(static_cast<std::uint64_t>(sent), static_cast<std::uint64_t>(total));
  }
  return 0;
}

/// Opens the socket only to an address of the public internet: the check is made after the name was looked up.
curl_socket_t open_public(void* of, curlsocktype, curl_sockaddr* address) {
  std::string_view bytes;
  if (address->family == AF_INET) {
    const auto* in = reinterpret_cast<const sockaddr_in*>(&address->addr);
    bytes = {reinterpret_cast<const char*>(&in->sin_addr), sizeof in->sin_addr};
  } else if (address->family == AF_INET6) {
    const auto* in = reinterpret_cast<const sockaddr_in6*>(&address->addr);
    bytes = {reinterpret_cast<const char*>(&in->sin6_addr), sizeof in->sin6_addr};
  }
  if (!is_public_address(bytes)) {
    static_cast<Transfer*>(of)->address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// --- Settings ---

/// Sets options and remembers whether one of them was not taken: a limit that is not there must not go unnoticed.
struct Options {
  CURL* easy;
  CURLcode worst = CURLE_OK;
  template <typename T>
  void set(CURLoption option, T value) {
    if (const CURLcode code = curl_easy_setopt(easy, option, value); code != CURLE_OK) worst = code;
  }
};

void set_safety(Options& options, const Transfer& transfer) {
  const bool plain = transfer.url.scheme == "http";  // parse_url() has it for this machine only
  options.set(CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
  options.set(CURLOPT_FOLLOWLOCATION, 0L);
  options.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  options.set(CURLOPT_PATH_AS_IS, 1L);  // what was checked is what goes out
  options.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  options.set(CURLOPT_NOSIGNAL, 1L);
  options.set(CURLOPT_HTTP09_ALLOWED, 0L);
  options.set(CURLOPT_QUICK_EXIT, 1L);  // a name server that does not answer must not hold up a stop
  options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  options.set(CURLOPT_SSL_VERIFYPEER, 1L);
  options.set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (is_loopback(transfer.url.host)) options.set(CURLOPT_PROXY, "");  // plain text for this machine must stay on it
  if (transfer.request.public_only) {
    options.set(CURLOPT_PROXY, "");  // behind a proxy nobody could check the address
    options.set(CURLOPT_OPENSOCKETFUNCTION, &open_public);
    options.set(CURLOPT_OPENSOCKETDATA, static_cast<const void*>(&transfer));
  }
}

void set_trust(Options& options, const TrustStore& trust) {
  if (trust == TrustStore{}) return;
  // Both are set, for the one that is NULL counts as much: Debian's defaults would read the whole bundle at every connection.
  options.set(CURLOPT_CAINFO, trust.file.empty() ? nullptr : trust.file.c_str());
  options.set(CURLOPT_CAPATH, trust.folder.empty() ? nullptr : trust.folder.c_str());
}

void set_limits(Options& options, const Transfer& transfer, milliseconds left) {
  options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(milliseconds(connect_limit).count()));
  options.set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(left, milliseconds(1)).count()));
  options.set(CURLOPT_LOW_SPEED_LIMIT, slowest);
  options.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(slow_for.count()));
  options.set(CURLOPT_MAXAGE_CONN, static_cast<long>(longest_idle.count()));
  options.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  // One connection carries one request at a time: what was sent and what was not stays plain to see.
  options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  if (transfer.request.public_only) {
    // A kept connection would pass by the check of the address.
    options.set(CURLOPT_FRESH_CONNECT, 1L);
    options.set(CURLOPT_FORBID_REUSE, 1L);
  }
}

void set_method(Options& options, const Transfer& transfer) {
  const Request& request = transfer.request;
  static const std::map<Method, const char*> words{{Method::get, "GET"}, {Method::head, "HEAD"}, {Method::post, "POST"},
                                                   {Method::put, "PUT"}, {Method::patch, "PATCH"}, {Method::del, "DELETE"}};
  if (transfer.body.size() > 0) {
    // There is no SEEKFUNCTION, on purpose. libcurl repeats a request on a reused connection that closes before the first byte
    // of the answer, also a POST; with a body that it cannot rewind it answers CURLE_SEND_FAIL_REWIND instead.
    options.set(CURLOPT_UPLOAD, 1L);
    options.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
    options.set(CURLOPT_READFUNCTION, &give_body);
    options.set(CURLOPT_READDATA, static_cast<const void*>(&transfer));
  } else if (request.method == Method::head) {
    options.set(CURLOPT_NOBODY, 1L);
  } else if (request.method == Method::post || request.method == Method::put || request.method == Method::patch) {
    options.set(CURLOPT_POST, 1L);
    options.set(CURLOPT_POSTFIELDS, "");
    options.set(CURLOPT_POSTFIELDSIZE, 0L);
  }
  options.set(CURLOPT_CUSTOMREQUEST, words.at(request.method));
  if (request.effects == Effects::yes && transfer.body.size() == 0) {
    // Without a body there is nothing to rewind, so the only safe connection is one that was never used.
    options.set(CURLOPT_FRESH_CONNECT, 1L);
    options.set(CURLOPT_FORBID_REUSE, 1L);
  }
}

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

Result<void> add_header(Transfer& transfer, const std::string& name, const std::string& value) {
  const bool clean = std::none_of(value.begin(), value.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
  if (!is_token(name) || !clean) {
    return Error{.fault = Fault::usage, .message = tr("the header {} contains characters that cannot be sent", mask_secrets(name.substr(0, 60)))};
  }
  // libcurl takes "Name;" for an empty value, and "Name:" for no header at all.
  const std::string line = value.empty() ? name + ";" : name + ": " + value;
  curl_slist* const longer = curl_slist_append(transfer.headers, line.c_str());
  if (longer != nullptr) transfer.headers = longer;
  return {};
}

Result<void> set_headers(Options& options, Transfer& transfer) {
  const Request& request = transfer.request;
  for (const auto& [name, value] : request.headers) CHECK_OK(add_header(transfer, name, value));
  if (!request.authorization.empty()) CHECK_OK(add_header(transfer, "Authorization", request.authorization.reveal()));
  if (!request.key.empty()) CHECK_OK(add_header(transfer, "Idempotency-Key", request.key));
  if (!transfer.body.type().empty()) CHECK_OK(add_header(transfer, "Content-Type", transfer.body.type()));
  transfer.headers = curl_slist_append(transfer.headers, "Expect:");  // no waiting for 100 Continue
  options.set(CURLOPT_HTTPHEADER, transfer.headers);
  return {};
}

// --- Faults ---

/// Did any byte of the request leave? Then the server may have read all of it.
bool bytes_left(const Transfer& transfer) {
  long sent = 0;
  curl_easy_getinfo(transfer.easy, CURLINFO_REQUEST_SIZE, &sent);
  return sent > 0;
}

std::string certificate_words(const Transfer& transfer, const std::string& host) {
  // OpenSSL's X509_V_ERR_…; the names would need its headers.
  constexpr long expired = 10, not_yet = 9, self_signed = 18, self_signed_in_chain = 19, unknown_issuer = 20, unverified_leaf = 21;
  long why = 0;
  curl_easy_getinfo(transfer.easy, CURLINFO_SSL_VERIFYRESULT, &why);
  switch (why) {
    case expired: return tr("the certificate of {} has expired", host);
    case not_yet: return tr("the certificate of {} is not valid yet", host);
    case self_signed:
    case self_signed_in_chain: return tr("the certificate of {} is self-signed", host);
    case unknown_issuer:
    case unverified_leaf: return tr("nobody whom this machine trusts vouches for {}", host);
    default: return tr("the certificate is not for {}", host);
  }
}

/// What happened before the request left: surely nothing was done.
Error not_sent(const Transfer& transfer, CURLcode code, const std::string& host) {
  Error error{.fault = Fault::network, .hint = tr("is the network up? trying again is safe")};
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      error.message = tr("the name {} is not known", host);
      error.hint = tr("is the address right, and is the network up?");
      break;
    case CURLE_COULDNT_RESOLVE_PROXY: error.message = tr("the proxy's name is not known"); break;
    case CURLE_OPERATION_TIMEDOUT: error.message = tr("{} cannot be reached: no connection in time", host); break;
    case CURLE_PEER_FAILED_VERIFICATION:
      error.message = certificate_words(transfer, host);
      error.hint = tr("is the address right, and is the clock? nothing was sent");
      break;
    case CURLE_SSL_CACERT_BADFILE:
      error.message = tr("the certificates that this machine trusts cannot be read");
      error.hint = tr("install the package ca-certificates, or see SSL_CERT_FILE and SSL_CERT_DIR");
      break;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER: error.message = tr("no safe connection to {} can be made", host); break;
    default: error.message = tr("{} cannot be reached", host); break;
  }
  return error;
}

/// What happened after the request, or a part of it, had left.
Error lost(const Transfer& transfer, CURLcode code, const std::string& host) {
  Error error{.fault = Fault::network, .hint = tr("trying again later is safe")};
  if (transfer.too_large) {
    error.fault = Fault::protocol;
    error.message = tr("the answer of {} is too large", host);
    error.hint.clear();
  } else if (code == CURLE_OPERATION_TIMEDOUT) {
    error.message = tr("{} did not answer in time", host);
  } else if (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_BAD_CONTENT_ENCODING) {
    error.fault = Fault::protocol;
    error.message = tr("{} answered with something that is no HTTP", host);
    error.hint.clear();
  } else {
    error.message = tr("the connection to {} broke off before the answer was complete", host);
  }
  if (transfer.request.effects == Effects::yes) {
    error.fault = Fault::unknown_outcome;
    // A connection that broke has come to its end at the server, too; one that we gave up may still be at work there.
    if (code == CURLE_OPERATION_TIMEDOUT) error.retry_after = std::chrono::seconds(60);
    error.hint = tr("look whether it is there before you repeat it");
  }
  return error;
}

Error fault_of(Transfer& transfer, CURLcode code, bool stopped) {
  const std::string host = origin(transfer.url).substr(transfer.url.scheme.size() + 3);
  Error error;
  if (transfer.body_fault) {
    error = *transfer.body_fault;  // the server waits for the rest of what was announced, so it has done nothing
  } else if (transfer.address_refused) {
    error = {.fault = Fault::refused, .message = tr("{} is an address of this machine or of a private network", host)};
  } else if (stopped && (!bytes_left(transfer) || transfer.request.effects != Effects::yes)) {
    error = {.fault = Fault::cancelled, .message = tr("stopped while waiting for {}", host)};
  } else {
    error = bytes_left(transfer) ? lost(transfer, code, host) : not_sent(transfer, code, host);
  }
  if (error.detail.empty()) error.detail = mask_secrets(transfer.words[0] != '\0' ? transfer.words.data() : curl_easy_strerror(code));
  return error;
}

// --- The one thread ---

/// Runs transfers until it is destroyed. run() may be called from any thread and waits for the end of its transfer.
class Loop {
 public:
  Loop() : multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections);
    thread_ = start_thread([this] { work(); });
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop() {
    end();
    curl_multi_cleanup(multi_);
  }

  /// Ends every transfer, and from now on each that is still to come at once.
  void end() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    curl_multi_wakeup(multi_);
    if (thread_.joinable()) thread_.join();
  }

  CURLcode run(Transfer& transfer, std::stop_token stop) {
    auto done = transfer.done.get_future();
    std::uint64_t id = 0;
    {
      const std::lock_guard lock(mutex_);
      if (ending_) return CURLE_ABORTED_BY_CALLBACK;
      id = ++last_id_;
      waiting_.emplace_back(id, &transfer);
    }
    curl_multi_wakeup(multi_);
    const std::stop_callback on_stop(stop, [this, id] {
      {
        const std::lock_guard lock(mutex_);
        stopped_.push_back(id);
      }
      curl_multi_wakeup(multi_);
    });
    return done.get();
  }

 private:
  void work() {
    while (take_orders()) {
      int running = 0;
      curl_multi_perform(multi_, &running);
      int left = 0;
      while (const CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        const CURLcode code = message->data.result;  // finish() frees the message
        const auto found = std::find_if(active_.begin(), active_.end(), [&](const auto& a) { return a.second->easy == message->easy_handle; });
        if (found != active_.end()) finish(found, code);
      }
      constexpr int long_enough = 10'000;  // libcurl shortens it to its own next timeout; news wakes it
      curl_multi_poll(multi_, nullptr, 0, long_enough, nullptr);
    }
  }

  /// Starts what is new and ends what was stopped; false when all is to end.
  bool take_orders() {
    std::deque<std::pair<std::uint64_t, Transfer*>> fresh;
    std::vector<std::uint64_t> stopped;
    bool ending = false;
    {
      const std::lock_guard lock(mutex_);
      fresh.swap(waiting_);
      stopped.swap(stopped_);
      ending = ending_;
    }
    for (const auto& [id, transfer] : fresh) {
      active_[id] = transfer;
      if (curl_multi_add_handle(multi_, transfer->easy) != CURLM_OK) finish(active_.find(id), CURLE_FAILED_INIT);
    }
    for (const auto id : stopped) {
      if (const auto found = active_.find(id); found != active_.end()) finish(found, CURLE_ABORTED_BY_CALLBACK);
    }
    while (ending && !active_.empty()) finish(active_.begin(), CURLE_ABORTED_BY_CALLBACK);
    return !ending;
  }

  void finish(std::map<std::uint64_t, Transfer*>::iterator at, CURLcode code) {
    Transfer& transfer = *at->second;
    curl_multi_remove_handle(multi_, transfer.easy);
    active_.erase(at);
    // Moved out first: the waiting thread destroys the transfer as soon as the value is there.
    std::promise<CURLcode> done = std::move(transfer.done);
    done.set_value(code);
  }

  CURLM* multi_;
  std::mutex mutex_{};
  std::deque<std::pair<std::uint64_t, Transfer*>> waiting_{};
  std::vector<std::uint64_t> stopped_{};
  std::uint64_t last_id_ = 0;
  bool ending_ = false;
  std::map<std::uint64_t, Transfer*> active_{};  // of the thread alone
  std::jthread thread_{};
};

/// TLS sessions that all connections share, so that later handshakes are short.
class Share {
 public:
  Share() : share_(curl_share_init()) {
    curl_share_setopt(share_, CURLSHOPT_LOCKFUNC, &lock);
    curl_share_setopt(share_, CURLSHOPT_UNLOCKFUNC, &unlock);
    curl_share_setopt(share_, CURLSHOPT_USERDATA, this);
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() { curl_share_cleanup(share_); }
  [[nodiscard]] CURLSH* get() const { return share_; }

 private:
  static void lock(CURL*, curl_lock_data data, curl_lock_access, void* of) { static_cast<Share*>(of)->mutexes_.at(data).lock(); }
  static void unlock(CURL*, curl_lock_data data, void* of) { static_cast<Share*>(of)->mutexes_.at(data).unlock(); }

  std::array<std::mutex, CURL_LOCK_DATA_LAST + 1> mutexes_{};
  CURLSH* share_;
};

// --- The network ---

bool leads_on(const Response& response) {
  const int status = response.status;
  return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) &&
         !header(response.headers, "location").empty();
}

/// What another server may see of a request: nothing that is ours.
void make_strange(Request& request) {
  request.authorization = Secret();
  request.key.clear();
  std::erase_if(request.headers, [](const Header& h) { return !same_ignoring_case(h.first, "accept"); });
}

class Curl final : public Http {
 public:
  explicit Curl(CurlSetup setup) : setup_(std::move(setup)) {}
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() override {
    loop_.end();
    // Those who were waiting still free what they share with others.
    std::unique_lock lock(mutex_);
    all_gone_.wait(lock, [this] { return sending_ == 0; });
  }

  Result<Response> send(const Request& request, std::stop_token stop) override {
    const Presence presence(*this);
    TRY(Url url, parse_url(request.url));
    const auto deadline = steady_clock::now() + request.limit;
    const bool may_follow = request.effects == Effects::no && (request.method == Method::get || request.method == Method::head);
    const int most = may_follow ? request.redirects : 0;
    Request hop = request;
    for (int followed = 0;; ++followed) {
      TRY(Response answer, once(hop, url, ceil<milliseconds>(deadline - steady_clock::now()), stop));
      if (most == 0 || !leads_on(answer)) return answer;
      if (followed == most) {
        return Error{.fault = Fault::refused, .message = tr("{} leads from one address to the next without end", host_of(request.url))};
      }
      TRY(Url next, resolve(url, header(answer.headers, "location")));
      if (origin(next) != origin(url)) make_strange(hop);
      url = std::move(next);
      hop.url = text_of(url);
    }
  }

 private:
  /// Somebody is inside send().
  class Presence {
   public:
    explicit Presence(Curl& of) : of_(of) {
      const std::lock_guard lock(of_.mutex_);
      ++of_.sending_;
    }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;
    ~Presence() {
      const std::lock_guard lock(of_.mutex_);
      if (--of_.sending_ == 0) of_.all_gone_.notify_all();
    }

   private:
    Curl& of_;
  };

  Result<Response> once(const Request& request, const Url& url, milliseconds left, std::stop_token stop) {
    Transfer transfer(request, url);
    if (stop.stop_requested()) return Error{.fault = Fault::cancelled, .message = tr("stopped before anything was sent")};
    CHECK_OK(transfer.body.rewind());
    CHECK_OK(set_up(transfer, left));
    if (request.effects == Effects::yes) note_change_begins();
    CURLcode code = loop_.run(transfer, stop);
    // libcurl takes a connection that closes within the headers for the end of an answer without a body.
    if (code == CURLE_OK && !transfer.head_complete) code = CURLE_RECV_ERROR;
    if (code != CURLE_OK) return fault_of(transfer, code, stop.stop_requested() && code == CURLE_ABORTED_BY_CALLBACK);
    long status = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    transfer.response.url = text_of(url);
    return std::move(transfer.response);
  }

  Result<void> set_up(Transfer& transfer, milliseconds left) const {
    Options options{transfer.easy};
    const std::string url = text_of(transfer.url);
    options.set(CURLOPT_URL, url.c_str());
    options.set(CURLOPT_USERAGENT, setup_.user_agent.c_str());
    options.set(CURLOPT_SHARE, share_.get());
    options.set(CURLOPT_ERRORBUFFER, transfer.words.data());
    set_safety(options, transfer);
    set_trust(options, setup_.trust);
    set_limits(options, transfer, left);
    set_method(options, transfer);
    CHECK_OK(set_headers(options, transfer));
    options.set(CURLOPT_WRITEFUNCTION, &take_body);
    options.set(CURLOPT_WRITEDATA, static_cast<const void*>(&transfer));
    options.set(CURLOPT_HEADERFUNCTION, &take_header);
    options.set(CURLOPT_HEADERDATA, static_cast<const void*>(&transfer));
    if (transfer.request.progress) {
      options.set(CURLOPT_XFERINFOFUNCTION, &show_progress);
      options.set(CURLOPT_XFERINFODATA, static_cast<const void*>(&transfer));
      options.set(CURLOPT_NOPROGRESS, 0L);
    }
    if (options.worst == CURLE_OK) return {};
    return Error{.fault = Fault::internal,
                 .message = tr("libcurl does not take a setting that is needed for safety"),
                 .detail = curl_easy_strerror(options.worst)};
  }

  CurlSetup setup_;
  std::mutex mutex_{};
  std::condition_variable all_gone_{};
  int sending_ = 0;
  Share share_{};
  Loop loop_{};
};

}  // namespace
}  // namespace cmtool

/// The entry of the part; see CurlEntry.
extern "C" cmtool::Http* cmtool_part_curl(const cmtool::CurlSetup* setup) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  return started == CURLE_OK ? new cmtool::Curl(*setup) : nullptr;
}
