# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/upload/check_metadata
tests_upload_check_metadata_SOURCES = tests/upload/check_metadata.c \
	tests/check_run.h fcgi/upload/metadata.c
tests_upload_check_metadata_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_upload_check_metadata_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/upload/check_checksum
tests_upload_check_checksum_SOURCES = tests/upload/check_checksum.c \
	tests/check_run.h fcgi/upload/checksum.c
tests_upload_check_checksum_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_upload_check_checksum_LDADD = $(CORE_LIBS) $(CRYPTO_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/upload/check_buffers
tests_upload_check_buffers_SOURCES = tests/upload/check_buffers.c \
	tests/check_run.h fcgi/upload/buffers.c
tests_upload_check_buffers_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_upload_check_buffers_LDADD = $(CORE_LIBS) $(CHECK_LIBS)
