# SPDX-License-Identifier: MIT
"""A workspace with a history of metrics, and the same in SQLite: what a report says is held against SQL.

fill(desk, seed) writes four accounts, posts and samples of September to November 2026; database(desk) reads the workspace's
own files back into tables, so that both look at the same records.
"""
import datetime
import glob
import json
import os
import random
import re
import sqlite3
import zoneinfo

UTC = datetime.timezone.utc
ZONE = zoneinfo.ZoneInfo("Europe/Paris")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ACCOUNTS = {"atelier": "mastodon", "boutique": "mastodon", "ciel": "bluesky", "blog": "wordpress"}
LINKS = ("https://example.org/shop", "https://example.org/blog/autumn?utm_source=mastodon&utm_medium=social&utm_campaign=rentree", "https://example.org/gift?utm_campaign=noel#how", "https://example.com/a/b.html")
ENGAGEMENT = ("likes", "reactions", "reposts", "replies", "comments", "quotes", "bookmarks", "shares", "saves", "clicks")
FIRST, LAST = datetime.datetime(2026, 9, 1, tzinfo=UTC), datetime.datetime(2026, 12, 3, tzinfo=UTC)


def iso(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def new_id(at, chance):
    time, text = int(at.timestamp() * 1000), ""
    for _ in range(9):
        text = ALPHABET[time & 31] + text
        time >>= 5
    return text + "".join(chance.choice(ALPHABET) for _ in range(7))


def write_json(path, value):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)


class Filler:
    def __init__(self, workspace, seed):
        self.workspace, self.chance, self.samples = workspace, random.Random(seed), []

    def sample(self, account, post, metric, value, at):
        if at < LAST:
            self.samples.append({"account": account, "post": post, "metric": metric, "value": value, "at": iso(at)})

    def post(self, account, at, campaign):
        text, card, said = self.links(account)
        remote, sent = self.record(account, at, campaign, text, card, said)
        self.counters(account, remote, sent)
        if self.chance.random() < 0.1:  # an answer to somebody: recorded alike, and no post
            self.record(account, at + datetime.timedelta(hours=2), campaign, text, card, None, reply_to="4711")

    def record(self, account, at, campaign, text, card, said, reply_to=None):
        """What it is called there, and when it was sent."""
        post = new_id(at, self.chance)
        month = at.strftime("%Y-%m")
        write_json(f"{self.workspace}/posts/{month}/{post}.json", {
            "id": post, "created": iso(at), "text": text, "link": {"url": card} if card else None, "campaign": campaign, "reply_to": reply_to, "visibility": "public", "deliveries": [{"account": account, "due": None}]})
        sent = at + datetime.timedelta(seconds=1)
        write_json(f"{self.workspace}/deliveries/sent/{sent.strftime('%Y-%m')}/{post}.{account}.json", {
            "id": f"{post}.{account}", "post": post, "account": account, "platform": ACCOUNTS[account], "state": "sent", "key": post, "attempts": 1, "said": said,
            "receipt": {"remote_id": "r" + post, "url": f"https://example.org/{post}", "at": iso(sent), "parts": [], "extra": {}}})
        return "r" + post, sent

    def links(self, account):
        """Text, card, and what was said to this account where that is something else."""
        chance, text = self.chance, f"Post of {account}"
        kind = chance.randrange(6)
        first, second = chance.sample(LINKS, 2)
        if kind == 0:
            return text, None, None
        if kind == 1:
            return text, first, None
        if kind == 2:
            return f"{text}: {first} and again {first}", first, None  # the same one
        if kind == 3:
            return f"{text} ({first}), {second}.", None, None
        if kind == 4:
            return f"{text} {first}", None, {"text": f"{text} {second}", "link": {"url": first}}
        return f"{text} {first}", None, {"text": f"{text} {second}"}

    def counters(self, account, remote, sent):
        chance = self.chance
        metrics = ["likes", "reposts", "replies", "clicks"] + (["link_clicks"] if account == "atelier" else []) + (["reach"] if account != "ciel" else []) + (["impressions"] if account != "boutique" else [])
        values = dict.fromkeys(metrics, 0)
        if chance.random() < 0.05:
            return  # never read
        for day in (0, 1, 3, 7, 20, 45):
            at = sent + datetime.timedelta(days=day, seconds=chance.randrange(3600, 80000))
            for metric in metrics:
                grown = chance.randrange(0, 400 if metric in ("reach", "impressions") else 12)
                fell = chance.random() < 0.05
                values[metric] = max(0, values[metric] + (-min(3, values[metric]) if fell else grown))
                self.sample(account, remote, metric, None if chance.random() < 0.05 else values[metric], at)

    def account(self, name):
        chance, followers = self.chance, 1000
        day = FIRST
        while day < LAST:
            followers += chance.randrange(-3, 9)
            if chance.random() < 0.9:  # some days nobody looked
                self.sample(name, "", "followers", followers, day + datetime.timedelta(hours=chance.randrange(0, 24), seconds=1))
            if name == "blog":
                for hour in (6, 18):  # counted by day: the later reading replaces the earlier one
                    self.sample(name, "", "views", hour * chance.randrange(1, 9), day + datetime.timedelta(hours=hour))
            if name == "boutique" and chance.random() < 0.7:
                at = day + datetime.timedelta(hours=20)
                for metric, most in (("spend:EUR", 3000), ("results", 9), ("ad_clicks", 60), ("ad_impressions", 5000)):
                    self.sample(name, "campaign:noel", metric, chance.randrange(most), at)
            day += datetime.timedelta(days=1)

    def write(self):
        for name, platform in ACCOUNTS.items():
            write_json(f"{self.workspace}/accounts/{name}.json", {"name": name, "platform": platform, "handle": name, "server": "https://example.org", "remote_id": "", "tags": [],
                                                                  "secret_home": "none", "token_command": [], "token_expires": None, "added": iso(FIRST), "slots": [], "settings": {}})
            self.account(name)
        at = FIRST
        while at < LAST - datetime.timedelta(days=2):
            at += datetime.timedelta(seconds=self.chance.randrange(3600, 30000))
            self.post(self.chance.choice(list(ACCOUNTS)), at, self.chance.choice(["", "", "", "noel", "rentrée"]))
        self.samples.sort(key=lambda one: one["at"])
        os.makedirs(f"{self.workspace}/samples", mode=0o700, exist_ok=True)
        months = {}
        for one in self.samples:
            months.setdefault(one["at"][:7], []).append(json.dumps(one) + "\n")
        for month, lines in months.items():
            with open(f"{self.workspace}/samples/{month}.ndjson", "w", encoding="utf-8") as file:
                file.writelines(lines)


