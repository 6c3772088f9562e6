-- SPDX-License-Identifier: EUPL-1.2
-- Adds a job for the courier, and wakes it when it is due now. Part of the
-- caller's transaction: what is undone leaves no job.
--
-- in_kind: a row of fcgi/courier/kinds.c. in_key: what makes it this job; with
-- the same kind and key again nothing happens, whatever became of the first.
-- in_subject: to what it is to be done, or null. in_due: not before; null: now.

CREATE OR REPLACE FUNCTION internal.job_add(in_kind text, in_key text, in_subject uuid,
	in_due timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.job (kind, key, subject, added_at, due_at)
		VALUES (in_kind, in_key, in_subject, internal.clock(),
			coalesce(in_due, internal.clock()))
		ON CONFLICT (kind, key) DO NOTHING;
	IF FOUND AND coalesce(in_due <= internal.clock(), true) THEN
		PERFORM pg_notify('minsag_job', '');
	END IF;
END
$$;

ALTER FUNCTION internal.job_add(text, text, uuid, timestamptz)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.job_add(text, text, uuid, timestamptz) IS
	'Adds a job for the courier, once per kind and key.';
REVOKE ALL ON FUNCTION internal.job_add(text, text, uuid, timestamptz)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.job_add(text, text, uuid, timestamptz)
	TO minsag_person, minsag_system;
