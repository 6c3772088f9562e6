# SPDX-License-Identifier: EUPL-1.2
"""Log-out messages as the IdP would send them, or nearly so."""

import base64
import urllib.parse
import zlib
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.asymmetric import padding

from message import Assertion, instant, new_id, tag
from names import RSA_SHA256, SAML, SAMLP, SOAP, STATUS
from sign import SIGNATURE_HASHES, How, sign


class LogoutRequest:
    """Of a session's assertion; change fields and call xml()."""

    def __init__(self, world, assertion, destination):
        self.id = new_id()
        self.version = "2.0"
        self.issued = instant()
        self.until = instant(300)
        self.destination = destination
        self.issuer = world.idp
        self.name_id = assertion.name_id
        self.name_format = assertion.name_format
        self.session_indexes = [assertion.session_index]
        self.extra_xml = ""

    changed = Assertion.changed

    def xml(self):
        return tag("samlp:LogoutRequest", {
            "xmlns:samlp": SAMLP, "xmlns:saml": SAML, "ID": self.id,
            "Version": self.version, "IssueInstant": self.issued,
            "NotOnOrAfter": self.until, "Destination": self.destination,
        }, tag("saml:Issuer", {}, escape(self.issuer)) + self.extra_xml
            + tag("saml:NameID", {"Format": self.name_format},
                  escape(self.name_id))
            + "".join(tag("samlp:SessionIndex", {}, escape(index))
                      for index in self.session_indexes))


class LogoutResponse:
    def __init__(self, world, request_id):
        self.id = new_id()
        self.issued = instant()
        self.destination = world.slo
        self.request_id = request_id
        self.issuer = world.idp
        self.status = STATUS + "Success"

    changed = Assertion.changed

    def xml(self):
        return tag("samlp:LogoutResponse", {
            "xmlns:samlp": SAMLP, "xmlns:saml": SAML, "ID": self.id,
            "Version": "2.0", "IssueInstant": self.issued,
            "Destination": self.destination, "InResponseTo": self.request_id,
        }, tag("saml:Issuer", {}, escape(self.issuer))
            + tag("samlp:Status", {}, tag("samlp:StatusCode",
                                          {"Value": self.status})))


def envelope(message):
    return (f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{message}</s:Body>'
            "</s:Envelope>")


def signed(world, message, **choices):
    """The message's text with an XML signature by the IdP (or pair)."""
    pair = choices.pop("pair", world.idp_pair)
    return sign(message.xml(), message.id, How(pair, **choices))


def deflated(xml):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(xml.encode()) + packer.flush()
    return base64.b64encode(data).decode()


def query(world, xml, field="SAMLRequest", pair=None, relay_state=None,
          algorithm=RSA_SHA256, unsigned=False):
    """A redirect message's query string."""
    parts = [(field, deflated(xml))]
    if relay_state is not None:
        parts.append(("RelayState", relay_state))
    if unsigned:
        return urllib.parse.urlencode(parts)
    parts.append(("SigAlg", algorithm))
    text = urllib.parse.urlencode(parts)
    value = (pair or world.idp_pair).key.sign(
        text.encode(), padding.PKCS1v15(), SIGNATURE_HASHES[algorithm]())
    return text + "&" + urllib.parse.urlencode(
        {"Signature": base64.b64encode(value).decode()})
