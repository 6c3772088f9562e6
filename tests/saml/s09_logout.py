# SPDX-License-Identifier: EUPL-1.2
"""Section 9: log-out messages. What isn't the IdP's own, new and meant for us
ends nothing; what is ends the session everywhere at once."""

import urllib.parse

import slo
from case import scenario
from message import EVIL_UUID, PERSON, encode, instant, new_id
from names import RSA_SHA1, SHA1, STATUS
from portal import SESSION_COOKIE, Client, inflate
from runner import check
from sign import parse, take_signature

SOAP_TYPE = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
SIGNATURE = r"oiosaml 1\.(4|7)|saml-bindings"
RULE = r"oiosaml 1\."
NO_VERSION = "00000000-0000-4000-8000-000000000000"
SUCCESS = STATUS + "Success"


def soap(s, message):
    return Client(s.world).request("POST", s.world.soap,
                                   slo.envelope(message).encode(), SOAP_TYPE)


def redirect(s, query, client=None):
    return (client or Client(s.world)).request(
        "GET", f"{s.world.slo}?{query}", keep=False)


def request_of(s, assertion, **changes):
    return slo.LogoutRequest(s.world, assertion,
                             s.world.soap).changed(**changes)


def lives(client):
    return client.me().status == 200


def still_there(s, client, rule=None):
    check(lives(client), "the session ended")
    new = s.new()
    check(new[3:] == (0, 0), f"{new[3]} ended, {new[4]} log-out rows")
    if rule is not None:
        s.logged(rule)


def ended(s, client):
    check(not lives(client), "the session goes on")
    check(s.new()[3] == 1, f"{s.new()[3]} sessions ended")


def not_success(answer):
    """What a refused message is answered with: an error, and no Success."""
    check(answer.status >= 300, f"status {answer.status}")
    check(SUCCESS.encode() not in answer.body, "it answered Success")
    check("evil" not in (answer.location or ""), answer.location)


def add_soap(name, build, rule=SIGNATURE, lasso="R"):
    """A SOAP LogoutRequest for a live session that must end nothing."""
    @scenario(name)
    def refused(s):
        client, assertion = s.session()
        message = build(s, assertion)
        not_success(soap(s, message))
        still_there(s, client, rule)
        s.lasso_says("soap", slo.envelope(message), lasso)


def add_redirect(name, build, rule=SIGNATURE, lasso="R"):
    @scenario(name)
    def refused(s):
        client, assertion = s.session()
        query = build(s, request_of(s, assertion, destination=s.world.slo))
        not_success(redirect(s, query, client))
        still_there(s, client, rule)
        s.lasso_says("redirect", query, lasso)


@scenario("SLO-1")
def back_channel(s):
    """Signed LogoutRequest by SOAP: ended, and answered with a signed
    LogoutResponse. SLO-10: no worker takes the token any more."""
    client, assertion = s.session()
    request = request_of(s, assertion)
    answer = soap(s, slo.signed(s.world, request))
    check(answer.status == 200, f"status {answer.status} {s.rules()}")
    text = answer.body.decode()
    check(SUCCESS in text, text[:400])
    check(f'InResponseTo="{request.id}"' in text, "InResponseTo")
    check("SignatureValue" in text, "the answer isn't signed")
    ended(s, client)
    for _ in range(8):
        other = Client(s.world)
        other.cookies = dict(client.cookies)
        check(other.me().status == 401, "a worker still takes the token")
        answer = other.request("GET", s.world.base + "/document/" + NO_VERSION)
        check(answer.status == 401, "the document worker takes the token")


@scenario("SLO-15")
def front_channel(s):
    client, assertion = s.session()
    request = request_of(s, assertion, destination=s.world.slo)
    answer = redirect(s, slo.query(s.world, request.xml(),
                                   relay_state="their state"), client)
    check(answer.status == 303, f"status {answer.status} {s.rules()}")
    fields = dict(urllib.parse.parse_qsl(
        urllib.parse.urlsplit(answer.location).query))
    xml = inflate(fields["SAMLResponse"])
    check(SUCCESS in xml and f'InResponseTo="{request.id}"' in xml, xml)
    check(fields["RelayState"] == "their state", "RelayState")
    gone = answer.set_cookies()
    check(set(gone) == set(client.cookies) and not any(gone.values()),
          f"{gone}")
    check("Signature" in fields, "the answer isn't signed")
    ended(s, client)


