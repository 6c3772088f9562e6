# SPDX-License-Identifier: EUPL-1.2
# libexamine.a: what looks into foreign files, for import and courier.
noinst_LIBRARIES += libexamine.a
libexamine_a_SOURCES = \
	fcgi/examine/boxes.c fcgi/examine/boxes.h \
	fcgi/examine/bytes.h \
	fcgi/examine/child.c fcgi/examine/child.h \
	fcgi/examine/examine.c fcgi/examine/examine.h \
	fcgi/examine/helper.c fcgi/examine/helper.h \
	fcgi/examine/look.c fcgi/examine/look.h \
	fcgi/examine/message.c fcgi/examine/message.h \
	fcgi/examine/mixed.c fcgi/examine/mixed.h \
	fcgi/examine/package.c fcgi/examine/package.h \
	fcgi/examine/pdf.c fcgi/examine/pdf.h \
	fcgi/examine/picture.c fcgi/examine/picture.h \
	fcgi/examine/plain.c fcgi/examine/plain.h \
	fcgi/examine/sound.c fcgi/examine/sound.h \
	fcgi/examine/tiff.c fcgi/examine/tiff.h \
	fcgi/examine/type.c fcgi/examine/type.h \
	fcgi/examine/unlock.c fcgi/examine/unlock.h
libexamine_a_CFLAGS = $(AM_CFLAGS) $(POPPLER_CFLAGS) $(GSF_CFLAGS) \
	$(QPDF_CFLAGS)
EXAMINE_LIBS = libexamine.a $(CORE_LIBS) $(POPPLER_LIBS) $(GSF_LIBS) \
	$(QPDF_LIBS) $(MAGIC_LIBS)
