# SPDX-License-Identifier: EUPL-1.2
# What the courier writes and reads when it sends notices.
NOTICE_CHECK_LDADD = $(COURIER_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/courier/check_letter
tests_courier_check_letter_SOURCES = tests/courier/check_letter.c \
	tests/check_run.h
tests_courier_check_letter_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_courier_check_letter_LDADD = $(NOTICE_CHECK_LDADD)

check_PROGRAMS += tests/courier/check_mail
tests_courier_check_mail_SOURCES = tests/courier/check_mail.c tests/check_run.h
tests_courier_check_mail_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_courier_check_mail_LDADD = $(NOTICE_CHECK_LDADD)

check_PROGRAMS += tests/courier/check_memo
tests_courier_check_memo_SOURCES = tests/courier/check_memo.c tests/check_run.h
tests_courier_check_memo_CPPFLAGS = $(CHECK_CPPFLAGS) $(XML_CFLAGS) \
	-DSOURCE_DIR=\"$(abs_top_srcdir)\"
tests_courier_check_memo_LDADD = $(NOTICE_CHECK_LDADD)
EXTRA_DIST += tests/courier/memo.xsd

check_PROGRAMS += tests/courier/check_receipt
tests_courier_check_receipt_SOURCES = tests/courier/check_receipt.c \
	tests/check_run.h
tests_courier_check_receipt_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_courier_check_receipt_LDADD = $(NOTICE_CHECK_LDADD)
