-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a remark of mine can be taken back once; it stays, and another's is as none.

BEGIN;
\ir ../fixture.sql
SELECT plan(14);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.remark_withdraw(%L,
	''00000000-0000-4000-8000-000000000000'', NULL)');
INSERT INTO data.remark (id, case_id, document_id, version_id, person_id, kind,
		body, client_key, at)
	VALUES ('e1000000-0000-4000-8000-000000000001', :'a2', :'d_letter',
		:'letter', :'anna', 'remark', 'Annas', gen_random_uuid(),
		internal.clock()),
	('e1000000-0000-4000-8000-000000000002', :'a2', :'d_letter', :'letter',
		:'bent', 'remark', 'Bents', gen_random_uuid(),
		internal.clock());
SELECT internal.remark_open(id, true) FROM data.remark \g /dev/null
CREATE FUNCTION pg_temp.withdraw(in_name text, in_remark text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT right(ret_id::text, 1),
		ret_withdrawn_at AT TIME ZONE ''UTC'' FROM
		api_citizen.remark_withdraw(%L, %L, ''r1'')', tap.key(in_name),
		in_remark))
$$;
SELECT is(pg_temp.withdraw('anna', 'e1000000-0000-4000-8000-000000000001'),
	'(1,"2026-03-10 09:00:00")', 'mine is withdrawn');
SELECT clock('2026-03-10 10:05+01');
SELECT is(pg_temp.withdraw('anna', 'e1000000-0000-4000-8000-000000000001'),
	'(1,"2026-03-10 09:00:00")', 'again: the same answer');
SELECT is((SELECT string_agg(body, ' ') FROM data.remark), 'Annas Bents',
	'it stays');
SELECT is((SELECT string_agg(right(remark_id::text, 1), ' ')
	FROM data.remark_open), '2', 'it awaits no answer');
SELECT is(pg_temp.withdraw(name, remark), '', about) FROM (VALUES
	('anna', 'e1000000-0000-4000-8000-000000000002', 'another party''s'),
	('carla', 'e1000000-0000-4000-8000-000000000001', 'a stranger'),
	('anna', :'none', 'none')) t (name, remark, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome, request_id), ', '
	ORDER BY id) FROM data.audit), 'withdraw ok r1, withdraw denied r1, '
	'withdraw denied r1, withdraw absent r1', 'all on record, once');

SELECT * FROM finish();
ROLLBACK;
