# SPDX-License-Identifier: EUPL-1.2
"""Section 6: who the message is for, when, and in answer to what."""

from case import case
from message import (EVIL_CPR, EVIL_UUID, GOOD_UUID, PERSON, attribute,
                     confirmation, instant, new_id, tag)
from names import (BEARER, CORE, EID, HOLDER, LEVEL, NSIS, PERSISTENT, STATUS)

MS = "%Y-%m-%dT%H:%M:%S.%fZ"


def rule(number, text=""):
    return r"oiosaml " + number.replace(".", r"\.") + ": .*" + text


def head(*arguments, **options):
    """A case whose envelope is wrong: the same rule in both forms."""
    return case(*arguments, plain=options["refuse"], **options)


def conditions(*inside, **bounds):
    return tag("saml:Conditions", {
        "NotBefore": bounds.get("since", instant(-5)),
        "NotOnOrAfter": bounds.get("until", instant(300))}, "".join(inside))


def restriction(*audiences):
    return tag("saml:AudienceRestriction", {}, "".join(
        tag("saml:Audience", {}, audience) for audience in audiences))


def add(name, number, build, lasso="A", text=""):
    """One assertion that breaks one rule; build makes its changed fields."""
    @case(name, refuse=rule(number, text), lasso=lasso)
    def broken(t):
        return t.good(**build(t))


def add_valid(name, build, lasso="A"):
    @case(name, accept=True, lasso=lasso)
    def valid(t):
        return t.good(**build(t))


def edge(t, past):
    """The moment that is one second inside (or outside) the skew."""
    return t.world.skew - 1 if past else t.world.skew + 1


# CTX-2: Conditions, to the second; the milliseconds make the edge exact.
add("CTX-2-expired", "1.3.6", lambda t: {
    "valid_until": instant(-t.world.skew - 1, MS)}, text="NotOnOrAfter")
add_valid("CTX-2-expired-in-skew", lambda t: {
    "valid_until": instant(2 - t.world.skew, MS)})
add("CTX-2-future", "1.3.6", lambda t: {
    "valid_from": instant(t.world.skew + 2, MS)}, text="NotBefore")
add_valid("CTX-2-future-in-skew", lambda t: {
    "valid_from": instant(t.world.skew - 1, MS)})
add("CTX-2-year", "1.3.6", lambda t: {
    "valid_until": instant(-365 * 86400)}, text="NotOnOrAfter")
add("CTX-2-garbage", "1.3.6", lambda t: {"valid_until": "tomorrow"},
    text="NotOnOrAfter")
add("CTX-2-date", "1.3.6", lambda t: {"valid_until": "2099-02-30T00:00:00Z"},
    text="NotOnOrAfter")
add("CTX-2-zoneless", "1.3.6", lambda t: {
    "valid_until": "2099-01-01T00:00:00"}, text="NotOnOrAfter")

# CTX-3: SubjectConfirmationData.
add("CTX-3", "1.3.7", lambda t: {
    "confirmation_until": instant(-t.world.skew - 1, MS)})
add_valid("CTX-3-in-skew", lambda t: {
    "confirmation_until": instant(2 - t.world.skew, MS)})
add("SUB-no-end", "1.3.7", lambda t: {"confirmation_until": None})
add("SUB-not-before", "1.3.7", lambda t: {
    "confirmation_from": instant(-60)}, text="NotBefore")

# CTX-4, -5, -7: audiences.
add("CTX-4-no-conditions", "1.3.6", lambda t: {"conditions_xml": ""})
add("CTX-4-no-restriction", "1.3.6", lambda t: {
    "conditions_xml": conditions()})
add("CTX-4-empty", "1.3.6", lambda t: {
    "conditions_xml": conditions(restriction())})
add("CTX-5", "1.3.6", lambda t: {"audiences": ["https://other.example"]})
add("CTX-5-prefix", "1.3.6", lambda t: {"audiences": [t.world.sp + ".evil"]})
add("CTX-5-case", "1.3.6", lambda t: {"audiences": [t.world.sp.upper()]})
add("CTX-6", "1.3.6", lambda t: {"conditions_xml": conditions(
    restriction(t.world.sp), restriction("https://other.example"))})
