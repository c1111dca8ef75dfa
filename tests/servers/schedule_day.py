#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A day's schedule over three networks, published by Debian's cron at a clock that runs faster, while servers break down.

Sixty posts with pictures are imported from a spreadsheet for WordPress, the Bluesky network and a Mastodon stand-in. cron runs the line that
`cmtool schedule cron` prints, every minute of that clock. In the middle WordPress and its database are restarted, and the two others
hang for a while. In the end each post is on each network once, at its time.

CMTOOL_TEST_DAY_SPEED: how many times faster the clock runs (default 60: ten minutes in all).
"""
import base64
import collections
import csv
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import PROGRAM, SERVERS, Desk, Server, ask, main, up  # noqa: E402

SPEED = int(os.environ.get("CMTOOL_TEST_DAY_SPEED", "60"))
POSTS = 60
BEGIN = datetime.datetime(2026, 12, 1, 7, 55)  # on the wall, and the zone is UTC
FIRST, STEP = datetime.timedelta(minutes=10), datetime.timedelta(minutes=8)
END = BEGIN + FIRST + POSTS * STEP + datetime.timedelta(minutes=80)
# An outage may take as long as this on the fast clock, and what it held up goes out after it one by one.
LATEST = datetime.timedelta(minutes=115)
# cron in a place of its own: it sees one crontab, ours, and no job of the machine.
CRON = r"""
set -e
mount --make-rprivate /
mount -t tmpfs none /run
mount -t tmpfs none /var/spool/cron && mkdir -m 700 /var/spool/cron/crontabs
mount -t tmpfs none /etc/cron.d
: >"$1/empty" && mount --bind "$1/empty" /etc/crontab
{
  env | grep -E '^(LD_PRELOAD|FAKETIME[A-Z_]*|PATH)='
  printf 'HOME=%s\nXDG_STATE_HOME=%s\nLANG=C.UTF-8\nTZ=UTC\nSHELL=/bin/sh\n' "$HOME" "$XDG_STATE_HOME"
  cat "$1/crontab"
} >/var/spool/cron/crontabs/root
chmod 600 /var/spool/cron/crontabs/root
exec cron -f
"""


def group_of(folder, name):
    with open(os.path.join(folder, "run", name + ".group"), encoding="ascii") as file:
        return int(file.read().split()[0])


def restart_wordpress(folder):
    """As after a power cut: the web server and its database are killed, and come up again with what they have on disk."""
    run = os.path.join(folder, "run")
    commands = {}
    for name in ("php", "mariadb"):
        group = group_of(folder, name)
        with open(f"/proc/{group}/cmdline", "rb") as file, open(f"/proc/{group}/environ", "rb") as variables:
            commands[name] = ([word.decode() for word in file.read().split(b"\0")[:-1]],
                              dict(line.decode().split("=", 1) for line in variables.read().split(b"\0") if b"=" in line))
        os.killpg(group, signal.SIGKILL)
    time.sleep(1)
    for name in ("mariadb", "php"):
        words, variables = commands[name]
        subprocess.run([os.path.join(SERVERS, "start_group"), run, name, *words], check=True, env=variables, stdin=subprocess.DEVNULL)
        time.sleep(2)


class Day(unittest.TestCase):
    @unittest.skipUnless(os.geteuid() == 0, "cron wants root, and a view of the files of its own")
    @unittest.skipUnless(shutil.which("cron"), "cron is not installed: scripts/setup --servers")
    @unittest.skipUnless(shutil.which("faketime"), "faketime is not installed: scripts/setup")
    def test_sixty_posts_with_pictures_go_out_once_and_at_their_time_while_servers_break_down(self):
        network, down = up("bluesky", "--network")
        self.addCleanup(down)
        site, down = up("wordpress")
        self.addCleanup(down)
        mastodon = Server("mastodon_standin.py")
        self.addCleanup(mastodon.stop)
        desk = Desk()
        self.addCleanup(desk.close)
        self.must(desk, "init", "--zone", "UTC", "--lang", "en")
        for args, secret in ((("wordpress", "blog", "--server", site["WORDPRESS_URL"], "--handle", "admin"), site["WORDPRESS_ADMIN_PASSWORD"]),
                             (("bluesky", "alice", "--server", network["BLUESKY_URL"], "--handle", "alice.test"), network["BLUESKY_ALICE_PASSWORD"]),
                             (("mastodon", "atelier", "--server", mastodon.url), "stand-in-token")):
            self.must(desk, "account", "add", *args, "--token-stdin", text=secret + "\n")
        # Seconds are minutes here: nothing that waits for its turn would ever be in time with a pace of one a minute.
        settings = json.loads(open(desk.path("workspace/settings.json"), encoding="utf-8").read())
        desk.write("workspace/settings.json", json.dumps({**settings, "pace": "5s"}))
        due = {}
        with open(desk.path("week.csv"), "w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(["at", "to", "title", "text", "media", "alt"])
            for i in range(POSTS):
                text = f"Le plat du jour numéro {i:02}"
                due[text] = BEGIN + FIRST + i * STEP
                picture = os.path.basename(desk.picture(f"plat-{i:02}.png", 60 + i, 48, (4 * i, 90, 160)))
                sheet.writerow([due[text].strftime("%Y-%m-%d %H:%M"), "@blog,@alice,@atelier", f"Plat {i:02}", text, picture, f"Le plat {i:02} dans son assiette"])
        began = ["faketime", "-f", "@" + BEGIN.strftime("%Y-%m-%d %H:%M:%S")]
        imported = subprocess.run([*began, *desk.command("schedule", "import", desk.path("week.csv"))], env=desk.env, cwd=desk.folder, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(imported.returncode, 0, imported.stdout)

        # The very line that the program prints, with a log.
        line = next(line for line in self.must(desk, "schedule", "cron").splitlines() if line.startswith("*"))
        log = desk.path("cron.log")
        desk.write("crontab", f"{line} >>{log} 2>&1; echo \"$? $(date +\\%H:\\%M:\\%S)\" >>{desk.path('codes')}\n")
        cron = subprocess.Popen(["unshare", "--mount", "faketime", "-m", "-f", began[2] + f" x{SPEED}", "bash", "-c", CRON, "cron", desk.folder],
                                env={**desk.env, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
                                     "PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"] + ":/usr/sbin"}, start_new_session=True, stdin=subprocess.DEVNULL)
        self.addCleanup(self.end, cron)
        started = time.monotonic()

        def at(hours):
            """Waits for that long on the fast clock."""
            self.assertIsNone(cron.poll(), "cron ended")
            time.sleep(max(0.0, started + hours * 3600 / SPEED - time.monotonic()))

        at(0.75)
        with open(log, encoding="utf-8") as file:
            self.assertEqual(file.read(), "")  # silent, as all is well
        self.assertTrue(mastodon.posts())
        servers = group_of(network["BLUESKY_FOLDER"], "servers")
        at(1.5)
        restart_wordpress(site["WORDPRESS_FOLDER"])
        at(3)
        os.killpg(servers, signal.SIGSTOP)
        at(3.5)
        os.killpg(servers, signal.SIGCONT)
        at(5)
        os.killpg(mastodon.process.pid, signal.SIGSTOP)
        restart_wordpress(site["WORDPRESS_FOLDER"])
        at(5.5)
        os.killpg(mastodon.process.pid, signal.SIGCONT)
        at((END - BEGIN).total_seconds() / 3600)
        self.end(cron)

        with open(log, encoding="utf-8") as file:
            said = file.read()
        rows = desk.json("post", "list", "--limit", "0")
        states = collections.Counter((row["account"].lstrip("@"), row["state"]) for row in rows)
        self.assertEqual(states, {(name, "sent"): POSTS for name in ("blog", "alice", "atelier")}, said[-3000:])
        late = collections.defaultdict(list)
        texts = {row["id"]: row["text"] for row in rows}
        for path in pathlib.Path(desk.workspace, "deliveries", "sent").glob("*/*.json"):
            # When it left, by the fast clock: the time in the receipt is the server's.
            record = json.loads(path.read_text(encoding="utf-8"))
            lateness = datetime.datetime.fromisoformat(record["last_attempt"].replace("Z", "")) - due[texts[record["post"]]]
            self.assertGreaterEqual(lateness, datetime.timedelta(0), record)
            self.assertLess(lateness, LATEST, record)
            late[record["account"]].append(lateness)
        for name, all_of_them in sorted(late.items()):
            in_time = sum(one < datetime.timedelta(minutes=3) for one in all_of_them)
            print(f"{name}: {in_time} of {POSTS} within 3 minutes of the fast clock, the latest after {max(all_of_them)}", flush=True)
            self.assertGreater(in_time, POSTS // 2, f"{name}: {sorted(all_of_them)}")

        # What the networks themselves have.
        token = base64.b64encode(f"admin:{site['WORDPRESS_ADMIN_PASSWORD']}".encode()).decode()
        pages = [page for number in (1, 2) for page in ask(f"{site['WORDPRESS_URL']}/wp-json/wp/v2/posts?context=edit&per_page=50&page={number}",
                                                           headers={"authorization": "Basic " + token})]
        texts = [re.sub("<[^>]*>", "", page["content"]["raw"]).strip() for page in pages if page["title"]["raw"].startswith("Plat ")]
        self.assertEqual(sorted(text for text in texts), sorted(due))
        self.assertTrue(all(page["featured_media"] or "<img" in page["content"]["raw"] for page in pages if page["title"]["raw"].startswith("Plat ")))
        access = ask(network["BLUESKY_URL"] + "/xrpc/com.atproto.server.createSession", {"identifier": "alice.test", "password": "alicepw123"})["accessJwt"]
        records = ask(f"{network['BLUESKY_URL']}/xrpc/com.atproto.repo.listRecords?repo={network['BLUESKY_ALICE_DID']}&collection=app.bsky.feed.post&limit=100",
                      headers={"authorization": "Bearer " + access})["records"]
        self.assertEqual(sorted(record["value"]["text"] for record in records), sorted(due))
        self.assertTrue(all(record["value"]["embed"]["images"][0]["alt"].startswith("Le plat ") for record in records))
        self.assertEqual(sorted(re.sub("<[^>]*>", "", post["text"]).strip() for post in mastodon.posts()), sorted(due))
        with open(desk.path("codes"), encoding="utf-8") as file:
            codes = collections.Counter(line.split()[0] for line in file)
        print(f"cron ran it {sum(codes.values())} times; exit codes {dict(codes)}; it said {len(said.splitlines())} lines", flush=True)

    def must(self, desk, *args, **options):
        done = desk.run(*args, **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout

    @staticmethod
    def end(cron):
        if cron.poll() is None:
            os.killpg(cron.pid, signal.SIGTERM)
            try:
                cron.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(cron.pid, signal.SIGKILL)
                cron.wait()


if __name__ == "__main__":
    main()
