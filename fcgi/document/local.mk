# SPDX-License-Identifier: EUPL-1.2
sbin_PROGRAMS += minsag-document
minsag_document_SOURCES = \
	fcgi/document/main.c \
	fcgi/document/routes.c \
	fcgi/document/operations.h \
	fcgi/document/document_open.c \
	fcgi/document/media.c \
	fcgi/document/media.h \
	fcgi/document/name.c \
	fcgi/document/name.h \
	fcgi/document/chunk.c \
	fcgi/document/chunk.h \
	fcgi/document/stream.c \
	fcgi/document/stream.h \
	fcgi/document/health.c
minsag_document_CFLAGS = $(AM_CFLAGS) $(UTF8PROC_CFLAGS)
minsag_document_LDADD = $(CORE_LIBS) $(UTF8PROC_LIBS)
dist_man8_MANS += fcgi/document/minsag-document.8