add_soap("SLO-2-soap", lambda s, a: request_of(s, a).xml())
add_redirect("SLO-2-redirect", lambda s, r: slo.query(
    s.world, r.xml(), unsigned=True))
add_redirect("SLO-2-empty", lambda s, r: slo.query(
    s.world, r.xml()).split("&Signature=")[0] + "&Signature=")
add_redirect("SLO-2-no-algorithm", lambda s, r: "&".join(
    part for part in slo.query(s.world, r.xml()).split("&")
    if not part.startswith("SigAlg=")))
add_redirect("SLO-2-twice", lambda s, r: slo.query(
    s.world, r.xml()) + "&SAMLRequest=" + urllib.parse.quote(
        slo.deflated(r.changed(id=new_id()).xml())))
add_soap("SLO-3-soap", lambda s, a: slo.signed(
    s.world, request_of(s, a), pair=s.world.evil))
add_redirect("SLO-3-redirect", lambda s, r: slo.query(
    s.world, r.xml(), pair=s.world.evil))
add_soap("SLO-4", lambda s, a: slo.signed(
    s.world, request_of(s, a), signature=RSA_SHA1, digest=SHA1),
         lasso="A")
add_redirect("ALG-10", lambda s, r: slo.query(
    s.world, r.xml(), algorithm=RSA_SHA1), lasso="A")
add_redirect("ALG-10-renamed", lambda s, r: slo.query(
    s.world, r.xml(), algorithm=RSA_SHA1).replace("rsa-sha1", "rsa-sha256"))
add_redirect("RLY-8", lambda s, r: slo.query(
    s.world, r.xml()) + "&RelayState=evil")
add_redirect("RLY-8-changed", lambda s, r: slo.query(
    s.world, r.xml(), relay_state="a").replace("RelayState=a",
                                               "RelayState=b"))


# SLO-5, SLO-6 and other fields, each signed as it is.
def add_fields(name, changes, rule=RULE, lasso="A"):
    def values(s):
        return changes(s) if callable(changes) else changes
    add_soap(f"{name}-soap", lambda s, a: slo.signed(
        s.world, request_of(s, a, **values(s))), rule, lasso)
    add_redirect(f"{name}-redirect", lambda s, r: slo.query(
        s.world, r.changed(**values(s)).xml()), rule, lasso)


add_fields("SLO-5", lambda s: {"until": instant(-s.world.skew - 2)})
add_fields("SLO-5-issued", lambda s: {
    "issued": instant(-s.world.skew - 2)})
add_fields("SLO-5-future", lambda s: {"issued": instant(s.world.skew + 3)})
add_fields("SLO-6", {"destination": "https://other.example/slo"})
add_fields("SLO-6-absent", {"destination": None})
add_fields("SLO-6-issuer", {"issuer": "https://evil.example"}, lasso="R")
add_fields("SLO-6-version", {"version": "1.1"})
add_fields("SLO-6-id", {"id": "1 2"}, lasso=None)


@scenario("SLO-6-other-endpoint")
def meant_for_the_other_endpoint(s):
    """A browser's message replayed to the SOAP address, and the reverse."""
    client, assertion = s.session()
    by_browser = request_of(s, assertion, destination=s.world.slo)
    not_success(soap(s, slo.signed(s.world, by_browser)))
    still_there(s, client, RULE)
    by_soap = request_of(s, assertion)
    not_success(redirect(s, slo.query(s.world, by_soap.xml()), client))
    still_there(s, client, RULE)


@scenario("SLO-7-twice")
def same_id_twice(s):
    """The second session has the same index: the replay must not end it."""
    index = new_id()
    client, assertion = s.session(session_index=index)
    message = slo.signed(s.world, request_of(s, assertion))
    check(soap(s, message).status == 200, "the first")
    ended(s, client)
    client, _ = s.session(session_index=index)
    soap(s, message)
    still_there(s, client)


@scenario("SLO-7-unknown")
def unknown_index(s):
    """Success, with no word of whether there was such a session."""
    client, assertion = s.session()
    request = request_of(s, assertion, session_indexes=[new_id()])
    answer = soap(s, slo.signed(s.world, request))
    check(SUCCESS.encode() in answer.body, answer.body[:300])
    check(lives(client), "another session ended")
    check(s.new()[3] == 0, "a session ended")


