# SPDX-License-Identifier: EUPL-1.2
"""Section 4: algorithms. The list decides, never the message; and what fails
to decrypt fails in one way."""

import os

import encrypt

from case import case
from names import (AES128_CBC, AES128_GCM, AES256_CBC, BASE64,
                   ENVELOPED, EXC_C14N, EXC_C14N_COMMENTS, INC_C14N, OAEP,
                   OAEP11, RSA_1_5, RSA_SHA1, RSA_SHA512, SHA1,
                   SHA256, SHA512, TRIPLEDES, XENC, XPATH, XSLT)

RULE = r"oiosaml 1\.4: "
METHOD = RULE + "SignatureMethod: wanted rsa-sha256"
DIGEST = RULE + "DigestMethod: wanted sha256"
C14N = RULE + "CanonicalizationMethod: wanted xml-exc-c14n"
TRANSFORMS = RULE + "Transforms: wanted enveloped-signature, xml-exc-c14n"
KEY = RULE + "Signature: wanted one made with a key"
CONTENT = RULE + "content encryption: wanted"
TRANSPORT = RULE + "key transport: wanted"
OPEN = RULE + "EncryptedAssertion: wanted what our key opens"
SHAPE = RULE + "EncryptedAssertion: wanted one EncryptedData"
ONLY = ("encrypted",)


def add_signature(name, refuse, lasso, **choices):
    @case(name, refuse=refuse, lasso=lasso)
    def signature_algorithm(t):
        return t.respond(t.body(t.signed(**choices)))


add_signature("ALG-1", METHOD, "A", signature=RSA_SHA1, digest=SHA1)
add_signature("ALG-11-sha1", METHOD, "A", signature=RSA_SHA1)
add_signature("ALG-2", DIGEST, "A", digest=SHA1)
# OIOSAML may allow SHA-512; our profile is the one algorithm that NemLog-in
# uses (IDENTITY 1.4), so anything else is refused.
add_signature("ALG-11", METHOD, "A", signature=RSA_SHA512, digest=SHA512)
add_signature("ALG-11-digest", DIGEST, "A", digest=SHA512)
add_signature("ALG-C14N-inc", C14N, "R", canonical=INC_C14N)
add_signature("ALG-C14N-comments", C14N, "A", canonical=EXC_C14N_COMMENTS)
add_signature("ALG-TR-inc", TRANSFORMS, "R", transforms=(ENVELOPED, INC_C14N))
add_signature("ALG-TR-comments", TRANSFORMS, "R",
              transforms=(ENVELOPED, EXC_C14N_COMMENTS))
add_signature("ALG-TR-none", TRANSFORMS, "R", transforms=())
add_signature("ALG-TR-only-c14n", TRANSFORMS, "R", transforms=(EXC_C14N,))
add_signature("ALG-TR-only-enveloped", TRANSFORMS, "R", transforms=(ENVELOPED,))
add_signature("ALG-TR-order", TRANSFORMS, "R", transforms=(EXC_C14N, ENVELOPED))
add_signature("ALG-TR-twice", TRANSFORMS, "A",
              transforms=(ENVELOPED, EXC_C14N, EXC_C14N))
add_signature("ALG-TR-base64", TRANSFORMS, "R", transforms=(ENVELOPED, BASE64))
add_signature("ALG-TR-unknown", TRANSFORMS, "R",
              transforms=(ENVELOPED, EXC_C14N, "urn:x"))
add_signature("ALG-TR-xpath", TRANSFORMS, "R", transforms_xml=(
    f'<ds:Transform Algorithm="{ENVELOPED}"/>'
    f'<ds:Transform Algorithm="{XPATH}"><ds:XPath>true()</ds:XPath>'
    f'</ds:Transform><ds:Transform Algorithm="{EXC_C14N}"/>'))
add_signature("ALG-TR-xslt", TRANSFORMS, "R", transforms_xml=(
    f'<ds:Transform Algorithm="{ENVELOPED}"/>'
    f'<ds:Transform Algorithm="{XSLT}"><xsl:stylesheet version="1.0" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/></ds:Transform>'
    f'<ds:Transform Algorithm="{EXC_C14N}"/>'))
add_signature("ALG-TR-prefix", KEY, "R", transforms_xml=(
    f'<ds:Transform Algorithm="{ENVELOPED}"/>'
    f'<ds:Transform Algorithm="{EXC_C14N}"><x:InclusiveNamespaces '
    f'xmlns:x="{EXC_C14N}" PrefixList="xs"/></ds:Transform>'))


# xml-exc-c14n's InclusiveNamespaces, as some IdPs send it: valid when it was
# digested so.
@case("ALG-TR-prefix-right", accept=True, lasso="A")
def inclusive_prefixes(t):
    transforms = (
        f'<ds:Transform Algorithm="{ENVELOPED}"/>'
        f'<ds:Transform Algorithm="{EXC_C14N}"><x:InclusiveNamespaces '
        f'xmlns:x="{EXC_C14N}" PrefixList="xs"/></ds:Transform>')
    return t.respond(t.body(t.signed(transforms_xml=transforms,
                                     prefixes=["xs"])))


