#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The schedule as cron runs it: the real program at clocks that are moved, copies that are killed, hooks that fail."""
import datetime
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import FAKETIME, Desk, Server, clock, main  # noqa: E402

UTC = datetime.timezone.utc


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Schedule(unittest.TestCase):
    def site(self, desk, zone="UTC"):
        done = desk.run("init", "--zone", zone, "--lang", "en")
        self.assertEqual(done.returncode, 0, done.stderr)

    def sent(self, desk, **options):
        return [(row["text"], row["at"]) for row in desk.json("post", "list", "--limit", "0", "--state", "sent", **options)]

    def test_under_cron_it_is_silent_when_all_is_well_and_says_what_is_not(self):
        with Desk() as desk:
            self.site(desk)
            done = desk.run("-q", "schedule", "run")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            desk.run("schedule", "add", "--to", "@site", "--at", "+1s", "well")
            time.sleep(1.2)
            done = desk.run("-q", "schedule", "run")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            self.assertEqual([text for text, _ in self.sent(desk)], ["well"])
            desk.run("schedule", "add", "--to", "@site", "--at", "+1s", "--max-late", "0s", "too late")
            time.sleep(2.2)
            done = desk.run("-q", "schedule", "run")
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("not sent any more", done.stderr)
            self.assertIn("1 expired", done.stderr)
            self.assertEqual([text for text, _ in self.sent(desk)], ["well"])

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_across_both_clock_changes_each_post_goes_out_once_at_its_written_time(self):
        changes = {"Europe/Paris": ("2026-03-28T23:50:00Z", "2026-10-24T23:50:00Z"), "America/Montreal": ("2026-03-08T05:50:00Z", "2026-11-01T04:50:00Z"),
                   "Australia/Lord_Howe": ("2026-10-03T14:20:00Z", "2026-04-04T13:50:00Z")}
        for zone, begins in changes.items():
            for begin in begins:
                with self.subTest(zone=zone, begin=begin), Desk() as desk:
                    now = moment(begin)
                    done = desk.run("init", "--zone", zone, "--lang", "en", env=clock(now))
                    self.assertEqual(done.returncode, 0, done.stderr)
                    # A queue of texts, each with a time on the wall of that night; those of which there are two or none say which is meant.
                    wanted = []
                    wall = now.astimezone(UTC)
                    for step in range(1, 14):
                        at = wall + datetime.timedelta(minutes=20 * step)
                        text = f"post {step}"
                        done = desk.run("schedule", "add", "--to", "@site", "--at", at.strftime("%Y-%m-%dT%H:%M:00Z"), text, env=clock(now))
                        self.assertEqual(done.returncode, 0, done.stderr)
                        wanted.append((text, at))
                    done = desk.run("schedule", "add", "--to", "@site", "--every", "FREQ=HOURLY", "--until", "+5h", "hourly", env=clock(now))
                    self.assertEqual(done.returncode, 0, done.stderr)
                    for _ in range(5 * 60):
                        now += datetime.timedelta(minutes=1)
                        done = desk.run("-q", "schedule", "run", env=clock(now))
                        self.assertEqual((done.returncode, done.stderr), (0, ""), now)
                    sent = self.sent(desk, env=clock(now))
                    once = sorted((text, moment(at).replace(second=0, microsecond=0)) for text, at in sent if text != "hourly")
                    self.assertEqual(once, sorted(wanted))
                    hours = sorted(moment(at) for text, at in sent if text == "hourly")
                    # By the wall every hour: one is left out or stands for two where the clocks change, and none comes twice.
                    self.assertEqual(len(hours), len(set(hours)))
                    self.assertIn(len(hours), (4, 5, 6))

    @unittest.skipUnless(FAKETIME, "faketime is not installed")
    def test_a_clock_that_jumps_sends_nothing_twice_and_loses_nothing(self):
        with Desk() as desk:
            now = moment("2026-11-26T09:00:00Z")
            self.assertEqual(desk.run("init", "--zone", "UTC", env=clock(now)).returncode, 0)
            for hour in (10, 34, 58):
                at = (now + datetime.timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%M:00Z")
                desk.run("schedule", "add", "--to", "@site", "--at", at, f"in {hour} h", env=clock(now))
            for hours in (10, 10 - 24, 34, 34 + 24 - 24, 10, 58, 10 * 365 * 24, 58):
                desk.run("-q", "schedule", "run", env=clock(now + datetime.timedelta(hours=hours, minutes=1)))
            sent = [text for text, _ in self.sent(desk, env=clock(now + datetime.timedelta(hours=60)))]
            self.assertEqual(sorted(sent), ["in 10 h", "in 34 h", "in 58 h"])

    def test_eight_runs_at_once_of_which_some_are_killed_send_each_post_once(self):
        count = int(os.environ.get("CMTOOL_SCHEDULE_POSTS", "60"))
        rounds = int(os.environ.get("CMTOOL_SCHEDULE_ROUNDS", "6"))
        chance = random.Random(7)
        server = Server("bluesky_standin.py")
        with Desk() as desk:
            try:
                desk.sign_in("bluesky", "a", server.url)
                # Not an account's pace but the races are looked at here.
                settings = json.load(open(desk.path("workspace/settings.json"), encoding="utf-8"))
                settings["pace"] = "0s"
                with open(desk.path("workspace/settings.json"), "w", encoding="utf-8") as file:
                    json.dump(settings, file)
                lines = "".join(json.dumps({"at": "+1s", "text": f"post {i}", "to": "@a"}) + "\n" for i in range(count))
                with open(desk.path("rows.ndjson"), "w", encoding="utf-8") as file:
                    file.write(lines)
                done = desk.run("-q", "schedule", "import", desk.path("rows.ndjson"))
                self.assertEqual(done.returncode, 0, done.stderr)
                time.sleep(1.2)
                share = str(-(-count * 5 // (rounds * 4)))  # so that there is work left for each round
                for _ in range(rounds):
                    runs = [desk.start("-q", "schedule", "run", "--limit", share, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(8)]
                    time.sleep(chance.uniform(0.02, 0.4))
                    for run in runs:
                        if chance.random() < 0.2:
                            run.send_signal(signal.SIGKILL)
                    for run in runs:
                        run.wait(timeout=120)
                deadline = time.monotonic() + 240
                while time.monotonic() < deadline:
                    desk.run("-q", "schedule", "run")
                    states = [row["state"] for row in desk.json("post", "list", "--limit", "0")]
                    if set(states) == {"sent"}:
                        break
                    time.sleep(1)
                self.assertEqual(set(states), {"sent"})
                made = sorted(post["text"] for post in server.posts())
                self.assertEqual(made, sorted(f"post {i}" for i in range(count)))
            finally:
                server.stop()

    def test_a_service_stops_between_two_requests_when_it_is_told_to(self):
        with Desk() as desk:
            self.site(desk)
            desk.run("schedule", "add", "--to", "@site", "--at", "+2s", "from the service")
            service = desk.start("schedule", "run", "--watch", "--every", "1s")
            deadline = time.monotonic() + 20
            while time.monotonic() < deadline and not self.sent(desk):
                time.sleep(0.2)
            service.send_signal(signal.SIGTERM)
            out, err = service.communicate(timeout=20)
            self.assertEqual(service.returncode, 0, err)
            self.assertIn(b"from the service", out)

    def test_a_hook_hears_of_it_and_one_that_fails_touches_no_post(self):
        with Desk() as desk:
            self.site(desk)
            os.makedirs(desk.path("workspace/hooks"), exist_ok=True)

            def hook(name, script):
                path = desk.path(f"workspace/hooks/{name}")
                with open(path, "w", encoding="utf-8") as file:
                    file.write("#!/bin/sh\n" + script)
                os.chmod(path, 0o700)
            hook("published", f"cat > {desk.path('heard.json')}\nexit 3\n")
            hook("publishing", """sed 's/.*//;$a {"text":"shortened"}'\n""")
            desk.run("schedule", "add", "--to", "@site", "--at", "+1s", "long")
            time.sleep(1.2)
            done = desk.run("schedule", "run")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("the hook published ended with exit code 3", done.stderr)
            self.assertEqual([text for text, _ in self.sent(desk)], ["shortened"])
            heard = json.load(open(desk.path("heard.json"), encoding="utf-8"))
            self.assertEqual((heard["event"], heard["account"], heard["text"]), ("published", "@site", "shortened"))

            hook("publishing", "exit 1\n")
            desk.run("schedule", "add", "--to", "@site", "--at", "+1s", "as it is")
            time.sleep(1.2)
            done = desk.run("schedule", "run")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("gets the text as it is", done.stderr)
            self.assertIn("as it is", [text for text, _ in self.sent(desk)])


main()
