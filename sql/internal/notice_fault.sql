-- SPDX-License-Identifier: EUPL-1.2
-- Why a citizen is not to be told of something now: not-shown (the rule does
-- not show it to them, or it is not so any more), read (they have opened it, or
-- it is their own); null: tell. Asked when the notice is noted and again when it
-- is sent. An unknown kind is not told.

CREATE OR REPLACE FUNCTION internal.notice_fault(in_person uuid, in_case uuid,
	in_kind text, in_subject uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM data.party p
		WHERE p.person_id = in_person AND p.case_id = in_case
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock())
	THEN
		RETURN 'not-shown';
	END IF;
	IF in_kind = 'new-document' THEN
		RETURN internal.notice_fault_version(in_person, in_case, in_subject);
	END IF;
	IF in_kind = 'rejected-upload' THEN
		RETURN CASE WHEN NOT EXISTS (SELECT FROM data.upload u
			JOIN data.upload_verdict t ON t.upload_id = u.id
			WHERE u.id = in_subject AND u.person_id = in_person
				AND u.case_id = in_case AND t.outcome = 'rejected')
			THEN 'not-shown' END;
	END IF;
	IF in_kind = 'answered-remark' THEN
		-- Their own remark; an answer, shown with it, is never taken back.
		RETURN CASE WHEN NOT EXISTS (SELECT FROM data.answer a
			JOIN data.remark r ON r.id = a.remark_id
			WHERE a.id = in_subject AND r.person_id = in_person
				AND r.case_id = in_case AND (r.version_id IS NULL
					OR internal.visibility(in_person, r.version_id) = '{}'))
			THEN 'not-shown' END;
	END IF;
	IF in_kind = 'deadline-near' THEN
		RETURN CASE WHEN NOT EXISTS (SELECT FROM data.case c
			JOIN data.area ON area.key = c.area_key
			WHERE c.id = in_case AND area.is_open
				AND c.status <> 'closed'
				AND c.deadline_on >= internal.today()
				AND internal.notice_deadline(c.id, c.deadline_on)
					= in_subject) THEN 'not-shown' END;
	END IF;
	RETURN 'not-shown';
END
$$;

CREATE OR REPLACE FUNCTION internal.notice_fault_version(in_person uuid, in_case uuid,
	in_version uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF internal.visibility(in_person, in_version) <> '{}'
		OR NOT EXISTS (SELECT FROM data.version v
			WHERE v.id = in_version AND v.case_id = in_case)
	THEN
		RETURN 'not-shown';
	END IF;
	RETURN CASE WHEN EXISTS (SELECT FROM data.audit a
		WHERE a.person_id = in_person AND a.version_id = in_version
			AND a.action = 'read' AND a.outcome = 'ok')
		OR EXISTS (SELECT FROM data.upload_verdict t
			JOIN data.upload u ON u.id = t.upload_id
			WHERE t.version_id = in_version AND u.person_id = in_person)
		THEN 'read' END;
END
$$;

-- Today in Denmark.
CREATE OR REPLACE FUNCTION internal.today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT (internal.clock() AT TIME ZONE 'Europe/Copenhagen')::pg_catalog.date
$$;

-- What names a deadline: the same case with another day is another one.
CREATE OR REPLACE FUNCTION internal.notice_deadline(in_case uuid, in_on date) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
	SELECT pg_catalog.md5(in_case::text || ' '
		|| (in_on - date '2000-01-01')::text)::pg_catalog.uuid
$$;

ALTER FUNCTION internal.notice_fault(uuid, uuid, text, uuid)
	OWNER TO minsag_system;
ALTER FUNCTION internal.notice_fault_version(uuid, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_fault(uuid, uuid, text, uuid) IS
	'Why a citizen is not to be told of something now; null: tell.';
COMMENT ON FUNCTION internal.notice_fault_version(uuid, uuid, uuid) IS
	'The same for a version.';
COMMENT ON FUNCTION internal.today() IS 'Today in Denmark.';
COMMENT ON FUNCTION internal.notice_deadline(uuid, date) IS
	'What names a deadline of a case.';
REVOKE ALL ON FUNCTION internal.notice_fault(uuid, uuid, text, uuid),
	internal.notice_fault_version(uuid, uuid, uuid), internal.today(),
	internal.notice_deadline(uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_fault(uuid, uuid, text, uuid),
	internal.notice_fault_version(uuid, uuid, uuid), internal.today(),
	internal.notice_deadline(uuid, date) TO minsag_system;
