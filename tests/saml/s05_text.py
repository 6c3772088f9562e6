# SPDX-License-Identifier: EUPL-1.2
"""Section 5: text that is one value to the signature and another to a reader.
Canonicalisation drops comments and folds CDATA, so the Signature of each of
these verifies. Ours refuses comments, CDATA and instructions wherever they
stand, before it looks at anything else."""

from case import case
from message import EVIL_CPR, GOOD_CPR, attribute
from names import CORE, EID

COMMENT = r"xml: wanted no comment"
CDATA = r"xml: wanted no CDATA"
INSTRUCTION = r"xml: wanted no processing instruction"
HALF = len(GOOD_CPR) // 2


def changed(t, old, new):
    """A good assertion, changed after it was signed."""
    signed = t.signed()
    assert old in signed, old
    return t.respond(t.body(signed.replace(old, new, 1)))


def add(name, rule, lasso, old, new):
    @case(name, refuse=rule, plain=rule, lasso=lasso)
    def text(t):
        wanted = old(t) if callable(old) else old
        return changed(t, wanted, new(wanted))


def split(inside):
    return lambda text: text[:HALF] + inside + text[HALF:]


def around_tail(text):
    return f"{text[:HALF]}<![CDATA[{text[HALF:]}]]>"


NAME = "7777-4777-8777"
add("TXT-1", COMMENT, "A", NAME, split("<!--x-->"))
add("TXT-1-issuer", COMMENT, "A", lambda t: f">{t.world.idp}<",
    split("<!---->"))
add("TXT-2", COMMENT, "A*", GOOD_CPR, split("<!--x-->"))
add("TXT-2-before", COMMENT, "A", GOOD_CPR, lambda text: "<!--x-->" + text)
add("TXT-2-level", COMMENT, "A", ">Substantial<",
    lambda text: ">Substantial<!--x--><")
add("TXT-3", CDATA, "A*", GOOD_CPR, around_tail)
add("TXT-3-whole", CDATA, "A*", GOOD_CPR, lambda text: f"<![CDATA[{text}]]>")
add("TXT-5", CDATA, "A", NAME, around_tail)
add("TXT-5-audience", CDATA, "A", lambda t: f">{t.world.sp}</saml:Audience>",
    lambda text: f"><![CDATA[{text[1:text.index('<')]}]]></saml:Audience>")
add("TXT-6", INSTRUCTION, "R", GOOD_CPR, split("<?x y?>"))
add("TXT-6-name", INSTRUCTION, "R", NAME, split("<?x?>"))


@case("TXT-6-signed", refuse=INSTRUCTION, plain=INSTRUCTION, lasso="A*")
def instruction_that_is_signed(t):
    attributes = dict(t.assertion().attributes)
    del attributes[EID + "cprNumber"]
    value = split("<?x y?>")(GOOD_CPR)
    return t.good(attributes=attributes,
                  attributes_xml=attribute(EID + "cprNumber", value))


@case("TXT-7", accept=True, lasso="A")
def character_reference(t):
    return changed(t, GOOD_CPR, "".join(f"&#{ord(c)};" for c in GOOD_CPR))


@case("TXT-7-hex", accept=True, lasso="A")
def hexadecimal_reference(t):
    return changed(t, GOOD_CPR, GOOD_CPR[:-1] + f"&#x{ord(GOOD_CPR[-1]):x};")


@case("TXT-8", refuse=r"xml: wanted", plain=r"xml: wanted", lasso="R")
def unknown_entity(t):
    return changed(t, GOOD_CPR, GOOD_CPR + "&x;")


@case("TXT-8-nested", refuse=r"oiosaml 1\.5", lasso="A*")
def element_inside_value(t):
    """A reader that takes the first text gets the attacker's half."""
    attributes = dict(t.assertion().attributes)
    del attributes[EID + "cprNumber"]
    value = f"{EVIL_CPR}<x>{GOOD_CPR}</x>"
    return t.good(attributes=attributes,
                  attributes_xml=attribute(EID + "cprNumber", value))


def add_name(name, change):
    @case(name, refuse=r"oiosaml 1\.3\.8", lasso="A")
    def name_id(t):
        return t.good(name_id=change(t.assertion().name_id))


add_name("TXT-9", lambda text: f" {text} ")
add_name("TXT-9-newline", lambda text: text + "\n")
add_name("TXT-9-tab", lambda text: text + "\t")
add_name("TXT-9-blank-inside", lambda text: text.replace("7777-4", "7777 -4"))


def add_value(name, values, rule, lasso="A"):
    @case(name, refuse=rule, lasso=lasso)
    def value(t):
        return t.good(attributes=dict(t.assertion().attributes, **values))


add_value("TXT-11-cpr-blank", {EID + "cprNumber": GOOD_CPR + " "},
          r"oiosaml 1\.5: cprNumber", "A*")
add_value("TXT-11-cpr-letters", {EID + "cprNumber": "670488507A"},
          r"oiosaml 1\.5: cprNumber", "A*")
add_value("TXT-11-cpr-dash", {EID + "cprNumber": "670488-5073"},
          r"oiosaml 1\.5: cprNumber", "A*")
add_value("TXT-11-cpr-wide", {EID + "cprNumber": "６７０４８８５０７３"},
          r"oiosaml 1\.5: cprNumber", "A*")
add_value("TXT-11-cpr-absent", {EID + "cprNumber": None},
          r"oiosaml 1\.5: cprNumber", "A*")
add_value("TXT-11-name-empty", {EID + "fullName": ""}, r"oiosaml 1\.5")
add_value("TXT-11-name-long", {EID + "fullName": "x" * 5000},
          r"oiosaml 1\.5")
add_value("TXT-12-version", {CORE + "specVersion": " OIO-SAML-3.0"},
          r"oiosaml 1\.3\.9")
