# SPDX-License-Identifier: EUPL-1.2
check_PROGRAMS += tests/document/check_media
tests_document_check_media_SOURCES = tests/document/check_media.c \
	tests/check_run.h fcgi/document/media.c fcgi/document/name.c
tests_document_check_media_CPPFLAGS = $(CHECK_CPPFLAGS) $(UTF8PROC_CFLAGS)
tests_document_check_media_LDADD = $(CORE_LIBS) $(UTF8PROC_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/document/check_chunk
tests_document_check_chunk_SOURCES = tests/document/check_chunk.c \
	tests/check_run.h fcgi/document/chunk.c
tests_document_check_chunk_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_document_check_chunk_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

# Its time is a variable; see fake_client.h.
check_PROGRAMS += tests/document/check_stream
tests_document_check_stream_SOURCES = tests/document/check_stream.c \
	tests/document/fake_client.c tests/document/fake_client.h \
	tests/document/fake_database.c tests/document/fake_database.h \
	tests/core/fake_gateway.c tests/core/fake_gateway.h \
	tests/check_run.h fcgi/document/stream.c fcgi/document/chunk.c
tests_document_check_stream_CPPFLAGS = $(CHECK_CPPFLAGS) \
	-Dpoll=fake_poll -Dclock_gettime=fake_clock
tests_document_check_stream_LDADD = $(CORE_LIBS) $(CHECK_LIBS)
