#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every number of the reports of what others say, and of how they are answered, against the same question asked in SQL, over generated months.

What is not asked again: which phrases the themes are and in which order (C-value), and the themes of a spike; of both, whatever is shown is counted again.
"""
import functools
import json
import math
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import business_hours  # noqa: E402
from desk import FAKETIME, Desk, main  # noqa: E402
from heard_desk import NOW, STORMS, database, fill, moment, rows_of  # noqa: E402
from spikes_by_hand import spikes_of  # noqa: E402
from topic_queries import a_query, matches, words_of, written  # noqa: E402

# The whole months in Paris, in milliseconds since 1970.
NOVEMBER, OCTOBER = (moment("2026-10-31T23:00:00Z"), moment("2026-11-30T23:00:00Z")), (moment("2026-09-30T22:00:00Z"), moment("2026-10-31T23:00:00Z"))
SEPTEMBER = (moment("2026-08-31T22:00:00Z"), moment("2026-09-30T22:00:00Z"))
AUTUMN = (SEPTEMBER[0], NOVEMBER[1])
MONTH, SEASON = ("--month", "2026-11"), ("--from", "2026-09-01", "--until", "2026-12-01")
FORTNIGHT = 14 * 86400 * 1000
SURPRISING = 6.63
TIMES = {"day": "day", "week": "week", "month": "month"}

# Of each group: mentions, voices, the followers of each voice as last known, and how it sounds.
CROWD = """
WITH part AS (SELECT {group} AS grp, heard.* FROM heard {join} WHERE at >= :from AND at < :until),
     voices AS (SELECT grp, voice, followers, row_number() OVER (PARTITION BY grp, voice ORDER BY followers IS NULL, at DESC) AS place FROM part WHERE voice IS NOT NULL),
     reach AS (SELECT grp, sum(followers) AS reach, sum(followers IS NULL) AS reach_unknown FROM voices WHERE place = 1 GROUP BY 1)
SELECT part.grp, count(*) AS mentions, count(DISTINCT voice) AS voices, reach, coalesce(reach_unknown, 0) AS reach_unknown, sum(said IS 'positive') AS positive, sum(said IS 'neutral') AS neutral, sum(said IS 'negative') AS negative,
       sum(said IS NULL) AS unjudged, count(said) AS judged, count(sentiment) AS by_hand, 100.0 * (sum(said IS 'positive') - sum(said IS 'negative')) / nullif(count(said), 0) AS balance, max(at) AS as_of
FROM part LEFT JOIN reach ON reach.grp IS part.grp GROUP BY 1"""


@functools.cache
def forms(text):
    """Words without the plural's end, and whether another breath begins before them."""
    return [(word.removesuffix("s") if len(word) > 3 else word, apart) for word, _, apart in words_of(text)]


def surprise(count, of, before, of_before):
    """Dunning's log-likelihood ratio of two shares; negative where it has become less."""
    def part(seen, expected):
        return seen * math.log(seen / expected) if seen else 0
    share = (count + before) / (of + of_before)
    ratio = 2 * (part(count, of * share) + part(before, of_before * share) + part(of - count, of * (1 - share)) + part(of_before - before, of_before * (1 - share)))
    return ratio if count / of >= before / of_before else -ratio