@scenario("SLO-7-other-name")
def name_of_another(s):
    client, assertion = s.session()
    request = request_of(s, assertion, name_id=PERSON + EVIL_UUID)
    soap(s, slo.signed(s.world, request))
    check(lives(client), "the session ended")
    check(s.new()[3] == 0, "a session ended")


# Wrapping, as in section 2, in the SOAP message.
def wrapped_before(s, assertion):
    evil = request_of(s, assertion).xml()
    good = slo.signed(s.world, request_of(
        s, assertion, session_indexes=[new_id()]))
    return evil + good


def wrapped_inside(s, assertion):
    good = slo.signed(s.world, request_of(
        s, assertion, session_indexes=[new_id()]))
    bare, signature = take_signature(good)
    evil = request_of(s, assertion, extra_xml=signature.replace(
        "</ds:Signature>", f"<ds:Object>{bare}</ds:Object></ds:Signature>"))
    return evil.xml()


def wrapped_extensions(s, assertion):
    good = slo.signed(s.world, request_of(
        s, assertion, session_indexes=[new_id()]))
    return request_of(s, assertion, extra_xml=(
        f"<samlp:Extensions>{good}</samlp:Extensions>")).xml()


add_soap("SLO-XSW-before", wrapped_before, RULE + r"|xml|soap")
add_soap("SLO-XSW-inside", wrapped_inside)
add_soap("SLO-XSW-extensions", wrapped_extensions)
add_soap("SLO-DTD", lambda s, a: "<!DOCTYPE x>" + slo.signed(
    s.world, request_of(s, a)), r"document type|well-formed|xml: ")
add_soap("SLO-comment", lambda s, a: slo.signed(s.world, request_of(
    s, a)).replace(a.session_index, a.session_index[:9] + "<!---->"
                   + a.session_index[9:]), r"comment", lasso="A")


@scenario("XML-15")
def deflate_bomb(s):
    """'A's in a redirect LogoutRequest: 20 MB (nginx: the address is too
    long) and 1 MB, which fits; unsigned and signed by the IdP."""
    client, assertion = s.session()
    start = request_of(s, assertion, destination=s.world.slo).xml()
    for count in (20_000_000, 1_000_000):
        for unsigned in (True, False):
            answer = redirect(s, slo.query(
                s.world, start + "A" * count, unsigned=unsigned), client)
            not_success(answer)
    still_there(s, client, r"inflate|saml-bindings 3\.4")


def post(s, xml, client):
    return client.post_form(s.world.slo, {"SAMLRequest": encode(xml),
                                          "RelayState": "x"}, keep=False)


@scenario("SLO-11")
def front_channel_by_form(s):
    client, assertion = s.session()
    request = request_of(s, assertion, destination=s.world.slo)
    answer = post(s, slo.signed(s.world, request), client)
    check(answer.status == 303 and "SAMLResponse=" in answer.location,
          f"{answer.status} {answer.location} {s.rules()}")
    ended(s, client)


def add_form(name, build, rule=SIGNATURE):
    @scenario(name)
    def refused(s):
        client, assertion = s.session()
        request = request_of(s, assertion, destination=s.world.slo)
        not_success(post(s, build(s, request), client))
        still_there(s, client, rule)


add_form("SLO-11-unsigned", lambda s, r: r.xml())
add_form("SLO-11-evil", lambda s, r: slo.signed(s.world, r,
                                                pair=s.world.evil))
add_form("SLO-11-sha1", lambda s, r: slo.signed(
    s.world, r, signature=RSA_SHA1, digest=SHA1))
add_form("SLO-11-deflated", lambda s, r: "x" + slo.deflated(r.xml()), r"xml: ")


# Log-out that the citizen begins.
def begin_logout(s, client):
    """(answer, fields of the query to the IdP, LogoutRequest's root)"""
    answer = client.request("POST", s.world.base + "/saml/logout", "", {
        "Origin": s.origin(),
        "Content-Type": "application/x-www-form-urlencoded"})
    check(answer.status == 303, f"status {answer.status} {s.rules()}")
    fields = dict(urllib.parse.parse_qsl(
        urllib.parse.urlsplit(answer.location).query))
    return answer, fields, parse(inflate(fields["SAMLRequest"]))


