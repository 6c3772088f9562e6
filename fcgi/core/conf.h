/* SPDX-License-Identifier: EUPL-1.2
 *
 * Configuration: one file of "key = value" lines ('#' at the beginning of a
 * line or after white space begins a comment), one table (conf_table.c) that
 * names every key, its type, default, bounds, which programs read it and one
 * line of description. The same table prints the list in the manual pages (-C).
 * An unknown key, a key given twice, a missing one without a default, or a
 * value out of bounds is an error that names file, line and rule.
 * All programs share one file; a program reads only its own keys' values.
 */
#ifndef MINSAG_CONF_H
#define MINSAG_CONF_H

#include <stddef.h>
#include <stdio.h>
#include "core/result.h"

enum conf_program {
	CONF_LOGIN = 1 << 0,
	CONF_CITIZEN = 1 << 1,
	CONF_DOCUMENT = 1 << 2,
	CONF_IMPORT = 1 << 3,
	CONF_AUDIT = 1 << 4,
	CONF_ADMIN = 1 << 5,
	CONF_COURIER = 1 << 6,
	CONF_UPLOAD = 1 << 7
};

/* Strings are owned by the struct; paths are taken as they stand. */
struct conf {
	char *database;        /* libpq conninfo without user */
	long database_connections; /* per process; document_connections */
	long threads;          /* per process; document_threads */
	long session_requests; /* per process; session_downloads; 0: not read */
	char *base_url;        /* "https://host[:port][/path]", no slash at end */
	char *base_path;       /* derived: "" or "/path" */
	char *origin;          /* derived: "https://host[:port]" */
	char *token_keys;      /* file: key ring */
	char *log_level;       /* debug, info, warning, error */
	/* login */
	long session_idle_minutes;     /* sliding, default 30 */
	long session_absolute_minutes; /* default 480 */
	char *login_level;             /* Low, Substantial (default), High */
	char *identity_key;    /* file: 64 hex digits, keyed hash of CPR numbers */
	char *courier_public_key; /* file: 64 hex digits, sealed boxes */
	char *saml_log_key;    /* file: 64 hex digits, public key, seals the log */
	char *saml_entity_id;
	char *saml_idp_metadata; /* file(s): IdP metadata, space separated */
	char *saml_sign_key;     /* file: PEM */
	char *saml_sign_certificate;
	char *saml_next_sign_certificate; /* optional: also in metadata */
	char *saml_decrypt_key;
	char *saml_decrypt_certificate;
	char *saml_next_decrypt_key;      /* optional */
	char *saml_next_decrypt_certificate;
	char *saml_spec_versions;   /* space separated, default OIO-SAML-3.0 */
	long saml_skew_seconds;     /* default 180 */
	char *saml_extra_algorithms; /* space separated URIs, default empty */
	char *saml_contact_email;
	char *courier_secret_key; /* file: 64 hex digits, opens sealed boxes */
	char *clamd_socket;    /* clamd's Unix socket */
	char *municipality;    /* name for metadata and pages */
	/* courier: mails */
	char *smtp_host;       /* optional: the mail server */
	long smtp_port;        /* default 587 */
	char *smtp_tls;        /* starttls (default), none */
	char *smtp_ca;         /* file: PEM */
	char *smtp_sender;
	/* courier: Digital Post */
	char *digital_post_url; /* optional */
	char *digital_post_ca;  /* file: PEM */
	char *digital_post_certificate;
	char *digital_post_key;
	char *digital_post_cvr;
	char *digital_post_system; /* optional */
	char *print_font;      /* file: TrueType or OpenType */
	char *print_font_bold;
	char *print_font_more; /* files, separated by spaces */
	char *audit_sign_key;  /* file: 64 hex digits, signs exported heads */
};

/*
 * Reads path for one program. On failure ret_message (size bytes, the
 * caller's) names file, line and rule. *ret_conf is the caller's: conf_clear.
 */
enum result
conf_load(const char *path, enum conf_program program, struct conf *ret_conf,
    char *ret_message, size_t size) must_check;

/*
 * The same for length bytes of text; name stands for the file in messages.
 */
enum result
conf_parse(const char *name, const char *text, size_t length,
    enum conf_program program, struct conf *ret_conf, char *ret_message,
    size_t size) must_check;

/* Frees the strings. Accepts a zeroed struct. */
void
conf_clear(struct conf *conf);

/* Prints the program's keys as mdoc(7) list items. */
void
conf_print_manual(FILE *out, enum conf_program program);

#endif
