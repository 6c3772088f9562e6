# SPDX-License-Identifier: EUPL-1.2
"""Section 2: signature wrapping. Each takes a message that the IdP signed and
puts the attacker's assertion where a careless reader would find it."""

from case import case
from sign import insert_signature, parse, sign, take_signature

END = "</saml:Assertion>"
TWO_ROOTS = r"xml: wanted a well-formed"
PLACE = r"oiosaml 1\.4: Signature: wanted one, right behind Issuer"
OTHER = r"oiosaml 1\.4: Reference: wanted the ID of the element"
INNER = r"oiosaml 1\.4: Signature: wanted SignedInfo with one Reference"
SAME_ID = r"oiosaml 1\.4: ID: wanted a name that no other element has"
STATUS = r"oiosaml 1\.3\.[12]: "
ENVELOPE = r"oiosaml 1\.3\.2: Response: "


def pair(t, same_id):
    """(good signed, evil unsigned)"""
    good = t.assertion()
    return t.signed(good), good.evil(same_id).xml()


def inside(outer, inner, before=END):
    at = outer.rindex(before)
    return outer[:at] + inner + outer[at:]


def signature_of(good):
    return take_signature(good)[1]


def bare(good):
    return take_signature(good)[0]


def with_signature(evil, signature):
    identifier = parse(evil).get("ID")
    return insert_signature(evil, identifier, signature)


def original_in_signature(good, evil, opening="", closing=""):
    """evil with good's Signature, which holds the original at its end."""
    signature = inside(signature_of(good), opening + bare(good) + closing,
                       "</ds:Signature>")
    return with_signature(evil, signature)


def in_attribute_value(good, evil):
    value = f"<saml:AttributeValue>{bare(good)}</saml:AttributeValue>"
    shell = f'<saml:Attribute Name="urn:x">{value}</saml:Attribute>'
    return inside(with_signature(evil, signature_of(good)), shell,
                  "</saml:AttributeStatement>")


def in_advice(good, evil):
    outer = with_signature(evil, signature_of(good))
    return outer.replace("</saml:Conditions>", "</saml:Conditions>"
                         f"<saml:Advice>{bare(good)}</saml:Advice>", 1)


# name: (layout, the rule). Where the evil one has the ID of the original, two
# elements of one document do, which is refused before anything else of it.
LAYOUTS = {
    "XSW3": (lambda good, evil: evil + good, TWO_ROOTS),
    "XSW3b": (lambda good, evil: good + evil, TWO_ROOTS),
    "XSW4": (lambda good, evil: inside(evil, good), PLACE),
    "XSW4b": (lambda good, evil: inside(
        with_signature(evil, signature_of(good)), bare(good)), OTHER),
    "XSW5": (lambda good, evil: with_signature(evil, signature_of(good))
             + bare(good), TWO_ROOTS),
    "XSW6": (original_in_signature, INNER),
    "XSW8": (lambda good, evil: original_in_signature(
        good, evil, "<ds:Object>", "</ds:Object>"), INNER),
    "XSW-ADVICE": (in_advice, OTHER),
    "XSW-VALUE": (in_attribute_value, OTHER),
}


def add_layout(name, same_id):
    layout, rule = LAYOUTS[name]
    if same_id and rule is not TWO_ROOTS:
        rule = SAME_ID
    # Lasso takes the first element of the decrypted text and reads only that.
    lasso = {"encrypted": "A"} if name == "XSW3b" else "R"

    @case(name + ("=" if same_id else ""), refuse=rule, lasso=lasso)
    def wrapped(t):
        return t.respond(t.body(layout(*pair(t, same_id))))


for _name in LAYOUTS:
    for _same in (False, True):
        add_layout(_name, _same)


def extensions(xml):
    return f"<samlp:Extensions>{xml}</samlp:Extensions>"


# Lasso skips Extensions and reads the good one; ours wants none there.
@case("XSW7", refuse=ENVELOPE, plain=ENVELOPE, lasso="A")
def evil_in_extensions(t):
    good, evil = pair(t, False)
    return t.respond(t.body(good), before_status_xml=extensions(evil))


