-- SPDX-License-Identifier: EUPL-1.2
-- Fills the benchmark's citizen, the newest log-in's, up to 20 cases.

SELECT pg_temp.fill(p.person_id, 'bench-' || n,
	now() - interval '90 days' - n * interval '1 hour')
FROM (SELECT person_id FROM data.session ORDER BY started_at DESC LIMIT 1) AS p,
	generate_series(1, greatest(0, 20 - (SELECT count(*)::int
		FROM data.party q WHERE q.person_id =
			(SELECT person_id FROM data.session
				ORDER BY started_at DESC LIMIT 1)))) AS n;
VACUUM ANALYZE;
