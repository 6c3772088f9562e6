# SPDX-License-Identifier: EUPL-1.2
"""Section 3: who signed what. Only the Assertion, by the IdP's key of the
metadata, with one Signature of one shape."""

import base64

import sign
from case import case
from names import HMAC_SHA256

KEY = r"oiosaml 1\.4: Signature: wanted one made with a key of the IdP"
PLACE = r"oiosaml 1\.4: Signature: wanted one, right behind Issuer"
SHAPE = r"oiosaml 1\.4: Signature: wanted SignedInfo with one Reference, "
METHOD = r"oiosaml 1\.4: SignatureMethod: wanted rsa-sha256"
ONE = r"oiosaml 1\.4: SignedInfo: wanted one Reference"
OWN_ID = r"oiosaml 1\.4: Reference: wanted the ID of the element"
COMMENT = r"xml: wanted no comment"
RESPONSE_SIGNED = r"oiosaml 1\.3\.2: Response: wanted no Signature"


def response_signed(t, body):
    response = t.response()
    return sign.sign(response.xml(body), response.id, t.how())


@case("SIG-0", refuse=PLACE, lasso="R")
def nothing_signed(t):
    return t.respond(t.body(t.assertion().xml()))


@case("SIG-1", refuse=RESPONSE_SIGNED, plain=RESPONSE_SIGNED, lasso="A")
def only_response_signed(t):
    return response_signed(t, t.body(t.assertion().xml()))


# IDENTITY 1.3.2: the Response is not signed, only the Assertion.
@case("SIG-2", refuse=RESPONSE_SIGNED, plain=RESPONSE_SIGNED, lasso="A")
def both_signed(t):
    return response_signed(t, t.body(t.signed()))


@case("SIG-2-bad", refuse=RESPONSE_SIGNED, plain=RESPONSE_SIGNED, lasso="R")
def both_signed_response_by_evil(t):
    response = t.response()
    return sign.sign(response.xml(t.body(t.signed())), response.id,
                     t.how(pair=t.world.evil))


@case("SIG-4", refuse=KEY, lasso="R")
def evil_key(t):
    return t.respond(t.body(t.signed(pair=t.world.evil)))


@case("SIG-4-names", refuse=KEY, lasso="R")
def evil_key_that_names_itself(t):
    numbers = t.world.evil.key.public_key().public_numbers()
    modulus = base64.b64encode(
        numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8, "big")).decode()
    info = ("<ds:KeyInfo><ds:KeyName>idp</ds:KeyName><ds:KeyValue>"
            f"<ds:RSAKeyValue><ds:Modulus>{modulus}</ds:Modulus>"
            "<ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>"
            "<ds:X509Data><ds:X509Certificate>"
            f"{t.world.evil.certificate_base64}</ds:X509Certificate>"
            "</ds:X509Data></ds:KeyInfo>")
    return t.respond(t.body(t.signed(pair=t.world.evil, key_info=info)))


@case("SIG-4-idp-name", refuse=KEY, lasso="R")
def evil_key_with_the_idp_certificate(t):
    info = ("<ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
            f"{t.world.idp_pair.certificate_base64}</ds:X509Certificate>"
            "</ds:X509Data></ds:KeyInfo>")
    return t.respond(t.body(t.signed(pair=t.world.evil, key_info=info)))


@case("SIG-5", refuse=SHAPE, lasso="R")
def two_key_infos(t):
    info = "<ds:KeyInfo><ds:KeyName>a</ds:KeyName></ds:KeyInfo>" * 2
    return t.respond(t.body(t.signed(key_info=info)))


@case("SIG-6", accept=True, lasso="A")
def no_key_info(t):
    return t.respond(t.body(t.signed(key_info="")))


@case("SIG-7", refuse=METHOD, lasso="R")
def hmac_with_the_certificate(t):
    return t.respond(t.body(t.signed(
        signature=HMAC_SHA256, hmac_key=t.world.idp_pair.certificate_pem)))


@case("SIG-8-empty", refuse=KEY, lasso="R")
def empty_value(t):
    good = t.signed()
    start = good.index("<ds:SignatureValue>") + len("<ds:SignatureValue>")
    end = good.index("</ds:SignatureValue>")
    return t.respond(t.body(good[:start] + good[end:]))


@case("SIG-8-twice", refuse=PLACE, lasso="R")
def signature_twice(t):
    good = t.signed()
    signature = sign.take_signature(good)[1]
    return t.respond(t.body(good.replace(signature, signature * 2)))


