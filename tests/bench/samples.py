# SPDX-License-Identifier: MIT
"""Millions of samples beside DuckDB: the same lines with declared columns, and Parquet, on two threads.

Every time is that of a whole process, and every answer is compared: the figures only count if they are equal. Cold means that nothing has been kept of
the lines yet; closed, that cmtool has kept its columns. Both programs find the files in the system's cache.
"""
import glob
import os
import shutil
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOTALS = "totals: last, sum, largest of each day"
SUMS = "totals: sums alone"
TOP = "top 10 posts"
BOTH = "totals and top 10"


class SamplesBench:
    def __init__(self, bench, count, months=36):
        self.bench, self.count, self.months = bench, count, months
        self.program = os.path.join(bench.build, "bin", "bench_samples")
        self.place = bench.path("samples-workspace")
        bench.env["CMTOOL_BENCH_PEERS"] = os.environ.get("CMTOOL_BENCH_PEERS", "")

    def run(self, rounds, table):
        os.makedirs(os.path.join(self.place, "cache"))
        made = int(self.bench.must([self.program, "make", self.place, str(self.count), str(self.months)]))
        lines = glob.glob(self.place + "/samples/*.ndjson")
        size = sum(os.path.getsize(name) for name in lines)
        for name in lines:  # changed long ago, so that columns are kept
            os.utime(name, (os.path.getmtime(name) - 3600,) * 2)
        has_peer = os.path.isdir(os.path.join(self.bench.env["CMTOOL_BENCH_PEERS"], "node_modules", "@duckdb", "node-api")) and shutil.which("node")
        if not has_peer:
            print("(DuckDB is left out)\n", file=sys.stderr)
        parquet = self.bench.path("samples.parquet")
        if has_peer:
            self.bench.must(self.duckdb(f"COPY (SELECT * FROM {self.lines()}) TO '{parquet}' (FORMAT parquet)"))
        rows = []
        for name, ours, queries in ((TOTALS, "totals", [full]), (SUMS, "totals", [sums]), (TOP, "top", [top]), (BOTH, "both", [full, top])):
            times = {key: [] for key in ("cold", "closed", "ndjson", "parquet")}
            answers = {}
            for _ in range(rounds):
                shutil.rmtree(self.place + "/cache/samples", ignore_errors=True)
                for key, command in self.commands(ours, queries, parquet, has_peer).items():
                    times[key].append(self.bench.memory(command))
            if name != SUMS and has_peer:
                answers = {key: self.bench.must(command) for key, command in self.commands(ours, queries, parquet, has_peer).items()}
                if len(set(answers.values())) != 1:
                    sys.exit(f"{name}: the answers differ: {[len(answer) for answer in answers.values()]}")
            rows.append(row_of(name, times))
        table(f"{made:,} samples in {self.months} months ({size / 1e6:,.0f} MB NDJSON), two threads",
              ("question", "cold s", "closed s", "peak MiB", "DuckDB, NDJSON s", "MiB", "DuckDB, Parquet s", "MiB", "× NDJSON, cold", "× Parquet, closed", "wanted"), rows)
        self.one_month(rounds, table)

    def one_month(self, rounds, table):
        """The cost of a month is its own, whatever lies beside it."""
        rows = []
        for name, span in (("one month", ["2026-03", "2026-04"]), ("twelve months", ["2025-06", "2026-06"]), (f"all {self.months}", [])):
            cold, closed = [], []
            for _ in range(rounds):
                shutil.rmtree(self.place + "/cache/samples", ignore_errors=True)
                cold.append(self.bench.memory([self.program, "totals", self.place, *span])[1])
                closed.append(self.bench.memory([self.program, "totals", self.place, *span])[1])
            rows.append((name, f"{1000 * statistics.median(cold):.0f}", f"{1000 * statistics.median(closed):.0f}"))
        table("Totals of a period", ("period", "cold ms", "closed ms"), rows)

    def commands(self, ours, queries, parquet, has_peer):
        commands = {"cold": [self.program, ours, self.place], "closed": [self.program, ours, self.place]}
        if has_peer:
            accounts = f"read_csv('{self.place}/accounts.csv')"
            commands["ndjson"] = self.duckdb(*(query(self.lines(), accounts) for query in queries))
            commands["parquet"] = self.duckdb(*(query(f"'{parquet}'", accounts) for query in queries))
        return commands

    def lines(self):
        columns = "{account: 'VARCHAR', post: 'VARCHAR', metric: 'VARCHAR', value: 'BIGINT', \"at\": 'TIMESTAMP'}"
        return f"read_ndjson('{self.place}/samples/*.ndjson', columns = {columns})"

    def duckdb(self, *queries):
        return ["node", os.path.join(HERE, "duckdb.mjs"), *queries]


def full(source, accounts):
    return f"""SELECT platform, metric, day, sum(readings)::BIGINT, sum(last)::BIGINT, sum(total)::BIGINT, max(largest) FROM (
        SELECT account, post, metric, CAST("at" AS DATE) AS day, count(*) AS readings, arg_max(value, "at") AS last, sum(value) AS total, max(value) AS largest
        FROM {source} GROUP BY ALL) JOIN {accounts} USING (account) GROUP BY ALL ORDER BY ALL"""


def sums(source, accounts):
    return f"""SELECT platform, metric, CAST("at" AS DATE) AS day, count(*), sum(value), max(value) FROM {source} JOIN {accounts} USING (account)
        GROUP BY ALL ORDER BY ALL"""


def top(source, _):
    return f"""SELECT account, post, arg_max(value, "at") AS value FROM {source} WHERE metric = 'likes' AND value IS NOT NULL
        GROUP BY ALL ORDER BY value DESC, account, post LIMIT 10"""


def row_of(name, times):
    def seconds(key):
        return statistics.median(s for _, s in times[key])

    def mib(*keys):
        return f"{max(m for key in keys for m, _ in times[key]):.0f}"

    peer = bool(times["ndjson"])
    return (name, f"{seconds('cold'):.2f}", f"{seconds('closed'):.2f}", mib("cold", "closed"), f"{seconds('ndjson'):.2f}" if peer else "", mib("ndjson") if peer else "",
            f"{seconds('parquet'):.2f}" if peer else "", mib("parquet") if peer else "", f"{seconds('ndjson') / seconds('cold'):.1f}" if peer else "",
            f"{seconds('parquet') / seconds('closed'):.1f}" if peer else "", "" if name in (SUMS, TOP) else "≥ 4 × cold, ≥ 2 × closed, ≤ 256 MiB")
