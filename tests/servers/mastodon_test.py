#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cmtool against servers with the Mastodon API: a stand-in in five dialects, and the API's description served by Prism.

No server of this kind can be installed from the distribution or npm. The stand-in answers as five real ones were seen to
do; Prism checks each request against the description in $CMTOOL_SHARED_SPECS (default: ../shared/specs beside the
repository), and that part is skipped where there is none.
"""
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import ROOT, SERVERS, Desk, Server, main  # noqa: E402

KILLED = int(os.environ.get("CMTOOL_TEST_KEYED", "200"))
SPECS = os.environ.get("CMTOOL_SHARED_SPECS") or os.path.join(ROOT, "..", "shared", "specs")


class StandIn(unittest.TestCase):
    dialect = "mastodon"

    def setUp(self):
        self.server = Server("mastodon_standin.py", "--dialect", self.dialect)
        self.addCleanup(self.server.stop)
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.desk.sign_in("mastodon", "fedi", self.server.url)

    def ok(self, *args, **options):
        done = self.desk.run(*args, **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def post(self, *args, **options):
        return self.ok("post", *args, "--to", "@fedi", **options)

    def made(self):
        return self.server.posts()

    def test_post_edit_and_delete(self):
        said = self.post("Ouverture à 10 h ce dimanche 🥐", "--language", "fr")
        made = self.made()[-1]
        self.assertEqual(made["text"], "Ouverture à 10 h ce dimanche 🥐")
        self.assertEqual(made["language"], "fr")
        self.assertIn(made["url"], said)
        number = self.desk.json("post", "list")[0]["id"]
        edited = self.desk.run("post", "edit", number, "Ouverture à 11 h")
        if self.dialect == "gotosocial":
            self.assertNotEqual(edited.returncode, 0, "this dialect cannot edit")
        else:
            self.assertEqual(edited.returncode, 0, edited.stderr)
            self.assertEqual(self.made()[-1]["text"], "Ouverture à 11 h")
        self.ok("post", "delete", number)
        self.assertTrue(self.made()[-1]["deleted"])
        self.assertIn(self.desk.run("post", "delete", number).returncode, (0, 5))

    def test_a_picture_arrives_with_its_alternative_text(self):
        self.post("Une image", "--media", self.desk.picture(), "--alt", "Un rectangle rouge")
        media = self.made()[-1]["media_attachments"]
        self.assertEqual([m["description"] for m in media], ["Un rectangle rouge"])

    def test_a_thread_holds_together(self):
        limit = 500 if self.dialect not in ("hollo", "gotosocial") else 5000
        self.post(" ".join(f"Phrase numéro {i} du fil." for i in range(limit // 15)), "--thread")
        parts = self.made()
        if len(parts) > 1:
            for before, part in zip(parts, parts[1:]):
                self.assertEqual(part["in_reply_to_id"].lower(), before["id"].lower())

    def test_the_same_key_posts_once(self):
        for _ in range(3):
            self.post("Une seule fois", "--key", "once")
        self.assertEqual(len(self.made()), 1)

    def test_a_revoked_token_is_sign_in_needed_and_a_stopped_server_is_later(self):
        self.server.set(revoked=True)
        self.assertEqual(self.desk.run("post", "Trop tard", "--to", "@fedi").returncode, 4)
        self.server.stop()
        self.assertEqual(self.desk.run("post", "Personne", "--to", "@fedi").returncode, 7)
        # The stand-in's posts cannot be asked for any more; that nothing went out is the server's own doing.


class Snac(StandIn):
    dialect = "snac"


class Hollo(StandIn):
    dialect = "hollo"


class GoToSocial(StandIn):
    dialect = "gotosocial"


class Ema(StandIn):
    dialect = "ema"


class Killed(StandIn):
    """With a server that keeps keys, and with one that ignores them."""

    def loop(self, share):
        rng = random.Random(13)
        wanted = [f"boucle {i}" for i in range(max(10, KILLED // share))]
        for text in wanted:
            args = ("post", text, "--to", "@fedi", "--key", text)
            for _ in range(60):
                child = self.desk.start(*args, stdout=subprocess.DEVNULL)
                if rng.random() < 0.4:
                    time.sleep(rng.uniform(0, 0.12))
                    child.kill()
                _, said = child.communicate(timeout=120)
                if child.returncode == 0:
                    break
                self.assertIn(child.returncode, (-signal.SIGKILL, 7, 8, 9), said)
            else:
                self.fail(f"never done: {said}")
        made = Counter(p["text"] for p in self.made())
        self.assertEqual({t: n for t, n in made.items() if n > 1}, {}, "doubled")
        self.assertEqual(sorted(set(wanted) - set(made)), [], "lost")

    def test_killed_at_random_under_a_loop_of_keyed_posts_all_are_there_once(self):
        self.loop(1)


class KilledWithoutKeys(Killed):
    dialect = "gotosocial"

    def test_killed_at_random_under_a_loop_of_keyed_posts_all_are_there_once(self):
        self.loop(4)


def about_one_thing(case):
    """Leaves out what the case has from StandIn."""
    for name in dir(StandIn):
        if name.startswith("test_"):
            setattr(case, name, None)


about_one_thing(Killed)
about_one_thing(KilledWithoutKeys)


@unittest.skipUnless(os.path.isfile(os.path.join(SPECS, "openapi", "mastodon.json")), f"there are no API descriptions in {SPECS}")
@unittest.skipUnless(shutil.which("npm") and shutil.which("node"), "npm is missing; run scripts/setup --servers")
class Prism(unittest.TestCase):
    """Each request that cmtool makes is one that the description allows."""

    @classmethod
    def setUpClass(cls):
        modules = subprocess.run([os.path.join(SERVERS, "fetch"), "prism", os.path.join(SERVERS, "prism")], stdout=subprocess.PIPE, text=True, check=True)
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.close)
        ports = subprocess.run([os.path.join(SERVERS, "free_port"), "2"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        cls.log = cls.desk.path("requests.ndjson")
        cls.child = subprocess.Popen(["node", os.path.join(SPECS, "tools", "prismd.js"), "--log", cls.log, f"mastodon={SPECS}/openapi/mastodon.json@{ports[0]}",
                                      f"bluesky={SPECS}/openapi/bluesky.json@{ports[1]}"],
                                     env={**os.environ, "PRISM_MODULES": modules.stdout.strip() + "/node_modules"}, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        cls.addClassCleanup(cls.stop)
        for line in cls.child.stdout:
            if line.startswith("ready"):
                break
        else:
            raise RuntimeError("Prism did not come up")
        cls.urls = {"mastodon": f"http://127.0.0.1:{ports[0]}", "bluesky": f"http://127.0.0.1:{ports[1]}"}

    @classmethod
    def stop(cls):
        cls.child.kill()
        cls.child.wait()
        cls.child.stdout.close()

    def requests(self, api):
        with open(self.log, encoding="utf-8") as file:
            return [r for r in map(json.loads, file) if r["api"] == api]

    def within_the_contract(self, api, wanted):
        seen = self.requests(api)
        # The description has no /instance, which every server has.
        wrong = [f"{r['method']} {r['url']}: {r['violations']}" for r in seen if r["violations"] and not r["url"].endswith("/instance")]
        self.assertEqual(wrong, [])
        for method, pattern in wanted:
            self.assertTrue(any(r["method"] == method and re.search(pattern, r["url"]) for r in seen), f"no {method} {pattern} among {[r['url'] for r in seen]}")

    def test_mastodon(self):
        with Desk() as desk:
            desk.run("init")
            added = desk.run("account", "add", "mastodon", "fedi", "--server", self.urls["mastodon"], "--token-stdin", text="token\n")
            self.assertEqual(added.returncode, 0, added.stderr)
            desk.run("post", "Bonjour https://example.com #essai", "--to", "@fedi", "--language", "fr", "--visibility", "unlisted")
            desk.run("post", "Une image", "--to", "@fedi", "--media", desk.picture(), "--alt", "Un rectangle rouge")
            desk.run("post", "Un sondage", "--to", "@fedi", "--poll", "Oui|Non", "--poll-ends", "+1d", "--warning", "Question")
        self.within_the_contract("mastodon", [("GET", "/api/v1/accounts/verify_credentials"), ("POST", "/api/v1/statuses$"), ("POST", "/api/v2/media")])

    def test_bluesky(self):
        with Desk() as desk:
            desk.run("init")
            desk.run("account", "add", "bluesky", "a", "--server", self.urls["bluesky"], "--handle", "alice.test", "--token-stdin", text="password\n")
            desk.run("post", "Bonjour https://example.com #essai", "--to", "@a")
        self.within_the_contract("bluesky", [("POST", "com.atproto.server.createSession")])


if __name__ == "__main__":
    main()
