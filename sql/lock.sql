-- SPDX-License-Identifier: EUPL-1.2
-- Locks all tables of schema data for scripts/migrate, always in the same order.
-- Clients wait meanwhile. What a citizen asks for begins with the session, and
-- the courier with its job: who holds these first lets all that is under way
-- end and nothing new begin.
--
-- A client that waits asks whether it is in a deadlock after deadlock_timeout.
-- All locks are there before the first one could ask, or none is kept; and the
-- migration itself asks at once, which also ends an autovacuum in its way.

SELECT set_config('lock_timeout', (reset_val::integer * 8 / 10)::text, true),
		set_config('statement_timeout', (reset_val::integer * 8 / 10)::text,
			true),
		set_config('deadlock_timeout', '50ms', true)
	FROM pg_settings WHERE name = 'deadlock_timeout' \g /dev/null
SELECT format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE',
		string_agg(format('data.%I', relname), ', ' ORDER BY
			relname NOT IN ('session', 'job'), relname COLLATE "C"))
	FROM pg_class
	WHERE relnamespace = 'data'::regnamespace AND relkind IN ('r', 'p')
	\gexec
SET LOCAL statement_timeout = 0;
