# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/casework/check_cpr
tests_casework_check_cpr_SOURCES = tests/casework/check_cpr.c tests/check_run.h
tests_casework_check_cpr_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_casework_check_cpr_LDADD = libcasework.a $(CHECK_LIBS)

check_PROGRAMS += tests/casework/check_email
tests_casework_check_email_SOURCES = tests/casework/check_email.c \
	tests/check_run.h
tests_casework_check_email_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_casework_check_email_LDADD = libcasework.a $(CHECK_LIBS)

check_PROGRAMS += tests/casework/check_kle
tests_casework_check_kle_SOURCES = tests/casework/check_kle.c tests/check_run.h
tests_casework_check_kle_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_casework_check_kle_LDADD = libcasework.a $(CHECK_LIBS)

check_PROGRAMS += tests/casework/check_words
tests_casework_check_words_SOURCES = tests/casework/check_words.c \
	tests/check_run.h
tests_casework_check_words_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_casework_check_words_LDADD = $(WORDS_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/casework/check_changes
tests_casework_check_changes_SOURCES = tests/casework/check_changes.c \
	tests/check_run.h
tests_casework_check_changes_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_casework_check_changes_LDADD = $(WORDS_LIBS) $(CHECK_LIBS)
