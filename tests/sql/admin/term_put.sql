-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the municipality says what words mean, and takes them away.

BEGIN;
\ir common.psql
SELECT plan(17);
CREATE FUNCTION pg_temp.put(in_word text, in_da text DEFAULT NULL,
	in_en text DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.call(format('SELECT * FROM api_admin.term_put(%L, %L, %L)',
		in_word, in_da, in_en))
$$;
SELECT pg_temp.only('SELECT * FROM api_admin.term_put(''x'', NULL, NULL)');
SELECT is(pg_temp.put('Aktliste ', 'Listen over papirer', 'The list of papers'),
	'(added)', 'a new word');
SELECT is(pg_temp.put('aktliste', 'Listen over papirer', 'The list of papers'),
	'(same)', 'again');
SELECT is(pg_temp.put('aktliste', 'Listen over dine papirer',
	'The list of papers'), '(changed)', 'in other words');
SELECT is(tap.rows('minsag_citizen', format('SELECT ret_word, ret_plain_da FROM
	api_citizen.term_find(%L, ''Se aktlisten'')', key('anna'))),
	'(aktliste,"Listen over dine papirer")', 'a citizen finds it');
SELECT is((SELECT count(*) FROM regexp_split_to_table(pg_temp.call('SELECT *
	FROM api_admin.term_list()'), E'\n')), (SELECT count(*) FROM data.term),
	'the list has all');
SELECT is(pg_temp.put('aktliste'), '(removed)', 'taken away');
SELECT is(pg_temp.try('SELECT * FROM api_admin.term_put(''aktliste'', NULL, NULL)'),
	'MS404', 'there is none to take away');
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, detail), ', '
	ORDER BY id) FROM data.audit), 'system term added, system term changed, '
	'system term removed', 'audited');
SELECT is(pg_temp.try(format('SELECT * FROM api_admin.term_put(%L, %L, %L)',
	word, da, en)), 'MS400', about) FROM (VALUES
	('ny', 'Dansk', NULL, 'in one language'), ('ny', NULL, 'English', 'in the other'),
	('n', 'x', 'x', 'a letter'), (NULL, 'x', 'x', 'no word'),
	(repeat('x', 61), 'x', 'x', 'a long word'),
	('ny', repeat('x', 601), 'x', 'too many words'),
	('ny', 'x', E'a\x1b[31m', 'a control character'),
	(' ', 'x', 'x', 'blank')) t (word, da, en, about);

SELECT * FROM finish();
ROLLBACK;
