-- SPDX-License-Identifier: EUPL-1.2
-- The one place where bytes leave: cut to the size, from a published version
-- of a case that the person of this transaction is a party to, and whose session
-- has it on record as read, since an earlier transaction. The caller has asked
-- the rule; that this asks for party and publication again is the second lock,
-- for row-level security does not reach large objects. MS403 without the row.

CREATE OR REPLACE FUNCTION internal.content(in_version uuid, in_offset bigint,
	in_length integer) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	content oid;
	left_over bigint;
	read_in xid8;
BEGIN
	SELECT a.xid INTO read_in FROM data.audit a
		WHERE a.session_id = internal.session() AND a.version_id = in_version
			AND a.action = 'read' AND a.outcome = 'ok';
	IF NOT internal.committed_earlier(read_in) THEN
		PERFORM internal.fail('MS403', 'read: begins with document_open');
	END IF;
	SELECT v.content, v.size - in_offset INTO content, left_over
		FROM data.version v
			JOIN data.publication n ON n.version_id = v.id
			JOIN data.party p ON p.case_id = v.case_id
		WHERE v.id = in_version AND p.person_id = internal.person()
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock();
	IF NOT FOUND THEN
		PERFORM internal.fail('MS404', 'not here for this citizen');
	END IF;
	IF left_over <= 0 OR in_length = 0 THEN
		RETURN '';
	END IF;
	RETURN lo_get(content, in_offset, least(left_over, in_length)::integer);
END
$$;

ALTER FUNCTION internal.content(uuid, bigint, integer) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.content(uuid, bigint, integer) IS
	'The one place where bytes leave.';
REVOKE ALL ON FUNCTION internal.content(uuid, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.content(uuid, bigint, integer)
	TO minsag_person;
