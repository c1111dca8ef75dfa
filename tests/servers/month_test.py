#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A client's month by four lines of cron, with the clock sped up: a real WordPress, a real SMTP server, and the book in the mailbox."""
import base64
import datetime
import email
import email.policy
import json
import os
import shlex
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import FAKETIME, PROGRAM, Desk, ask, clock, main, up  # noqa: E402
from local_mail import MailServer, has_mail_server  # noqa: E402

UTC = datetime.timezone.utc
HOUR = datetime.timedelta(hours=1)
CRONTAB = """
* * * * *   cmtool -q schedule run
*/30 * * * * cmtool -q moderate watch --once
5 * * * *   cmtool -q report collect
0 8 1 * *   cmtool -q report book -o month.pdf --mail-to client@example.org
"""


def matches(field, value):
    if field == "*":
        return True
    if field.startswith("*/"):
        return value % int(field[2:]) == 0
    return value in [int(part) for part in field.split(",")]


class Cron:
    """Runs the lines of a table at a moment, as cron does."""

    def __init__(self, table):
        self.lines = [line.split(None, 5) for line in table.strip().splitlines()]

    def at(self, moment):
        values = (moment.minute, moment.hour, moment.day, moment.month, moment.isoweekday() % 7)
        return [shlex.split(line[5]) for line in self.lines if all(matches(field, value) for field, value in zip(line[:5], values))]


@unittest.skipUnless(FAKETIME, "faketime is not installed")
@unittest.skipUnless(has_mail_server(), "there is no aiosmtpd (scripts/setup --servers)")
class Month(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site, down = up("wordpress")
        cls.addClassCleanup(down)
        cls.mail = MailServer()
        cls.addClassCleanup(cls.mail.stop)

    def api(self, path, body=None, method=None):
        token = base64.b64encode(f"admin:{self.site['WORDPRESS_ADMIN_PASSWORD']}".encode()).decode()
        return ask(f"{self.site['WORDPRESS_URL']}/wp-json/wp/v2/{path}", body, {"authorization": "Basic " + token}, method)

    def test_four_lines_of_cron_run_a_month_and_end_with_the_book_in_the_mailbox(self):
        desk = Desk()
        self.addCleanup(desk.close)
        url, password = self.site["WORDPRESS_URL"], self.site["WORDPRESS_ADMIN_PASSWORD"]
        self.assertEqual(desk.run("init", "--zone", "UTC", "--lang", "en").returncode, 0)
        desk.run("account", "remove", "@site", "--yes")
        done = desk.run("account", "add", "wordpress", "blog", "--server", url, "--handle", "admin", "--token-stdin", text=password + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        path = os.path.join(desk.workspace, "settings.json")
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
        settings["mail"] = {"server": f"smtp://localhost:{self.mail.ports['starttls']}", "from": "Atelier <desk@example.org>", "user": "desk", "password_from": "SMTP_PASSWORD",
                            "ca_file": os.path.join(self.mail.folder, "ca.pem")}
        settings["book"] = {"client": "Atelier Lune"}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(settings, file)

        # What WordPress brings along is nobody's work; one post is the client's own.
        for post in self.api("posts?per_page=100"):
            self.api(f"posts/{post['id']}?force=true", method="DELETE")
        self.api("posts", {"title": "By hand", "content": "Written in the dashboard", "status": "publish"})

        # From now to eight o'clock on the first of the next month.
        start = datetime.datetime.now(UTC).replace(second=0, microsecond=0)
        first = (start.replace(day=1, hour=0, minute=0) + datetime.timedelta(days=32)).replace(day=1)
        end = first + 8 * HOUR
        step = (first - start) / 7
        due = [(start + step * number).replace(second=0, microsecond=0) for number in range(1, 6)]
        rows = ["text,title,date"] + [f"Post {number} of the month,Title {number},{at.strftime('%Y-%m-%dT%H:%M:%S')}" for number, at in enumerate(due)]
        desk.write("month.csv", "\n".join(rows) + "\n")
        done = desk.run("schedule", "import", "month.csv", "--to", "@blog")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        rule = desk.write("late.json", json.dumps({"why": "late orders come first", "when": {"pattern": "late"}, "then": [{"label": "late"}, {"priority": "high"}]}))
        self.assertEqual(desk.run("moderate", "rules", "add", rule).returncode, 0)

        cron = Cron(CRONTAB)
        moments = set(due) | {end}
        hour = start.replace(minute=0) + HOUR
        while hour < end:  # every sixth hour is enough for what runs by the hour
            moments |= {hour, hour + datetime.timedelta(minutes=5)}
            hour += 6 * HOUR
        said, ran = False, 0
        for moment in sorted(moments):
            for words in cron.at(moment):
                done = subprocess.run([PROGRAM, "-C", desk.workspace, *words[1:]], cwd=desk.folder, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
                                      env={**desk.env, **clock(moment), "SMTP_PASSWORD": "correct horse"}, check=False)
                self.assertEqual(done.returncode, 0, f"{moment} {words}: {done.stdout}{done.stderr}")
                ran += 1
            if not said and moment >= due[0]:
                posts = self.api("posts?per_page=100")
                newest = next(post for post in posts if post["title"]["rendered"] == "Title 0")
                for text in ("My order is late", "I love it, thank you"):
                    self.api("comments", {"post": newest["id"], "content": text, "author_name": "Zoe", "author_email": "zoe@example.org"})
                said = True
        self.assertGreater(ran, 20)
        titles = [post["title"]["rendered"] for post in self.api("posts?per_page=100")]
        for number in range(len(due)):
            self.assertEqual(titles.count(f"Title {number}"), 1, titles)

        [mail] = self.mail.mails()
        self.assertEqual(mail["to"], ["client@example.org"])
        message = email.message_from_string(mail["content"], policy=email.policy.default)
        self.assertIn("Atelier Lune", message["subject"])
        self.assertIn("6 posts went out", message.get_body(("plain",)).get_content())
        [book] = list(message.iter_attachments())
        self.assertEqual((book.get_content_type(), book.get_filename()), ("application/pdf", "month.pdf"))
        content = book.get_content()
        self.assertTrue(content.startswith(b"%PDF-"))
        if shutil.which("pdftotext"):
            desk.write("got.pdf", content)
            text = " ".join(subprocess.run(["pdftotext", desk.path("got.pdf"), "-"], capture_output=True, text=True, check=True).stdout.split())
            self.assertIn("6 posts went out", text)
            self.assertIn("Post 4 of the month", text)


main()
