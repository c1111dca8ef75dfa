#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every number of the reports against the same question asked in SQL, over generated months."""
import csv
import datetime
import io
import json
import math
import os
import statistics
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, main  # noqa: E402
from measured_desk import ENGAGEMENT, FIRST, ZONE, database, day_of, fill, iso  # noqa: E402

# November and October in Paris.
NOVEMBER = ("2026-10-31T23:00:00.000Z", "2026-11-30T23:00:00.000Z")
OCTOBER = ("2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z")

# What was last read of each post of the period within the period, or else first in the ten days after it: by metric, and its engagement.
POSTS = """
WITH near AS (SELECT *, at >= :until AS late FROM sample WHERE value IS NOT NULL AND at >= :from AND at < strftime('%Y-%m-%dT%H:%M:%fZ', :until, '+10 days')),
     last AS (SELECT account, post, metric, value FROM (SELECT *, row_number() OVER (PARTITION BY account, post, metric ORDER BY late, CASE WHEN late THEN at END, at DESC, line DESC) AS place
                                                        FROM near WHERE post <> '' OR NOT late)
              WHERE place = 1),
     sent AS (SELECT * FROM post WHERE at >= :from AND at < :until),
     figures AS (SELECT sent.*, (SELECT sum(value) FROM last WHERE last.account = sent.account AND last.post = sent.remote AND metric IN ({engagement})) AS engagement,
                        (SELECT value FROM last WHERE last.account = sent.account AND last.post = sent.remote AND metric = 'reach') AS reach,
                        (SELECT value FROM last WHERE last.account = sent.account AND last.post = sent.remote AND metric = 'impressions') AS views,
                        (SELECT value FROM last WHERE last.account = sent.account AND last.post = sent.remote AND metric = 'likes') AS likes,
                        (SELECT value FROM last WHERE last.account = sent.account AND last.post = sent.remote AND metric = 'clicks') AS clicks,
                        (SELECT value FROM last WHERE last.account = sent.account AND last.post = '' AND metric = 'followers') AS followers
                 FROM sent)
""".format(engagement=", ".join(f"'{metric}'" for metric in ENGAGEMENT))

RATES = POSTS + """
SELECT {group} AS grp, count(*) AS posts, count(engagement) AS measured, sum(engagement) AS engagement, avg(engagement) AS mean, median(engagement) AS median,
       100.0 * sum(CASE WHEN reach > 0 THEN engagement END) / sum(CASE WHEN reach > 0 AND engagement IS NOT NULL THEN reach END) AS rate_reach,
       median(CASE WHEN reach > 0 THEN 100.0 * engagement / reach END) AS rate_reach_median,
       100.0 * sum(CASE WHEN views > 0 THEN engagement END) / sum(CASE WHEN views > 0 AND engagement IS NOT NULL THEN views END) AS rate_views,
       median(CASE WHEN views > 0 THEN 100.0 * engagement / views END) AS rate_views_median,
       100.0 * sum(CASE WHEN followers > 0 THEN engagement END) / sum(CASE WHEN followers > 0 AND engagement IS NOT NULL THEN followers END) AS rate_followers,
       median(CASE WHEN followers > 0 THEN 100.0 * engagement / followers END) AS rate_followers_median
FROM figures GROUP BY 1"""

