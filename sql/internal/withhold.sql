-- SPDX-License-Identifier: EUPL-1.2
-- Records a decision to withhold a document, or (in_lifted) that it no longer
-- is. What a party has been shown stays shown: the decision counts from the
-- version after the newest that was shown before this transaction.
--
-- in_person: from this party, or null: from all. in_section: key of
-- data.section. in_by: a role or unit. Returns false when the very same
-- decision is recorded already. MS404 no such document; MS409 when it is from
-- all and the parties have been shown different versions: then decide for each.

CREATE OR REPLACE FUNCTION internal.withhold(in_document uuid, in_person uuid,
	in_section text, in_at timestamptz, in_lifted boolean, in_by text)
	RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
	shown_least integer;
	shown_most integer;
BEGIN
	SELECT d.case_id INTO of_case FROM data.document d
		WHERE d.id = in_document;
	IF of_case IS NULL THEN
		PERFORM internal.fail('MS404', 'withhold: no such document');
	END IF;
	IF EXISTS (SELECT FROM data.withholding w
		WHERE w.document_id = in_document AND w.section = in_section
			AND w.person_id IS NOT DISTINCT FROM in_person
			AND w.decided_at = in_at AND w.lifted = in_lifted)
	THEN
		RETURN false;
	END IF;
	SELECT coalesce(min(shown.number), 0), coalesce(max(shown.number), 0)
		INTO shown_least, shown_most
		FROM data.party p CROSS JOIN LATERAL (
			SELECT coalesce(max(v.number), 0) AS number
			FROM internal.versions(p.person_id) v
				JOIN data.publication n ON n.version_id = v.version_id
			WHERE v.document_id = in_document AND v.case_id = of_case
				AND v.reasons <@ ARRAY['not-a-party', 'withdrawn']
				AND n.recorded_at < internal.clock()) shown
		WHERE p.case_id = of_case
			AND (in_person IS NULL OR p.person_id = in_person);
	IF NOT in_lifted AND shown_least <> shown_most THEN
		PERFORM internal.fail('MS409',
			'withhold: the parties have been shown different versions');
	END IF;
	INSERT INTO data.withholding (document_id, case_id, person_id, section,
			from_number, decided_at, lifted, decided_by)
		VALUES (in_document, of_case, in_person, in_section, shown_most + 1,
			in_at, in_lifted, in_by);
	PERFORM internal.unread_refresh(of_case, in_document);
	RETURN true;
END
$$;

ALTER FUNCTION internal.withhold(uuid, uuid, text, timestamptz, boolean, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz, boolean,
	text) IS 'Records a decision to withhold a document, or its end.';
REVOKE ALL ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz,
	boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz,
	boolean, text) TO minsag_system;
