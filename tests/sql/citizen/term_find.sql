-- SPDX-License-Identifier: EUPL-1.2
-- Goal: words of casework are found in whatever form they stand.

BEGIN;
\ir ../fixture.sql
SELECT plan(18);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.term_find(%L, ''x'')');
CREATE FUNCTION pg_temp.find(in_text text) RETURNS text
LANGUAGE sql AS $$
	SELECT replace(tap.rows('minsag_citizen', format('SELECT ret_word FROM
		api_citizen.term_find(%L, %L)', tap.key('anna'), in_text)), E'\n', ' ')
$$;
SELECT is(pg_temp.find(words), found, words) FROM (VALUES
	('Du kan søge om aktindsigt.', '(aktindsigt)'),
	('Afgørelserne om FLEKSJOBBET er truffet efter partshøringen.',
		'(afgørelse) (fleksjob) (partshøring)'),
	('Klagen har opsættende virkning', '("opsættende virkning")'),
	('virkningen er opsættende', ''),
	(normalize('Om afgørelsen', NFD), '(afgørelse)'),
	(U&'Om akt\00ADindsigt', '(aktindsigt)'),
	('Vi mødtes i går.', '')) t (words, found);
SELECT cmp_ok((SELECT count(*) FROM data.term), '>=', 40::bigint,
	'at least 40 words');
SELECT is((SELECT string_agg(word, ' ') FROM data.term
	WHERE numnode(query) = 0), NULL, 'each can be found');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.term_find(%L, %L)', key('anna'), words)), wanted, about)
	FROM (VALUES ('', 'MS400', 'nothing'), (repeat('x', 2001), 'MS400',
	'too long'), (NULL, 'MS400', 'null')) t (words, wanted, about);

SELECT * FROM finish();
ROLLBACK;
