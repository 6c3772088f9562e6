/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a file is what it is said to be or is refused by name; one that
 * breaks its examiner costs nobody else anything.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "check_run.h"
#include "examine/examine.h"

/* A PDF of one page; cross-references are left to Poppler's repair. */
#define PDF "%PDF-1.4\n" \
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" \
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R" \
	"/Resources<</Font<</F 5 0 R>>>>>>endobj\n" \
	"4 0 obj<</Length 44>>stream\n" \
	"BT /F 12 Tf 20 100 Td (Afgoerelse om hjaelp) Tj ET\n" \
	"endstream endobj\n" \
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" \
	"trailer<</Root 1 0 R>>\n"

static struct examiner *examiner;
static int forgotten;

static void
setup(void)
{
	ck_assert(examine_open(&examiner) == RESULT_OK);
}

static void
teardown(void)
{
	examine_close(examiner);
}

static void
forget(void *context)
{
	forgotten++;
	*(int *)context = 1;
}

static enum examine_verdict
look(const char *bytes, size_t size, const char *type,
    struct examined *ret_examined)
{
	FILE *out = tmpfile();
	int seen = 0;
	struct examine_file file = {.size = (int64_t)size, .media_type = type,
	    .forget = forget, .context = &seen};

	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
	fflush(out);
	file.fd = fileno(out);
	ck_assert_int_eq(examine(examiner, &file, ret_examined), RESULT_OK);
	fclose(out);
	/* The secrets are wiped in the child and nowhere else. */
	ck_assert_int_eq(seen + forgotten, 0);
	return ret_examined->verdict;
}

static const char *
refused(const char *bytes, size_t size, const char *type)
{
	struct examined examined = {.pages = -1};

	look(bytes, size, type, &examined);
	ck_assert_int_ne(examined.verdict, EXAMINE_GOOD);
	ck_assert_int_eq(examined.pages, 0);
	ck_assert_ptr_null(examined.text);
	return examine_rule(examined.verdict);
}

/* A stranger's file: its verdict and the type that was found. */
#define STRANGER(bytes, size, wanted, type) \
	do { \
		struct examined stranger; \
		ck_assert_int_eq(look(bytes, size, NULL, &stranger), wanted); \
		ck_assert_str_eq(stranger.media_type, type); \
		free(stranger.text); \
	} while (0)

#define MESSAGE "From: Anna <a@b.dk>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n" \
	"MIME-Version: 1.0\r\n\r\nHej\r\n"
#define TEXT(text) STRANGER(text, strlen(text), EXAMINE_GOOD, "text/plain")

START_TEST(reads_a_pdf)
{
	struct examined examined;

	ck_assert_int_eq(look(PDF, strlen(PDF), "application/pdf", &examined),
	    EXAMINE_GOOD);
	ck_assert_int_eq(examined.pages, 1);
	ck_assert_ptr_nonnull(strstr(examined.text, "Afgoerelse om hjaelp"));
	free(examined.text);
}
END_TEST

/* As some programs write it, and every viewer opens it. */
START_TEST(a_pdf_behind_a_mark)
{
	static const char *const before[] = {"\xef\xbb\xbf", "\r\n",
	    "\xef\xbb\xbf\n\n"};
	char file[2048];

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		struct examined examined;

		snprintf(file, sizeof(file), "%s%s", before[i], PDF);
		STRANGER(file, strlen(file), EXAMINE_GOOD, "application/pdf");
		ck_assert_int_eq(look(file, strlen(file), "application/pdf",
		    &examined), EXAMINE_GOOD);
		ck_assert_int_eq(examined.pages, 1);
		free(examined.text);
	}
	snprintf(file, sizeof(file), "\xef\xbb\xbf<html>%s", PDF);
	STRANGER(file, strlen(file), EXAMINE_MIXED, "text/plain");
	snprintf(file, sizeof(file), "GIF89a%s", PDF);
	STRANGER(file, strlen(file), EXAMINE_MIXED, "text/plain");
}
END_TEST

START_TEST(plain_text_is_its_own_text)
{
	struct examined examined;

	ck_assert_int_eq(look("Kære Anna\n", 11, "text/plain", &examined),
	    EXAMINE_GOOD);
	ck_assert_str_eq(examined.text, "Kære Anna\n");
	ck_assert_int_eq(examined.pages, 0);
	free(examined.text);
	ck_assert_int_eq(look("", 0, "text/plain", &examined), EXAMINE_GOOD);
	ck_assert_ptr_null(examined.text);
}
END_TEST

