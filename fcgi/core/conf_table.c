/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/conf_table.h"

#define WORKERS (CONF_LOGIN | CONF_CITIZEN | CONF_DOCUMENT | CONF_UPLOAD)
#define ALL (WORKERS | CONF_IMPORT | CONF_AUDIT | CONF_ADMIN | \
	CONF_COURIER)

/* Debian's package ca-certificates. */
#define SYSTEM_CA "/etc/ssl/certs/ca-certificates.crt"

#define AT(member) offsetof(struct conf, member)

/*
 * key, type, where, read by, required by, preset, least, most, words, line
 */
const struct conf_row conf_rows[CONF_ROWS] = {
	{"database", TYPE_TEXT, AT(database), ALL, ALL, NULL, 0, 0, NULL,
	    "libpq connection string without a user: host and dbname. "
	    "A host is a socket directory or a numeric address."},
	/* On 2 cores and 32 clients, 2 x 2 connections answer as many case
	 * lists a second as 2 x 4, and their 99th percentile is a third less:
	 * who waits in the lobby is served in turn, back ends are not. */
	{"database_connections", TYPE_NUMBER, AT(database_connections),
	    WORKERS & ~CONF_DOCUMENT, 0, "2", 1, 64, NULL,
	    "Most database connections of one process. All processes "
	    "together do best with about two for each of the database's "
	    "cores."},
	{"document_connections", TYPE_NUMBER, AT(database_connections),
	    CONF_DOCUMENT, 0, "2", 1, 64, NULL,
	    "Most database connections of one process. A download holds one "
	    "only while a chunk is read."},
	/* A thread that has its own connection never waits for another. */
	{"threads", TYPE_NUMBER, AT(threads), WORKERS & ~CONF_DOCUMENT, 0,
	    "4", 1, 1024, NULL,
	    "Threads of one process: so many requests are worked on at once, "
	    "and the others wait their turn. A few more than database "
	    "connections."},
	{"document_threads", TYPE_NUMBER, AT(threads), CONF_DOCUMENT, 0,
	    "320", 1, 4096, NULL,
	    "Threads of one process; each serves one download at a time."},
	{"session_requests", TYPE_NUMBER, AT(session_requests), CONF_CITIZEN, 0,
	    "2", 1, 1024, NULL,
	    "So many requests of one session are worked on at once in a "
	    "process; the others wait in their order. Fewer than threads."},
	{"session_downloads", TYPE_NUMBER, AT(session_requests),
	    CONF_DOCUMENT, 0, "8", 1, 4096, NULL,
	    "So many downloads of one session are under way at once in a "
	    "process; the others wait in their order. With two processes 16."},
	{"base_url", TYPE_URL, AT(base_url), WORKERS | CONF_COURIER,
	    WORKERS | CONF_COURIER, NULL, 0, 0, NULL,
	    "Where citizens reach the site: https://host[:port][/path], "
	    "without a slash at the end."},
	{"token_keys", TYPE_FILE, AT(token_keys), WORKERS, WORKERS, NULL, 0,
	    0, NULL,
	    "File: the key ring that seals session cookies, one line "
	    "\"id key\" per key. The first line's key seals, all open."},
	{"log_level", TYPE_WORD, AT(log_level), ALL & ~CONF_IMPORT & ~CONF_ADMIN, 0,
	    "info", 0, 0,
	    "debug info warning error", "Least level that is logged."},
	{"municipality", TYPE_TEXT, AT(municipality),
	    CONF_LOGIN | CONF_CITIZEN | CONF_COURIER | CONF_IMPORT,
	    CONF_LOGIN | CONF_CITIZEN | CONF_COURIER | CONF_IMPORT, NULL, 0, 0,
	    NULL, "Name of the municipality, as citizens read it."},
	{"print_font", TYPE_FILE, AT(print_font), CONF_CITIZEN, 0,
	    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0, 0, NULL,
	    "File: the font of lists that citizens take home as PDF, TrueType "
	    "or OpenType."},
	{"print_font_bold", TYPE_FILE, AT(print_font_bold), CONF_CITIZEN, 0,
	    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 0, 0,
	    NULL, "File: the same in bold."},
	{"print_font_more", TYPE_TEXT, AT(print_font_more), CONF_CITIZEN, 0,
	    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf "
	    "/usr/share/fonts/truetype/nanum/NanumGothic.ttf "
	    "/usr/share/fonts/truetype/freefont/FreeSerif.ttf "
	    "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf", 0, 0,
	    NULL, "Files, separated by spaces: the fonts that are asked in this "
	    "order for letters which print_font lacks, as Chinese or emoji; "
	    "at most six."},
	{"audit_sign_key", TYPE_FILE, AT(audit_sign_key), CONF_AUDIT, 0, NULL,
	    0, 0, NULL,
	    "File: 64 hexadecimal digits, the secret key that signs the "
	    "audit's exported heads (Ed25519)."},
	{"session_idle_minutes", TYPE_NUMBER, AT(session_idle_minutes),
	    CONF_LOGIN, 0, "30", 5, 240, NULL,
	    "A session ends after so many minutes without a request."},
	{"session_absolute_minutes", TYPE_NUMBER,
	    AT(session_absolute_minutes), CONF_LOGIN, 0, "480", 15, 1440,
	    NULL, "A session ends so many minutes after log-in."},
	{"login_level", TYPE_WORD, AT(login_level), CONF_LOGIN, 0,
	    "Substantial", 0, 0, "Low Substantial High",
	    "Least NSIS level of assurance that may log in."},
	{"identity_key", TYPE_FILE, AT(identity_key),
	    CONF_LOGIN | CONF_IMPORT, CONF_LOGIN | CONF_IMPORT, NULL, 0, 0,
	    NULL, "File: 64 hexadecimal digits, the key under which CPR "
	    "numbers are hashed."},
	{"courier_public_key", TYPE_FILE, AT(courier_public_key),
	    CONF_LOGIN | CONF_CITIZEN | CONF_IMPORT,
	    CONF_LOGIN | CONF_CITIZEN | CONF_IMPORT, NULL, 0, 0, NULL,
	    "File: 64 hexadecimal digits, the public key to which CPR "
	    "numbers and e-mail addresses are sealed."},
	{"courier_secret_key", TYPE_FILE, AT(courier_secret_key),
	    CONF_COURIER, CONF_COURIER, NULL, 0, 0, NULL,
	    "File: 64 hexadecimal digits, the secret key that opens what is "
	    "sealed to courier_public_key."},
	{"clamd_socket", TYPE_FILE, AT(clamd_socket), CONF_COURIER, 0,
	    "/run/clamav/clamd.ctl", 0, 0, NULL,
	    "Unix socket of ClamAV's clamd, which scans what citizens send."},
	{"saml_log_key", TYPE_FILE, AT(saml_log_key), CONF_LOGIN, CONF_LOGIN,
	    NULL, 0, 0, NULL,
	    "File: 64 hexadecimal digits, the public key to which the log of "
	    "SAML messages is sealed."},
	{"saml_entity_id", TYPE_TEXT, AT(saml_entity_id), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "Entity id under which the service is registered."},
	{"saml_idp_metadata", TYPE_TEXT, AT(saml_idp_metadata), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "Files, separated by spaces: metadata of the identity provider."},
	{"saml_sign_key", TYPE_FILE, AT(saml_sign_key), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: private key that signs requests, PEM."},
	{"saml_sign_certificate", TYPE_FILE, AT(saml_sign_certificate),
	    CONF_LOGIN, CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: its certificate, PEM."},
	{"saml_next_sign_certificate", TYPE_FILE,
	    AT(saml_next_sign_certificate), CONF_LOGIN, 0, NULL, 0, 0, NULL,
	    "File: certificate that follows it; shown in the metadata."},
	{"saml_decrypt_key", TYPE_FILE, AT(saml_decrypt_key), CONF_LOGIN,
	    CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: private key that opens assertions, PEM."},
	{"saml_decrypt_certificate", TYPE_FILE, AT(saml_decrypt_certificate),
	    CONF_LOGIN, CONF_LOGIN, NULL, 0, 0, NULL,
	    "File: its certificate, PEM."},
	{"saml_next_decrypt_key", TYPE_FILE, AT(saml_next_decrypt_key),
	    CONF_LOGIN, 0, NULL, 0, 0, NULL,
	    "File: private key that opens assertions during a rollover."},
	{"saml_next_decrypt_certificate", TYPE_FILE,
	    AT(saml_next_decrypt_certificate), CONF_LOGIN, 0, NULL, 0, 0,
	    NULL, "File: its certificate; shown in the metadata."},
	{"saml_spec_versions", TYPE_TEXT, AT(saml_spec_versions), CONF_LOGIN,
	    0, "OIO-SAML-3.0", 0, 0, NULL,
	    "Values of the SpecVer attribute that are accepted, separated by "
	    "spaces."},
	{"saml_skew_seconds", TYPE_NUMBER, AT(saml_skew_seconds), CONF_LOGIN,
	    0, "180", 0, 600, NULL,
	    "How far the identity provider's clock may be off."},
	{"saml_extra_algorithms", TYPE_TEXT, AT(saml_extra_algorithms),
	    CONF_LOGIN, 0, "", 0, 0, NULL,
	    "URIs of algorithms accepted beside the built-in list, separated "
	    "by spaces."},
	{"saml_contact_email", TYPE_TEXT, AT(saml_contact_email), CONF_LOGIN,
	    0, NULL, 0, 0, NULL,
	    "Technical contact in the metadata."},
	{"smtp_host", TYPE_TEXT, AT(smtp_host), CONF_COURIER, 0, NULL, 0, 0,
	    NULL, "Mail server that takes notices by submission. Its name is "
	    "looked up at start. Without it no mail is sent."},
	{"smtp_port", TYPE_NUMBER, AT(smtp_port), CONF_COURIER, 0, "587", 1,
	    65535, NULL, "Its port."},
	{"smtp_tls", TYPE_WORD, AT(smtp_tls), CONF_COURIER, 0, "starttls", 0,
	    0, "starttls none", "Whether mails go encrypted, or not at all. "
	    "none is for a server on the same machine."},
	{"smtp_ca", TYPE_FILE, AT(smtp_ca), CONF_COURIER, 0, SYSTEM_CA, 0, 0,
	    NULL, "File: the authorities that its certificate may come from, "
	    "PEM."},
	{"smtp_sender", TYPE_TEXT, AT(smtp_sender), CONF_COURIER, 0, NULL, 0,
	    0, NULL, "Address that notices are sent from; required with "
	    "smtp_host. What can't be delivered comes back to it."},
	{"digital_post_url", TYPE_URL, AT(digital_post_url), CONF_COURIER, 0,
	    NULL, 0, 0, NULL, "Digital Post's REST interface. Its name is "
	    "looked up at start. Without it nothing goes by Digital Post or "
	    "NemSMS."},
	{"digital_post_ca", TYPE_FILE, AT(digital_post_ca), CONF_COURIER, 0,
	    SYSTEM_CA, 0, 0, NULL, "File: the authorities that its "
	    "certificate may come from, PEM."},
	{"digital_post_certificate", TYPE_FILE, AT(digital_post_certificate),
	    CONF_COURIER, 0, NULL, 0, 0, NULL, "File: the municipality's "
	    "system certificate, PEM; required with digital_post_url."},
	{"digital_post_key", TYPE_FILE, AT(digital_post_key), CONF_COURIER, 0,
	    NULL, 0, 0, NULL, "File: its private key, PEM without "
	    "passphrase; required with digital_post_url."},
	{"digital_post_cvr", TYPE_TEXT, AT(digital_post_cvr), CONF_COURIER, 0,
	    NULL, 0, 0, NULL, "CVR number of the municipality, the sender; "
	    "required with digital_post_url."},
	{"digital_post_system", TYPE_TEXT, AT(digital_post_system),
	    CONF_COURIER, 0, NULL, 0, 0, NULL, "Name of this system, as it is "
	    "registered with Digital Post."}
};
