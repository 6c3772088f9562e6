# SPDX-License-Identifier: EUPL-1.2
# libexamine.a: what looks into foreign files, for import and courier.
noinst_LIBRARIES += libexamine.a
libexamine_a_SOURCES = \
	fcgi/examine/child.c fcgi/examine/child.h \
	fcgi/examine/examine.c fcgi/examine/examine.h \
	fcgi/examine/helper.c fcgi/examine/helper.h \
	fcgi/examine/look.c fcgi/examine/look.h \
	fcgi/examine/mixed.c fcgi/examine/mixed.h \
	fcgi/examine/pdf.c fcgi/examine/pdf.h \
	fcgi/examine/picture.c fcgi/examine/picture.h
libexamine_a_CFLAGS = $(AM_CFLAGS) $(POPPLER_CFLAGS)
EXAMINE_LIBS = libexamine.a $(CORE_LIBS) $(POPPLER_LIBS) $(MAGIC_LIBS)
