# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/import/check_moment
tests_import_check_moment_SOURCES = tests/import/check_moment.c \
	tests/check_run.h
tests_import_check_moment_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_import_check_moment_LDADD = $(IMPORT_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/import/check_manifest
tests_import_check_manifest_SOURCES = tests/import/check_manifest.c \
	tests/check_run.h
tests_import_check_manifest_CPPFLAGS = $(CHECK_CPPFLAGS) $(JSON_CFLAGS) \
	-DSCHEMA='"$(abs_top_srcdir)/fcgi/import/manifest.schema.json"'
tests_import_check_manifest_LDADD = $(IMPORT_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/import/check_batch
tests_import_check_batch_SOURCES = tests/import/check_batch.c \
	tests/check_run.h
tests_import_check_batch_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_import_check_batch_LDADD = $(IMPORT_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/import/check_name
tests_import_check_name_SOURCES = tests/import/check_name.c \
	tests/check_run.h
tests_import_check_name_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_import_check_name_LDADD = $(IMPORT_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/audit/check_note
tests_audit_check_note_SOURCES = tests/audit/check_note.c tests/check_run.h
tests_audit_check_note_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_audit_check_note_LDADD = libaudit.a $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/audit/check_canonical
tests_audit_check_canonical_SOURCES = tests/audit/check_canonical.c \
	tests/check_run.h
tests_audit_check_canonical_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_audit_check_canonical_LDADD = libaudit.a $(CORE_LIBS) $(CHECK_LIBS)
