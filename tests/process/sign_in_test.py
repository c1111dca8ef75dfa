#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Signing in with the real program: once, again, as somebody else."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server, main  # noqa: E402


class SignIn(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.server = Server("bluesky_standin.py")
        self.addCleanup(self.server.stop)
        self.desk.run("init")

    def add(self, handle="alice.test", password="alicepw123", *more):
        return self.desk.run("account", "add", "bluesky", "a", "--server", self.server.url, "--handle", handle, "--token-stdin", *more, text=password + "\n")

    def test_the_same_account_is_signed_in_to_again_and_keeps_the_rest(self):
        self.assertEqual(self.add("alice.test", "alicepw123", "--tag", "acme").returncode, 0)
        self.server.set(revoked=True)
        self.assertEqual(self.desk.run("post", "Trop tard", "--to", "@a").returncode, 4)
        self.assertEqual(self.add().returncode, 4, "it is still revoked")
        self.server.set(revoked=False)
        done = self.add()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.desk.run("post", "De retour", "--to", "#acme").returncode, 0)
        self.assertEqual(len(self.desk.json("account", "list")), 2)

    def test_a_name_that_is_anothers_is_refused_and_stays_as_it_was(self):
        self.assertEqual(self.add().returncode, 0)
        self.assertEqual(self.add("bob.test", "bobpw123").returncode, 1)
        done = self.desk.run("account", "add", "wordpress", "a", "--server", self.server.url, "--handle", "x", "--token-stdin", text="x\n")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.desk.run("post", "Toujours moi", "--to", "@a").returncode, 0)
        self.assertIn("alicealice", self.server.posts()[0]["uri"])

    def test_a_wrong_password_leaves_nothing_behind(self):
        self.assertEqual(self.add("alice.test", "falsch").returncode, 4)
        self.assertEqual([a["account"] for a in self.desk.json("account", "list")], ["@site"])
        self.assertFalse(os.path.exists(os.path.join(self.desk.workspace, "secrets", "a.json")))

    def test_a_removed_account_takes_its_secret_with_it(self):
        self.assertEqual(self.add().returncode, 0)
        self.assertEqual(self.desk.run("--no-input", "account", "remove", "@a", "--yes").returncode, 0)
        for folder, _, names in os.walk(self.desk.workspace):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(b"alicepw123", file.read(), name)


if __name__ == "__main__":
    main()
