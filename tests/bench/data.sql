-- SPDX-License-Identifier: EUPL-1.2
-- Fills the benchmark's citizen up to 20 cases, each with 10 documents of one
-- small published version. The newest log-in is the citizen's.

CREATE TEMPORARY TABLE bench_person AS
	SELECT person_id AS id FROM data.session ORDER BY started_at DESC LIMIT 1;

INSERT INTO data.case (source_key, area_key, unit_key, title, status,
	opened_on, deadline_on, deadline_da, deadline_en, latest_at, latest_what)
SELECT 'bench-' || n, a.key, u.key, 'Sag til måling nummer ' || n,
	'being-examined', current_date - 100, current_date + 14,
	'Vi svarer dig senest denne dag', 'We answer you by this day',
	now() - n * interval '1 hour', 'published'
FROM generate_series(1, greatest(0, 20 - (SELECT count(*)::int
	FROM data.party q, bench_person p WHERE q.person_id = p.id))) AS n,
	LATERAL (SELECT key FROM data.area ORDER BY md5(key || n) LIMIT 1) AS a,
	LATERAL (SELECT key FROM data.unit ORDER BY md5(key || n) LIMIT 1) AS u
ON CONFLICT (source_key) DO NOTHING;

INSERT INTO data.party (person_id, case_id, role, valid_from)
SELECT p.id, c.id, 'subject', c.opened_on
FROM bench_person p, data.case c WHERE c.source_key LIKE 'bench-%'
ON CONFLICT DO NOTHING;

INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
SELECT c.id, 'd' || n, 'note', 'Notat ' || n, current_date - n
FROM data.case c, generate_series(1, 10) AS n
WHERE c.source_key LIKE 'bench-%'
ON CONFLICT DO NOTHING;

INSERT INTO data.version (document_id, case_id, number, state, created_at,
	media_type, size, pages, sha256, file_name, content)
SELECT d.id, d.case_id, 1, 'final', now(), 'text/plain', 5, 1,
	sha256('notat'), 'notat.txt', lo_from_bytea(0, 'notat')
FROM data.document d JOIN data.case c ON c.id = d.case_id
WHERE c.source_key LIKE 'bench-%'
ON CONFLICT (document_id, number) DO NOTHING;

INSERT INTO data.publication (version_id, document_id, case_id, number,
	published_at, published_by)
SELECT v.id, v.document_id, v.case_id, 1,
	c.latest_at - random() * interval '1 hour', 'måling'
FROM data.version v JOIN data.case c ON c.id = v.case_id
WHERE c.source_key LIKE 'bench-%'
ON CONFLICT DO NOTHING;

ANALYZE;
