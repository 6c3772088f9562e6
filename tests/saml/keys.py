# SPDX-License-Identifier: EUPL-1.2
"""Keys: the IdP's (which the portal trusts), the portal's public one, and an
attacker's, made anew in each run and trusted by nobody."""

import base64
import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


class Pair:
    """A private key and its certificate."""

    def __init__(self, key, certificate):
        self.key, self.certificate = key, certificate

    @property
    def certificate_base64(self):
        der = self.certificate.public_bytes(serialization.Encoding.DER)
        return base64.b64encode(der).decode()

    @property
    def certificate_pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self):
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption())


def load(key_file, certificate_file):
    with open(key_file, "rb") as key, open(certificate_file, "rb") as cert:
        return Pair(serialization.load_pem_private_key(key.read(), None),
                    x509.load_pem_x509_certificate(cert.read()))


def certificate_for(key, name, days_from=-1, days_to=1, signer=None):
    """A self-signed certificate, valid from and to so many days from now."""
    now = datetime.datetime.utcnow()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (x509.CertificateBuilder()
            .subject_name(subject).issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + datetime.timedelta(days=days_from))
            .not_valid_after(now + datetime.timedelta(days=days_to))
            .sign(signer or key, hashes.SHA256()))


def make(name, bits=2048):
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return Pair(key, certificate_for(key, name))


def public_key_of(certificate_base64):
    der = base64.b64decode(certificate_base64)
    return x509.load_der_x509_certificate(der).public_key()
