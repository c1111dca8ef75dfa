#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Publishing through badnet, a proxy that misbehaves by a plan: each post is made once, and a failure is said.

    bad_network.py --tools DIR ambiguous PLATFORM quick|full
    bad_network.py --tools DIR random PLATFORM --posts 1000 --seeds 10 [--everything]
    bad_network.py --tools DIR schedule PLATFORM --posts 200 --seeds 10
    bad_network.py --tools DIR inbox bluesky|wordpress --posts 30 --seeds 10
"""
import argparse
import collections
import datetime
import http.client
import json
import os
import random
import re
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server, clock  # noqa: E402

# The requests that make a post.
PLATFORMS = {"bluesky": "POST:(put|create)Record$", "wordpress": "POST:/wp/v2/posts(/[0-9]+)?$", "mastodon": "POST:/api/v1/statuses$",
             "mastodon/gotosocial": "POST:/api/v1/statuses$"}  # the second is a server that keeps no Idempotency-Key
# The request may have been carried out; the client cannot know.
AMBIGUOUS = ("reset-after", "close-after", "hang-after", "500-after", "502-after", "504-after", "truncate", "bad-json", "empty")
RANDOM = ("reset-before", "reset-after", "429", "500", "503", "502-after", "truncate")
NOT_SILENT = (7, 8, 3)
# What the answer to a question can be but a good one.
UNREADABLE = ("reset-before", "close-before", "hang-before", "429", "500", "502", "503", "504", "truncate", "bad-json", "empty")
NO_ANSWER = ("bad-json", "empty")  # whole, and nothing that such a server says: not surely better later


class Network:
    """A stand-in, badnet before it, and a desk with the account @a behind both."""

    def __init__(self, tools, platform, *options, match=None):
        name, _, dialect = platform.partition("/")
        self.desk, self.server = Desk(), Server(f"{name}_standin.py", *(("--dialect", dialect) if dialect else ()))
        self.badnet = Server(os.path.join(tools, "badnet.py"), "serve", "--upstream", self.server.url, "--match", match or PLATFORMS[platform], *options)
        self.desk.sign_in(name, "a", self.badnet.url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.badnet.stop()
        self.server.stop()
        self.desk.close()

    def plan(self, text):
        connection = http.client.HTTPConnection("127.0.0.1", self.badnet.port, timeout=20)
        connection.request("POST", "/__badnet/plan", text)
        connection.getresponse().read()
        connection.close()

    def made(self):
        """How often each post was made, as the server behind it all knows."""
        return collections.Counter(re.sub("<[^>]*>", "", post["text"]).strip() for post in self.server.posts())


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def say(self, name, fault):
        if fault:
            self.failed += 1
            print(f"FAILED  {name}: {fault}", flush=True)
        else:
            self.passed += 1
            print(f"ok      {name}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)


def until_done(desk, *args, within, text=None, timeout=180):
    """Runs it until it exits with 0, as a careful script would, for so many seconds; the exit codes and what it said last.

    After an answer that leaves the outcome open, a minute must pass before the post may be sent again.
    """
    codes, said, began = [], "", time.monotonic()
    while not codes or time.monotonic() - began < within:
        done = desk.run(*args, text=text, timeout=timeout)
        codes.append(done.returncode)
        said = done.stderr
        if done.returncode == 0 or done.returncode in (2, 70) or done.returncode < 0:
            break
        time.sleep(min(5, 0.3 * 1.5 ** len(codes)))
    return codes, said


def ambiguous(tools, platform, extent):
    tally, number = Tally(), 0
    with Network(tools, platform) as network:
        for fault in AMBIGUOUS:
            step = fault if fault != "hang-after" else f"hang-after:{3 if extent == 'quick' else 45}"
            for keyed in (True, False):
                for plan in (step, f"{step}*2") if extent == "full" and fault != "hang-after" else (step,):
                    number += 1
                    text = f"post-{number}"
                    network.plan(plan)
                    name = f"{platform} {plan} {'with' if keyed else 'without'} --key"
                    if keyed:
                        codes, said = until_done(network.desk, "post", text, "--to", "@a", "--key", text, within=150)
                    else:
                        codes, said = until_done(network.desk, "post", text, "--to", "@a", within=0)
                    made = network.made()[text]
                    wrong = ""
                    if made != 1:
                        wrong = f"made {made} times; exit codes {codes}; {said}"
                    elif keyed and codes[-1] != 0:
                        wrong = f"never done: exit codes {codes}; {said}"
                    elif not all(code in (0, *NOT_SILENT) for code in codes):
                        wrong = f"exit codes {codes}; {said}"
                    tally.say(name, wrong)
    tally.end()


def random_plan(seed, steps):
    """Three of ten requests fail, in one of badnet's own ways."""
    chance = random.Random(seed)
    return ",".join(chance.choice(RANDOM) if chance.random() < 0.3 else "ok" for _ in range(steps))


