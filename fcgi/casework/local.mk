# SPDX-License-Identifier: EUPL-1.2
# Pure calculations of casework: no HTTP, no SQL, no clock.
noinst_LIBRARIES += libcasework.a
libcasework_a_SOURCES = \
	fcgi/casework/cpr.c \
	fcgi/casework/cpr.h \
	fcgi/casework/email.c \
	fcgi/casework/email.h \
	fcgi/casework/kle.c \
	fcgi/casework/kle.h \
	fcgi/casework/words.c \
	fcgi/casework/words.h \
	fcgi/casework/changes.c \
	fcgi/casework/changes.h
