# SPDX-License-Identifier: EUPL-1.2
noinst_PROGRAMS += tests/bench/slow
tests_bench_slow_SOURCES = tests/bench/slow.c

noinst_PROGRAMS += tests/bench/put
tests_bench_put_SOURCES = tests/bench/put.c
tests_bench_put_CPPFLAGS = $(AM_CPPFLAGS) $(PQ_CFLAGS)
tests_bench_put_LDADD = $(PQ_LIBS)
