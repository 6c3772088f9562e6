# SPDX-License-Identifier: EUPL-1.2
"""Log-ins per CPU second: ours against simplesamlphp as service provider.

Both get the same responses of the same IdP key (RSA-3072, encrypted, signed),
made beforehand; only the POSTs to the two ACS addresses are measured, by the
CPU time of who answers them. Ours counts PostgreSQL too, where the session is
made; simplesamlphp's sessions are PHP's own files.
"""
import copy
import http.client
import os
import pathlib
import re
import sys
import urllib.parse

import measure

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "saml"))

import encrypt  # noqa: E402
import keys  # noqa: E402
import message  # noqa: E402
import portal  # noqa: E402
import sign  # noqa: E402
import world as worlds  # noqa: E402

OURS, THEIRS = 400, 200
ACS = "module.php/saml/sp/saml2-acs.php/peer"
START = "module.php/core/authenticate.php?as=peer"


def respond(world, request_id):
    assertion = message.Assertion(world, request_id)
    signed = sign.sign(assertion.xml(), assertion.id,
                       sign.How(world.idp_pair))
    body = encrypt.encrypt(signed, world.sp_public)
    return message.encode(message.Response(world, request_id).xml(body))


def measured(pattern, posts):
    """Runs the posts; returns how many a CPU second of the processes."""
    pids = measure.processes(pattern)
    before = measure.cpu_seconds(pids)
    for post in posts:
        post()
    return len(posts) / (measure.cpu_seconds(pids) - before)


def ours():
    world = worlds.online({**os.environ, "MINSAG_URL":
                           f"https://localhost:{os.environ['MINSAG_PORT']}"})
    posts = []
    for _ in range(OURS):
        begun = portal.Login(world)
        response = respond(world, begun.request_id)
        posts.append(lambda b=begun, r=response: accepted(b.post(r)))
    return measured(r"sbin/minsag-login -c|minsag_login minsag", posts)


def accepted(answer):
    if portal.SESSION_COOKIE not in answer.set_cookies():
        raise RuntimeError(f"the portal refused: {answer.status}")


class Peer:
    """One browser at simplesamlphp behind the benchmark's nginx."""

    def __init__(self, port, world):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.world, self.cookies = world, {}
        location = self.request("GET", "/simplesaml/" + START)
        query = urllib.parse.urlsplit(location).query
        fields = dict(urllib.parse.parse_qsl(query))
        request = sign.parse(portal.inflate(fields["SAMLRequest"]))
        self.relay_state = fields["RelayState"]
        self.response = respond(world, request.get("ID"))

    def request(self, method, path, fields=None):
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", line).groups()
            self.cookies[name] = value
        if answer.status not in (302, 303):
            raise RuntimeError(f"simplesamlphp: {answer.status} {text[:400]}")
        return answer.headers["Location"]

    def post(self):
        self.request("POST", "/simplesaml/" + ACS, {
            "SAMLResponse": self.response, "RelayState": self.relay_state})


def theirs(port, state):
    world = copy.copy(worlds.online({**os.environ, "MINSAG_URL":
                      f"https://localhost:{os.environ['MINSAG_PORT']}"}))
    world.sp = "https://saml.peer.example"
    world.acs = f"https://localhost:{port}/simplesaml/{ACS}"
    pair = keys.load(state / "ssp/cert/sp.key", state / "ssp/cert/sp.crt")
    world.sp_public = pair.key.public_key()
    peers = [Peer(port, world) for _ in range(THEIRS)]
    return measured("php-fpm: pool ssp", [peer.post for peer in peers])


def compare(bench):
    """(ours, theirs): log-ins a CPU second."""
    return ours(), theirs(bench.options.port, bench.state)