def random_faults(tools, platform, posts, seeds, everything):
    tally = Tally()
    for seed in range(1, seeds + 1):
        if everything:  # reading and signing in again fail, too, once the account is there
            faulty = Network(tools, platform, match="*:.")
            faulty.plan(random_plan(seed, 40 * posts))
        else:
            faulty = Network(tools, platform, "--random", "0.3", "--seed", str(seed))
        with faulty as network:
            wanted = [f"post-{n}" for n in range(posts)]
            batch = "".join(json.dumps({"text": text, "to": "@a", "key": f"{seed}-{text}"}) + "\n" for text in wanted)
            began = time.monotonic()
            codes, said = until_done(network.desk, "post", "--batch", "-", text=batch, within=1200, timeout=900)
            made = network.made()
            doubled = {text: n for text, n in made.items() if n > 1}
            lost = [text for text in wanted if text not in made]
            wrong = ""
            if doubled:
                wrong += f"doubled: {doubled}; "
            if codes[-1] == 0 and lost:
                wrong += f"silent: it said done, but {lost} are missing; "
            elif lost:
                wrong += f"lost: {lost}; "
            if codes[-1] != 0:
                wrong += f"never done, exit codes {codes}: {said[-600:]}; "
            tally.say(f"{platform} seed {seed}: {posts} posts, {len(codes)} runs, {time.monotonic() - began:.0f} s", wrong)
    tally.end()


def schedule(tools, platform, posts, seeds):
    """What is due, published by `schedule run` every hour of a clock that is moved, as an account that failed rests for up to an hour."""
    tally = Tally()
    for seed in range(1, seeds + 1):
        with Network(tools, platform, match="*:.") as network:
            desk = network.desk
            network.plan("")
            settings = json.load(open(desk.path("workspace/settings.json"), encoding="utf-8"))
            desk.write("workspace/settings.json", json.dumps({**settings, "pace": "0s", "max_late": "90d"}))
            wanted = [f"post-{n}" for n in range(posts)]
            desk.write("rows.ndjson", "".join(json.dumps({"at": "+1s", "text": text, "to": "@a"}) + "\n" for text in wanted))
            done = desk.run("-q", "schedule", "import", desk.path("rows.ndjson"))
            network.plan(random_plan(seed, 40 * posts))
            began, hours, codes, open_ = time.monotonic(), 0, [done.returncode], posts
            while open_ and hours < 24 * 60 and time.monotonic() - began < 1200:
                hours += 1
                ran = desk.run("-q", "schedule", "run", env=clock(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1.1 * hours)), timeout=900)
                codes.append(ran.returncode)
                states = collections.Counter(row["state"] for row in desk.json("post", "list", "--limit", "0"))
                open_ = posts - states["sent"]
            made = network.made()
            doubled = {text: n for text, n in made.items() if n > 1}
            lost = [text for text in wanted if text not in made]
            wrong = f"doubled: {doubled}; " if doubled else ""
            if lost or open_:
                wrong += f"lost: {lost}; states {dict(states)}; exit codes {codes[-20:]}: {ran.stderr[-600:]}"
            if not all(code in (0, *NOT_SILENT) for code in codes):
                wrong += f"exit codes {collections.Counter(codes)}"
            tally.say(f"{platform} schedule, seed {seed}: {posts} posts, {hours} runs, {time.monotonic() - began:.0f} s", wrong)
    tally.end()


