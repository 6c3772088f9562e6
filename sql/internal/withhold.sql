-- SPDX-License-Identifier: EUPL-1.2
-- Records a decision to withhold a document, or (in_lifted) that it no longer
-- is. What a party has been shown stays shown to them: the decision holds for
-- all versions but those that data.showing has a row of by an earlier
-- transaction. What became visible in this one was seen by nobody.
--
-- in_person: from this party, or null: from all. in_section: key of
-- data.section. in_at: when it was decided; one in the future holds at once,
-- an end in the future is refused, MS400. in_by: a role or unit. in_alone: from
-- that party alone; false or null: also from every guardian of the case, or of a
-- guardian from whom one can stand for (internal.withheld_beside). Returns false
-- when the very same decision is recorded already. MS404 no such document.

CREATE OR REPLACE FUNCTION internal.withhold(in_document uuid, in_person uuid,
	in_section text, in_at timestamptz, in_lifted boolean, in_by text,
	in_alone boolean DEFAULT NULL)
	RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
BEGIN
	SELECT d.case_id INTO of_case FROM data.document d
		WHERE d.id = in_document;
	IF NOT internal.case_lock(of_case) THEN
		PERFORM internal.fail('MS404', 'withhold: no such document');
	END IF;
	IF in_lifted AND in_at > internal.clock() THEN
		PERFORM internal.fail('MS400', 'withhold: an end in the future');
	END IF;
	IF EXISTS (SELECT FROM data.withholding w
		WHERE w.document_id = in_document AND w.section = in_section
			AND w.person_id IS NOT DISTINCT FROM in_person
			AND w.decided_at = in_at AND w.lifted = in_lifted
			AND (in_lifted OR coalesce(w.alone = in_alone, true)))
	THEN
		RETURN false;
	END IF;
	INSERT INTO data.withholding (document_id, case_id, person_id, section,
			shown_until, decided_at, lifted, decided_by, alone)
		SELECT in_document, of_case, in_person, in_section,
			coalesce(max(s.id), 0), in_at, in_lifted, in_by,
			coalesce(in_alone, false)
		FROM data.publication n CROSS JOIN data.party p
			JOIN data.showing s ON s.person_id = p.person_id
				AND s.version_id = n.version_id
		WHERE n.document_id = in_document AND p.case_id = of_case
			AND s.recorded_in <> internal.transaction();
	PERFORM internal.showing_refresh(of_case, in_document);
	RETURN true;
END
$$;

ALTER FUNCTION internal.withhold(uuid, uuid, text, timestamptz, boolean, text,
	boolean)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz, boolean,
	text, boolean) IS 'Records a decision to withhold a document, or its end.';
REVOKE ALL ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz,
	boolean, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withhold(uuid, uuid, text, timestamptz,
	boolean, text, boolean) TO minsag_system;