START_TEST(content_must_be_of_the_type)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
	    "\x08\2\0\0\0\x90wS\xde";
	const char *rule =
	    "media_type: the file's content is of another type";

	ck_assert_str_eq(refused(PDF, strlen(PDF), "text/plain"), rule);
	ck_assert_str_eq(refused(PDF, strlen(PDF), "image/png"), rule);
	ck_assert_str_eq(refused("Hej", 3, "application/pdf"), rule);
	ck_assert_str_eq(refused(png, sizeof(png) - 1, "image/jpeg"), rule);
	ck_assert_str_eq(refused("<!DOCTYPE html><html><script>", 29,
	    "text/plain"), rule);
	ck_assert_str_eq(refused("", 0, "application/pdf"), rule);
}
END_TEST

START_TEST(broken_files_name_themselves)
{
	ck_assert_str_eq(refused("%PDF-1.7\ngarbage", 16, "application/pdf"),
	    "file: one that can be read");
	ck_assert_str_eq(refused(PDF, 60, "application/pdf"),
	    "file: one that can be read");
	ck_assert_str_eq(refused("hej \xe6\xf8\xe5 hej", 11, "text/plain"),
	    "file: text in UTF-8 without NUL");
}
END_TEST

/* What the child sees of the descriptors that were its parent's. */
struct seen {
	bool done;
	bool null[3];
	bool closed;
};

static struct seen *seen;

/* In the child, inside its sandbox: the mapping reaches behind the file. */
static void
note_descriptors(int signal)
{
	struct stat facts;

	(void)signal;
	for (int fd = 0; fd < 3; fd++)
		seen->null[fd] = fstat(fd, &facts) == 0 &&
		    S_ISCHR(facts.st_mode) && facts.st_rdev == makedev(1, 3);
	seen->closed = true;
	for (int fd = 5; fd < 64; fd++)
		seen->closed = seen->closed && fstat(fd, &facts) != 0;
	seen->done = true;
	_exit(1);
}

static void
watch(void *context)
{
	(void)context;
	signal(SIGBUS, note_descriptors);
}

START_TEST(the_child_has_file_and_pipe)
{
	struct examined examined;
	FILE *out = tmpfile();
	struct examine_file file = {.size = 100000, .media_type = "text/plain",
	    .forget = watch};

	seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert(seen != MAP_FAILED && out != NULL);
	ck_assert_int_eq(fputs("Hej", out), 1);
	fflush(out);
	file.fd = fileno(out);
	ck_assert_int_eq(examine(examiner, &file, &examined), RESULT_OK);
	ck_assert_int_eq(examined.verdict, EXAMINE_UNABLE);
	ck_assert(seen->done);
	ck_assert(seen->null[0] && seen->null[1] && seen->null[2]);
	ck_assert(seen->closed);
	fclose(out);
	munmap(seen, sizeof(*seen));
}
END_TEST

START_TEST(a_strangers_type_is_found)
{
	static const char heic[] = "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"
	    "\0\0\0\x38meta\0\0\0\0\0\0\0\x2ciprp\0\0\0\x24ipco"
	    "\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0"
	    "\0\0\0\x08skip";
	static const char zip[] = "PK\003\004\024\000\000\000\000\000\000\000!\000.Th\014\003"
	    "\000\000\000\003\000\000\000\001\000\000\000ahejPK\001\002"
	    "\024\003\024\000\000\000\000\000\000\000!\000.Th\014\003"
	    "\000\000\000\003\000\000\000\001\000\000\000\000\000\000"
	    "\000\000\000\000\000\200\001\000\000\000\000aPK\005\006"
	    "\000\000\000\000\001\000\001\000/\000\000\000\042\000\000"
	    "\000\000\000";

	STRANGER(PDF, strlen(PDF), EXAMINE_GOOD, "application/pdf");
	STRANGER("K\xc3\xa6re Anna\n", 11, EXAMINE_GOOD, "text/plain");
	STRANGER("a,b\n1,2\n3,4\n", 12, EXAMINE_GOOD, "text/plain");
	STRANGER("{\"a\": 1}\n", 9, EXAMINE_GOOD, "text/plain");
	STRANGER(heic, sizeof(heic) - 1, EXAMINE_GOOD, "image/heic");
	/* What begins like something else is a text all the same. */
	TEXT("P2 er vores afdeling\n");
	TEXT("Date: 3. marts\nKære kommune\n");
	TEXT("From: Anna\nTo: Kommunen\n\nHej\n");
	TEXT("Article 8\nEnhver har ret til respekt\n");
	TEXT("Received: jeg har modtaget jeres brev\n");
	TEXT("#! kære kommune\n");
	TEXT("BM er ikke et billede\n");
	TEXT("x");
	STRANGER("hej \xe6\xf8\xe5 \x96 hej", 13, EXAMINE_GOOD,
	    "text/plain;charset=windows-1252");
	STRANGER("\xff\xfeK\0\xe6\0", 6, EXAMINE_GOOD,
	    "text/plain;charset=utf-16");
	STRANGER("<!DOCTYPE html><html><script>", 29, EXAMINE_GOOD,
	    "text/html");
	STRANGER(MESSAGE, strlen(MESSAGE), EXAMINE_GOOD, "message/rfc822");
	STRANGER(zip, sizeof(zip) - 1, EXAMINE_GOOD, "application/zip");
	STRANGER("", 0, EXAMINE_TYPE, "");
}
END_TEST

