#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The real program and its three streams: closed pipes, a full disk behind them, none at all, and signals."""
import json
import os
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import PROGRAM, Desk, Server, main  # noqa: E402


class Streams(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.close)

    def ok(self, *args, **options):
        done = self.desk.run(*args, **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout

    def test_a_closed_pipe_ends_it_quietly(self):
        self.ok("init")
        for command in (("account", "platforms"), ("--help",), ("completion", "bash"), ("--json", "account", "platforms")):
            with self.subTest(command=command):
                read, write = os.pipe()
                os.close(read)
                child = self.desk.start(*command, stdout=write)
                os.close(write)
                _, said = child.communicate(timeout=30)
                self.assertIn(child.returncode, (141, -signal.SIGPIPE))
                self.assertEqual(said, b"")

    def test_a_full_disk_behind_standard_output_is_an_error_not_silence(self):
        self.ok("init")
        for command in (("account", "platforms"), ("--version",), ("--json", "account", "list")):
            with self.subTest(command=command), open("/dev/full", "w", encoding="utf-8") as full:
                child = self.desk.start(*command, stdout=full)
                _, said = child.communicate(timeout=30)
                self.assertEqual(child.returncode, 1, said)
                self.assertTrue(said.startswith(b"cmtool: "), said)

    def test_a_full_disk_behind_standard_error_does_not_matter(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            child = self.desk.start("post", "Bonjour", "--to", "@nobody", stderr=full)
            child.communicate(timeout=30)
            self.assertIn(child.returncode, (5, 9))

    def test_without_standard_streams_nothing_of_the_output_gets_into_the_state(self):
        self.ok("init")
        marker = "Texte jamais ailleurs"
        closing = 'exec "$@" 0<&- 1>&- 2>&-'
        for command in (("post", marker, "--to", "@site"), ("account", "list"), ("post", "list")):
            subprocess.run(["sh", "-c", closing, "sh", *self.desk.command(*command)], env=self.desk.env, timeout=60, check=False)
        self.ok("workspace", "check")
        for folder, _, names in os.walk(self.desk.workspace):
            for name in names:
                if name.endswith(".json"):
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        json.load(file)

    def test_without_a_terminal_nothing_is_ever_asked(self):
        self.ok("init")
        for command in (("account", "add", "mastodon", "m", "--server", "http://127.0.0.1:9"), ("account", "remove", "site"), ("post", "--to", "@site")):
            with self.subTest(command=command):
                child = self.desk.start(*command, start_new_session=True)
                out, said = child.communicate(timeout=30)
                self.assertNotEqual(child.returncode, 70, said)
                self.assertNotIn(b"?", out)

    def test_interrupted_while_it_waits_for_a_server_it_ends_at_once_with_130(self):
        with Server("mastodon_standin.py") as server:
            self.desk.sign_in("mastodon", "alice", server.url)
            server.set(delay=20)
            child = self.desk.start("post", "Bonjour", "--to", "@alice")
            time.sleep(1.0)
            child.send_signal(signal.SIGINT)
            began = time.monotonic()
            _, said = child.communicate(timeout=15)
            self.assertLess(time.monotonic() - began, 10)
            self.assertIn(child.returncode, (130, -signal.SIGINT), said)
            server.set(delay=0)
            self.ok("workspace", "check")

    def test_secrets_stay_out_of_all_that_is_said(self):
        with Server("mastodon_standin.py") as server:
            self.ok("init")
            said = []
            sign_in = ("account", "add", "mastodon", "alice", "--server", server.url, "--token-stdin")
            for args, text in ((sign_in, "stand-in-token\n"), (("post", "Bonjour", "--to", "@alice"), None),
                               (("account", "show", "@alice"), None), (("account", "check"), None), (("--json", "account", "list"), None)):
                done = self.desk.run("-vvv", *args, text=text)
                said.append(done.stdout + done.stderr)
            everything = "\n".join(said)
            self.assertNotIn("stand-in-token", everything)


class WithoutWorkspace(unittest.TestCase):
    def test_it_starts_without_home_and_says_what_it_needs(self):
        for env in ({}, {"HOME": "/nonexistent"}, {"HOME": ""}):
            with self.subTest(env=env):
                done = subprocess.run([PROGRAM, "account", "list"], env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **env}, cwd="/",
                                      stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False)
                self.assertNotEqual(done.returncode, 70, done.stderr)
                self.assertGreaterEqual(done.returncode, 0, "ended by a signal")

    def test_it_works_with_an_empty_environment_when_told_where(self):
        with Desk() as desk:
            for args in (("init",), ("account", "list"), ("post", "Bonjour", "--to", "@site")):
                done = subprocess.run(desk.command(*args), env={}, cwd=desk.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    main()
