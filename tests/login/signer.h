/* SPDX-License-Identifier: EUPL-1.2
 *
 * An IdP in memory for the tests: keys made anew in each run, and messages
 * that are right in everything, to be spoilt one rule at a time. Time stands
 * still at SIGNER_NOW. What fails ends the program.
 */
#ifndef MINSAG_TESTS_SIGNER_H
#define MINSAG_TESTS_SIGNER_H

#include <stdbool.h>
#include <stdint.h>
#include <openssl/evp.h>
#include "login/build.h"
#include "login/decrypt.h"
#include "login/idp.h"
#include "login/profile.h"
#include "login/saml.h"

#define SIGNER_NOW INT64_C(1772445600000000) /* 2026-03-02T10:00:00Z */
#define SIGNER_IDP "https://idp.example"
#define SIGNER_SP "https://saml.minsag.example"
#define SIGNER_BASE "https://minsag.example"
#define SIGNER_REQUEST "_request1"
#define SIGNER_PERSON \
	"https://data.gov.dk/model/core/eid/person/uuid/" \
	"11111111-1111-4111-8111-111111111111"

struct signer {
	EVP_PKEY *idp, *idp_next; /* both in the IdP's metadata */
	EVP_PKEY *evil;           /* in nobody's */
	struct saml saml;         /* with our keys */
	char *idp_certificate, *own_certificate; /* base64 of DER */
};

/* Starts xmlsec and makes keys. The caller owns it: signer_close. */
struct signer *
signer_open(void);
void
signer_close(struct signer *signer);

/* A self-signed certificate in base64 of DER, valid around today; free. */
char *
signer_certificate(EVP_PKEY *key);

/* A good assertion without its signature, and the good response around what
 * stands for "@BODY@". Constants. */
extern const char SIGNER_ASSERTION[];
extern const char SIGNER_RESPONSE[];

/* text with its first find replaced; text is freed. Must be there. */
char *
signer_replace(char *text, const char *find, const char *with);

/* The message with a Signature behind its Issuer; message is freed. */
char *
signer_sign(char *message, const char *id, EVP_PKEY *key);

/* An EncryptedAssertion for our first key; what to do wrong is optional. */
struct signer_encrypt {
	EVP_PKEY *key;         /* to whom */
	const char *content;   /* URI, also of the cipher used */
	const char *transport; /* URI, also of the padding used */
	bool beside;           /* EncryptedKey beside EncryptedData */
	bool spoil_key, spoil_tag, spoil_text;
};
char *
signer_encrypt(const struct signer *signer, const char *xml,
    const struct signer_encrypt *options);

/* base64 of text; free. */
char *
signer_base64(const char *text);

#endif
