-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a citizen's row says on whose behalf and why; what is refused has no purpose.

BEGIN;
\ir ../fixture.sql
SELECT plan(4);

CREATE FUNCTION pg_temp.add(in_name text, in_action text, in_outcome text,
	in_case uuid, in_version uuid) RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_person', format('SELECT internal.audit_add(%L, %L, %L,
		%L, NULL, NULL) FROM internal.session_enter(%L, true)', in_action,
		in_outcome, in_case, in_version, tap.key(in_name)))
$$;
SELECT pg_temp.add('anna', 'case', 'ok', :'a2', NULL),
	pg_temp.add('bent', 'case', 'ok', :'a2', NULL),
	pg_temp.add('bent', 'case', 'ok', :'b1', NULL),
	pg_temp.add('bent', 'read', 'denied', :'a2', :'letter') \g /dev/null
SELECT is((SELECT string_agg(concat_ws('|', actor, action, outcome,
		left(person_id::text, 1), left(case_id::text, 2), purpose), ' '
		ORDER BY id) FROM data.audit),
	'citizen|case|ok|1|a2|own-case delegate|case|ok|2|a2|on-behalf '
	|| 'citizen|case|ok|2|b1|own-case delegate|read|denied|2|a2',
	'a guardian is a delegate in that case alone');
SELECT is(pg_temp.add('anna', 'hit', 'ok', :'a1', :'note'), '(t)',
	'a document that was opened from a search');
SELECT is(pg_temp.add('anna', 'hit', 'ok', :'a1', :'note'), '(f)',
	'once a session');
SELECT is(pg_temp.add('bent', 'hit', 'ok', :'a1', :'note'), '(t)',
	'each session');

SELECT * FROM finish();
ROLLBACK;
