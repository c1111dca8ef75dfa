#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The client's page as a browser shows it, on a phone and on a desk, and as a validator reads it.

Needs Chromium and npm (scripts/setup --servers); what is missing is said and skipped. Screenshots are kept in $CMTOOL_SHOTS, if that is set.
"""
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import ROOT, SERVERS, Desk, main  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONG = "MotSansEspace" * 12
HOSTILE = "</style></title><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"

# The page is looked at from a page around it, which may measure what is in the frame and runs the only script there is.
AROUND = """<!DOCTYPE html><title>-</title><body style="margin:0"><iframe id="it" src="/page.html" width="%d" height="900" style="border:0"></iframe><script>
document.getElementById("it").onload = event => {
  const page = event.target.contentDocument, root = page.documentElement, style = element => event.target.contentWindow.getComputedStyle(element);
  const pictures = [...page.images];
  document.title = JSON.stringify({
    title: page.title, wide: root.scrollWidth, ground: style(page.body).backgroundColor, ink: style(page.body).color,
    pictures: pictures.length, shown: pictures.filter(it => it.complete && it.naturalWidth > 0).length,
    described: pictures.every(it => it.alt !== ""), codes: page.querySelectorAll("code.code").length, posts: page.querySelectorAll("article.post").length,
    scripts: page.scripts.length, paper: style(page.querySelector(".paper")).display,
    columns: style(page.querySelector(".cards")).gridTemplateColumns.split(" ").length});
};
</script>"""


def chromium(folder, *words):
    return subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                           "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={os.path.join(folder, 'chromium')}", *words],
                          capture_output=True, text=True, timeout=300)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class PreviewPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = desk = Desk()
        made = desk.run("init", "--zone", "Europe/Paris", "--lang", "fr")
        assert made.returncode == 0, made.stderr
        settings = os.path.join(desk.workspace, "settings.json")
        with open(settings) as file:
            values = json.load(file)
        values["approval"] = {"needed": 1}
        with open(settings, "w") as file:
            json.dump(values, file)
        os.mkdir(desk.path("public"))
        picture = desk.picture("vitrine.png", 1600, 1200)

        def add(*words):
            done = desk.run("schedule", "add", "--to", "@site", "--as", "lea", *words)
            assert done.returncode == 0, done.stderr
            return done.stdout.strip()
        add("--at", "2099-12-04 09:00", "--media", picture, "--alt", "La vitrine, vue de la rue", "--title", "Le marché de Noël", "Ouverture à 10 h !\n\n## Venez\n\n- à pied\n- à vélo")
        add("--at", "2099-12-10 18:00", "--warning", "Concours", f"# {HOSTILE}\n\n{HOSTILE} {LONG} ![x](https://tracker.example/p.png)")
        cls.approved = add("--at", "2099-12-24 18:00", "Joyeux Noël")
        done = desk.run("schedule", "approve", cls.approved, "--as", "tom")
        assert done.returncode == 0, done.stderr
        cls.page = desk.path("public/page.html")
        cls.ran = desk.run("schedule", "calendar", "--month", "2099-12", "--html", cls.page)
        with open(cls.page) as file:
            cls.html = file.read()

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()

    def test_it_is_one_file_of_a_few_megabytes(self):
        self.assertEqual(self.ran.returncode, 0, self.ran.stderr)
        self.assertEqual(self.ran.stdout.strip(), self.page)
        self.assertLess(os.path.getsize(self.page), 6_000_000)
        self.assertEqual(os.listdir(self.desk.path("public")), ["page.html"])

    def test_the_code_on_it_approves_the_post(self):
        codes = re.findall(r'<code class="code">([^<]+)</code>', self.html)
        self.assertEqual(len(codes), 2)
        done = self.desk.run("schedule", "approve", "--code", codes[0], "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        forged = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
        self.assertNotEqual(self.desk.run("schedule", "approve", "--code", forged).returncode, 0)

    def test_a_folder_is_refused(self):
        done = self.desk.run("schedule", "calendar", "--html", self.desk.path("public"))
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("public", done.stderr)

    def test_it_can_go_to_the_standard_output(self):
        done = self.desk.run("schedule", "calendar", "--month", "2099-12", "--html", "-")
        self.assertTrue(done.stdout.startswith("<!DOCTYPE html>"))

    def test_the_feed_has_each_post_and_nothing_of_this_machine(self):
        feed = self.desk.path("feed.ics")
        done = self.desk.run("schedule", "calendar", "--ics", feed)
        self.assertEqual((done.returncode, done.stdout.strip()), (0, feed), done.stderr)
        with open(feed, newline="") as file:
            text = file.read()
        self.assertEqual(text.count("BEGIN:VEVENT"), 3)
        self.assertIn("DTSTART;TZID=Europe/Paris:20991204T090000", text)
        self.assertNotIn(self.desk.folder, text.replace("\r\n ", ""))
        november = self.desk.run("schedule", "calendar", "--month", "2099-11", "--ics", "-").stdout
        self.assertEqual(november.count("BEGIN:VEVENT"), 0)

    def test_it_is_valid(self):
        if not shutil.which("npm") or not shutil.which("node"):
            self.skipTest("npm is missing")
        fetched = subprocess.run([os.path.join(SERVERS, "fetch"), "page", os.path.join(ROOT, "tests", "process", "page")], capture_output=True, text=True, timeout=600)
        if fetched.returncode != 0:
            self.skipTest("html-validate cannot be fetched: " + fetched.stderr.strip()[-200:])
        self.desk.write(".htmlvalidate.json", json.dumps({"root": True, "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"]}))
        done = subprocess.run([os.path.join(fetched.stdout.strip(), "node_modules", ".bin", "html-validate"), "--config",
                               self.desk.path(".htmlvalidate.json"), self.page], capture_output=True, text=True, cwd=self.desk.folder, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-1000:])

    def seen(self, width, *words):
        """What the browser measures in a frame of this width."""
        with open(self.desk.path("public/around.html"), "w") as file:
            file.write(AROUND % width)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=self.desk.path("public")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            done = chromium(self.desk.folder, "--window-size=1300,1000", "--virtual-time-budget=8000", "--dump-dom", *words,
                            f"http://127.0.0.1:{server.server_port}/around.html")
        finally:
            server.shutdown()
            server.server_close()
            os.remove(self.desk.path("public/around.html"))
        found = re.search(r"<title>(\{.*?\})</title>", done.stdout)
        self.assertTrue(found, done.stdout[:2000] + done.stderr[-2000:])
        return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_a_browser_shows_it_on_a_phone(self):
        for width in (320, 390):
            seen = self.seen(width)
            self.assertLessEqual(seen["wide"], width, "it scrolls sideways")
            self.assertEqual(seen["columns"], 1)
            self.assertEqual((seen["posts"], seen["codes"], seen["scripts"], seen["paper"]), (3, 2, 0, "none"))
            self.assertEqual((seen["pictures"], seen["shown"], seen["described"]), (1, 1, True))
            self.assertTrue(seen["title"].startswith("Décembre 2099"), seen["title"])

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_its_style_takes_effect_in_both_schemes(self):
        light, dark = self.seen(1200), self.seen(1200, "--blink-settings=preferredColorScheme=0")
        self.assertEqual(light["ground"], "rgb(246, 245, 241)")  # the policy's hash is right: no other style is there
        self.assertNotEqual(light["ground"], dark["ground"])
        self.assertNotEqual(light["ink"], dark["ink"])

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_it_can_be_seen_and_printed(self):
        shots = os.environ.get("CMTOOL_SHOTS") or self.desk.folder
        os.makedirs(shots, exist_ok=True)
        url = "file://" + self.page
        for name, words in (("desk", ["--window-size=1280,2400"]), ("phone", ["--window-size=500,3600"]),
                            ("desk-dark", ["--window-size=1280,2400", "--blink-settings=preferredColorScheme=0"])):
            shot = os.path.join(shots, name + ".png")
            chromium(self.desk.folder, *words, "--screenshot=" + shot, url)
            self.assertGreater(os.path.getsize(shot), 20_000, name)
        paper = os.path.join(shots, "page.pdf")
        chromium(self.desk.folder, "--no-pdf-header-footer", "--print-to-pdf=" + paper, url)
        self.assertGreater(os.path.getsize(paper), 10_000)


if __name__ == "__main__":
    main()
