#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""HTTPS servers on this machine for curl_tls_test.cpp: one good, and one for each way in which a certificate is wrong.

usage: tls_server.py FOLDER     makes the certificates in FOLDER (openssl), prints a line "KIND=PORT …", and serves
until its standard input ends. Every request is answered with {"requests": N}, N being how many this port has read.
FOLDER/ca.pem is the authority of all but the self-signed one; FOLDER/hashed holds it under its hashed name.
"""
import asyncio, os, ssl, subprocess, sys

folder = sys.argv[1]


def openssl(*words):
    return subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True, text=True).stdout.strip()


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def make_certificates():
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=cmtool test authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server")
    write("right", "subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    write("wrong", "subjectAltName=DNS:wrong.example\n")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30"]
    openssl("x509", "-req", "-in", "server.csr", *signed, "-extfile", "right", "-out", "good.pem")
    openssl("x509", "-req", "-in", "server.csr", *signed, "-extfile", "wrong", "-out", "wronghost.pem")
    openssl("x509", "-req", "-in", "server.csr", "-signkey", "server.key", "-days", "30", "-extfile", "right", "-out", "selfsigned.pem")
    # `openssl x509` cannot date a certificate back; `openssl ca` can.
    write("index.txt", "")
    write("serial", "01\n")
    write("ca.cnf", "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\npolicy=p\n"
                    "[p]\ncommonName=supplied\n")
    openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", "server.csr", "-out", "expired.pem",
            "-extfile", "right", "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-notext")
    os.mkdir(os.path.join(folder, "hashed"))
    name = openssl("x509", "-hash", "-noout", "-in", "ca.pem")
    os.symlink("../ca.pem", os.path.join(folder, "hashed", name + ".0"))


def server_of(count):
    async def serve(reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = 0
                for line in head.split(b"\r\n"):
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                await reader.readexactly(length)
                count[0] += 1
                body = b'{"requests": %d}' % count[0]
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()
    return serve


async def main():
    words, servers = [], []
    for kind in ("good", "selfsigned", "wronghost", "expired", "old"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        name = "good" if kind == "old" else kind
        if kind == "old":
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers("ALL:@SECLEVEL=0")
        context.load_cert_chain(os.path.join(folder, name + ".pem"), os.path.join(folder, "server.key"))
        server = await asyncio.start_server(server_of([0]), "127.0.0.1", 0, ssl=context)
        servers.append(server)
        words.append(f"{kind}={server.sockets[0].getsockname()[1]}")
    print(" ".join(words), flush=True)
    # A pipe that ends tells that the test is over, also when it crashed.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
    os._exit(0)


import warnings  # noqa: E402  the old versions are wanted here
warnings.simplefilter("ignore", DeprecationWarning)
make_certificates()
asyncio.run(main())
