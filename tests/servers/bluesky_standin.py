#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A stand-in for a Bluesky PDS: sessions, records, blobs. Facts seen on @atproto/pds 0.5.35, November 2026.

Accounts alice.test and bob.test, app passwords alicepw123 and bobpw123. Whatever alice asks ("…?"), bob answers, and as much of an AppView is
here as it takes to read and to like that. Knobs: "token_seconds" (life of an access token),
"revoked" (true: app passwords and refresh tokens are refused).
"""
import base64
import hashlib
import hmac
import json
import re
import secrets
import time
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

from standin import Answer, StandIn, main

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")


def cid(data, codec=0x71):
    digest = hashlib.sha256(data).digest()
    return "b" + base64.b32encode(bytes([1, codec, 0x12, 0x20]) + digest).decode().rstrip("=").lower()


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def refuse(status, error, message):
    return Answer(status, {"error": error, "message": message})


def token(claims):
    """A signed token: whoever restarts this stand-in still knows those that it gave out."""
    head = part({"typ": "JWT", "alg": "HS256"}) + "." + part(claims)
    return head + "." + base64.urlsafe_b64encode(hmac.digest(b"stand-in", head.encode(), "sha256")).decode().rstrip("=")


def claims_of(bearer):
    given = (bearer or "").removeprefix("Bearer ")
    try:
        payload = given.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return claims if hmac.compare_digest(token(claims), given) else {}
    except (IndexError, ValueError):
        return {}


class Bluesky(StandIn):
    kept = ("posts", "records", "used")

    def __init__(self):
        super().__init__()
        self.knobs.update(token_seconds=7200, revoked=False)
        self.accounts = {f"{n}.test": (f"did:plc:{n * 8}"[:32].ljust(32, "a"), f"{n}pw123") for n in ("alice", "bob")}
        self.used, self.records = [], {}

    def handle(self, request):
        name = request.path.removeprefix("/xrpc/")
        method = getattr(self, name.replace(".", "_"), None)
        if not method:
            return refuse(502, "UpstreamFailure", "no AppView here") if name.startswith("app.") else refuse(501, "MethodNotImplemented", name)
        return method(request)

    # Sessions
    def tokens(self, did):
        now = int(time.time())
        claims = {"sub": did, "iat": now, "jti": secrets.token_hex(8)}
        access = token({**claims, "scope": "com.atproto.appPass", "exp": now + self.knobs["token_seconds"]})
        refresh = token({**claims, "scope": "com.atproto.refresh", "exp": now + 90 * 86400})
        handle = next(h for h, (d, _) in self.accounts.items() if d == did)
        return {"accessJwt": access, "refreshJwt": refresh, "did": did, "handle": handle, "active": True}

    def com_atproto_server_createSession(self, request):
        given = request.json()
        for handle, (did, password) in self.accounts.items():
            if given.get("identifier") in (handle, did) and given.get("password") == password and not self.knobs["revoked"]:
                return Answer(200, self.tokens(did))
        return refuse(401, "AuthenticationRequired", "Invalid identifier or password")

    def com_atproto_server_refreshSession(self, request):
        claims = claims_of(request.headers.get("authorization"))
        if claims.get("scope") != "com.atproto.refresh" or claims["jti"] in self.used or self.knobs["revoked"]:
            return refuse(400, "ExpiredToken", "Token has been revoked")
        self.used.append(claims["jti"])
        return Answer(200, self.tokens(claims["sub"]))

    def com_atproto_server_deleteSession(self, request):
        self.used.append(claims_of(request.headers.get("authorization")).get("jti"))
        return Answer(200)

    def com_atproto_server_getSession(self, request):
        did = self.who(request)
        handle = next(h for h, (d, _) in self.accounts.items() if d == did)
        return Answer(200, {"did": did, "handle": handle, "active": True})

    def com_atproto_server_describeServer(self, _):
        return Answer(200, {"did": "did:web:localhost", "availableUserDomains": [".test"], "inviteCodeRequired": False})

    def who(self, request):
        given = request.headers.get("authorization")
        if not given:
            raise refuse(401, "AuthMissing", "Authentication Required")
        claims = claims_of(given)
        if claims.get("scope") != "com.atproto.appPass":
            raise refuse(400, "InvalidToken", "Token could not be verified")
        if claims["exp"] <= time.time() or self.knobs["revoked"]:
            raise refuse(400, "ExpiredToken", "Token has expired")
        return claims["sub"]

    # Records
    def place(self, request, given):
        did = self.who(request)
        if given.get("repo") not in (did, *(h for h, (d, _) in self.accounts.items() if d == did)):
            raise refuse(403, "InvalidRequest", "not your repository")
        key = given.get("rkey", "")
        if given.get("collection") == "app.bsky.feed.post" and not TID.fullmatch(key):
            raise refuse(400, "InvalidRequest", f"Invalid record key: Invalid TID string: {key}")
        return did, given.get("collection", ""), key

    def com_atproto_repo_putRecord(self, request):
        given = request.json()
        place = self.place(request, given)
        record = given.get("record")
        if not isinstance(record, dict) or not isinstance(record.get("text", ""), str) or not record.get("createdAt"):
            return refuse(400, "InvalidRequest", "Invalid record")
        uri = "at://" + "/".join(place)
        made = cid(json.dumps(record, sort_keys=True).encode())
        answer = {"uri": uri, "cid": made, "validationStatus": "valid"}
        if self.records.get(uri, {}).get("cid") == made:
            return Answer(200, answer, {"X-Mock-Replayed": "1"})
        new = uri not in self.records
        self.records[uri] = {"uri": uri, "cid": made, "value": record}
        if new and place[1] == "app.bsky.feed.post":
            self.posts.append({"uri": uri, "text": record.get("text", ""), "deleted": False})
            if place[0] == self.accounts["alice.test"][0] and record["text"].endswith("?"):
                self.bob_answers({"uri": uri, "cid": made})
        for post in self.posts:
            if post["uri"] == uri:
                post["text"] = record.get("text", "")
        return Answer(200, {**answer, "commit": {"cid": made, "rev": place[2]}})

    def bob_answers(self, question, text="Bob says no."):
        did = self.accounts["bob.test"][0]
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                  "reply": {"root": question, "parent": question}}
        uri = self.put(f"at://{did}/app.bsky.feed.post/{self.new_key()}", record)["uri"]
        self.posts.append({"uri": uri, "text": text, "deleted": False, "seed": True})

    def put(self, uri, record):
        self.records[uri] = {"uri": uri, "cid": cid(json.dumps(record, sort_keys=True).encode()), "value": record}
        return {key: self.records[uri][key] for key in ("uri", "cid")}

    def said(self, text):
        """Bob answers a post of alice's: one for each thing that is said."""
        did = self.accounts["alice.test"][0]
        self.bob_answers(self.put(f"at://{did}/app.bsky.feed.post/{self.new_key()}", {"$type": "app.bsky.feed.post", "text": "Go on.", "createdAt": "2026-11-01T09:00:00Z"}), text)

    def hidden(self):
        return sum(len(record["value"].get("hiddenReplies", [])) for record in self.records.values())

    # As much of an AppView
    def view(self, uri):
        record = self.records[uri]
        did = uri.split("/")[2]
        handle = next(h for h, (d, _) in self.accounts.items() if d == did)
        return {"uri": uri, "cid": record["cid"], "author": {"did": did, "handle": handle, "displayName": handle.split(".")[0].title()},
                "record": record["value"], "indexedAt": record["value"]["createdAt"], "viewer": {}}

    def app_bsky_notification_listNotifications(self, request):
        did = self.who(request)
        found = [{**self.view(uri), "reason": "reply", "reasonSubject": record["value"]["reply"]["parent"]["uri"]} for uri, record in self.records.items()
                 if not uri.startswith(f"at://{did}/") and record["value"].get("reply", {}).get("root", {}).get("uri", "").startswith(f"at://{did}/")]
        begin, size = int(request.query.get("cursor", 0)), int(request.query.get("limit", 50))
        more = {"cursor": str(begin + size)} if begin + size < len(found) else {}
        return Answer(200, {"notifications": found[::-1][begin:begin + size], **more})

    def app_bsky_feed_getPostThread(self, request):
        uri = request.query.get("uri")
        if uri not in self.records:
            return refuse(400, "NotFound", f"Post not found: {uri}")
        replies = [{"post": self.view(other), "replies": []} for other, record in self.records.items()
                   if record["value"].get("reply", {}).get("parent", {}).get("uri") == uri]
        return Answer(200, {"thread": {"post": self.view(uri), "replies": replies}})

    def app_bsky_feed_getPosts(self, request):
        uris = parse_qs(urlsplit(request.target).query).get("uris", [])
        return Answer(200, {"posts": [self.view(uri) for uri in uris if uri in self.records]})

    def com_atproto_repo_createRecord(self, request):
        given = request.json()
        given.setdefault("rkey", self.new_key())
        uri = "at://" + "/".join(self.place(request, given))
        if uri in self.records:
            return refuse(500, "InternalServerError", "Internal Server Error")
        request.body = json.dumps(given).encode()
        return self.com_atproto_repo_putRecord(request)

    def new_key(self):
        number, key = int(time.time() * 1e6) << 10 | secrets.randbelow(1024), ""
        for _ in range(13):
            number, rest = number >> 5, number & 31
            key = "234567abcdefghijklmnopqrstuvwxyz"[rest] + key
        return key

    def com_atproto_repo_getRecord(self, request):
        q = request.query
        did = self.accounts.get(q.get("repo"), (q.get("repo"),))[0]
        uri = f"at://{did}/{q.get('collection')}/{q.get('rkey')}"
        if uri not in self.records:
            return refuse(400, "RecordNotFound", f"Could not locate record: {uri}")
        return Answer(200, self.records[uri])

    def com_atproto_repo_listRecords(self, request):
        q = request.query
        did = self.accounts.get(q.get("repo"), (q.get("repo"),))[0]
        found = [r for uri, r in self.records.items() if uri.startswith(f"at://{did}/{q.get('collection')}/")]
        found.sort(key=lambda r: r["uri"], reverse=q.get("reverse") != "true")
        keys = [r["uri"].rsplit("/", 1)[1] for r in found]
        after = keys.index(q["cursor"]) + 1 if q.get("cursor") in keys else 0
        page = found[after:after + int(q.get("limit", 50))]
        more = {"cursor": page[-1]["uri"].rsplit("/", 1)[1]} if page else {}
        return Answer(200, {"records": page, **more})

    def com_atproto_repo_deleteRecord(self, request):
        uri = "at://" + "/".join(self.place(request, request.json()))
        if not self.records.pop(uri, None):
            return Answer(200, {})
        for post in self.posts:
            if post["uri"] == uri:
                post["deleted"] = True
        return Answer(200, {"commit": {"cid": cid(uri.encode()), "rev": self.new_key()}})

    def com_atproto_repo_uploadBlob(self, request):
        self.who(request)
        kind = request.headers.get("content-type", "application/octet-stream")
        return Answer(200, {"blob": {"$type": "blob", "ref": {"$link": cid(request.body, 0x55)}, "mimeType": kind, "size": len(request.body)}})

    def com_atproto_identity_resolveHandle(self, request):
        did = self.accounts.get(request.query.get("handle"), (None,))[0]
        return Answer(200, {"did": did}) if did else refuse(400, "InvalidRequest", "Unable to resolve handle")

    def com_atproto_repo_describeRepo(self, request):
        handle = next((h for h, (d, _) in self.accounts.items() if request.query.get("repo") in (h, d)), None)
        if not handle:
            return refuse(400, "InvalidRequest", "Could not find repo")
        return Answer(200, {"handle": handle, "did": self.accounts[handle][0], "didDoc": {}, "collections": [], "handleIsCorrect": True,
                            "at": datetime.now(timezone.utc).isoformat()})


if __name__ == "__main__":
    main(Bluesky(), __doc__)
