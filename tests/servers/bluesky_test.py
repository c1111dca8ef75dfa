#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cmtool against a real Bluesky PDS and AppView on loopback: sign in, post, thread, card, pictures, edit, delete, trouble."""
import datetime
import os
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, ask, main, up  # noqa: E402

KILLED = int(os.environ.get("CMTOOL_TEST_KEYED", "200"))


class Bluesky(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.net, down = up("bluesky", "--network")
        cls.addClassCleanup(down)
        cls.url, cls.did = cls.net["BLUESKY_URL"], cls.net["BLUESKY_ALICE_DID"]
        cls.access = ask(cls.url + "/xrpc/com.atproto.server.createSession", {"identifier": "alice.test", "password": "alicepw123"})["accessJwt"]
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.desk.run("init")
        cls.sign_in(cls.desk, cls.net["BLUESKY_ALICE_PASSWORD"])

    @classmethod
    def sign_in(cls, desk, password):
        done = desk.run("account", "add", "bluesky", "alice", "--server", cls.url, "--handle", "alice.test", "--token-stdin", text=password + "\n")
        if done.returncode != 0:
            raise AssertionError(f"sign-in: {done.returncode} {done.stderr}")

    def call(self, method, **query):
        words = "&".join(f"{key}={value}" for key, value in query.items())
        return ask(f"{self.url}/xrpc/{method}?{words}", headers={"authorization": "Bearer " + self.access})

    def records(self, limit=100):
        return self.call("com.atproto.repo.listRecords", repo=self.did, collection="app.bsky.feed.post", limit=limit)["records"]

    def newest(self):
        return self.records(1)[0]

    def post(self, *args, **options):
        done = self.desk.run("post", *args, "--to", "@alice", **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def in_the_view(self, uri, seconds=20):
        """The post as the AppView shows it, once it has it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                return self.call("app.bsky.feed.getPostThread", uri=uri)["thread"]
            except AssertionError:
                time.sleep(0.3)
        self.fail(f"{uri} never came into the view")

    def facets(self, record):
        text = record["value"]["text"].encode()
        return {(f["features"][0]["$type"].split("#")[1], text[f["index"]["byteStart"]:f["index"]["byteEnd"]].decode()): f["features"][0]
                for f in record["value"].get("facets", [])}

    def test_the_account_is_listed_and_in_order(self):
        self.assertIn("alice", [a["account"].lstrip("@") for a in self.desk.json("account", "list")])
        self.assertEqual(self.desk.run("account", "check", "@alice").returncode, 0)

    def test_a_text_is_posted_and_seen_in_the_view(self):
        said = self.post("Ouverture à 10 h ce dimanche 🥐", "--language", "fr")
        made = self.newest()
        self.assertEqual(made["value"]["text"], "Ouverture à 10 h ce dimanche 🥐")
        self.assertEqual(made["value"]["langs"], ["fr"])
        self.assertIn(made["uri"].rsplit("/", 1)[1], said)
        self.assertEqual(self.in_the_view(made["uri"])["post"]["record"]["text"], made["value"]["text"])

    def test_links_mentions_and_hashtags_are_marked_by_bytes(self):
        self.post("Été 🌞 avec @bob.test : https://example.com/été #vacances")
        marks = self.facets(self.newest())
        self.assertEqual(marks[("mention", "@bob.test")]["did"], self.net["BLUESKY_BOB_DID"])
        self.assertEqual(marks[("tag", "#vacances")]["tag"], "vacances")
        self.assertIn("link", [kind for kind, _ in marks])

    def test_pictures_arrive_with_alternative_text_and_proportions(self):
        self.post("Deux images", "--media", self.desk.picture("a.png", 64, 48), "--alt", "Un rectangle rouge",
                  "--media", self.desk.picture("b.png", 30, 60, (0, 90, 200)), "--alt", "Un rectangle bleu")
        images = self.newest()["value"]["embed"]["images"]
        self.assertEqual([i["alt"] for i in images], ["Un rectangle rouge", "Un rectangle bleu"])
        self.assertEqual([(i["aspectRatio"]["width"], i["aspectRatio"]["height"]) for i in images], [(64, 48), (30, 60)])
        seen = self.in_the_view(self.newest()["uri"])["post"]["embed"]["images"]
        self.assertEqual(len(seen), 2)

    def test_a_thread_holds_together(self):
        text = "\n\n".join(f"Partie {i}. " + "Des mots qui remplissent la page. " * 6 for i in range(1, 5))
        self.post(text, "--thread")
        self.assertGreater(len(text), 300)
        parts = []
        for record in self.records(20):
            parts.insert(0, record)
            if "reply" not in record["value"]:
                break
        self.assertGreaterEqual(len(parts), 3)
        root = parts[0]
        for before, part in zip(parts, parts[1:]):
            self.assertEqual(part["value"]["reply"]["root"]["uri"], root["uri"])
            self.assertEqual(part["value"]["reply"]["parent"]["uri"], before["uri"])
            self.assertEqual(part["value"]["reply"]["parent"]["cid"], before["cid"])
        self.in_the_view(parts[-1]["uri"])

    def test_a_link_becomes_a_card(self):
        self.post("Lisez ceci", "--link", "https://example.com/article")
        embed = self.newest()["value"].get("embed", {})
        self.assertEqual(embed.get("$type"), "app.bsky.embed.external", embed)
        self.assertEqual(embed["external"]["uri"], "https://example.com/article")

    def test_a_reply_finds_its_root(self):
        self.post("La racine")
        root = self.newest()
        self.in_the_view(root["uri"])
        self.post("La réponse", "--reply-to", root["uri"])
        self.assertEqual(self.newest()["value"]["reply"]["parent"], {"uri": root["uri"], "cid": root["cid"]})

    def test_a_post_is_deleted_and_deleting_twice_is_harmless(self):
        self.post("À effacer", "--key", "erase")
        uri = self.newest()["uri"]
        number = max(self.desk.json("post", "list"), key=lambda p: p["id"])["id"]
        done = self.desk.run("post", "delete", number)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(uri, [r["uri"] for r in self.records()])
        self.assertIn(self.desk.run("post", "delete", number).returncode, (0, 5))

    def test_an_edit_changes_the_record_or_is_refused_plainly(self):
        self.post("Avant")
        uri = self.newest()["uri"]
        number = max(self.desk.json("post", "list"), key=lambda p: p["id"])["id"]
        done = self.desk.run("post", "edit", number, "Après")
        if done.returncode == 0:
            self.assertEqual(next(r for r in self.records() if r["uri"] == uri)["value"]["text"], "Après")
        else:
            self.assertEqual(done.returncode, 6, done.stderr)

    def test_too_long_is_refused_before_anything_is_sent(self):
        before = len(self.records())
        done = self.desk.run("post", "é" * 301, "--to", "@alice")
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("301", done.stderr)
        self.assertEqual(len(self.records()), before)

    def test_an_app_password_revoked_in_between_is_sign_in_needed(self):
        bearer = {"authorization": "Bearer " + self.access}
        made = ask(self.url + "/xrpc/com.atproto.server.createAppPassword", {"name": "to be revoked"}, bearer)
        with Desk() as desk:
            desk.run("init")
            self.sign_in(desk, made["password"])
            ask(self.url + "/xrpc/com.atproto.server.revokeAppPassword", {"name": "to be revoked"}, bearer)
            # The access token stays good for its two hours; the session it came from is gone.
            done = desk.run("account", "refresh", "@alice")
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("hint:", done.stderr)

    def test_killed_at_random_under_a_loop_of_keyed_posts_all_are_there_once(self):
        rng = random.Random(5)
        for i in range(KILLED):
            args = ("post", f"boucle {i}", "--to", "@alice", "--key", f"loop-{i}")
            for _ in range(50):
                child = self.desk.start(*args, stdout=subprocess.DEVNULL)
                if rng.random() < 0.4:
                    time.sleep(rng.uniform(0, 0.15))
                    child.kill()
                _, said = child.communicate(timeout=120)
                if child.returncode == 0:
                    break
                self.assertIn(child.returncode, (-signal.SIGKILL, 7, 8, 9), said)
            else:
                self.fail(f"never done: {said}")
        found, cursor = [], ""
        while True:
            page = self.call("com.atproto.repo.listRecords", repo=self.did, collection="app.bsky.feed.post", limit=100, **({"cursor": cursor} if cursor else {}))
            found += [r["value"]["text"] for r in page["records"] if r["value"]["text"].startswith("boucle ")]
            cursor = page.get("cursor")
            if not cursor or not page["records"]:
                break
        self.assertEqual(len(found), KILLED)
        self.assertEqual(len(set(found)), KILLED)
        self.assertEqual(self.desk.run("workspace", "check").returncode, 0)

    # --- the inbox

    def bob(self, method, body):
        if not hasattr(Bluesky, "bobs"):
            Bluesky.bobs = ask(self.url + "/xrpc/com.atproto.server.createSession", {"identifier": "bob.test", "password": "bobpw123"})
        return ask(f"{self.url}/xrpc/{method}", body, {"authorization": "Bearer " + Bluesky.bobs["accessJwt"]})

    def bob_replies(self, root, parent, text):
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
                  "reply": {"root": {"uri": root["uri"], "cid": root["cid"]}, "parent": {"uri": parent["uri"], "cid": parent["cid"]}}}
        made = self.bob("com.atproto.repo.createRecord", {"repo": self.net["BLUESKY_BOB_DID"], "collection": "app.bsky.feed.post", "record": record})
        self.in_the_view(made["uri"])
        return made

    def item(self, text, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            done = self.desk.run("moderate", "fetch", "@alice")
            self.assertEqual(done.returncode, 0, done.stderr)
            found = [i for i in self.desk.json("moderate", "list", "--state", "all") if i["text"] == text]
            if found:
                self.assertEqual(len(found), 1, found)
                return found[0]
            time.sleep(0.5)
        self.fail(f"{text!r} never came into the inbox")

    def act(self, *words, code=0):
        done = self.desk.run("moderate", *words)
        self.assertEqual(done.returncode, code, f"{words}: {done.stdout}{done.stderr}")

    def collection(self, name):
        return self.call("com.atproto.repo.listRecords", repo=self.did, collection=name, limit=100)["records"]

    def test_a_reply_is_read_once_answered_liked_hidden_and_its_author_kept_away(self):
        self.post("Une question pour tous")
        root = self.newest()
        self.in_the_view(root["uri"])
        said = self.bob_replies(root, root, "Ouvert dimanche ?")
        item = self.item("Ouvert dimanche ?")
        self.assertEqual((item["kind"], item["author_id"], item["remote_id"]), ("reply", self.net["BLUESKY_BOB_DID"], said["uri"]))
        for _ in range(2):
            self.act("reply", item["id"], "Oui, à dix heures")
        answers = [r for r in self.records() if r["value"].get("reply", {}).get("parent", {}).get("uri") == said["uri"]]
        self.assertEqual(len(answers), 1)
        for _ in range(2):
            self.act("like", item["id"])
        self.assertEqual([r["value"]["subject"]["uri"] for r in self.collection("app.bsky.feed.like")], [said["uri"]])
        self.act("unlike", item["id"])
        self.assertEqual(self.collection("app.bsky.feed.like"), [])
        self.act("hide", item["id"], "--why", "hors sujet")
        gates = [r for r in self.collection("app.bsky.feed.threadgate") if r["value"]["post"] == root["uri"]]
        self.assertEqual(gates[0]["value"]["hiddenReplies"], [said["uri"]])
        self.act("unhide", item["id"])
        self.act("mute", item["id"])
        self.act("unmute", item["id"])
        self.act("report", item["id"], "--why", "essai")
        self.in_the_view(answers[0]["uri"])
        self.bob_replies(root, answers[0], "Merci !")
        self.item("Merci !")
        self.assertEqual(self.desk.json("moderate", "show", item["id"])["state"], "open", "their answer opens it again")
        self.act("block", item["id"])
        self.assertEqual([r["value"]["subject"] for r in self.collection("app.bsky.graph.block")], [self.net["BLUESKY_BOB_DID"]])
        self.act("unblock", item["id"])
        self.assertEqual(self.collection("app.bsky.graph.block"), [])
        self.act("delete", item["id"], code=6)

    def test_a_post_from_the_app_is_found_once_and_counted(self):
        record = {"$type": "app.bsky.feed.post", "text": "Depuis l'application", "createdAt": datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z"), "langs": ["fr"]}
        made = ask(f"{self.url}/xrpc/com.atproto.repo.createRecord", {"repo": self.did, "collection": "app.bsky.feed.post", "record": record}, {"authorization": "Bearer " + self.access})
        self.post("Par cmtool, à côté")
        self.in_the_view(made["uri"])
        self.desk.json("report", "collect", "@alice")
        self.assertEqual([row["found"] for row in self.desk.json("report", "collect", "@alice", "--all")], [0])
        rows = self.desk.json("report", "posts", "--top", "0")
        self.assertEqual(len([row for row in rows if row["remote_id"] == made["uri"]]), 1)
        ids = [row["remote_id"] for row in rows]
        self.assertEqual(len(ids), len(set(ids)), "no post is counted twice")

    def test_zz_a_server_that_is_stopped_is_later(self):
        subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), "stop_groups"), self.net["BLUESKY_FOLDER"] + "/run"], check=True)
        self.assertEqual(self.desk.run("post", "Personne", "--to", "@alice", "--key", "nobody").returncode, 7)


if __name__ == "__main__":
    main()
