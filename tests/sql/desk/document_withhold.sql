-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a document is withheld, and withheld no longer, at once, by nobody unnamed.

BEGIN;
\ir ../admin/common.psql
SELECT plan(26);
CREATE FUNCTION pg_temp.decide(in_document uuid, in_person uuid,
	in_section text, in_lifted boolean, in_why text DEFAULT 'Afgørelse',
	in_alone boolean DEFAULT false)
	RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT ret_outcome FROM api_desk.document_withhold(''t-unit'',
		''Jurist'', NULL, %L, %L, %L, %L, %L, %L)', in_why, in_document, in_person,
		in_section, in_lifted, in_alone)
$$;
SELECT pg_temp.only(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', false));
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', false, ' ')),
	'MS400', 'no reason');
SELECT is(pg_temp.try(pg_temp.decide(:'none', NULL, 'fvl-12', false)), 'MS404',
	'no such document');
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', NULL, 'fvl-99', false)),
	'MS404', 'no such section');
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', :'carla', 'fvl-12', false)),
	'MS404', 'no party of this case');
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', true)),
	'MS404', 'nothing is withheld yet');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', false)),
	'(new)', 'withheld from all');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', false)),
	'(same)', 'repeated');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', :'anna', 'fvl-15b', false)),
	'(new)', 'and from one party under another section');
SELECT internal.publish(:'hushed', internal.clock(), 'x') \g /dev/null
SELECT is(array_to_string(internal.visibility(:'anna', :'hushed'), ' '),
	'withheld', 'it counts at once');
-- Another clock went ahead.
SELECT internal.withhold(:'d_hushed', NULL, 'fvl-14', internal.clock()
	+ interval '1 hour', false, 'Jurist') \g /dev/null
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', NULL, 'fvl-14', true)),
	'MS409', 'what a clock that goes ahead decided is lifted later');
SELECT tap.clock('2026-03-10 11:00:01+01') \g /dev/null
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', NULL, 'fvl-14', true)),
	'(new)', 'when that time has come');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', true)),
	'(new)', 'lifted from all');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', NULL, 'fvl-12', true)),
	'(same)', 'repeated');
SELECT is(pg_temp.try(pg_temp.decide(:'d_hushed', NULL, 'fvl-15b', true)),
	'MS404', 'under a section under which it is withheld from one party only');
SELECT is(array_to_string(internal.visibility(:'anna', :'hushed'), ' '),
	'withheld', 'under the other section still');
SELECT is(pg_temp.call(pg_temp.decide(:'d_hushed', :'anna', 'fvl-15b', true)),
	'(new)', 'lifted there, too');
SELECT isnt(array_to_string(internal.visibility(:'anna', :'hushed'), ' '),
	'withheld', 'and withheld no more');

-- From one party alone, or from who reads for them too.
SELECT is(pg_temp.call(pg_temp.decide(:'d_letter', :'anna', 'fvl-12', false,
	'Afgørelse', false)), '(new)', 'from Anna and her guardian');
SELECT is(pg_temp.call(pg_temp.decide(:'d_letter', :'anna', 'fvl-12', false,
	'Afgørelse', false)), '(same)', 'repeated');
SELECT clock(internal.clock() + interval '1 s') \g /dev/null
SELECT is(pg_temp.call(pg_temp.decide(:'d_letter', :'anna', 'fvl-12', false,
	'Afgørelse', true)), '(new)', 'from her alone: another decision');
-- Another clock went ahead: what shows less is taken, what shows more waits.
SELECT internal.withhold(:'d_letter', :'anna', 'fvl-14', internal.clock()
	+ interval '1 hour', false, 'Jurist', true) \g /dev/null
SELECT is(pg_temp.call(pg_temp.decide(:'d_letter', :'anna', 'fvl-14', false)),
	'(new)', 'ahead of the clock, and now from her guardian too');
SELECT is(pg_temp.call(pg_temp.decide(:'d_letter', :'anna', 'fvl-14', false)),
	'(same)', 'it holds');
SELECT is((SELECT string_agg(w.law, '') FROM internal.withheld(:'d_letter', NULL,
	:'bent', 'guardian') w), 'forvaltningsloven § 14', 'for him');
SELECT is(pg_temp.try(pg_temp.decide(:'d_letter', :'anna', 'fvl-14', true)),
	'MS409', 'its end waits');
SELECT is(pg_temp.try(pg_temp.decide(:'d_letter', :'anna', 'fvl-14', false,
	'Afgørelse', true)), 'MS409', 'and so does what is for her alone');

SELECT * FROM finish();
ROLLBACK;
