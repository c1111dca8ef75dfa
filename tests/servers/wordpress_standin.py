#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A stand-in for WordPress's REST interface: users/me, posts, comments, media, tags, categories. Facts seen on WordPress 6.1.9, November 2026.

User admin, application password "abcd efgh ijkl mnop qrst uvwx" (spaces don't count). No protection against doubles, as the
real one has none: a slug that is taken gets "-2", a published post without one gets it from its title. Only what was
published counts as a post, and an answer to a comment. Comment 1 is there from the start, as after each installation. Knobs: "revoked" (true: the password is refused).
"""
import base64
import re
from datetime import datetime, timezone

from standin import Answer, StandIn, main

PASSWORD = "abcdefghijklmnopqrstuvwx"


def refuse(status, code, message, **data):
    return Answer(status, {"code": code, "message": message, "data": {"status": status, **data}})


def slug_of(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def comment_of(number, post, parent, text, author, name="admin", email="admin@wordpress.example"):
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return {"id": number, "post": post, "parent": parent, "author": author, "author_name": name, "author_email": email, "author_url": "", "date": now, "date_gmt": now,
            "content": {"raw": text, "rendered": f"<p>{text}</p>"}, "link": f"http://wordpress.example/?p={post}#comment-{number}", "slug": "", "status": "approved",
            "type": "comment"}


class WordPress(StandIn):
    kept = ("posts", "things", "next")

    def __init__(self):
        super().__init__()
        self.knobs.update(revoked=False)
        self.things = {"posts": {}, "comments": {"1": comment_of(1, 1, 0, "Hi, this is a comment.", 0, "A WordPress Commenter", "wapuu@wordpress.example")}, "media": {}, "tags": {}, "categories": {"1": {"id": 1, "name": "Uncategorized", "slug": "uncategorized", "taxonomy": "category"}}}
        self.next = 10

    def said(self, text):
        number = self.number()
        self.things["comments"][str(number)] = comment_of(number, 1, 0, text, 0, "Zoé", f"zoe{number}@wordpress.example")

    def hidden(self):
        return sum(comment["status"] == "hold" for comment in self.things["comments"].values())

    def handle(self, request):
        path = request.query.get("rest_route") or request.path.removeprefix("/wp-json")
        if path in ("", "/"):
            return Answer(200, {"name": "stand-in", "url": self.url, "home": self.url, "namespaces": ["wp/v2"],
                                "authentication": {"application-passwords": {"endpoints": {}}}},
                          {"Link": f'<{self.url}/wp-json/>; rel="https://api.w.org/"'})
        parts = path.strip("/").split("/")
        if parts[:2] != ["wp", "v2"] or len(parts) < 3:
            return refuse(404, "rest_no_route", "No route was found matching the URL and request method.")
        signed_in = self.signed_in(request)
        if parts[2] == "users" and parts[3:] == ["me"]:
            if not signed_in:
                return refuse(401, "rest_not_logged_in", "You are not currently logged in.")
            return Answer(200, {"id": 1, "name": "admin", "slug": "admin", "username": "admin", "link": self.url + "/author/admin/",
                                "url": self.url, "roles": ["administrator"], "capabilities": {"publish_posts": True}})
        if parts[2] not in self.things:
            return refuse(404, "rest_no_route", "No route was found matching the URL and request method.")
        if request.method not in ("GET", "HEAD") and not signed_in:
            return refuse(401, "rest_cannot_create", "Sorry, you are not allowed to create posts as this user.")
        return self.one(request, parts[2], parts[3]) if len(parts) > 3 else self.many(request, parts[2])

    def signed_in(self, request):
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        user, _, password = base64.b64decode(value).decode("utf-8", "replace").partition(":")
        if user != "admin" or password.replace(" ", "") != PASSWORD or self.knobs["revoked"]:
            raise refuse(401, "incorrect_password", "The provided password is an invalid application password.")
        return True

    def many(self, request, kind):
        if request.method == "POST":
            return {"posts": self.new_post, "media": self.new_media, "comments": self.new_comment}.get(kind, lambda r: self.new_term(r, kind))(request)
        q = request.query
        found = [t for t in self.things[kind].values() if self.fits(t, q, kind)]
        found.sort(key=lambda t: t["id"], reverse=q.get("order") != "asc")
        size, page = int(q.get("per_page", 10)), int(q.get("page", 1))
        pages = -(-len(found) // size)
        if "offset" in q:
            return Answer(200, found[int(q["offset"]):][:size], {"X-WP-Total": len(found), "X-WP-TotalPages": pages})
        if page > max(pages, 1):
            return refuse(400, "rest_post_invalid_page_number", "The page number requested is larger than the number of pages available.")
        headers = {"X-WP-Total": len(found), "X-WP-TotalPages": pages}
        return Answer(200, found[(page - 1) * size:page * size], headers)

    def fits(self, thing, q, kind):
        states = q.get("status", "publish").split(",")
        if kind == "posts" and (thing["status"] == "trash" if "any" in states else thing["status"] not in states):
            return False
        if "slug" in q and thing["slug"] not in q["slug"].split(","):
            return False
        if kind == "comments" and ("parent" in q and str(thing["parent"]) not in q["parent"].split(",") or "include" in q and str(thing["id"]) not in q["include"].split(",")):
            return False
        text = thing.get("name", "") + thing.get("title", {}).get("raw", "") + thing.get("content", {}).get("raw", "")
        return q.get("search", "").lower() in text.lower()

    def one(self, request, kind, number):
        thing = self.things[kind].get(number)
        if not thing:
            return refuse(404, "rest_post_invalid_id", "Invalid post ID.")
        if request.method == "DELETE":
            return self.delete(request, kind, thing)
        if request.method in ("POST", "PUT", "PATCH"):
            self.fill(thing, request.fields())
            if kind == "posts":
                self.place(thing, request.fields().get("slug"))
        return Answer(200, thing)

    def delete(self, request, kind, thing):
        if kind == "posts" and request.query.get("force") not in ("true", "1"):
            if thing["status"] == "trash":
                return refuse(410, "rest_already_trashed", "The post has already been deleted.")
            thing["status"] = "trash"
            thing["slug"] += "__trashed"
        else:
            del self.things[kind][str(thing["id"])]
        for post in self.posts:
            if kind == "posts" and post["id"] == thing["id"]:
                post["deleted"] = True
        return Answer(200, thing if thing.get("status") == "trash" else {"deleted": True, "previous": thing})

    def number(self):
        self.next += 1
        return self.next

    def free_slug(self, kind, wish):
        taken = {t["slug"] for t in self.things[kind].values()}
        slug, n = wish, 1
        while slug in taken:
            n += 1
            slug = f"{wish}-{n}"
        return slug

    def fill(self, thing, given):
        for key, value in given.items():
            if key in ("title", "content", "excerpt"):
                raw = value.get("raw", "") if isinstance(value, dict) else str(value)
                thing[key] = {"raw": raw, "rendered": raw}
            elif key == "meta" and isinstance(value, dict):
                # Only registered fields are kept by the real one; unknown ones vanish without a word.
                thing["meta"] = {"footnotes": value["footnotes"]} if "footnotes" in value else {}
            elif key not in ("id", "link"):
                thing[key] = value

    def new_post(self, request):
        given = request.fields()
        if not given.get("title") and not given.get("content") and not given.get("excerpt"):
            return refuse(400, "empty_content", "Content, title, and excerpt are empty.")
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
        post = {"id": self.number(), "status": "draft", "title": {"raw": "", "rendered": ""}, "content": {"raw": "", "rendered": ""},
                "excerpt": {"raw": "", "rendered": ""}, "date": now, "date_gmt": now, "modified_gmt": now, "type": "post", "meta": {},
                "featured_media": 0, "tags": [], "categories": [1], "slug": ""}
        self.fill(post, given)
        self.things["posts"][str(post["id"])] = post
        post["guid"] = {"rendered": f"{self.url}/?p={post['id']}"}
        self.place(post, given.get("slug"))
        return Answer(201, post, {"Location": f"{self.url}/wp-json/wp/v2/posts/{post['id']}"})

    def place(self, post, wish):
        """Gives a post its slug and address, and notes it once it is published."""
        if wish or (post["status"] == "publish" and not post["slug"]):
            post["slug"] = ""
            post["slug"] = self.free_slug("posts", wish or slug_of(post["title"]["raw"]) or str(post["id"]))
        plain = post["status"] in ("draft", "pending") or not post["slug"]
        post["link"] = f"{self.url}/?p={post['id']}" if plain else f"{self.url}/{post['slug']}/"
        known = next((p for p in self.posts if p["id"] == post["id"]), None)
        if not known and post["status"] in ("publish", "private"):
            known = {"id": post["id"], "deleted": False}
            self.posts.append(known)
        if known:
            known.update(text=post["content"]["raw"], title=post["title"]["raw"], slug=post["slug"])

    def new_comment(self, request):
        given = request.fields()
        said = (given.get("post"), given.get("parent", 0), given.get("content"))
        for comment in self.things["comments"].values():
            if (comment["post"], comment["parent"], comment["content"]["raw"]) == said:
                return refuse(409, "comment_duplicate", "Duplicate comment detected; it looks as though you’ve already said that!")
        comment = comment_of(self.number(), *said, author=1)
        self.things["comments"][str(comment["id"])] = comment
        if comment["parent"]:
            self.posts.append({"id": comment["id"], "text": said[2], "deleted": False})
        return Answer(201, comment)

    def new_media(self, request):
        name = re.search(r'filename="?([^";]+)', request.headers.get("content-disposition", ""))
        if not name:
            return refuse(400, "rest_upload_no_content_disposition", "No Content-Disposition supplied.")
        number = self.number()
        url = f"{self.url}/wp-content/uploads/{name[1]}"
        media = {"id": number, "slug": self.free_slug("media", slug_of(name[1].rsplit(".", 1)[0])), "source_url": url, "link": f"{self.url}/?attachment_id={number}",
                 "mime_type": request.headers.get("content-type"), "media_type": "image", "alt_text": "", "title": {"raw": name[1], "rendered": name[1]},
                 "status": "inherit", "media_details": {"width": 40, "height": 40}, "size": len(request.body)}
        self.things["media"][str(number)] = media
        return Answer(201, media)

    def new_term(self, request, kind):
        name = request.fields().get("name", "")
        for term in self.things[kind].values():
            if term["name"].lower() == name.lower():
                return refuse(400, "term_exists", "A term with the name provided already exists in this taxonomy.", term_id=term["id"])
        term = {"id": self.number(), "name": name, "slug": self.free_slug(kind, slug_of(name)), "taxonomy": "category" if kind == "categories" else "post_tag"}
        self.things[kind][str(term["id"])] = term
        return Answer(201, term)


if __name__ == "__main__":
    main(WordPress(), __doc__)
