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
	fcgi/core/sealed_cookie.c \
	fcgi/core/sealed_cookie.h \
	fcgi/core/conf.c \
	fcgi/core/conf.h \
	fcgi/core/conf_table.c \
	fcgi/core/conf_table.h \
	fcgi/core/sandbox.c \
	fcgi/core/sandbox.h \
	fcgi/core/turn.c \
	fcgi/core/turn.h \
	fcgi/core/lobby.c \
	fcgi/core/lobby.h \
	fcgi/core/gateway.c \
	fcgi/core/gateway.h \
	fcgi/core/range.c \
	fcgi/core/range.h \
	fcgi/core/condition.c \
	fcgi/core/condition.h \
	fcgi/core/uuid.c \
	fcgi/core/uuid.h \
	fcgi/core/text.c \
	fcgi/core/text.h \
	fcgi/core/base64.c \
	fcgi/core/base64.h \
	fcgi/core/calendar.c \
	fcgi/core/calendar.h \
	fcgi/core/language.c \
	fcgi/core/language.h \
	fcgi/core/cookie.c \
	fcgi/core/cookie.h \
	fcgi/core/target.c \
	fcgi/core/target.h \
	fcgi/core/query.c \
	fcgi/core/query.h \
	fcgi/core/field.c \
	fcgi/core/field.h \
	fcgi/core/json.c \
	fcgi/core/json.h \
	fcgi/core/db_wire.c \
	fcgi/core/db_wire.h \
	fcgi/core/writer.c \
	fcgi/core/writer.h \
	fcgi/core/request.c \
	fcgi/core/request.h \
	fcgi/core/response.c \
	fcgi/core/response.h \
	fcgi/core/route.c \
	fcgi/core/route.h \
	fcgi/core/db_connection.c \
	fcgi/core/db_connection.h \
	fcgi/core/db_exchange.c \
	fcgi/core/db_listen.c \
	fcgi/core/db_transaction.c \
	fcgi/core/db.c \
	fcgi/core/db.h \
	fcgi/core/worker.c \
	fcgi/core/worker.h
libcore_a_CFLAGS = $(AM_CFLAGS) $(PQ_CFLAGS) $(JSON_CFLAGS) $(SODIUM_CFLAGS) \
	$(SECCOMP_CFLAGS)

# What every program links, in this order.
CORE_LIBS = libcore.a $(FCGI_LIBS) $(PQ_LIBS) $(JSON_LIBS) $(SODIUM_LIBS) \
	$(SECCOMP_LIBS) -lpthread
