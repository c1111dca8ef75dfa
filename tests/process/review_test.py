#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The real program's full screen on a terminal of 80 by 24: what it shows, what it writes down, and how it leaves the terminal."""
import os
import pty
import re
import select
import shlex
import signal
import struct
import sys
import termios
import time
import unittest

try:
    import pyte
except ImportError:  # Debian's package belongs to Debian's Python, which need not be the first on the path
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
import fcntl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server, ask, main  # noqa: E402

HOSTILE = "\x1b[31mred\x1b]0;title\x07\x1b[2J\x9bH wiped"
UP, DOWN, ENTER, ESCAPE, CTRL_C, CTRL_Z = "\x1b[A", "\x1b[B", "\r", "\x1b", "\x03", "\x1a"
# What ncurses itself says to a terminal of this kind: nothing that names a title, no other control.
OURS = re.compile(rb"\x1b(?:\[[?>0-9;]*[A-Za-z@`]|[()][A-Z0-9]|[78=>MHDEc]|\][R])")


class Screen(pyte.Screen):
    """Terminals leave the cursor in the last column after a character there; pyte's waits to wrap even when told not to, and carries that to the next line."""

    def set_mode(self, *modes, **words):
        super().set_mode(*modes, **words)
        self.cursor.x = min(self.cursor.x, self.columns - 1)


