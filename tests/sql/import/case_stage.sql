-- SPDX-License-Identifier: EUPL-1.2
-- Goal: room is made for an unknown case, which nobody sees; a known one stays as it is.

BEGIN;
\ir common.psql
SELECT plan(7);

\set stage 'SELECT ret_outcome FROM api_import.case_stage(%L, %L, ''t-unit'', %L, ''2026-01-05 23:30Z'', NULL, NULL, NULL, NULL)'
SELECT is(pg_temp.call(format(:'stage', 't-new', 't-job', 'Sag')), '(new)',
	'new');
SELECT is((SELECT count(*) FROM data.party p JOIN data.case c
	ON c.id = p.case_id WHERE c.source_key = 't-new'), 0::bigint,
	'without a party');
SELECT is(pg_temp.call(format(:'stage', 't-new', 't-social', 'Andet')),
	'(same)', 'known');
SELECT is((SELECT area_key || ' ' || title FROM data.case
	WHERE source_key = 't-new'), 't-job Sag', 'and unchanged');
SELECT is((SELECT count(*) FROM data.audit a JOIN data.case c
	ON c.id = a.case_id WHERE c.source_key = 't-new'), 1::bigint,
	'in the audit once');
SELECT is(pg_temp.try(format(:'stage', 't-other', 'nowhere', 'Sag')), 'MS404',
	'no such area');
SELECT pg_temp.only(format(:'stage', 't-new', 't-job', 'Sag'));

SELECT * FROM finish();
ROLLBACK;
