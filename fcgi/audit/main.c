/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-audit: seals the audit into a hash chain, and proves the chain.
 */
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit/beat.h"
#include "audit/canonical.h"
#include "audit/chain.h"
#include "audit/note.h"
#include "core/conf.h"
#include "core/db.h"
#include "core/log.h"
#include "core/sandbox.h"
#include "core/secret.h"
#include "core/vault.h"

#define CONF_DEFAULT "/etc/minsag/minsag.conf"
#define WAIT_MS 5000
#define STATEMENT_MS 600000 /* a seal after a long pause covers much */
#define EVERY_MOST 86400
/* For how long rows may wait for their seal: said, and an alarm. */
#define WAIT_SAID_S 300
#define WAIT_ALARM_S 3600

enum { EXIT_GOOD, EXIT_BROKEN_CHAIN, EXIT_STOPPED };

struct program {
	struct db *db;
	const char *command;
	long every; /* seconds; 0: once */
	bool has_known;
	struct chain_head known;
	struct secret *sign_key;  /* of export */
	const char *key, *note;   /* of check: files */
	bool signature_only;
};

static const char usage_text[] =
    "usage: minsag-audit [-c file] seal [--every seconds]\n"
    "       minsag-audit [-c file] verify [--head number:hash]\n"
    "       minsag-audit [-c file] head\n"
    "       minsag-audit [-c file] export\n"
    "       minsag-audit [-c file] check --key file [--signature-only] note\n"
    "       minsag-audit -C | -V | --help | --version\n";

static int
usage(void)
{
	fputs(usage_text, stderr);
	return EXIT_STOPPED;
}

static int
stopped(const char *what, const char *why)
{
	fprintf(stderr, "minsag-audit: %s: %s\n", what, why);
	return EXIT_STOPPED;
}

static void
print_head(int64_t number, const unsigned char *hash)
{
	char text[2 * VAULT_HASH_BYTES + 1];

	canonical_hex(hash, text);
	printf("%lld:%s\n", (long long)number, text);
}

/* ---- seal ---- */

/* A transaction that is left open holds back the sealing of what follows. */
static void
say_wait(const struct chain_wait *wait)
{
	if (wait->seconds < WAIT_SAID_S)
		return;
	log_write(wait->seconds < WAIT_ALARM_S ? LOG_LEVEL_WARNING
	    : LOG_LEVEL_ERROR, NULL, "seal: rows have waited %lld s: held back "
	    "by a transaction of process %ld (%s), %lld transactions ago",
	    (long long)wait->seconds, (long)wait->pid, wait->role,
	    (long long)wait->behind);
}

static int
seal_once(struct program *program)
{
	struct chain_head head;
	struct chain_wait wait;
	const char *rule = "";

	if (chain_seal(program->db, &head, &wait, &rule) != RESULT_OK)
		return stopped("seal", rule);
	say_wait(&wait);
	print_head(head.number, head.hash);
	return EXIT_GOOD;
}

static void
end_signals(sigset_t *ret_signals)
{
	sigemptyset(ret_signals);
	sigaddset(ret_signals, SIGTERM);
	sigaddset(ret_signals, SIGINT);
	sigprocmask(SIG_BLOCK, ret_signals, NULL);
}

/* Once a day: is it whole? */
static void
beat_now(struct program *program)
{
	struct chain_proof new = {0}, again = {0};
	const struct chain_proof *proof;
	const char *rule = "";
	bool due = false;
	enum result result = beat(program->db, &due, &new, &again, &rule);

	if (result != RESULT_OK)
		log_write(result_row(result)->level, NULL, "no heartbeat: %s",
		    rule);
	if (result != RESULT_OK || !due)
		return;
	proof = new.broken != 0 ? &new : &again;
	if (proof->broken != 0)
		log_write(LOG_LEVEL_ERROR, NULL,
		    "heartbeat: seal %lld is broken: %s",
		    (long long)proof->broken, proof->rule);
	else
		log_write(LOG_LEVEL_INFO, NULL, "heartbeat: whole to seal "
		    "%lld; %lld seals before were proved again",
		    (long long)new.last, (long long)again.seals);
}

