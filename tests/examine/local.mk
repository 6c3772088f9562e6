# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/examine/check_examine
tests_examine_check_examine_SOURCES = tests/examine/check_examine.c \
	tests/check_run.h
tests_examine_check_examine_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_examine_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_picture
tests_examine_check_picture_SOURCES = tests/examine/check_picture.c \
	tests/check_run.h
tests_examine_check_picture_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_picture_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_mixed
tests_examine_check_mixed_SOURCES = tests/examine/check_mixed.c \
	tests/check_run.h
tests_examine_check_mixed_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_mixed_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/examine/check_helper
tests_examine_check_helper_SOURCES = tests/examine/check_helper.c \
	tests/check_run.h
tests_examine_check_helper_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_examine_check_helper_LDADD = $(EXAMINE_LIBS) $(CHECK_LIBS)
