# SPDX-License-Identifier: EUPL-1.2
# Texts on paper: the doors to Pango, Cairo, fontconfig and FreeType.
noinst_LIBRARIES += libprint.a
libprint_a_SOURCES = fcgi/print/print.c fcgi/print/print.h \
	fcgi/print/fonts.c fcgi/print/fonts.h
libprint_a_CFLAGS = $(AM_CFLAGS) $(PRINT_CFLAGS)