/* Seals until a signal ends it; a database that is away is waited for. */
static int
seal_forever(struct program *program)
{
	const struct timespec pause = {.tv_sec = program->every};
	sigset_t signals;

	end_signals(&signals);
	for (;;) {
		struct chain_head head;
		struct chain_wait wait = {0};
		const char *rule = "";
		enum result result = chain_seal(program->db, &head, &wait,
		    &rule);
		int number;

		if (result == RESULT_OK)
			log_write(LOG_LEVEL_DEBUG, NULL, "seal %lld, %lld rows",
			    (long long)head.number, (long long)head.rows);
		else
			log_write(result_row(result)->level, NULL,
			    "no seal: %s", rule);
		say_wait(&wait);
		beat_now(program);
		do
			number = sigtimedwait(&signals, NULL, &pause);
		while (number < 0 && errno == EINTR);
		if (number > 0)
			return EXIT_GOOD;
	}
}

/* ---- verify, head ---- */

static int
verify(struct program *program)
{
	struct chain_proof proof;
	const char *rule = "";

	if (chain_verify(program->db, program->has_known ? &program->known
	    : NULL, &proof, &rule) != RESULT_OK)
		return stopped("verify", rule);
	if (proof.broken != 0) {
		fprintf(stderr, "minsag-audit: seal %lld is broken: %s\n",
		    (long long)proof.broken, proof.rule);
		return EXIT_BROKEN_CHAIN;
	}
	printf("%lld seals, %lld rows, longest pause %lld s\n",
	    (long long)proof.seals, (long long)proof.rows,
	    (long long)proof.longest_pause);
	if (proof.erased > 0)
		printf("%lld rows are erased, and a row says so of each\n",
		    (long long)proof.erased);
	print_head(proof.seals, proof.hash);
	return EXIT_GOOD;
}

static int
head(struct program *program)
{
	struct chain_head end;
	const char *rule = "";

	if (chain_head(program->db, &end, &rule) != RESULT_OK)
		return stopped("head", rule);
	print_head(end.number, end.hash);
	return EXIT_GOOD;
}

/* ---- export, check ---- */

static int
export_head(struct program *program)
{
	struct chain_head end;
	char note[NOTE_SIZE];
	const char *rule = "";

	if (chain_head(program->db, &end, &rule) != RESULT_OK)
		return stopped("export", rule);
	if (end.number == 0)
		return stopped("export", "there is no seal yet");
	note_make(&end, (int64_t)time(NULL) * 1000000,
	    program->sign_key->bytes, note);
	fputs(note, stdout);
	return EXIT_GOOD;
}

/* Reads the note and believes its signature, or says why not. */
static int
read_note(struct program *program)
{
	char text[NOTE_SIZE];
	struct secret *key = NULL;
	const char *rule = "";
	FILE *file = fopen(program->note, "r");
	size_t length;

	if (file == NULL)
		return stopped(program->note, strerror(errno));
	length = fread(text, 1, sizeof(text), file);
	fclose(file);
	if (secret_load_public(program->key, VAULT_KEY_BYTES, &key) !=
	    RESULT_OK)
		return stopped(program->key, "no public key can be read there");
	if (note_read(text, length, key->bytes, &program->known, &rule) !=
	    RESULT_OK) {
		fprintf(stderr, "minsag-audit: %s: %s\n", program->note, rule);
		secret_free(key);
		return EXIT_BROKEN_CHAIN;
	}
	secret_free(key);
	program->has_known = true;
	return EXIT_GOOD;
}

/* ---- Options ---- */

/* As head prints it; 0 is its answer while there is no seal yet. */
static bool
read_known(const char *text, struct chain_head *ret_known)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != ':' || number < 0 ||
	    vault_hex_decode(end + 1, strlen(end + 1), ret_known->hash,
	    VAULT_HASH_BYTES) != RESULT_OK) {
		stopped("--head", "number:hash is wanted, as head prints it");
		return false;
	}
	ret_known->number = number;
	return true;
}

static bool
read_every(const char *text, long *ret_every)
{
	char *end;
	long every = strtol(text, &end, 10);

	if (end == text || *end != '\0' || every < 1 || every > EVERY_MOST) {
		stopped("--every", "1 to 86400 seconds are wanted");
		return false;
	}
	*ret_every = every;
	return true;
}

static bool
is(const struct program *program, const char *command)
{
	return strcmp(program->command, command) == 0;
}

static bool
is_command(const struct program *program)
{
	return is(program, "seal") || is(program, "verify") ||
	    is(program, "head") || is(program, "export") ||
	    is(program, "check");
}

