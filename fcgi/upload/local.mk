# SPDX-License-Identifier: EUPL-1.2
sbin_PROGRAMS += minsag-upload
minsag_upload_SOURCES = \
	fcgi/upload/main.c \
	fcgi/upload/routes.c \
	fcgi/upload/operations.h \
	fcgi/upload/upload.c \
	fcgi/upload/upload.h \
	fcgi/upload/upload_options.c \
	fcgi/upload/upload_create.c \
	fcgi/upload/upload_append.c \
	fcgi/upload/upload_offset.c \
	fcgi/upload/upload_remove.c \
	fcgi/upload/sweep.c \
	fcgi/upload/health.c \
	fcgi/upload/tus.c \
	fcgi/upload/tus.h \
	fcgi/upload/metadata.c \
	fcgi/upload/metadata.h \
	fcgi/upload/checksum.c \
	fcgi/upload/checksum.h \
	fcgi/upload/buffers.c \
	fcgi/upload/buffers.h
minsag_upload_LDADD = $(CORE_LIBS) $(CRYPTO_LIBS)
dist_man8_MANS += fcgi/upload/minsag-upload.8
