# SPDX-License-Identifier: EUPL-1.2
"""How a case is written and judged.

    @case("SIG-3", refuse="signature: ", lasso="R")
    def unsigned(t):
        return t.respond(t.body(t.assertion().xml()))

Names: XSW, SIG, ALG, TXT, CTX, XML, RLY, SLO and REQ with a number are rows of
the list of attacks and mean what stands there; what follows the number tells
variants of one row apart. Ours have numbers that the list doesn't use (ALG-11,
SIG-12 to -19 but -15, CTX-6, -16, -18, TXT-8, -11, -12, XML-8, -13, SLO-8,
SLO-11 to -15, RLY-10, REQ-6) or words of their own: ATT attributes, COND
conditions, COST what is too dear, ENC the shape of what is encrypted, FORM
bodies, SUB subjects, TAB several tabs and impatient fingers, SES sessions and
cookies, LOG what stays behind.

A case builds one SAMLResponse and returns it as text (XML), or as Field when
the test wants to write the POST field itself. It runs once per form: "plain"
(the assertion stands readable in the Response, which the profile refuses
whatever else is right) and "encrypted". refuse is a regular expression that
the log's rule must match; accept=True stands for a message that must log in.
lasso is what Debian's Lasso does with it: "R" refuses, "A" accepts, "A*"
accepts with a value that is not the whole one, None nothing is known and it
must agree with the portal. A dict gives one verdict per form.

    @scenario("CTX-1")
    def replay(s): …

A scenario talks to the portal itself and uses the same proofs.
"""

import base64

import encrypt
import message
import sign

PLAIN = "plain"
ENCRYPTED = "encrypted"
BOTH = (PLAIN, ENCRYPTED)
# The rule that answers each message whose assertion is not encrypted.
REFUSE_PLAIN = r"oiosaml 1\.3\.2: Response: wanted one EncryptedAssertion"

CASES = []


class Field(str):
    """A SAMLResponse field as it is posted, instead of XML to encode."""


class Case:
    def __init__(self, identifier, build, options):
        self.id, self.build = identifier, build
        self.refuse = options.pop("refuse", None)
        self.accept = options.pop("accept", False)
        self.plain = options.pop("plain", REFUSE_PLAIN)
        self.lasso = options.pop("lasso", None)
        self.forms = options.pop("forms", BOTH)
        self.error = options.pop("error", "login")  # word of the page
        if options or (self.refuse is None) == (not self.accept):
            raise TypeError(f"{identifier}: {options}")

    def rule(self, form):
        """What the log must say; None when the message must be accepted."""
        if form == PLAIN:
            return self.plain
        return None if self.accept else self.refuse

    def page(self, form):
        """What the neutral page is told: a plain assertion is no log-in that
        somebody broke off, whatever the Status says."""
        return "login" if form == PLAIN else self.error

    def lasso_verdict(self, form):
        if isinstance(self.lasso, dict):
            return self.lasso.get(form)
        return self.lasso


class Scenario:
    def __init__(self, identifier, run):
        self.id, self.run = identifier, run


def case(identifier, **options):
    def register(build):
        CASES.append(Case(identifier, build, dict(options)))
        return build
    return register


def scenario(identifier):
    def register(run):
        CASES.append(Scenario(identifier, run))
        return run
    return register


class Try:
    """What a case has to work with: one request under way, and tools."""

    def __init__(self, world, request_id, form=ENCRYPTED):
        self.world, self.request_id, self.form = world, request_id, form

    def assertion(self, **changes):
        return message.Assertion(self.world, self.request_id).changed(**changes)

    def response(self, **changes):
        return message.Response(self.world, self.request_id).changed(**changes)

    def how(self, **choices):
        return sign.How(choices.pop("pair", self.world.idp_pair), **choices)

    def signed(self, assertion=None, **choices):
        """A signed assertion (text); of the fields given, or a good one."""
        assertion = assertion or self.assertion()
        return sign.sign(assertion.xml(), assertion.id, self.how(**choices))

    def encrypted(self, xml, **choices):
        return encrypt.encrypt(xml, self.world.sp_public, **choices)

    def body(self, xml):
        """xml as this form has it in the response."""
        return self.encrypted(xml) if self.form == ENCRYPTED else xml

    def respond(self, body=None, **changes):
        """A whole Response, not signed itself."""
        if body is None:
            body = self.body(self.signed())
        return self.response(**changes).xml(body)

    def good(self, **changes):
        """The message that logs in, with some fields of the assertion
        changed (and signed with them)."""
        return self.respond(self.body(self.signed(self.assertion(**changes))))


def field(xml):
    """The SAMLResponse field of what a case returned."""
    return xml if isinstance(xml, Field) else message.encode(xml)


def xml_of(saml_response):
    """Back again, as far as it goes; for corpora."""
    try:
        return base64.b64decode(saml_response)
    except ValueError:
        return saml_response.encode()
