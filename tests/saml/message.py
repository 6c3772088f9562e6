# SPDX-License-Identifier: EUPL-1.2
"""Messages as text: one valid assertion and response, every part of which a
test can change by name. Text, not trees, so that what is signed and sent is
exactly what the test wrote."""

import base64
import copy
import datetime
import secrets
from xml.sax.saxutils import escape, quoteattr

from names import (BEARER, CORE, EID, NSIS, PERSISTENT, SAML, SAMLP, STATUS,
                   URI)

PERSON = EID + "person/uuid/"
GOOD_UUID = "77777777-7777-4777-8777-777777777777"
EVIL_UUID = "77777777-7777-4777-8777-77777777dead"
GOOD_CPR = "6704885073"
EVIL_CPR = "6666666666"
XS = ('xmlns:xs="http://www.w3.org/2001/XMLSchema" '
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')


def new_id():
    return "_" + secrets.token_hex(16)


def instant(offset=0, form="%Y-%m-%dT%H:%M:%SZ"):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now + datetime.timedelta(seconds=offset)).strftime(form)


def tag(name, attributes, content=""):
    """An element; attributes whose value is None are left out."""
    text = "".join(f" {key}={quoteattr(value)}"
                   for key, value in attributes.items() if value is not None)
    if not content:
        return f"<{name}{text}/>"
    return f"<{name}{text}>{content}</{name}>"


def attribute(name, *values, form=URI):
    """An Attribute; values are XML (escape what isn't)."""
    return tag("saml:Attribute", {"Name": name, "NameFormat": form}, "".join(
        f'<saml:AttributeValue xsi:type="xs:string">{value}'
        "</saml:AttributeValue>" for value in values))


class Assertion:
    """Fields of an assertion that the portal accepts; change and call xml().
    Fields ending in _xml hold markup, the others text."""

    def __init__(self, world, request_id):
        self.id = new_id()
        self.version = "2.0"
        self.issued = instant()
        self.issuer = world.idp
        self.issuer_attributes = {}
        self.name_format = PERSISTENT
        self.name_id = PERSON + GOOD_UUID
        self.name_id_xml = None
        self.method = BEARER
        self.recipient = world.acs
        self.request_id = request_id
        self.confirmation_until = instant(300)
        self.confirmation_from = None
        self.confirmation_xml = None
        self.valid_from = instant(-5)
        self.valid_until = instant(300)
        self.conditions_xml = None
        self.audiences = [world.sp]
        self.authn_instant = instant()
        self.session_index = new_id()
        self.session_until = None
        self.statements_xml = None
        self.attributes = {
            CORE + "specVersion": "OIO-SAML-3.0",
            NSIS + "loa": "Substantial",
            NSIS + "ial": "Substantial",
            NSIS + "aal": "Substantial",
            EID + "fullName": "Ida Prøve",
            EID + "cprNumber": GOOD_CPR,
        }
        self.attributes_xml = ""     # after the others
        self.extra_attributes = {}   # of the root element
        self.before_subject_xml = ""
        self.tail_xml = ""           # last in the assertion
        self.namespaces = ""

    def changed(self, **changes):
        other = copy.deepcopy(self)
        for name, value in changes.items():
            if not hasattr(other, name):
                raise AttributeError(name)
            setattr(other, name, value)
        return other

    def evil(self, same_id=False):
        """The attacker's version of this assertion."""
        attributes = dict(self.attributes, **{EID + "cprNumber": EVIL_CPR})
        return self.changed(id=self.id if same_id else new_id(),
                            name_id=PERSON + EVIL_UUID, attributes=attributes)

    def _confirmation(self):
        if self.confirmation_xml is not None:
            return self.confirmation_xml
        return confirmation(self.method, self.recipient, self.request_id,
                            self.confirmation_until, self.confirmation_from)

    def _conditions(self):
        if self.conditions_xml is not None:
            return self.conditions_xml
        audiences = "".join(tag("saml:Audience", {}, escape(audience))
                            for audience in self.audiences)
        return tag("saml:Conditions",
                   {"NotBefore": self.valid_from,
                    "NotOnOrAfter": self.valid_until},
                   tag("saml:AudienceRestriction", {}, audiences))

    def _statements(self):
        if self.statements_xml is not None:
            return self.statements_xml
        return self.authn_statement() + self.attribute_statement()

    def authn_statement(self):
        level = self.attributes.get(NSIS + "loa") or "Substantial"
        return tag("saml:AuthnStatement",
                   {"AuthnInstant": self.authn_instant,
                    "SessionIndex": self.session_index,
                    "SessionNotOnOrAfter": self.session_until},
                   "<saml:AuthnContext><saml:AuthnContextClassRef>"
                   f"{NSIS}loa/{escape(level)}</saml:AuthnContextClassRef>"
                   "</saml:AuthnContext>")

    def attribute_statement(self):
        rows = [attribute(name, escape(value))
                for name, value in self.attributes.items() if value is not None]
        return (f"<saml:AttributeStatement {XS}>" + "".join(rows)
                + self.attributes_xml + "</saml:AttributeStatement>")

    def xml(self):
        name_id = self.name_id_xml
        if name_id is None:
            name_id = escape(self.name_id)
        head = tag("saml:Assertion", {
            "xmlns:saml": SAML, "ID": self.id, "Version": self.version,
            "IssueInstant": self.issued, **self.extra_attributes}, "X")
        return (head[:head.index(">X")] + self.namespaces + ">"
                + tag("saml:Issuer", self.issuer_attributes,
                      escape(self.issuer))
                + self.before_subject_xml
                + tag("saml:Subject", {},
                      tag("saml:NameID", {"Format": self.name_format}, name_id)
                      + self._confirmation())
                + self._conditions() + self._statements() + self.tail_xml
                + "</saml:Assertion>")


def confirmation(method, recipient, request_id, until, not_before=None):
    return tag("saml:SubjectConfirmation", {"Method": method},
               tag("saml:SubjectConfirmationData",
                   {"Recipient": recipient, "InResponseTo": request_id,
                    "NotBefore": not_before, "NotOnOrAfter": until}))


class Response:
    """Fields of a response around what is in body_xml."""

    def __init__(self, world, request_id):
        self.id = new_id()
        self.version = "2.0"
        self.issued = instant()
        self.destination = world.acs
        self.request_id = request_id
        self.issuer = world.idp
        self.issuer_attributes = {}
        self.status = STATUS + "Success"
        self.status_xml = None
        self.before_status_xml = ""

    changed = Assertion.changed

    def xml(self, body_xml):
        status = self.status_xml
        if status is None:
            status = tag("samlp:StatusCode", {"Value": self.status})
        return tag("samlp:Response", {
            "xmlns:samlp": SAMLP, "xmlns:saml": SAML, "ID": self.id,
            "Version": self.version, "IssueInstant": self.issued,
            "Destination": self.destination, "InResponseTo": self.request_id,
        }, (tag("saml:Issuer", self.issuer_attributes, escape(self.issuer))
            if self.issuer is not None else "")
            + self.before_status_xml
            + (tag("samlp:Status", {}, status) if status else "") + body_xml)


def encode(xml):
    """As the POST binding sends it."""
    if isinstance(xml, str):
        xml = xml.encode()
    return base64.b64encode(xml).decode()