@case("SIG-8-evil-first", refuse=PLACE, lasso="R")
def evil_signature_before(t):
    assertion = t.assertion()
    evil = sign.signature_xml(assertion.xml(), assertion.id,
                              t.how(pair=t.world.evil))
    good = sign.signature_xml(assertion.xml(), assertion.id, t.how())
    return t.respond(t.body(sign.insert_signature(
        assertion.xml(), assertion.id, evil + good)))


@case("SIG-8-info", refuse=SHAPE, lasso="R")
def two_signed_infos(t):
    good = t.signed()
    start = good.index("<ds:SignedInfo>")
    end = good.index("</ds:SignedInfo>") + len("</ds:SignedInfo>")
    return t.respond(t.body(good[:end] + good[start:end] + good[end:]))


@case("SIG-19-place", refuse=PLACE, lasso="R")
def signature_at_the_end(t):
    """SAML core 5.4.1 and the schema put it behind the Issuer."""
    bare, signature = sign.take_signature(t.signed())
    return t.respond(t.body(bare.replace(
        "</saml:Assertion>", signature + "</saml:Assertion>")))


@case("SIG-9-digest", refuse=COMMENT, plain=COMMENT, lasso="A")
def comment_in_digest(t):
    good = t.signed()
    at = good.index("<ds:DigestValue>") + len("<ds:DigestValue>") + 9
    return t.respond(t.body(good[:at] + "<!--x-->" + good[at:]))


@case("SIG-9-value", refuse=COMMENT, plain=COMMENT, lasso="A")
def comment_in_value(t):
    good = t.signed()
    at = good.index("<ds:SignatureValue>") + len("<ds:SignatureValue>") + 9
    return t.respond(t.body(good[:at] + "<!--x-->" + good[at:]))


@case("SIG-10", refuse=ONE, lasso="A")
def two_references(t):
    return t.respond(t.body(t.signed(references=2)))


@case("SIG-19-no-reference", refuse=ONE, lasso="R")
def no_reference(t):
    return t.respond(t.body(t.signed(references=0)))


def add_uri(name, uri, lasso):
    @case(name, refuse=OWN_ID, lasso=lasso)
    def reference_uri(t):
        good = t.assertion()
        value = uri(good) if callable(uri) else uri
        return t.respond(t.body(t.signed(good, uri=value)))


add_uri("SIG-11-empty", "", "R")
add_uri("SIG-11-missing", False, "R")
add_uri("SIG-11-xpointer",
        lambda good: f"#xpointer(id('{good.id}'))", "R")
add_uri("SIG-11-root", "#xpointer(/)", "R")
add_uri("SIG-11-other", "#_other", "R")
add_uri("SIG-11-file", "file:///etc/passwd", "R")
add_uri("SIG-11-http", "http://127.0.0.1:9/", "R")


@case("SIG-12-changed", refuse=KEY, lasso="R")
def changed_after_signing(t):
    return t.respond(t.body(t.signed().replace("Ida Prøve", "Ida Prove")))


@case("SIG-12-digest", refuse=KEY, lasso="R")
def digest_fitted_to_the_change(t):
    """The digest is right, the SignatureValue over it is the old one."""
    good = t.assertion()
    evil = good.evil(same_id=True)
    fresh = t.signed(evil)
    old = t.signed(good)
    cut = ("<ds:SignatureValue>", "</ds:SignatureValue>")
    value = old[old.index(cut[0]):old.index(cut[1])]
    at, end = fresh.index(cut[0]), fresh.index(cut[1])
    return t.respond(t.body(fresh[:at] + value + fresh[end:]))


@case("SIG-13", refuse=SHAPE, lasso="A")
def object_inside(t):
    info = '<ds:Object><x xmlns="urn:x"/></ds:Object>'
    return t.respond(t.body(t.signed(object_xml=info)))


@case("SIG-14", refuse=OWN_ID, lasso="R")
def signature_of_other_assertion(t):
    """A Signature that the IdP made, over another assertion of its own."""
    signature = sign.signature_xml(*_xml_and_id(t.assertion()), t.how())
    good = t.assertion()
    return t.respond(t.body(sign.insert_signature(good.xml(), good.id,
                                                  signature)))


def _xml_and_id(assertion):
    return assertion.xml(), assertion.id


@case("SIG-16", refuse=OWN_ID, lasso="R")
def two_ids(t):
    """ID of the root written by another name, too."""
    good = t.assertion(extra_attributes={"Id": "_x"})
    signed = t.signed(good).replace(f'URI="#{good.id}"', 'URI="#_x"')
    return t.respond(t.body(signed))
