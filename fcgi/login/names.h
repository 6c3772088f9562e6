/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names that SAML 2.0, XML Signature, XML Encryption and OIOSAML 3 fix.
 */
#ifndef MINSAG_LOGIN_NAMES_H
#define MINSAG_LOGIN_NAMES_H

#define NS_SAML "urn:oasis:names:tc:SAML:2.0:assertion"
#define NS_SAMLP "urn:oasis:names:tc:SAML:2.0:protocol"
#define NS_METADATA "urn:oasis:names:tc:SAML:2.0:metadata"
#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"
#define NS_XENC "http://www.w3.org/2001/04/xmlenc#"
#define NS_XENC11 "http://www.w3.org/2009/xmlenc11#"
#define NS_EXC_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define NS_SOAP "http://schemas.xmlsoap.org/soap/envelope/"

/* SAML bindings, section 3.1 */
#define BINDING_REDIRECT "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
#define BINDING_POST "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
#define BINDING_SOAP "urn:oasis:names:tc:SAML:2.0:bindings:SOAP"

/* SAML core, sections 3.2.2.2, 8.2, 8.3 and profiles 3.3 */
#define STATUS_SUCCESS "urn:oasis:names:tc:SAML:2.0:status:Success"
#define FORMAT_ENTITY "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"
#define FORMAT_PERSISTENT "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
#define FORMAT_TRANSIENT "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
#define ATTRIBUTE_URI "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
#define METHOD_BEARER "urn:oasis:names:tc:SAML:2.0:cm:bearer"

/* Algorithms: RFC 9231, XML Encryption 1.0 and 1.1 */
#define ALG_RSA_SHA256 "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
#define ALG_SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define ALG_SHA1 "http://www.w3.org/2000/09/xmldsig#sha1"
#define ALG_EXC_C14N NS_EXC_C14N
#define ALG_ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define ALG_AES256_GCM "http://www.w3.org/2009/xmlenc11#aes256-gcm"
#define ALG_AES128_GCM "http://www.w3.org/2009/xmlenc11#aes128-gcm"
#define ALG_AES256_CBC "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
#define ALG_AES128_CBC "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
#define ALG_OAEP_MGF1P "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
#define ALG_OAEP "http://www.w3.org/2009/xmlenc11#rsa-oaep"
#define ALG_MGF1_SHA256 "http://www.w3.org/2009/xmlenc11#mgf1sha256"
#define TYPE_ELEMENT "http://www.w3.org/2001/04/xmlenc#Element"

/* OIOSAML Web SSO Profile 3.0: attributes, NameID, assurance */
#define OIO_CORE "https://data.gov.dk/model/core/"
#define OIO_SPEC_VERSION OIO_CORE "specVersion"
#define OIO_CPR OIO_CORE "eid/cprNumber"
#define OIO_FULL_NAME OIO_CORE "eid/fullName"
#define OIO_NAMEID_PERSON OIO_CORE "eid/person/uuid/"
#define OIO_LOA "https://data.gov.dk/concept/core/nsis/loa"
#define OIO_PERSON "https://data.gov.dk/eid/Person"

#endif
