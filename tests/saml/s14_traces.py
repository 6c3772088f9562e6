# SPDX-License-Identifier: EUPL-1.2
"""What log-in leaves behind: the sealed log that NemLog-in's policy asks for,
and nothing readable about anybody anywhere else."""

import glob
import os

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from case import scenario
from message import EVIL_CPR, GOOD_CPR, instant
from portal import SESSION_COOKIE
from runner import check

CHUNK = 1 << 20


def newest_entries(s, count):
    return [(row[0], bytes(row[1])) for row in s.db.rows(
        "SELECT what, sealed FROM data.login_log ORDER BY id DESC LIMIT %s",
        (count,))]


def opened(s, count):
    with open(os.path.join(s.world.key_folder, "log.secret"),
              encoding="ascii") as file:
        box = SealedBox(PrivateKey(bytes.fromhex(file.read().strip())))
    return [box.decrypt(sealed).decode()
            for _, sealed in newest_entries(s, count)]


@scenario("LOG-1")
def sealed_log(s):
    """One log-in: its request and its session are there, with the proof; only
    the log's own key opens them."""
    login = s.login()
    identifier = "_log-" + login.request_id[1:]
    s.accepted(login, login.post(s.good(login, id=identifier)))
    with open(os.path.join(s.world.key_folder, "log.secret"),
              encoding="ascii") as file:
        box = SealedBox(PrivateKey(bytes.fromhex(file.read().strip())))
    entries = newest_entries(s, 2)
    texts = {what: box.decrypt(sealed).decode() for what, sealed in entries}
    check(set(texts) == {"session", "request"}, f"{set(texts)}")
    for part in (identifier, login.request_id, "<ds:SignatureValue>",
                 "Substantial", s.world.idp, "address: 127.77."):
        check(part in texts["session"], f"{part} is not in the entry")
    check("SAMLRequest=" in texts["request"] and "Signature=" in
          texts["request"], "the request's proof")
    try:
        SealedBox(PrivateKey.generate()).decrypt(entries[0][1])
        check(False, "another key opens it")
    except CryptoError:
        pass


@scenario("LOG-3")
def refusals(s):
    """A refused answer leaves one entry: rule, address and hash, with the
    assertion's names when its signature held; never the message."""
    login = s.login()
    s.refused(login.post("AAAA"), "")
    garbage, = opened(s, 1)
    check("assertion: " not in garbage, garbage)
    identifier = "_log-" + login.request_id[1:]
    s.accepted(login, login.post(s.good(login, id=identifier)))
    other = s.login()
    s.begin()
    s.refused(other.post(s.good(other, id=identifier)), "")
    replay, = opened(s, 1)
    check(f"assertion: {identifier}" in replay, replay)
    for text in garbage, replay:
        check(text.startswith("what: refused\n"), text)
        for part in "rule: ", "address: 127.77.", "body-sha256: ":
            check(f"\n{part}" in text, f"{part} is not in the entry")
        check("<" not in text and len(text) <= 2049, text)


@scenario("LOG-2-files")
def nothing_in_files(s):
    """No log line holds a CPR number, a message or a key of a log-in."""
    words = [GOOD_CPR.encode(), EVIL_CPR.encode(), b"SAMLResponse=",
             b"RelayState=", b"PHNhbWxw",  # "<samlp" in base64
             "Ida Prøve".encode(), SESSION_COOKIE.encode()]
    for path in glob.glob(os.path.join(s.world.state, "log", "*")):
        with open(path, "rb") as file:
            before = b""
            while chunk := file.read(CHUNK):
                text = before + chunk
                for word in words:
                    check(word not in text, f"{word.decode()} is in {path}")
                before = text[-32:]


@scenario("LOG-2-database")
def nothing_in_tables(s):
    """CPR numbers of those who logged in: nowhere as text or as bytes."""
    tables = s.db.rows("SELECT schemaname || '.' || tablename"
                       " FROM pg_tables WHERE schemaname = 'data'")
    for (table,) in tables:
        for word in (GOOD_CPR, GOOD_CPR.encode().hex()):
            found = s.db.rows(f"SELECT count(*) FROM {table} AS one"
                              " WHERE one::text LIKE %s", (f"%{word}%",))
            check(found == [(0,)], f"a CPR number is in {table}")


@scenario("SES-1")
def session_cookie(s):
    login = s.login()
    answer = login.post(s.good(login))
    line = next(line for line in answer.headers.get_all("Set-Cookie")
                if line.startswith(SESSION_COOKIE + "="))
    given = {part.strip().lower() for part in line.split(";")[1:]}
    check({"secure", "httponly", "samesite=lax"} <= given, f"{given}")
    check(not any(part.startswith("domain") for part in given), f"{given}")
    check(answer.headers["Cache-Control"] == "no-store", "Cache-Control")


@scenario("SES-2")
def no_longer_than_the_idp_says(s):
    """SessionNotOnOrAfter: the session ends with the IdP's."""
    login = s.login()
    s.accepted(login, login.post(s.good(login, session_until=instant(90))))
    rows = s.db.rows("SELECT until <= now() + interval '91 seconds' FROM"
                     " data.session ORDER BY started_at DESC LIMIT 1")
    check(rows == [(True,)], "it lasts longer")


@scenario("SES-3")
def keys_are_not_stored(s):
    """The database can't make a cookie: it has only the key's hash, and the
    cookie shows nothing of what is in the database."""
    client, assertion = s.session()
    cookie = client.cookies[SESSION_COOKIE]
    rows = s.db.rows("SELECT one::text FROM data.session AS one"
                     " ORDER BY started_at DESC LIMIT 1")
    check(cookie not in rows[0][0], "the cookie is stored")
    check(assertion.name_id not in cookie, "the cookie names somebody")
    changed = "y" if cookie[40] == "x" else "x"
    for other in (cookie[:40] + changed + cookie[41:], cookie[:-4],
                  cookie + "AAAA", "A" * len(cookie), ""):
        client.cookies[SESSION_COOKIE] = other
        check(client.me().status == 401, f"{other[:12]}… is taken")
