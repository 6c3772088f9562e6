-- SPDX-License-Identifier: EUPL-1.2
-- The upload that a scan job is about is what it should be: it becomes a
-- document of the case with one final version, which has the upload's own large
-- object, and is published, all with the verdict or not at all. If its area
-- does not take the type that was found it is rejected here: wrong-type.
--
-- in_media_type, in_pages, in_text: what was found. The first verdict stands,
-- whoever says it again. ret_outcome: accepted or rejected, as it stands.
-- MS409 before its SHA-256 is known.

CREATE OR REPLACE FUNCTION api_courier.upload_accept(in_job bigint, in_lease uuid,
	in_media_type text, in_pages integer, in_text text)
	RETURNS TABLE (ret_outcome text, ret_version uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
	it constant data.upload := internal.upload_held(in_job, in_lease);
	taken text[];
	document uuid;
	version uuid;
BEGIN
	IF NOT EXISTS (SELECT FROM data.upload_verdict t
		WHERE t.upload_id = it.id)
	THEN
		SELECT (internal.upload_limit(c.area_key)).media_types INTO taken
			FROM data.case c WHERE c.id = it.case_id;
		IF split_part(in_media_type, ';', 1) = ANY (taken) THEN
			document := internal.upload_document(it.id, in_media_type);
			version := internal.version_adopt(document, it.id,
				in_media_type, in_pages);
			PERFORM internal.version_text_add(version, in_text);
		END IF;
		-- Before it is published, which asks whose it is.
		PERFORM internal.upload_judge(it.id, version,
			CASE WHEN version IS NULL THEN 'wrong-type' END, in_media_type,
			in_pages);
		IF version IS NOT NULL THEN
			PERFORM internal.publish(version, internal.clock(), 'Borger');
		END IF;
	END IF;
	RETURN QUERY SELECT t.outcome, t.version_id FROM data.upload_verdict t
		WHERE t.upload_id = it.id;
END
$$;

ALTER FUNCTION api_courier.upload_accept(bigint, uuid, text, integer, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.upload_accept(bigint, uuid, text, integer,
	text) IS 'The upload becomes a document of the case.';
REVOKE ALL ON FUNCTION api_courier.upload_accept(bigint, uuid, text, integer,
	text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.upload_accept(bigint, uuid, text,
	integer, text) TO minsag_courier;
