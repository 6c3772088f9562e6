-- SPDX-License-Identifier: EUPL-1.2
-- Adds documents until there are :times as many: other people, their cases,
-- ten documents a case, each with one published version.

CREATE TEMPORARY TABLE grown AS
	SELECT (count(*) * (:times - 1) / 10)::int AS cases FROM data.document;

CREATE TEMPORARY TABLE grown_person (n serial, id uuid DEFAULT gen_random_uuid());
INSERT INTO grown_person SELECT FROM generate_series(1, (SELECT cases / 5 + 1 FROM grown));
INSERT INTO data.person (id, cpr_hash, cpr_sealed)
SELECT id, sha256(id::text::bytea),
	substr(sha256('a') || sha256('b'), 1, 58)
FROM grown_person;

INSERT INTO data.case (source_key, area_key, unit_key, title, status,
	opened_on, latest_at, latest_what)
SELECT 'grown-' || n, a.key, u.key, 'En anden borgers sag ' || n,
	'being-examined', current_date - 200, now() - n * interval '1 minute',
	'published'
FROM generate_series(1, (SELECT cases FROM grown)) AS n,
	LATERAL (SELECT key FROM data.area ORDER BY key LIMIT 1) AS a,
	LATERAL (SELECT key FROM data.unit ORDER BY key LIMIT 1) AS u;

INSERT INTO data.party (person_id, case_id, role, valid_from)
SELECT p.id, c.id, 'subject', c.opened_on
FROM data.case c
JOIN grown_person p
	ON p.n = 1 + substr(c.source_key, 7)::int / 5
WHERE c.source_key LIKE 'grown-%';

INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
SELECT c.id, 'd' || n, 'note', 'Notat ' || n, current_date - n
FROM data.case c, generate_series(1, 10) AS n
WHERE c.source_key LIKE 'grown-%';

INSERT INTO data.version (document_id, case_id, number, state, created_at,
	media_type, size, pages, sha256, file_name, content)
SELECT d.id, d.case_id, 1, 'final', now(), 'text/plain', 5, 1,
	sha256('notat'), 'notat.txt', lo_from_bytea(0, 'notat')
FROM data.document d JOIN data.case c ON c.id = d.case_id
WHERE c.source_key LIKE 'grown-%';

INSERT INTO data.publication (version_id, document_id, case_id, number,
	published_at, published_by)
SELECT v.id, v.document_id, v.case_id, 1,
	c.latest_at - random() * interval '1 hour', 'måling'
FROM data.version v JOIN data.case c ON c.id = v.case_id
WHERE c.source_key LIKE 'grown-%';

ANALYZE;
