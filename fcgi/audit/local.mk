# SPDX-License-Identifier: EUPL-1.2
# libaudit.a: all but main, for the tests.
noinst_LIBRARIES += libaudit.a
libaudit_a_SOURCES = \
	fcgi/audit/beat.c fcgi/audit/beat.h \
	fcgi/audit/canonical.c fcgi/audit/canonical.h \
	fcgi/audit/note.c fcgi/audit/note.h \
	fcgi/audit/rows.c fcgi/audit/rows.h \
	fcgi/audit/chain.c fcgi/audit/chain.h

bin_PROGRAMS += minsag-audit
minsag_audit_SOURCES = fcgi/audit/main.c
minsag_audit_LDADD = libaudit.a $(CORE_LIBS)
dist_man8_MANS += fcgi/audit/minsag-audit.8
