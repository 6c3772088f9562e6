#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Assertions verified and sessions made per second of CPU: minsag-login
against simplesamlphp as a service provider. Same keys, same algorithms, same
size of message, both behind one nginx, TLS and nginx not counted.

    tests/saml/compare.py        prints one line of JSON; environment as run

What counts: for us the worker and its PostgreSQL backends, for simplesamlphp
(sessions in files, PHP's opcache on) all its php-fpm children. Messages are
made before the clock starts; rounds take turns; medians.

    ours, theirs = compare(world)
"""

import copy
import json
import os
import statistics
import sys
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import case
import world as world_module
from desk import Desk
from portal import Client, Login, inflate
from sign import parse

MESSAGES = 150
WARM_UP = 20
ROUNDS = 5
PEER = "https://saml.peer.example"
TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def descendants(pid):
    """Process ids of a process and all below it."""
    found = [pid]
    for one in found:
        with open(f"/proc/{one}/task/{one}/children",
                  encoding="ascii") as file:
            found += [int(word) for word in file.read().split()]
    return found


class Ours:
    def __init__(self, desk):
        self.desk, self.world = desk, desk.world

    def prepare(self):
        login = Login(self.world)
        message = case.field(case.Try(self.world, login.request_id).good())
        return lambda: login.post(message)

    def done(self, answer):
        return answer.location.endswith("/sager.html")

    def pids(self):
        rows = self.desk.judge.db.rows(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'minsag_login'")
        return descendants(self.desk.child("login").pid) + [
            pid for (pid,) in rows]


class Theirs:
    def __init__(self, desk):
        self.desk = desk
        self.world = copy.copy(desk.world)
        self.world.sp = PEER
        self.world.base = desk.ssp_url
        self.world.acs = desk.ssp_url + "module.php/saml/sp/saml2-acs.php/peer"
        self.world.sp_public = desk.peer_pair.key.public_key()

    def prepare(self):
        client = Client(self.world)
        answer = client.request("GET", self.world.base
                                + "module.php/core/authenticate.php?as=peer")
        fields = dict(urllib.parse.parse_qsl(
            urllib.parse.urlsplit(answer.location).query))
        request_id = parse(inflate(fields["SAMLRequest"])).get("ID")
        message = case.field(case.Try(self.world, request_id).good())
        return lambda: client.post_form(self.world.acs, {
            "SAMLResponse": message, "RelayState": fields["RelayState"]})

    def done(self, answer):
        return answer.status in (302, 303) and b"xception" not in answer.body

    def pids(self):
        return descendants(self.desk.child("php").pid)


def rate(side, count):
    """Sessions per CPU second of count log-ins, one after the other."""
    posts = [side.prepare() for _ in range(count)]
    before = cpu_seconds(side.pids())
    answers = [post() for post in posts]
    used = cpu_seconds(side.pids()) - before
    for answer in answers:
        if not side.done(answer):
            raise RuntimeError(f"no log-in: {answer.status} "
                               f"{answer.location} {answer.body[:2000]!r}")
    return count / used


def compare(world, messages=MESSAGES, rounds=ROUNDS):
    """(ours, theirs): medians of sessions per CPU second."""
    with Desk(world, ssp="peer") as desk:
        sides = (Ours(desk), Theirs(desk))
        found = ([], [])
        for side in sides:
            rate(side, WARM_UP)
        for _ in range(rounds):
            for side, rates in zip(sides, found):
                rates.append(rate(side, messages))
    return tuple(statistics.median(rates) for rates in found)


def main():
    ours, theirs = compare(world_module.online())
    print(json.dumps({"ours": round(ours, 1), "theirs": round(theirs, 1),
                      "ratio": round(ours / theirs, 2)}))


if __name__ == "__main__":
    main()
