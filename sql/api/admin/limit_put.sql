-- SPDX-License-Identifier: EUPL-1.2
-- Says what an area takes; null leaves a limit as it is, and an area without a
-- row begins with those that hold for all. With no limit at all the area loses
-- its row. Returns added, changed, same, or removed. Audited. What has begun
-- goes on.
--
-- in_area: null: those that hold for all; they cannot be taken away.
-- in_media_types: types or sorts of data.media_type, separated by commas.
-- MS404 no such area, or none of its own to lose; MS400 a limit out of bounds,
-- as data.upload_limit has them.

CREATE OR REPLACE FUNCTION api_admin.limit_put(in_area text, in_media_types text,
	in_file_bytes bigint, in_day_files integer, in_person_bytes bigint)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	was data.upload_limit;
	becomes data.upload_limit;
	named text[];
	unknown text;
BEGIN
	IF in_area IS NOT NULL AND NOT EXISTS (SELECT FROM data.area a
		WHERE a.key = in_area)
	THEN
		PERFORM internal.fail('MS404', 'area: no such area');
	ELSIF in_file_bytes NOT BETWEEN 1 AND 536870912 THEN
		PERFORM internal.fail('MS400', 'file-bytes: 1 to 536870912');
	ELSIF in_day_files NOT BETWEEN 0 AND 10000 THEN
		PERFORM internal.fail('MS400', 'day-files: 0 to 10000');
	ELSIF in_person_bytes < 0 THEN
		PERFORM internal.fail('MS400', 'person-bytes: 0 or more');
	END IF;
	SELECT * INTO was FROM data.upload_limit l
		WHERE l.area_key IS NOT DISTINCT FROM in_area FOR UPDATE;
	ret_outcome := CASE WHEN FOUND THEN 'changed' ELSE 'added' END;
	IF num_nonnulls(in_media_types, in_file_bytes, in_day_files,
		in_person_bytes) = 0
	THEN
		IF in_area IS NULL THEN
			PERFORM internal.fail('MS400', 'limits for all stay');
		ELSIF ret_outcome = 'added' THEN
			PERFORM internal.fail('MS404', 'area: no limits of its own');
		END IF;
		ret_outcome := 'removed';
		DELETE FROM data.upload_limit l WHERE l.area_key = in_area;
	ELSE
		becomes := internal.upload_limit(in_area);
		becomes.area_key := in_area;
		IF in_media_types IS NOT NULL THEN
			SELECT array_agg(DISTINCT m.media_type),
					min(word) FILTER (WHERE m.media_type IS NULL)
				INTO named, unknown
				FROM unnest(string_to_array(in_media_types, ',')) word
					LEFT JOIN data.media_type m ON m.sort IS NOT NULL
						AND word IN (m.media_type, m.sort);
			IF named IS NULL OR unknown IS NOT NULL THEN
				PERFORM internal.fail('MS400', format(
					'types: "%s" is no type or sort that can be taken',
					left(unknown, 60)));
			END IF;
			becomes.media_types := named;
		END IF;
		becomes.file_bytes := coalesce(in_file_bytes, becomes.file_bytes);
		becomes.day_files := coalesce(in_day_files, becomes.day_files);
		becomes.person_bytes := coalesce(in_person_bytes,
			becomes.person_bytes);
		IF becomes IS NOT DISTINCT FROM was THEN
			ret_outcome := 'same';
		ELSE
			DELETE FROM data.upload_limit l
				WHERE l.area_key IS NOT DISTINCT FROM in_area;
			INSERT INTO data.upload_limit SELECT becomes.*;
		END IF;
	END IF;
	IF ret_outcome <> 'same' THEN
		PERFORM internal.audit_system('limit', NULL, NULL, NULL,
			concat_ws(' ', ret_outcome, in_area));
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_admin.limit_put(text, text, bigint, integer, bigint)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.limit_put(text, text, bigint, integer, bigint)
	IS 'Says what an area takes.';
REVOKE ALL ON FUNCTION api_admin.limit_put(text, text, bigint, integer,
	bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.limit_put(text, text, bigint, integer,
	bigint) TO minsag_admin;