add_valid("CTX-6-both-ours", lambda t: {"conditions_xml": conditions(
    restriction(t.world.sp), restriction("https://x.example", t.world.sp))})
add_valid("CTX-7", lambda t: {"audiences": ["https://other.example",
                                            t.world.sp]})
add("COND-unknown", "1.3.6", lambda t: {
    "conditions_xml": conditions(restriction(t.world.sp),
                                 '<x:Only xmlns:x="urn:x"/>')}, lasso="A")
add_valid("COND-one-time", lambda t: {"conditions_xml": conditions(
    restriction(t.world.sp), "<saml:OneTimeUse/>")})

# CTX-8, -9, SUB: confirmations.
add("CTX-8", "1.3.7", lambda t: {"recipient": "https://other.example/acs"},
    text="Recipient")
add("CTX-8-absent", "1.3.7", lambda t: {"recipient": None}, text="Recipient")
add("CTX-8-prefix", "1.3.7", lambda t: {"recipient": t.world.acs + "/"},
    text="Recipient")
add("CTX-8-holder", "1.3.7", lambda t: {"method": HOLDER}, text="bearer")
add("SUB-none", "1.3.7", lambda t: {"confirmation_xml": ""})
add("SUB-no-data", "1.3.7", lambda t: {"confirmation_xml": tag(
    "saml:SubjectConfirmation", {"Method": BEARER})})


def two_confirmations(t, second_recipient):
    return {"confirmation_xml":
            confirmation(BEARER, "https://other.example/acs", new_id(),
                         instant(300))
            + confirmation(BEARER, second_recipient, t.request_id,
                           instant(300))}


for _name, _extra in (("encrypted-id", "<saml:EncryptedID/>"),
                      ("base-id", "<saml:BaseID/>"),
                      ("foreign", '<x:NameID xmlns:x="urn:x"/>')):
    add(f"SUB-{_name}", "1.3.7", lambda t, extra=_extra: {
        "confirmation_xml": extra + confirmation(
            BEARER, t.world.acs, t.request_id, instant(300))},
        text="Subject", lasso=None)
add_valid("CTX-9", lambda t: two_confirmations(t, t.world.acs), lasso="R")
add("CTX-9-none-ours", "1.3.7", lambda t: two_confirmations(
    t, "https://third.example"), lasso="R")
add("CTX-9-mixed", "1.3.7", lambda t: {
    "confirmation_xml":
    confirmation(BEARER, t.world.acs, new_id(), instant(300))
    + confirmation(BEARER, "https://other.example/acs", t.request_id,
                   instant(300))}, lasso="R")


# CTX-10: Destination of the Response.
def add_head(name, number, build, lasso="A", text="", **more):
    @head(name, refuse=rule(number, text), lasso=lasso, **more)
    def envelope(t):
        return t.respond(**build(t))


add_head("CTX-10", "1.3.3", lambda t: {
    "destination": "https://other.example/acs"}, text="Destination")
add_head("CTX-10-absent", "1.3.3", lambda t: {"destination": None},
         text="Destination")
add_head("CTX-10-empty", "1.3.3", lambda t: {"destination": ""},
         text="Destination")
add_head("CTX-10-prefix", "1.3.3", lambda t: {
    "destination": t.world.acs + "?x"}, text="Destination")

# CTX-11, -12: InResponseTo.
add_head("CTX-12", "1.3.3", lambda t: {"request_id": None},
         text="InResponseTo")
add_head("CTX-12-empty", "1.3.3", lambda t: {"request_id": ""},
         text="InResponseTo")
add("CTX-11-assertion", "1.3.7", lambda t: {"request_id": new_id()},
    text="InResponseTo")
add("CTX-12-assertion", "1.3.7", lambda t: {"request_id": None},
    text="InResponseTo")


