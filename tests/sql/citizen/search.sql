-- SPDX-License-Identifier: EUPL-1.2
-- Goal: search finds only what I may read, in title and text, and its excerpts are of nothing else.

BEGIN;
\ir ../fixture.sql
SELECT plan(60);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.search(%L,
	''fleksjob'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL)');
CREATE FUNCTION pg_temp.list(in_name text, in_rest text) RETURNS text
LANGUAGE sql AS $$
	SELECT translate(tap.rows('minsag_citizen', format('SELECT
		left(ret_case_id::text, 2), ret_title, ret_state, ret_in, ret_excerpt
		FROM api_citizen.search(%L, %s, ''r1'')', tap.key(in_name), in_rest)),
		U&'\E000\E001', '<>')
$$;
\set rest ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20'
SELECT is(pg_temp.list('anna', '''fleksjob''' || :'rest'),
$$(a1,Afgørelse,final,text,"får bevilget <fleksjob>")
(a1,"Notat om møde",draft,text,"talte om <fleksjob> og løn")$$,
	'every document has the word; two of hers are shown');
SELECT is(pg_temp.list('bent', '''fleksjob''' || :'rest'),
	'(b1,"Bents notat",draft,text,"Bents notat om <fleksjob>")', 'Bent''s');
SELECT is(pg_temp.list('carla', '''fleksjob''' || :'rest'), '', 'Carla''s');
SELECT is(pg_temp.list('anna', '''fleksjobbet''' || :'rest'),
	pg_temp.list('anna', '''fleksjob''' || :'rest'), 'Danish endings');
SELECT is(pg_temp.list('anna', '''møde''' || :'rest'),
	'(a1,"Notat om møde",draft,title,)', 'in the title alone');
SELECT is(pg_temp.list('anna', quote_literal(words) || :'rest'), '',
	'nothing: ' || words) FROM unnest(ARRAY['hemmelig', 'hemmeligt', 'forkert',
		'gammelt', 'lægeattest', 'attest', 'bents', 'lukket', 'udkast', 'og',
		'fleksjob -fleksjob', '""', '& | ! ( ) : * \', 'ikke vist']) words;
SELECT is(pg_temp.list('anna', '''"bevilget fleksjob"''' || :'rest'),
	'(a1,Afgørelse,final,text,"får <bevilget> <fleksjob>")', 'a phrase');
SELECT is(pg_temp.list('anna', '''brev or løn''' || :'rest'),
$$(a2,"Brev om hjælp",final,title,"<Brev> om hjælp i hjemmet")
(a1,"Notat om møde",draft,text,"talte om fleksjob og <løn>")$$,
	'one of two words; title and text');
SELECT is(pg_temp.list('anna', '''fleksjob''' || rest), wanted, rest)
	FROM (VALUES
	(', ''t-social'', NULL, NULL, NULL, NULL, NULL, NULL, 20', ''),
	(format(', NULL, %L, NULL, NULL, NULL, NULL, NULL, 20', :'a2'), ''),
	(format(', NULL, %L, NULL, NULL, NULL, NULL, NULL, 20', :'b1'), ''),
	(', NULL, NULL, ''decision'', NULL, NULL, NULL, NULL, 20',
	 '(a1,Afgørelse,final,text,"får bevilget <fleksjob>")'),
	(', NULL, NULL, NULL, ''2026-02-02'', NULL, NULL, NULL, 20',
	 '(a1,Afgørelse,final,text,"får bevilget <fleksjob>")'),
	(', ''t-job'', NULL, NULL, NULL, ''2026-02-01'', NULL, NULL, 20',
	 '(a1,"Notat om møde",draft,text,"talte om <fleksjob> og løn")'),
	(', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1',
	 '(a1,Afgørelse,final,text,"får bevilget <fleksjob>")')) t (rest, wanted);
SELECT is(pg_temp.list('anna', format('''fleksjob'', NULL, NULL, NULL, NULL,
	NULL, %L, %L, 20', published_at, version_id)),
	'(a1,"Notat om møde",draft,text,"talte om <fleksjob> og løn")',
	'the next page') FROM data.publication WHERE version_id = :'decision2';
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.search(%L, %L%s, NULL)', key('anna'), words, :'rest')), 'MS400',
	'words: ' || coalesce(length(words)::text, 'none'))
	FROM unnest(ARRAY['', repeat('a', 201), NULL]) words;
SELECT published(:'d_note', 2, 'final', U&'Et \E000falsk\E001 mærke om løn.')
	\g /dev/null
SELECT is(pg_temp.list('anna', '''mærke''' || :'rest'),
	'(a1,"Notat om møde",final,text,"falsk <mærke> om løn")',
	'marks in the text itself are taken out');
SELECT is(pg_temp.list('anna', '''talte''' || :'rest'), '',
	'an older version is not found');

-- What has been shown stays found when a newer version is not shown.
SELECT clock('2026-03-10 10:05+01') \g /dev/null
SELECT internal.withhold(:'d_note', NULL, 'fvl-15b', internal.clock(), false,
	'Jurist') \g /dev/null
SELECT published(:'d_note', 3, 'final', 'Et mærke til.') \g /dev/null
SELECT is(pg_temp.list('anna', '''mærke''' || :'rest'),
	'(a1,"Notat om møde",final,text,"falsk <mærke> om løn")',
	'withheld: the version before it');
SELECT is(pg_temp.list('anna', '''møde''' || :'rest'),
	'(a1,"Notat om møde",final,title,)', 'also by its title, and once');
SELECT is(pg_temp.list('anna', '''talte''' || :'rest'), '',
	'but none older');
SELECT is(pg_temp.list('anna', '''udkast''' || :'rest'), '',
	'a draft behind a decision is not found');
SELECT internal.withdraw(:'decision2', internal.clock(), 'wrong-case', 'Jurist')
	\g /dev/null
SELECT is(pg_temp.list('anna', '''udkast''' || :'rest'),
	'(a1,Afgørelse,draft,text,"<Udkast> til afgørelse om fleksjob")',
	'but when the decision is withdrawn');
SELECT is(pg_temp.list('anna', '''bevilget''' || :'rest'), '',
	'nothing of the decision');

-- Audited where something is found, once a session and case.
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
	left(person_id::text, 1), left(case_id::text, 2), request_id, detail), ', '
	ORDER BY id) FROM data.audit),
	'search ok 1 a1 r1, search ok 2 b1 r1, search ok 1 a2 r1',
	'a row a session and case');
DELETE FROM data.audit;
SELECT is(pg_temp.list('anna', '''hemmelig''' || :'rest'), '', 'nothing found');
SELECT is((SELECT count(*) FROM data.audit), 0::bigint, 'no row');
SELECT is(pg_temp.list('anna', '''notat''' || :'rest'),
	'(a1,"Notat om møde",final,title,)',
	'what is withheld from Anna alone stays hidden');

-- However it was written or set; shown as it is.
SELECT published(:'d_letter', 9, 'final',
	U&'Stor e\FB00ekt hos A\030Ase i Aalborg, sagde kommu-\000Anen om det fleks\00ADjob, a\2011kassen.')
	\g /dev/null
SELECT ok(pg_temp.list('anna', quote_literal(words) || :'rest')
	LIKE '(a2,"Brev om hjælp",final,text,"%' || hit || '%")', words)
	FROM (VALUES
	('effekt', U&'Stor <e\FB00ekt> hos'), (U&'e\FB00ekt', U&'<e\FB00ekt>'),
	(U&'\00C5se', U&'<A\030Ase>'), (U&'A\030Ase', U&'<A\030Ase>'),
	('aase', U&'<A\030Ase>'), (U&'\00E5lborg', '<Aalborg>'),
	('kommunen', U&'<kommu>-\000A<nen>'), ('fleksjob', U&'<fleks>\00AD<job>'),
	(U&'\201Estor effekt\201D', U&'<Stor> <e\FB00ekt>'),
	('a-kassen', U&'<a>\2011<kassen>')) t (words, hit);

SELECT * FROM finish();
ROLLBACK;
