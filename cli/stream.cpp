// SPDX-License-Identifier: MIT
#include "cli/stream.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::size_t rows_at_once = 500;

}  // namespace

Result<RecordStream> RecordStream::open(Env& env, std::vector<Column> columns) {
  const std::string& chosen = env.globals.format;
  if (chosen == "markdown" || chosen == "html" || chosen == "xlsx") return Error{.fault = Fault::usage, .message = tr("this is for programs: {} is not", chosen), .hint = tr("use --format ndjson, json, csv or tsv")};
  TRY(const Format* const format, find_format(chosen == "table" || chosen == "json" ? "ndjson" : chosen));
  RecordStream stream(env, *format, std::move(columns));
  TRY(stream.head_, stream.rendered({.columns = stream.batch_.columns}));
  return stream;
}

Result<std::string> RecordStream::rendered(Table table) const {
  if (!env_->globals.fields.empty()) {
    TRY(table, selected(std::move(table), env_->globals.fields));
  }
  return format_->render(table, Look{.width = 0});
}

Result<void> RecordStream::add(std::vector<Value> row) {
  batch_.rows.push_back(std::move(row));
  return batch_.rows.size() < rows_at_once ? Result<void>() : flush();
}

Result<void> RecordStream::flush() {
  const bool as_list = env_->globals.format == "json";
  std::string text;
  if (!begun_) text = as_list ? "[" : head_;
  Table batch{.columns = batch_.columns};
  batch.rows.swap(batch_.rows);
  if (as_list) {
    for (auto& row : batch.rows) {
      TRY(std::string line, rendered({.columns = batch.columns, .rows = {std::move(row)}}));
      line.pop_back();
      text += (begun_ ? ",\n  " : "\n  ") + line;
      begun_ = true;
    }
  } else {
    TRY(const std::string rows, rendered(std::move(batch)));
    text += rows.substr(head_.size());
    begun_ = true;
  }
  return env_->print(text);
}

Result<void> RecordStream::close() {
  if (env_->globals.format != "json") return begun_ && batch_.rows.empty() ? Result<void>() : flush();
  if (!begun_ && batch_.rows.empty()) return env_->print("[]\n");
  CHECK_OK(flush());
  return env_->print("\n]\n");
}

}  // namespace cmtool