@case("CTX-11-response", refuse=rule("1.3.7", "InResponseTo"), lasso="A")
def response_of_another_request(t):
    return t.respond(request_id=new_id())


@case("CTX-11-both", refuse=r"oiosaml 1\.3\.(3|13)|oiosaml 1\.9", lasso="A")
def both_of_another_request(t):
    other = new_id()
    return t.respond(t.body(t.signed(t.assertion(request_id=other))),
                     request_id=other)


# CTX-14: issuers.
add_head("CTX-14", "1.3.4", lambda t: {"issuer": "https://evil.example"},
         lasso="R")
add_head("CTX-14-absent", "1.3.4", lambda t: {"issuer": None}, lasso="R")
add_head("CTX-14-format", "1.3.4", lambda t: {
    "issuer_attributes": {"Format": PERSISTENT}}, lasso="R")
add("CTX-14-assertion", "1.3.4", lambda t: {
    "issuer": "https://evil.example"}, lasso="R")
add("CTX-14-assertion-format", "1.3.4", lambda t: {
    "issuer_attributes": {"Format": PERSISTENT}}, lasso="R")
add_valid("CTX-14-entity-format", lambda t: {"issuer_attributes": {
    "Format": "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"}})

# CTX-15: Status. The page says that nobody logged in.
def add_status(name, build, error="afbrudt"):
    either = r"oiosaml 1\.3\.[12]: "

    @case(name, refuse=either, plain=either, lasso="R", error=error)
    def status(t):
        return t.respond(**build(t))


for _name, _code in (("responder", "Responder"), ("requester", "Requester"),
                     ("cancelled", "AuthnFailed"), ("prefix", "Success2"),
                     ("case", "success")):
    add_status(f"CTX-15-{_name}",
               lambda t, code=_code: {"status": STATUS + code})
add_status("CTX-15-second", lambda t: {"status_xml": (
    f'<samlp:StatusCode Value="{STATUS}Responder"><samlp:StatusCode '
    f'Value="{STATUS}Success"/></samlp:StatusCode>')})
add_status("CTX-15-two", lambda t: {"status_xml": (
    f'<samlp:StatusCode Value="{STATUS}Success"/>'
    f'<samlp:StatusCode Value="{STATUS}Responder"/>')}, error="login")
add_status("CTX-15-none", lambda t: {"status_xml": ""}, error="login")


# CTX-16: times of issue, versions, IDs.
add_head("CTX-16-old", "1.3.3", lambda t: {
    "issued": instant(-t.world.skew - 2)}, text="IssueInstant")
add_head("CTX-16-future", "1.3.3", lambda t: {
    "issued": instant(t.world.skew + 3)}, text="IssueInstant")
add("CTX-16-assertion-old", "1.3.3", lambda t: {
    "issued": instant(-t.world.skew - 2)}, text="IssueInstant")
add("CTX-16-assertion-future", "1.3.3", lambda t: {
    "issued": instant(t.world.skew + 3)}, text="IssueInstant")
add_head("CTX-16-version", "1.3.3", lambda t: {"version": "1.1"},
         text="Version")
add("CTX-16-assertion-version", "1.3.3", lambda t: {"version": "1.1"},
    text="Version")
add_head("CTX-16-id", "1.3.3", lambda t: {"id": "1 x"}, text="ID")


# CTX-17: one attribute twice.
def add_attributes(name, extra, number="1.5", lasso="A", drop=(), **changes):
    @case(name, refuse=rule(number), lasso=lasso)
    def attributes(t):
        rest = {key: value for key, value in t.assertion().attributes.items()
                if key not in drop}
        return t.good(attributes=rest, attributes_xml=extra, **changes)


add_attributes("CTX-17-name", attribute(EID + "cprNumber", EVIL_CPR))
add_attributes("CTX-17-same", attribute(EID + "fullName", "Ida Prøve"))
add_attributes("CTX-17-values", attribute(
    EID + "cprNumber", EVIL_CPR, "6704885073"), drop=(EID + "cprNumber",),
    lasso="A*")
