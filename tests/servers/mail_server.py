# SPDX-License-Identifier: MIT
"""A real SMTP server (aiosmtpd) on loopback, with STARTTLS or TLS, a sign-in, and misbehaviour on demand.

    mail_server.py FOLDER      makes certificates in FOLDER (openssl), prints "READY {json of ports}", serves until stdin ends

Ports: starttls, tls, plain (no TLS, no sign-in), open (no TLS, but asks for a sign-in), and one for each fault: close_after_data, later (451 after DATA),
never (554 after DATA), unknown_user (550 to RCPT), silent (no answer after DATA). What was taken is FOLDER/mail.json, one JSON object a line.
"""
import asyncio
import json
import os
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = sys.argv[1]


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True)


def make_certificates():
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "60", "-subj", "/CN=cmtool test authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server")
    with open(os.path.join(folder, "names"), "w", encoding="utf-8") as file:
        file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "60", "-extfile", "names", "-out", "server.pem")


def keep(**what):
    with open(os.path.join(folder, "mail.json"), "a", encoding="utf-8") as file:
        file.write(json.dumps(what) + "\n")


class Handler:
    def __init__(self, kind):
        self.kind = kind

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.kind == "unknown_user":
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        keep(kind=self.kind, sender=envelope.mail_from, to=envelope.rcpt_tos, content=envelope.content.decode("latin-1"), tls=session.ssl is not None,
             user=getattr(session, "auth_data", None) or "")
        if self.kind == "close_after_data":
            server.transport.abort()
            return "250 never heard"
        if self.kind == "later":
            return "451 4.3.0 try again later"
        if self.kind == "never":
            return "554 5.7.1 looks like spam"
        if self.kind == "silent":
            await asyncio.sleep(3600)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    login, password = data.login.decode(), data.password.decode()
    keep(kind="auth", login=login, tls=session.ssl is not None)
    return AuthResult(success=(login, password) == ("desk", "correct horse"), handled=False, auth_data=login)


async def main():
    make_certificates()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
    loop = asyncio.get_running_loop()
    ports = {}
    for kind in ("starttls", "tls", "plain", "open", "close_after_data", "later", "never", "unknown_user", "silent"):
        options = {"hostname": "localhost"}
        if kind == "starttls":
            options.update(tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True)
        elif kind == "open":
            options.update(authenticator=authenticate, auth_require_tls=False)
        elif kind == "tls":
            options.update(authenticator=authenticate, auth_required=True, auth_require_tls=False)
        handler = Handler(kind)
        server = await loop.create_server(lambda handler=handler, options=options: SMTP(handler, **options), "127.0.0.1", 0, ssl=context if kind == "tls" else None)
        ports[kind] = server.sockets[0].getsockname()[1]
    print("READY " + json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main())