static bool
read_command(struct program *program, int argc, char *argv[])
{
	static const struct option options[] = {
		{"every", required_argument, NULL, 'e'},
		{"head", required_argument, NULL, 'h'},
		{"key", required_argument, NULL, 'k'},
		{"signature-only", no_argument, NULL, 's'},
		{0},
	};
	bool seals = is(program, "seal"), verifies = is(program, "verify");
	bool checks = is(program, "check");
	int option;

	optind = 0; /* glibc: begin anew, with the command as the name */
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'e' && seals &&
		    read_every(optarg, &program->every))
			continue;
		if (option == 'h' && verifies &&
		    read_known(optarg, &program->known))
			program->has_known = true;
		else if (option == 'k' && checks)
			program->key = optarg;
		else if (option == 's' && checks)
			program->signature_only = true;
		else
			return false;
	}
	if (checks && program->key != NULL && optind + 1 == argc) {
		program->note = argv[optind];
		return true;
	}
	return optind == argc && !checks;
}

static int
run(struct program *program, const char *database)
{
	if (sandbox_enter(database) != RESULT_OK)
		return stopped("sandbox", "the kernel refuses it");
	if (is(program, "verify") || is(program, "check"))
		return verify(program);
	if (is(program, "head"))
		return head(program);
	if (is(program, "export"))
		return export_head(program);
	return program->every > 0 ? seal_forever(program) : seal_once(program);
}

static bool
open_key(struct program *program, const char *path)
{
	return path != NULL && secret_load_hex(path, VAULT_KEY_BYTES,
	    &program->sign_key) == RESULT_OK;
}

static int
start(struct program *program, const char *path)
{
	struct db_options options = {.user = "minsag_audit", .connections = 1,
	    .wait_ms = WAIT_MS, .statement_ms = STATEMENT_MS};
	struct conf conf = {0};
	enum log_level least = LOG_LEVEL_INFO;
	const char *misread;
	char message[512];
	int status;

	if (conf_load(path, CONF_AUDIT, &conf, message, sizeof(message)) !=
	    RESULT_OK)
		return stopped("configuration", message);
	options.conninfo = conf.database;
	if (conf.log_level != NULL &&
	    log_level_parse(conf.log_level, &least) != RESULT_OK)
		least = LOG_LEVEL_INFO;
	log_open("minsag-audit", least);
	if (is(program, "export") && !open_key(program, conf.audit_sign_key))
		status = stopped("audit_sign_key", "no key can be read there");
	else if (db_open(&options, &program->db) != RESULT_OK)
		status = stopped("database", "malformed conninfo");
	else
		status = run(program, conf.database);
	misread = db_misread();
	if (status == EXIT_GOOD && misread != NULL)
		status = stopped("database", misread);
	db_close(program->db);
	secret_free(program->sign_key);
	conf_clear(&conf);
	return status;
}

/* What needs no database is done before it is asked. */
static int
begin(struct program *program, const char *path)
{
	int status = EXIT_GOOD;

	if (vault_start() != RESULT_OK)
		return stopped("libsodium", "it does not start");
	if (is(program, "check"))
		status = read_note(program);
	if (status != EXIT_GOOD)
		return status;
	if (program->signature_only) {
		printf("the signature holds: ");
		print_head(program->known.number, program->known.hash);
		return EXIT_GOOD;
	}
	return start(program, path);
}

int
main(int argc, char *argv[])
{
	static const struct option words[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct program program = {0};
	const char *conf = CONF_DEFAULT;
	int option;

	/* +: the options of a command stand behind it. */
	while ((option = getopt_long(argc, argv, "+c:CV", words, NULL)) != -1)
		switch (option) {
		case 'c':
			conf = optarg;
			break;
		case 'C':
			conf_print_manual(stdout, CONF_AUDIT);
			return EXIT_GOOD;
		case 'h':
			fputs(usage_text, stdout);
			return EXIT_GOOD;
		case 'V':
			puts("minsag-audit " PACKAGE_VERSION);
			return EXIT_GOOD;
		default:
			return usage();
		}
	if (optind == argc)
		return usage();
	program.command = argv[optind];
	if (!is_command(&program)) {
		fprintf(stderr, "minsag-audit: there is no command \"%s\"\n",
		    program.command);
		return usage();
	}
	if (!read_command(&program, argc - optind, argv + optind))
		return usage();
	return begin(&program, conf);
}
