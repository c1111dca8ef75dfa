// SPDX-License-Identifier: MIT
#include "sys/trust_store.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>

using namespace cmtool;

namespace {
struct Root {
  Root() {
    std::string made = (std::filesystem::temp_directory_path() / "cmtool-trust-XXXXXX").string();
    REQUIRE(::mkdtemp(made.data()) != nullptr);
    path = made;
  }
  ~Root() { std::filesystem::remove_all(path); }
  void add(const std::string& name) const {
    const auto file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "x";
  }
  [[nodiscard]] TrustStore store(std::map<std::string, std::string> variables = {}) const {
    return trust_store([variables](const std::string& name) { return variables.contains(name) ? variables.at(name) : std::string(); }, path.string());
  }
  std::filesystem::path path;
};
}  // namespace

TEST_CASE("a folder with hashed names is preferred to the bundle, which costs 50 ms to read") {
  const Root root;
  CHECK(root.store() == TrustStore{});
  root.add("etc/ssl/certs/ca-certificates.crt");
  CHECK(root.store() == TrustStore{.file = root.path.string() + "/etc/ssl/certs/ca-certificates.crt"});
  root.add("etc/ssl/certs/Example_Root.pem");
  CHECK(root.store().folder.empty());
  root.add("etc/ssl/certs/5ed36f99.0");
  CHECK(root.store() == TrustStore{.folder = root.path.string() + "/etc/ssl/certs"});
}

TEST_CASE("the user's own choice of certificates comes first") {
  const Root root;
  root.add("etc/ssl/certs/5ed36f99.0");
  CHECK(root.store({{"SSL_CERT_FILE", "/a.pem"}}) == TrustStore{.file = "/a.pem"});
  CHECK(root.store({{"SSL_CERT_DIR", "/certs"}}) == TrustStore{.folder = "/certs"});
  CHECK(root.store({{"SSL_CERT_FILE", "/a.pem"}, {"SSL_CERT_DIR", "/certs"}}) == TrustStore{.file = "/a.pem", .folder = "/certs"});
  CHECK(root.store({{"CURL_CA_BUNDLE", "/b.pem"}, {"SSL_CERT_FILE", "/a.pem"}}) == TrustStore{.file = "/b.pem"});
}
