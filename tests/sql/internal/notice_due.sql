-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a notice goes when the citizen wants it, by the clock on a Danish wall, on the days when it is moved too.
-- The clock goes from 02:00 to 03:00 on 2026-03-29 and from 03:00 to 02:00 on 2026-10-25.

BEGIN;
SET LOCAL search_path = tap, pg_catalog;
SET LOCAL timezone = 'UTC';
SELECT plan(22);
SELECT is(internal.notice_due(now_at::timestamptz, pace, daily::time,
	split_part(quiet, ' ', 1)::time, split_part(quiet, ' ', 2)::time),
	wanted::timestamptz, about)
FROM (VALUES
	('2026-03-10 10:00+01', 'at-once', '16:00', NULL, '2026-03-10 10:00+01',
		'at once, no quiet hours'),
	('2026-03-10 10:00+01', 'daily', '16:00', NULL, '2026-03-10 16:00+01',
		'daily: later today'),
	('2026-03-10 16:00+01', 'daily', '16:00', NULL, '2026-03-11 16:00+01',
		'daily: not the same minute again'),
	('2026-03-10 17:00+01', 'daily', '16:00', NULL, '2026-03-11 16:00+01',
		'daily: tomorrow'),
	('2026-12-31 17:00+01', 'daily', '16:00', NULL, '2027-01-01 16:00+01',
		'daily: next year'),
	('2026-03-10 21:59+01', 'at-once', '16:00', '22:00 07:00',
		'2026-03-10 21:59+01', 'a minute before the quiet hours'),
	('2026-03-10 22:00+01', 'at-once', '16:00', '22:00 07:00',
		'2026-03-11 07:00+01', 'as they begin'),
	('2026-03-11 06:59:59+01', 'at-once', '16:00', '22:00 07:00',
		'2026-03-11 07:00+01', 'as they end'),
	('2026-03-11 07:00+01', 'at-once', '16:00', '22:00 07:00',
		'2026-03-11 07:00+01', 'when they have ended'),
	('2026-03-10 12:30+01', 'at-once', '16:00', '12:00 13:00',
		'2026-03-10 13:00+01', 'quiet in the middle of the day'),
	('2026-03-10 13:00+01', 'at-once', '16:00', '12:00 13:00',
		'2026-03-10 13:00+01', 'and after it'),
	('2026-03-10 11:00+01', 'at-once', '16:00', '12:00 13:00',
		'2026-03-10 11:00+01', 'and before it'),
	('2026-03-10 20:00+01', 'daily', '23:00', '22:00 07:00',
		'2026-03-11 07:00+01', 'a daily message in the quiet hours waits'),
	('2026-03-28 17:00+01', 'daily', '16:00', NULL, '2026-03-29 16:00+02',
		'over the night of spring: 16 is 16'),
	('2026-10-24 17:00+02', 'daily', '16:00', NULL, '2026-10-25 16:00+01',
		'over the night of autumn too'),
	('2026-03-28 23:00+01', 'at-once', '16:00', '22:00 07:00',
		'2026-03-29 07:00+02', 'quiet over the night of spring'),
	('2026-10-24 23:00+02', 'at-once', '16:00', '22:00 07:00',
		'2026-10-25 07:00+01', 'quiet over the night of autumn'),
	('2026-03-28 17:00+01', 'daily', '02:30', NULL, '2026-03-29 03:30+02',
		'an hour that does not come is the one after it'),
	('2026-10-24 17:00+02', 'daily', '02:30', NULL, '2026-10-25 02:30+01',
		'an hour that comes twice comes once'),
	('2026-10-25 02:45+02', 'at-once', '16:00', '22:00 02:50',
		'2026-10-25 02:50+01', 'quiet until an hour that comes twice'),
	('2026-03-10 23:59+01', 'daily', '00:00', NULL, '2026-03-11 00:00+01',
		'at midnight')) t (now_at, pace, daily, quiet, wanted, about);
SELECT ok(bool_and(internal.notice_due(at, pace, '02:30', '01:00', '03:15')
		>= at), 'never in the past, all through both nights')
	FROM (SELECT generate_series('2026-03-28 20:00+00'::timestamptz,
			'2026-03-29 06:00+00', '7 minutes') at
		UNION SELECT generate_series('2026-10-24 20:00+00'::timestamptz,
			'2026-10-25 06:00+00', '7 minutes')) times,
		unnest(ARRAY['at-once', 'daily']) pace;

SELECT * FROM finish();
ROLLBACK;
