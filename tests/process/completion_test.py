#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Completion in the shells themselves: what bash, zsh and fish make of the scripts in completions/."""
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import PROGRAM, ROOT, main  # noqa: E402

SCRIPTS = os.path.join(ROOT, "completions")

BASH = r"""
source "$1/cmtool.bash"
COMP_LINE=$2 COMP_POINT=${#2}
# Words as bash's completion splits them: at blanks, and "=" and ":" stand alone.
COMP_WORDS=() rest=$2
while [[ $rest ]]; do
  [[ $rest =~ ^(\ +|[=:]|[^\ =:]+) ]]
  [[ ${BASH_REMATCH[1]} == \ * ]] || COMP_WORDS+=("${BASH_REMATCH[1]}")
  rest=${rest:${#BASH_REMATCH[1]}}
done
[[ $2 == *' ' || $2 == *= ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_cmtool
printf '%s\n' "${COMPREPLY[@]}"
"""


class Completion(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory(prefix="cmtool-completion-")
        self.addCleanup(self.home.cleanup)
        self.environment = {"HOME": self.home.name, "PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        workspace = os.path.join(self.home.name, ".local/state/cmtool/default")
        subprocess.run([PROGRAM, "init", "--zone", "UTC"], env=self.environment, check=True, capture_output=True)
        self.assertTrue(os.path.isdir(workspace))

    def complete(self, shell, line):
        if shell == "bash":
            command = ["bash", "-c", BASH, "bash", SCRIPTS, line]
        else:
            command = ["fish", "--no-config", "-c", f"source {SCRIPTS}/cmtool.fish; complete -C '{line}'"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "", f"{shell}: {line}")
        return [word.split("\t")[0] for word in done.stdout.splitlines() if word]

    def test_commands_options_and_values_are_completed(self):
        rows = [
            ("cmtool ini", ["init"]),
            ("cmtool completion ", ["bash", "fish", "zsh"]),
            ("cmtool init --zo", ["--zone"]),
            ("cmtool --format nd", ["ndjson"]),
            ("cmtool nonsense ", []),
            ("cmtool schedule sl", ["slots"]),
            ("cmtool schedule slots ", ["add", "list", "remove"]),
            ("cmtool schedule list --state e", ["expired"]),
            ("cmtool schedule list --account @s", ["@site"]),
            ("cmtool schedule pause @s", ["@site"]),
            ("cmtool schedule add --max", ["--max-late"]),
            ("cmtool schedule add --slot ", ["best", "next"]),
            ("cmtool schedule move 1m81cj --fold ", ["earlier", "later"]),
            ("cmtool hook test publ", ["published", "publishing"]),
        ]
        for shell in ("bash", "fish"):
            for line, wanted in rows:
                with self.subTest(shell=shell, line=line):
                    self.assertEqual(sorted(self.complete(shell, line)), wanted)

    def test_fields_after_an_equals_sign(self):
        self.assertEqual(self.complete("bash", "cmtool init --json=wo"), ["workspace"])
        self.assertEqual(self.complete("fish", "cmtool init --json=wo"), ["--json=workspace"])

    def test_zsh_reads_its_script(self):
        check = ["zsh", "-f", "-c", f"fpath=({SCRIPTS} $fpath); autoload -Uz compinit; compinit -u -d {self.home.name}/dump; print $_comps[cmtool]"]
        done = subprocess.run(check, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.stdout.strip(), done.stderr), ("_cmtool", ""))

    def test_zsh_offers_what_cmtool_offers(self):
        # _describe is taken over, so that what the function hands to zsh can be seen without a line editor.
        probe = f"""
          fpath=({SCRIPTS} $fpath); autoload -Uz compinit _cmtool; compinit -u -d {self.home.name}/dump
          _describe() {{ print -rl -- "${{(@P)4}}" }}
          words=(cmtool init --zo) CURRENT=3; _cmtool
          words=(cmtool completion '') CURRENT=3; _cmtool"""
        done = subprocess.run(["zsh", "-f", "-c", probe], env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual([line.split(":")[0] for line in done.stdout.splitlines()], ["--zone", "bash", "zsh", "fish"], done.stderr)


if __name__ == "__main__":
    main()
