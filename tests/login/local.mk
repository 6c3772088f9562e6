# SPDX-License-Identifier: EUPL-1.2
# One program per module of fcgi/login that holds rules; signer.c is the IdP.
LOGIN_CHECK_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests \
	-I$(srcdir)/tests/login $(CHECK_CFLAGS) $(XMLSEC_CFLAGS)
LOGIN_CHECK_LDADD = $(SAML_LIBS) $(CORE_LIBS) $(CHECK_LIBS)
SIGNER = tests/login/signer.c tests/login/signer.h tests/check_run.h

check_PROGRAMS += tests/login/check_accept
tests_login_check_accept_SOURCES = tests/login/check_accept.c $(SIGNER)
tests_login_check_accept_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_accept_LDADD = $(LOGIN_CHECK_LDADD)
