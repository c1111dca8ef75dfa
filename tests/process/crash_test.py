#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The real program killed, doubled, out of space and out of time: each post is made exactly once, and nothing breaks."""
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server, main  # noqa: E402

ROUNDS = int(os.environ.get("CMTOOL_TEST_ROUNDS", "40"))
LATER = (7, 9)  # "later" and "locked": the caller tries again


class AtDesk(unittest.TestCase):
    platform = "mastodon"

    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.server = Server(f"{self.platform}_standin.py")
        self.addCleanup(self.server.stop)
        self.desk.sign_in(self.platform, "alice", self.server.url)

    def ok(self, *args, **options):
        done = self.desk.run(*args, **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout

    def until_done(self, *args, tries=30):
        """Runs it again until it says that it is done, as a careful script would."""
        for _ in range(tries):
            done = self.desk.run(*args)
            if done.returncode == 0:
                return done
            self.assertIn(done.returncode, (*LATER, 8), done.stderr)
            time.sleep(0.2)
        self.fail(f"never done: {done.returncode} {done.stderr}")

    def texts(self):
        return [re.sub("<[^>]*>", "", post["text"]).strip() for post in self.server.posts()]

    def exactly_once(self, wanted):
        made = Counter(self.texts())
        self.assertEqual({t: n for t, n in made.items() if n > 1}, {}, "doubled")
        self.assertEqual(sorted(set(wanted) - set(made)), [], "lost")
        self.assertEqual(sorted(set(made) - set(wanted)), [], "never asked for")


class Killed(AtDesk):
    def test_killed_at_random_each_keyed_post_is_made_once(self):
        rng = random.Random(7)
        self.server.set(delay=0.01)
        wanted = [f"post number {i}" for i in range(ROUNDS)]
        killed = 0
        for text in wanted:
            args = ("post", text, "--to", "@alice", "--key", text)
            while rng.random() < 0.6:
                child = self.desk.start(*args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0, 0.12))
                child.kill()
                killed += child.wait() == -signal.SIGKILL
            self.until_done(*args)
        self.assertGreater(killed, 0, "no run was killed: the test shows nothing")
        self.exactly_once(wanted)
        self.ok("workspace", "check")


class KilledAtWordPress(Killed):
    platform = "wordpress"


class KilledAtBluesky(Killed):
    platform = "bluesky"


