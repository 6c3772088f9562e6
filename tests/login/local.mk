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

check_PROGRAMS += tests/login/check_xml
tests_login_check_xml_SOURCES = tests/login/check_xml.c tests/check_run.h
tests_login_check_xml_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_xml_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_text
tests_login_check_text_SOURCES = tests/login/check_text.c tests/check_run.h
tests_login_check_text_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_text_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_decrypt
tests_login_check_decrypt_SOURCES = tests/login/check_decrypt.c $(SIGNER)
tests_login_check_decrypt_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_decrypt_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_verify
tests_login_check_verify_SOURCES = tests/login/check_verify.c $(SIGNER)
tests_login_check_verify_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_verify_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_redirect
tests_login_check_redirect_SOURCES = tests/login/check_redirect.c $(SIGNER)
tests_login_check_redirect_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_redirect_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_messages
tests_login_check_messages_SOURCES = tests/login/check_messages.c $(SIGNER)
tests_login_check_messages_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_messages_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_cost
tests_login_check_cost_SOURCES = tests/login/check_cost.c $(SIGNER)
tests_login_check_cost_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_cost_LDADD = $(LOGIN_CHECK_LDADD)

check_PROGRAMS += tests/login/check_wipe
tests_login_check_wipe_SOURCES = tests/login/check_wipe.c $(SIGNER)
tests_login_check_wipe_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_login_check_wipe_LDADD = $(LOGIN_CHECK_LDADD)
