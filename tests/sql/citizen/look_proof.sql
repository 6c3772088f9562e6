-- SPDX-License-Identifier: EUPL-1.2
-- Goal: everyone who is logged in may know when the log was proved.

BEGIN;
\ir ../fixture.sql
SELECT plan(9);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.look_proof(%L)');
CREATE FUNCTION pg_temp.proof() RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT
		ret_checked_at AT TIME ZONE ''UTC'', ret_whole
		FROM api_citizen.look_proof(%L)', tap.key('carla')))
$$;
SELECT is(pg_temp.proof(), '', 'none yet');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-08 03:00Z', 'system', 'heartbeat', 'ok', 'whole-log', 'to 7');
SELECT is(pg_temp.proof(), '("2026-03-08 03:00:00",t)', 'whole');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-09 03:00Z', 'system', 'heartbeat', 'broken', 'whole-log',
		'at 8');
SELECT is(pg_temp.proof(), '("2026-03-09 03:00:00",f)', 'the last one counts');

SELECT * FROM finish();
ROLLBACK;
