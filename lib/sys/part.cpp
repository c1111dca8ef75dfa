// SPDX-License-Identifier: MIT
#include "sys/part.hpp"

#include <dlfcn.h>

#include <filesystem>
#include <map>
#include <mutex>

#include "base/tr.hpp"

namespace cmtool {
namespace {

/// Where this library lies; the parts are in "cmtool" beside it, both installed and in the build folder.
std::filesystem::path library_folder() {
  Dl_info info{};
  if (::dladdr(reinterpret_cast<const void*>(&load_part), &info) == 0 || info.dli_fname == nullptr) return {};
  return std::filesystem::path(info.dli_fname).parent_path();
}

}  // namespace

Result<void*> load_part(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, void*> loaded;
  const std::lock_guard lock(mutex);
  if (const auto found = loaded.find(name); found != loaded.end()) return found->second;

  const auto path = library_folder() / "cmtool" / ("part-" + name + ".so");
  // Lazily: of the thousands of functions that libcurl's thirty-five libraries name, a run uses few; looking all of them up takes 3 ms.
  void* const module = ::dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
  void* const entry = module == nullptr ? nullptr : ::dlsym(module, ("cmtool_part_" + name).c_str());
  if (entry == nullptr) {
    const char* const why = ::dlerror();
    std::error_code failed;
    if (std::filesystem::exists(path, failed)) {
      // It belongs to what is installed, so this may pass: no descriptors, no memory; or a library that it needs is missing.
      return Error{.fault = Fault::state,
                   .message = tr("the part “{}” of cmtool cannot be loaded", name),
                   .hint = tr("are too many files open, or is memory short? If not, install the cmtool package again"),
                   .detail = why == nullptr ? "" : why};
    }
    return Error{.fault = Fault::unsupported,
                 .message = tr("the part “{}” of cmtool cannot be loaded", name),
                 .hint = tr("install the cmtool package again; {} belongs to it", path.string()),
                 .detail = why == nullptr ? "" : why};
  }
  loaded[name] = entry;
  return entry;
}

}  // namespace cmtool
