-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what looks the same has one normal form, whoever set it, and no text takes the square of its length.

BEGIN;
\ir ../fixture.sql
SELECT plan(31);
SELECT is(data.text_fold(form), wanted, wanted || ': ' || about) FROM (VALUES
	(U&'e\FB00ekt', 'effekt', 'a ligature'),
	(U&'\FB01n', 'fin', 'another'),
	(U&'A\030Ase', U&'\00C5se', 'not composed'),
	(U&'\212Bse', U&'\00C5se', 'the unit of length'),
	('Aase', U&'\00C5se', 'aa'),
	('AASE', U&'\00C5SE', 'AA'),
	('maaske', U&'m\00E5ske', 'within a word'),
	(U&'12\00A0345\202F678', '12 345 678', 'spaces that keep together'),
	(U&'fleks\00ADjob', 'fleksjob', 'a soft hyphen'),
	(U&'\FEFF\200E+45\202C', '+45', 'marks that nobody sees'),
	(U&'a\2011kasse', 'a-kasse', 'a hyphen that keeps together'),
	(U&'8\201316', '8-16', 'a dash'),
	(U&'\201Dnej\201D \00BBja\00AB \201Etak\201C', '"nej" "ja" "tak"',
		'quotation marks'),
	(U&'d\2019or', 'd''or', 'an apostrophe'),
	(U&'kommu-\000Anen', 'kommunen', 'parted at a line''s end'),
	(U&'kommu-\000D\000A  nen', 'kommunen', 'the same, with its margin'),
	(U&'kommu\00AD\000Anen', 'kommunen', 'with a soft hyphen'),
	(U&'kommu\00AD\200B \000D\000A nen', 'kommunen', 'and more behind it'),
	(U&'kommu\00AD-\00AD\000Anen', 'kommunen', 'with both'),
	(U&'12\00AD\000A14', U&'12\000A14', 'soft ones too'),
	(U&'a-\000Afdeling a\00AD\000Aa', U&'afdeling \00E5', 'then aa'),
	(U&'12-\000A14', U&'12-\000A14', 'numbers are not put together'),
	(U&'Nord-\000ASyd', U&'Nord-\000ASyd', 'nor what begins with a capital'),
	('', '', 'nothing')) t (form, wanted, about);
SELECT is(data.text_fold(data.text_fold(form)), data.text_fold(form),
	'once is enough') FROM (VALUES
	(U&'Aa \FB00 A\030A kommu-\000Anen \201Dx\201D')) t (form);
SELECT is(data.text_fold(NULL), '', 'null');
SELECT ok(data.text_words(repeat(md5('x') || ' ', 10)) IS NOT NULL, 'words');
SELECT is(length(data.text_fold(repeat(U&'\0301\0323', 500000))), 1000000,
	'half a million accents on one letter end');
SELECT cmp_ok(length(data.text_words((SELECT string_agg(md5(n::text), ' ')
	FROM generate_series(1, 60000) n))), '>', 10000,
	'more words than one entry holds');
SELECT is(attempt(role, 'SELECT data.text_words(''x'')'), '42501', role)
	FROM unnest(ARRAY['minsag_citizen', 'minsag_import']) role;
SELECT * FROM finish();
ROLLBACK;
