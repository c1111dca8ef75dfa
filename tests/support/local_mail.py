# SPDX-License-Identifier: MIT
"""A real SMTP server with TLS on loopback (tests/servers/mail_server.py), and what it was handed."""
import json
import os
import subprocess
import tempfile

from desk import SERVERS


def has_mail_server():
    try:
        return subprocess.run(["/usr/bin/python3", "-c", "import aiosmtpd"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except FileNotFoundError:
        return False


class MailServer:
    """mail_server.py, run by Debian's Python, for which aiosmtpd is installed."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="cmtool-mail-")
        self.process = subprocess.Popen(["/usr/bin/python3", os.path.join(SERVERS, "mail_server.py"), self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = json.loads(self.process.stdout.readline().removeprefix("READY "))

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def seen(self):
        try:
            with open(os.path.join(self.folder, "mail.json"), encoding="utf-8") as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def mails(self):
        return [one for one in self.seen() if one["kind"] != "auth"]

    def forget(self):
        if os.path.exists(os.path.join(self.folder, "mail.json")):
            os.unlink(os.path.join(self.folder, "mail.json"))