# By how much the counters of all posts rose on each day of the period: from the reading before, from 0 for those of the period. What of these was not read
# within it counts on its last day, by the first reading in the ten days after it.
GAINS = """
WITH known AS (SELECT * FROM sample WHERE value IS NOT NULL AND post <> '' AND post NOT LIKE 'campaign:%' AND at >= strftime('%Y-%m-%dT%H:%M:%fZ', :from, '-35 days') AND at < :until),
     steps AS (SELECT known.*, value - lag(value, 1, CASE WHEN post.at >= :from AND post.at < :until THEN 0 END) OVER (PARTITION BY known.account, known.post, metric ORDER BY known.at, line) AS gain
               FROM known JOIN post ON post.account = known.account AND post.remote = known.post),
     late AS (SELECT sample.account, metric, value, row_number() OVER (PARTITION BY sample.account, sample.post, metric ORDER BY sample.at, line) AS place
              FROM sample JOIN post ON post.account = sample.account AND post.remote = sample.post
              WHERE value IS NOT NULL AND sample.at >= :until AND sample.at < strftime('%Y-%m-%dT%H:%M:%fZ', :until, '+10 days') AND post.at >= :from AND post.at < :until
                    AND NOT EXISTS (SELECT 1 FROM sample AS s WHERE s.account = sample.account AND s.post = sample.post AND s.metric = sample.metric AND s.value IS NOT NULL AND s.at >= :from AND s.at < :until)),
     gains AS (SELECT account, day, metric, gain FROM steps WHERE at >= :from UNION ALL SELECT account, date(:until, '-1 second', '+1 hour'), metric, value FROM late WHERE place = 1)
SELECT account, day, metric, sum(gain) AS gained FROM gains GROUP BY 1, 2, 3"""