class Crash(AtDesk):
    def test_many_at_once_with_one_key_make_one_post(self):
        self.server.set(delay=0.05)
        args = ("post", "the same for all", "--to", "@alice", "--key", "same")
        children = [self.desk.start(*args) for _ in range(6)]
        for child in children:
            _, said = child.communicate(timeout=90)
            self.assertIn(child.returncode, (0, *LATER, 8), said)
        self.until_done(*args)
        self.exactly_once(["the same for all"])

    def test_many_at_once_with_different_posts_lose_none(self):
        wanted = [f"at once {i}" for i in range(8)]
        children = [self.desk.start("post", text, "--to", "@alice", "--key", text) for text in wanted]
        for child in children:
            child.communicate(timeout=90)
        for text in wanted:
            self.until_done("post", text, "--to", "@alice", "--key", text)
        self.exactly_once(wanted)

    def test_killed_while_it_deletes_the_post_ends_deleted(self):
        rng = random.Random(3)
        for i in range(max(3, ROUNDS // 8)):
            self.ok("post", f"to go {i}", "--to", "@alice", "--key", f"go {i}")
            number = self.desk.json("post", "list", "--fields", "id")[0]["id"]
            for _ in range(3):
                child = self.desk.start("post", "delete", number, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0, 0.08))
                child.kill()
                child.wait()
            self.assertIn(self.desk.run("post", "delete", number).returncode, (0, 5))
        self.assertEqual([p["text"] for p in self.server.posts() if not p.get("deleted")], [])
        self.ok("workspace", "check")

    def test_a_full_disk_is_said_and_nothing_is_lost_or_doubled(self):
        # As many bytes as fit into each file: 0 leaves no room at all. The signal of the limit is ignored, so that
        # writes fail with an error, as they do on a full disk.
        for room in (0, 1, 100, 400, 1000, 2000, 4000, 16000):
            with self.subTest(room=room):
                def little_room(room=room):
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
                text = f"little room {room}"
                args = ("post", text, "--to", "@alice", "--key", text)
                child = self.desk.start(*args, preexec_fn=little_room)
                _, said = child.communicate(timeout=60)
                self.assertIn(child.returncode, (0, 1, 7, 8, 9), said)
                if child.returncode != 0:
                    self.assertIn(b"cmtool: ", said)
                self.until_done(*args)
                self.assertEqual(Counter(self.texts())[text], 1)
        self.ok("workspace", "check")

    def test_out_of_memory_once_a_post_is_on_its_way_is_an_unknown_outcome(self):
        self.server.set(delay=1, padding=6_000_000)
        args = ("post", "no room to hear the answer", "--to", "@alice", "--key", "memory")
        child = self.desk.start(*args)
        sending = os.path.join(self.desk.workspace, "deliveries", "sending")
        while not [name for name in os.listdir(sending) if name.endswith(".json")]:
            self.assertIsNone(child.poll())
            time.sleep(0.01)
        time.sleep(0.3)
        with open(f"/proc/{child.pid}/status", encoding="utf-8") as status:
            data = int(re.search(r"VmData:\s+(\d+) kB", status.read())[1]) << 10
        resource.prlimit(child.pid, resource.RLIMIT_DATA, (data + (1 << 20),) * 2)
        _, said = child.communicate(timeout=60)
        self.assertEqual(child.returncode, 8, said)
        self.assertIn(b"out of memory", said)
        self.server.set(delay=0, padding=0)
        self.until_done(*args)
        self.exactly_once(["no room to hear the answer"])

    def test_too_little_memory_for_all_threads_is_said_and_nothing_is_lost_or_doubled(self):
        batch = 8
        failed = 0
        for room in (16, 24, 32, 40, 48, 64, 80, 112, 144, 184, 256, 400):  # MB of addresses; a thread takes 8 and more
            wanted = [f"{room} MB {i}" for i in range(batch)]
            lines = "".join(json.dumps({"text": text, "to": "@alice", "key": text}) + "\n" for text in wanted)
            args = ("post", "--batch", self.desk.write("batch.ndjson", lines))
            child = self.desk.start(*args, preexec_fn=lambda room=room: resource.setrlimit(resource.RLIMIT_AS, (room << 20, room << 20)))
            _, said = child.communicate(timeout=60)
            with self.subTest(room=room):
                # 6: a part of the program cannot be loaded; 127: not even the libraries that it begins with.
                self.assertIn(child.returncode, (0, 1, 3, 6, 7, 8, 9, 127), said)
                if child.returncode != 0:
                    failed += 1
                    self.assertIn(b"cmtool: ", said)
            self.until_done(*args)
            made = Counter(self.texts())
            self.assertEqual({text: made[text] for text in wanted}, dict.fromkeys(wanted, 1))
        self.assertGreater(failed, 0, "all had room: the test shows nothing")
        self.ok("workspace", "check")

    @unittest.skipUnless(shutil.which("faketime"), "faketime is not installed")
    def test_a_clock_that_jumps_does_not_double_or_lose(self):
        wanted = []
        for jump in ("+0d", "-2d", "+400d", "-30y", "+20y"):
            text = f"at {jump}"
            wanted.append(text)
            for _ in range(2):
                for _ in range(5):
                    done = subprocess.run(["faketime", "-f", jump, *self.desk.command("post", text, "--to", "@alice", "--key", text)],
                                          env=self.desk.env, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False)
                    # Its semaphore is named by its process's number, under which one that was killed may have left its own: nothing was run.
                    if b"faketime: sem_open" not in done.stderr:
                        break
                self.assertEqual(done.returncode, 0, done.stderr)
        self.exactly_once(wanted)
        self.assertEqual(len(self.desk.json("post", "list")), len(wanted))

    def test_a_server_that_is_gone_is_later_and_a_revoked_token_is_sign_in(self):
        self.server.set(revoked=True)
        self.assertEqual(self.desk.run("post", "Bonjour", "--to", "@alice", "--key", "a").returncode, 4)
        self.server.set(revoked=False)
        self.server.stop()
        self.assertEqual(self.desk.run("post", "Bonjour", "--to", "@alice", "--key", "b").returncode, 7)


if __name__ == "__main__":
    main()
