#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The month's book as the real program writes it: its numbers are those of the reports, it is one valid file without a script, and it is seen on a phone,
a desk and paper. What is missing (npm, Chromium, poppler) is said and skipped. Screenshots are kept in $CMTOOL_SHOTS, if that is set."""
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import measured_desk  # noqa: E402
from desk import ROOT, SERVERS, Desk, main  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = "</style><script>document.title='owned'</script><img src=x onerror=1> =cmd|' /C calc'!A0"


def number(text):
    """"1,234" or "1 234" of a book as a number."""
    return int(re.sub(r"[^\d-]", "", text))


class Book(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = desk = Desk()
        measured_desk.fill(desk, 5)
        settings = os.path.join(desk.workspace, "settings.json")
        with open(settings, encoding="utf-8") as file:
            kept = json.load(file)
        kept["book"] = {"client": "Atelier Lune & Cie", "by": "Léa Martin", "colour": "#7a3e9d"}
        with open(settings, "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
        desk.write("said.ndjson", "".join(json.dumps({"id": f"c{n}", "author": who, "text": text, "date": f"2026-11-{10 + n}T1{n}:00:00Z"}, ensure_ascii=False) + "\n" for n, (who, text) in enumerate(
            [("zoe", "ma commande est en retard"), ("max", "commande en retard, encore"), ("ann", HOSTILE), ("lea", "merci pour le stage, merveilleux"), ("ida", "la commande en retard est là, merci")])))
        desk.run("account", "add", "offline", "avis", "--handle", "atelier")
        done = desk.run("moderate", "import", "said.ndjson", "--account", "@avis")
        assert done.returncode == 0, done.stdout + done.stderr
        desk.run("report", "goal", "set", "fans", "followers", "9000", "--from", "2026-11-01", "--by", "2099-12-31")
        cls.books = {}
        for lang in ("en", "fr"):
            for end in ("html", "pdf", "xlsx", "md"):
                path = desk.path(f"book-{lang}.{end}")
                done = desk.run("--lang", lang, "report", "book", "--month", "2026-11", "-o", path)
                assert done.returncode == 0, done.stdout + done.stderr
                assert done.stdout == path + "\n", done.stdout
                cls.books[lang, end] = path

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()

    def text(self, lang, end):
        with open(self.books[lang, end], encoding="utf-8") as file:
            return file.read()

    def report(self, name, *words):
        return self.desk.json("report", name, "--month", "2026-11", *words)

    def test_its_numbers_are_those_of_the_reports(self):
        text = self.text("en", "md")
        accounts = self.report("accounts")
        followers = sum(one["followers"] or 0 for one in accounts)
        views = sum(one["views"] or 0 for one in accounts)
        posts = len(self.report("posts", "--top", "0"))
        self.assertIn(f"{posts} posts went out in November 2026", text)
        self.assertIn(f"seen {views:,} times", text)
        self.assertIn(f"{followers:,}", text)
        best = self.report("posts", "--top", "1")[0]
        self.assertIn(f"{best['engagement']:,} reactions", text)
        self.assertIn("5 people wrote 5 messages", text)

    def test_french_is_set_as_french_is(self):
        text = self.text("fr", "md")
        self.assertIn("novembre 2026", text)
        self.assertRegex(text, "[\u202f\u00a0] ?[;:!?%]|[\u202f\u00a0][;:!?%]")
        self.assertNotRegex(re.sub(r"https?://\S+|\| ?:?-+:? ?\|.*", "", text), r"[a-zé] [;!?]")
        self.assertIn("Le mois en bref", text)
        self.assertNotIn("Nothing", text)

    def test_a_page_is_one_file_without_a_script_under_a_policy(self):
        for lang in ("en", "fr"):
            html = self.text(lang, "html")
            self.assertLess(os.path.getsize(self.books[lang, "html"]), 2_000_000)
            self.assertIn("default-src 'none'", html.replace("&#39;", "'"))
            self.assertNotIn("<script", html)
            self.assertNotRegex(html, r"(src|href)=\"(?!data:|#|https?://example\.org)")
            self.assertIn(f'<html lang="{lang}"', html)
            self.assertIn("Atelier Lune &amp; Cie", html)
            self.assertIn("<svg", html)
            for drawing in re.findall(r"<svg[^>]*>.{0,200}", html, re.DOTALL):
                self.assertTrue('aria-hidden="true"' in drawing or "<title" in drawing, "a drawing without a title: " + drawing)

    def test_it_is_valid(self):
        if not shutil.which("npm") or not shutil.which("node"):
            self.skipTest("npm is missing")
        fetched = subprocess.run([os.path.join(SERVERS, "fetch"), "page", os.path.join(ROOT, "tests", "process", "page")], capture_output=True, text=True, timeout=600)
        if fetched.returncode != 0:
            self.skipTest("html-validate cannot be fetched: " + fetched.stderr.strip()[-200:])
        self.desk.write(".htmlvalidate.json", json.dumps({"root": True, "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"]}))
        for lang in ("en", "fr"):
            done = subprocess.run([os.path.join(fetched.stdout.strip(), "node_modules", ".bin", "html-validate"), "--config", self.desk.path(".htmlvalidate.json"), self.books[lang, "html"]],
                                  capture_output=True, text=True, cwd=self.desk.folder, timeout=300)
            self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-1000:])

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_it_is_seen_on_a_phone_a_desk_and_in_the_dark(self):
        shots = os.environ.get("CMTOOL_SHOTS") or self.desk.folder
        os.makedirs(shots, exist_ok=True)
        for name, words in (("desk", ["--window-size=1280,4000"]), ("phone", ["--window-size=500,6000"]), ("dark", ["--window-size=1280,4000", "--blink-settings=preferredColorScheme=0"])):
            shot = os.path.join(shots, f"book-{name}.png")
            subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", f"--user-data-dir={self.desk.path('chromium')}", *words, "--screenshot=" + shot,
                            "file://" + self.books["fr", "html"]], capture_output=True, timeout=300, check=False)
            self.assertGreater(os.path.getsize(shot), 20_000, name)

    @unittest.skipUnless(shutil.which("pdftotext"), "poppler is missing")
    def test_the_paper_says_the_same_as_the_page(self):
        done = subprocess.run(["pdftotext", "-layout", self.books["en", "pdf"], "-"], capture_output=True, text=True, timeout=120, check=True)
        posts = len(self.report("posts", "--top", "0"))
        self.assertIn(f"{posts} posts went out in November 2026", " ".join(done.stdout.split()))
        self.assertIn("Léa Martin", done.stdout)
        pages = done.stdout.count("\f")
        self.assertGreater(pages, 4)
        if shots := os.environ.get("CMTOOL_SHOTS"):
            subprocess.run(["pdftoppm", "-r", "60", "-png", self.books["fr", "pdf"], os.path.join(shots, "paper")], timeout=120, check=True)

    def test_a_workbook_has_typed_cells_and_no_formula(self):
        with zipfile.ZipFile(self.books["en", "xlsx"]) as book:
            sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        self.assertGreater(len(sheets), 5)
        self.assertFalse(any("<f>" in sheet for sheet in sheets))
        self.assertTrue(any(re.search(r"<c r=\"\w+\"( s=\"\d+\")?><v>\d+</v>", sheet) for sheet in sheets))

    def test_ones_own_words_and_order_are_taken(self):
        os.makedirs(os.path.join(self.desk.workspace, "templates"), mode=0o700, exist_ok=True)
        outline = os.path.join(self.desk.workspace, "templates", "book.en.md")
        with open(outline, "w", encoding="utf-8") as file:
            file.write("# A word before\nDear {{client}}, this is {{month}}.\n\n{{goals}}\n")
        try:
            done = self.desk.run("report", "book", "--month", "2026-11", "-o", "own.md")
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(self.desk.path("own.md"), encoding="utf-8") as file:
                text = file.read()
            self.assertIn("Dear Atelier Lune", text)
            self.assertIn("Goals", text)
            self.assertNotIn("What the numbers mean", text)
            with open(outline, "a", encoding="utf-8") as file:
                file.write("{{gaols}}\n")
            done = self.desk.run("report", "book", "--month", "2026-11", "-o", "own.md")
            self.assertEqual(done.returncode, 2)
            self.assertIn("templates/book.en.md", done.stderr)
            self.assertIn("line 5", done.stderr)
        finally:
            os.remove(outline)

    def test_what_cannot_be_written_is_refused_before_anything_is(self):
        for words, code in ((["-o", "book.doc"], 2), (["-o", "x.pdf", "--month", "2026-13"], 2), (["-o", "x.pdf", "--mail-to", "nobody"], 2), (["-o", "x.pdf", "--mail-to", "a@example.org"], 2), ([], 2)):
            with self.subTest(words=words):
                done = self.desk.run("report", "book", *words)
                self.assertEqual(done.returncode, code, done.stdout + done.stderr)
                self.assertFalse(os.path.exists(self.desk.path("x.pdf")))
        done = self.desk.run("--dry-run", "report", "book", "-o", "dry.html", "--month", "2026-11")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(os.path.exists(self.desk.path("dry.html")))


main()
