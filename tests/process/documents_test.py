#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Documents as a browser, a validator, a PDF reader and a spreadsheet read them.

The unit tests write the sample document (tests/support/sample_document.cpp) into $CMTOOL_SHOTS, or a folder that is thrown away. What is
missing (Chromium, npm, poppler-utils) is said and skipped.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import PROGRAM, ROOT, SERVERS, main  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = os.environ.get("CMTOOL_SHOTS") or tempfile.mkdtemp()
        os.makedirs(cls.folder, exist_ok=True)
        tests = os.environ.get("CMTOOL_UNIT_TESTS") or os.path.join(os.path.dirname(PROGRAM), "unit_tests")
        done = subprocess.run([tests, "--test-case=every writer writes every block*"], env={**os.environ, "CMTOOL_SHOTS": cls.folder}, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout[-3000:]

    @classmethod
    def tearDownClass(cls):
        if not os.environ.get("CMTOOL_SHOTS"):
            shutil.rmtree(cls.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_tool(self, *words):
        return subprocess.run(words, capture_output=True, text=True, cwd=self.folder, timeout=300)

    def chromium(self, *words):
        return self.run_tool(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                             "--hide-scrollbars", f"--user-data-dir={self.path('chromium')}", *words)

    # --- HTML ---

    def test_the_page_is_valid(self):
        if not shutil.which("npm") or not shutil.which("node"):
            self.skipTest("npm is missing")
        fetched = subprocess.run([os.path.join(SERVERS, "fetch"), "page", os.path.join(ROOT, "tests", "process", "page")], capture_output=True, text=True, timeout=600)
        if fetched.returncode != 0:
            self.skipTest("html-validate cannot be fetched: " + fetched.stderr.strip()[-200:])
        with open(self.path(".htmlvalidate.json"), "w") as file:
            json.dump({"root": True, "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"]}, file)
        for name in ("fr.html", "en.html"):
            done = self.run_tool(os.path.join(fetched.stdout.strip(), "node_modules", ".bin", "html-validate"), "--config", ".htmlvalidate.json", name)
            self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-1000:])

    def test_its_drawings_are_well_formed(self):
        with open(self.path("fr.html"), encoding="utf-8") as file:
            drawings = re.findall(r"<svg class=\"chart\".*?</svg>", file.read(), re.S)
        self.assertEqual(len(drawings), 6)
        for drawing in drawings:
            tree = xml.etree.ElementTree.fromstring(drawing)
            self.assertEqual(tree.get("role"), "img")
            self.assertEqual([tree[0].tag, tree[1].tag], ["title", "desc"])
            self.assertEqual(tree.get("aria-labelledby").split(), [tree[0].get("id"), tree[1].get("id")])

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_a_browser_shows_it_on_a_phone_a_desk_and_paper(self):
        url = "file://" + self.path("fr.html")
        for name, words in (("desk", ["--window-size=1280,4600"]), ("phone", ["--window-size=500,5600"]),
                            ("desk-dark", ["--window-size=1280,4600", "--blink-settings=preferredColorScheme=0"])):
            self.chromium(*words, "--screenshot=" + self.path(name + ".png"), url)
            self.assertGreater(os.path.getsize(self.path(name + ".png")), 20_000, name)
        with open(self.path("desk.png"), "rb") as light, open(self.path("desk-dark.png"), "rb") as dark:
            self.assertNotEqual(light.read(), dark.read())
        self.chromium("--no-pdf-header-footer", "--print-to-pdf=" + self.path("printed.pdf"), url)
        self.assertGreater(os.path.getsize(self.path("printed.pdf")), 10_000)

    @unittest.skipUnless(CHROMIUM, "Chromium is missing")
    def test_it_never_scrolls_sideways(self):
        # A page around it, which may measure what is in the frame and runs the only script there is.
        with open(self.path("around.html"), "w") as file:
            file.write('<!DOCTYPE html><title>-</title><body style="margin:0">')
            for width in (320, 390, 1200):
                file.write(f'<iframe class="it" src="fr.html" width="{width}" height="900" style="border:0"></iframe>')
            file.write('<script>onload=()=>{document.title=JSON.stringify([...document.querySelectorAll(".it")].map(it=>{const p=it.contentDocument;return{wide:p.documentElement.scrollWidth,'
                       'scripts:p.scripts.length,title:p.title,h1:p.querySelectorAll("h1").length,accent:it.contentWindow.getComputedStyle(p.querySelector("h2")).borderTopColor}}))}</script>')
        done = self.chromium("--allow-file-access-from-files", "--window-size=2200,1000", "--virtual-time-budget=8000", "--dump-dom", "file://" + self.path("around.html"))
        found = re.search(r"<title>(\[.*?\])</title>", done.stdout)
        self.assertTrue(found, done.stdout[:1000] + done.stderr[-1000:])
        for width, seen in zip((320, 390, 1200), json.loads(found[1])):
            self.assertLessEqual(seen["wide"], width, "it scrolls sideways")
            self.assertEqual((seen["scripts"], seen["h1"], seen["title"]), (0, 1, "Novembre 2026 – Atelier Lune"))
            self.assertNotEqual(seen["accent"], "rgb(0, 0, 0)", "its style has no effect")  # the policy's hash is right

    # --- PDF ---

    @unittest.skipUnless(shutil.which("pdftotext"), "poppler-utils is missing")
    def test_the_pdf_can_be_read_and_knows_what_it_is(self):
        about = self.run_tool("pdfinfo", "fr.pdf").stdout
        for line in (r"Title: +Novembre 2026 – Atelier Lune", r"Author: +Léa Martin", r"Tagged: +yes", r"JavaScript: +no", r"Page size: .*A4"):
            self.assertRegex(about, line)
        pages = self.run_tool("pdftotext", "-layout", "fr.pdf", "-").stdout.split("\f")[:-1]
        self.assertGreater(len(pages), 4)
        for number, page in enumerate(pages, 1):
            self.assertIn(f"Page {number} sur {len(pages)}", page)
        whole = "\n".join(pages)
        for words in ("c’est le meilleur mois depuis mars !",  # (the reader makes every space a plain one)
                      "Merci! On a adoré l'atelier",  # a stranger's words are not set
                      "16 nov."):  # the drawings' words can be selected
            self.assertTrue(words in whole.replace("\u202f", " ").replace("\u00a0", " "), words)
        self.assertGreaterEqual(whole.count("Quand  "), 2)  # the table's head stands on each of its pages
        self.assertIn(b"/Lang (fr)", open(self.path("fr.pdf"), "rb").read())
        links = self.run_tool("pdfinfo", "-url", "fr.pdf").stdout
        self.assertIn("https://atelier.example/p/1?a=1&b=2", links)
        self.assertNotIn("evil.example", links)
        structure = self.run_tool("pdfinfo", "-struct", "fr.pdf").stdout
        for tag in ("H1", "H2", "Table", "TR", "TH", "TD", "Figure"):
            self.assertRegex(structure, rf"(?m)^ *{tag}\b")

    # --- XLSX ---

    def cells(self, book, sheet):
        """Rows of (type, style's number format, value)."""
        strings = ["".join(node.itertext()) for node in xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        styles = xml.etree.ElementTree.fromstring(book.read("xl/styles.xml"))
        formats = {node.get("numFmtId"): node.get("formatCode") for node in styles.iter(SHEET + "numFmt")}
        numbers = [formats.get(node.get("numFmtId"), node.get("numFmtId")) for node in styles.find(SHEET + "cellXfs")]
        rows = []
        for row in xml.etree.ElementTree.fromstring(book.read(sheet)).iter(SHEET + "row"):
            rows.append({})
            for cell in row:
                value = cell.findtext(SHEET + "v")
                kind = cell.get("t", "n")
                rows[-1][re.sub(r"\d", "", cell.get("r"))] = (kind, numbers[int(cell.get("s", 0))], strings[int(value)] if kind == "s" and value else value)
        return rows

    def test_a_sheet_has_typed_cells_and_no_formula(self):
        with zipfile.ZipFile(self.path("fr.xlsx")) as book:
            self.assertIsNone(book.testzip())
            names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
            self.assertEqual(len(names), len({name.lower() for name in names}))
            self.assertTrue(all(len(name) <= 31 for name in names), names)
            sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            self.assertEqual(len(sheets), 8)
            for sheet in sheets:
                self.assertNotIn(SHEET + "f", [node.tag for node in xml.etree.ElementTree.fromstring(book.read(sheet)).iter()], sheet)
            self.assertEqual(len([name for name in book.namelist() if name.startswith("xl/charts/")]), 5)
            rows = self.cells(book, "xl/worksheets/sheet8.xml")
            self.assertIn(b'state="frozen"', book.read("xl/worksheets/sheet8.xml"))
        self.assertEqual([cell[2] for cell in rows[0].values()], ["Quand", "Texte", "Compte", "Portée", "Taux d’engagement", "Payée\u202f?", "Adresse"])
        first, second = rows[1], rows[2]
        # 1 November 2026, 9:00 in Paris, as days since 1900.
        self.assertEqual((first["A"][0], first["A"][1]), ("n", "dd/mm/yyyy hh:mm"))
        self.assertAlmostEqual(float(first["A"][2]), 46327.375, 4)
        self.assertEqual(second["B"][0], "s")
        self.assertEqual(second["B"][2], '=HYPERLINK("http://evil.example")')
        self.assertEqual((second["D"][0], float(second["D"][2])), ("n", 137.0))
        self.assertEqual((second["E"][1], round(float(second["E"][2]), 6)), ("0.0%", 0.0037))
        self.assertEqual(first["F"][0], "b")
        self.assertNotIn("D", rows[4])  # unknown is empty, never zero


if __name__ == "__main__":
    main()
