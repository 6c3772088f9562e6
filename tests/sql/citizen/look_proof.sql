-- SPDX-License-Identifier: EUPL-1.2
-- Goal: everyone who is logged in may know when the log was proved.

BEGIN;
\ir ../fixture.sql
SELECT plan(10);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.look_proof(%L)');
CREATE FUNCTION pg_temp.proof() RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT
		ret_checked_at AT TIME ZONE ''UTC'', ret_whole,
		ret_since AT TIME ZONE ''UTC'', ret_until AT TIME ZONE ''UTC'',
		ret_proved_from AT TIME ZONE ''UTC'',
		ret_unsealed_since AT TIME ZONE ''UTC''
		FROM api_citizen.look_proof(%L)', tap.key('carla')))
$$;
SELECT is(pg_temp.proof(), '', 'none yet');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-08 03:00Z', 'system', 'heartbeat', 'ok', 'whole-log',
		'{"to": 7, "since": "2026-01-01T00:00:00Z", "until": "2026-03-08T02:59:00Z",
		"proved_from": "2026-02-09T03:00:00Z", "unsealed_since": "2026-03-08T02:59:30Z"}');
SELECT is(pg_temp.proof(), '("2026-03-08 03:00:00",t,"2026-01-01 00:00:00",'
	'"2026-03-08 02:59:00","2026-02-09 03:00:00","2026-03-08 02:59:30")', 'whole');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-09 03:00Z', 'system', 'heartbeat', 'broken', 'whole-log',
		'{"broken": 8}');
SELECT is(pg_temp.proof(), '("2026-03-09 03:00:00",f,,,,)', 'the last one counts');
INSERT INTO data.audit (at, actor, action, outcome, purpose, detail)
	VALUES ('2026-03-10 03:00Z', 'system', 'heartbeat', 'ok', 'whole-log', '7:00');
SELECT is(pg_temp.proof(), '("2026-03-09 03:00:00",f,,,,)',
	'what proves nothing of this chain is passed over');

SELECT * FROM finish();
ROLLBACK;
