-- SPDX-License-Identifier: EUPL-1.2
-- The shape of the audit's chain: a row's salted digest is made when the row is
-- written and stays for good; seals cover digests. So the contents of a row can
-- be erased one day, and the chain still proves all others.
--
-- What was there is carried over: each row gets a salt and a digest, and the
-- seals are made anew over them, with their numbers, times and ranges. Ends that
-- were noted before (minsag-audit head) do not hold against the new chain.

ALTER TABLE data.audit
	ADD COLUMN salt uuid DEFAULT gen_random_uuid(),
	ADD COLUMN digest bytea,
	ALTER COLUMN at DROP NOT NULL,
	ALTER COLUMN actor DROP NOT NULL,
	ALTER COLUMN action DROP NOT NULL,
	ALTER COLUMN outcome DROP NOT NULL;

-- Functions need a language, which minsag_migrate may not use.
RESET ROLE;

-- The forms of sql/internal/audit_canonical.sql, as they are now.
CREATE FUNCTION pg_temp.field(text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT coalesce(octet_length($1) || ':' || $1 || ',', '~') $$;
CREATE FUNCTION pg_temp.moment(timestamptz) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT (extract(epoch FROM $1) * 1000000)::bigint::text $$;
UPDATE data.audit a SET digest = sha256(convert_to(pg_temp.field(a.salt::text)
	|| pg_temp.field(a.id::text) || pg_temp.field(a.xid::text)
	|| pg_temp.field(pg_temp.moment(a.at)) || pg_temp.field(a.actor)
	|| pg_temp.field(a.action) || pg_temp.field(a.outcome)
	|| pg_temp.field(a.session_id::text) || pg_temp.field(a.person_id::text)
	|| pg_temp.field(a.case_id::text) || pg_temp.field(a.version_id::text)
	|| pg_temp.field(a.request_id) || pg_temp.field(a.detail)
	|| pg_temp.field(a.purpose) || pg_temp.field(a.unit_key)
	|| pg_temp.field(a.staff_role) || pg_temp.field(a.staff_name), 'UTF8'));
DO $$
DECLARE
	each data.audit_seal;
	previous bytea := decode(repeat('00', 32), 'hex');
BEGIN
	FOR each IN SELECT * FROM data.audit_seal ORDER BY number LOOP
		each.rows_hash := sha256(coalesce((SELECT string_agg(a.digest,
				''::bytea ORDER BY a.xid, a.id) FROM data.audit a
			WHERE a.xid >= each.from_xid AND a.xid < each.before_xid), ''));
		each.chain_hash := sha256(convert_to(pg_temp.field(each.number::text)
			|| pg_temp.field(pg_temp.moment(each.sealed_at))
			|| pg_temp.field(each.from_xid::text)
			|| pg_temp.field(each.before_xid::text)
			|| pg_temp.field(each.rows::text)
			|| pg_temp.field(encode(each.rows_hash, 'hex'))
			|| pg_temp.field(encode(previous, 'hex')), 'UTF8'));
		UPDATE data.audit_seal s SET rows_hash = each.rows_hash,
				chain_hash = each.chain_hash WHERE s.number = each.number;
		previous := each.chain_hash;
	END LOOP;
END
$$;

-- Every row that is written passes here; what it has to be is said in internal.
CREATE FUNCTION data.audit_insert() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	NEW.digest := internal.audit_digest(NEW);
	RETURN NEW;
END
$$;
ALTER FUNCTION data.audit_insert() OWNER TO minsag_migrate;
REVOKE ALL ON FUNCTION data.audit_insert() FROM PUBLIC;
COMMENT ON FUNCTION data.audit_insert() IS
	'Gives a new row of the audit its digest.';
CREATE TRIGGER digest BEFORE INSERT ON data.audit
	FOR EACH ROW EXECUTE FUNCTION data.audit_insert();

SET LOCAL ROLE minsag_migrate;
ALTER TABLE data.audit
	ALTER COLUMN digest SET NOT NULL,
	ADD CONSTRAINT audit_digest_check CHECK (length(digest) = 32),
	ADD CONSTRAINT audit_erased_check CHECK (CASE WHEN salt IS NULL
		THEN num_nonnulls(at, actor, action, outcome, session_id, person_id,
			case_id, version_id, request_id, detail, purpose, unit_key,
			staff_role, staff_name) = 0
		ELSE num_nulls(at, actor, action, outcome) = 0 END);
COMMENT ON COLUMN data.audit.salt IS
	'So that nothing can be guessed from the digest once the rest is erased. Null: the contents are erased, and a row "erased" says so.';
COMMENT ON COLUMN data.audit.digest IS
	'SHA-256 of the row''s canonical form (sql/internal/audit_canonical.sql), made when it was written. Kept for good: the seals cover it.';
COMMENT ON TABLE data.audit_seal IS
	'rows_hash: SHA-256 over the digests of the sealed rows in order of (xid, id). chain_hash: SHA-256 of the previous chain_hash and of number, time, range, count and rows_hash in canonical form; the forms are in sql/internal/audit_canonical.sql. A seal without rows shows that the sealing went on. Append-only. Basis: GDPR art. 5(2). Kept for good; no personal data.';
COMMENT ON COLUMN data.audit_seal.rows_hash IS
	'Over the digests of the sealed rows, as the table''s comment says.';

-- Which row says that another is erased, by that one's transaction and id.
CREATE INDEX audit_erased ON data.audit (detail) WHERE action = 'erased';

-- One a day by the order of recording, not by the date that a clock said.
DROP INDEX data.audit_heartbeat_once;
CREATE INDEX audit_heartbeat ON data.audit (id) WHERE action = 'heartbeat';
