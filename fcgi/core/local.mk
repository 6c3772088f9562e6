# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcore.a
libcore_a_SOURCES = \
	fcgi/core/result.h \
	fcgi/core/pool.h \
	fcgi/core/log.h
libcore_a_CFLAGS = $(AM_CFLAGS) $(PQ_CFLAGS) $(JSON_CFLAGS) $(SODIUM_CFLAGS) \
	$(SECCOMP_CFLAGS)

# What every program links, in this order.
CORE_LIBS = libcore.a $(FCGI_LIBS) $(PQ_LIBS) $(JSON_LIBS) $(SODIUM_LIBS) \
	$(SECCOMP_LIBS) -lpthread