@scenario("SLO-8")
def by_the_citizen(s):
    """Ended here before the browser goes on; the request names the session;
    the IdP's Success lands on the log-out page."""
    client, assertion = s.session()
    token = dict(client.cookies)
    _, fields, root = begin_logout(s, client)
    check(s.new()[3] == 1, "not ended")
    check("Signature" in fields, "not signed")
    text = "".join(root.itertext())
    check(assertion.name_id in text and assertion.session_index in text, text)
    other = Client(s.world)
    other.cookies = token
    check(other.me().status == 401, "the token is still good")
    response = slo.LogoutResponse(s.world, root.get("ID"))
    answer = redirect(s, slo.query(s.world, response.xml(), "SAMLResponse",
                                   relay_state=fields.get("RelayState")),
                      client)
    check(answer.status == 303 and "/udlogget.html" in answer.location,
          f"{answer.status} {answer.location} {s.rules()}")


@scenario("SLO-8-twice")
def pressed_twice(s):
    """The second press takes the first one's place on its way to the IdP, whose
    own session must not live on: it goes there too, until it has answered."""
    client, assertion = s.session()
    cookies = dict(client.cookies)
    begin_logout(s, client)
    client.cookies = dict(cookies)
    _, fields, root = begin_logout(s, client)
    check(assertion.session_index in "".join(root.itertext()), "whose?")
    check(s.new()[3] == 1, f"{s.new()[3]} sessions ended")
    says_logged_out(redirect(s, response_query(
        s, root.get("ID"), fields.get("RelayState")), client))
    client.cookies = dict(cookies)
    says_logged_out(client.request(
        "POST", s.world.base + "/saml/logout", "", {"Origin": s.origin()}))


@scenario("SLO-8-origin")
def by_another_site(s):
    client, _ = s.session()
    for origin in ("https://evil.example", "null", s.origin() + ".evil"):
        answer = client.request(
            "POST", s.world.base + "/saml/logout", "",
            {"Origin": origin,
             "Content-Type": "application/x-www-form-urlencoded"}, keep=False)
        check(answer.status == 403, f"{origin}: status {answer.status}")
    check(lives(client), "another site ended the session")


def add_response(name, build, rule=RULE):
    """A LogoutResponse that isn't the awaited one: no good-bye page."""
    @scenario(name)
    def refused(s):
        client, _ = s.session()
        _, fields, root = begin_logout(s, client)
        s.begin()
        answer = redirect(s, build(s, root.get("ID"),
                                   fields.get("RelayState")), client)
        check("/udlogget.html" not in (answer.location or ""),
              f"Location {answer.location}")
        check("evil" not in (answer.location or ""), answer.location)
        s.logged(rule)


def response_query(s, request_id, relay_state, pair=None, **changes):
    response = slo.LogoutResponse(s.world, request_id).changed(**changes)
    return slo.query(s.world, response.xml(), "SAMLResponse", pair=pair,
                     relay_state=relay_state)


@scenario("SLO-9-unasked")
def nobody_asked(s):
    client, _ = s.session()
    not_success(redirect(s, response_query(s, new_id(), "x"), client))
    still_there(s, client, RULE)


add_response("SLO-9-in-response-to", lambda s, i, r: response_query(
    s, new_id(), r))
add_response("SLO-9-status", lambda s, i, r: response_query(
    s, i, r, status=STATUS + "Responder"))
add_response("SLO-9-evil", lambda s, i, r: response_query(
    s, i, r, pair=s.world.evil))
add_response("SLO-9-issuer", lambda s, i, r: response_query(
    s, i, r, issuer="https://evil.example"))
add_response("SLO-9-destination", lambda s, i, r: response_query(
    s, i, r, destination="https://other.example"))
add_response("SLO-9-relay-state", lambda s, i, r: response_query(s, i, "evil"))


def says_logged_out(answer):
    check(answer.status == 303 and (answer.location or "").endswith(
        "/udlogget.html"), f"{answer.status} {answer.location}")


