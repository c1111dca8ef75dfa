# SPDX-License-Identifier: MIT
"""Reports and the book of a workspace of twelve accounts and three years: what a month costs, beside `true`, and whether it is the month's cost alone.

The same reports run in a workspace that has that one month only; the second figure is to be near the first.
"""
import datetime
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import measured_desk  # noqa: E402

PLATFORMS = ("mastodon", "bluesky", "wordpress", "mastodon")
LAST = datetime.datetime(2026, 12, 3, tzinfo=measured_desk.UTC)
MONTH = ("--month", "2026-11")


class ReportsBench:
    def __init__(self, bench):
        self.bench = bench

    def filled(self, name, months):
        folder = self.bench.path(name)
        measured_desk.ACCOUNTS = {f"account{number:02}": PLATFORMS[number % 4] for number in range(12)}
        measured_desk.FIRST, measured_desk.LAST = LAST - datetime.timedelta(days=months * 30.44 + 2), LAST
        self.bench.must([self.bench.program, "-C", folder, "init", "--zone", "Europe/Paris", "--lang", "en"])
        self.bench.must([self.bench.program, "-C", folder, "account", "remove", "@site", "--yes"])
        filler = measured_desk.Filler(folder, 1)
        filler.write()
        for sample in os.listdir(folder + "/samples"):  # changed long ago, so that columns are kept
            path = os.path.join(folder, "samples", sample)
            os.utime(path, (os.path.getmtime(path) - 3600,) * 2)
        return folder, len(filler.samples)

    def seconds(self, command):
        began = time.perf_counter()
        self.bench.must(command)
        return time.perf_counter() - began

    def run(self, rounds, table):
        (large, many), (small, few) = self.filled("three-years", 36), self.filled("two-months", 2)
        book = self.bench.path("book")
        rows = []
        for name, words, wanted in (("report posts, one month", ["report", "posts", *MONTH, "--format", "ndjson"], "≤ 1.5 × few"), ("report accounts, compared", ["report", "accounts", *MONTH, "--compare", "previous"], "≤ 1.5 × few"),
                                    ("report growth, three years by month", ["report", "growth", "--by", "month", "--from", "2023-12-01", "--until", "2026-12-01"], ""),
                                    ("book, HTML", ["report", "book", *MONTH, "-o", book + ".html"], "≤ 2 s"), ("book, PDF", ["report", "book", *MONTH, "-o", book + ".pdf"], "≤ 2 s"),
                                    ("book, XLSX", ["report", "book", *MONTH, "-o", book + ".xlsx"], "≤ 2 s")):
            times = {}
            for place in (small, large):
                self.seconds([self.bench.program, "-C", place, *words])  # makes the columns
                times[place] = statistics.median(self.seconds([self.bench.program, "-C", place, *words]) for _ in range(rounds))
            rows.append((name, f"{times[small]:.3f}", f"{times[large]:.3f}", f"{times[large] / times[small]:.2f}", wanted))
        table(f"A client of twelve accounts: {few:,} samples in two months, {many:,} in three years", ("what", "two months, s", "three years, s", "ratio", "wanted"), rows)
