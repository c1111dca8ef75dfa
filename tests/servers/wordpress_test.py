#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cmtool against a real WordPress on loopback: sign in, post, picture, edit, delete, and trouble on the way."""
import base64
import os
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, ask, main, up  # noqa: E402

KILLED = int(os.environ.get("CMTOOL_TEST_KEYED", "200"))


class WordPress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site, down = up("wordpress")
        cls.addClassCleanup(down)
        cls.url, cls.password = cls.site["WORDPRESS_URL"], cls.site["WORDPRESS_ADMIN_PASSWORD"]
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.sign_in(cls.desk)

    @classmethod
    def sign_in(cls, desk):
        for args, text in ((("init",), None), (("account", "add", "wordpress", "blog", "--server", cls.url, "--handle", "admin", "--token-stdin"),
                                               cls.password + "\n")):
            done = desk.run(*args, text=text)
            if done.returncode != 0:
                raise AssertionError(f"{args}: {done.returncode} {done.stderr}")

    def api(self, path, body=None, method=None, password=None):
        token = base64.b64encode(f"admin:{password or self.password}".encode()).decode()
        return ask(f"{self.url}/wp-json/wp/v2/{path}", body, {"authorization": "Basic " + token}, method)

    def post(self, *args, **options):
        done = self.desk.run("post", *args, "--to", "@blog", **options)
        self.assertEqual(done.returncode, 0, f"{args}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def newest(self):
        return self.api("posts?context=edit&per_page=1")[0]

    def test_the_account_is_listed_and_in_order(self):
        self.assertIn("blog", [a["account"].lstrip("@") for a in self.desk.json("account", "list")])
        self.assertEqual(self.desk.run("account", "check", "@blog").returncode, 0)

    def test_a_text_is_posted_and_its_address_printed(self):
        said = self.post("Ouverture à 10 h ce dimanche — « très tôt » 🥐", "--title", "Dimanche")
        made = self.newest()
        self.assertEqual(made["title"]["raw"], "Dimanche")
        self.assertIn("Ouverture à 10 h ce dimanche", made["content"]["raw"])
        self.assertIn("🥐", made["content"]["raw"])
        self.assertEqual(made["status"], "publish")
        self.assertIn(made["link"], said)

    def test_markdown_becomes_html(self):
        self.post("Du **gras** et un [lien](https://example.com/)", "--title", "Markdown")
        made = self.newest()["content"]["rendered"]
        self.assertIn("<strong>gras</strong>", made)
        self.assertIn('href="https://example.com/"', made)

    def test_a_picture_arrives_with_its_alternative_text(self):
        self.post("Avec une image", "--title", "Image", "--media", self.desk.picture("rouge.png"), "--alt", "Un carré rouge")
        made = self.newest()
        media = self.api("media?context=edit&per_page=1")[0]
        self.assertEqual(media["alt_text"], "Un carré rouge")
        self.assertTrue(made["featured_media"] == media["id"] or media["source_url"] in made["content"]["raw"], made["content"]["raw"])

    def test_a_link_is_in_the_page(self):
        self.post("Lisez ceci", "--title", "Lien", "--link", "https://example.com/article")
        self.assertIn("https://example.com/article", self.newest()["content"]["raw"])

    def test_a_post_is_edited_then_deleted(self):
        self.post("Avant", "--title", "À modifier")
        made = self.newest()
        number = self.newest_of_ours()
        done = self.desk.run("post", "edit", number, "Après")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Après", self.api(f"posts/{made['id']}?context=edit")["content"]["raw"])
        done = self.desk.run("post", "delete", number)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(made["id"], [p["id"] for p in self.api("posts?per_page=100")])
        self.assertIn(self.desk.run("post", "delete", number).returncode, (0, 5), "deleting twice is harmless")

    def newest_of_ours(self):
        return max(self.desk.json("post", "list"), key=lambda p: p["id"])["id"]

    def test_the_same_key_posts_once(self):
        for _ in range(3):
            self.post("Une seule fois", "--title", "Clé", "--key", "once")
        self.assertEqual(len([p for p in self.api("posts?per_page=100") if p["title"]["rendered"] == "Clé"]), 1)

    def test_a_wrong_password_is_refused_when_it_is_added(self):
        with Desk() as desk:
            desk.run("init")
            done = desk.run("account", "add", "wordpress", "blog", "--server", self.url, "--handle", "admin", "--token-stdin", text="falsch\n")
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertNotIn("blog", [a["account"].lstrip("@") for a in desk.json("account", "list")])

    def test_a_password_revoked_in_between_is_sign_in_needed(self):
        made = self.api("users/me/application-passwords", {"name": "to be revoked"})
        with Desk() as desk:
            desk.run("init")
            done = desk.run("account", "add", "wordpress", "blog", "--server", self.url, "--handle", "admin", "--token-stdin", text=made["password"])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.api(f"users/me/application-passwords/{made['uuid']}", method="DELETE")
            done = desk.run("post", "Trop tard", "--to", "@blog")
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("hint:", done.stderr)
            self.assertEqual(desk.run("account", "check", "@blog").returncode, 4)
        self.assertNotIn("Trop tard", str(self.api("posts?per_page=100&context=edit&search=Trop")))

    def test_killed_at_random_under_a_loop_of_keyed_posts_all_are_there_once(self):
        rng = random.Random(11)
        for i in range(KILLED):
            args = ("post", f"Billet {i} de la boucle", "--title", f"boucle-{i}", "--to", "@blog", "--key", f"loop-{i}")
            for _ in range(50):
                child = self.desk.start(*args, stdout=subprocess.DEVNULL)
                if rng.random() < 0.4:
                    time.sleep(rng.uniform(0, 0.35))
                    child.kill()
                _, said = child.communicate(timeout=120)
                if child.returncode == 0:
                    break
                self.assertIn(child.returncode, (-signal.SIGKILL, 7, 8, 9), said)
            else:
                self.fail(f"never done: {said}")
        titles, page = [], 1
        while some := self.page(page):
            titles += [post["title"]["rendered"] for post in some]
            page += 1
        self.assertEqual(len(titles), KILLED)
        self.assertEqual(len(set(titles)), KILLED)
        self.assertEqual(self.desk.run("workspace", "check").returncode, 0)

    def page(self, number):
        """Posts of the loop; none where WordPress says that there is no such page."""
        try:
            return self.api(f"posts?per_page=100&page={number}&search=boucle")
        except AssertionError as error:
            if "rest_post_invalid_page_number" in str(error):
                return []
            raise

    def test_zz_a_server_that_is_stopped_is_later(self):
        subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), "stop_groups"), self.folder()], check=True)
        done = self.desk.run("post", "Personne", "--to", "@blog", "--key", "nobody")
        self.assertEqual(done.returncode, 7, done.stderr)

    def folder(self):
        return self.site["WORDPRESS_FOLDER"] + "/run"


if __name__ == "__main__":
    main()
