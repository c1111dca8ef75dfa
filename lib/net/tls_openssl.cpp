// SPDX-License-Identifier: MIT
// Gets OpenSSL ready while libcurl is still being loaded.
//
// The first TLS context of a process costs 5 ms (its configuration, its table of algorithms), the second 0.4 ms; libcurl would make the
// first one only when a connection waits for it. What is made here is thrown away: OpenSSL keeps what it found out.
#include <openssl/ssl.h>

/// The entry of the part. Does nothing that is seen; where libcurl works with another library it is of no use, and of no harm.
extern "C" void cmtool_part_tls() {
  // As libcurl itself starts it, so that its own start finds it done.
  OPENSSL_init_ssl(OPENSSL_INIT_ENGINE_ALL_BUILTIN | OPENSSL_INIT_LOAD_CONFIG, nullptr);
  SSL_CTX_free(SSL_CTX_new(TLS_client_method()));
}
