# SPDX-License-Identifier: MIT
"""A workspace in which others speak and a desk answers, and the same in SQLite: what the reports say of it is held against SQL.

fill(desk, seed) adds three months of items and decisions to measured_desk's accounts and posts, written as cmtool itself writes them;
database(desk) reads `report export items|decisions` back into tables. The desk is looked at on 1 December 2026 at ten in Paris.
"""
import datetime
import hashlib
import json
import os
import random
import sqlite3

import measured_desk
from business_hours import SETTINGS as BUSINESS_HOURS
from desk import clock
from measured_desk import ACCOUNTS, UTC, Median, day_of, iso, new_id, week_of

NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=UTC)
FIRST = datetime.datetime(2026, 9, 1, tzinfo=UTC)
# Suddenly much more is said: when it begins, for how long, how often, of what, by whom above all, about which post.
STORMS = ((datetime.datetime(2026, 11, 12, 14, 20, tzinfo=UTC), 100, 70, "Le site est en panne et mon panier de commande est vide", "p7"),
          (datetime.datetime(2026, 11, 24, 8, 5, tzinfo=UTC), 50, 45, "The gift voucher of the rose workshop is broken", "p9"))
FRENCH = ("J'adore l'atelier rose de la rue Oberkampf", "La livraison est encore en retard et je suis très déçue", "Les frais de livraison sont trop chers pour nous",
          "On a bu un café à la Maison Bleue ce matin", "Où se trouve l'atelier de céramique, près de la gare", "Mon colis est arrivé cassé, je suis en colère",
          "Merci pour cet atelier de peinture avec les enfants", "#AtelierRose est toujours aussi sympathique pour les familles", "Je n'ai pas de réponse depuis une semaine, le service client est nul",
          "Les cours du soir de la @MaisonBleue sont moins chers", "Est-ce que la livraison gratuite existe pour les écoles", "Une très belle exposition de céramique, les ateliers sont superbes")
ENGLISH = ("I love the rose workshop in your street", "The delivery is late again and I am angry", "Shipping costs are too high for us", "We had a coffee at Maison Bleue this morning",
           "Where is the ceramics workshop near the station", "My parcel arrived broken, this is terrible", "Thank you for the painting workshop with the children",
           "#AtelierRose is always a good place for families", "There has been no answer for a week, the customer service is useless", "The evening classes of @MaisonBleue are cheaper",
           "Is there free delivery for schools", "A wonderful ceramics exhibition, the workshops are superb")
# What takes back what.
OPPOSITE = {"hide": "unhide", "spam": "unhide", "mute": "unmute", "like": "unlike"}


