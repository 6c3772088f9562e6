-- SPDX-License-Identifier: EUPL-1.2
-- Gives the persona of the newest session 400 remarks, each answered, on their
-- document with most pages, and everybody together 20,000 others.

SELECT s.person_id AS person FROM data.session s
	ORDER BY s.started_at DESC LIMIT 1 \gset
SELECT v.case_id AS of_case, v.document_id AS document, v.id AS version,
		coalesce(v.pages, 1) AS pages
	FROM data.version v JOIN data.publication USING (document_id)
		JOIN data.party q ON q.case_id = v.case_id
	WHERE q.person_id = :'person' AND internal.visibility(q.person_id, v.id)
		= '{}'
	ORDER BY v.pages DESC NULLS LAST, v.id LIMIT 1 \gset
WITH place AS (
	SELECT :'of_case'::uuid AS case_id, :'document'::uuid AS document_id,
		:'version'::uuid AS version_id, :'person'::uuid AS person_id, n
	FROM generate_series(1, 400) n
	UNION ALL
	SELECT v.case_id, v.document_id, v.id, q.person_id, n
	FROM generate_series(1, 20000) n
		JOIN LATERAL (SELECT p.version_id FROM data.publication p
			WHERE p.case_id <> :'of_case'
			ORDER BY md5(n % 500 || p.version_id::text) LIMIT 1) any_one ON true
		JOIN data.version v ON v.id = any_one.version_id
		JOIN data.party q ON q.case_id = v.case_id)
INSERT INTO data.remark (case_id, document_id, version_id, person_id, kind,
		page, quote, before, after, body, client_key, at)
	SELECT case_id, document_id, version_id, person_id, 'remark', 1,
		'Vi har lagt vægt på lægens oplysninger fra den ' || n || '. juni.',
		'efter en samlet vurdering. ', ' Du kan klage over',
		repeat('Det er ikke sådan, jeg husker samtalen. ', 5),
		md5('bench ' || person_id || case_id || n)::uuid,
		now() - n * interval '1 minute'
	FROM place
	ON CONFLICT (person_id, client_key) DO NOTHING;
INSERT INTO data.answer (remark_id, case_id, person_id, outcome, reason,
		unit_key, role, client_key, at)
	SELECT r.id, r.case_id, r.person_id, 'noted',
		repeat('Vi har skrevet det til i sagen. ', 6), c.unit_key,
		'Sagsbehandler', r.id, now()
	FROM data.remark r JOIN data.case c ON c.id = r.case_id
	WHERE r.after = ' Du kan klage over'
	ON CONFLICT (client_key) DO NOTHING;
VACUUM ANALYZE data.remark, data.answer;
SELECT :'document';
