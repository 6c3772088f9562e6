-- SPDX-License-Identifier: EUPL-1.2
-- Whether a row of the audit is a look at something that another citizen added
-- to the case and that was not released to the other parties: they learn
-- nothing of it, neither of who looks at it nor of its check for viruses. A
-- remark is never released.
--
-- in_action, in_version, in_detail: the row's. A check names its upload in the
-- detail (internal.upload_judge), since what is rejected becomes no version; a
-- look at a remark names that there too (internal.look_staff).

CREATE OR REPLACE FUNCTION internal.look_of_other(in_action text,
	in_version uuid, in_detail text, in_person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_version IS NOT NULL THEN
		RETURN EXISTS (SELECT FROM data.publication n
			WHERE n.version_id = in_version AND n.added_by <> in_person
				AND NOT internal.released(in_version));
	END IF;
	IF in_action = 'desk-read' AND in_detail LIKE 'remark %' THEN
		RETURN NOT EXISTS (SELECT FROM data.remark r
			WHERE r.person_id = in_person
				AND 'remark ' || r.id = in_detail);
	END IF;
	RETURN in_action = 'scan' AND coalesce(in_detail, '') LIKE 'upload %'
		AND NOT EXISTS (SELECT FROM data.upload u
			WHERE u.person_id = in_person AND u.id = substring(in_detail
				FROM '^upload ([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}) ')
				::uuid);
END
$$;

ALTER FUNCTION internal.look_of_other(text, uuid, text, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.look_of_other(text, uuid, text, uuid) IS
	'Whether a look is at what another citizen added and was not released.';
REVOKE ALL ON FUNCTION internal.look_of_other(text, uuid, text, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_of_other(text, uuid, text, uuid)
	TO minsag_system;
