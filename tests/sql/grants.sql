-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a widened right is a diff that someone reads. All that the roles may
-- do is compared with grants.expected; after reading what differs,
-- "run --grants" writes the list anew.

BEGIN;
SET LOCAL search_path = tap, pg_catalog;
SET LOCAL client_min_messages = warning;
\ir grants.query
\set expected `cat grants.expected`
CREATE TEMPORARY VIEW expected AS
	SELECT line FROM regexp_split_to_table(:'expected', E'\n') line
	WHERE line <> '' AND line NOT LIKE '#%';
SELECT plan(10);

SELECT is((SELECT string_agg(line, E'\n' ORDER BY line)
	FROM (SELECT line FROM granted EXCEPT SELECT line FROM expected) t), NULL,
	'no right that the reviewed list does not have');
SELECT is((SELECT string_agg(line, E'\n' ORDER BY line)
	FROM (SELECT line FROM expected EXCEPT SELECT line FROM granted) t), NULL,
	'none missing');

-- What holds whatever the list says.
SELECT is((SELECT string_agg(line, E'\n') FROM granted WHERE line ~
	'^minsag_(login|citizen|document|import|audit|admin|courier|upload) '
	AND line !~ '^minsag_admin (usage schema|execute function) api_desk(\.|$)'
	AND line !~ '^minsag_(\w+) (usage schema api_\1|execute function api_\1\..*|is able to log in|connect this database)$'),
	NULL, 'a worker reaches its own functions and nothing else');
SELECT is((SELECT string_agg(line, E'\n') FROM granted
	WHERE line LIKE 'PUBLIC %'), NULL, 'everyone reaches nothing');
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p
	WHERE p.pronamespace::regnamespace::text ~ '^api_'
		AND NOT (p.prosecdef AND p.proowner::regrole::text
			IN ('minsag_person', 'minsag_system'))), NULL,
	'all of a worker''s functions run as an owner that cannot log in');
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p
	WHERE p.pronamespace::regnamespace::text ~ '^(api_|internal)'
		AND p.prosecdef AND p.proconfig IS DISTINCT FROM
			ARRAY['search_path=pg_catalog, pg_temp']), NULL,
	'every security definer has its search_path fixed');
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p
	JOIN pg_language l ON l.oid = p.prolang
	WHERE p.pronamespace::regnamespace::text ~ '^api_'
		AND l.lanname <> 'plpgsql'), NULL,
	'workers'' functions are PL/pgSQL, whose plans are kept');
SELECT is((SELECT string_agg(p.oid::regprocedure::text || ' ' || name, ' ')
	FROM pg_proc p, unnest(p.proargnames, p.proargmodes) a (name, mode)
	WHERE p.pronamespace::regnamespace::text ~ '^(api_|internal)'
		AND CASE WHEN p.pronamespace::regnamespace::text ~ '^api_'
				AND coalesce(a.mode, 'i') IN ('t', 'o') THEN name !~ '^ret_'
			WHEN coalesce(a.mode, 'i') = 'i' THEN name !~ '^in_' END), NULL,
	'arguments are named in_…, results ret_…');
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p
	WHERE p.pronamespace::regnamespace::text ~ '^(api_|internal)'
		AND obj_description(p.oid, 'pg_proc') IS NULL), NULL,
	'every function has a comment');
SELECT is((SELECT string_agg(c.oid::regclass || coalesce('.' || a.attname, ''),
		' ')
	FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid
		AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relnamespace = 'data'::regnamespace AND c.relkind = 'r'
		AND (obj_description(c.oid, 'pg_class') IS NULL
			OR col_description(c.oid, a.attnum) IS NULL)), NULL,
	'every table and every column has a comment');

SELECT * FROM finish();
ROLLBACK;
