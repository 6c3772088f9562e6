/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "core/log.h"
#include "core/vault.h"
#include "login/algorithm.h"
#include "login/instant.h"
#include "login/key.h"
#include "login/login.h"
#include "login/metadata.h"
#include "login/verify.h"
#include "login/xml.h"

/* Far above what 48 threads use; a parser that runs away ends the process
 * instead of the machine, and the next one takes over. */
#define ADDRESS_SPACE_MOST (2UL * 1024 * 1024 * 1024)

/* What is needed only while starting. */
struct opening {
	const struct conf *conf;
	struct login *login;
	char *sign_certificates[METADATA_KEYS_MOST];
	char *decrypt_certificates[METADATA_KEYS_MOST];
	char *message;
	size_t size;
};

static enum result
fail(struct opening *opening, enum result result, const char *key,
    const char *why)
{
	(void)snprintf(opening->message, opening->size, "%s: %s", key, why);
	return result;
}

static enum result
check(struct opening *opening, enum result result, const char *key)
{
	return result == RESULT_OK ? RESULT_OK
	    : fail(opening, result, key, result_row(result)->word);
}

/* "base_url" + path on the heap. */
static char *
url(const struct conf *conf, const char *path)
{
	char *text = NULL;

	return asprintf(&text, "%s%s", conf->base_url, path) < 0 ? NULL : text;
}

static enum level
level_of(const char *word)
{
	if (strcmp(word, "High") == 0)
		return LEVEL_HIGH;
	return strcmp(word, "Low") == 0 ? LEVEL_LOW : LEVEL_SUBSTANTIAL;
}

static enum result
open_settings(struct opening *opening)
{
	const struct conf *conf = opening->conf;
	struct login *login = opening->login;

	login->acs_url = url(conf, "/saml/acs");
	login->slo_url = url(conf, "/saml/slo");
	login->slo_soap_url = url(conf, "/saml/slo/soap");
	if (login->acs_url == NULL || login->slo_url == NULL ||
	    login->slo_soap_url == NULL)
		return fail(opening, RESULT_BROKEN, "login", "memory is short");
	login->saml.entity_id = conf->saml_entity_id;
	login->saml.acs_url = login->acs_url;
	login->saml.slo_url = login->slo_url;
	login->saml.slo_soap_url = login->slo_soap_url;
	login->saml.spec_versions = conf->saml_spec_versions;
	login->saml.skew = conf->saml_skew_seconds * INSTANT_SECOND;
	login->saml.level = level_of(conf->login_level);
	return check(opening, algorithm_extra(conf->saml_extra_algorithms,
	    &login->saml.extra), "saml_extra_algorithms");
}

static enum result
open_secrets(struct opening *opening)
{
	const struct conf *conf = opening->conf;
	struct login *login = opening->login;
	enum result result;

	result = check(opening, secret_load_hex(conf->identity_key,
	    VAULT_KEY_BYTES, &login->identity_key), "identity_key");
	if (result == RESULT_OK)
		result = check(opening, secret_load_public(
		    conf->courier_public_key, VAULT_KEY_BYTES,
		    &login->courier_key), "courier_public_key");
	if (result == RESULT_OK)
		result = check(opening, secret_load_hex(conf->saml_log_key,
		    VAULT_KEY_BYTES, &login->log_key), "saml_log_key");
	return result;
}

static enum result
open_signing(struct opening *opening)
{
	const struct conf *conf = opening->conf;
	struct saml *saml = &opening->login->saml;

	enum result result = check(opening, key_load(conf->saml_sign_key,
	    &saml->sign_key), "saml_sign_key");
	if (result == RESULT_OK)
		result = check(opening, key_load_certificate(
		    conf->saml_sign_certificate, saml->sign_key,
		    &opening->sign_certificates[0]), "saml_sign_certificate");
	if (result == RESULT_OK && conf->saml_next_sign_certificate != NULL)
		result = check(opening, key_load_certificate(
		    conf->saml_next_sign_certificate, NULL,
		    &opening->sign_certificates[1]),
		    "saml_next_sign_certificate");
	return result;
}

/* A decryption key and its certificate; both or neither are configured. */
static enum result
open_decrypting(struct opening *opening, const char *key_path,
    const char *certificate_path)
{
	struct saml *saml = &opening->login->saml;
	size_t i = saml->decrypt_key_count;

	if (key_path == NULL || certificate_path == NULL)
		return key_path == certificate_path ? RESULT_OK
		    : fail(opening, RESULT_BAD_INPUT, "saml_next_decrypt_key",
		    "wanted with its certificate");
	enum result result = check(opening, key_load(key_path,
	    &saml->decrypt_keys[i]), i == 0 ? "saml_decrypt_key"
	    : "saml_next_decrypt_key");
	if (result != RESULT_OK)
		return result;
	saml->decrypt_key_count++;
	return check(opening, key_load_certificate(certificate_path,
	    saml->decrypt_keys[i], &opening->decrypt_certificates[i]),
	    i == 0 ? "saml_decrypt_certificate"
	    : "saml_next_decrypt_certificate");
}