def fill(desk, seed):
    done = desk.run("init", "--zone", "Europe/Paris", "--lang", "en")
    assert done.returncode == 0, done.stderr
    Filler(desk.workspace, seed).write()


def day_of(at):
    return datetime.datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(ZONE).strftime("%Y-%m-%d")


def week_of(day):
    year, week, _ = datetime.date.fromisoformat(day).isocalendar()
    return f"{year:04}-W{week:02}"


def database(desk):
    """sample(line, account, post, metric, value, at, day), post(id, account, platform, campaign, remote, at, day, week, hour) and link(post, url): each address of a post once."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    base.create_aggregate("median", 1, Median)
    base.execute("CREATE TABLE sample (line INTEGER PRIMARY KEY, account, post, metric, value INTEGER, at, day)")
    base.execute("CREATE TABLE post (id, account, platform, campaign, remote, at, day, week, hour)")
    base.execute("CREATE TABLE link (post, url)")
    for name in sorted(glob.glob(desk.workspace + "/samples/*.ndjson")):
        with open(name, encoding="utf-8") as file:
            for line in file:
                one = json.loads(line)
                base.execute("INSERT INTO sample (account, post, metric, value, at, day) VALUES (?, ?, ?, ?, ?, ?)", (one["account"], one["post"], one["metric"], one["value"], one["at"], day_of(one["at"])))
    for name in glob.glob(desk.workspace + "/deliveries/sent/*/*.json"):
        with open(name, encoding="utf-8") as file:
            one = json.load(file)
        with open(f"{desk.workspace}/posts/{one['receipt']['at'][:7]}/{one['post']}.json", encoding="utf-8") as file:
            post = json.load(file)
        if post["reply_to"]:
            continue  # an answer is no post
        at = one["receipt"]["at"]
        hour = datetime.datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(ZONE).strftime("%a %H:00").lower()
        base.execute("INSERT INTO post VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (one["post"], one["account"], one["platform"], post["campaign"], one["receipt"]["remote_id"], at, day_of(at), week_of(day_of(at)), hour))
        sent = one["said"] or post
        addresses = {sent["link"]["url"] if sent.get("link") else None, *(found.rstrip(").,") for found in re.findall(r"https://\S+", sent["text"]))}
        base.executemany("INSERT INTO link VALUES (?, ?)", [(one["post"], url) for url in addresses if url])
    return base


class Median:
    """Of those that are not null, between two half way."""

    def __init__(self):
        self.values = []

    def step(self, value):
        if value is not None:
            self.values.append(value)

    def finalize(self):
        values = sorted(self.values)
        if not values:
            return None
        middle = len(values) // 2
        return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
