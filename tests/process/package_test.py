#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The package: built, unpacked anywhere, and run from there; everything lies where a distribution wants it."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import main  # noqa: E402

BUILD = pathlib.Path(os.environ.get("CMTOOL_BUILD", pathlib.Path(__file__).resolve().parents[2] / "build")).resolve()


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, **more)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="cmtool-package-"))
        packed = run("cpack", "-G", "DEB", "-B", str(cls.folder), cwd=BUILD)
        if packed.returncode != 0:
            raise AssertionError(packed.stdout + packed.stderr)
        cls.deb = next(cls.folder.glob("*.deb"))
        cls.root = cls.folder / "root"
        subprocess.run(["dpkg", "-x", cls.deb, cls.root], check=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def cmtool(self, *words, **variables):
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"], **variables}
        return run(str(self.root / "usr/bin/cmtool"), *words, env=environment)

    def test_it_runs_from_where_it_was_unpacked(self):
        ran = self.cmtool("--version")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertTrue(ran.stdout.startswith("cmtool "))

    def test_it_speaks_french_without_a_french_locale(self):
        self.assertIn("cmtool [OPTION…] COMMANDE", self.cmtool("--help", LANG="fr_FR.UTF-8").stdout)

    def test_its_parts_are_found_beside_its_library(self):
        made = self.cmtool("-C", str(self.folder / "desk"), "init", "--zone", "Europe/Paris")
        self.assertEqual(made.returncode, 0, made.stderr)
        names = {path.name for path in self.root.rglob("part-*.so")}
        self.assertTrue({"part-curl.so", "part-unicode.so"} <= names, names)

    def test_everything_lies_where_it_belongs(self):
        for path in ("usr/share/bash-completion/completions/cmtool", "usr/share/zsh/vendor-completions/_cmtool",
                     "usr/share/fish/vendor_completions.d/cmtool.fish", "usr/share/man/man1/cmtool.1.gz", "usr/share/man/fr/man1/cmtool.1.gz",
                     "usr/share/locale/fr/LC_MESSAGES/cmtool.mo", "usr/share/doc/cmtool/copyright", "usr/include/cmtool/platform.hpp"):
            self.assertTrue((self.root / path).exists(), path)

    def test_it_asks_for_what_it_needs(self):
        fields = run("dpkg-deb", "-f", str(self.deb)).stdout
        for package in ("libfmt", "libstdc++6", "tzdata", "ca-certificates"):
            self.assertIn(package, fields)


if __name__ == "__main__":
    main()
