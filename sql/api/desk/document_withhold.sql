-- SPDX-License-Identifier: EUPL-1.2
-- Withholds a document from one party or from all, or (in_lifted) ends that, at
-- once: the way that needs no import. What a party has been shown stays shown to
-- them; version_withdraw takes that back.
--
-- in_unit, in_role, in_name, in_reason: who decides and why, as
-- internal.audit_staff demands. in_person: from this party, or null: from all.
-- in_section: key of data.section. in_alone: from that party alone; else also
-- from every guardian of the case, or, of a guardian, from whom one can stand
-- for. ret_outcome: new, or same: it is so already.
-- MS404 no such document, section or party of its case, or it was never withheld
-- like that; MS409 what would show more, for a decision that holds has a time
-- that is still to come, by a clock that went ahead. What shows less is never
-- refused for that.

CREATE OR REPLACE FUNCTION api_desk.document_withhold(in_unit text,
	in_role text, in_name text, in_reason text, in_document uuid,
	in_person uuid, in_section text, in_lifted boolean,
	in_alone boolean)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case constant uuid := (SELECT d.case_id FROM data.document d
		WHERE d.id = in_document);
	wide boolean; -- what holds counts for others too; null: nothing holds
	latest timestamptz;
BEGIN
	IF of_case IS NULL THEN
		PERFORM internal.fail('MS404', 'document: no such');
	END IF;
	IF NOT EXISTS (SELECT FROM data.section s WHERE s.key = in_section) THEN
		PERFORM internal.fail('MS404', 'section: no such');
	END IF;
	IF in_person IS NOT NULL AND NOT EXISTS (SELECT FROM data.party p
		WHERE p.case_id = of_case AND p.person_id = in_person)
	THEN
		PERFORM internal.fail('MS404', 'party: not of this case');
	END IF;
	IF in_lifted AND NOT EXISTS (SELECT FROM data.withholding w
		WHERE w.document_id = in_document AND w.section = in_section
			AND w.person_id IS NOT DISTINCT FROM in_person AND NOT w.lifted)
	THEN
		PERFORM internal.fail('MS404', 'section: not withheld under it');
	END IF;
	PERFORM internal.case_lock(of_case);
	PERFORM internal.audit_staff(in_unit, in_role, in_name, in_reason,
		CASE WHEN in_lifted THEN 'withhold-end' ELSE 'withhold' END, of_case,
		NULL);
	SELECT bool_or(NOT w.alone), max(w.decided_at) INTO wide, latest
		FROM data.withholding w
		WHERE w.document_id = in_document AND w.section = in_section
			AND w.person_id IS NOT DISTINCT FROM in_person AND NOT w.lifted
			AND NOT EXISTS (SELECT FROM data.withholding newer
				WHERE newer.document_id = w.document_id
					AND newer.section = w.section
					AND newer.person_id IS NOT DISTINCT FROM w.person_id
					AND newer.id > w.id
					AND newer.decided_at >= w.decided_at);
	IF (in_lifted AND wide IS NULL) OR (NOT in_lifted AND wide <> in_alone)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	IF latest >= internal.clock() AND (in_lifted OR (wide AND in_alone)) THEN
		PERFORM internal.fail('MS409',
			'section: decided at a time that is still to come');
	END IF;
	PERFORM internal.withhold(in_document, in_person, in_section,
			internal.clock(), in_lifted, u.name, in_alone)
		FROM data.unit u WHERE u.key = in_unit;
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_desk.document_withhold(text, text, text, text, uuid, uuid,
	text, boolean, boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.document_withhold(text, text, text, text, uuid,
	uuid, text, boolean, boolean) IS
	'Withholds a document from one party or from all, or ends that.';
REVOKE ALL ON FUNCTION api_desk.document_withhold(text, text, text, text, uuid,
	uuid, text, boolean, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.document_withhold(text, text, text, text,
	uuid, uuid, text, boolean, boolean) TO minsag_admin;
