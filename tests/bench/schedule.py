# SPDX-License-Identifier: MIT
"""A schedule of a million deliveries beside one of a thousand, and beside SQLite (indexed, WAL, FULL) doing the same.

Every time is that of a whole process. The SQLite tables hold what a delivery's file holds; `sqlite3` is its own shell.
"""
import datetime
import os
import statistics
import subprocess
import sys
import time

FEW, DAYS = 1_000, 3_650


class ScheduleBench:
    def __init__(self, bench, many):
        self.bench, self.many = bench, many
        self.fill = os.path.join(bench.build, "bin", "bench_fill")

    def run(self, runs, table):
        rows = []
        small, large = self.workspace(FEW), self.workspace(self.many)
        version = [self.bench.program, "--version"]

        def both(name, commands, wanted, peer=None, runs=runs):
            times = self.turns({"small": [commands(small, i) for i in range(runs)], "large": [commands(large, i) for i in range(runs)],
                                **({"peer": [peer(i) for i in range(runs)]} if peer else {}), "version": [version] * runs})
            rows.append((name, f"{times['small']:.1f}", f"{times['large']:.1f}", f"{times['large'] / times['small']:.2f}",
                         f"{times['large'] / times['version']:.2f}", f"{times['large'] / times['peer']:.2f}" if peer else "", wanted))

        both("schedule run, nothing due", lambda place, _: self.cmtool(place, "-q", "schedule", "run"), "≤ 1.5 × version")
        month = self.month()
        both("schedule list of one month", lambda place, _: self.cmtool(place, "schedule", "list", *month, "--format", "ndjson"), "≤ 300 ms", runs=max(3, runs // 5))
        for place in (small, large):
            self.bench.must([self.fill, place.folder, "20", "1", "now"])
        database = self.database(large)
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        both("20 due (schedule run --dry-run)", lambda place, _: self.cmtool(place, "--dry-run", "schedule", "run"), "≤ 2 × few, ≤ 3 × SQLite",
             lambda _: sql(database, f"SELECT id, text FROM deliveries WHERE state = 'waiting' AND due <= '{now}' ORDER BY due LIMIT 20"))
        both("schedule add", lambda place, i: self.cmtool(place, "-q", "schedule", "add", f"Bonjour {place.count} {i}", "--to", "@site", "--at", f"+{i + 2}d"),
             "≤ 2 × few, ≤ 3 × SQLite",
             lambda i: sql(database, f"INSERT INTO deliveries VALUES ('new{i}', 'site', 'waiting', '2027-01-01T00:00:00Z', 'Bonjour {i}', '')"))
        both("schedule cancel", lambda place, i: self.cmtool(place, "-q", "schedule", "cancel", place.ids[place.count // 2 + place.count // (2 * runs) * i]), "≤ 2 × few, ≤ 3 × SQLite",
             lambda i: sql(database, f"UPDATE deliveries SET state = 'cancelled' WHERE id = '{large.ids[large.count // 2 + large.count // (2 * runs) * i]}'"))
        table(f"A schedule of {self.many:,} deliveries over ten years", ("command", f"ms, {FEW:,}", f"ms, {self.many:,}", "× few", "× --version", "× SQLite", "wanted"),
              rows)

    def month(self):
        first = (datetime.date.today().replace(day=1) + datetime.timedelta(days=92)).replace(day=1)
        after = (first + datetime.timedelta(days=31)).replace(day=1)
        return "--from", first.isoformat(), "--until", after.isoformat()

    def workspace(self, count):
        place = Place(self.bench.path(f"schedule-{count}"), count)
        self.bench.must([self.bench.program, "-C", place.folder, "init", "--zone", "UTC"])
        place.ids = self.bench.must([self.fill, place.folder, str(count), str(DAYS)]).split()
        os.sync()
        return place

    def cmtool(self, place, *words):
        return [self.bench.program, "-C", place.folder, *words]

    def database(self, place):
        path = self.bench.path("schedule.sqlite")
        begin = datetime.datetime.now(datetime.timezone.utc)
        step = datetime.timedelta(days=DAYS) / place.count
        lines = ["PRAGMA journal_mode = WAL;", "CREATE TABLE deliveries (id TEXT PRIMARY KEY, account TEXT, state TEXT, due TEXT, text TEXT, record TEXT) WITHOUT ROWID;",
                 "CREATE INDEX by_due ON deliveries (state, due);", "BEGIN;"]
        filler = "x" * 300
        for i, name in enumerate(place.ids):
            due = begin - datetime.timedelta(minutes=1) if i < 20 else begin + step * i
            lines.append(f"INSERT INTO deliveries VALUES ('{name}', 'bench', 'waiting', '{due:%Y-%m-%dT%H:%M:%SZ}', 'Ouverture dimanche ({i})', '{filler}');")
        lines.append("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        self.bench.must(["sqlite3", path], input="\n".join(lines))
        return path

    def turns(self, series):
        """Median milliseconds of each series of commands, which take turns."""
        times = {name: [] for name in series}
        for at in range(max(len(commands) for commands in series.values())):
            for name, commands in series.items():
                began = time.perf_counter()
                done = subprocess.run(commands[at], env=self.bench.env, cwd=self.bench.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.PIPE, close_fds=False, check=False)
                times[name].append(1000 * (time.perf_counter() - began))
                if done.returncode != 0:
                    sys.exit(f"{' '.join(commands[at])}: exit {done.returncode}\n{done.stderr.decode()}")
        return {name: statistics.median(values) for name, values in times.items()}


class Place:
    def __init__(self, folder, count):
        self.folder, self.count, self.ids = folder, count, []


def sql(database, statement):
    return ["sqlite3", "-batch", database, "PRAGMA synchronous = FULL; " + statement]
