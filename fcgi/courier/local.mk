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
	fcgi/courier/upload.c fcgi/courier/upload.h \
	fcgi/courier/draft.c fcgi/courier/draft.h \
	fcgi/courier/letter.c fcgi/courier/letter.h \
	fcgi/courier/mail.c fcgi/courier/mail.h \
	fcgi/courier/memo.c fcgi/courier/memo.h \
	fcgi/courier/receipt.c fcgi/courier/receipt.h \
	fcgi/courier/web.c fcgi/courier/web.h \
	fcgi/courier/transport.c fcgi/courier/transport.h \
	fcgi/courier/smtp.c \
	fcgi/courier/post.c fcgi/courier/post.h \
	fcgi/courier/notice.c \
	fcgi/courier/receipts.c \
	fcgi/courier/area.c \
	fcgi/courier/cases.c fcgi/courier/cases.h \
	fcgi/courier/deadline.c \
	fcgi/courier/party_start.c
libcourier_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS) $(XML_CFLAGS)
COURIER_LIBS = libcourier.a libcasework.a $(EXAMINE_LIBS) $(CURL_LIBS) \
	$(XML_LIBS)

sbin_PROGRAMS += minsag-courier
minsag_courier_SOURCES = fcgi/courier/main.c
minsag_courier_LDADD = $(COURIER_LIBS)
dist_man8_MANS += fcgi/courier/minsag-courier.8
