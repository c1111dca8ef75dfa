// SPDX-License-Identifier: MIT
// Rows to stdout as they come, in a machine format; memory does not grow with their number.
#pragma once
#include <vector>

#include "cli/env.hpp"

namespace cmtool {

class RecordStream {
 public:
  /// In the chosen format and fields; NDJSON where no format was chosen. Fault::usage for a format that is for people, or a field that there is not.
  static Result<RecordStream> open(Env&, std::vector<Column>);

  Result<void> add(std::vector<Value> row);
  /// Writes what is left. Without it the end is missing.
  Result<void> close();

 private:
  RecordStream(Env& env, const Format& format, std::vector<Column> columns) : env_(&env), format_(&format), batch_{.columns = std::move(columns)} {}
  Result<void> flush();
  Result<std::string> rendered(Table) const;

  Env* env_;
  const Format* format_;
  Table batch_;
  std::string head_{};  ///< what the format puts before the rows
  bool begun_ = false;
};

}  // namespace cmtool
