# SPDX-License-Identifier: EUPL-1.2
# libcourier.a: all but main, for the tests.
noinst_LIBRARIES += libcourier.a
libcourier_a_SOURCES = \
	fcgi/courier/clamd.c fcgi/courier/clamd.h \
	fcgi/courier/clamd_answer.c \
	fcgi/courier/courier.h \
	fcgi/courier/job.c fcgi/courier/job.h \
	fcgi/courier/kinds.c fcgi/courier/kinds.h \
	fcgi/courier/loop.c fcgi/courier/loop.h \
	fcgi/courier/operations.h \
	fcgi/courier/scan.c \
	fcgi/courier/sweep.c \
	fcgi/courier/upload.c fcgi/courier/upload.h
COURIER_LIBS = libcourier.a $(EXAMINE_LIBS)

sbin_PROGRAMS += minsag-courier
minsag_courier_SOURCES = fcgi/courier/main.c
minsag_courier_LDADD = $(COURIER_LIBS)
dist_man8_MANS += fcgi/courier/minsag-courier.8
