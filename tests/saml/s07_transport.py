# SPDX-License-Identifier: EUPL-1.2
"""Section 7, the rows below XML: size, slowness, types, encodings, memory."""

import glob
import os
import select
import socket
import time
import urllib.parse

from case import scenario
from message import attribute, encode
from portal import SESSION_COOKIE, Client, next_address
from runner import check

FORM = "application/x-www-form-urlencoded"
MEGABYTE = 1024 * 1024


def clear_refusal(s, answer, *statuses):
    check(answer.status in statuses, f"status {answer.status}")
    check(not answer.set_cookies().get(SESSION_COOKIE), "a cookie was set")
    s.nothing_made()


@scenario("XML-5")
def large_bodies(s):
    """An 8 MB value, signed; and one just over the worker's own limit."""
    for size in (300 * 1024, 8 * MEGABYTE):
        login = s.login()
        s.begin()
        try:
            answer = login.post(s.good(login, attributes_xml=attribute(
                "urn:x", "a" * size)))
        except (ConnectionError, OSError):
            s.nothing_made()  # nginx hung up while we still sent
            continue
        clear_refusal(s, answer, 413)


@scenario("XML-14-type")
def wrong_content_type(s):
    login = s.login()
    body = urllib.parse.urlencode({"SAMLResponse": s.good(login),
                                   "RelayState": login.relay_state})
    for kind in ("application/json", "text/plain", "multipart/form-data", ""):
        s.begin()
        answer = login.client.request("POST", s.world.acs, body,
                                      {"Content-Type": kind})
        clear_refusal(s, answer, 400, 403, 415, 303)
        check(not (answer.location or "").endswith("/sager.html"), "logged in")


def add_body(name, build):
    @scenario(name)
    def body(s):
        login = s.login()
        s.begin()
        answer = login.client.request(
            "POST", s.world.acs, build(s, login), {"Content-Type": FORM})
        clear_refusal(s, answer, 303, 400)
        check(not (answer.location or "").endswith("/sager.html"), "logged in")


def quoted(s, login):
    return urllib.parse.quote(s.good(login), safe="")


add_body("XML-14-percent", lambda s, login:
         f"SAMLResponse={quoted(s, login)}%ZZ&RelayState={login.relay_state}")
add_body("XML-14-percent-end", lambda s, login:
         f"SAMLResponse={quoted(s, login)}&RelayState={login.relay_state}%2")
add_body("FORM-nul", lambda s, login:
         f"SAMLResponse={quoted(s, login)}%00&RelayState={login.relay_state}")
add_body("FORM-twice", lambda s, login:
         f"SAMLResponse={quoted(s, login)}&SAMLResponse={quoted(s, login)}"
         f"&RelayState={login.relay_state}")
add_body("FORM-missing", lambda s, login:
         f"RelayState={login.relay_state}")
add_body("FORM-empty", lambda s, login: "")
add_body("FORM-request", lambda s, login:
         f"SAMLRequest={quoted(s, login)}&RelayState={login.relay_state}")


@scenario("FORM-get")
def by_get(s):
    """Response by redirect: the ACS takes POST only."""
    login = s.login()
    s.begin()
    query = urllib.parse.urlencode({"SAMLResponse": s.good(login)[:2000],
                                    "RelayState": login.relay_state})
    answer = login.client.request("GET", f"{s.world.acs}?{query}")
    clear_refusal(s, answer, 405)


@scenario("XML-14-slow")
def slow_body(s):
    """A client that sends half a body holds neither worker: 30 of them, and
    a log-in beside them is served at once."""
    where = urllib.parse.urlsplit(s.world.base)
    head = (f"POST {urllib.parse.urlsplit(s.world.acs).path} HTTP/1.1\r\n"
            f"Host: {where.netloc}\r\nContent-Type: {FORM}\r\n"
            "Content-Length: 5000\r\n\r\nSAMLResponse=AAAA").encode()
    slow = []
    for _ in range(30):
        raw = socket.create_connection(
            ("127.0.0.1", where.port), 10, (next_address(), 0))
        wrapped = s.world.tls.wrap_socket(raw, server_hostname="localhost")
        wrapped.sendall(head)
        slow.append(wrapped)
    started = time.monotonic()
    login = s.login()
    s.accepted(login, login.post(s.good(login)))
    took = time.monotonic() - started
    for connection in slow:
        connection.close()
    check(took < 2, f"the log-in beside them took {took:.1f} s")


@scenario("XML-2-socket")
def nothing_is_fetched(s):
    """Addresses in a message, in every place that could be one: a listener
    there hears nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    login = s.login()
    attempt = s.attempt_of(login)
    good = attempt.signed()
    data = attempt.encrypted(good)
    bodies = [
        attempt.encrypted(f'<!DOCTYPE x SYSTEM "{address}">' + good),
        attempt.encrypted(f'<!DOCTYPE x [<!ENTITY y SYSTEM "{address}">]>'
                          + good.replace("Ida", "&y;")),
        attempt.encrypted(attempt.signed(uri=address)),
        attempt.encrypted(attempt.signed(key_info=(
            "<ds:KeyInfo><ds:RetrievalMethod "
            f'URI="{address}"/></ds:KeyInfo>'))),
        data[:data.rindex("<xenc:CipherValue>")]
        + f'<xenc:CipherReference URI="{address}"/>'
        + data[data.rindex("</xenc:CipherValue>") + 19:],
    ]
    for body in bodies:
        for form in (encode(attempt.respond(body)), encode(
                f'<!DOCTYPE x SYSTEM "{address}">' + attempt.respond(body))):
            answer = login.post(form, keep=False)
            if (answer.location or "").endswith("/sager.html"):
                login = s.login()  # an unread KeyInfo is no harm
    heard, _, _ = select.select([listener], [], [], 0.5)
    listener.close()
    check(not heard, "a worker connected")


def workers(world):
    """Process ids of the log-in workers of this desk."""
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if (os.path.basename(words[0]) == b"minsag-login"
                and any(world.state.encode() in word for word in words[1:])):
            found.append(int(path.split("/")[2]))
    return found


def resident(pids):
    """Anonymous memory of the processes together, in kB."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("RssAnon:"):
                    total += int(line.split()[1])
    return total


@scenario("XML-10")
def raw_xml_a_thousand_times(s):
    """50 kB of XML instead of base64, again and again: memory stays."""
    pids = workers(s.world)
    check(pids, "no worker process found to watch")
    login = s.login()
    message = s.attempt_of(login).good()
    raw = message.replace("</samlp:Response>", "<x>" + "a" * 45000
                          + "</x></samlp:Response>")
    client = Client(s.world)
    client.cookies = dict(login.client.cookies)

    def send(text, count):
        fields = {"SAMLResponse": text, "RelayState": login.relay_state}
        for _ in range(count):
            s.refused_page(client.post_form(s.world.acs, fields, keep=False))
    send(raw, 100)
    send(encode(raw), 100)
    before = resident(pids)
    send(raw, 1000)
    send(encode(raw), 200)
    grown = resident(pids) - before
    s.nothing_made()
    check(workers(s.world) == pids, "a worker died")
    check(grown < 4096, f"the workers grew by {grown} kB")