def line(record):
    """As lib/state/json_lines writes it: with a checksum of its own."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))[:-1]
    return f'{text},"sum":"{hashlib.sha256(text.encode()).hexdigest()[:8]}"}}\n'


def sha256(record):
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class Talk:
    """Items first, then in the order of time what was decided about them."""

    def __init__(self, workspace, seed):
        self.workspace, self.chance = workspace, random.Random(seed)
        self.posts = self.sent_posts()
        self.items, self.events, self.handling = [], [], {}
        self.authors = [self.author(number) for number in range(60)]

    def sent_posts(self):
        posts = {}
        for folder, _, names in sorted(os.walk(f"{self.workspace}/deliveries/sent")):
            for name in sorted(names):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    one = json.load(file)
                posts.setdefault(one["account"], []).append(one["receipt"]["remote_id"])
        return posts

    def author(self, number):
        kind = number % 10
        known = {"remote_id": f"p{number}", "handle": f"p{number}@example.org", "name": f"Person {number}", "url": f"https://example.org/p{number}"}
        if kind == 3:
            known.update(remote_id="", name="")
        if kind == 4:
            known.update(handle="")
        # Some tell their followers always, some now and then, some never.
        return {"known": known, "tells": (0.0, 0.3, 0.9, 1.0)[number % 4], "followers": self.chance.randrange(20, 9000)}

    def say(self, at, text, language, author, **more):
        chance = self.chance
        known = dict(author["known"]) if author else {"remote_id": "", "handle": "", "name": "", "url": ""}
        author = author or {"tells": 0, "followers": 0}
        author["followers"] += chance.randrange(-3, 12)
        account = more.get("account") or chance.choice(list(ACCOUNTS))
        item = {"id": new_id(at + datetime.timedelta(minutes=5), chance), "remote_id": f"i{len(self.items)}", "account": account,
                "kind": chance.choice(["comment", "comment", "reply", "mention", "review", "message", "message"]) if chance.random() > 0.03 else "report",
                "author": {**known, "followers": max(0, author["followers"]) if chance.random() < author["tells"] else None},
                "text": text, "url": "", "language": language, "on": more.get("on") or (chance.choice(self.posts[account]) if chance.random() < 0.4 else ""),
                "answers": "", "remote_state": "", "at": iso(at), "gone": chance.random() < 0.03}
        self.items.append(item)
        self.handling[item["id"]] = {"state": "open", "labels": [], "assigned": "", "replies": [], "answered": None, "acts": [], "sentiment": ""}
        self.decide_about(item, at + datetime.timedelta(minutes=5))

    def chatter(self):
        chance, at = self.chance, FIRST
        while at < NOW - datetime.timedelta(minutes=30):
            night = at.hour < 6
            at += datetime.timedelta(seconds=chance.randrange(600, 16000 if night else 5500), milliseconds=chance.randrange(1000))
            texts, language = (FRENCH, "fr") if chance.random() < 0.6 else (ENGLISH, "en")
            text = ". ".join(chance.sample(texts, chance.choice([1, 1, 1, 2])))
            author = chance.choice(self.authors[:20] if chance.random() < 0.5 else self.authors)
            dice = chance.random()
            if dice < 0.04:
                author = None
            elif dice < 0.07:
                author = {"known": {"remote_id": "forgotten", "handle": "", "name": "", "url": ""}, "tells": 0, "followers": 0}
            if author and author["known"]["remote_id"] == "p11" and at.month >= 11:
                continue  # only their other name goes on
            if author and author["known"]["remote_id"] == "p31" and at.month < 11:
                continue
            self.say(at, "" if chance.random() < 0.03 else text, language if chance.random() < 0.8 else {"fr": "fr-FR", "en": "en-GB"}[language], author)
        for begin, minutes, often, text, loud in STORMS:
            account = "atelier"
            post = self.posts[account][chance.randrange(len(self.posts[account]))]
            for number in range(often):
                author = next(one for one in self.authors if one["known"]["remote_id"] == loud) if number % 5 == 0 else chance.choice([one for one in self.authors if one["known"]["remote_id"] != "p11"])
                self.say(begin + datetime.timedelta(seconds=minutes * 60 * number / often, milliseconds=chance.randrange(1000)), text, "fr" if text.startswith("Le ") else "en", author,
                         account=account, on=post if number % 2 == 0 else "")
        self.items.sort(key=lambda one: one["at"])

    def decide_about(self, item, at):
        """What is to be done about it, later; (time, item, by, what, how)."""
        chance = self.chance

        def later(most):
            return at + datetime.timedelta(seconds=int(chance.random() ** 3 * most) + 1, milliseconds=chance.randrange(1000))

        def plan(when, by, what, **how):
            if when < NOW:
                self.events.append((when, item["id"], by, what, how))

        if chance.random() < 0.3:
            plan(at + datetime.timedelta(seconds=chance.randrange(1, 60)), f"rule:{chance.choice(['questions', 'swear'])}", "label", label=chance.choice(["question", "complaint"]))
        if chance.random() < 0.1:
            plan(at + datetime.timedelta(seconds=chance.randrange(1, 60)), "rule:swear", "hide", outcome=chance.choice(["simulated", "done", "failed"]))
        if chance.random() < 0.3:
            plan(later(86400), chance.choice(["lea", "tom"]), "assign", who=chance.choice(["lea", "tom", "zoé"]))
        if chance.random() < 0.25:
            plan(later(86400), "lea", "label", sentiment=chance.choice(["positive", "neutral", "negative"]))
        if chance.random() < 0.07:
            when = later(20000)
            plan(when, "tom", "spam", outcome="done")
            if chance.random() < 0.3:
                plan(when + datetime.timedelta(hours=2), "lea", "unhide", outcome="done")
        if chance.random() < 0.08:
            when = later(40000)
            what = chance.choice(["hide", "mute", "like", "delete"])
            plan(when, "lea", what, outcome=chance.choice(["done", "done", "done", "failed", "unknown"]))
            if what != "delete" and chance.random() < 0.4:
                plan(when + datetime.timedelta(days=1), "tom", OPPOSITE[what], outcome="done")
        if chance.random() < 0.55:
            plan(later(5 * 86400), chance.choice(["lea", "lea", "tom", "rule:answers"]), "reply", outcome="done" if chance.random() < 0.93 else "failed")
        if chance.random() < 0.1:
            plan(later(9 * 86400), "tom", "reply", outcome="done")
        if chance.random() < 0.4:
            when = later(6 * 86400)
            plan(when, chance.choice(["lea", "tom"]), "done")
            if chance.random() < 0.2:
                plan(when + datetime.timedelta(hours=5), "tom", "reopen")
            if chance.random() < 0.1:
                plan(when + datetime.timedelta(hours=7), "inbox", "reopen")
        if chance.random() < 0.1:
            plan(later(4 * 86400), "tom", "unlabel", label=chance.choice(["question", "complaint"]))

    def after(self, now, what, how, when):
        """How it stands afterwards; nothing where nothing changes."""
        new = {**now, "labels": list(now["labels"]), "acts": list(now["acts"])}
        if how.get("outcome", "done") != "done":
            return new
        if what == "label" and "sentiment" in how:
            new["sentiment"] = how["sentiment"]
        elif what == "label":
            new["labels"] = sorted({*now["labels"], how["label"]})
        elif what == "unlabel":
            new["labels"] = [label for label in now["labels"] if label != how["label"]]
        elif what == "assign":
            new["assigned"] = how["who"]
        elif what == "reply":
            new["replies"] = [*now["replies"], f"r{when.timestamp()}"]
            new["answered"] = now["answered"] or iso(when)
            new["state"] = "pending"
        elif what in ("done", "reopen"):
            new["state"] = "done" if what == "done" else "open"
        elif what in OPPOSITE:
            new["acts"] = sorted({*now["acts"], what})
        elif what in OPPOSITE.values():
            new["acts"] = [act for act in now["acts"] if OPPOSITE.get(act) != what]
        return new

    def decisions(self):
        """Chained by hash, as lib/model/decision says."""
        previous = ""
        for when, item, by, what, how in sorted(self.events, key=lambda one: (one[0], one[1])):
            now = self.handling[item]
            new = self.after(now, what, how, when)
            changed = [key for key in now if now[key] != new[key]]
            outcome = how.get("outcome", "")
            if not changed and not outcome:
                continue
            self.handling[item] = new
            for step in (["intended"] if outcome not in ("", "simulated") else []) + [outcome]:
                last = step != "intended"
                one = {"id": new_id(when, self.chance), "at": iso(when).replace(".000Z", "Z"), "item": item, "by": by, "what": "label" if what == "unlabel" else what, "outcome": step, "why": "", "with": {},
                       "before": {key: now[key] for key in changed} if last else {}, "after": {key: new[key] for key in changed} if last else {}, "erased": False, "salt": f"{self.chance.getrandbits(128):032x}"}
                one["digest"] = sha256({key: one[key] for key in ("salt", "why", "with", "before", "after")})
                one["previous"] = previous
                one["hash"] = previous = sha256({key: one[key] for key in ("previous", "id", "at", "item", "by", "what", "outcome", "digest")})
                yield one

    def write(self):
        self.chatter()
        lines = {}
        for item in self.items:
            lines.setdefault(f"inbox/{item['account']}/{item['at'][:7]}.ndjson", []).append(line(item))
        for one in self.decisions():
            lines.setdefault(f"decisions/{one['at'][:7]}.ndjson", []).append(line(one))
        for name, content in lines.items():
            os.makedirs(os.path.dirname(f"{self.workspace}/{name}"), mode=0o700, exist_ok=True)
            with open(f"{self.workspace}/{name}", "w", encoding="utf-8") as file:
                file.writelines(content)


def fill(desk, seed):
    desk.env.update(clock(NOW))
    os.umask(0o077)  # what is in a workspace is the user's alone
    measured_desk.fill(desk, seed)
    with open(desk.workspace + "/settings.json", encoding="utf-8") as file:
        settings = json.load(file)
    measured_desk.write_json(desk.workspace + "/settings.json", {**settings, "business_hours": BUSINESS_HOURS})
    Talk(desk.workspace, seed).write()


def moment(text):
    """Milliseconds since 1970."""
    return None if text is None else round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def rows_of(desk, *words, text=None):
    done = desk.run(*words, text=text)
    assert done.returncode == 0, done.stderr
    return [json.loads(row) for row in done.stdout.splitlines()]


class Quantile:
    """percentile_cont, as SQL has it: between the two nearest, linearly."""

    def __init__(self):
        self.values, self.share = [], 0.5

    def step(self, value, share):
        self.share = share
        if value is not None:
            self.values.append(value)

    def finalize(self):
        values = sorted(self.values)
        if not values:
            return None
        place = self.share * (len(values) - 1)
        below = int(place)
        return values[below] + (values[min(below + 1, len(values) - 1)] - values[below]) * (place - below)


def database(desk):
    """item(…), label(item, label), decision(…), sound(item, label); times in milliseconds, days on the wall in Paris."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    base.create_aggregate("median", 1, Median)
    base.create_aggregate("quantile", 2, Quantile)
    base.execute("""CREATE TABLE item (id PRIMARY KEY, account, kind, at INTEGER, day, week, month, voice, name, handle, author_id, followers INTEGER, language, text, "on", gone, state, assigned,
                    answered INTEGER, spam, sentiment)""")
    base.execute("CREATE TABLE label (item, label)")
    base.execute('CREATE TABLE decision (line INTEGER PRIMARY KEY, id, at INTEGER, day, week, month, "by", what, outcome, item, before, after)')
    base.execute("CREATE TABLE sound (item PRIMARY KEY, label)")
    items = rows_of(desk, "report", "export", "items")
    for one in items:
        day = day_of(one["at"])
        unnamed = one["author_id"] == "forgotten" and not one["author_handle"] and not one["author"]
        base.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     (one["id"], one["account"], one["kind"], moment(one["at"]), day, week_of(day), day[:7], None if unnamed else one["author_id"] or one["author_handle"], one["author"] or one["author_handle"],
                      one["author_handle"], one["author_id"], one["followers"], one["language"], one["text"], one["on"], one["gone"], one["state"], one["assigned"], moment(one["answered"]),
                      "spam" in one["labels"] or "spam" in one["acts"], one["sentiment"]))
        base.executemany("INSERT INTO label VALUES (?, ?)", [(one["id"], label) for label in one["labels"]])
    for one in rows_of(desk, "report", "export", "decisions"):
        day = day_of(one["at"])
        base.execute('INSERT INTO decision (id, at, day, week, month, "by", what, outcome, item, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                     (one["id"], moment(one["at"]), day, week_of(day), day[:7], one["by"], one["what"], one["outcome"], one["item"], json.dumps(one["before"]), json.dumps(one["after"])))
    # What the classifier makes of a text is asked of the program itself: whether it judges well is measured elsewhere.
    texts = "".join(json.dumps({"id": one["id"], "text": one["text"]}) + "\n" for one in items if one["text"])
    for one in rows_of(desk, "moderate", "classify", "-", text=texts):
        if one["model"] == "sentiment" and one["label"]:
            base.execute("INSERT INTO sound VALUES (?, ?)", (one["id"], one["label"]))
    # Heard: neither a report about others' content nor spam; said of it: what a person said, else what the classifier finds.
    base.execute("""CREATE VIEW heard AS SELECT item.*, coalesce(sentiment, sound.label) AS said FROM item LEFT JOIN sound ON sound.item = item.id AND text <> ''
                    WHERE kind IN ('comment', 'reply', 'mention', 'review', 'message') AND NOT spam""")
    return base
