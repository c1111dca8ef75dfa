#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cmtool against servers with the Mastodon API: a stand-in in five dialects, and the API's description served by Prism.

No server of this kind can be installed from the distribution or npm. The stand-in answers as five real ones were seen to
do; Prism checks each request against the description in $CMTOOL_SHARED_SPECS (default: ../shared/specs beside the
repository), and that part is skipped where there is none.
"""
import datetime
import glob
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
import urllib.request
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import FAKETIME, ROOT, SERVERS, Desk, Server, clock, main  # noqa: E402

KILLED = int(os.environ.get("CMTOOL_TEST_KEYED", "200"))
UTC = datetime.timezone.utc
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

    def test_numbers_are_collected_of_posts_and_accounts_also_of_others(self):
        for number in range(3):
            self.post(f"Bonjour {number}")
        self.server.set(likes=7, followers=218)
        [row] = self.desk.json("report", "collect", "@fedi")
        self.assertEqual((row["posts"], row["due"]), (3, 3))
        asked = len(self.server.log())
        self.assertEqual(self.desk.json("report", "collect", "@fedi")[0]["posts"], 0)
        self.assertEqual(len(self.server.log()), asked, "nothing is asked when nothing is due")
        self.server.set(likes=5)  # taken back: kept as it came
        self.ok("report", "collect", "@fedi", "--all")
        samples = []
        for name in sorted(glob.glob(os.path.join(self.desk.workspace, "samples", "*.ndjson"))):
            with open(name, encoding="utf-8") as file:
                samples += [json.loads(line) for line in file]
        self.assertEqual(Counter(s["value"] for s in samples if s["metric"] == "likes"), {7: 3, 5: 4})  # then with the one that was there before
        self.assertEqual([s["value"] for s in samples if s["metric"] == "followers"], [218, 218])
        self.ok("account", "add", "mastodon", "rival", "--server", self.server.url, "--handle", "atelier", "--follow-only")
        self.assertGreaterEqual(self.desk.json("report", "collect", "@rival")[0]["samples"], 3)
        self.assertEqual(self.desk.run("post", "--to", "@rival", "Bonjour").returncode, 6)
        self.ok("post", "--to", "@all", "Bonjour à tous")  # one's own accounts

    def test_a_post_from_another_app_is_found_once_measured_and_counted(self):
        self.post("Par cmtool")
        request = urllib.request.Request(self.server.url + "/api/v1/statuses", json.dumps({"status": "Depuis le téléphone"}).encode(), {"Authorization": "Bearer stand-in-token", "Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=10).close()
        time.sleep(1.1)  # the stand-in's clock may be a little ahead of ours
        # With the one that the stand-in has had for a month.
        self.assertEqual([row["found"] for row in self.desk.json("report", "collect", "@fedi")], [2])
        self.assertEqual([row["found"] for row in self.desk.json("report", "collect", "@fedi", "--all")], [0])
        rows = self.desk.json("report", "posts", "--from", "2020-01-01")
        self.assertEqual(Counter((row["text"], row["found"]) for row in rows), {("Par cmtool", False): 1, ("Depuis le téléphone", True): 1, ("An older post", True): 1})
        self.assertTrue(all(row["likes"] is not None for row in rows), "they are measured from then on")

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


class Native(StandIn):
    """What the server itself publishes at its time."""

    def add(self, text, at="+20m", *more, code=0):
        done = self.desk.run("schedule", "add", text, "--to", "@fedi", "--at", at, "--native", *more)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout.strip()

    def kept(self):
        """What the server has on its schedule."""
        done = self.desk.run("api", "@fedi", "GET", "/api/v1/scheduled_statuses")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def row(self, number):
        return self.desk.json("schedule", "show", number)

    def later(self, minutes):
        """The environment of a moment to come; the server's clock goes along."""
        self.server.set(ahead=minutes * 60)
        return clock(datetime.datetime.now(UTC) + datetime.timedelta(minutes=minutes))

    def test_kept_there_moved_changed_and_taken_off(self):
        number = self.add("Ouverture à dix heures")
        [kept] = self.kept()
        self.assertEqual(kept["params"]["text"], "Ouverture à dix heures")
        self.assertEqual(self.row(number)["native"], "kept")
        self.assertIn("kept", self.ok("schedule", "list"))
        self.ok("schedule", "move", number, "+1h")
        [moved] = self.kept()
        self.assertEqual(moved["id"], kept["id"], "moved in place")
        self.assertEqual(moved["scheduled_at"][:19], self.row(number)["due"][:19])
        self.ok("schedule", "edit", number, "Ouverture à onze heures")
        [changed] = self.kept()
        self.assertEqual(changed["params"]["text"], "Ouverture à onze heures")
        self.assertEqual(changed["scheduled_at"][:19], self.row(number)["due"][:19])
        self.ok("schedule", "pause")
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.row(number)["native"], "wanted")
        self.ok("schedule", "resume")
        self.assertEqual(len(self.kept()), 1)
        self.ok("schedule", "cancel", number)
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.row(number)["state"], "cancelled")
        self.assertEqual(self.made(), [])

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_published_there_and_read_back(self):
        number = self.add("Joyeux Noël", "+20m", "--media", self.desk.picture(), "--alt", "Un rectangle rouge")
        self.assertEqual(self.desk.run("schedule", "run").returncode, 0)
        self.assertEqual(self.made(), [])
        env = self.later(23)
        done = self.desk.run("schedule", "run", env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        [made] = self.made()
        self.assertEqual((made["text"], len(made["media_attachments"])), ("Joyeux Noël", 1))
        row = self.row(number)
        self.assertEqual((row["state"], row["native"], row["url"]), ("sent", "published", made["url"]))
        self.assertEqual(self.desk.run("schedule", "cancel", number).returncode, 6)

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_moved_in_its_last_minutes_it_does_not_go_out_at_its_old_time(self):
        number = self.add("Presque parti", "+20m")
        [before] = self.kept()
        env = self.later(17)
        done = self.desk.run("schedule", "move", number, "+1h", env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        [after] = self.kept()
        self.assertNotEqual(before["id"], after["id"], "the server has queued it, so it was taken back")
        self.desk.run("schedule", "run", env=self.later(25))
        self.assertEqual(self.made(), [])
        self.assertEqual(self.desk.run("schedule", "run", env=self.later(85)).returncode, 0)
        self.assertEqual(len(self.made()), 1)

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_removed_there_is_never_sent_from_here(self):
        number = self.add("Retirée là-bas")
        done = self.desk.run("api", "@fedi", "DELETE", f"/api/v1/scheduled_statuses/{self.kept()[0]['id']}")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.desk.run("schedule", "run", env=self.later(25))
        self.assertEqual(done.returncode, 8, done.stderr)
        self.assertEqual(self.row(number)["state"], "unknown")
        self.assertEqual(self.made(), [])

    def test_a_server_that_publishes_at_once_is_told_of(self):
        self.server.set(hasty=True)
        done = self.desk.run("schedule", "add", "Trop tôt", "--to", "@fedi", "--at", "+20m", "--native")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("AT ONCE", done.stderr)
        self.assertEqual(len(self.made()), 1)
        self.assertEqual(self.row(done.stdout.strip())["state"], "sent")

    def test_what_cannot_be_kept_is_refused_and_nothing_is_recorded(self):
        self.add("Trop proche", "+5m", code=6)
        self.add("Un fil", "+20m", "--first-comment", "Et voilà", code=6)
        self.add("Toujours", "+20m", "--every", "daily", code=2)
        self.assertEqual(self.desk.json("schedule", "list"), [])
        for dialect in ("hollo", "gotosocial", "snac", "ema"):
            with self.subTest(dialect=dialect), Server("mastodon_standin.py", "--dialect", dialect) as other, Desk() as desk:
                desk.sign_in("mastodon", "fedi", other.url)
                done = desk.run("schedule", "add", "Trop tôt", "--to", "@fedi", "--at", "+20m", "--native")
                self.assertEqual(done.returncode, 6, done.stderr)
                self.assertEqual(other.posts(), [])
                self.assertEqual(desk.json("schedule", "list"), [])

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_killed_at_random_each_is_published_once_there_or_from_here(self):
        rng = random.Random(17)
        self.server.set(delay=0.02)
        wanted = [f"gardé {i}" for i in range(max(6, KILLED // 20))]

        def until_done(*args, codes=(0,)):
            for _ in range(60):
                child = self.desk.start(*args, stdout=subprocess.PIPE)
                if rng.random() < 0.5:
                    time.sleep(rng.uniform(0.02, 0.3))
                    child.kill()
                out, said = child.communicate(timeout=120)
                if child.returncode in codes:
                    return out.decode().strip()
                self.assertIn(child.returncode, (-signal.SIGKILL, 1, 6, 7, 8, 9), said)
                self.desk.run("schedule", "run")
            self.fail(f"never done: {said}")

        numbers = [until_done("schedule", "add", text, "--to", "@fedi", "--at", f"+{20 + i}m", "--native", "--key", text) for i, text in enumerate(wanted)]
        for number in numbers[::2]:
            until_done("schedule", "move", number, "+90m")
        for number in numbers[1::4]:
            until_done("schedule", "edit", number, "changé " + number)
        cancelled = numbers[::5]
        for number in cancelled:
            until_done("schedule", "cancel", number)
        self.server.set(delay=0)
        for minutes in range(15, 240, 15):
            self.desk.run("schedule", "run", env=self.later(minutes))
        made = Counter(p["text"] for p in self.made())
        self.assertEqual({t: n for t, n in made.items() if n > 1}, {}, "doubled")
        expected = ["changé " + number if i % 4 == 1 else text for i, (text, number) in enumerate(zip(wanted, numbers)) if number not in cancelled]
        self.assertEqual(sorted(made), sorted(expected))
        self.assertEqual(self.kept(), [])
        self.ok("workspace", "check")


def about_one_thing(case):
    """Leaves out what the case has from StandIn."""
    for name in dir(StandIn):
        if name.startswith("test_"):
            setattr(case, name, None)


about_one_thing(Killed)
about_one_thing(KilledWithoutKeys)
about_one_thing(Native)


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
            # The description's example of an answer is a post that is out, which cmtool must tell.
            done = desk.run("schedule", "add", "Plus tard", "--to", "@fedi", "--at", "+1h", "--native")
            self.assertIn("AT ONCE", done.stderr)
        self.within_the_contract("mastodon", [("GET", "/api/v1/accounts/verify_credentials"), ("POST", "/api/v1/statuses$"), ("POST", "/api/v2/media"),
                                              ("GET", "/api/v1/scheduled_statuses")])

    def test_bluesky(self):
        with Desk() as desk:
            desk.run("init")
            desk.run("account", "add", "bluesky", "a", "--server", self.urls["bluesky"], "--handle", "alice.test", "--token-stdin", text="password\n")
            desk.run("post", "Bonjour https://example.com #essai", "--to", "@a")
        self.within_the_contract("bluesky", [("POST", "com.atproto.server.createSession")])


if __name__ == "__main__":
    main()
