# SPDX-License-Identifier: MIT
"""What the tests of the real program share: a desk of one's own to run it at, and a verdict at the end.

    import sys; sys.path.insert(0, …/tests/support)
    from desk import Desk, main
    class Posting(unittest.TestCase):
        def test_a_post_is_made(self):
            with Desk() as desk:
                desk.run("init")
    main()

Run with unittest's words or alone; the last line is "N passed, N failed[, N skipped]". The program is $CMTOOL_PROGRAM,
else build/bin/cmtool.
"""
import atexit
import datetime
import http.client
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("CMTOOL_PROGRAM") or os.path.join(os.environ.get("CMTOOL_BUILD") or os.path.join(ROOT, "build"), "bin", "cmtool")
SERVERS = os.path.join(ROOT, "tests", "servers")
# How one signs in to each stand-in: the options, and what --token-stdin reads.
STAND_INS = {
    "bluesky": (("--handle", "alice.test"), "alicepw123"),
    "wordpress": (("--handle", "admin"), "abcd efgh ijkl mnop qrst uvwx"),
    "mastodon": ((), "stand-in-token"),
}


def faketime_library():
    """libfaketime's path, as the faketime program knows it."""
    if shutil.which("faketime") is None:
        return None
    # The loader fills in $LIB; the variant for programs with threads is beside the usual one.
    for _ in range(5):  # it gives up where a killed one of the same process number has left its semaphore
        found = subprocess.run(["faketime", "2026-01-01 00:00:00", "sh", "-c", "echo $LD_PRELOAD"], stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
        if found:
            return found.replace("libfaketime.so", "libfaketimeMT.so")
    return None


FAKETIME = faketime_library()


def clock(at):
    """The environment in which the program believes that it is this moment."""
    return {"LD_PRELOAD": FAKETIME, "FAKETIME": at.astimezone(datetime.timezone.utc).strftime("@%Y-%m-%d %H:%M:%S"), "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}


class Desk:
    """A scratch folder with a home, a workspace and an environment that nothing of the caller's leaks into."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="cmtool-")
        self.workspace = os.path.join(self.folder, "workspace")
        self.env = {"PATH": os.environ["PATH"], "HOME": os.path.join(self.folder, "home"), "LANG": "C.UTF-8", "TZ": "UTC",
                    "XDG_STATE_HOME": os.path.join(self.folder, "state"), "TMPDIR": self.folder, "NO_COLOR": "1"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        os.mkdir(self.env["HOME"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *args):
        return [PROGRAM, "-C", self.workspace, *args]

    def start(self, *args, env=None, **options):
        """The running program; its streams are pipes unless told otherwise."""
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.folder, **options}
        return subprocess.Popen(self.command(*args), env={**self.env, **(env or {})}, **options)

    def run(self, *args, text=None, env=None, timeout=120):
        """Runs the program to its end; text is its standard input."""
        done = subprocess.run(self.command(*args), env={**self.env, **(env or {})}, cwd=self.folder, timeout=timeout, text=True,
                              errors="replace", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              **({"input": text} if text is not None else {"stdin": subprocess.DEVNULL}))
        return done

    def sign_in(self, platform, name, url):
        """Makes the workspace if there is none, and adds an account at a stand-in."""
        words, secret = STAND_INS[platform]
        if not os.path.exists(self.workspace):
            self.run("init")
        done = self.run("account", "add", platform, name, "--server", url, *words, "--token-stdin", text=secret + "\n")
        if done.returncode != 0:
            raise AssertionError(f"signing in to {platform}: exit {done.returncode}\n{done.stdout}{done.stderr}")

    def json(self, *args, **options):
        """What the program says with --json, as a value; the exit code must be 0."""
        done = self.run("--json", *args, **options)
        if done.returncode != 0:
            raise AssertionError(f"{args}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return self.path(name)

    def picture(self, name="picture.png", width=64, height=48, colour=(200, 40, 40)):
        """A PNG of one colour."""
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        rows = (b"\0" + bytes(colour) * width) * height
        return self.write(name, b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                          + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Server:
    """A stand-in as a process of its own: `Server("bluesky_standin.py")`; .url, .ask(…), .stop()."""

    def __init__(self, script, *args, cwd=None):
        path = script if os.path.isabs(script) else os.path.join(SERVERS, script)
        self.process = subprocess.Popen([sys.executable, path, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=cwd, start_new_session=True)
        said = self.process.stdout.readline().decode().split()
        if said[:1] != ["READY"]:
            raise RuntimeError(f"{script} said {said} instead of READY")
        self.url = said[1]
        self.port = urllib.parse.urlsplit(self.url).port
        atexit.register(self.stop)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()

    def posts(self):
        """What was ever posted, by us."""
        return [post for post in ask(self.url + "/__standin/posts") if not post.get("seed")]

    def log(self):
        return ask(self.url + "/__standin/log")

    def say(self, texts):
        """Somebody else says these things to us."""
        return ask(self.url + "/__standin/say", {"texts": texts})

    def hidden(self):
        return ask(self.url + "/__standin/hidden")

    def set(self, **knobs):
        return ask(self.url + "/__standin/set", knobs)


def ask(url, body=None, headers=None, method=None):
    """One HTTP request by hand: the decoded JSON answer; any status but 2xx is an AssertionError."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    data = None if body is None else json.dumps(body).encode()
    try:
        connection.request(method or ("GET" if data is None else "POST"), parts.path + ("?" + parts.query if parts.query else ""), data,
                           {"content-type": "application/json", **(headers or {})} if data is not None else headers or {})
        answer = connection.getresponse()
        content = answer.read()
        if not 200 <= answer.status < 300:
            raise AssertionError(f"{method or ''} {url}: {answer.status} {content[:300]!r}")
        return json.loads(content) if content else None
    finally:
        connection.close()


def up(name, *args):
    """Starts a real server of tests/servers and returns (its variables, a function that stops it)."""
    folder = tempfile.mkdtemp(prefix=f"cmtool-{name}-", dir=os.environ.get("CMTOOL_SERVERS"))
    done = subprocess.run([os.path.join(SERVERS, name, "up"), folder, "--owner", str(os.getpid()), *args], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=1800)

    def down():
        subprocess.run([os.path.join(SERVERS, name, "down"), folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)
    if done.returncode != 0 or not done.stdout.rstrip().endswith("READY"):
        down()
        raise RuntimeError(f"{name} did not come up:\n{done.stdout}{done.stderr}")
    atexit.register(down)
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line), down


class Reporter(unittest.TextTestResult):
    """One line for each test as it ends, with its time."""

    passed = 0

    def startTest(self, test):
        self.began = time.monotonic()
        unittest.TestResult.startTest(self, test)

    def say(self, word, test, why=""):
        name = test.id().split(".", 1)[1] if "." in test.id() else test.id()
        self.stream.writeln(f"{word:7} {name} {time.monotonic() - getattr(self, 'began', time.monotonic()):.1f} s{': ' + why if why else ''}")
        self.stream.flush()

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self.passed += 1
        self.say("ok", test)

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self.say("FAILED", test)

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self.say("FAILED", test)

    def addSubTest(self, test, subtest, err):
        unittest.TestResult.addSubTest(self, test, subtest, err)
        if err:
            self.say("FAILED", subtest)

    def addSkip(self, test, reason):
        unittest.TestResult.addSkip(self, test, reason)
        self.say("SKIPPED", test, reason)


def main():
    """Runs the tests of the calling module and ends the process."""
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"{PROGRAM}: build it first (scripts/test), or name it in CMTOOL_PROGRAM")
    program = unittest.main(module="__main__", exit=False, testRunner=unittest.TextTestRunner(stream=sys.stdout, resultclass=Reporter, verbosity=0))
    result = program.result
    failed = len({test.id().split(" ")[0] for test, _ in result.failures + result.errors})
    skipped = len(result.skipped)
    print(f"{result.passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    sys.exit(1 if failed or not (result.passed or skipped) else 0)
