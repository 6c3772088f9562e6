# SPDX-License-Identifier: EUPL-1.2
noinst_PROGRAMS += tests/bench/slow
tests_bench_slow_SOURCES = tests/bench/slow.c

