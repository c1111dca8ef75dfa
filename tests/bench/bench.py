#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times cmtool beside what people would use instead, in one run on one machine, and prints Markdown tables.

Times are wall times of whole processes; what counts are the ratios within one run. Commands take turns, so that a busy
moment of the machine meets them all. Called by scripts/bench, which builds what it needs.
"""
import argparse
import http.client
import json
import os
import shutil
import signal
import ssl
import statistics
import subprocess
import sys
import tempfile
import time

from moderate import ModerateBench
from reports import ReportsBench
from samples import SamplesBench
from schedule import ScheduleBench

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = "Ouverture dimanche, de 10 h à 18 h : venez nombreux !"


class Bench:
    def __init__(self, build, rounds):
        self.build, self.rounds = os.path.abspath(build), rounds
        self.program = os.path.join(self.build, "bin", "cmtool")
        self.folder = tempfile.mkdtemp(prefix="cmtool-bench-")
        self.env = {"PATH": os.environ["PATH"], "HOME": self.folder, "LANG": "C.UTF-8", "TZ": "UTC", "XDG_STATE_HOME": self.folder + "/state",
                    "XDG_CONFIG_HOME": self.folder + "/config"}
        self.servers = []

    def close(self):
        for server in self.servers:
            server.kill()
            server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    # The servers and whom they are trusted by
    def certificates(self):
        """A CA of our own among the system's: SSL_CERT_DIR is a copy of its hashed directory with one more in it."""
        def openssl(*words):
            subprocess.run(["openssl", *words], cwd=self.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(self.path("ext"), "w", encoding="ascii") as file:
            file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        openssl("req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "7", "-subj", "/CN=cmtool bench")
        openssl("req", *curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem", "-days", "7",
                "-extfile", "ext")
        trust = self.path("certs")
        shutil.copytree("/etc/ssl/certs", trust, symlinks=False, ignore_dangling_symlinks=True)
        name = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", "ca.pem"], cwd=self.folder, check=True, capture_output=True, text=True)
        shutil.copy(self.path("ca.pem"), os.path.join(trust, name.stdout.strip() + ".0"))
        self.env["SSL_CERT_DIR"] = trust

    def server(self, delay):
        child = subprocess.Popen([os.path.join(self.build, "bin", "bench_server"), self.path("server.pem"), self.path("server.key"), str(delay)],
                                 stdout=subprocess.PIPE, text=True)
        self.servers.append(child)
        return child.stdout.readline().split()[1]

    def count(self, url):
        context = ssl.create_default_context(cafile=self.path("ca.pem"))
        connection = http.client.HTTPSConnection(url.removeprefix("https://"), context=context, timeout=30)
        connection.request("GET", "/count")
        return int(connection.getresponse().read())

    # Measuring
    def cmtool(self, *words):
        return [self.program, "-C", self.path("workspace"), *words]

    def must(self, command, **options):
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False, **options)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def hyperfine(self, commands, runs, rounds):
        """Median milliseconds of each command, over rounds in which they take turns."""
        times = {name: [] for name in commands}
        out = self.path("hyperfine.json")
        for _ in range(rounds):
            for name, command in commands.items():
                self.must(["hyperfine", "-N", "--style", "none", "--warmup", "2", "--runs", str(runs), "--export-json", out,
                           " ".join(quote(word) for word in command)])
                with open(out, encoding="utf-8") as file:
                    times[name] += json.load(file)["results"][0]["times"]
        return {name: 1000 * statistics.median(values) for name, values in times.items()}

    def memory(self, command, **options):
        """Peak resident memory in MiB, and seconds: GNU time is small, so that it doesn't hide a small program."""
        out = self.path("time")
        began = time.perf_counter()
        self.must(["/usr/bin/time", "-f", "%M", "-o", out, *command], **options)
        seconds = time.perf_counter() - began
        with open(out, encoding="utf-8") as file:
            return int(file.read().split()[-1]) / 1024, seconds

    # The tables
    def start_up(self):
        commands = {"git --version": ["git", "--version"], "cmtool --version": [self.program, "--version"], "cmtool --help": [self.program, "--help"],
                    "cmtool completion bash": [self.program, "completion", "bash"], "curl --version": ["curl", "--version"]}
        times = self.hyperfine(commands, 40, self.rounds)
        rows = []
        for name, command in commands.items():
            limit = "≤ 2 × git, ≤ 10 MiB" if name.startswith("cmtool") else ""
            rows.append((name, f"{times[name]:.2f}", f"{self.memory(command)[0]:.1f}", f"{times[name] / times['git --version']:.2f}", limit))
        table("Start-up", ("command", "ms", "peak MiB", "× git", "wanted"), rows)

    def curl_request(self, url, text=TEXT):
        return ["-sS", "-o", "/dev/null", "-H", "Authorization: Bearer token", "-H", "Content-Type: application/json", "-H",
                "Idempotency-Key: 0123456789abcdef", "--data-raw", json.dumps({"status": text, "visibility": "public"}), url + "/api/v1/statuses"]

    def peers(self, url):
        """Other clients that are installed: name -> command for one post."""
        found = {}
        host = url.removeprefix("https://")
        if shutil.which("toot"):
            os.makedirs(self.path("config/toot"), exist_ok=True)
            with open(self.path("config/toot/config.json"), "w", encoding="utf-8") as file:
                json.dump({"apps": {host: {"instance": host, "base_url": url, "client_id": "a", "client_secret": "b"}}, "active_user": f"bench@{host}",
                           "users": {f"bench@{host}": {"instance": host, "username": "bench", "access_token": "token"}}}, file)
            bundle = self.path("bundle.pem")
            with open(bundle, "w", encoding="utf-8") as out:
                for name in ("/etc/ssl/certs/ca-certificates.crt", self.path("ca.pem")):
                    with open(name, encoding="utf-8") as file:
                        out.write(file.read())
            self.env["REQUESTS_CA_BUNDLE"] = bundle
            found["toot post"] = ["toot", "post", TEXT]
        crosspost = os.path.join(os.environ.get("CMTOOL_BENCH_PEERS", ""), "node_modules", ".bin", "crosspost")
        if os.access(crosspost, os.X_OK):
            self.env.update(MASTODON_HOST=host, MASTODON_ACCESS_TOKEN="token", NODE_EXTRA_CA_CERTS=self.path("ca.pem"))
            found["crosspost --mastodon"] = [crosspost, "--mastodon", TEXT]
        return found

    def one_post(self):
        url = self.server(0)
        self.must(self.cmtool("init"))
        self.must(self.cmtool("account", "add", "mastodon", "bench", "--server", url, "--token-stdin"), input="token\n")
        commands = {"curl": ["curl", *self.curl_request(url)], "cmtool post": self.cmtool("-q", "post", TEXT, "--to", "@bench")}
        times = self.hyperfine(commands, 15, self.rounds)
        slow = {name: command for name, command in self.peers(url).items() if self.works(name, command)}
        times.update(self.hyperfine(slow, 3, 1))
        commands.update(slow)
        rows = [(name, f"{times[name]:.1f}", f"{self.memory(command)[0]:.1f}", f"{times[name] / times['curl']:.2f}",
                 "≤ 0.5 × curl" if name == "cmtool post" else "") for name, command in commands.items()]
        table("One post over TLS, the system's trust store", ("command", "ms", "peak MiB", "× curl", "wanted"), rows)
        return {name: times[name] for name in slow}

    def works(self, name, command):
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            print(f"({name} is left out: {(done.stderr or done.stdout).strip().splitlines()[-1:]})\n", file=sys.stderr)
        return done.returncode == 0

    def many_posts(self, slow, posts=500, parallel=50, delay=100):
        url = self.server(delay)
        self.must(self.cmtool("account", "add", "mastodon", "far", "--server", url, "--token-stdin"), input="token\n")
        bound = posts / parallel * delay / 1000
        config = self.path("curl.config")
        with open(config, "w", encoding="utf-8") as file:
            parts = []
            for i in range(posts):
                body = json.dumps(json.dumps({"status": f"{TEXT} {i}", "visibility": "public"}, ensure_ascii=False), ensure_ascii=False)
                parts.append(f'url = "{url}/api/v1/statuses"\nheader = "Authorization: Bearer token"\nheader = "Content-Type: application/json"\n'
                             f"data-raw = {body}\noutput = /dev/null\nsilent\n")
            file.write("next\n".join(parts))
        curl, ours = [], []
        for round_ in range(self.rounds):
            before = self.count(url)
            curl.append(self.memory(["curl", "--parallel", "--parallel-max", str(parallel), "--config", config]))
            self.made(url, before, posts, "curl")
            batch = "".join(json.dumps({"text": f"{TEXT} {round_}-{i}", "to": "@far"}) + "\n" for i in range(posts))
            ours.append(self.memory(self.cmtool("-q", "post", "--batch", "-"), input=batch))
            self.made(url, before + posts, posts, "cmtool")
        rows = [("curl --parallel --parallel-max 50", *middle(curl), bound, ""), ("cmtool post --batch -", *middle(ours), bound, "≤ 0.5 × curl, ≤ 1.3 × bound, ≤ 32 MiB")]
        rows = [(name, f"{seconds:.2f}", f"{mib:.1f}", f"{seconds / statistics.median(s for _, s in curl):.2f}", f"{seconds / limit:.2f}", wanted)
                for name, mib, seconds, limit, wanted in rows]
        for name, milliseconds in slow.items():
            seconds = posts * (milliseconds + delay) / 1000
            rows.append((f"{name}, one after the other (reckoned from one)", f"{seconds:.0f}", "", f"{seconds / statistics.median(s for _, s in curl):.0f}",
                         f"{seconds / bound:.0f}", ""))
        table(f"{posts} posts over TLS, {parallel} at a time, {delay} ms away (latency bound {bound:.1f} s)",
              ("command", "s", "peak MiB", "× curl", "× bound", "wanted"), rows)

    def made(self, url, before, posts, name):
        made = self.count(url) - before
        if made != posts:
            sys.exit(f"{name} made {made} posts, not {posts}")


def middle(runs):
    return statistics.median(mib for mib, _ in runs), statistics.median(seconds for _, seconds in runs)


def quote(word):
    return "'" + word.replace("'", "'\\''") + "'"


def table(title, heads, rows):
    print(f"### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print(flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--build", required=True)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--waiting", type=int, default=1_000_000, help="how many deliveries wait in the large schedule")
    options.add_argument("parts", nargs="*", metavar="start|one|many|schedule|moderate|samples")
    options.add_argument("--items", type=int, default=1_000_000, help="how many items lie in the large inbox")
    options.add_argument("--samples", type=int, default=10_000_000, help="how many samples there are")
    given = options.parse_args()
    if set(given.parts) - {"start", "one", "many", "schedule", "moderate", "samples", "reports"}:
        options.error("the parts are start, one, many, schedule, moderate, samples and reports")
    bench = Bench(given.build, given.rounds)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if not given.parts or "start" in given.parts:
            bench.start_up()
        if not given.parts or {"one", "many"} & set(given.parts):
            bench.certificates()
            slow = bench.one_post()
            if not given.parts or "many" in given.parts:
                bench.many_posts(slow)
        if not given.parts or "schedule" in given.parts:
            ScheduleBench(bench, given.waiting).run(20 * given.rounds, table)
        if not given.parts or "moderate" in given.parts:
            ModerateBench(bench, given.items).run(table)
        if not given.parts or "samples" in given.parts:
            SamplesBench(bench, given.samples).run(given.rounds, table)
        if not given.parts or "reports" in given.parts:
            ReportsBench(bench).run(given.rounds, table)
    finally:
        bench.close()


if __name__ == "__main__":
    main()
