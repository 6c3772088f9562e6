# SPDX-License-Identifier: EUPL-1.2
"""Section 8: RelayState is a key that we made, and nothing else; where the
browser goes is in the request's row, and was ours from the beginning."""

import urllib.parse

from case import scenario
from portal import Client
from runner import check

UNKNOWN = r"oiosaml 1\.9|oiosaml 1\.3\.(3|13)|RelayState"
EVIL = {
    "1": "https://evil.example/",
    "2": "//evil.example/",
    "3": "/\\evil.example/",
    "4": "javascript:alert(1)",
    "5": "/x\r\nLocation: https://evil.example/",
    "6": "x" * 500,
    "6-long": "x" * 5000,
    "9-empty": "",
    "9-nul": "a\0b",
    "9-utf8": "\u00e6\u00f8\u00e5",
}


def own_answer(s, answer):
    """No header holds a word of the input."""
    for name, value in answer.headers.items():
        check("evil" not in value and "javascript" not in value,
              f"{name}: {value}")
    check(b"evil.example" not in answer.body, "the page holds the input")


def add_relay_state(name, value):
    @scenario(f"RLY-{name}")
    def relay_state(s):
        login = s.login()
        s.begin()
        answer = login.post(s.good(login), relay_state=value)
        own_answer(s, answer)
        s.no_cookie(answer)
        s.nothing_made()
        check(answer.status in (303, 400), f"status {answer.status}")


for _name, _value in EVIL.items():
    add_relay_state(_name, _value)


@scenario("RLY-7")
def swapped(s):
    """Two log-ins of one browser; each answer with the other's key."""
    first = s.login(path="/sager.html")
    second = s.login(client=first.client, path="/soeg.html")
    s.refused(first.post(s.good(first), relay_state=second.relay_state),
              UNKNOWN)
    s.begin()
    s.refused(second.post(s.good(second), relay_state=first.relay_state),
              UNKNOWN)


@scenario("RLY-7-both")
def two_tabs(s):
    """Control: the answers with their own keys land where each began."""
    first = s.login(path="/soeg.html")
    second = s.login(client=first.client, path="/hvorfor.html")
    s.accepted(second, second.post(s.good(second)), "/hvorfor.html")
    s.begin()
    answer = first.post(s.good(first))
    own_answer(s, answer)


@scenario("RLY-10-key")
def shape_of_the_key(s):
    """At most 80 bytes, nothing of the address, another each time."""
    keys = {s.login().relay_state for _ in range(20)}
    check(len(keys) == 20, "keys repeat")
    check(all(20 <= len(key) <= 80 for key in keys), "length of a key")
    check(not any("sager" in key or "/" in key for key in keys), "a path")


# Where the browser asks to go: only a path of ours is kept.
def add_return(name, path):
    @scenario(f"RLY-return-{name}")
    def return_to(s):
        client = Client(s.world)
        answer = client.request(
            "GET", f"{s.world.base}/saml/login?return="
            + urllib.parse.quote(path, safe=""))
        own_answer(s, answer)
        if answer.status != 303:
            check(answer.status in (400, 413), f"status {answer.status}")
            return
        login = s.login(path=path)
        s.begin()
        answer = login.post(s.good(login))
        own_answer(s, answer)
        where = answer.location.replace(s.origin(), "", 1)
        check(where.startswith("/") and where[1:2] not in ("/", "\\"),
              f"Location {answer.location}")


for _name, _value in EVIL.items():
    add_return(_name, _value)