START_TEST(a_stranger_is_held_to_stricter_rules)
{
	char both[2048] = PDF;
	size_t size = strlen(PDF);

	memcpy(both + size, "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
	    22);
	STRANGER(both, size + 22, EXAMINE_MIXED, "application/pdf");
	STRANGER("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0'\x10\0\0'\x10"
	    "\x08\2\0\0\0xxxx\0\0\0\0IEND\xae\x42\x60\x82", 45,
	    EXAMINE_PICTURE, "image/png");
	STRANGER("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0'\x10\0\0'\x10"
	    "\x08\2\0\0\0xxxx", 33, EXAMINE_DAMAGED, "image/png");
	STRANGER(PDF, 60, EXAMINE_DAMAGED, "application/pdf");
}
END_TEST

/* A compound file is no archive by right, a Zip is. */
START_TEST(an_archive_behind_an_older_document)
{
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"
#define ZIP_END "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	STRANGER(OLE, sizeof(OLE) - 1, EXAMINE_DAMAGED,
	    "application/x-ole-storage");
	STRANGER(OLE ZIP_END, sizeof(OLE ZIP_END) - 1, EXAMINE_MIXED,
	    "application/x-ole-storage");
}
END_TEST

/* What is not made of boxes is not cut: it is another type, by its name. */
START_TEST(films_and_pictures_of_other_types)
{
	static const char avi[] = "RIFF\x24\0\0\0AVI LIST\x18\0\0\0hdrlavih";
	static const char webm[] = "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\1"
	    "\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x08"
	    "\x42\x82\x84webm\x42\x87\x81\4";
	static const char mkv[] = "\x1a\x45\xdf\xa3\xa3\x42\x86\x81\1"
	    "\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x08"
	    "\x42\x82\x88matroska\x42\x87\x81\4";
	static const char film[] = "\0\0\0\x10" "ftypisom\0\0\0\0";

	STRANGER(avi, sizeof(avi) - 1, EXAMINE_GOOD, "video/x-msvideo");
	STRANGER(webm, sizeof(webm) - 1, EXAMINE_GOOD, "video/webm");
	STRANGER(mkv, sizeof(mkv) - 1, EXAMINE_GOOD, "video/x-matroska");
	STRANGER(film, sizeof(film) - 1, EXAMINE_DAMAGED, "video/mp4");
	STRANGER("II\x2b\0\x08\0\0\0\x10\0\0\0\0\0\0\0", 16, EXAMINE_TYPE,
	    "image/tiff");
	STRANGER("MM\0\x2b\0\x08\0\0\0\0\0\0\0\0\0\x10", 16, EXAMINE_TYPE,
	    "image/tiff");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("examine");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(core, reads_a_pdf);
	tcase_add_test(core, a_pdf_behind_a_mark);
	tcase_add_test(core, plain_text_is_its_own_text);
	tcase_add_test(core, a_strangers_type_is_found);
	tcase_add_test(abuse, a_stranger_is_held_to_stricter_rules);
	tcase_add_test(abuse, an_archive_behind_an_older_document);
	tcase_add_test(abuse, films_and_pictures_of_other_types);
	tcase_add_test(abuse, content_must_be_of_the_type);
	tcase_add_test(abuse, broken_files_name_themselves);
	tcase_add_test(abuse, the_child_has_file_and_pipe);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
