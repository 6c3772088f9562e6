# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/citizen/check_print
tests_citizen_check_print_SOURCES = tests/citizen/check_print.c \
	tests/check_run.h
tests_citizen_check_print_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_citizen_check_print_LDADD = libprint.a $(PRINT_LIBS) $(CHECK_LIBS) \
	-lpthread
