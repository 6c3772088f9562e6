# SPDX-License-Identifier: EUPL-1.2
# libimport.a: all but main, for the tests.
noinst_LIBRARIES += libimport.a
libimport_a_SOURCES = \
	fcgi/import/apply.c fcgi/import/apply.h \
	fcgi/import/areas.c fcgi/import/areas.h \
	fcgi/import/batch.c fcgi/import/batch.h \
	fcgi/import/bring.c fcgi/import/bring.h \
	fcgi/import/file.c fcgi/import/file.h \
	fcgi/import/load.c fcgi/import/load.h \
	fcgi/import/manifest.c fcgi/import/manifest.h \
	fcgi/import/moment.c fcgi/import/moment.h \
	fcgi/import/name.c fcgi/import/name.h \
	fcgi/import/person.c fcgi/import/person.h \
	fcgi/import/report.c fcgi/import/report.h \
	fcgi/import/store.c fcgi/import/store.h \
	fcgi/import/work.c fcgi/import/work.h
libimport_a_CFLAGS = $(AM_CFLAGS) $(POPPLER_CFLAGS)
IMPORT_LIBS = libimport.a libcasework.a $(EXAMINE_LIBS)

bin_PROGRAMS += minsag-import
minsag_import_SOURCES = fcgi/import/main.c
minsag_import_LDADD = $(IMPORT_LIBS)
importdatadir = $(pkgdatadir)
dist_importdata_DATA = fcgi/import/manifest.schema.json
dist_man8_MANS += fcgi/import/minsag-import.8