class Reports(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        fill(cls.desk, 20261127)
        cls.base = database(cls.desk)

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()

    def sql(self, query, period=NOVEMBER, **more):
        return [dict(row) for row in self.base.execute(query, {"from": period[0], "until": period[1], **more})]

    def close(self, said, asked, what):
        if isinstance(asked, float) and said is not None:
            self.assertAlmostEqual(said, asked, 6, what)
        else:
            self.assertEqual(said, asked, what)

    def hold(self, rows, asked, key, fields):
        """The same rows, and in each field the same number."""
        said = {row[key]: row for row in rows}
        self.assertEqual({name for name, row in said.items() if any(row[ours] not in (None, 0) for ours in fields)} - set(asked), set())
        self.assertTrue(asked)
        for name, row in asked.items():
            for ours, theirs in fields.items():
                self.close(said[name][ours], row[theirs], f"{name}: {ours}")

    def test_posts(self):
        rows = self.desk.json("report", "posts", "--month", "2026-11")
        asked = {row["id"]: row for row in self.sql(POSTS + "SELECT *, 100.0 * engagement / coalesce(nullif(reach, 0), CASE WHEN reach IS NULL THEN nullif(views, 0) END) AS rate FROM figures")}
        self.assertEqual(len(rows), len(asked))
        for row in self.sql(POSTS + "SELECT sent.id, last.metric, last.value FROM sent JOIN last ON last.account = sent.account AND last.post = sent.remote WHERE metric IN ('reposts', 'replies')"):
            asked[row["id"]][row["metric"]] = row["value"]
        for row in asked.values():
            row.update(row_account="@" + row["account"], reposts=row.get("reposts"), replies=row.get("replies"), campaign=row["campaign"] or None)
        self.hold(rows, asked, "post", {"account": "row_account", "platform": "platform", "campaign": "campaign", "remote_id": "remote", "reposts": "reposts", "replies": "replies",
                                        "engagement": "engagement", "reach": "reach", "views": "views", "likes": "likes", "clicks": "clicks", "rate": "rate"})
        for row in rows:
            self.assertEqual(datetime.datetime.fromisoformat(row["at"]), datetime.datetime.fromisoformat(asked[row["post"]]["at"]))
        ranks = [row["engagement"] for row in rows if row["engagement"] is not None]
        self.assertEqual(ranks, sorted(ranks, reverse=True))
        top = self.desk.json("report", "posts", "--month", "2026-11", "--top", "5")
        self.assertEqual([row["post"] for row in top], [row["post"] for row in rows[:5]])
        self.assertTrue(any(row["engagement"] is None for row in rows), "unknown is not zero")

    def test_engagement(self):
        fields = {name: name for name in ("posts", "measured", "engagement", "mean", "median", "rate_reach", "rate_reach_median", "rate_views", "rate_views_median", "rate_followers", "rate_followers_median")}
        for by, group in {"account": "'@' || account", "platform": "platform", "campaign": "nullif(campaign, '')", "day": "day", "week": "week", "month": "substr(day, 1, 7)"}.items():
            with self.subTest(by=by):
                rows = self.desk.json("report", "engagement", "--month", "2026-11", "--by", by)
                asked = {row["grp"]: row for row in self.sql(RATES.format(group=group))}
                self.hold(rows, asked, "group", fields)
                self.assertTrue(all(row["few"] == (row["measured"] < 5) for row in rows))
        rows = self.desk.json("report", "engagement", "--month", "2026-11", "--compare", "previous")
        asked = {row["grp"]: row for row in self.sql(RATES.format(group="'@' || account"), OCTOBER)}
        self.hold(rows, asked, "group", {"posts_before": "posts", "engagement_before": "engagement", "mean_before": "mean", "rate_reach_before": "rate_reach", "rate_views_before": "rate_views", "rate_followers_before": "rate_followers"})
        for row in rows:
            for name in ("posts", "engagement", "mean", "rate_reach", "rate_views", "rate_followers"):
                now, before = row[name], row[name + "_before"]
                self.close(row[name + "_change"], None if None in (now, before) else 100.0 * (now - before) / before, name)

    def gains(self, period=NOVEMBER):
        return self.sql(GAINS, period)

    def test_accounts_and_growth_count_what_came_about_within_the_period(self):
        followers = {row["account"]: row for row in self.sql("""
            SELECT account, (SELECT value FROM sample AS s WHERE s.account = a.account AND post = '' AND metric = 'followers' AND value IS NOT NULL AND at < :until ORDER BY at DESC LIMIT 1) AS now,
                   (SELECT value FROM sample AS s WHERE s.account = a.account AND post = '' AND metric = 'followers' AND value IS NOT NULL AND at < :from ORDER BY at DESC LIMIT 1) AS before
            FROM (SELECT DISTINCT account FROM sample) AS a""")}
        engagement, views = {}, {}
        for row in self.gains():
            into = engagement if row["metric"] in ENGAGEMENT else views if row["metric"] == "impressions" else {}
            if row["gained"] is not None:
                into[row["account"]] = into.get(row["account"], 0) + row["gained"]
        for row in self.sql("""SELECT account, sum(value) AS views FROM (SELECT *, row_number() OVER (PARTITION BY account, day ORDER BY at DESC, line DESC) AS place FROM sample
                               WHERE post = '' AND metric = 'views' AND at >= :from AND at < :until) WHERE place = 1 GROUP BY 1"""):
            views[row["account"]] = views.get(row["account"], 0) + row["views"]
        asked = {"@" + name: {"followers": row["now"], "gained": row["now"] - row["before"], "engagement": engagement.get(name), "views": views.get(name)} for name, row in followers.items()}
        for row in self.sql("SELECT account, count(*) AS posts FROM post WHERE at >= :from AND at < :until GROUP BY 1"):
            asked["@" + row["account"]]["posts"] = row["posts"]
        for row in asked.values():
            row["growth"] = 100.0 * row["gained"] / (row["followers"] - row["gained"])
        self.hold(self.desk.json("report", "accounts", "--month", "2026-11"), asked, "account",
                  {"followers": "followers", "followers_gained": "gained", "engagement": "engagement", "views": "views", "posts": "posts"})
        self.hold(self.desk.json("report", "growth", "--month", "2026-11", "--by", "account"), asked, "group",
                  {"followers": "followers", "gained": "gained", "engagement": "engagement", "views": "views", "posts": "posts", "growth": "growth"})

    def test_growth_by_day(self):
        days, gains = {}, [row for row in self.gains() if row["account"] == "atelier"]
        for row in gains:
            if row["metric"] in ENGAGEMENT and row["gained"] is not None:
                days[row["day"]] = days.get(row["day"], 0) + row["gained"]
        rows = self.desk.json("report", "growth", "@atelier", "--month", "2026-11", "--by", "day")
        self.assertEqual(len(rows), 30)
        self.assertEqual({row["group"]: row["engagement"] for row in rows if row["engagement"] is not None}, days)
        for row in rows:
            asked = self.sql("SELECT value FROM sample WHERE account = 'atelier' AND post = '' AND metric = 'followers' AND value IS NOT NULL AND day <= :day ORDER BY at DESC LIMIT 1", day=row["group"])
            self.assertEqual(row["followers"], asked[0]["value"], row["group"])
            before = self.sql("SELECT value FROM sample WHERE account = 'atelier' AND post = '' AND metric = 'followers' AND value IS NOT NULL AND day < :day ORDER BY at DESC LIMIT 1", day=row["group"])[0]["value"]
            self.assertEqual(row["gained"], row["followers"] - before, row["group"])
            self.close(row["growth"], 100.0 * row["gained"] / before, row["group"])
            self.assertEqual(row["posts"], self.sql("SELECT count(*) AS n FROM post WHERE account = 'atelier' AND day = :day", day=row["group"])[0]["n"])
            viewed = sum(one["gained"] or 0 for one in gains if one["day"] == row["group"] and one["metric"] == "impressions")
            self.assertEqual(row["views"] or 0, viewed, row["group"])
        self.assertEqual(sum(row["gained"] for row in rows), rows[-1]["followers"] - (rows[0]["followers"] - rows[0]["gained"]))

    def test_ads_and_campaigns(self):
        asked = self.sql("""SELECT metric, sum(value) AS value FROM (SELECT *, row_number() OVER (PARTITION BY account, post, metric, day ORDER BY at DESC, line DESC) AS place FROM sample
                            WHERE post = 'campaign:noel' AND at >= :from AND at < :until) WHERE place = 1 GROUP BY 1""")
        asked = {row["metric"]: row["value"] for row in asked}
        row = self.desk.json("report", "ads", "--month", "2026-11")[0]
        spend = asked["spend:EUR"] / 100
        for key, value in {"spend": spend, "results": asked["results"], "clicks": asked["ad_clicks"], "impressions": asked["ad_impressions"], "cost_per_result": spend / asked["results"], "cost_per_click": spend / asked["ad_clicks"], "campaign": "noel", "account": "@boutique", "platform": "mastodon", "currency": "EUR",
                           "cost_per_thousand": 1000 * spend / asked["ad_impressions"], "click_rate": 100 * asked["ad_clicks"] / asked["ad_impressions"]}.items():
            self.close(row[key], float(value) if isinstance(value, float) else value, key)
        posts = {row["campaign"]: row for row in self.sql(POSTS + """SELECT campaign, count(*) AS posts, sum(engagement) AS engagement, sum(views) AS views,
            sum(coalesce((SELECT value FROM last WHERE last.account = figures.account AND last.post = figures.remote AND metric = 'link_clicks'), clicks)) AS clicks FROM figures WHERE campaign <> '' GROUP BY 1""")}
        rows = {row["campaign"]: row for row in self.desk.json("report", "campaigns", "--month", "2026-11")}
        self.assertEqual(set(rows), set(posts))
        for name, row in posts.items():
            paid = asked if name == "noel" else {}
            self.assertEqual(rows[name]["posts"], row["posts"])
            self.assertEqual(rows[name]["engagement"], row["engagement"])
            self.assertEqual(rows[name]["clicks"], row["clicks"] + paid.get("ad_clicks", 0))
            self.assertEqual(rows[name]["views"], row["views"] + paid.get("ad_impressions", 0))
        noel = rows["noel"]
        for key, value in {"cost_per_result": spend / asked["results"], "cost_per_engagement": spend / noel["engagement"], "spend": spend, "results": asked["results"], "currency": "EUR", "cost_per_visit": None}.items():
            self.close(noel[key], value, key)
        for name, row in rows.items():
            accounts = {"@" + one["account"] for one in self.sql("SELECT account FROM post WHERE campaign = :name AND at >= :from AND at < :until", name=name)}
            self.assertEqual(set(row["accounts"]), accounts | ({"@boutique"} if name == "noel" else set()))

    def test_goals(self):
        for arguments in (("likes", "engagement", "9000", "--from", "2026-11-01", "--by", "2027-01-01"), ("fans", "followers", "5000", "--from", "2026-11-01", "--by", "2027-01-01", "--account", "@atelier")):
            done = self.desk.run("report", "goal", "set", *arguments)
            self.assertEqual(done.returncode, 0, done.stderr)
        rows = {row["goal"]: row for row in self.desk.json("report", "goals")}
        now = self.sql("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now")[0]["now"]
        gained = sum(row["gained"] or 0 for row in self.gains((NOVEMBER[0], now)) if row["metric"] in ENGAGEMENT)
        self.assertEqual(rows["likes"]["now"], gained)
        self.close(rows["likes"]["percent"], 100.0 * gained / 9000, "percent")
        last = self.sql("SELECT value FROM sample WHERE account = 'atelier' AND post = '' AND metric = 'followers' AND at < :now ORDER BY at DESC LIMIT 1", now=now)
        self.assertEqual(rows["fans"]["now"], last[0]["value"])

    def goal_days(self, now):
        """What the likes' goal gained on each day since it began; days without anything count as 0."""
        days = {row["day"]: 0 for row in self.sql("""WITH RECURSIVE d(day) AS (SELECT '2026-11-01' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < :today) SELECT day FROM d""", today=day_of(now))}
        for row in self.gains((NOVEMBER[0], now)):
            if row["metric"] in ENGAGEMENT and row["gained"] is not None:
                days[row["day"]] += row["gained"]
        return list(days.values())

    def test_a_goals_forecast_goes_on_at_the_pace_of_the_days_so_far(self):
        by = datetime.datetime(2027, 2, 1, tzinfo=ZONE)
        for name, target in (("far", 10**7), ("near", 100), ("between", None)):
            now = datetime.datetime.now(datetime.timezone.utc)
            days = self.goal_days(now.strftime("%Y-%m-%dT%H:%M:%S.999Z"))
            pace, spread, left = statistics.mean(days), statistics.stdev(days), (by - now).total_seconds() / 86400
            forecast = sum(days) + pace * left
            error = 1.2816 * spread * math.sqrt(left + left * left / len(days))
            target = target or round(forecast + error / 2)
            done = self.desk.run("report", "goal", "set", name, "engagement", str(target), "--from", "2026-11-01", "--by", "2027-02-01")
            self.assertEqual(done.returncode, 0, done.stderr)
            row = next(row for row in self.desk.json("report", "goals") if row["goal"] == name)
            self.close(row["pace"], pace, "pace")
            self.assertAlmostEqual(row["needed"], (target - sum(days)) / left, 0 if target > 10**6 else 2)
            for field, asked in {"forecast": forecast, "forecast_low": forecast - error, "forecast_high": forecast + error}.items():
                self.assertAlmostEqual(row[field], asked, delta=1 + asked / 10**4, msg=field)
            begun = datetime.datetime(2026, 11, 1, tzinfo=ZONE)
            self.assertAlmostEqual(row["expected"], 100 * (now - begun) / (by - begun), 2)
            self.assertEqual(row["state"], {"far": "behind", "near": "reached", "between": "at-risk"}[name])

    def test_best_times_hold_each_post_against_its_accounts_median_and_draw_hours_towards_1(self):
        period = (iso(FIRST), NOVEMBER[1])
        asked = self.sql(POSTS + """, usual AS (SELECT account, median(engagement) AS usual, count(engagement) AS posts FROM figures GROUP BY 1),
                                      hours AS (SELECT figures.account, hour, count(*) AS posts, (3 + sum(1.0 * engagement / usual)) / (3 + count(*)) AS score FROM figures JOIN usual USING (account)
                                                WHERE engagement IS NOT NULL AND usual.posts >= 20 GROUP BY 1, 2)
            SELECT '@' || account AS account, hour, score, posts, CASE WHEN posts >= 8 THEN 'high' WHEN posts >= 4 THEN 'medium' ELSE 'low' END AS confidence,
                   row_number() OVER (PARTITION BY account ORDER BY score DESC) AS place FROM hours WHERE posts >= 2""", period)
        asked = {(row["account"], row["hour"]): row for row in asked}
        words = ("report", "best-times", "--from", iso(FIRST), "--until", "2026-12-01")
        rows = self.desk.json(*words, "--top", "0")
        self.assertEqual({(row["account"], row["slot"]) for row in rows}, set(asked))
        for row in rows:
            one = asked[row["account"], row["slot"]]
            self.close(row["score"], one["score"], "score")
            self.assertEqual((row["posts"], row["confidence"]), (one["posts"], one["confidence"]))
        self.assertEqual(len({row["confidence"] for row in rows}), 2)
        top = self.desk.json(*words)
        self.assertEqual(len(top), 10 * len({row["account"] for row in top}))
        for said, score in zip(sorted(row["score"] for row in top), sorted(row["score"] for row in asked.values() if row["place"] <= 10)):
            self.close(said, score, "top")
        self.assertEqual(self.desk.json("report", "best-times", "--from", "2026-11-10", "--until", "2026-12-01"), [], "four weeks are needed")

    def test_links_have_the_clicks_of_all_posts_that_carry_them(self):
        asked = {row["url"]: row for row in self.sql(POSTS + """, clicked AS (SELECT figures.id, account, views, coalesce((SELECT value FROM last WHERE last.account = figures.account AND last.post = figures.remote AND metric = 'link_clicks'), clicks) AS clicks,
                                                                  (SELECT count(*) FROM link WHERE link.post = figures.id) AS links FROM figures)
            SELECT url, sum(clicks) AS clicks, count(*) AS posts, 100.0 * sum(CASE WHEN views IS NOT NULL THEN clicks END) / sum(CASE WHEN clicks IS NOT NULL THEN views END) AS rate,
                   max(links > 1 AND clicks IS NOT NULL) AS shared, group_concat(DISTINCT '@' || account) AS accounts FROM link JOIN clicked ON clicked.id = link.post GROUP BY 1""")}
        rows = self.desk.json("report", "links", "--month", "2026-11")
        self.hold(rows, asked, "url", {"clicks": "clicks", "posts": "posts", "click_rate": "rate"})
        for row in rows:
            self.assertEqual((row["shared"], set(row["accounts"])), (bool(asked[row["url"]]["shared"]), set(asked[row["url"]]["accounts"].split(","))))
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(row["url"]).query))
            self.assertEqual({name: row[name] for name in ("utm_source", "utm_medium", "utm_campaign")}, {name: query.get(name) for name in ("utm_source", "utm_medium", "utm_campaign")})
        self.assertEqual([row["clicks"] for row in rows], sorted((row["clicks"] for row in rows), reverse=True))
        self.assertEqual(self.desk.json("report", "links", "--month", "2026-11", "--top", "2"), rows[:2])

    def test_an_export_is_all_that_was_recorded(self):
        done = self.desk.run("report", "export", "samples")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        asked = [dict(row) for row in self.base.execute("SELECT '@' || account AS account, post, metric, value, at FROM sample ORDER BY line")]
        for row in asked:
            row["at"] = row["at"].replace(".000Z", "Z")
        self.assertEqual(rows, asked)
        done = self.desk.run("--format", "csv", "report", "export", "posts", "--from", "2026-11-01", "--until", "2026-12-01")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        self.assertTrue(any(row["reply_to"] for row in rows), "answers are exported, and are told apart")
        self.assertEqual([row["post"] for row in rows if not row["reply_to"]], [row["id"] for row in self.sql("SELECT id FROM post WHERE at >= :from AND at < :until ORDER BY at")])

    def workbook(self, *words):
        """The XML of each part of the workbook that a report is."""
        with open(self.desk.path("report.xlsx"), "wb") as file:
            done = self.desk.start("--format", "xlsx", "report", *words, stdout=file)
            self.assertEqual(done.wait(60), 0)
            done.stderr.close()
        with zipfile.ZipFile(self.desk.path("report.xlsx")) as book:
            self.assertIsNone(book.testzip())
            return {name: xml.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}

    def test_a_spreadsheet_draws_the_numbers_that_carry_the_message(self):
        draw = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

        def chart(parts):
            """Its kind, and what its labels and its numbers refer to."""
            self.assertEqual([name for name in parts if name.startswith("xl/charts/")], ["xl/charts/chart1.xml"])
            tree = parts["xl/charts/chart1.xml"]
            kinds = [kind for kind in ("barChart", "lineChart") if tree.find(f".//{draw}{kind}") is not None]
            return kinds, tree.findtext(f".//{draw}cat//{draw}f"), tree.findtext(f".//{draw}val//{draw}f"), "".join(tree.find(f".//{draw}title").itertext())

        def heads(parts):
            texts = ["".join(text.itertext()) for text in parts["xl/sharedStrings.xml"]]
            first = next(row for row in parts["xl/worksheets/sheet1.xml"].iter() if row.tag.endswith("}row"))
            return {texts[int(cell[0].text)]: cell.get("r").rstrip("0123456789") for cell in first}

        def bars(parts):
            return [(rule.get("sqref"), [one.get("type") for one in rule]) for rule in parts["xl/worksheets/sheet1.xml"].iter() if rule.tag.endswith("main}conditionalFormatting") and rule.get("sqref")]

        parts = self.workbook("engagement", "--month", "2026-11")
        at = heads(parts)
        rows = len(self.desk.json("report", "engagement", "--month", "2026-11"))
        self.assertEqual(chart(parts), (["barChart"], f"cmtool!$A$2:$A${rows + 1}", f"cmtool!${at['Mean']}$2:${at['Mean']}${rows + 1}", "Mean"))
        self.assertEqual(bars(parts), [(f"{at['Mean']}2:{at['Mean']}{rows + 1}", ["dataBar"])])

        parts = self.workbook("growth", "--month", "2026-11", "--by", "day")
        gained = heads(parts)["Gained"]
        self.assertEqual(chart(parts), (["lineChart"], "cmtool!$A$2:$A$31", f"cmtool!${gained}$2:${gained}$31", "Gained"))

        parts = self.workbook("posts", "--from", "2026-09-01", "--until", "2026-12-01", "--top", "0")
        at = heads(parts)
        self.assertGreater(len(self.desk.json("report", "posts", "--from", "2026-09-01", "--until", "2026-12-01")), 40)
        kind, labels, values, _ = chart(parts)
        self.assertEqual((kind, values), (["barChart"], f"cmtool!${at['Engagement']}$2:${at['Engagement']}$31"))
        self.assertIn(labels, [f"cmtool!${at[title]}$2:${at[title]}$31" for title in ("Account", "Text")])

        parts = self.workbook("growth", "@atelier", "--month", "2026-11", "--by", "account")
        self.assertEqual([name for name in parts if name.startswith("xl/charts/")], [], "one number stands beside nothing")

    def test_a_spreadsheet_has_numbers_as_numbers_and_times_as_times_on_the_wall(self):
        parts = self.workbook("posts", "--month", "2026-11")
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        texts = ["".join(text.itertext()) for text in parts["xl/sharedStrings.xml"].findall("m:si", space)]
        formats = parts["xl/styles.xml"].findall("m:cellXfs/m:xf", space)
        rows = [row for row in parts["xl/worksheets/sheet1.xml"].findall(".//m:row", space) if len(row) > 1]  # below them the notes
        said = self.desk.json("report", "posts", "--month", "2026-11")
        self.assertEqual(len(rows), len(said) + 1)
        columns = {texts[int(cell[0].text)]: cell.get("r").rstrip("0123456789") for cell in rows[0]}
        for row, one in zip(rows[1:], said):
            cells = {cell.get("r").rstrip("0123456789"): cell for cell in row}
            self.assertIsNone(cells[columns["Published"]].get("t"))
            self.assertNotEqual(formats[int(cells[columns["Published"]].get("s"))].get("numFmtId"), "0")
            serial = float(cells[columns["Published"]][0].text)
            wall = datetime.datetime(1899, 12, 30) + datetime.timedelta(days=serial)
            asked = datetime.datetime.fromisoformat(one["at"].replace("Z", "+00:00")).astimezone(ZONE).replace(tzinfo=None)
            self.assertLess(abs(wall - asked), datetime.timedelta(seconds=2))
            if one["engagement"] is None:
                self.assertNotIn(columns["Engagement"], cells)
            else:
                self.assertEqual(int(cells[columns["Engagement"]][0].text), one["engagement"])


main()
