# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/document/check_media
tests_document_check_media_SOURCES = tests/document/check_media.c \
	tests/check_run.h fcgi/document/media.c
tests_document_check_media_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_document_check_media_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/document/check_chunk
tests_document_check_chunk_SOURCES = tests/document/check_chunk.c \
	tests/check_run.h fcgi/document/chunk.c
tests_document_check_chunk_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_document_check_chunk_LDADD = $(CORE_LIBS) $(CHECK_LIBS)
