# SPDX-License-Identifier: EUPL-1.2

# One program per file of fcgi/core, with its own flags for libcheck.
CHECK_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests $(CHECK_CFLAGS)

check_PROGRAMS += tests/core/check_result
tests_core_check_result_SOURCES = tests/core/check_result.c tests/check_run.h
tests_core_check_result_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_result_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_pool
tests_core_check_pool_SOURCES = tests/core/check_pool.c tests/check_run.h
tests_core_check_pool_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_pool_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_log
tests_core_check_log_SOURCES = tests/core/check_log.c tests/check_run.h
tests_core_check_log_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_log_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_vault
tests_core_check_vault_SOURCES = tests/core/check_vault.c tests/check_run.h
tests_core_check_vault_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_vault_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_secret
tests_core_check_secret_SOURCES = tests/core/check_secret.c tests/check_run.h
tests_core_check_secret_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_secret_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_token
tests_core_check_token_SOURCES = tests/core/check_token.c tests/check_run.h
tests_core_check_token_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_token_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_conf
tests_core_check_conf_SOURCES = tests/core/check_conf.c tests/check_run.h
tests_core_check_conf_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_conf_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_sandbox
tests_core_check_sandbox_SOURCES = tests/core/check_sandbox.c tests/check_run.h
tests_core_check_sandbox_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_sandbox_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_turn
tests_core_check_turn_SOURCES = tests/core/check_turn.c tests/check_run.h
tests_core_check_turn_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_turn_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_lobby
tests_core_check_lobby_SOURCES = tests/core/check_lobby.c tests/check_run.h
tests_core_check_lobby_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_lobby_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_gateway
tests_core_check_gateway_SOURCES = tests/core/check_gateway.c tests/check_run.h
tests_core_check_gateway_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_gateway_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_text
tests_core_check_text_SOURCES = tests/core/check_text.c tests/check_run.h
tests_core_check_text_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_text_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_uuid
tests_core_check_uuid_SOURCES = tests/core/check_uuid.c tests/check_run.h
tests_core_check_uuid_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_uuid_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_query
tests_core_check_query_SOURCES = tests/core/check_query.c tests/check_run.h
tests_core_check_query_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_query_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_calendar
tests_core_check_calendar_SOURCES = tests/core/check_calendar.c tests/check_run.h
tests_core_check_calendar_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_calendar_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_language
tests_core_check_language_SOURCES = tests/core/check_language.c tests/check_run.h
tests_core_check_language_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_language_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_cookie
tests_core_check_cookie_SOURCES = tests/core/check_cookie.c tests/check_run.h
tests_core_check_cookie_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_cookie_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_target
tests_core_check_target_SOURCES = tests/core/check_target.c tests/check_run.h
tests_core_check_target_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_target_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_field
tests_core_check_field_SOURCES = tests/core/check_field.c tests/check_run.h
tests_core_check_field_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_field_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_json
tests_core_check_json_SOURCES = tests/core/check_json.c tests/check_run.h
tests_core_check_json_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_json_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_writer
tests_core_check_writer_SOURCES = tests/core/check_writer.c tests/check_run.h
tests_core_check_writer_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_writer_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_route
tests_core_check_route_SOURCES = tests/core/check_route.c \
	tests/core/fake_gateway.c tests/core/fake_gateway.h tests/check_run.h
tests_core_check_route_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_route_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_response
tests_core_check_response_SOURCES = tests/core/check_response.c \
	tests/core/fake_gateway.c tests/core/fake_gateway.h tests/check_run.h
tests_core_check_response_CPPFLAGS = $(CHECK_CPPFLAGS) $(PQ_CFLAGS)
tests_core_check_response_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_range
tests_core_check_range_SOURCES = tests/core/check_range.c tests/check_run.h
tests_core_check_range_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_range_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_condition
tests_core_check_condition_SOURCES = tests/core/check_condition.c tests/check_run.h
tests_core_check_condition_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_condition_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_db
tests_core_check_db_SOURCES = tests/core/check_db.c tests/core/cluster.c \
	tests/core/cluster.h tests/check_run.h
tests_core_check_db_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_db_LDADD = $(CORE_LIBS) $(CHECK_LIBS)

check_PROGRAMS += tests/core/check_db_transaction
tests_core_check_db_transaction_SOURCES = tests/core/check_db_transaction.c \
	tests/core/cluster.c tests/core/cluster.h tests/check_run.h
tests_core_check_db_transaction_CPPFLAGS = $(CHECK_CPPFLAGS)
tests_core_check_db_transaction_LDADD = $(CORE_LIBS) $(CHECK_LIBS)
