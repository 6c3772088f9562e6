# SPDX-License-Identifier: EUPL-1.2
"""XML Signature with libxml2's canonicalisation and OpenSSL's primitives, with
every choice left to the test, the wrong ones too."""

import base64
import hashlib
import hmac as hmac_module
import re

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree

from names import (DS, ENVELOPED, EXC_C14N, EXC_C14N_COMMENTS, HMAC_SHA256,
                   RSA_SHA1, RSA_SHA256, RSA_SHA512, SHA1, SHA256, SHA512)

DIGESTS = {SHA1: hashlib.sha1, SHA256: hashlib.sha256, SHA512: hashlib.sha512}
SIGNATURE_HASHES = {RSA_SHA1: hashes.SHA1, RSA_SHA256: hashes.SHA256,
                    RSA_SHA512: hashes.SHA512}
PARSER = dict(resolve_entities=False, huge_tree=True, no_network=True)


def parse(xml):
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml,
                            etree.XMLParser(**PARSER))


def canonical(element, method=EXC_C14N, prefixes=None):
    return etree.tostring(
        element, method="c14n", with_tail=False,
        inclusive_ns_prefixes=prefixes,
        exclusive=method in (EXC_C14N, EXC_C14N_COMMENTS),
        with_comments=method.endswith("WithComments"))


def find(root, identifier):
    return root.xpath("//*[@ID=$id]", id=identifier)[0]


class How:
    """Choices of one signature; the defaults are what the profile asks."""

    def __init__(self, pair, **choices):
        self.pair = pair
        self.signature = RSA_SHA256
        self.digest = SHA256
        self.canonical = EXC_C14N
        self.transforms = (ENVELOPED, EXC_C14N)
        self.transforms_xml = None
        self.prefixes = None            # of InclusiveNamespaces
        self.key_info = "certificate"   # of pair, "" for none, or markup
        self.uri = None                 # "#ID"
        self.hmac_key = None
        self.references = 1
        self.object_xml = ""
        for name, value in choices.items():
            if not hasattr(self, name):
                raise AttributeError(name)
            setattr(self, name, value)


def reference(element_bytes, identifier, how):
    digest = DIGESTS[how.digest](element_bytes).digest()
    transforms = how.transforms_xml
    if transforms is None:
        transforms = "".join(f'<ds:Transform Algorithm="{name}"/>'
                             for name in how.transforms)
    uri = f"#{identifier}" if how.uri is None else how.uri
    uri_attribute = "" if uri is False else f' URI="{uri}"'
    return (f"<ds:Reference{uri_attribute}>"
            f"<ds:Transforms>{transforms}</ds:Transforms>"
            f'<ds:DigestMethod Algorithm="{how.digest}"/><ds:DigestValue>'
            f"{base64.b64encode(digest).decode()}</ds:DigestValue>"
            "</ds:Reference>")


def signature_value(data, how):
    if how.signature == HMAC_SHA256:
        return hmac_module.new(how.hmac_key, data, hashlib.sha256).digest()
    return how.pair.key.sign(data, padding.PKCS1v15(),
                             SIGNATURE_HASHES[how.signature]())


def key_info(how):
    if how.key_info == "certificate":
        return ("<ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                f"{how.pair.certificate_base64}</ds:X509Certificate>"
                "</ds:X509Data></ds:KeyInfo>")
    return how.key_info


def signature_xml(xml, identifier, how):
    """The Signature element over the element with that ID in xml."""
    element = find(parse(xml), identifier)
    octets = canonical(element, how.canonical, how.prefixes)
    signed_info = (
        f'<ds:SignedInfo xmlns:ds="{DS}">'
        f'<ds:CanonicalizationMethod Algorithm="{how.canonical}"/>'
        f'<ds:SignatureMethod Algorithm="{how.signature}"/>'
        + reference(octets, identifier, how) * how.references
        + "</ds:SignedInfo>")
    data = canonical(parse(signed_info), how.canonical)
    value = base64.b64encode(signature_value(data, how)).decode()
    return (f'<ds:Signature xmlns:ds="{DS}">'
            + signed_info.replace(f' xmlns:ds="{DS}"', "", 1)
            + f"<ds:SignatureValue>{value}</ds:SignatureValue>"
            + key_info(how) + how.object_xml + "</ds:Signature>")


def insert_signature(xml, identifier, signature):
    """Puts signature behind the Issuer of the element with that ID."""
    start = xml.index(f'ID="{identifier}"')
    end_tag = re.compile(r"</saml:Issuer>").search(xml, start)
    at = end_tag.end()
    return xml[:at] + signature + xml[at:]


def sign(xml, identifier, how):
    return insert_signature(xml, identifier,
                            signature_xml(xml, identifier, how))


def take_signature(xml):
    """(xml without its first Signature, that Signature)."""
    start = xml.index("<ds:Signature ")
    end = xml.index("</ds:Signature>", start) + len("</ds:Signature>")
    return xml[:start] + xml[end:], xml[start:end]
