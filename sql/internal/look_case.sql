-- SPDX-License-Identifier: EUPL-1.2
-- The case whose looks this citizen asks for: in_case, or that of in_document,
-- which must be listed for them. Audits the look at it, or refuses and returns
-- null: the caller returns no rows. MS400 unless one of the two is told.

CREATE OR REPLACE FUNCTION internal.look_case(in_case uuid, in_document uuid,
	in_request_id text) RETURNS uuid
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
	of_case uuid := in_case;
BEGIN
	IF (in_case IS NULL) = (in_document IS NULL) THEN
		PERFORM internal.fail('MS400', 'looks: of a case or of a document');
	END IF;
	IF in_document IS NOT NULL THEN
		-- Row-level security leaves a party's documents.
		SELECT p.case_id INTO of_case FROM data.publication p
			WHERE p.document_id = in_document
				AND p.published_at <= internal.clock() LIMIT 1;
		IF of_case IS NULL THEN
			PERFORM internal.refuse_absent('looks', NULL, in_document, NULL,
				in_request_id);
			RETURN NULL;
		END IF;
	END IF;
	IF internal.case_mine(of_case, 'looks', in_request_id) THEN
		RETURN of_case;
	END IF;
	RETURN NULL;
END
$$;

COMMENT ON FUNCTION internal.look_case(uuid, uuid, text) IS
	'The case whose looks this citizen asks for; audits it.';
REVOKE ALL ON FUNCTION internal.look_case(uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_case(uuid, uuid, text)
	TO minsag_person;
