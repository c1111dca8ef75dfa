// SPDX-License-Identifier: MIT
// What a verb may use of the outside: files, time, the network, the environment.
//
// Made once, in cli/main.cpp; tests make another one. Everything arrives as an argument; there is no global.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "net/network.hpp"
#include "sys/clock.hpp"
#include "sys/disk.hpp"

namespace cmtool {

struct World {
  Disk* disk = nullptr;
  Clock* clock = nullptr;
  std::map<std::string, std::string> variables{};  ///< the environment
  /// The network stack, made at first use: loading it costs more than all the rest of a start.
  std::function<Result<std::unique_ptr<Http>>(const NetworkWish&)> network{};
  /// Lets the user edit a text in $VISUAL or $EDITOR on the terminal; empty where there is none.
  std::function<Result<std::string>(const std::string& text)> edit{};
  std::stop_token stop{};  ///< asked to stop by SIGINT or SIGTERM
  std::string current_folder{};  ///< what relative paths start from
  std::string catalogues{};  ///< the folder with fr/LC_MESSAGES/cmtool.mo; empty: where the C library looks

  [[nodiscard]] std::string variable(const std::string& name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  }
};

}  // namespace cmtool
