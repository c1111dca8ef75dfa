#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Publishing through badnet, a proxy that misbehaves by a plan: each post is made once, and a failure is said.

    bad_network.py --tools DIR ambiguous PLATFORM quick|full
    bad_network.py --tools DIR random PLATFORM --posts 1000 --seeds 10 [--everything]
"""
import argparse
import collections
import http.client
import json
import os
import random
import re
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desk import Desk, Server  # noqa: E402

# The requests that make a post.
PLATFORMS = {"bluesky": "POST:(put|create)Record$", "wordpress": "POST:/wp/v2/posts(/[0-9]+)?$", "mastodon": "POST:/api/v1/statuses$",
             "mastodon/gotosocial": "POST:/api/v1/statuses$"}  # the second is a server that keeps no Idempotency-Key
# The request may have been carried out; the client cannot know.
AMBIGUOUS = ("reset-after", "close-after", "hang-after", "500-after", "502-after", "504-after", "truncate", "bad-json", "empty")
RANDOM = ("reset-before", "reset-after", "429", "500", "503", "502-after", "truncate")
NOT_SILENT = (7, 8, 3)


class Network:
    """A stand-in, badnet before it, and a desk with the account @a behind both."""

    def __init__(self, tools, platform, *options, match=None):
        name, _, dialect = platform.partition("/")
        self.desk, self.server = Desk(), Server(f"{name}_standin.py", *(("--dialect", dialect) if dialect else ()))
        self.badnet = Server(os.path.join(tools, "badnet.py"), "serve", "--upstream", self.server.url, "--match", match or PLATFORMS[platform], *options)
        self.desk.sign_in(name, "a", self.badnet.url)

    def close(self):
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
    network = Network(tools, platform)
    try:
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
    finally:
        network.plan("")
        network.close()
    tally.end()


def random_plan(seed, steps):
    """Three of ten requests fail, in one of badnet's own ways."""
    chance = random.Random(seed)
    return ",".join(chance.choice(RANDOM) if chance.random() < 0.3 else "ok" for _ in range(steps))


def random_faults(tools, platform, posts, seeds, everything):
    tally = Tally()
    for seed in range(1, seeds + 1):
        if everything:  # reading and signing in again fail, too, once the account is there
            network = Network(tools, platform, match="*:.")
            network.plan(random_plan(seed, 40 * posts))
        else:
            network = Network(tools, platform, "--random", "0.3", "--seed", str(seed))
        try:
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
        finally:
            network.close()
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
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if given.kind == "ambiguous":
        ambiguous(given.tools, given.platform, given.extent)
    random_faults(given.tools, given.platform, given.posts, given.seeds, given.everything)


if __name__ == "__main__":
    main()