def rounds(desk, ids, *command, within, done):
    """Runs the verb for each item that is not done yet, round after round, as somebody would who comes back; how many rounds, and the exit codes."""
    codes, number, began = collections.Counter(), 0, time.monotonic()
    left = list(ids)
    while left and time.monotonic() - began < within:
        number += 1
        for item in left:
            codes[desk.run(*(word.format(item) for word in command)).returncode] += 1
        left = [item for item in left if not done(item)]
        time.sleep(min(5, number) if left else 0)
    return number, codes


def inbox(tools, platform, posts, seeds):
    """What others say is read once, answered once and hidden once, however the network is."""
    tally = Tally()
    for seed in range(1, seeds + 1):
        with Network(tools, platform, match="*:.") as network:
            desk = network.desk
            network.plan("")
            network.server.say([f"What about {n}?" for n in range(posts)])
            network.plan(random_plan(seed, 100 * posts))
            began, wrong = time.monotonic(), ""
            codes, said = until_done(desk, "moderate", "fetch", within=300)
            for _ in range(3):  # again and again: nothing twice
                desk.run("moderate", "fetch")
            items = desk.json("moderate", "list", "--state", "all")
            texts = collections.Counter(item["text"] for item in items if item["text"].startswith("What about"))
            if codes[-1] != 0 or len(texts) != posts or sum(texts.values()) != posts:
                wrong += f"read {sum(texts.values())} items of {posts}, {len(texts)} different; exit codes {codes}: {said[-300:]}; "
            ids = [item["id"] for item in items if item["text"].startswith("What about")]
            state = lambda item: next(row for row in desk.json("moderate", "list", "--state", "all") if row["id"] == item)  # noqa: E731
            _, answers = rounds(desk, ids, "moderate", "reply", "{0}", "answer to {0}", within=300, done=lambda item: state(item)["state"] == "pending")
            made = network.made()
            answered = collections.Counter({item: made[f"answer to {item}"] for item in ids})
            if any(answered[item] != 1 for item in ids):
                wrong += f"answered {collections.Counter(answered.values())}, exit codes {answers}; "
            _, hides = rounds(desk, ids, "moderate", "hide", "{0}", within=300, done=lambda item: "hide" in state(item)["acts"])
            if network.server.hidden() != posts:
                wrong += f"hidden {network.server.hidden()} of {posts}, exit codes {hides}; "
            if not all(code in (0, *NOT_SILENT) for code in [*codes, *answers, *hides]):
                wrong += f"exit codes {codes} {answers} {hides}; "
            network.plan("")
            if desk.run("-q", "moderate", "log", "--verify").returncode != 0:
                wrong += "the log is broken; "
            tally.say(f"{platform} inbox, seed {seed}: {posts} items, {time.monotonic() - began:.0f} s", wrong)
    tally.end()


