# SPDX-License-Identifier: EUPL-1.2
# One target per parser of foreign bytes. With --enable-fuzzers they are
# libFuzzer programs; otherwise each runs over its seeds as an ordinary test.
# A new target: three lines below, and a folder of seeds by its name.
if FUZZERS
FUZZ_RUN =
noinst_PROGRAMS += $(FUZZ_TARGETS)
else
FUZZ_RUN = tests/fuzz/run.c
check_PROGRAMS += $(FUZZ_TARGETS)
endif
FUZZ_TARGETS =
EXTRA_DIST += tests/fuzz/seeds

FUZZ_TARGETS += tests/fuzz/fuzz_token
tests_fuzz_fuzz_token_SOURCES = tests/fuzz/fuzz_token.c $(FUZZ_RUN)
tests_fuzz_fuzz_token_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_token_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_conf
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz_conf.c $(FUZZ_RUN)
tests_fuzz_fuzz_conf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_conf_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_range
tests_fuzz_fuzz_range_SOURCES = tests/fuzz/fuzz_range.c $(FUZZ_RUN)
tests_fuzz_fuzz_range_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_range_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_manifest
tests_fuzz_fuzz_manifest_SOURCES = tests/fuzz/fuzz_manifest.c $(FUZZ_RUN)
tests_fuzz_fuzz_manifest_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_manifest_LDADD = $(IMPORT_LIBS)
