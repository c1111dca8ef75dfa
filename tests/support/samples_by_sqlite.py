#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""samples_by_sqlite.py FOLDER totals|top: what SQLite makes of the lines in FOLDER/samples. Days are UTC's; groups are accounts' names up to "-"."""
import glob
import json
import sqlite3
import sys

database = sqlite3.connect(":memory:")
database.execute("CREATE TABLE sample (line INTEGER PRIMARY KEY, account, post, metric, value INTEGER, at TEXT)")
for name in sorted(glob.glob(sys.argv[1] + "/samples/*.ndjson")):
    with open(name, encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            at = one["at"] if "." in one["at"] else one["at"][:-1] + ".000Z"
            database.execute("INSERT INTO sample (account, post, metric, value, at) VALUES (?, ?, ?, ?, ?)", (one["account"], one["post"], one["metric"], one["value"], at))
TOTALS = """
WITH day AS (SELECT *, substr(account, 1, instr(account, '-') - 1) AS grp, substr(at, 1, 10) AS day FROM sample),
     last AS (SELECT grp, metric, day, sum(value) AS last FROM (SELECT *, row_number() OVER (PARTITION BY account, post, metric, day ORDER BY at DESC, line DESC) AS place
              FROM day WHERE value IS NOT NULL) WHERE place = 1 GROUP BY 1, 2, 3)
SELECT day.grp, day.metric, day.day, count(*), count(*) - count(value), last.last, sum(value), max(value), max(CASE WHEN value IS NOT NULL THEN at END)
FROM day LEFT JOIN last ON last.grp = day.grp AND last.metric = day.metric AND last.day = day.day GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
TOP = """
SELECT account, post, value FROM (SELECT *, row_number() OVER (PARTITION BY account, post ORDER BY at DESC, line DESC) AS place FROM sample
WHERE metric = 'likes' AND value IS NOT NULL AND post <> '') WHERE place = 1 ORDER BY value DESC, account, post LIMIT 10"""
for row in database.execute(TOTALS if sys.argv[2] == "totals" else TOP):
    print("|".join("" if cell is None else str(cell) for cell in row))
