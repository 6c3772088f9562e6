# SPDX-License-Identifier: EUPL-1.2
# Pure calculations of casework: no HTTP, no SQL, no clock.
noinst_LIBRARIES += libcasework.a
libcasework_a_SOURCES = \
	fcgi/casework/cpr.c \
	fcgi/casework/cpr.h \
	fcgi/casework/email.c \
	fcgi/casework/email.h \
	fcgi/casework/fold.c \
	fcgi/casework/fold.h \
	fcgi/casework/kle.c \
	fcgi/casework/kle.h \
	fcgi/casework/unique.c \
	fcgi/casework/unique.h \
	fcgi/casework/words.c \
	fcgi/casework/words.h \
	fcgi/casework/changes.c \
	fcgi/casework/changes.h
libcasework_a_CPPFLAGS = $(AM_CPPFLAGS) $(UTF8PROC_CFLAGS)
# What compares texts stands on more than the C library.
WORDS_LIBS = libcasework.a libcore.a $(UTF8PROC_LIBS)
