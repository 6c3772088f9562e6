-- SPDX-License-Identifier: EUPL-1.2
-- Records a document of a case.
--
-- in_key: the case system's own key, within the case. Another title is a
-- correction (internal.correct_document). It counts for who is shown an earlier
-- version, too: so not with in_stay, and not while something is withheld from
-- anybody. ret_outcome: new, same (nothing done), changed, or held: the title
-- was to be another. MS404 when there is no such case; MS409 when a known
-- document is said to have another kind or date, which decide whether it is shown.

CREATE OR REPLACE FUNCTION api_import.document_put(in_case uuid, in_key text, in_kind
	text, in_title text, in_dated_on date, in_stay boolean)
	RETURNS TABLE (ret_document uuid, ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.document;
BEGIN
	IF NOT EXISTS (SELECT FROM data.case c WHERE c.id = in_case) THEN
		PERFORM internal.fail('MS404', 'case: no such case');
	END IF;
	INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
		VALUES (in_case, in_key, in_kind, in_title, in_dated_on)
		ON CONFLICT (case_id, source_key) DO NOTHING
		RETURNING * INTO known;
	IF FOUND THEN
		RETURN QUERY SELECT known.id, 'new';
		RETURN;
	END IF;
	SELECT * INTO known FROM data.document d
		WHERE d.case_id = in_case AND d.source_key = in_key;
	IF (known.kind, known.dated_on) <> (in_kind, in_dated_on) THEN
		PERFORM internal.fail('MS409', 'known with another kind or date');
	END IF;
	IF known.title = in_title THEN
		RETURN QUERY SELECT known.id, 'same';
		RETURN;
	END IF;
	IF in_stay THEN
		RETURN QUERY SELECT known.id, 'held';
		RETURN;
	END IF;
	PERFORM internal.case_lock(in_case);
	IF EXISTS (SELECT FROM data.withholding w
		WHERE w.document_id = known.id AND NOT w.lifted
			AND NOT EXISTS (SELECT FROM data.withholding newer
				WHERE newer.document_id = w.document_id
					AND newer.section = w.section
					AND newer.person_id IS NOT DISTINCT FROM w.person_id
					AND newer.id > w.id
					AND newer.decided_at >= w.decided_at))
	THEN
		RETURN QUERY SELECT known.id, 'held';
		RETURN;
	END IF;
	PERFORM internal.correct_document(known.id, in_title);
	RETURN QUERY SELECT known.id, 'changed';
END
$$;

ALTER FUNCTION api_import.document_put(uuid, text, text, text, date,
	boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.document_put(uuid, text, text, text, date,
	boolean)
	IS
	'Records a document of a case.';
REVOKE ALL ON FUNCTION api_import.document_put(uuid, text, text, text,
	date, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.document_put(uuid, text, text, text,
	date, boolean) TO minsag_import;