static enum result
open_idp(struct opening *opening, const char *path)
{
	struct saml *saml = &opening->login->saml;
	struct idp *idp = &saml->idps[saml->idp_count];
	const char *rule = "cannot be read";
	char *bytes = NULL;
	size_t length;

	if (saml->idp_count == SAML_IDPS_MOST)
		return fail(opening, RESULT_BAD_INPUT, "saml_idp_metadata",
		    "wanted at most 4 files");
	enum result result = key_read_file(path, XML_SIZE_MOST, &bytes,
	    &length);
	if (result == RESULT_OK)
		result = idp_parse(bytes, length, instant_now(), idp, &rule);
	free(bytes);
	if (result != RESULT_OK)
		return fail(opening, result, path, rule);
	if (saml_find_idp(saml, idp->entity_id) != NULL) {
		idp_clear(idp);
		return fail(opening, RESULT_CONFLICT, path,
		    "wanted each entityID once");
	}
	if (idp->stale)
		log_write(LOG_LEVEL_WARNING, NULL, "saml_idp_metadata: a "
		    "signing certificate is not valid today");
	saml->idp_count++;
	return RESULT_OK;
}

static enum result
open_idps(struct opening *opening)
{
	char *paths = strdup(opening->conf->saml_idp_metadata), *rest = NULL;
	enum result result = RESULT_OK;

	if (paths == NULL)
		return fail(opening, RESULT_BROKEN, "login", "memory is short");
	for (char *path = strtok_r(paths, " ", &rest);
	    path != NULL && result == RESULT_OK;
	    path = strtok_r(NULL, " ", &rest))
		result = open_idp(opening, path);
	free(paths);
	if (result == RESULT_OK && opening->login->saml.idp_count == 0)
		return fail(opening, RESULT_BAD_INPUT, "saml_idp_metadata",
		    "wanted a file");
	return result;
}

static enum result
open_metadata(struct opening *opening)
{
	const struct metadata_options options = {
	    .saml = &opening->login->saml,
	    .sign_certificates = {opening->sign_certificates[0],
		opening->sign_certificates[1]},
	    .decrypt_certificates = {opening->decrypt_certificates[0],
		opening->decrypt_certificates[1]},
	    .organisation = opening->conf->municipality,
	    .contact_email = opening->conf->saml_contact_email};

	metadata_build(&options, &opening->login->metadata);
	return opening->login->metadata.failed
	    ? fail(opening, RESULT_BROKEN, "metadata", "memory is short")
	    : RESULT_OK;
}

static enum result
open_all(struct opening *opening)
{
	const struct conf *conf = opening->conf;
	enum result result;

	if ((result = open_settings(opening)) != RESULT_OK ||
	    (result = open_secrets(opening)) != RESULT_OK ||
	    (result = open_signing(opening)) != RESULT_OK ||
	    (result = open_decrypting(opening, conf->saml_decrypt_key,
	    conf->saml_decrypt_certificate)) != RESULT_OK ||
	    (result = open_decrypting(opening, conf->saml_next_decrypt_key,
	    conf->saml_next_decrypt_certificate)) != RESULT_OK ||
	    (result = open_idps(opening)) != RESULT_OK)
		return result;
	return open_metadata(opening);
}

static void
limit_memory(void)
{
#ifndef WITH_SANITIZERS /* their shadow takes terabytes of addresses */
	const struct rlimit most = {ADDRESS_SPACE_MOST, ADDRESS_SPACE_MOST};

	(void)setrlimit(RLIMIT_AS, &most);
#endif
}

enum result
login_open(const struct conf *conf, void **ret_own, char *message,
    size_t size)
{
	struct opening opening = {.conf = conf, .message = message,
	    .size = size};

	opening.login = calloc(1, sizeof *opening.login);
	if (opening.login == NULL || verify_start() != RESULT_OK) {
		free(opening.login);
		return fail(&opening, RESULT_BROKEN, "xmlsec",
		    "cannot be started");
	}
	limit_memory();
	enum result result = open_all(&opening);
	for (size_t i = 0; i < METADATA_KEYS_MOST; i++) {
		free(opening.sign_certificates[i]);
		free(opening.decrypt_certificates[i]);
	}
	if (result == RESULT_OK)
		*ret_own = opening.login;
	else
		login_close(opening.login);
	return result;
}

void
login_close(void *own)
{
	struct login *login = own;

	if (login == NULL)
		return;
	for (size_t i = 0; i < login->saml.idp_count; i++)
		idp_clear(&login->saml.idps[i]);
	for (size_t i = 0; i < login->saml.decrypt_key_count; i++)
		EVP_PKEY_free(login->saml.decrypt_keys[i]);
	EVP_PKEY_free(login->saml.sign_key);
	secret_free(login->identity_key);
	secret_free(login->courier_key);
	secret_free(login->log_key);
	build_clear(&login->metadata);
	free(login->acs_url);
	free(login->slo_url);
	free(login->slo_soap_url);
	free(login);
	verify_stop();
}

struct login *
login_of(const struct request *req)
{
	return req->shared->own;
}
