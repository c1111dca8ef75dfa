// SPDX-License-Identifier: MIT
// duckdb.mjs QUERY...: what DuckDB answers on two threads, as CSV. Its module lies in the folder that $CMTOOL_BENCH_PEERS names.
import { createRequire } from "node:module";

const { DuckDBInstance } = createRequire(process.env.CMTOOL_BENCH_PEERS + "/")("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
for (const query of process.argv.slice(2)) {
  const reader = await connection.runAndReadAll(query);
  process.stdout.write(reader.getRows().map((row) => row.map((cell) => (cell === null ? "" : String(cell))).join(",") + "\n").join(""));
}
