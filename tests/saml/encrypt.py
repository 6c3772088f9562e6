# SPDX-License-Identifier: EUPL-1.2
"""EncryptedAssertion, by any algorithm, right or wrong."""

import base64
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from names import (AES128_CBC, AES128_GCM, AES256_CBC, AES256_GCM, DS,
                   MGF1_SHA256, OAEP, OAEP11, RSA_1_5, SAML, SHA1, SHA256,
                   TRIPLEDES, XENC, XENC11)

KEY_BYTES = {AES256_GCM: 32, AES128_GCM: 16, AES256_CBC: 32, AES128_CBC: 16,
             TRIPLEDES: 24}
HASHES = {SHA1: hashes.SHA1, SHA256: hashes.SHA256}


def pad(data, block):
    """XML Encryption 5.2: any bytes, the last one counts them."""
    count = block - len(data) % block
    return data + os.urandom(count - 1) + bytes([count])


def encrypt_content(data, key, algorithm):
    if algorithm in (AES256_GCM, AES128_GCM):
        nonce = os.urandom(12)
        return nonce + AESGCM(key).encrypt(nonce, data, None)
    triple = algorithm == TRIPLEDES
    block = 8 if triple else 16
    cipher = algorithms.TripleDES(key) if triple else algorithms.AES(key)
    iv = os.urandom(block)
    encryptor = Cipher(cipher, modes.CBC(iv)).encryptor()
    return iv + encryptor.update(pad(data, block)) + encryptor.finalize()


def wrap_key(key, public_key, transport, digest, mgf):
    if transport == RSA_1_5:
        return public_key.encrypt(key, padding.PKCS1v15())
    return public_key.encrypt(key, padding.OAEP(
        padding.MGF1(HASHES[mgf]()), HASHES[digest](), None))


def key_method(transport, digest, mgf):
    inside = ""
    if transport != RSA_1_5 and digest != SHA1:
        inside += f'<ds:DigestMethod xmlns:ds="{DS}" Algorithm="{digest}"/>'
    if transport == OAEP11 and mgf == SHA256:
        inside += f'<x11:MGF xmlns:x11="{XENC11}" Algorithm="{MGF1_SHA256}"/>'
    return (f'<xenc:EncryptionMethod Algorithm="{transport}">{inside}'
            "</xenc:EncryptionMethod>")


def encrypted_data(content_value, key_value, algorithm=AES256_GCM,
                   transport=OAEP, digest=SHA1, mgf=SHA1,
                   kind=XENC + "Element"):
    """EncryptedData from finished cipher values (bytes)."""
    text = [base64.b64encode(value).decode()
            for value in (key_value, content_value)]
    return (f'<xenc:EncryptedData xmlns:xenc="{XENC}" Type="{kind}">'
            f'<xenc:EncryptionMethod Algorithm="{algorithm}"/>'
            f'<ds:KeyInfo xmlns:ds="{DS}"><xenc:EncryptedKey>'
            + key_method(transport, digest, mgf)
            + f"<xenc:CipherData><xenc:CipherValue>{text[0]}"
            "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>"
            "</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>"
            f"{text[1]}</xenc:CipherValue></xenc:CipherData>"
            "</xenc:EncryptedData>")


def encrypt(xml, public_key, algorithm=AES256_GCM, transport=OAEP,
            digest=SHA1, mgf=SHA1, change_content=None, change_key=None,
            kind=XENC + "Element"):
    """xml inside an EncryptedAssertion for the owner of public_key. The two
    change_… functions may spoil the cipher values (bytes → bytes)."""
    data = xml.encode() if isinstance(xml, str) else xml
    key = os.urandom(KEY_BYTES[algorithm])
    content = encrypt_content(data, key, algorithm)
    wrapped = wrap_key(key, public_key, transport, digest, mgf)
    if change_content is not None:
        content = change_content(content)
    if change_key is not None:
        wrapped = change_key(wrapped)
    return wrap_encrypted(encrypted_data(content, wrapped, algorithm,
                                         transport, digest, mgf, kind))


def wrap_encrypted(data_xml):
    return (f'<saml:EncryptedAssertion xmlns:saml="{SAML}">{data_xml}'
            "</saml:EncryptedAssertion>")