@case("XSW7=", refuse=ENVELOPE, plain=ENVELOPE,
      lasso="A")
def evil_in_extensions_same_id(t):
    good, evil = pair(t, True)
    return t.respond(t.body(good), before_status_xml=extensions(evil))


@case("XSW7b", refuse=ENVELOPE, plain=ENVELOPE,
      lasso="R")
def good_in_extensions(t):
    good, evil = pair(t, False)
    return t.respond(t.body(with_signature(evil, signature_of(good))),
                     before_status_xml=extensions(bare(good)))


@case("XSW-SD", refuse=STATUS, plain=STATUS,
      lasso="A")
def evil_in_status_detail(t):
    good, evil = pair(t, False)
    status = ('<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:'
              f'Success"/><samlp:StatusDetail>{evil}</samlp:StatusDetail>')
    return t.respond(t.body(good), status_xml=status)


def signed_response(t, assertion_body):
    response = t.response()
    return sign(response.xml(assertion_body), response.id, t.how())


def clone_around(t, place):
    """The signed Response's evil clone becomes the root and hides it."""
    good, evil = pair(t, False)
    original = signed_response(t, t.body(good))
    unsigned, signature = take_signature(original)
    clone = t.response().xml(t.body(evil))
    identifier = parse(clone).get("ID")
    return insert_signature(clone, identifier, place(unsigned, signature))


@case("XSW1", refuse=ENVELOPE,
      plain=ENVELOPE, lasso="R")
def clone_with_original_in_signature(t):
    return clone_around(t, lambda unsigned, signature:
                        inside(signature, unsigned, "</ds:Signature>"))


@case("XSW2", refuse=ENVELOPE,
      plain=ENVELOPE, lasso="R")
def clone_with_original_before_signature(t):
    return clone_around(t, lambda unsigned, signature: unsigned + signature)


@case("XSW-E1", refuse=ENVELOPE, forms=("encrypted",), lasso="R")
def plain_evil_behind(t):
    good, evil = pair(t, False)
    return t.respond(t.encrypted(good) + evil)


@case("XSW-E1b", refuse=ENVELOPE, forms=("encrypted",), lasso="R")
def plain_evil_before(t):
    good, evil = pair(t, False)
    return t.respond(evil + t.encrypted(good))


@case("XSW-E2", refuse=ENVELOPE, forms=("encrypted",), lasso="R")
def two_encrypted(t):
    good, evil = pair(t, False)
    return t.respond(t.encrypted(good) + t.encrypted(evil))


@case("XSW-E2b", refuse=ENVELOPE, forms=("encrypted",), lasso="R")
def two_encrypted_evil_first(t):
    good, evil = pair(t, False)
    return t.respond(t.encrypted(evil) + t.encrypted(good))


@case("XSW-E2-good", refuse=ENVELOPE, forms=("encrypted",), lasso="A")
def two_good_encrypted(t):
    return t.respond(t.encrypted(t.signed()) + t.encrypted(t.signed()))


@case("XSW-ID", refuse=r"xml:id", plain=r"xml:id", lasso="R")
def xml_id_inside(t):
    good = t.assertion()
    signed = t.signed(good).replace(
        "<saml:Subject>", f'<saml:Subject xml:id="{good.id}">', 1)
    return t.respond(t.body(signed))


@case("XSW-ID-signed", refuse=r"xml:id", plain=r"xml:id",
      lasso="R")
def xml_id_inside_signed(t):
    good = t.assertion(tail_xml='<saml:X xml:id="_x"/>')
    good.tail_xml = good.tail_xml.replace("_x", good.id)
    return t.respond(t.body(t.signed(good)))


@case("XSW-NS", refuse=PLACE, lasso="R")
def signature_of_other_namespace(t):
    """An element called Signature that is none, before the real one."""
    good = t.signed()
    at = good.index("<ds:Signature ")
    fake = '<x:Signature xmlns:x="urn:x"><x:SignedInfo/></x:Signature>'
    return t.respond(t.body(good[:at] + fake + good[at:]))
