#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cmtool's alerts against a real SMTP server with TLS, and a small ntfy and webhook server that checks each request as their manuals say."""
import email
import email.header
import email.policy
import json
import os
import subprocess
import sys
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server, main  # noqa: E402
from local_mail import MailServer, has_mail_server  # noqa: E402

PASSWORD = "correct horse"


class Topics:
    """POST /TOPIC as docs.ntfy.sh/publish has it; POST /hook takes JSON."""

    def __init__(self):
        outer = self
        self.requests, self.status = [], 200

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                outer.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                if outer.status == "hang up":
                    self.connection.close()
                    return
                self.send_response(outer.status)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@unittest.skipUnless(has_mail_server(), "there is no aiosmtpd (scripts/setup --servers)")
class Alerts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mail = MailServer()
        cls.topics = Topics()

    @classmethod
    def tearDownClass(cls):
        cls.mail.stop()
        cls.topics.stop()

    def setUp(self):
        self.mail.forget()
        self.topics.requests.clear()
        self.topics.status = 200
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.assertEqual(self.desk.run("init", "--zone", "Europe/Paris").returncode, 0)
        self.env = {"SMTP_PASSWORD": PASSWORD}

    def settings(self, kind=None, user=None, alerts=None, **more):
        path = os.path.join(self.desk.workspace, "settings.json")
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
        if kind:
            scheme, tail = ("smtps", "") if kind == "tls" else ("smtp", "") if kind == "starttls" else ("smtp", "?tls=none")
            settings["mail"] = {"server": more.pop("server", f"{scheme}://localhost:{self.mail.ports[kind]}{tail}"), "from": "Atelier <desk@example.org>",
                                "ca_file": more.pop("ca_file", os.path.join(self.mail.folder, "ca.pem"))}
            if user:
                settings["mail"].update(user=user, password_from="SMTP_PASSWORD")
        settings["alerts"] = alerts if alerts is not None else [{"to": "mail", "address": "lea@example.org", "when": "always"}]
        settings.update(more)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(settings, file)

    def try_out(self, *args, **options):
        return self.desk.run("--json", "moderate", "alerts", "test", *args, env=self.env, **options)

    def outcome(self, done):
        return json.loads(done.stdout)[0]["outcome"]

    def write_comment(self, text, author="Zoé"):
        """Something on the site's page: what a visitor's form files."""
        url = self.desk.run("post", "--to", "@site", "Bonjour").stdout.strip()
        page = url.split("/site/", 1)[1].removesuffix("/index.html")
        comments = os.path.join(self.desk.workspace, "site", ".cmtool", "comments")
        os.makedirs(comments, exist_ok=True)
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with open(os.path.join(comments, "today.ndjson"), "a", encoding="utf-8") as file:
            file.write(json.dumps({"id": f"c{time.time_ns()}", "post": page, "author": author, "email": f"{author.lower()}@example.org", "text": text, "at": at}) + "\n")

    def add_rule(self):
        rule = self.desk.write("insults.json", json.dumps({"why": "insults", "when": {"pattern": "scandale"}, "then": [{"alert": True}]}))
        done = self.desk.run("moderate", "rules", "add", rule)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_starttls_and_a_sign_in(self):
        self.settings("starttls", user="desk")
        done = self.try_out()
        self.assertEqual(done.returncode, 0, done.stderr)
        [mail] = self.mail.mails()
        self.assertTrue(mail["tls"])
        self.assertEqual((mail["user"], mail["sender"], mail["to"]), ("desk", "desk@example.org", ["lea@example.org"]))
        message = email.message_from_string(mail["content"], policy=email.policy.default)
        self.assertEqual(message["from"].addresses[0].display_name, "Atelier")
        self.assertEqual(message["subject"], "An example: nothing has happened")
        self.assertEqual(message.defects, [])
        self.assertIn("cmtool can reach you here.", message.get_content())

    def test_tls_from_the_first_byte(self):
        self.settings("tls", user="desk")
        done = self.try_out()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.mail.mails()), 1)

    def test_french_subjects_arrive_whole(self):
        self.settings("starttls", user="desk")
        done = self.desk.run("--lang", "fr", "moderate", "alerts", "test", env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)
        message = email.message_from_string(self.mail.mails()[0]["content"], policy=email.policy.default)
        self.assertEqual(message.defects, [])
        self.assertTrue(message["subject"].startswith("Un exemple"), message["subject"])

    def test_an_open_line_gets_no_password(self):
        # A server without STARTTLS, and somebody who takes it off the line: nothing of ours is said.
        self.settings("open", user="desk", server=f"smtp://localhost:{self.mail.ports['open']}")
        done = self.try_out()
        self.assertEqual(done.returncode, 6, done.stderr)
        self.settings("open", user="desk")
        self.assertEqual(self.try_out().returncode, 2)
        self.assertEqual(self.mail.seen(), [])

    def test_an_unknown_authority_hears_nothing(self):
        self.settings("starttls", user="desk", ca_file="")
        self.assertEqual(self.try_out().returncode, 7)
        self.settings("tls", user="desk", ca_file="")
        self.assertEqual(self.try_out().returncode, 7)
        self.assertEqual(self.mail.seen(), [])

    def test_a_wrong_password_is_told_and_shown_nowhere(self):
        self.settings("starttls", user="desk")
        self.env["SMTP_PASSWORD"] = "wrong-zebra-77"
        done = self.desk.run("-vv", "moderate", "alerts", "test", env=self.env)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertNotIn("zebra", done.stdout + done.stderr)
        self.assertEqual(self.mail.mails(), [])

    def test_a_password_in_the_settings_is_refused(self):
        self.settings("starttls", mail={"server": "smtps://localhost", "from": "a@example.org", "password": "x"})
        done = self.try_out()
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("password_command", done.stderr)

    def test_what_each_end_means(self):
        for kind, code, outcome in (("plain", 0, "sent"), ("close_after_data", 8, "unknown"), ("later", 7, "failed"), ("never", 6, "failed"), ("unknown_user", 6, "failed")):
            with self.subTest(kind=kind):
                self.mail.forget()
                self.settings(kind)
                done = self.try_out()
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertEqual(self.outcome(done), outcome)
                self.assertEqual(len(self.mail.mails()), 0 if kind == "unknown_user" else 1)

    def test_no_server_is_later(self):
        self.settings("plain", server="smtp://localhost:1?tls=none")
        done = self.try_out()
        self.assertEqual(done.returncode, 7, done.stderr)

    def test_a_lost_answer_is_never_repeated_and_a_late_one_is(self):
        self.add_rule()
        self.write_comment("Un scandale")
        for kind, expected in (("close_after_data", 1), ("later", 2)):
            with self.subTest(kind=kind):
                self.settings(kind)
                self.write_comment(f"scandale {kind}", author=kind)
                self.mail.forget()
                self.assertNotEqual(self.desk.run("moderate", "watch", "--once", env=self.env).returncode, 0)
                self.assertEqual(len(self.mail.mails()), 1)
                self.desk.run("moderate", "watch", "--once", env=self.env)
                self.assertEqual(len(self.mail.mails()), 1)  # within the minute
                # Two minutes later, by the record itself.
                alerts = os.path.join(self.desk.workspace, "alerts")
                for name in os.listdir(alerts):
                    path = os.path.join(alerts, name)
                    with open(path, encoding="utf-8") as file:
                        kept = json.load(file)
                    for told in kept.get("told", []):
                        told["tried"] = "2020-01-01T00:00:00Z"
                    with open(path, "w", encoding="utf-8") as file:
                        json.dump(kept, file)
                self.desk.run("moderate", "watch", "--once", env=self.env)
                self.assertEqual(len(self.mail.mails()), expected)
                for one in self.desk.json("moderate", "alerts", "list"):
                    self.assertEqual(self.desk.run("moderate", "alerts", "ack", one["id"]).returncode, 0)

    def test_killed_while_it_mails_it_mails_once(self):
        self.add_rule()
        self.write_comment("Un scandale")
        self.settings("silent")
        child = self.desk.start("moderate", "watch", "--once", env=self.env)
        for _ in range(200):
            if self.mail.mails():
                break
            time.sleep(0.05)
        child.kill()
        child.communicate()
        self.assertEqual(len(self.mail.mails()), 1)
        self.settings("plain")
        for _ in range(20):
            self.desk.run("moderate", "watch", "--once", env=self.env)
        self.assertEqual(len(self.mail.mails()), 1)
        [alert] = self.desk.json("moderate", "alerts", "list")
        self.assertEqual(alert["outcomes"][0]["outcome"], "unknown")

    def test_eight_watches_at_once_mail_once(self):
        self.add_rule()
        self.settings("plain")
        self.write_comment("Un scandale")
        self.assertEqual(self.desk.run("moderate", "fetch").returncode, 0)
        children = [self.desk.start("moderate", "watch", "--once", env=self.env) for _ in range(8)]
        for child in children:
            child.communicate(timeout=120)
        self.desk.run("moderate", "watch", "--once", env=self.env)
        self.assertEqual(len(self.mail.mails()), 1)

    def test_ntfy_as_its_manual_has_it(self):
        self.settings(alerts=[{"to": "ntfy", "url": self.topics.url + "/acme-3f9c2a", "token_from": "NTFY", "when": "always"}])
        self.env["NTFY"] = "tk_canary99"
        done = self.desk.run("--lang", "fr", "-vv", "moderate", "alerts", "test", env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("canary99", done.stdout + done.stderr)
        self.assertNotIn("3f9c2a", done.stdout + done.stderr)
        [(path, headers, body)] = self.topics.requests
        self.assertEqual(path, "/acme-3f9c2a")
        self.assertEqual(headers["authorization"], "Bearer tk_canary99")
        self.assertIn(headers["priority"], ("1", "2", "3", "4", "5"))
        self.assertEqual(headers["tags"], "white_check_mark")
        title = "".join(part.decode(code or "ascii") if isinstance(part, bytes) else part for part, code in email.header.decode_header(headers["title"]))
        self.assertTrue(title.startswith("Un exemple"), title)
        self.assertTrue(body.decode())

    def test_a_private_mention_stays_between_two(self):
        with Server("mastodon_standin.py", "--dialect", "mastodon") as server:
            self.desk.sign_in("mastodon", "fedi", server.url)
            self.settings(alerts=[{"to": "account", "account": "@fedi", "recipient": "@lea@mastodon.example", "when": "always"}])
            self.add_rule()
            self.write_comment("Un scandale, dit @max@elsewhere.example")
            done = self.desk.run("moderate", "watch", "--once", env=self.env)
            [post] = [one for one in server.posts()]
            self.assertEqual(post["visibility"], "direct", done.stderr)
            self.assertTrue(post["text"].startswith("@lea@mastodon.example "), post["text"])
            self.assertEqual(post["text"].count("@"), 2)
            self.desk.run("moderate", "watch", "--once", env=self.env)
            self.assertEqual(len(server.posts()), 1)
            self.settings(alerts=[{"to": "account", "account": "@site", "recipient": "@lea@mastodon.example"}])
            self.assertNotEqual(self.try_out().returncode, 0)

    def test_webhooks_and_what_their_answers_mean(self):
        self.settings(alerts=[{"to": "webhook", "url_command": ["echo", self.topics.url + "/hook/secret-path"], "format": "slack", "when": "always"}])
        for status, code in ((200, 0), (404, 6), (429, 7), (500, 8), ("hang up", 8)):
            with self.subTest(status=status):
                self.topics.requests.clear()
                self.topics.status = status
                done = self.desk.run("-v", "moderate", "alerts", "test", env=self.env)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertNotIn("secret-path", done.stderr.replace("••", ""))
                self.assertEqual(len(self.topics.requests), 1)
                self.assertIn("text", json.loads(self.topics.requests[0][2]))


if __name__ == "__main__":
    main()
