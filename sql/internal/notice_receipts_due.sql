-- SPDX-License-Identifier: EUPL-1.2
-- Asks for the receipts of Digital Post to be fetched: at the next full
-- minute of five, one job for all messages.

CREATE OR REPLACE FUNCTION internal.notice_receipts_due() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	next_at constant timestamptz := date_bin('5 minutes', internal.clock(),
		'2000-01-01') + interval '5 minutes';
BEGIN
	PERFORM internal.job_add('receipts',
		to_char(next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI'), NULL,
		next_at);
END
$$;

ALTER FUNCTION internal.notice_receipts_due() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_receipts_due() IS
	'Asks for the receipts of Digital Post to be fetched.';
REVOKE ALL ON FUNCTION internal.notice_receipts_due() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_receipts_due() TO minsag_system;
