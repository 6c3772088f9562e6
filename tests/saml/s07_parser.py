# SPDX-License-Identifier: EUPL-1.2
"""Section 7: what no parser should take: document types, entities, size,
depth, encodings, base64 that isn't, and bodies that are no form."""

import base64
import re
import textwrap

from case import ENCRYPTED, Field, case
from message import GOOD_CPR, attribute, encode
from names import EID, SOAP

DTD = r"oio-ge-02: wanted no document type"
XML = r"xml: wanted"
BASE64 = r"SAMLResponse: wanted base64"


def both(*arguments, **options):
    return case(*arguments, plain=options["refuse"], **options)


def with_dtd(t, subset, change=lambda text: text):
    """A document type before the encrypted assertion, or before Response."""
    declared = f"<!DOCTYPE x {subset}>"
    signed = change(t.signed())
    if t.form == ENCRYPTED:
        return t.respond(t.encrypted(declared + signed))
    return declared + t.respond(signed)


def use_entity(text):
    return text.replace(GOOD_CPR, "&x;")


# Lasso keeps only the first element of what it decrypted, so that a document
# type before it goes by unseen; entities it doesn't expand.
@both("XML-1", refuse=DTD, lasso="R")
def internal_subset(t):
    return with_dtd(t, f'[<!ENTITY x "{GOOD_CPR}">]', use_entity)


@both("XML-1-empty", refuse=DTD, lasso={"plain": "R", "encrypted": "R"})
def empty_document_type(t):
    return with_dtd(t, "")


@both("XML-1-defaults", refuse=DTD, lasso="R")
def default_attributes(t):
    return with_dtd(t, '[<!ATTLIST x ID CDATA "_evil">]')


@both("XML-2-file", refuse=DTD, lasso="R")
def external_file(t):
    return with_dtd(t, '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
                    use_entity)


@both("XML-2-http", refuse=DTD, lasso="R")
def external_address(t):
    """Nothing listens there: the sandbox would end a worker that opened a
    socket, and the control afterwards would miss it."""
    return with_dtd(t, '[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]',
                    use_entity)


@both("XML-2-parameter", refuse=DTD, lasso="R")
def parameter_entity(t):
    return with_dtd(t, '[<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]')


@both("XML-2-external-subset", refuse=DTD, lasso="R")
def external_subset(t):
    return with_dtd(t, 'SYSTEM "file:///etc/passwd"')


@both("XML-3", refuse=DTD, lasso="R")
def billion_laughs(t):
    laughs = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_dtd(t, f"[{laughs}]",
                    lambda text: text.replace(GOOD_CPR, "&a9;"))


@both("XML-4", refuse=XML + " at most 16 levels",
      lasso={"plain": "R", "encrypted": "A*"})
def deep(t):
    return t.good(attributes_xml="<a>" * 5000 + "</a>" * 5000)


@both("COST-elements", refuse=XML + " at most 500 elements", lasso="A")
def many_elements(t):
    return t.good(attributes_xml="<saml:Attribute/>" * 3000)


@both("COST-attributes", refuse=XML + " at most 16 attributes", lasso="A")
def many_xml_attributes(t):
    return t.good(extra_attributes={f"a{n}": "x" for n in range(5000)})


def add_bytes(name, change, lasso, accept=False):
    """The whole Response as other bytes."""
    expected = {"accept": True} if accept else {"refuse": XML, "plain": XML}

    @case(name, lasso=lasso, **expected)
    def other_bytes(t):
        return change(t.good())


