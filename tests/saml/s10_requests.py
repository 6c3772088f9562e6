# SPDX-License-Identifier: EUPL-1.2
"""Section 10: what we send. The AuthnRequest is checked with means that share
no code with the worker; each request counts once, for ten minutes."""

import base64
import re
import urllib.parse

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from case import field, scenario
from names import NS, NSIS, RSA_SHA256
from portal import STATE_COOKIE, Client
from runner import check
from sign import parse

POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"


def signed_part(url):
    """(bytes that are signed, signature, fields) of a redirect address."""
    raw = urllib.parse.urlsplit(url).query
    pairs = [part.split("=", 1) for part in raw.split("&")]
    text = "&".join(f"{name}={value}" for name, value in pairs
                    if name in ("SAMLRequest", "RelayState", "SigAlg"))
    fields = {name: urllib.parse.unquote(value) for name, value in pairs}
    return text.encode(), base64.b64decode(fields["Signature"]), pairs, fields


def verifies(s, data, signature):
    for text in s.world.sp_signing:
        certificate = x509.load_der_x509_certificate(base64.b64decode(text))
        try:
            certificate.public_key().verify(
                signature, data, padding.PKCS1v15(), hashes.SHA256())
            return True
        except InvalidSignature:
            continue
    return False


@scenario("REQ-1")
def signed_request(s):
    login = s.login()
    data, signature, _, _ = signed_part(login.url)
    check(verifies(s, data, signature), "the signature doesn't verify")
    for wrong in (data + b"x", data.replace(b"RelayState=", b"RelayState=x")):
        check(not verifies(s, wrong, signature), "it signs something else")


@scenario("REQ-1-content")
def content(s):
    login = s.login()
    root = parse(login.xml)
    check(root.tag == f"{{{NS['samlp']}}}AuthnRequest", root.tag)
    check(root.get("Version") == "2.0", "Version")
    check(root.get("ProtocolBinding") == POST, "ProtocolBinding")
    check(root.get("AssertionConsumerServiceURL") == s.world.acs, "ACS")
    check(login.url.startswith(root.get("Destination")), "Destination")
    check(root.findtext("saml:Issuer", namespaces=NS) == s.world.sp, "Issuer")
    context = root.find("samlp:RequestedAuthnContext", NS)
    check(context.get("Comparison") == "minimum", "Comparison")
    check(NSIS + "loa/Substantial" in "".join(context.itertext()), "level")


@scenario("REQ-2")
def identifiers(s):
    found = {s.login().request_id for _ in range(30)}
    check(len(found) == 30, "IDs repeat")
    check(all(re.fullmatch(r"_[A-Za-z0-9_-]{22,}|_[0-9a-f]{32,}", one)
              for one in found), found.pop())


@scenario("REQ-3")
def no_markup_of_users(s):
    for path in ('/sager.html?x="><evil/>', "/sager.html?x='&amp;",
                 "/sager.html?<!--"):
        client = Client(s.world)
        answer = client.request(
            "GET", f"{s.world.base}/saml/login?return="
            + urllib.parse.quote(path, safe=""))
        if answer.status == 303:
            check("evil" not in s.login(path=path).xml, "input in the message")


@scenario("REQ-4")
def exact_query(s):
    login = s.login()
    _, _, pairs, fields = signed_part(login.url)
    names = [name for name, _ in pairs]
    check(names == ["SAMLRequest", "RelayState", "SigAlg", "Signature"],
          f"order {names}")
    check(fields["SigAlg"] == RSA_SHA256, fields["SigAlg"])


@scenario("SES-5")
def state_cookie(s):
    login = s.login()
    line = next(line for line in login.answer.headers.get_all("Set-Cookie")
                if line.startswith(STATE_COOKIE))
    given = {part.strip().lower() for part in line.split(";")[1:]}
    check({"secure", "httponly", "samesite=none", "path=/"} <= given,
          f"{given}")
    check({"max-age=600", "max-age=599"} & given, f"{given}")
    check(not any(part.startswith("domain") for part in given), f"{given}")


@scenario("REQ-5-expired")
def expired(s):
    """Ten minutes, by the database's clock."""
    login = s.login()
    rows = s.db.rows("SELECT expires_at - created_at <= interval '10 minutes'"
                     " FROM data.login_request WHERE request_id = %s",
                     (login.request_id,))
    check(rows == [(True,)], "a request lives longer than ten minutes")
    s.db.rows("UPDATE data.login_request SET expires_at = now() - interval"
              " '1 second' WHERE request_id = %s", (login.request_id,))
    s.begin()
    s.refused(login.post(s.good(login)), r"oiosaml 1\.(9|3\.3|3\.13)")


@scenario("REQ-5-once")
def consumed_once(s):
    """A refused answer doesn't use the request up; an accepted one does."""
    login = s.login()
    attempt = s.attempt_of(login)
    s.begin()
    s.refused(login.post(field(attempt.respond(attempt.encrypted(
        attempt.assertion().xml())))), r"oiosaml 1\.4")
    s.begin()
    s.accepted(login, login.post(s.good(login)))
    used = s.db.rows("SELECT used_at IS NOT NULL FROM data.login_request"
                     " WHERE request_id = %s", (login.request_id,))
    check(used == [(True,)], "the request isn't marked used")


@scenario("REQ-6-metadata")
def metadata(s):
    """What we publish is what the messages above relied on."""
    text = s.world.sp_metadata
    for part in ("xmlenc11#aes256-gcm", "xmlenc#rsa-oaep-mgf1p",
                 'AuthnRequestsSigned="true"', 'WantAssertionsSigned="true"',
                 "nameid-format:persistent", "RequestedAttribute"):
        check(part in text, part)
