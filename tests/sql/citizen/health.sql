-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the workers' health functions answer their own worker alone, without a session.

BEGIN;
\ir ../fixture.sql
SELECT plan(6);
SELECT is(attempt(role, format('SELECT * FROM %I.health()', schema)),
	CASE WHEN replace(role, 'minsag', 'api') = schema THEN 'ok'
		ELSE '42501' END, role || ' asks ' || schema)
	FROM unnest(ARRAY['minsag_login', 'minsag_citizen', 'minsag_document'])
		role, unnest(ARRAY['api_citizen', 'api_document']) schema;

SELECT * FROM finish();
ROLLBACK;