add_bytes("XML-6", lambda xml: xml.encode("utf-16"), "R")
add_bytes("XML-6-declared", lambda xml: (
    '<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"), "R")
add_bytes("XML-6-utf32", lambda xml: xml.encode("utf-32"), "R")
add_bytes("XML-7", lambda xml: b"\xef\xbb\xbf" + xml.encode(), "A", True)
add_bytes("XML-7-declared", lambda xml: (
    '<?xml version="1.0" encoding="UTF-8"?>\n' + xml).encode(), "A", True)
add_bytes("XML-8-invalid", lambda xml: xml.encode().replace(
    b"Version", b"Vers\xffion", 1), "R")
add_bytes("XML-8-nul", lambda xml: xml.encode() + b"\0", "A")
add_bytes("XML-8-nul-inside", lambda xml: xml.encode().replace(
    b"2.0", b"2\0.0", 1), "R")
add_bytes("XML-9", lambda xml: xml + "<a/>", "R")
add_bytes("XML-9-same", lambda xml: xml + xml, "R")
add_bytes("XML-9-text", lambda xml: "x" + xml, "R")
add_bytes("XML-13-empty", lambda xml: "", "R")
add_bytes("XML-13-half", lambda xml: xml[:len(xml) // 2], "R")
add_bytes("XML-13-html", lambda xml: "<html><p>x</html>", "R")


@both("XML-13-other-root", refuse=r"oiosaml 1\.3\.3: wanted samlp:Response",
      lasso="R")
def other_root(t):
    return re.sub(r"samlp:Response\b", "samlp:ArtifactResponse", t.good())


@both("XML-13-namespace", refuse=r"oiosaml 1\.3\.3: wanted samlp:Response",
      lasso="R")
def other_namespace(t):
    return t.good().replace("SAML:2.0:protocol", "SAML:1.0:protocol", 1)


@both("XML-13-relative-namespace", refuse=r"xml: wanted absolute", lasso="R")
def relative_namespace(t):
    """Canonicalisation of a relative namespace name is not defined; readers
    that skip the error digest nothing ("void canonicalisation")."""
    return t.respond(t.body(t.signed().replace(
        "<saml:Assertion ", '<saml:Assertion xmlns:ns="1" ', 1)))


@both("XML-12", refuse=r"oiosaml 1\.3\.3: wanted samlp:Response", lasso="R")
def soap_envelope(t):
    return (f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{t.good()}'
            "</s:Body></s:Envelope>")


def add_field(name, write, lasso, accept=False):
    expected = {"accept": True} if accept else {
        "refuse": BASE64, "plain": BASE64}

    @case(name, lasso=lasso, **expected)
    def written(t):
        return Field(write(encode(t.good())))


def ending(text, remainder):
    """The same message, blanks added until base64 ends in that many '='."""
    data = base64.b64decode(text)
    while len(data) % 3 != (3 - remainder) % 3:
        data += b" "
    return encode(data)


def url_safe(text):
    """A text that has both characters in which the alphabets differ."""
    data = base64.b64decode(text) + b"  >>>???"
    return base64.urlsafe_b64encode(data).decode()


add_field("XML-11-crlf", lambda text: "\r\n".join(textwrap.wrap(text, 76)),
          "A", True)
add_field("XML-11-lf", lambda text: "\n".join(textwrap.wrap(text, 64)) + "\n",
          "A", True)
add_field("XML-11-url-safe", url_safe, "R")
add_field("XML-11-spaces", lambda text: text.replace("A", " A"), "R")
add_field("XML-11-no-padding", lambda text: ending(text, 1).rstrip("="), "R")
add_field("XML-11-long-padding", lambda text: ending(text, 1) + "=", "R")
add_field("XML-11-after-padding", lambda text: ending(text, 1) + "AAAA", "R")
add_field("XML-11-garbage", lambda text: text + "!", "R")
add_field("XML-11-raw", lambda text: base64.b64decode(text).decode(), "R")


# XML-16: rights (OIO Basic Privilege Profile) are not read in this version;
# whatever stands there changes nothing about who is logged in.
LIST = ('<p:PrivilegeList xmlns:p="http://digst.dk/oiosaml/basic_privilege_'
        'profile"><PrivilegeGroup Scope="urn:dk:gov:saml:cprNumberIdentifier:'
        '%s"><Privilege>urn:x</Privilege></PrivilegeGroup></p:PrivilegeList>')
PRIVILEGES = {
    "plain": LIST % "6666666666",
    "letters": LIST % "66666X6666",
    "dtd": '<!DOCTYPE x [<!ENTITY y "z">]>' + LIST % "&y;",
    "cdata": LIST % "<![CDATA[6666666666]]>",
    "namespace": (LIST % "6666666666").replace("digst.dk", "evil.example"),
    "scope": (LIST % "6666666666").replace("cprNumber", "other"),
    "no-xml": "\0\1\2",
}


def add_privileges(name, xml):
    @case(f"XML-16-{name}", accept=True, lasso="A")
    def privileges(t):
        return t.good(attributes_xml=attribute(
            EID + "privilegesIntermediate", encode(xml)))


for _name, _xml in PRIVILEGES.items():
    add_privileges(_name, _xml)