def collect(tools, extent):
    """One account's failure is one account's: the site's numbers are read, and those of the account behind the bad network as soon as it is well."""
    tally = Tally()
    for fault in UNREADABLE if extent == "full" else UNREADABLE[::3]:
        with Network(tools, "mastodon", match="*:.") as network:
            desk = network.desk
            network.plan("")
            desk.run("-q", "post", "post-1", "--to", "@a")
            network.plan(f"{fault}:{3 if extent == 'quick' else 45}*40" if fault.startswith("hang") else f"{fault}*40")
            done = desk.run("--json", "report", "collect", timeout=600)
            rows = {row["account"]: row for row in json.loads(done.stdout)}
            wrong = ""
            if rows["@site"]["fault"] or not rows["@site"]["samples"]:
                wrong += f"the site's numbers were not read: {rows['@site']}; "
            if done.returncode != 3 or not rows["@a"]["fault"] or "@a" not in done.stderr:
                wrong += f"exit {done.returncode}, {rows['@a']}; {done.stderr}; "
            alone = desk.run("report", "collect", "@a", timeout=600)
            if alone.returncode != 7 and not (alone.returncode == 1 and fault in NO_ANSWER):
                wrong += f"alone: exit {alone.returncode}: {alone.stderr}; "
            network.plan("")
            codes, said = until_done(desk, "report", "collect", within=90)
            if codes[-1] != 0:
                wrong += f"never done: {codes} {said}; "
            read = collections.Counter((row["account"], row["post"], row["metric"]) for row in map(json.loads, desk.run("report", "export", "samples").stdout.splitlines()))
            if not {"likes", "followers"} <= {metric for account, _, metric in read if account == "@a"} or set(read.values()) != {1}:
                wrong += f"samples {read}; "
            tally.say(f"collect, {fault}", wrong)
    for seed in range(1, 2 if extent == "quick" else 11):
        with Network(tools, "mastodon", match="*:.") as network:
            desk = network.desk
            network.plan("")
            for number in range(6):
                desk.run("-q", "post", f"post-{number}", "--to", "@a")
            network.plan(random_plan(seed, 400))
            codes, said = until_done(desk, "report", "collect", within=300)
            read = [(row["post"], row["metric"]) for row in map(json.loads, desk.run("report", "export", "samples", "--account", "@a").stdout.splitlines())]
            wrong = "" if codes[-1] == 0 and len({post for post, metric in read if metric == "likes"}) == 6 else f"exit codes {codes}: {said}; {len(read)} samples; "
            if len(read) != len(set(read)):
                wrong += f"read twice: {collections.Counter(read).most_common(3)}; "
            if not all(code in (0, 3, 7) for code in codes):
                wrong += f"exit codes {codes}"
            tally.say(f"collect, seed {seed}: {len(codes)} runs", wrong)
    tally.end()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tools", required=True)
    kinds = options.add_subparsers(dest="kind", required=True)
    one = kinds.add_parser("ambiguous")
    one.add_argument("platform", choices=PLATFORMS)
    one.add_argument("extent", choices=("quick", "full"))
    two = kinds.add_parser("random")
    two.add_argument("platform", choices=PLATFORMS)
    two.add_argument("--posts", type=int, default=1000)
    two.add_argument("--seeds", type=int, default=10)
    two.add_argument("--everything", action="store_true", help="also requests that only read")
    three = kinds.add_parser("schedule")
    three.add_argument("platform", choices=PLATFORMS)
    three.add_argument("--posts", type=int, default=200)
    three.add_argument("--seeds", type=int, default=10)
    four = kinds.add_parser("inbox")
    four.add_argument("platform", choices=("bluesky", "wordpress"))
    four.add_argument("--posts", type=int, default=30)
    four.add_argument("--seeds", type=int, default=10)
    five = kinds.add_parser("collect")
    five.add_argument("extent", choices=("quick", "full"))
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if given.kind == "ambiguous":
        ambiguous(given.tools, given.platform, given.extent)
    if given.kind == "schedule":
        schedule(given.tools, given.platform, given.posts, given.seeds)
    if given.kind == "collect":
        collect(given.tools, given.extent)
    if given.kind == "inbox":
        inbox(given.tools, given.platform, given.posts, given.seeds)
    random_faults(given.tools, given.platform, given.posts, given.seeds, given.everything)


if __name__ == "__main__":
    main()