class Terminal:
    """A terminal with a program on it."""

    def __init__(self, desk, *args, rows=24, columns=80, env=None, term="linux", program=None):
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.code = None
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.chdir(desk.folder)
                words = program or desk.command("moderate", "review", *args)
                os.execve(words[0], words, {**desk.env, "TERM": term, "CMTOOL_AS": "lea", **(env or {})})
            finally:
                os._exit(127)
        self.before = termios.tcgetattr(self.terminal)

    def close(self):
        if self.code is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self.terminal)

    def read(self, patience):
        if not select.select([self.terminal], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def shown(self):
        return "\n".join(self.screen.display)

    def wait(self, words, gone=False, patience=20):
        """Until the words are on the screen, or have left it."""
        end = time.monotonic() + patience
        while (words in self.shown()) == gone:
            if time.monotonic() > end:
                raise AssertionError(f"{'still ' if gone else 'not '}on the screen: {words!r}\n{self.shown()}")
            self.read(0.05)
        return self.shown()

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def settle(self):
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            self.read(0.05)

    def answer(self, key):
        """To a question that has been seen: what is typed before it stands there is forgotten."""
        self.settle()
        self.type(key)

    def resize(self, rows, columns):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def end(self, patience=20):
        """The exit code, once it has ended."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.05):
                    pass
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
        raise AssertionError("it does not end\n" + self.shown())


class Review(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.server = Server("wordpress_standin.py")
        self.addCleanup(self.server.stop)
        self.desk.sign_in("wordpress", "blog", self.server.url)
        ask(self.server.url + "/__standin/say", {"texts": ["When do you open on Sunday?", HOSTILE, "日本語のコメント \U0001F469\u200D\U0001F467 שלום", "A praise"]})
        done = self.desk.run("moderate", "fetch")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def open(self, *args, **options):
        terminal = Terminal(self.desk, *args, **options)
        self.addCleanup(terminal.close)
        return terminal

    def opened(self, *args, **options):
        terminal = self.open(*args, **options)
        terminal.wait("1 of 5")
        return terminal

    def items(self, state="all"):
        return {item["text"]: item for item in self.desk.json("moderate", "list", "--state", state)}

    def find(self, terminal, words):
        """Chooses the item with these words."""
        def chosen():
            for _ in range(200):
                line = next((line for line in terminal.shown().splitlines() if line.startswith(">")), None)
                if line:
                    return line
                terminal.read(0.02)
            raise AssertionError(f"nothing is chosen on the screen:\n{terminal.shown()}")
        terminal.type("g")
        terminal.read(0.1)
        for _ in range(6):
            line = chosen()
            if words in line:
                return
            terminal.type("j")
            for _ in range(50):
                terminal.read(0.02)
                if line not in terminal.shown().splitlines():
                    break
        self.fail(f"{words} is not in the list\n{terminal.shown()}")

    def decisions(self):
        return [entry["what"] for entry in self.desk.json("moderate", "log")]

    def assert_only_ours(self, raw):
        left = OURS.sub(b"", raw)
        self.assertNotIn(b"\x1b", left)
        self.assertNotIn(b"\xc2\x9b", raw)
        self.assertNotIn(b"]0;title", raw.replace(b"\xe2\x90\x9b]0;title", b""))
        self.assertNotIn(b"\x07", raw)

    def test_it_opens_moves_and_leaves_with_the_terminal_as_it_was(self):
        terminal = self.opened()
        shown = terminal.wait("A praise")
        self.assertIn("cmtool  open", shown.splitlines()[0])
        terminal.wait("? keys  q quit")
        terminal.wait("on @blog")
        terminal.type(DOWN)
        terminal.wait("2 of 5")
        terminal.type("G")
        terminal.wait("5 of 5")
        terminal.type(UP)
        terminal.wait("4 of 5")
        terminal.type("?")
        terminal.wait("the next item")
        terminal.type(ESCAPE)
        terminal.wait("the next item", gone=True)
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)
        self.assertEqual(termios.tcgetattr(terminal.terminal), terminal.before)

    def test_what_is_decided_is_in_the_workspace_and_undone_there_too(self):
        terminal = self.opened()
        self.find(terminal, "Sunday")
        terminal.type("lquestion" + ENTER)
        terminal.wait("[question]")
        terminal.type("a" + ENTER)
        terminal.wait("(lea)")
        terminal.type("nhe is a regular" + ENTER)
        terminal.wait("Note, lea")
        terminal.type("pu")
        terminal.wait("priority: urgent")
        terminal.type("d")
        terminal.wait("of 4")
        item = self.items()["When do you open on Sunday?"]
        self.assertEqual((item["state"], item["labels"], item["assigned"], item["priority"]), ("done", ["question"], "lea", "urgent"))
        self.assertEqual(item["notes"], ["lea: he is a regular"])
        terminal.type("u")
        terminal.wait("undone: done")
        self.assertEqual(self.items()["When do you open on Sunday?"]["state"], "open")
        terminal.type("uuuu")
        terminal.wait("undone: label")
        item = self.items()["When do you open on Sunday?"]
        self.assertEqual((item["state"], item["labels"], item["assigned"], item["priority"], item["notes"]), ("open", [], None, "normal", []))
        terminal.type("u")
        terminal.wait("there is nothing to undo")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)
        self.assertEqual(self.decisions(), ["label", "assign", "note", "priority", "done", "reopen", "priority", "note", "assign", "label"])
        self.assertEqual(self.desk.run("moderate", "log", "--verify").returncode, 0)

    def test_hiding_reaches_the_platform_and_so_does_undoing_it(self):
        terminal = self.opened()
        self.find(terminal, "Sunday")
        terminal.type("h")
        terminal.wait("hidden")
        self.assertEqual(ask(self.server.url + "/__standin/hidden"), 1)
        terminal.type("u")
        terminal.wait("undone: hide")
        self.assertEqual(ask(self.server.url + "/__standin/hidden"), 0)
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_what_cannot_be_undone_is_asked_for_and_a_reply_given_up_is_not_sent(self):
        terminal = self.opened()
        self.find(terminal, "Sunday")
        terminal.type("rAt ten")
        terminal.wait("At ten")
        terminal.type(ESCAPE)
        terminal.wait("nothing was sent")
        terminal.type("r")
        terminal.wait("At ten")
        terminal.type(ENTER)
        terminal.wait("cannot be undone")
        terminal.answer("n")
        terminal.wait("nothing was sent")
        self.assertEqual(self.server.posts(), [])
        terminal.type("r" + ENTER)
        terminal.wait("cannot be undone")
        terminal.answer("y")
        terminal.wait("answered")
        self.assertEqual(len(self.server.posts()), 1)
        self.assertEqual(self.items()["When do you open on Sunday?"]["state"], "pending")
        terminal.type("x")
        terminal.wait("Delete for ever")
        terminal.answer("n")
        terminal.wait("nothing was changed")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_an_answer_can_be_written_in_an_editor(self):
        editor = self.desk.write("editor", "#!/bin/sh\nprintf 'Two\\nlines' > \"$1\"\n")
        os.chmod(editor, 0o700)
        terminal = self.opened(env={"EDITOR": editor})
        self.find(terminal, "Sunday")
        terminal.type("e")
        shown = terminal.wait("cannot be undone")
        self.assertRegex(shown, r"\(y/n\): Two *\nlines")
        terminal.answer("y")
        terminal.wait("answered")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)
        self.assertIn("Two", self.server.posts()[0]["text"])

    def test_a_strangers_escapes_never_reach_the_terminal(self):
        for term in ("linux", "vt100", "xterm-256color"):
            with self.subTest(term=term):
                terminal = self.open(term=term)
                for keys in ("", "j", "j", ENTER, "j", "k", ENTER, "5", "/wiped" + ENTER, "r" + ESCAPE):
                    terminal.type(keys)
                    for _ in range(15):
                        terminal.read(0.05)
                self.assertIn("wiped".encode(), terminal.raw)
                terminal.type("q")
                self.assertEqual(terminal.end(), 0)
                self.assert_only_ours(terminal.raw)

    def test_the_screen_follows_the_terminals_size(self):
        terminal = self.opened()
        terminal.resize(40, 120)
        terminal.wait("? keys")
        for _ in range(20):
            terminal.read(0.05)
        lines = terminal.screen.display
        self.assertIn("? keys", lines[38])
        self.assertEqual(len(lines[0]), 120)
        self.assertIn("1 of 5", lines[0][-12:])
        terminal.resize(10, 40)
        for _ in range(20):
            terminal.read(0.05)
        self.assertIn("1 of 5", terminal.screen.display[0])
        self.assertIn("? keys", terminal.screen.display[9])
        terminal.resize(2, 8)
        for _ in range(20):
            terminal.read(0.05)
        terminal.resize(24, 80)
        terminal.wait("A praise")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_it_is_stopped_by_ctrl_z_and_goes_on(self):
        terminal = self.open(program=["/bin/bash", "--norc", "--noprofile", "-i"], env={"PS1": "ready> "})
        terminal.wait("ready>")
        before = termios.tcgetattr(terminal.terminal)
        terminal.type(shlex.join(self.desk.command("moderate", "review")) + ENTER)
        terminal.wait("1 of 5")
        terminal.settle()  # ncurses does not hear the stop key while it draws
        terminal.type(CTRL_Z)
        terminal.wait("Stopped")
        terminal.type("stty -a; echo 'something' else" + ENTER)
        shown = terminal.wait("something else")
        self.assertRegex(shown, r"(?<!-)icanon")
        self.assertRegex(shown, r"(?<!-)echo ")
        terminal.type("clear; fg" + ENTER)
        terminal.wait("A praise")
        terminal.wait("something else", gone=True)
        terminal.type("j")
        terminal.wait("2 of 5")
        terminal.type("q")
        terminal.wait("ready>")
        self.assertEqual(termios.tcgetattr(terminal.terminal)[3], before[3])
        terminal.type("exit" + ENTER)
        self.assertEqual(terminal.end(), 0)

    def test_ctrl_c_gives_up_a_line_first_and_then_everything(self):
        terminal = self.opened()
        terminal.type("nsome words")
        terminal.wait("some words")
        terminal.type(CTRL_C)
        terminal.wait("some words", gone=True)
        terminal.type(CTRL_C)
        self.assertEqual(terminal.end(), 130)
        self.assertEqual(termios.tcgetattr(terminal.terminal), terminal.before)
        self.assertEqual(self.decisions(), [])

    def test_whatever_ends_it_the_terminal_is_as_it_was(self):
        for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT):
            with self.subTest(signal=ending):
                terminal = self.opened()
                self.assertNotEqual(termios.tcgetattr(terminal.terminal)[3], terminal.before[3])
                os.kill(terminal.pid, ending)
                self.assertIn(terminal.end(), (130, -ending))
                self.assertEqual(termios.tcgetattr(terminal.terminal), terminal.before)

    def test_a_slow_network_is_told_and_the_list_can_be_read_meanwhile(self):
        terminal = self.opened()
        self.find(terminal, "Sunday")
        self.server.set(delay=3)
        terminal.type("h")
        terminal.wait("working: asking the platform")
        terminal.type("g")
        terminal.wait("1 of 5", patience=2)
        terminal.wait("hidden")
        self.server.set(delay=0)
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_ctrl_c_ends_it_while_the_network_is_slow(self):
        terminal = self.opened()
        self.server.set(delay=30)
        terminal.type("F")
        terminal.wait("working: reading what is new")
        began = time.monotonic()
        terminal.type(CTRL_C)
        self.assertEqual(terminal.end(), 130)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(termios.tcgetattr(terminal.terminal), terminal.before)

    def test_what_is_new_is_fetched_and_found(self):
        terminal = self.opened()
        ask(self.server.url + "/__standin/say", {"texts": ["Where are you?"]})
        terminal.type("F")
        terminal.wait("of 6")
        terminal.wait("1 new item")
        terminal.type("/where" + ENTER)
        terminal.wait("1 of 1")
        self.assertIn("/where", terminal.shown())
        terminal.type("4")
        terminal.wait("Nothing here")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_it_speaks_french(self):
        terminal = self.open(env={"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"})
        terminal.wait("q quitter")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)

    def test_where_there_is_no_screen_it_says_what_to_use(self):
        done = self.desk.run("moderate", "review")
        self.assertEqual(done.returncode, 2)
        self.assertIn("moderate list", done.stderr)
        for term in ("dumb", "nonsense-terminal", ""):
            with self.subTest(term=term):
                terminal = self.open(term=term)
                self.assertEqual(terminal.end(), 2)
                self.assertIn(b"moderate list", terminal.raw)
                self.assertNotIn(b"\x1b", terminal.raw)

    def test_a_rehearsal_changes_nothing(self):
        desk = self.desk
        usual = desk.command
        desk.command = lambda *args: [*usual()[:3], "--dry-run", *args]
        self.addCleanup(setattr, desk, "command", usual)
        terminal = self.opened()
        terminal.type("d")
        terminal.wait("nothing was done")
        terminal.type("h")
        terminal.type("q")
        self.assertEqual(terminal.end(), 0)
        desk.command = usual
        self.assertEqual(self.decisions(), [])
        self.assertEqual(ask(self.server.url + "/__standin/hidden"), 0)


main()
