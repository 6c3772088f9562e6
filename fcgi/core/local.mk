# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcore.a
libcore_a_SOURCES = \
	fcgi/core/result.c \
	fcgi/core/result.h \
	fcgi/core/pool.c \
	fcgi/core/pool.h \
	fcgi/core/log.c \
	fcgi/core/log.h \
	fcgi/core/vault.c \
	fcgi/core/vault.h \
	fcgi/core/secret.c \
	fcgi/core/secret.h \
	fcgi/core/token.c \
	fcgi/core/token.h \
	fcgi/core/conf.c \
	fcgi/core/conf.h \
	fcgi/core/sandbox.c \
	fcgi/core/sandbox.h \
	fcgi/core/gateway.c \
	fcgi/core/gateway.h \
	fcgi/core/worker.c \
	fcgi/core/worker.h
libcore_a_CFLAGS = $(AM_CFLAGS) $(PQ_CFLAGS) $(JSON_CFLAGS) $(SODIUM_CFLAGS) \
	$(SECCOMP_CFLAGS)

# What every program links, in this order.
CORE_LIBS = libcore.a $(FCGI_LIBS) $(PQ_LIBS) $(JSON_LIBS) $(SODIUM_LIBS) \
	$(SECCOMP_LIBS) -lpthread
