# SPDX-License-Identifier: MIT
"""The moderator's throughput: the word filter, the rules and the topics beside ripgrep with the same words, and an inbox of a million items.

Words and rules are CPU time on one core; ripgrep is timed as a whole process over the same file, on one thread. The inbox is timed as
whole processes, one with a million items of which a thousand are open beside one with a thousand.
"""
import datetime
import fcntl
import json
import os
import pty
import resource
import statistics
import struct
import subprocess
import termios
import time

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
TEXT = "Bonjour, une question sur votre horaire de dimanche, numéro {}, et merci beaucoup pour tout ce que vous faites."


class ModerateBench:
    def __init__(self, bench, many):
        self.bench, self.many, self.newest = bench, many, {}
        self.lists = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "share", "words")

    def run(self, table):
        self.throughput(table)
        self.inbox(table)

    def made(self, program, *words):
        out = self.bench.must([os.path.join(self.bench.build, "bin", program), *words])
        return [json.loads(line) for line in out.splitlines()]

    def throughput(self, table):
        folder = self.bench.path("words")
        words, rules, topics = self.made("bench_words", self.lists, folder), self.made("bench_rules", self.lists), self.made("bench_topics")
        count = sum(1 for _ in open(os.path.join(folder, "messages"), encoding="utf-8"))
        peers = []
        for peer in (["rg", "-j1", "-c", "-w", "-F", "-i", "-f"], ["grep", "-c", "-w", "-F", "-i", "-f"]):
            seconds = self.cpu([*peer, os.path.join(folder, "words"), os.path.join(folder, "messages")])
            if seconds:
                peers.append((f"{' '.join(peer)}, 10,000 words", "English", count / seconds))
        rows = [(f"word filter, 10,000 words", row["messages"], row["per_second"]) for row in words]
        rows += [("20 rules: 10,000 words, 200 patterns", row["messages"], row["per_second"]) for row in rules]
        rows += [("20 topics: words, phrases, nearness, languages", row["messages"], row["per_second"]) for row in topics if "per_second" in row]
        base = peers[0][2] if peers else None
        table("Messages of 120 bytes, CPU time of one core", ("what", "messages", "a second", f"× {peers[0][0].split()[0] if peers else 'peer'}", "wanted"),
              [(name, kind, f"{rate:,.0f}", f"{rate / base:.2f}" if base else "", "≥ 400,000" if "rg" not in name and "grep" not in name and "topics" not in name else "")
               for name, kind, rate in rows + peers])
        table("Themes found in all of these messages, CPU time of one core", ("messages", "language", "s", "themes"),
              [(f"{row['messages']:,}", row["themes"], f"{row['seconds']:.2f}", row["found"]) for row in topics if "themes" in row])

    def cpu(self, command):
        best = None
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            try:
                done = subprocess.run(command, env=self.bench.env | {"LC_ALL": "C.UTF-8"}, stdout=subprocess.DEVNULL, check=False)
            except FileNotFoundError:
                return None
            if done.returncode > 1:
                return None
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best = spent if best is None else min(best, spent)
        return best

    def inbox(self, table):
        small, large = self.workspace(1_000), self.workspace(self.many)
        rows = []

        def both(name, once, wanted):
            times = {}
            for place in (small, large):
                times[place] = statistics.median(once(place) for _ in range(2 * self.bench.rounds + 1))
            rows.append((name, f"{1000 * times[small]:.1f}", f"{1000 * times[large]:.1f}", f"{times[large] / times[small]:.2f}", wanted))

        both("moderate list (the open ones)", lambda place: self.seconds(self.cmtool(place, "moderate", "list", "--format", "ndjson")), "≤ 300 ms")
        both("moderate review, until the list stands", self.review_opens, "≤ 300 ms")
        both("moderate show, with its conversation", self.shows, "")
        both("moderate fetch, nothing new", lambda place: self.seconds(self.cmtool(place, "-q", "moderate", "fetch")), "≤ 1.5 × few")
        # Each round drops one more page of 100 comments.
        times = {}
        for place in (small, large):
            spent = []
            for round_ in range(2 * self.bench.rounds + 1):
                self.drop(place, round_)
                spent.append(self.seconds(self.cmtool(place, "-q", "moderate", "fetch")))
            times[place] = statistics.median(spent)
        rows.append(("moderate fetch, a page of 100", f"{1000 * times[small]:.1f}", f"{1000 * times[large]:.1f}", f"{times[large] / times[small]:.2f}", "≤ 1.5 × few"))
        table(f"An inbox of {self.many:,} items, 1,000 of them open", ("command", "ms, 1,000", f"ms, {self.many:,}", "× few", "wanted"), rows)

    def cmtool(self, folder, *words):
        return [self.bench.program, "-C", folder, *words]

    def seconds(self, command):
        began = time.perf_counter()
        self.bench.must(command)
        return time.perf_counter() - began

    def shows(self, folder):
        return self.seconds(self.cmtool(folder, "moderate", "show", self.newest[folder]))

    def review_opens(self, folder):
        """On a terminal of 80 by 24, from its start to the list on the screen."""
        began = time.perf_counter()
        pid, terminal = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            words = self.cmtool(folder, "moderate", "review")
            os.execve(words[0], words, {**self.bench.env, "TERM": "linux"})
        said = b""
        while b"of 500+" not in said:
            said += os.read(terminal, 65536)
        spent = time.perf_counter() - began
        os.write(terminal, b"q")
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:
            pass
        os.close(terminal)
        os.waitpid(pid, 0)
        return spent

    def workspace(self, count):
        folder = self.bench.path(f"inbox-{count}")
        self.bench.must([self.bench.program, "-C", folder, "init", "--zone", "UTC"])
        self.bench.must(self.cmtool(folder, "account", "add", "site", "blog", "--server", os.path.join(folder, "www")))
        self.fill(folder, count, 1_000)
        self.bench.must(self.cmtool(folder, "moderate", "list", "--format", "ndjson"))  # makes the index
        self.newest[folder] = json.loads(self.bench.must(self.cmtool(folder, "moderate", "list", "--limit", "1", "--format", "ndjson")))["id"]
        return folder

    def fill(self, folder, count, still_open):
        """Items ten seconds apart, and a decision that ends each but the newest: the files' own forms (FORMAT.md)."""
        def word(value, length):
            letters = ""
            for _ in range(length):
                letters, value = LETTERS[value & 31] + letters, value >> 5
            return letters
        begin = int(datetime.datetime.now(datetime.timezone.utc).timestamp() * 1000) - count * 10_000
        items, decisions = {}, {}
        os.makedirs(os.path.join(folder, "inbox", "blog"), exist_ok=True)
        os.makedirs(os.path.join(folder, "decisions"), exist_ok=True)
        try:
            for i in range(count):
                milliseconds = begin + i * 10_000
                at = datetime.datetime.fromtimestamp(milliseconds // 1000, datetime.timezone.utc)
                month, when = f"{at:%Y-%m}", f"{at:%Y-%m-%dT%H:%M:%SZ}"
                name = word(milliseconds, 9) + word(i, 7)
                if month not in items:
                    items[month] = open(os.path.join(folder, "inbox", "blog", f"{month}.ndjson"), "w", encoding="utf-8")
                    decisions[month] = open(os.path.join(folder, "decisions", f"{month}.ndjson"), "w", encoding="utf-8")
                person = f"p{i % 50_000}"
                items[month].write(json.dumps({"id": name, "remote_id": f"c{i}", "account": "blog", "kind": "comment",
                                               "author": {"remote_id": f"email:{person}@acme.example", "handle": f"{person}@acme.example", "name": person, "url": "", "followers": None},
                                               "text": TEXT.format(i), "url": "", "language": "fr", "on": f"2026/11/{i // 1000}", "answers": "", "remote_state": "", "at": when,
                                               "gone": False}, ensure_ascii=False, separators=(",", ":")) + "\n")
                if i < count - still_open:
                    decisions[month].write(json.dumps({"id": name, "at": when, "item": name, "by": "lea", "what": "done", "outcome": "", "why": "", "with": {},
                                                       "before": {"state": "open"}, "after": {"state": "done"}, "erased": False, "salt": "", "digest": "", "previous": "",
                                                       "hash": f"{i:064d}"}, separators=(",", ":")) + "\n")
        finally:
            for file in [*items.values(), *decisions.values()]:
                file.close()

    def drop(self, folder, round_):
        comments = os.path.join(folder, "www", ".cmtool", "comments")
        os.makedirs(comments, exist_ok=True)
        with open(os.path.join(comments, "new.ndjson"), "a", encoding="utf-8") as file:
            for i in range(100):
                file.write(json.dumps({"id": f"n{round_}-{i}", "on": "2026/11/bonjour", "author": f"Zoé {i}", "email": f"n{i}@acme.example", "text": TEXT.format(i)},
                                      ensure_ascii=False) + "\n")
