# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/courier/check_clamd
tests_courier_check_clamd_SOURCES = tests/courier/check_clamd.c \
	tests/check_run.h
tests_courier_check_clamd_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_courier_check_clamd_LDADD = $(COURIER_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/courier/check_kinds
tests_courier_check_kinds_SOURCES = tests/courier/check_kinds.c \
	tests/check_run.h
tests_courier_check_kinds_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_courier_check_kinds_LDADD = $(COURIER_LIBS) $(CHECK_LIBS)
