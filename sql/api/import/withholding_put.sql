-- SPDX-License-Identifier: EUPL-1.2
-- Records a decision to withhold a document, or (in_lifted) its end.
--
-- in_cpr_hash: from this party, or null: from all. in_by: a role or unit.
-- ret_outcome: new or same (nothing done). MS404 when there is no such document,
-- section or party of its case; MS400 in the future; MS409 as
-- internal.withhold says.

CREATE OR REPLACE FUNCTION api_import.withholding_put(in_document uuid, in_cpr_hash bytea,
	in_section text, in_at timestamptz, in_lifted boolean, in_by text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
	person uuid;
BEGIN
	SELECT d.case_id INTO of_case FROM data.document d
		WHERE d.id = in_document;
	IF NOT EXISTS (SELECT FROM data.section s WHERE s.key = in_section) THEN
		PERFORM internal.fail('MS404', 'section: no such section');
	END IF;
	IF in_at > internal.clock() THEN
		PERFORM internal.fail('MS400', 'decided_at: a time in the future');
	END IF;
	IF in_cpr_hash IS NOT NULL THEN
		SELECT p.person_id INTO person
			FROM data.party p JOIN data.person q ON q.id = p.person_id
			WHERE p.case_id = of_case AND q.cpr_hash = in_cpr_hash;
		IF NOT FOUND THEN
			PERFORM internal.fail('MS404',
				'cpr: not a party of the case');
		END IF;
	END IF;
	IF NOT internal.withhold(in_document, person, in_section, in_at,
		in_lifted, in_by)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.audit_system(CASE WHEN in_lifted THEN 'withhold-end'
		ELSE 'withhold' END, person, of_case, NULL, in_section);
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.withholding_put(uuid, bytea, text, timestamptz,
	boolean, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.withholding_put(uuid, bytea, text, timestamptz,
	boolean, text) IS
	'Records a decision to withhold a document, or its end.';
REVOKE ALL ON FUNCTION api_import.withholding_put(uuid, bytea, text,
	timestamptz, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.withholding_put(uuid, bytea, text,
	timestamptz, boolean, text) TO minsag_import;
