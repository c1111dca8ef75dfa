#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A stand-in for servers with the Mastodon API, in five dialects.

None of these servers can be installed from Debian or npm, and they differ from Mastodon's documentation and from each other.
What each does was seen on snac 2.94, Hollo 0.6.20, GoToSocial 0.7.1 and WordPress with Enable Mastodon Apps 1.6.1 in November
2026; `mastodon` does what docs.joinmastodon.org says of version 4.5.

    mastodon_standin.py --dialect mastodon|snac|hollo|gotosocial|ema [--port N] [--delay S] [--tls CERT KEY]

The access token is "stand-in-token"; any other is refused as the dialect does it. GET /__posts lists all posts ever made, those
since deleted too (as /__standin/posts does). What is scheduled goes out when its time has come and anything is asked; "ahead" (seconds) sets the
stand-in's clock, "hasty" makes it publish at once. Knobs: "revoked" (true: the token is refused), "processing" (how often a medium
answers 206 before it is ready), "limit" (characters), "padding" (so many bytes that mean nothing in the answer to a post), "likes" and
"followers" (of every post, of the account). The account and its posts can be looked up without a token, as on a public server.
"""
import argparse
import hashlib
import html
import re
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone
from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qs, urlencode, urlsplit

from standin import Answer, StandIn, start

TOKEN = "stand-in-token"
PAGE = "<!DOCTYPE html><html><head><title>Not Found</title></head><body><h1>404</h1></body></html>"
VISIBILITIES = ("public", "unlisted", "private", "direct")


AHEAD = timedelta()  # of the stand-in's clock: the knob "ahead"


def now():
    return datetime.now(timezone.utc) + AHEAD


def iso(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def parts_of(request):
    """The fields of a multipart body: name -> (bytes, file name or None, type)."""
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    message = BytesParser(policy=policy.HTTP).parsebytes(head + request.body)
    fields = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        fields[name] = (part.get_payload(decode=True), part.get_filename(), part.get_content_type())
    return fields


def fields_of(request):
    """The fields of a status, from JSON, a form or multipart; media_ids[] and poll[options][] as Rails reads them."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        return {name: value[0].decode() for name, value in parts_of(request).items()}
    if not kind.startswith("application/x-www-form-urlencoded"):
        return request.fields()
    fields = {}
    for name, values in parse_qs(request.body.decode(), keep_blank_values=True).items():
        if name.startswith("poll["):
            inner = name[5:].replace("]", "").rstrip("[")
            fields.setdefault("poll", {})[inner] = values if name.endswith("[]") else values[0]
        else:
            fields[name.removesuffix("[]")] = values if name.endswith("[]") else values[0]
    return fields


