# SPDX-License-Identifier: EUPL-1.2
"""Who and where: entity ids, addresses and keys of the portal under test and
of the IdP that it trusts. Read from the environment (see run) and from the
portal's own metadata."""

import os
import ssl
import urllib.request

import keys
from names import DS
from sign import parse

MD = "urn:oasis:names:tc:SAML:2.0:metadata"
BINDINGS = "urn:oasis:names:tc:SAML:2.0:bindings:"

SP_METADATA = """<md:EntityDescriptor xmlns:md="{md}" entityID="{sp}">
<md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true"
 protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
{signing}{encryption}
<md:SingleLogoutService Binding="{b}HTTP-Redirect" Location="{slo}"/>
<md:SingleLogoutService Binding="{b}SOAP" Location="{soap}"/>
<md:AssertionConsumerService index="0" isDefault="true" Binding="{b}HTTP-POST" Location="{acs}"/>
</md:SPSSODescriptor></md:EntityDescriptor>"""

IDP_METADATA = """<md:EntityDescriptor xmlns:md="{md}" entityID="{idp}">
<md:IDPSSODescriptor WantAuthnRequestsSigned="true"
 protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
{signing}
<md:SingleLogoutService Binding="{b}HTTP-Redirect" Location="{slo}"/>
<md:SingleSignOnService Binding="{b}HTTP-Redirect" Location="{sso}"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""


def key_descriptor(use, certificate_base64):
    return (f'<md:KeyDescriptor use="{use}"><ds:KeyInfo xmlns:ds="{DS}">'
            f"<ds:X509Data><ds:X509Certificate>{certificate_base64}"
            "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            "</md:KeyDescriptor>")


class World:
    """base: the portal's address without slash; pair_…: keys.Pair."""

    sp = "https://saml.minsag.example"
    idp = "https://idp.minsag.example"

    def __init__(self):
        self.evil = keys.make("evil")
        self.skew = int(os.environ.get("MINSAG_SAML_SKEW", "180"))

    def endpoints(self, base):
        self.base = base
        self.acs = base + "/saml/acs"
        self.slo = base + "/saml/slo"
        self.soap = base + "/saml/slo/soap"

    def idp_metadata(self, *pairs, endpoints=(
            "https://idp.minsag.example/sso",
            "https://idp.minsag.example/slo")):
        """Metadata of the IdP with the certificates of these key pairs."""
        return IDP_METADATA.format(
            md=MD, b=BINDINGS, idp=self.idp, sso=endpoints[0],
            slo=endpoints[1],
            signing="".join(key_descriptor("signing", p.certificate_base64)
                            for p in pairs or (self.idp_pair,)))


def offline():
    """No portal: keys made now; only the second opinion is asked."""
    world = World()
    world.endpoints("https://localhost:8443")
    world.idp_pair = keys.make("idp")
    sp_pair = keys.make("sp")
    world.sp_decrypt_pem = sp_pair.key_pem
    world.sp_public = sp_pair.key.public_key()
    certificate = sp_pair.certificate_base64
    world.sp_metadata = SP_METADATA.format(
        md=MD, b=BINDINGS, sp=world.sp, acs=world.acs, slo=world.slo,
        soap=world.soap, signing=key_descriptor("signing", certificate),
        encryption=key_descriptor("encryption", certificate))
    return world


def read_metadata(world):
    """What the running portal says of itself."""
    address = world.base + "/saml/metadata"
    with urllib.request.urlopen(address, context=world.tls) as answer:
        world.sp_metadata = answer.read().decode()
    root = parse(world.sp_metadata)
    names = {"md": MD, "ds": DS}
    world.sp = root.get("entityID")
    world.acs = root.xpath("string(//md:AssertionConsumerService/@Location)",
                           namespaces=names)
    for name, binding in (("slo", "HTTP-Redirect"), ("soap", "SOAP")):
        setattr(world, name, root.xpath(
            "string(//md:SingleLogoutService[@Binding=$b]/@Location)",
            b=BINDINGS + binding, namespaces=names))
    path = "//md:KeyDescriptor[@use='%s']//ds:X509Certificate/text()"
    world.sp_signing = root.xpath(path % "signing", namespaces=names)
    world.sp_public = keys.public_key_of(
        root.xpath(path % "encryption", namespaces=names)[0])


def online(env=os.environ):
    world = World()
    state = env["MINSAG_DIR"]
    key_folder = env.get("MINSAG_KEYS", f"{state}/keys")
    world.idp = env.get("MINSAG_IDP_ENTITY_ID", World.idp)
    world.endpoints(env.get("MINSAG_URL") or "https://localhost:"
                    + env.get("MINSAG_PORT", "8443"))
    world.ca = env.get("MINSAG_CA", f"{key_folder}/ca.crt")
    world.tls = ssl.create_default_context(cafile=world.ca)
    world.idp_pair = keys.load(
        env.get("MINSAG_IDP_KEY", f"{key_folder}/idp.key"),
        env.get("MINSAG_IDP_CERTIFICATE", f"{key_folder}/idp.crt"))
    decrypt_key = env.get("MINSAG_SP_DECRYPT_KEY",
                          f"{key_folder}/saml-decrypt.key")
    with open(decrypt_key, "rb") as file:
        world.sp_decrypt_pem = file.read()
    world.state, world.key_folder = state, key_folder
    world.login_program = env.get("MINSAG_LOGIN",
                                  f"{state}/inst/sbin/minsag-login")
    world.log = env.get("MINSAG_LOGIN_LOG", f"{state}/log/login.log")
    world.pg = {"host": env.get("PGHOST", f"{state}/pg-socket"),
                "dbname": env.get("PGDATABASE", "minsag"),
                "user": env.get("PGUSER", "postgres")}
    read_metadata(world)
    return world