@scenario("SLO-9-twice")
def response_twice(s):
    """Loaded again: the same page, and nothing noted anew. One without
    success, and one that is like it, are refused again."""
    client, _ = s.session()
    _, fields, root = begin_logout(s, client)
    query = response_query(s, root.get("ID"), fields.get("RelayState"))
    says_logged_out(redirect(s, query, client))
    rows = s.db.rows("SELECT count(*) FROM data.login_log")
    says_logged_out(redirect(s, query, client))
    check(s.db.rows("SELECT count(*) FROM data.login_log") == rows,
          "it was noted again")
    s.begin()
    s.refused_page(redirect(s, response_query(
        s, root.get("ID"), fields.get("RelayState")), client), "logud")
    s.logged(RULE)
    client, _ = s.session()
    _, fields, root = begin_logout(s, client)
    query = response_query(s, root.get("ID"), fields.get("RelayState"),
                           status=STATUS + "Responder")
    for _ in range(2):
        s.refused_page(redirect(s, query, client), "logud")


@scenario("SLO-15-again")
def front_channel_again(s):
    """The IdP's request loaded again: the page says logged out. In a browser
    that is logged in it ends nothing and says nothing of the kind."""
    client, assertion = s.session()
    query = slo.query(s.world, request_of(
        s, assertion, destination=s.world.slo).xml())
    answer = client.request("GET", f"{s.world.slo}?{query}")
    check("SAMLResponse=" in answer.location, f"{answer.location}")
    check(not client.cookies.get(SESSION_COOKIE), "the cookie is left")
    says_logged_out(redirect(s, query, client))
    other, _ = s.session()
    s.refused_page(redirect(s, query, other), "logud")
    check(lives(other), "the session ended")


@scenario("SLO-12")
def of_another_session(s):
    """A request that the IdP signed for somebody else's session, brought by
    this browser: theirs ends, this one's cookie stays."""
    client, _ = s.session()
    other, assertion = s.session(session_index=new_id())
    query = slo.query(s.world, request_of(
        s, assertion, destination=s.world.slo).xml())
    answer = client.request("GET", f"{s.world.slo}?{query}")
    check("SAMLResponse=" in answer.location, f"{answer.location}")
    check(not answer.set_cookies(), f"{answer.set_cookies()}")
    check("Clear-Site-Data" not in answer.headers, "Clear-Site-Data")
    check(lives(client) and not lives(other), "the wrong session ended")
    client, assertion = s.session()
    answer = client.request("GET", f"{s.world.slo}?" + slo.query(
        s.world, request_of(s, assertion, destination=s.world.slo).xml()))
    check(answer.headers.get("Clear-Site-Data") == '"cache", "storage"',
          f"{answer.headers.get('Clear-Site-Data')}")


@scenario("SLO-13-several")
def several_indexes(s):
    """SAML core 3.7.1: those sessions of the name, or all of them."""
    first, one = s.session(session_index=new_id())
    second, two = s.session(session_index=new_id())
    third, three = s.session(session_index=new_id())
    request = request_of(s, one, session_indexes=[
        one.session_index, new_id(), two.session_index])
    answer = soap(s, slo.signed(s.world, request))
    check(SUCCESS.encode() in answer.body, answer.body[:300])
    check(not lives(first) and not lives(second), "a session goes on")
    check(lives(third), "a session that was not named ended")
    answer = soap(s, slo.signed(s.world, request_of(
        s, three, session_indexes=[])))
    check(SUCCESS.encode() in answer.body, answer.body[:300])
    check(not lives(third), "without an index: all sessions of the name")


add_soap("SLO-13-base-id", lambda s, a: slo.signed(s.world, request_of(
    s, a, extra_xml='<saml:BaseID/>')), lasso=None)
add_soap("SLO-13-encrypted-id", lambda s, a: slo.signed(s.world, request_of(
    s, a, extra_xml='<saml:EncryptedID/>')), lasso=None)


@scenario("SLO-14")
def soap_header(s):
    """A Header may stand before the Body; one that must be understood may
    not, for we know none."""
    client, assertion = s.session()
    for header, status in (('<x:a xmlns:x="urn:x" s:mustUnderstand="1"/>', 400),
                           ('<x:a xmlns:x="urn:x"/>', 200)):
        text = slo.envelope(slo.signed(s.world, request_of(s, assertion)))
        answer = Client(s.world).request("POST", s.world.soap, text.replace(
            "<s:Body>", f"<s:Header>{header}</s:Header><s:Body>").encode(),
            SOAP_TYPE)
        check(answer.status == status, f"{header}: {answer.status}")
    ended(s, client)
