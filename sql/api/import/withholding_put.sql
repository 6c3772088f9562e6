-- SPDX-License-Identifier: EUPL-1.2
-- Records a decision to withhold a document, or (in_lifted) its end.
--
-- in_document: the case system's key. in_cpr_hash: from this party, or null:
-- from all. in_at: kept as it is told; a decision counts at once, also when the
-- case system's clock goes ahead, as long as that is less than a day. in_by: a
-- role or unit. in_alone: as internal.withhold. ret_outcome: new or same (nothing done). MS404 when there is no
-- such document, section or party of its case; MS400 when the end of one, or a
-- decision by more than a day, is in the future; MS409 as internal.withhold
-- says.

CREATE OR REPLACE FUNCTION api_import.withholding_put(in_case uuid, in_document text,
	in_cpr_hash bytea, in_section text, in_at timestamptz, in_lifted boolean,
	in_by text, in_alone boolean)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	document constant uuid := (SELECT d.id FROM data.document d
		WHERE d.case_id = in_case AND d.source_key = in_document);
	ahead constant timestamptz := internal.clock()
		+ CASE WHEN in_lifted THEN interval '0' ELSE interval '1 day' END;
	person uuid;
BEGIN
	IF document IS NULL THEN
		PERFORM internal.fail('MS404', 'document: no such document');
	END IF;
	IF NOT EXISTS (SELECT FROM data.section s WHERE s.key = in_section) THEN
		PERFORM internal.fail('MS404', 'section: no such section');
	END IF;
	IF in_at > ahead THEN
		PERFORM internal.fail('MS400', 'decided_at: a time in the future');
	END IF;
	IF in_cpr_hash IS NOT NULL THEN
		SELECT p.person_id INTO person
			FROM data.party p JOIN data.person q ON q.id = p.person_id
			WHERE p.case_id = in_case AND q.cpr_hash = in_cpr_hash;
		IF NOT FOUND THEN
			PERFORM internal.fail('MS404',
				'cpr: not a party of the case');
		END IF;
	END IF;
	IF NOT internal.withhold(document, person, in_section, in_at, in_lifted,
		in_by, in_alone)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.audit_system(CASE WHEN in_lifted THEN 'withhold-end'
		ELSE 'withhold' END, person, in_case, NULL, in_section);
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.withholding_put(uuid, text, bytea, text,
	timestamptz, boolean, text, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.withholding_put(uuid, text, bytea, text,
	timestamptz, boolean, text, boolean) IS
	'Records a decision to withhold a document, or its end.';
REVOKE ALL ON FUNCTION api_import.withholding_put(uuid, text, bytea, text,
	timestamptz, boolean, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.withholding_put(uuid, text, bytea,
	text, timestamptz, boolean, text, boolean) TO minsag_import;
