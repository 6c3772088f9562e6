# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/print/check_print
tests_print_check_print_SOURCES = tests/print/check_print.c \
	tests/check_run.h
tests_print_check_print_CPPFLAGS = $(CHECK_CPPFLAGS) $(PRINT_CFLAGS)
tests_print_check_print_LDADD = libprint.a $(CORE_LIBS) $(PRINT_LIBS) $(CHECK_LIBS) \
	-lpthread
