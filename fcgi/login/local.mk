# SPDX-License-Identifier: EUPL-1.2
# libsaml.a: messages and keys, without HTTP and database; the tests and the
# fuzz targets stand on it.
noinst_LIBRARIES += libsaml.a
libsaml_a_SOURCES = \
	fcgi/login/names.h \
	fcgi/login/xml.c \
	fcgi/login/xml.h \
	fcgi/login/xml_scan.c \
	fcgi/login/xml_scan.h \
	fcgi/login/instant.c \
	fcgi/login/instant.h \
	fcgi/login/build.c \
	fcgi/login/build.h \
	fcgi/login/algorithm.c \
	fcgi/login/algorithm.h \
	fcgi/login/decrypt.c \
	fcgi/login/decrypt.h \
	fcgi/login/idp.c \
	fcgi/login/idp.h \
	fcgi/login/key.c \
	fcgi/login/key.h \
	fcgi/login/verify.c \
	fcgi/login/verify.h \
	fcgi/login/sign.c \
	fcgi/login/sign.h \
	fcgi/login/saml.c \
	fcgi/login/saml.h \
	fcgi/login/profile.c \
	fcgi/login/profile.h \
	fcgi/login/profile_assertion.c \
	fcgi/login/profile_attributes.c \
	fcgi/login/accept.c \
	fcgi/login/accept.h \
	fcgi/login/redirect.c \
	fcgi/login/redirect.h \
	fcgi/login/authn_request.c \
	fcgi/login/authn_request.h \
	fcgi/login/logout_message.c \
	fcgi/login/logout_message.h \
	fcgi/login/metadata.c \
	fcgi/login/metadata.h \
	fcgi/login/soap.c \
	fcgi/login/soap.h
libsaml_a_CFLAGS = $(AM_CFLAGS) $(XMLSEC_CFLAGS) $(ZLIB_CFLAGS)
SAML_LIBS = libsaml.a $(XMLSEC_LIBS) $(ZLIB_LIBS)

sbin_PROGRAMS += minsag-login
minsag_login_SOURCES = \
	fcgi/login/main.c \
	fcgi/login/routes.c \
	fcgi/login/operations.h \
	fcgi/login/login.c \
	fcgi/login/login.h \
	fcgi/login/browser.c \
	fcgi/login/browser.h \
	fcgi/login/journal.c \
	fcgi/login/journal.h \
	fcgi/login/request_start.c \
	fcgi/login/session_start.c \
	fcgi/login/login_refuse.c \
	fcgi/login/login_refuse.h \
	fcgi/login/logout_start.c \
	fcgi/login/slo.c \
	fcgi/login/slo.h \
	fcgi/login/slo_browser.c \
	fcgi/login/slo_soap.c \
	fcgi/login/publish.c \
	fcgi/login/health.c \
	fcgi/login/sweep.c
minsag_login_CFLAGS = $(AM_CFLAGS) $(XMLSEC_CFLAGS)
minsag_login_LDADD = $(SAML_LIBS) $(CORE_LIBS)
dist_man8_MANS += fcgi/login/minsag-login.8
