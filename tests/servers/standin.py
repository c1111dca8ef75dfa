# SPDX-License-Identifier: MIT
"""What the stand-ins for real servers share: a loopback HTTP server, JSON in and out, and a count of what was created.

A stand-in answers as the real server does where cmtool can tell the difference; the facts were seen on the real ones. It
exists where a real one is too slow (a thousand runs), cannot misbehave on demand, or cannot be installed.

    NAME_standin.py [--port N] [--delay SECONDS] [--keep FILE] [--tls CERT KEY]      prints "READY http://127.0.0.1:PORT"

GET /__standin/posts lists all posts ever created, those since deleted too (with "deleted": true), for the judge of a test.
GET /__standin/log lists the requests. POST /__standin/say {"texts": [...]} lets somebody say these things; GET /__standin/hidden counts what has
been hidden. POST /__standin/set with a JSON object sets knobs (see each stand-in).
An answer that repeats an earlier one instead of doing the thing again has the header X-Mock-Replayed.
"""
import argparse
import json
import os
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Answer(Exception):
    """What to send back; raised from any depth of a handler, or returned."""

    def __init__(self, status, body=None, headers=None):
        super().__init__(status)
        self.status, self.body, self.headers = status, body, headers or {}


class StandIn:
    """Derive from it: handle() answers a Request, one at a time; kept names the attributes that --keep saves."""

    kept = ("posts",)

    def __init__(self):
        self.lock = threading.RLock()
        self.posts = []
        self.log = []
        self.knobs = {"delay": 0.0}
        self.keep = None

    def restore(self, path):
        """From now on what was done is in the file, too; what is in it already, was done."""
        self.keep = path
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for name, value in json.load(file).items():
                    setattr(self, name, value)

    def save(self):
        if self.keep:
            with open(self.keep, "w", encoding="utf-8") as file:
                json.dump({name: getattr(self, name) for name in self.kept}, file)

    def handle(self, request):
        raise NotImplementedError

    def said(self, text):
        """Somebody else says this to us."""
        raise NotImplementedError

    def hidden(self):
        """How many things of others we have hidden."""
        return 0


class Request:
    def __init__(self, method, target, headers, body):
        parts = urlsplit(target)
        self.method, self.target, self.path, self.headers, self.body = method, target, parts.path, headers, body
        self.query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}

    def json(self):
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            raise Answer(400, {"error": "InvalidRequest", "message": "no JSON"}) from None
        if not isinstance(value, dict):
            raise Answer(400, {"error": "InvalidRequest", "message": "no object"})
        return value

    def fields(self):
        """The fields of a JSON, form or query body."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            return {key: values[0] for key, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}
        return self.json() if self.body else {}


def handler_for(standin):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_):
            pass

        def body(self):
            if self.headers.get("transfer-encoding", "").lower() == "chunked":
                parts = []
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    parts.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(parts)
            return self.rfile.read(int(self.headers.get("content-length") or 0))

        def answer(self):
            headers = {key.lower(): value for key, value in self.headers.items()}
            request = Request(self.command, self.path, headers, self.body())
            try:
                if request.path.startswith("/__standin/"):
                    answer = self.control(request)
                else:
                    time.sleep(standin.knobs["delay"])
                    with standin.lock:
                        answer = standin.handle(request)
            except Answer as thrown:
                answer = thrown
            if not request.path.startswith("/__standin/"):
                with standin.lock:
                    if request.method not in ("GET", "HEAD"):
                        standin.save()
                    standin.log.append({"method": request.method, "target": request.target, "status": answer.status})
            self.send(answer)

        def control(self, request):
            with standin.lock:
                what = request.path.split("/")[2]
                if what == "set":
                    standin.knobs.update(request.json())
                if what == "say":
                    for text in request.json()["texts"]:
                        standin.said(text)
                return Answer(200, {"posts": standin.posts, "log": standin.log, "set": standin.knobs, "say": {}, "hidden": standin.hidden()}[what])

        def send(self, answer):
            body = answer.body
            kind = "application/json; charset=utf-8"
            if isinstance(body, str):
                kind, body = "text/html; charset=utf-8", body.encode()
            elif not isinstance(body, bytes):
                body = b"" if body is None else json.dumps(body).encode()
            head = [f"HTTP/1.1 {answer.status} X", f"Content-Length: {len(body)}"]
            head += [f"{key}: {value}" for key, value in {"Content-Type": kind, **answer.headers}.items()]
            # One write: a head and a body in two packets would meet the client's delayed acknowledgement.
            self.wfile.write("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = answer  # noqa: N815 (the base class's names)

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def server_bind(self):
        # The base class asks the resolver for the host's name, which may take seconds.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address

    def handle_error(self, request, client_address):
        pass  # a client that went away is what many tests are about


def start(standin, port=0, certificate=None, key=None):
    """Serves in a background thread; returns the server (server_address has the port)."""
    server = Server(("127.0.0.1", port), handler_for(standin))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    standin.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(standin, description):
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options.add_argument("--keep", metavar="FILE", help="go on from what this file says, and save there what is done")
    options.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"))
    given = options.parse_args()
    standin.knobs["delay"] = given.delay
    if given.keep:
        os.umask(0o077)
        standin.restore(given.keep)
    start(standin, given.port, *(given.tls or ()))
    print(f"READY {standin.url}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
