# SPDX-License-Identifier: EUPL-1.2
# One target per parser of foreign bytes. With --enable-fuzzers they are
# libFuzzer programs; otherwise each runs over its seeds as an ordinary test.
# A new target: three lines below, and a folder of seeds by its name.
if FUZZERS
FUZZ_RUN =
noinst_PROGRAMS += $(FUZZ_TARGETS)
else
FUZZ_RUN = tests/fuzz/run.c
check_PROGRAMS += $(FUZZ_TARGETS)
endif
FUZZ_TARGETS =
EXTRA_DIST += tests/fuzz/seeds tests/fuzz/bound.h

FUZZ_TARGETS += tests/fuzz/fuzz_token
tests_fuzz_fuzz_token_SOURCES = tests/fuzz/fuzz_token.c $(FUZZ_RUN)
tests_fuzz_fuzz_token_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_token_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_conf
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz_conf.c $(FUZZ_RUN)
tests_fuzz_fuzz_conf_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_conf_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_range
tests_fuzz_fuzz_range_SOURCES = tests/fuzz/fuzz_range.c $(FUZZ_RUN)
tests_fuzz_fuzz_range_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_range_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_manifest
tests_fuzz_fuzz_manifest_SOURCES = tests/fuzz/fuzz_manifest.c $(FUZZ_RUN)
tests_fuzz_fuzz_manifest_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_manifest_LDADD = $(IMPORT_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_saml_response
tests_fuzz_fuzz_saml_response_SOURCES = tests/fuzz/fuzz_saml_response.c \
	$(SIGNER) $(FUZZ_RUN)
tests_fuzz_fuzz_saml_response_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_fuzz_fuzz_saml_response_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_saml_response_LDADD = $(LOGIN_CHECK_LDADD)

FUZZ_TARGETS += tests/fuzz/fuzz_saml_assertion
tests_fuzz_fuzz_saml_assertion_SOURCES = tests/fuzz/fuzz_saml_assertion.c \
	$(SIGNER) $(FUZZ_RUN)
tests_fuzz_fuzz_saml_assertion_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_fuzz_fuzz_saml_assertion_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_saml_assertion_LDADD = $(LOGIN_CHECK_LDADD)

FUZZ_TARGETS += tests/fuzz/fuzz_saml_redirect
tests_fuzz_fuzz_saml_redirect_SOURCES = tests/fuzz/fuzz_saml_redirect.c \
	$(SIGNER) $(FUZZ_RUN)
tests_fuzz_fuzz_saml_redirect_CPPFLAGS = $(LOGIN_CHECK_CPPFLAGS)
tests_fuzz_fuzz_saml_redirect_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_saml_redirect_LDADD = $(LOGIN_CHECK_LDADD)

FUZZ_TARGETS += tests/fuzz/fuzz_target
tests_fuzz_fuzz_target_SOURCES = tests/fuzz/fuzz_target.c $(FUZZ_RUN)
tests_fuzz_fuzz_target_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_target_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_cookie
tests_fuzz_fuzz_cookie_SOURCES = tests/fuzz/fuzz_cookie.c $(FUZZ_RUN)
tests_fuzz_fuzz_cookie_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_cookie_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_language
tests_fuzz_fuzz_language_SOURCES = tests/fuzz/fuzz_language.c $(FUZZ_RUN)
tests_fuzz_fuzz_language_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_language_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_query
tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz_query.c tests/fuzz/fields.h \
	$(FUZZ_RUN)
tests_fuzz_fuzz_query_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_query_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_json
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz_json.c tests/fuzz/fields.h \
	$(FUZZ_RUN)
tests_fuzz_fuzz_json_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_json_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_value
tests_fuzz_fuzz_value_SOURCES = tests/fuzz/fuzz_value.c $(FUZZ_RUN)
tests_fuzz_fuzz_value_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_value_LDADD = $(CORE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_upload
tests_fuzz_fuzz_upload_SOURCES = tests/fuzz/fuzz_upload.c \
	fcgi/upload/metadata.c fcgi/upload/checksum.c $(FUZZ_RUN)
tests_fuzz_fuzz_upload_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_upload_LDADD = $(CORE_LIBS) $(CRYPTO_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_changes
tests_fuzz_fuzz_changes_SOURCES = tests/fuzz/fuzz_changes.c $(FUZZ_RUN)
tests_fuzz_fuzz_changes_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_changes_LDADD = $(WORDS_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_clamd
tests_fuzz_fuzz_clamd_SOURCES = tests/fuzz/fuzz_clamd.c $(FUZZ_RUN)
tests_fuzz_fuzz_clamd_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_clamd_LDADD = $(COURIER_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_picture
tests_fuzz_fuzz_picture_SOURCES = tests/fuzz/fuzz_picture.c $(FUZZ_RUN)
tests_fuzz_fuzz_picture_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_picture_LDADD = $(EXAMINE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_type
tests_fuzz_fuzz_type_SOURCES = tests/fuzz/fuzz_type.c $(FUZZ_RUN)
tests_fuzz_fuzz_type_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_type_LDADD = $(EXAMINE_LIBS)

FUZZ_TARGETS += tests/fuzz/fuzz_package
tests_fuzz_fuzz_package_SOURCES = tests/fuzz/fuzz_package.c $(FUZZ_RUN)
tests_fuzz_fuzz_package_CFLAGS = $(AM_CFLAGS) $(GSF_CFLAGS)
tests_fuzz_fuzz_package_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_package_LDADD = $(EXAMINE_LIBS)
