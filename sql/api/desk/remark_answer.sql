-- SPDX-License-Identifier: EUPL-1.2
-- Answers a remark or a reply; a second answer corrects the first, and both
-- stay. The remark no longer awaits one.
--
-- in_unit, in_role, in_name, in_reason: who answers and why they were at the
-- case, as internal.audit_staff demands. The citizen reads unit and role.
-- in_outcome: changed, noted or disagree. in_text: 1 to 4,000 characters, to
-- the citizen. in_version: with changed, the version in which it was, of the
-- same document; or null. in_key: made by whoever sends it: sent twice it is
-- one answer. MS404: no such remark. MS409: it was withdrawn, or the key has
-- come with other content.

CREATE OR REPLACE FUNCTION api_desk.remark_answer(in_unit text, in_role text,
	in_name text, in_reason text, in_remark uuid, in_outcome text,
	in_text text, in_version uuid, in_key uuid)
RETURNS TABLE (ret_id uuid, ret_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	checked constant boolean := internal.text_check(in_text, 4000, 'text');
	it data.remark;
	known boolean := false;
BEGIN
	IF in_text IS NULL OR in_key IS NULL OR in_outcome IS NULL
		OR in_outcome NOT IN ('changed', 'noted', 'disagree')
		OR (in_version IS NOT NULL AND in_outcome <> 'changed')
	THEN
		PERFORM internal.fail('MS400',
			'answer: changed, noted or disagree, with a text');
	END IF;
	SELECT * INTO it FROM data.remark r WHERE r.id = in_remark;
	IF it.id IS NULL THEN
		PERFORM internal.fail('MS404', 'remark: no such');
	END IF;
	LOOP
		SELECT a.id, a.at INTO ret_id, ret_at FROM data.answer a
			WHERE a.client_key = in_key AND a.remark_id = in_remark
				AND a.outcome = in_outcome AND a.reason = in_text
				AND a.version_id IS NOT DISTINCT FROM in_version
				AND a.unit_key = in_unit AND a.role = btrim(in_role);
		IF FOUND THEN
			RETURN NEXT;
			RETURN;
		END IF;
		IF known THEN
			PERFORM internal.fail('MS409', 'key: it came with other content');
		END IF;
		IF EXISTS (SELECT FROM data.remark_withdrawal w
			WHERE w.remark_id = in_remark)
		THEN
			PERFORM internal.fail('MS409', 'remark: it was withdrawn');
		END IF;
		IF in_version IS NOT NULL AND NOT EXISTS (SELECT FROM data.version v
			WHERE v.id = in_version AND v.document_id = it.document_id)
		THEN
			PERFORM internal.fail('MS400', 'version: not of this document');
		END IF;
		BEGIN
			-- Before the answer: it demands that unit and role are what they
			-- should be.
			PERFORM internal.audit_staff(in_unit, in_role, in_name, in_reason,
				'answer', it.case_id, it.version_id);
			INSERT INTO data.answer (remark_id, case_id, person_id, outcome,
					reason, version_id, unit_key, role, client_key, at)
				VALUES (it.id, it.case_id, it.person_id, in_outcome, in_text,
					in_version, in_unit, btrim(in_role), in_key,
					internal.clock())
				RETURNING id, at INTO ret_id, ret_at;
			EXIT;
		EXCEPTION WHEN unique_violation THEN
			-- The key was used, perhaps this very moment: with the same
			-- content it is the same answer. The audit row is undone.
			known := true;
		END;
	END LOOP;
	PERFORM internal.remark_open(it.id, false);
	PERFORM internal.notice_add(it.person_id, it.case_id, 'answered-remark',
		ret_id);
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_desk.remark_answer(text, text, text, text, uuid, text, text,
	uuid, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.remark_answer(text, text, text, text, uuid, text,
	text, uuid, uuid) IS
	'Answers a remark or a reply.';
REVOKE ALL ON FUNCTION api_desk.remark_answer(text, text, text, text, uuid,
	text, text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.remark_answer(text, text, text, text, uuid,
	text, text, uuid, uuid) TO minsag_admin;