@unittest.skipUnless(FAKETIME, "faketime is not installed")
class Listening(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        fill(cls.desk, 20261127)
        os.makedirs(cls.desk.workspace + "/topics", mode=0o700)
        chance, cls.topics = random.Random(7), {}
        for number in range(80):
            cls.topics[f"t{number:02}"] = a_query(chance)
        for name, tree in cls.topics.items():
            cls.desk.write(f"{cls.desk.workspace}/topics/{name}.json", json.dumps({"query": written(tree), "competitor": name.endswith("1")}))
        cls.base = database(cls.desk)
        cls.base.execute("CREATE TABLE topic_of (topic, item)")
        for row in cls.base.execute("SELECT * FROM item").fetchall():
            message = {"words": words_of(row["text"]), "language": row["language"], "handle": row["handle"], "author_id": row["author_id"], "account": row["account"]}
            cls.base.executemany("INSERT INTO topic_of VALUES (?, ?)", [(name, row["id"]) for name, tree in cls.topics.items() if matches(tree, message)])

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()

    def sql(self, query, period=NOVEMBER, **more):
        return [dict(row) for row in self.base.execute(query, {"from": period[0], "until": period[1], **more})]

    def crowds(self, group, period=NOVEMBER, join=""):
        return {row["grp"]: row for row in self.sql(CROWD.format(group=group, join=join), period)}

    def close(self, said, asked, what):
        if isinstance(asked, float) and said is not None:
            self.assertAlmostEqual(said, asked, 6, what)
        else:
            self.assertEqual(said, asked, what)

    def hold(self, rows, asked, fields, key="group", now=True):
        """The same rows, and in each field the same number; of groups without anything all is 0 or unknown."""
        said = {row[key]: row for row in rows}
        self.assertEqual(len(said), len(rows))
        self.assertTrue(asked)
        self.assertEqual(set(asked) - set(said), set())
        for name, row in said.items():
            for ours, theirs in fields.items():
                if name in asked:
                    self.close(row[ours], asked[name][theirs], f"{name}: {ours}")
                else:
                    self.assertIn(row[ours], (0, None), f"{name}: {ours}")
            if now and name in asked and "as_of" in asked[name]:
                self.assertEqual(moment(row["as_of"]), asked[name]["as_of"], f"{name}: as_of")

    def test_the_generated_months_have_everything_that_reports_tell_apart(self):
        self.assertEqual(self.desk.run("-q", "moderate", "log", "--verify").returncode, 0)
        self.assertEqual(self.desk.run("-q", "workspace", "check").returncode, 0)
        row = self.sql("SELECT count(*) AS items, sum(spam) AS spam, sum(voice IS NULL) AS unnamed, sum(gone) AS gone, sum(text = '') AS silent, count(sentiment) AS by_hand, sum(kind = 'report') AS reports FROM item")[0]
        self.assertGreater(row.pop("items"), 1500)
        self.assertTrue(all(count >= 20 for count in row.values()), row)
        for outcome in ("done", "failed", "unknown", "simulated", None):
            self.assertTrue(self.sql("SELECT 1 FROM decision WHERE outcome IS :outcome", outcome=outcome), outcome)
        self.assertEqual(self.sql("SELECT count(*) AS n FROM (SELECT count(*) FROM item GROUP BY at HAVING count(*) > 1)")[0]["n"], 0, "no two of one moment, so that the newest is always one")

    def test_volume(self):
        fields = {name: name for name in ("mentions", "voices", "reach", "reach_unknown")}
        for by, group in {**TIMES, "account": "account"}.items():
            with self.subTest(by=by):
                rows = self.desk.json("report", "volume", *SEASON, "--by", by)
                self.hold(rows, self.crowds(group, AUTUMN), fields)
                spam = {row["grp"]: row["spam"] for row in self.sql(f"SELECT {group} AS grp, count(*) AS spam FROM item WHERE spam AND at >= :from AND at < :until GROUP BY 1", AUTUMN)}
                self.assertEqual({row["group"]: row["spam"] for row in rows if row["spam"]}, spam)
                self.assertTrue(all(row["few"] == (0 < row["mentions"] < 10) for row in rows))
        self.assertEqual(len(self.desk.json("report", "volume", *SEASON, "--by", "day")), 91)
        rows = self.desk.json("report", "volume", *MONTH, "--by", "account", "--compare", "previous")
        self.hold(rows, self.crowds("account"), fields)
        self.hold(rows, self.crowds("account", OCTOBER), {"mentions_before": "mentions", "voices_before": "voices"}, now=False)
        for row in rows:
            self.close(row["mentions_change"], 100.0 * (row["mentions"] - row["mentions_before"]) / row["mentions_before"] if row["mentions_before"] else None, "change")

    def test_volume_counts_the_messages_that_a_topics_query_matches(self):
        rows = self.desk.json("report", "volume", *SEASON, "--by", "topic")
        self.assertEqual([row["group"] for row in rows], sorted(self.topics))
        matched = {row["topic"]: row["n"] for row in self.sql("SELECT topic, count(*) AS n FROM topic_of JOIN heard ON heard.id = item WHERE at >= :from AND at < :until GROUP BY 1", AUTUMN)}
        self.assertEqual({written(self.topics[row["group"]]): row["mentions"] for row in rows}, {written(tree): matched.get(name, 0) for name, tree in self.topics.items()})
        self.hold(rows, self.crowds("topic", AUTUMN, "JOIN topic_of ON item = heard.id"), {name: name for name in ("mentions", "voices", "reach", "reach_unknown")})
        self.assertGreater(len({row["mentions"] for row in rows}), 30, "queries that tell messages apart")

    def test_sentiment(self):
        fields = {name: name for name in ("mentions", "positive", "neutral", "negative", "unjudged", "by_hand", "balance")}
        for by, group in {**TIMES, "account": "account", "topic": "topic"}.items():
            with self.subTest(by=by):
                rows = self.desk.json("report", "sentiment", *MONTH, "--by", by)
                asked = self.crowds(group, join="JOIN topic_of ON item = heard.id" if by == "topic" else "")
                self.hold(rows, asked, fields)
                self.assertTrue(all(row["few"] == (0 < row["mentions"] - row["unjudged"] < 10) for row in rows))
        rows = self.desk.json("report", "sentiment", *MONTH, "--by", "account", "--compare", "previous")
        self.hold(rows, self.crowds("account", OCTOBER), {"balance_before": "balance"}, now=False)
        for row in rows:
            self.close(row["balance_change"], None if None in (row["balance"], row["balance_before"]) else row["balance"] - row["balance_before"], "change")

    def test_voice_is_the_share_of_each_topic_in_the_mentions_of_all(self):
        rows = self.desk.json("report", "voice", *MONTH, "--compare", "previous")
        self.assertEqual({row["topic"]: row["competitor"] for row in rows}, {name: name.endswith("1") for name in self.topics})
        for period, mentions, share in ((NOVEMBER, "mentions", "share"), (OCTOBER, "mentions_before", "share_before")):
            asked = self.crowds("topic", period, "JOIN topic_of ON item = heard.id")
            whole = sum(row["mentions"] for row in asked.values())
            for row in asked.values():
                row["share"] = 100.0 * row["mentions"] / whole
            self.hold(rows, asked, {mentions: "mentions", share: "share", **({"voices": "voices", "reach": "reach", "balance": "balance"} if period == NOVEMBER else {})}, "topic", now=period == NOVEMBER)
        self.assertEqual([row["mentions"] for row in rows], sorted((row["mentions"] for row in rows), reverse=True))
        for row in rows:
            self.close(row["share_change"], row["share"] - row["share_before"], "change")
            self.assertEqual(row["few"], 0 < row["mentions"] < 10)

    def said_with(self, phrase, period):
        """The heard messages with a phrase in one breath, whatever its case, accents and plural."""
        wanted = [word for word, _ in forms(phrase)]

        def has(text):
            words = forms(text)
            return any([word for word, _ in words[at:at + len(wanted)]] == wanted and not any(apart for _, apart in words[at + 1:at + len(wanted)]) for at in range(len(words)))
        self.base.create_function("has", 1, has)
        return self.sql("SELECT * FROM heard WHERE at >= :from AND at < :until AND has(text) ORDER BY at", period)

    def of(self, period):
        return self.sql("SELECT count(*) AS n FROM heard WHERE at >= :from AND at < :until AND text <> ''", period)[0]["n"]

    def test_themes_are_counted_in_messages_and_held_against_those_before(self):
        for compare, before in (((), (NOVEMBER[0] - FORTNIGHT, NOVEMBER[0])), (("--compare", "previous"), OCTOBER)):
            rows = self.desk.json("report", "themes", *MONTH, *compare, "--top", "0")
            self.assertGreater(len(rows), 60)
            for row in rows:
                said, earlier = self.said_with(row["theme"], NOVEMBER), len(self.said_with(row["theme"], before))
                share, share_before = 100.0 * len(said) / self.of(NOVEMBER), 100.0 * earlier / self.of(before)
                judged = [one["said"] for one in said if one["said"]]
                self.close(row["mentions"], len(said), row["theme"])
                # Whose name nobody knows is somebody else each time.
                self.assertEqual(row["voices"], len({one["voice"] or one["id"] for one in said}), row["theme"])
                self.assertGreaterEqual(row["voices"], 2)
                for field, asked in {"share": share, "share_before": share_before, "share_change": 100.0 * (share - share_before) / share_before if earlier else None,
                                     "balance": 100.0 * (judged.count("positive") - judged.count("negative")) / len(judged) if judged else None}.items():
                    self.close(row[field], asked, f"{row['theme']}: {field}")
                news = surprise(len(said), self.of(NOVEMBER), earlier, self.of(before))
                self.assertEqual(row["trend"], ("rising" if earlier else "new") if news >= SURPRISING else "falling" if news <= -SURPRISING else "steady", row["theme"])
                self.assertEqual((row["example"], row["example_text"]), (said[0]["id"], said[0]["text"]))
                self.assertEqual((row["few"], moment(row["as_of"])), (len(said) < 10, said[-1]["at"]))
            self.assertGreater(len({row["trend"] for row in rows}), 1)
            weights = [row["weight"] for row in rows]
            self.assertEqual(weights, sorted(weights, reverse=True))
            self.assertEqual(self.desk.json("report", "themes", *MONTH, *compare), rows[:20])

    def people(self, period):
        return {row["person"]: row for row in self.sql("""
            WITH mine AS (SELECT coalesce(same.person, voice) AS person, heard.* FROM heard LEFT JOIN same ON same.name = voice WHERE voice IS NOT NULL),
                 inside AS (SELECT * FROM mine WHERE at >= :from AND at < :until),
                 names AS (SELECT person, voice, (SELECT followers FROM inside AS i WHERE i.voice = inside.voice AND followers IS NOT NULL ORDER BY at DESC LIMIT 1) AS followers FROM inside GROUP BY 1, 2)
            SELECT person, count(*) AS items, sum(said IS 'positive') AS positive, sum(said IS 'neutral') AS neutral, sum(said IS 'negative') AS negative, count(answered) AS answered, max(at) AS last,
                   100.0 * (sum(said IS 'positive') - sum(said IS 'negative')) / nullif(count(said), 0) AS balance, count(said) AS judged,
                   (SELECT name FROM inside AS i WHERE i.person = inside.person ORDER BY at DESC LIMIT 1) AS name,
                   (SELECT handle FROM inside AS i WHERE i.person = inside.person ORDER BY at DESC LIMIT 1) AS handle, group_concat(DISTINCT account) AS accounts, max(at) AS as_of, (SELECT sum(followers) FROM names WHERE names.person = inside.person) AS reach,
                   NOT EXISTS (SELECT 1 FROM item LEFT JOIN same ON same.name = voice WHERE coalesce(same.person, voice) = inside.person AND item.at < :from) AS newcomer
            FROM inside GROUP BY 1""", period)}

    def test_people_are_one_under_all_their_names(self):
        # The first has only written under the other name since; the second under both.
        self.base.execute("CREATE TABLE same (name PRIMARY KEY, person)")
        for who, other in (("p31", "p11"), ("p12", "p22")):
            done = self.desk.run("moderate", "person", who, "--same", other)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.base.execute("INSERT INTO same VALUES (?, ?)", (other, who))
        rows = self.desk.json("report", "people", *MONTH, "--compare", "previous", "--top", "0")
        asked = self.people(NOVEMBER)
        self.assertEqual(len(rows), len(asked))
        self.hold(rows, asked, {name: name for name in ("items", "positive", "neutral", "negative", "balance", "answered", "name", "handle", "reach")}, "id")
        self.hold(rows, {name: row for name, row in self.people(OCTOBER).items() if name in asked}, {"items_before": "items"}, "id", now=False)
        for row in rows:
            one = asked[row["id"]]
            self.assertEqual((row["newcomer"], moment(row["last"]), row["few"]), (bool(one["newcomer"]), one["last"], 0 < one["judged"] < 10), row["name"])
            self.assertEqual(set(row["accounts"]), set(one["accounts"].split(",")))
        ranks = [(-1 if row["reach"] is None else row["reach"], row["items"]) for row in rows]
        self.assertEqual(ranks, sorted(ranks, reverse=True))
        items = [row["items"] for row in self.desk.json("report", "people", *MONTH, "--sort", "items", "--top", "7")]
        self.assertEqual(items, sorted((row["items"] for row in rows), reverse=True)[:7])

    def test_spikes_begin_and_end_where_the_counts_say_and_name_what_stands_out(self):
        learnt = (NOVEMBER[0] - FORTNIGHT, NOVEMBER[1])
        moments = [row["at"] for row in self.sql("SELECT at FROM heard WHERE at >= :from AND at < :until ORDER BY at", learnt)]
        asked = spikes_of(moments, NOVEMBER[0], NOVEMBER[1])
        rows = self.desk.json("report", "spikes", *MONTH)
        posts = {row["remote_id"]: row["text"] for row in rows_of(self.desk, "report", "export", "posts") if not row["reply_to"]}
        self.assertEqual([(moment(row["from"]), moment(row["until"])) for row in rows], [(begin, end) for begin, end, _, _ in asked])
        self.assertGreaterEqual(len(rows), len(STORMS))
        for row, (begin, end, usual, strength) in zip(rows, asked):
            inside, before = (begin, end), (max(begin - FORTNIGHT, learnt[0]), begin)
            self.close(row["usual"], usual, "usual")
            self.close(row["strength"], strength, "strength")
            crowd = self.crowds("1", inside)[1]
            for field in ("mentions", "voices", "balance"):
                self.close(row[field], crowd[field], field)
            self.assertEqual((row["few"], moment(row["as_of"])), (crowd["mentions"] < 10, crowd["as_of"]))
            of_before = self.sql("SELECT count(*) AS n FROM heard WHERE at >= :from AND at < :until", before)[0]["n"]
            for field, column, share in (("authors", "voice", 0.15), ("post", '"on"', 0.3), ("accounts", "account", 0.3)):
                loud = []
                for one in self.sql(f"""SELECT {column} AS who, count(*) AS n, min(name) AS name, (SELECT count(*) FROM heard AS h WHERE h.{column} = heard.{column} AND h.at >= :a AND h.at < :b) AS n_before
                                        FROM heard WHERE at >= :from AND at < :until AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC""", inside, a=before[0], b=before[1]):
                    if one["n"] >= 3 and one["n"] >= share * crowd["mentions"] and surprise(one["n"], crowd["mentions"], one["n_before"], of_before) >= SURPRISING:
                        loud.append(one["name"] if field == "authors" else one["who"])
                self.assertEqual(row[field], (loud[0] if loud else None) if field == "post" else loud[:3], field)
            self.assertEqual(row["post_text"], posts.get(row["post"]))
            about = self.said_with(row["themes"][0], inside) if row["themes"] else self.sql("SELECT id FROM heard WHERE at >= :from AND at < :until ORDER BY at", inside)
            self.assertEqual(row["example"], about[0]["id"])
            for theme in row["themes"]:
                news = surprise(len(self.said_with(theme, inside)), crowd["mentions"], len(self.said_with(theme, before)), of_before)
                self.assertGreaterEqual(news, SURPRISING, theme)
        self.assertTrue(any(row["authors"] for row in rows) and any(row["post"] for row in rows))

    def test_response_counts_from_what_was_written_to_the_first_answer(self):
        self.base.create_function("business", 2, lambda begin, end: None if end is None else business_hours.within(begin, end) // 1000)
        for period, words in ((NOVEMBER, MONTH), ((NOVEMBER[0], moment(NOW.isoformat())), ("--from", "2026-11-01"))):
            for by, (group, join) in {"account": ("account", ""), "kind": ("kind", ""), "day": ("day", ""), "week": ("week", ""), "month": ("month", ""), "label": ("label", "JOIN label ON label.item = heard.id"),
                                      "person": ("coalesce(first, assigned)", """LEFT JOIN (SELECT item, "by" AS first FROM (SELECT item, "by", row_number() OVER (PARTITION BY item ORDER BY line) AS place
                                                                                 FROM decision WHERE what = 'reply' AND outcome = 'done') WHERE place = 1) AS f ON f.item = heard.id""")}.items():
                with self.subTest(by=by):
                    asked = {row["grp"]: row for row in self.sql(f"""
                        WITH part AS (SELECT {group} AS grp, heard.*, (answered - at) / 60000.0 AS minutes, business(at, answered) / 60.0 AS business, CASE WHEN answered IS NULL THEN business(at, :now) END AS waited FROM
                                      (SELECT *, coalesce(answered, at) AS until FROM heard) AS heard {join} WHERE at >= :from AND at < :until)
                        SELECT grp, count(*) AS items, count(answered) AS answered, sum(answered IS NULL AND (state IN ('done', 'pending') OR gone)) AS closed,
                               sum(answered IS NULL AND state NOT IN ('done', 'pending') AND NOT gone) AS waiting, median(minutes) AS median, avg(minutes) AS mean, quantile(minutes, 0.9) AS p90,
                               median(business) AS business_median, quantile(business, 0.9) AS business_p90, sum(business <= :within / 60.0) AS in_time, sum(business > :within / 60.0) AS late,
                               100.0 * sum(business <= :within / 60.0) / nullif(count(business), 0) AS in_time_share,
                               sum(answered IS NULL AND state NOT IN ('done', 'pending') AND NOT gone AND waited > :within) AS overdue, max(at) AS as_of FROM part GROUP BY 1""",
                                                                     period, now=moment(NOW.isoformat()), within=business_hours.WITHIN)}
                    for row in asked.values():
                        row["in_time"], row["late"] = row["in_time"] or 0, row["late"] or 0
                    self.hold(self.desk.json("report", "response", *words, "--by", by), asked,
                              {"items": "items", "answered": "answered", "closed": "closed", "waiting": "waiting", "median_minutes": "median", "mean_minutes": "mean", "p90_minutes": "p90", "in_time": "in_time",
                               "median_business_minutes": "business_median", "p90_business_minutes": "business_p90", "late": "late", "in_time_share": "in_time_share", "overdue": "overdue"})
            if period != NOVEMBER:
                self.assertTrue(any(row["overdue"] < row["waiting"] for row in asked.values()), "some that wait are not late yet")
        rows = self.desk.json("report", "response", *MONTH, "--compare", "previous")
        before = {row["account"]: row["m"] for row in self.sql("SELECT account, median((answered - at) / 60000.0) AS m FROM heard WHERE at >= :from AND at < :until GROUP BY 1", OCTOBER)}
        for row in rows:
            self.close(row["median_minutes_before"], before.get(row["group"]), "before")
            self.close(row["median_minutes_change"], 100.0 * (row["median_minutes"] - before[row["group"]]) / before[row["group"]] if before.get(row["group"]) else None, "change")
            self.assertEqual(row["few"], 0 < row["answered"] < 10)

    def test_moderation_counts_what_people_and_rules_decided_and_what_was_taken_back(self):
        self.base.create_function("off_again", 4, off_again)
        self.sql("""CREATE TEMP TABLE mine AS SELECT decision.*, account FROM decision LEFT JOIN (SELECT id AS known, account FROM item) ON known = decision.item
                    WHERE at >= :from AND at < :until AND "by" <> 'inbox' AND outcome IS NOT 'intended'""")
        self.base.execute("CREATE INDEX of_item ON mine (item, line)")
        decided = """WITH undone AS MATERIALIZED (SELECT DISTINCT a.line FROM mine AS a CROSS JOIN mine AS b ON b.item = a.item AND b.line > a.line
                                     WHERE coalesce(a.outcome, 'done') = 'done' AND coalesce(b.outcome, 'done') = 'done'
                                       AND ((a.what, b.what) IN (VALUES ('hide', 'unhide'), ('hide', 'approve'), ('spam', 'unhide'), ('spam', 'approve'), ('mute', 'unmute'), ('block', 'unblock'), ('like', 'unlike'), ('done', 'reopen'))
                                            OR off_again(a.before, a.after, b.before, b.after))),
                          timed AS MATERIALIZED (SELECT mine.line, (mine.at - item.at) / 60000.0 AS minutes FROM mine JOIN item ON item.id = mine.item WHERE item.at >= :from AND mine.outcome IS NOT 'simulated'
                                    AND NOT EXISTS (SELECT 1 FROM mine AS m WHERE m.item = mine.item AND m.line < mine.line AND m.outcome IS NOT 'simulated'))
            SELECT {group} AS grp, count(*) AS decisions, count(DISTINCT item) AS items, sum(what = 'reply' AND ok) AS replies, sum(what = 'hide' AND ok) AS hidden, sum(what = 'spam' AND ok) AS spam,
                   sum(what = 'delete' AND ok) AS deleted, sum(what NOT IN ('reply', 'hide', 'spam', 'delete') AND outcome IS 'done') AS other_acts, sum(outcome IS 'simulated') AS simulated, sum(outcome IS 'failed') AS failed,
                   sum(outcome IS 'unknown') AS unknown, sum(back) AS undone, 100.0 * sum(back) / nullif(sum(ok), 0) AS undone_share, median(minutes) AS median_minutes, avg(minutes) AS mean_minutes,
                   quantile(minutes, 0.9) AS p90_minutes, max(at) AS as_of
            FROM (SELECT mine.*, outcome IS NULL OR outcome = 'done' AS ok, EXISTS (SELECT 1 FROM undone WHERE undone.line = mine.line) AS back, timed.minutes FROM mine LEFT JOIN timed ON timed.line = mine.line) GROUP BY 1"""
        for by, group in {"who": '"by"', "act": "what", "account": "account", **TIMES}.items():
            with self.subTest(by=by):
                asked = {row["grp"]: row for row in self.sql(decided.format(group=group))}
                rows = self.desk.json("report", "moderation", *MONTH, "--by", by)
                self.hold(rows, asked, {name: name for name in next(iter(asked.values())) if name not in ("grp", "as_of")})
                self.assertTrue(all(row["few"] == (0 < row["decisions"] < 10) for row in rows))
                if by == "who":
                    self.assertEqual({row["group"] for row in rows}, {"lea", "tom", "rule:questions", "rule:swear", "rule:answers"})
                    self.assertTrue(all(any(row[field] for row in rows) for field in ("undone", "failed", "unknown", "simulated", "deleted", "spam", "other_acts")))


def off_again(before, after, later_before, later_after):
    """A label that the one put on, the other took off."""
    before, after, later_before, later_after = (json.loads(text).get("labels") for text in (before, after, later_before, later_after))
    if after is None or later_before is None:
        return False
    return bool((set(after) - set(before or ())) & (set(later_before) - set(later_after or ())))


main()
