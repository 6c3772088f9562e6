-- SPDX-License-Identifier: EUPL-1.2
-- What a case, found by the case system's key, consists of, by our own ids, so
-- that something can be decided about it: itself, its parties, documents,
-- versions and what is withheld. No title, text or name: who asks has the case
-- system beside them.
--
-- in_unit, in_role, in_name, in_reason: who looks and why, as
-- internal.audit_staff demands; that row is committed before anything leaves
-- (internal.look_staff). in_request_id: what tells this look from others;
-- without one nothing leaves. ret_what: case, party, document, version or
-- withheld. ret_id: of that; of withheld the party's, null: from all. ret_word:
-- the status, the role, the case system's key of a document, the number of a
-- version, the section. ret_from, ret_until: when opened and closed; party from
-- and until; dated; published and withdrawn; decided; a day, or a time in UTC.
-- MS404: no such case.

CREATE OR REPLACE FUNCTION api_desk.case_parts(in_unit text, in_role text,
	in_name text, in_reason text, in_key text,
	in_request_id text DEFAULT NULL)
RETURNS TABLE (ret_what text, ret_id uuid, ret_word text,
	ret_from text, ret_until text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.case;
BEGIN
	SELECT * INTO it FROM data.case c WHERE c.source_key = in_key;
	IF it.id IS NULL THEN
		PERFORM internal.fail('MS404', 'case: no such');
	END IF;
	IF NOT internal.look_staff(in_unit, in_role, in_name, in_reason, it.id,
		NULL, in_request_id)
	THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT 'case', it.id, it.status,
		it.opened_on::text, it.closed_on::text;
	RETURN QUERY SELECT 'party', p.person_id, p.role,
			internal.time_text(p.valid_from),
			internal.time_text(nullif(p.valid_to, 'infinity'))
		FROM data.party p WHERE p.case_id = it.id
		ORDER BY p.valid_from, p.person_id;
	RETURN QUERY SELECT t.what, t.id, t.word, t.since, t.until FROM (
		SELECT d.source_key AS document, 1 AS place, 0::bigint AS number,
			'document' AS what, d.id, d.source_key AS word,
			d.dated_on::text AS since, NULL AS until
		FROM data.document d WHERE d.case_id = it.id
		UNION ALL
		SELECT d.source_key, 2, v.number, 'version', v.id, v.number::text,
			internal.time_text(n.published_at),
			internal.time_text(w.withdrawn_at)
		FROM data.document d JOIN data.version v ON v.document_id = d.id
			LEFT JOIN data.publication n ON n.version_id = v.id
			LEFT JOIN data.withdrawal w ON w.version_id = v.id
		WHERE d.case_id = it.id
		UNION ALL
		SELECT d.source_key, 3, w.id, 'withheld', w.person_id, w.section,
			internal.time_text(w.decided_at), NULL
		FROM data.document d JOIN data.withholding w ON w.document_id = d.id
		WHERE d.case_id = it.id AND NOT w.lifted
			AND NOT EXISTS (SELECT FROM data.withholding newer
				WHERE newer.document_id = w.document_id
					AND newer.section = w.section
					AND newer.person_id IS NOT DISTINCT FROM w.person_id
					AND newer.id > w.id
					AND newer.decided_at >= w.decided_at)) t
		ORDER BY t.document, t.place, t.number;
END
$$;

ALTER FUNCTION api_desk.case_parts(text, text, text, text, text,
	text) OWNER TO
	minsag_system;
COMMENT ON FUNCTION api_desk.case_parts(text, text, text, text, text,
	text) IS
	'What a case consists of, by our own ids.';
REVOKE ALL ON FUNCTION api_desk.case_parts(text, text, text, text, text,
	text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.case_parts(text, text, text, text, text,
	text)
	TO minsag_admin;