def add_encryption(name, refuse, lasso, **choices):
    @case(name, refuse=refuse, lasso=lasso, forms=ONLY)
    def encryption_algorithm(t):
        return t.respond(t.encrypted(t.signed(), **choices))


add_encryption("ALG-3", TRANSPORT, "A", transport=RSA_1_5)
add_encryption("ALG-4", CONTENT, "A", algorithm=TRIPLEDES)
# ALG-5: allowed only where saml_extra_algorithms names it; the second IdP's
# test does (simplesamlphp). CBC and AES-128 are not in our metadata.
add_encryption("ALG-5", CONTENT, "A", algorithm=AES128_CBC)
add_encryption("ALG-5-256", CONTENT, "A", algorithm=AES256_CBC)
add_encryption("ALG-5-gcm128", CONTENT, "A", algorithm=AES128_GCM)
add_encryption("ALG-6-mgf1p", TRANSPORT, "R", transport=OAEP, digest=SHA256)
add_encryption("ALG-6-oaep11", TRANSPORT, "R", transport=OAEP11,
               digest=SHA256, mgf=SHA256)


def flip_last(data):
    return data[:-1] + bytes([data[-1] ^ 1])


def flip_middle(data):
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def short_tag(data):
    return data[:-4]


def random_like(data):
    return os.urandom(len(data))


def nonce_only(data):
    return data[:12]


def nothing(data):
    return b""


def one_byte_less(data):
    return data[:-1]


def zero(data):
    return bytes(len(data))


for _name, _spoil in (("flip", flip_last), ("flip-middle", flip_middle),
                      ("tag", short_tag), ("nonce", nonce_only),
                      ("empty", nothing), ("random", random_like)):
    add_encryption(f"ALG-7-{_name}", OPEN, "R", change_content=_spoil)

for _name, _spoil in (("random", random_like), ("short", one_byte_less),
                      ("flip", flip_last), ("zero", zero),
                      ("empty", nothing)):
    add_encryption(f"ALG-9-{_name}", OPEN, "R", change_key=_spoil)


@case("ALG-9-other-key", refuse=OPEN, lasso="R", forms=ONLY)
def for_another_recipient(t):
    return t.respond(encrypt.encrypt(
        t.signed(), t.world.evil.key.public_key()))


@case("ENC-kind", refuse=SHAPE, lasso="A", forms=ONLY)
def content_instead_of_element(t):
    return t.respond(t.encrypted(t.signed(), kind=XENC + "Content"))


@case("ENC-reference", refuse=SHAPE, lasso="R", forms=ONLY)
def cipher_reference(t):
    """Ciphertext to be fetched from an address."""
    text = t.encrypted(t.signed())
    at = text.rindex("<xenc:CipherValue>")
    end = text.rindex("</xenc:CipherValue>") + len("</xenc:CipherValue>")
    return t.respond(text[:at] + '<xenc:CipherReference '
                     'URI="http://127.0.0.1:9/"/>' + text[end:])


@case("ENC-retrieval", refuse=SHAPE, lasso="R", forms=ONLY)
def retrieval_method(t):
    text = t.encrypted(t.signed())
    at = text.index("<xenc:EncryptedKey>")
    end = text.index("</xenc:EncryptedKey>") + len("</xenc:EncryptedKey>")
    return t.respond(text[:at] + '<ds:RetrievalMethod '
                     'URI="file:///etc/passwd"/>' + text[end:])


@case("ENC-two-keys", refuse=SHAPE, lasso="A", forms=ONLY)
def two_encrypted_keys(t):
    text = t.encrypted(t.signed())
    at = text.index("<xenc:EncryptedKey>")
    end = text.index("</xenc:EncryptedKey>") + len("</xenc:EncryptedKey>")
    return t.respond(text[:end] + text[at:end] + text[end:])


# The common place of EncryptedKey is EncryptedData/KeyInfo (xmlenc 3.5);
# SAML core 2.3.4 also has it beside EncryptedData. Both shapes are valid.
@case("ENC-sibling", accept=True, lasso="A", forms=ONLY)
def key_beside_data(t):
    text = t.encrypted(t.signed())
    at = text.index("<xenc:EncryptedKey>")
    end = text.index("</xenc:EncryptedKey>") + len("</xenc:EncryptedKey>")
    key = text[at:end].replace("<xenc:EncryptedKey>",
                               f'<xenc:EncryptedKey xmlns:xenc="{XENC}">')
    info = text.index("<ds:KeyInfo", text.index("<xenc:EncryptedData"))
    info_end = text.index("</ds:KeyInfo>") + len("</ds:KeyInfo>")
    without = text[:info] + text[info_end:]
    return t.respond(without.replace("</saml:EncryptedAssertion>",
                                     key + "</saml:EncryptedAssertion>"))