add_attributes("CTX-17-level", attribute(NSIS + "loa", "High"))
add_attributes("ATT-format", attribute(
    EID + "cprNumber", "6704885073", form=None), drop=(EID + "cprNumber",))
add_attributes("ATT-none", tag("saml:Attribute", {
    "Name": EID + "cprNumber"}), drop=(EID + "cprNumber",), lasso="A*")
add_attributes("ATT-nameless", tag("saml:Attribute", {}, (
    "<saml:AttributeValue>x</saml:AttributeValue>")))

# CTX-18: statements.
add("CTX-18-two-authn", "1.3.5", lambda t: {
    "statements_xml": t.assertion().authn_statement() * 2
    + t.assertion().attribute_statement()})
add("CTX-18-no-authn", "1.3.5", lambda t: {
    "statements_xml": t.assertion().attribute_statement()})
add("CTX-18-two-attributes", "1.3.5", lambda t: {
    "statements_xml": t.assertion().authn_statement()
    + t.assertion().attribute_statement() * 2})
add("CTX-18-no-attributes", "1.3.5", lambda t: {
    "statements_xml": t.assertion().authn_statement()}, lasso="A*")
add("CTX-18-no-index", "1.7", lambda t: {"session_index": None})
add("CTX-18-session-past", "1.9", lambda t: {"session_until": instant(-10)})

# CTX-19, -20: other ways to write the same moment.
add_valid("CTX-19", lambda t: {
    "valid_until": instant(300 + 3600, "%Y-%m-%dT%H:%M:%S+01:00"),
    "confirmation_until": instant(300 - 7200, "%Y-%m-%dT%H:%M:%S-02:00")})
add("CTX-19-expired", "1.3.6", lambda t: {
    "valid_until": instant(60, "%Y-%m-%dT%H:%M:%S+01:00")})
add_valid("CTX-20", lambda t: {
    "issued": instant(0, MS), "valid_until": instant(300, MS),
    "confirmation_until": instant(300, MS), "authn_instant": instant(0, MS)})


# CTX-21: level of assurance.
def add_level(name, value, number="1.6", text="", **extra):
    @case(name, refuse=rule(number, text), lasso="A")
    def level(t):
        attributes = dict(t.assertion().attributes)
        attributes[NSIS + "loa"] = value
        return t.good(attributes=attributes, **extra)


add_level("CTX-21-low", "Low", "1.3.10", "wanted the configured level")
add_level("CTX-21-absent", None)
add_level("CTX-21-assurance", None, attributes_xml=attribute(LEVEL, "3"))
add_level("CTX-21-blank", "High ")
add_level("CTX-21-case", "high")
add_level("CTX-21-uri", NSIS + "loa/High")
add_level("CTX-21-number", "3")
add_level("CTX-21-other", "Substantial High")

# CTX-22: profile and person.
add_valid("CTX-22-transient", lambda t: {
    "name_format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"})
add("CTX-22-format", "1.3.8", lambda t: {
    "name_format": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"})
add("CTX-22-no-format", "1.3.8", lambda t: {"name_format": None})
add("CTX-22-professional", "1.3.8", lambda t: {
    "name_id": EID + "professional/uuid/" + GOOD_UUID})
add("CTX-22-uuid", "1.3.8", lambda t: {"name_id": PERSON + "not-a-uuid"})
add("CTX-22-uuid-long", "1.3.8", lambda t: {
    "name_id": PERSON + GOOD_UUID + "0"})
add("CTX-22-bare", "1.3.8", lambda t: {"name_id": GOOD_UUID})
add("CTX-22-nested", "1.3.8", lambda t: {
    "name_id_xml": f"{PERSON}{GOOD_UUID}<x>{EVIL_UUID}</x>"})
for _name, _value in (("absent", None), ("unknown", "OIO-SAML-9.9"),
                      ("empty", ""), ("part", "OIO-SAML-3")):
    add_attributes(f"CTX-22-spec-{_name}", "" if _value is None else attribute(
        CORE + "specVersion", _value), "1.3.9", drop=(CORE + "specVersion",))