class Dialect:
    """Mastodon 4.5; the others derive from it and say what they do differently."""

    name = "mastodon"
    version = "4.5.0"
    source = "https://github.com/mastodon/mastodon"
    keeps_keys = True
    can_edit = True
    links = True
    rate_headers = True
    deleted_again = 404       # the status of a second DELETE
    still_served = False      # a deleted post is still answered
    media_answer = 202

    def instance(self, server):
        return {"domain": server.host, "title": "stand-in", "version": self.version, "source_url": self.source,
                "api_versions": {"mastodon": 7}, "configuration": self.configuration(server)}

    def configuration(self, server):
        return {"statuses": {"max_characters": server.knobs["limit"], "max_media_attachments": 4, "characters_reserved_per_url": 23},
                "media_attachments": {"supported_mime_types": ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"],
                                      "description_limit": 1500, "image_size_limit": 16777216, "image_matrix_limit": 33177600,
                                      "video_size_limit": 103809024},
                "polls": {"max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2629746}}

    def new_id(self, count):
        return str(115_000_000_000_000_000 + count)

    def bad_token(self, _request):
        return Answer(401, {"error": "The access token is invalid"})

    def empty(self):
        return Answer(422, {"error": "Validation failed: Text can't be blank"})

    def no_api(self, _request):
        return Answer(404, {"error": "Record not found"})

    def rendered(self, text, host):
        """As Mastodon shows it: paragraphs, shortened links, mentions without their host."""
        shown = html.escape(text, quote=True)

        def link(match):
            url = html.unescape(match[0])
            scheme, rest = url.split("://", 1)
            shown_part, hidden = rest[:30], rest[30:]
            return (f'<a href="{html.escape(url)}" rel="nofollow noopener"><span class="invisible">{scheme}://</span>'
                    f'<span class="ellipsis">{html.escape(shown_part)}</span><span class="invisible">{html.escape(hidden)}</span></a>')

        shown = re.sub(r"https?://[^\s<]+", link, shown)
        shown = re.sub(r"(?<![\w/@])@([A-Za-z0-9_]+)(?:@([A-Za-z0-9.:-]+[A-Za-z0-9]))?",
                       lambda m: f'<span class="h-card"><a href="https://{m[2] or host}/@{m[1]}" class="u-url mention">@<span>{m[1]}</span></a></span>', shown)
        paragraphs = [p.replace("\n", "<br />") for p in re.split(r"\n{2,}", shown)]
        return "".join(f"<p>{p}</p>" for p in paragraphs) if text else ""

    def visibility(self, fields, _request):
        wanted = fields.get("visibility") or "public"
        return wanted if wanted in VISIBILITIES else "public"

    def scheduled(self, server, fields):
        """The answer to scheduled_at, or None: posted at once, as what lies in the past is."""
        at = moment(fields["scheduled_at"])
        if at <= now():
            return None
        if at <= now() + timedelta(minutes=5):
            return Answer(422, {"error": "Validation failed: Scheduled at The scheduled date must be in the future"})
        kept = {"id": str(server.next_number()), "scheduled_at": iso(at), "fields": fields, "queued": None}
        server.kept.append(kept)
        return Answer(200, server.shown_scheduled(kept))

    def schedule_route(self, server, request, rest):
        """/api/v1/scheduled_statuses, as Mastodon has it."""
        if not rest:
            older = [k for k in server.kept if "max_id" not in request.query or int(k["id"]) < int(request.query["max_id"])]
            return Answer(200, [server.shown_scheduled(k) for k in sorted(older, key=lambda k: -int(k["id"]))[:int(request.query.get("limit", 20))]])
        kept = next((k for k in server.kept if k["id"] == rest[0]), None)
        if kept is None:
            return Answer(404, {"error": "Record not found"})
        if request.method == "DELETE":
            server.kept.remove(kept)
            return Answer(200, {})
        if request.method == "PUT":
            at = moment(request.fields()["scheduled_at"])
            if at <= now() + timedelta(minutes=5):
                return Answer(422, {"error": "Validation failed: Scheduled at The scheduled date must be in the future"})
            # What is due within five minutes is queued already, and goes out at its old time all the same.
            if moment(kept["scheduled_at"]) <= now() + timedelta(minutes=5):
                kept["queued"] = kept["queued"] or kept["scheduled_at"]
            kept["scheduled_at"] = iso(at)
        return Answer(200, server.shown_scheduled(kept))

    def listed(self, posts):
        return posts

    def next_link(self, server, account, last, size):
        return f"{server.url}/api/v1/accounts/{account}/statuses?{urlencode({'limit': size, 'max_id': last['id']})}"

    def shown_deleted(self, post):
        return post

    def reply_answer(self, post, _parent):
        return post


class WithoutSchedule(Dialect):
    """Posts at once, and has no list of what is scheduled."""

    def scheduled(self, server, fields):
        return None

    def schedule_route(self, server, request, rest):
        return self.no_api(request)


class Snac(WithoutSchedule):
    name, version, source = "snac", "4.0.0 (not true; really snac/2.94)", ""
    keeps_keys, links, rate_headers, deleted_again, still_served, media_answer = False, False, False, 200, True, 200

    def instance(self, server):
        return {"uri": server.host, "title": "snac", "version": self.version, "configuration": self.configuration(server)}

    def new_id(self, count):
        return f"{1700000000 + count}{hashlib.md5(str(count).encode()).hexdigest()[:10]}"

    def bad_token(self, _request):
        return Answer(422)

    def empty(self):
        return None

    def no_api(self, _request):
        return Answer(404, PAGE)

    def rendered(self, text, host):
        shown = super().rendered(text, host)
        return re.sub(r"\*([^*<]+)\*", r"<i>\1</i>", shown).replace(":-)", "🙂")

    def schedule_route(self, server, request, rest):
        return Answer(200, []) if request.method == "GET" and not rest else self.no_api(request)

    def listed(self, posts):
        return [p for p in posts if p["visibility"] == "public"]

    def shown_deleted(self, post):
        return dict(post, id=post["id"].upper())


class Hollo(WithoutSchedule):
    name, version, source = "hollo", "0.6.20", "https://github.com/fedify-dev/hollo"
    rate_headers = False
    media_answer = 200

    def instance(self, server):
        return dict(super().instance(server), api_versions={"mastodon": 2}, feature_quote=True)

    def configuration(self, server):
        told = super().configuration(server)
        told["statuses"] = {"max_characters": 10000, "max_media_attachments": 8, "characters_reserved_per_url": 256}
        return told

    def new_id(self, count):
        return str(uuid.UUID(int=(0x0197 << 112) | (0x7 << 76) | (0x8 << 60) | count))

    def empty(self):
        return Answer(400, {"success": False, "error": {"issues": [{"code": "too_small", "path": ["status"], "message": "Required"}],
                                                        "name": "ZodError"}})

    def rendered(self, text, host):
        shown = html.escape(text, quote=False)
        shown = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", shown)
        shown = re.sub(r"https?://[^\s<]+", lambda m: f'<a href="{m[0]}">{m[0]}</a>', shown)
        return "".join(f"<p>{p}</p>\n" for p in re.split(r"\n+", shown))

    def visibility(self, fields, request):
        is_json = request.headers.get("content-type", "").startswith("application/json")
        return super().visibility(fields, request) if is_json else "public"

    def next_link(self, server, account, last, size):
        return f"{server.url}/api/v1/accounts/{account}/statuses?limit={size}&older_than={last['created_at'].replace('T', ' ')}"


class GoToSocial(WithoutSchedule):
    name, version, source = "gotosocial", "0.7.1 git-2a5cab8", "https://github.com/superseriousbusiness/gotosocial"
    keeps_keys, can_edit = False, False
    media_answer = 200

    def instance(self, server):
        told = super().instance(server)
        del told["api_versions"]
        told["configuration"]["statuses"].update(max_characters=5000, characters_reserved_per_url=25)
        return told

    def new_id(self, count):
        return "01HF" + f"{count:022d}"

    def bad_token(self, request):
        if "application/json" in request.headers.get("accept", ""):
            return Answer(401, {"error": "Unauthorized: token was not recognized"})
        return Answer(401, "<!DOCTYPE html><html><body><h1>401</h1></body></html>")

    def empty(self):
        return Answer(400, {"error": "Bad Request: must provide at least one of status, media_ids, or poll"})


class Ema(WithoutSchedule):
    name, version, source = "ema", "WordPress/6.1.9, EMA/1.6.1", "https://core.trac.wordpress.org/browser/trunk"
    keeps_keys, rate_headers, deleted_again, still_served, media_answer = False, False, 200, True, 200

    def instance(self, server):
        return {"domain": server.host, "title": "blog", "version": self.version, "source_url": self.source,
                "configuration": {"media_attachment": {"supported_mime_types": ["image/jpeg", "image/png"], "image_size_limit": 2097152,
                                                       "video_size_limit": 2097152}, "translation": {"enabled": False}}}

    def new_id(self, count):
        return str(count)

    def rendered(self, text, host):
        return re.sub(r"'", "’", text).replace('"', "”").replace("...", "…").replace("\n", "<br />\n")

    def visibility(self, fields, _request):
        return "public"

    def scheduled(self, server, fields):
        return Answer(404, {"error": "invalid-entity"})

    def reply_answer(self, post, parent):
        return dict(post, id=parent["id"], url=parent["url"], uri=parent["uri"])


DIALECTS = {d.name: d for d in (Dialect, Snac, Hollo, GoToSocial, Ema)}


class Mastodon(StandIn):
    def __init__(self, dialect):
        super().__init__()
        self.knobs.update(revoked=False, processing=1, limit=500, padding=0, likes=0, followers=0)
        self.dialect = DIALECTS[dialect]()
        self.media, self.keys, self.apps, self.codes = {}, {}, {}, {}
        self.kept = []  # on the schedule
        self.knobs.update(ahead=0, hasty=False)
        self.count = 0
        self.host = "127.0.0.1"
        # The account is older than what is posted now.
        self.create({"status": "An older post", "visibility": "public"}, None, now() - timedelta(days=30))
        self.posts[0]["seed"] = True

    def next_number(self):
        self.count += 1
        return self.count

    def shown_scheduled(self, kept):
        fields = kept["fields"]
        return {"id": kept["id"], "scheduled_at": kept["scheduled_at"],
                "params": {"text": fields.get("status"), "media_ids": fields.get("media_ids"), "spoiler_text": fields.get("spoiler_text"), "idempotency": None,
                           "scheduled_at": None, "visibility": fields.get("visibility")},
                "media_attachments": [self.media[m] for m in fields.get("media_ids") or []]}

    def publish_what_is_due(self):
        global AHEAD
        AHEAD = timedelta(seconds=self.knobs["ahead"])
        for kept in [k for k in self.kept if moment(k["queued"] or k["scheduled_at"]) <= now()]:
            self.kept.remove(kept)
            self.create(kept["fields"], None, moment(kept["queued"] or kept["scheduled_at"]), kept["fields"].get("visibility") or "public")

    def handle(self, request):
        self.publish_what_is_due()
        self.host = self.url.split("://", 1)[1]
        answer = self.routed(request)
        if self.dialect.rate_headers:
            answer.headers.setdefault("X-RateLimit-Limit", "300")
            answer.headers.setdefault("X-RateLimit-Remaining", "299")
            answer.headers.setdefault("X-RateLimit-Reset", iso(now() + timedelta(minutes=5)))
        answer.headers.setdefault("Date", now().strftime("%a, %d %b %Y %H:%M:%S GMT"))
        return answer

    def routed(self, request):
        parts = request.path.strip("/").split("/")
        if request.path == "/__posts":
            return Answer(200, [p for p in self.posts if not p.get("seed")])
        if parts[:2] == ["api", "v2"] and parts[2:] == ["instance"] and self.dialect.name != "snac":
            return Answer(200, self.dialect.instance(self))
        if parts == ["api", "v1", "instance"]:
            return Answer(200, dict(self.dialect.instance(self), uri=self.host))
        if parts == ["api", "v1", "apps"] and request.method == "POST":
            return self.new_app(request)
        if parts[0] == "oauth":
            return self.oauth(request, parts[1] if len(parts) > 1 else "")
        if parts[0] != "api" or len(parts) < 3:
            return Answer(404, PAGE)
        if request.headers.get("authorization") is None and request.method == "GET" and parts[2:4] in (["accounts", "lookup"], ["accounts", "1"]):
            return self.accounts(request, parts[3:]) or self.dialect.no_api(request)
        if request.headers.get("authorization") != f"Bearer {TOKEN}" or self.knobs["revoked"]:
            return self.dialect.bad_token(request)
        if parts[2] == "scheduled_statuses":
            return self.dialect.schedule_route(self, request, parts[3:])
        routes = {"accounts": self.accounts, "statuses": self.statuses, "media": self.media_route, "search": self.search}
        if parts[2] not in routes:
            return self.dialect.no_api(request)
        return routes[parts[2]](request, parts[3:]) or self.dialect.no_api(request)

    # --- signing in ---------------------------------------------------------------------------------------------

    def new_app(self, request):
        fields = request.fields()
        uris = fields.get("redirect_uris")
        app = {"id": str(self.next_number()), "name": fields.get("client_name"), "client_id": uuid.uuid4().hex,
               "client_secret": uuid.uuid4().hex, "redirect_uri": uris[0] if isinstance(uris, list) else uris}
        self.apps[app["client_id"]] = app
        return Answer(200, app)

    def oauth(self, request, what):
        if what == "authorize":
            client, uri = self.apps.get(request.query.get("client_id")), request.query.get("redirect_uri", "")
            if not client or client["redirect_uri"] != uri:
                return Answer(400, {"error": "invalid_client"})
            code = uuid.uuid4().hex
            self.codes[code] = request.query
            if uri.startswith("urn:"):
                return Answer(200, f"<p>Code: <code>{code}</code></p>")
            back = {"code": code, **({"state": request.query["state"]} if "state" in request.query else {})}
            return Answer(302, b"", {"Location": uri + ("&" if "?" in uri else "?") + urlencode(back)})
        fields = request.fields()
        if what == "token" and request.method == "POST":
            given = self.codes.pop(fields.get("code"), None)
            app = self.apps.get(fields.get("client_id"))
            if not given or not app or app["client_secret"] != fields.get("client_secret"):
                return Answer(400, {"error": "invalid_grant", "error_description": "The provided authorization grant is invalid"})
            return Answer(200, {"access_token": TOKEN, "token_type": "Bearer", "scope": "read write", "created_at": int(time.time())})
        if what == "revoke" and request.method == "POST":
            return Answer(200, {})
        return Answer(404, PAGE)

    def accounts(self, request, rest):
        if rest == ["verify_credentials"]:
            return Answer(200, {"id": "1", "username": "atelier", "acct": "atelier", "display_name": "Atelier", "url": self.url + "/@atelier"})
        if rest == ["1"] or (rest == ["lookup"] and request.query.get("acct") == "atelier"):
            return Answer(200, {"id": "1", "username": "atelier", "acct": "atelier", "url": self.url + "/@atelier", "followers_count": self.knobs["followers"],
                                "following_count": 3, "statuses_count": len(self.posts)})
        if rest[1:] == ["statuses"] and rest[0] == "1":
            return self.own_list(request)
        return None

    def own_list(self, request):
        q = request.query
        visible = [p for p in reversed(self.posts) if not p.get("deleted")]
        visible = self.dialect.listed(visible)
        if "max_id" in q:
            ids = [p["id"] for p in visible]
            visible = visible[ids.index(q["max_id"]) + 1:] if q["max_id"] in ids else []
        if "older_than" in q:
            visible = [p for p in visible if p["created_at"].replace("T", " ") < q["older_than"]]
        size = min(int(q.get("limit", 20)), 20 if self.dialect.name == "snac" else 40)
        page = visible[:size]
        headers = {}
        if self.dialect.links and len(visible) > size:
            headers["Link"] = f'<{self.dialect.next_link(self, "1", page[-1], size)}>; rel="next"'
        return Answer(200, [self.shown(p) for p in page], headers)

    # --- posts --------------------------------------------------------------------------------------------------

    def shown(self, post):
        counts = {"favourites_count": self.knobs["likes"], "reblogs_count": 1, "replies_count": 0}
        return {k: v for k, v in post.items() if k not in ("text", "seed", "deleted", "key")} | counts

    def create(self, fields, key, at=None, visibility="public"):
        number = self.next_number()
        id_ = self.dialect.new_id(number)
        media = [self.media[m] for m in fields.get("media_ids") or []]
        base = getattr(self, "url", "http://127.0.0.1")
        post = {"id": id_, "created_at": iso(at or now()), "in_reply_to_id": fields.get("in_reply_to_id") or None,
                "sensitive": bool(fields.get("sensitive")), "spoiler_text": fields.get("spoiler_text") or "", "visibility": visibility,
                "language": fields.get("language"), "uri": f"{base}/users/atelier/statuses/{id_}", "url": f"{base}/@atelier/{id_}",
                "content": self.dialect.rendered(fields.get("status") or "", self.host), "media_attachments": media, "reblog": None,
                "account": {"id": "1", "acct": "atelier"}, "poll": fields.get("poll"),
                "quote": fields.get("quoted_status_id") or fields.get("quote_id"),
                "text": fields.get("status") or "", "key": key}
        self.posts.append(post)
        return post

    def statuses(self, request, rest):
        if not rest:
            return self.publish(request) if request.method == "POST" else self.many(request)
        post = next((p for p in self.posts if p["id"].lower() == rest[0].lower()), None)
        if post is None or (post.get("deleted") and not self.dialect.still_served):
            return Answer(404, {"error": "Record not found"})
        if len(rest) > 1:
            is_source = rest[1] == "source" and self.dialect.can_edit
            return Answer(200, {"id": post["id"], "text": post["text"], "spoiler_text": post["spoiler_text"]}) if is_source else None
        if request.method == "DELETE":
            post["deleted"] = True
            return Answer(200, self.dialect.shown_deleted(dict(self.shown(post), text=post["text"])))
        if request.method == "PUT":
            if not self.dialect.can_edit:
                return Answer(404, {"error": "Not Found"})
            fields = fields_of(request)
            post.update(text=fields.get("status", post["text"]), spoiler_text=fields.get("spoiler_text", post["spoiler_text"]),
                        media_attachments=[self.media[m] for m in fields.get("media_ids") or []],
                        edited_at=None if self.dialect.name == "hollo" else iso(now()))
            post["content"] = self.dialect.rendered(post["text"], self.host)
        return Answer(200, self.shown(post))

    def many(self, request):
        """Several posts by their ids, since Mastodon 4.3; twenty at most."""
        if self.dialect.name != "mastodon":
            return None
        ids = parse_qs(urlsplit(request.target).query).get("id[]", [])
        if len(ids) > 20:
            return Answer(422, {"error": "Validation failed"})
        return Answer(200, [self.shown(p) for p in self.posts if p["id"] in ids and not p.get("deleted")])

    def publish(self, request):
        fields = fields_of(request)
        key = request.headers.get("idempotency-key")
        if key and self.dialect.keeps_keys and key in self.keys and time.time() - self.keys[key][1] < 3600:
            return Answer(200, self.shown(self.keys[key][0]), {"X-Mock-Replayed": "1"})
        text, media = (fields.get("status") or "").strip(), fields.get("media_ids") or []
        if not text and not media and not fields.get("poll"):
            refusal = self.dialect.empty()
            if refusal:
                return refusal
        if any(m not in self.media for m in media):
            return Answer(422, {"error": "Validation failed: media not found"})
        if len(text) > self.knobs["limit"] and self.dialect.name == "mastodon":
            return Answer(422, {"error": f"Validation failed: Text character limit of {self.knobs['limit']} exceeded"})
        parent = next((p for p in self.posts if p["id"] == fields.get("in_reply_to_id")), None)
        if fields.get("in_reply_to_id") and parent is None:
            return Answer(404, {"error": "Record not found"})
        if fields.get("scheduled_at") and not self.knobs["hasty"]:
            scheduled = self.dialect.scheduled(self, fields)
            if scheduled:
                return scheduled
        post = self.create(fields, key, visibility=self.dialect.visibility(fields, request))
        if key:
            self.keys[key] = (post, time.time())
        shown = self.dialect.reply_answer(self.shown(post), parent) if parent else self.shown(post)
        return Answer(200, dict(shown, padding="x" * self.knobs["padding"]) if self.knobs["padding"] else shown)

    # --- media and search ---------------------------------------------------------------------------------------

    def media_route(self, request, rest):
        if not rest and request.method == "POST":
            fields = parts_of(request)
            if "file" not in fields or not fields["file"][0]:
                return Answer(422, {"error": "Validation failed: File can't be blank"})
            bytes_, _, kind = fields["file"]
            if kind.split("/")[0] not in ("image", "video", "audio"):
                return Answer(422, {"error": "Validation failed: File content type is invalid"})
            id_ = str(self.next_number())
            described = fields.get("description")
            media = {"id": id_, "type": kind.split("/")[0], "url": f"{self.url}/media/{id_}", "preview_url": f"{self.url}/media/{id_}",
                     "description": described[0].decode() if described else None, "meta": {}, "size": len(bytes_),
                     "waits": self.knobs["processing"] if self.dialect.media_answer == 202 else 0}
            if "focus" in fields:
                media["meta"]["focus"] = fields["focus"][0].decode()
            self.media[id_] = media
            late = self.dialect.media_answer == 202 or self.dialect.name == "gotosocial"
            return Answer(self.dialect.media_answer, dict(media, url=None) if late else media)
        media = self.media.get(rest[0]) if rest else None
        if media is None or (self.dialect.name == "snac" and request.method == "GET"):
            return None
        if request.method == "PUT":
            media["description"] = request.fields().get("description", media["description"])
        if media["waits"] > 0:
            media["waits"] -= 1
            return Answer(206, dict(media, url=None))
        return Answer(200, media)

    def search(self, request, _rest):
        if self.dialect.name == "snac":
            return Answer(200, {"accounts": [], "statuses": [], "hashtags": []})
        wanted = request.query.get("q", "")
        found = [self.shown(p) for p in self.posts if wanted in (p["url"], p["uri"])]
        return Answer(200, {"accounts": [], "statuses": found, "hashtags": []})


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dialect", choices=sorted(DIALECTS), default="mastodon")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"))
    given = options.parse_args()
    standin = Mastodon(given.dialect)
    standin.knobs["delay"] = given.delay
    start(standin, given.port, *(given.tls or ()))
    print(f"READY {standin.url}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
