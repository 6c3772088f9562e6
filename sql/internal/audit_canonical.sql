-- SPDX-License-Identifier: EUPL-1.2
-- The canonical forms that the audit's hash chain is made of. SECURITY: two
-- different rows must never have the same form, or one could be put in the
-- other's place. So each field is a netstring, its length in bytes first:
--
--   field   "~" for null, else LENGTH ":" BYTES ","
--   row     salt, id, xid, at, actor, action, outcome, session_id, person_id,
--           case_id, version_id, request_id, detail, purpose, unit_key,
--           staff_role, staff_name: one field each, in order
--   seal    number, sealed_at, from_xid, before_xid, rows, and rows_hash and
--           the previous chain_hash in hexadecimal: one field each, in order
--
-- Numbers are decimal, times microseconds since 1970-01-01 UTC, uuids in lower
-- case, text UTF-8. The previous chain_hash of the first seal is 32 zero bytes.
--
--   digest     = SHA-256(the row's form), made when the row is written
--   rows_hash  = SHA-256(the digest of each row, in order of xid, id)
--   chain_hash = SHA-256(the seal's form)
--
-- The salt is random and goes with the contents when they are erased: then
-- nobody can try out what a digest was made of.
--
-- fcgi/audit/canonical.c makes the same from typed columns; that the two agree
-- is what minsag-audit verify relies on and tests/sql/audit proves.

CREATE OR REPLACE FUNCTION internal.audit_field(in_value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT coalesce(pg_catalog.octet_length(in_value) || ':' || in_value || ',', '~')
$$;

CREATE OR REPLACE FUNCTION internal.audit_time(in_at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT (extract(epoch FROM in_at) * 1000000)::bigint::text
$$;

CREATE OR REPLACE FUNCTION internal.audit_row_hash(in_row data.audit) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT pg_catalog.sha256(pg_catalog.convert_to(
		internal.audit_field(in_row.salt::text)
		|| internal.audit_field(in_row.id::text)
		|| internal.audit_field(in_row.xid::text)
		|| internal.audit_field(internal.audit_time(in_row.at))
		|| internal.audit_field(in_row.actor)
		|| internal.audit_field(in_row.action)
		|| internal.audit_field(in_row.outcome)
		|| internal.audit_field(in_row.session_id::text)
		|| internal.audit_field(in_row.person_id::text)
		|| internal.audit_field(in_row.case_id::text)
		|| internal.audit_field(in_row.version_id::text)
		|| internal.audit_field(in_row.request_id)
		|| internal.audit_field(in_row.detail)
		|| internal.audit_field(in_row.purpose)
		|| internal.audit_field(in_row.unit_key)
		|| internal.audit_field(in_row.staff_role)
		|| internal.audit_field(in_row.staff_name), 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION internal.audit_chain_hash(in_number bigint,
	in_sealed_at timestamptz, in_from_xid xid8, in_before_xid xid8,
	in_rows bigint, in_rows_hash bytea, in_previous bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT pg_catalog.sha256(pg_catalog.convert_to(
		internal.audit_field(in_number::text)
		|| internal.audit_field(internal.audit_time(in_sealed_at))
		|| internal.audit_field(in_from_xid::text)
		|| internal.audit_field(in_before_xid::text)
		|| internal.audit_field(in_rows::text)
		|| internal.audit_field(pg_catalog.encode(in_rows_hash, 'hex'))
		|| internal.audit_field(pg_catalog.encode(in_previous, 'hex')), 'UTF8'))
$$;

COMMENT ON FUNCTION internal.audit_field(text) IS
	'One field of a canonical form: a netstring, or ~ for null.';
COMMENT ON FUNCTION internal.audit_time(timestamptz) IS
	'Microseconds since 1970-01-01 UTC.';
COMMENT ON FUNCTION internal.audit_row_hash(data.audit) IS
	'SHA-256 of an audit row''s canonical form.';
COMMENT ON FUNCTION internal.audit_chain_hash(bigint, timestamptz, xid8, xid8,
	bigint, bytea, bytea) IS 'SHA-256 of a seal''s canonical form.';
REVOKE ALL ON FUNCTION internal.audit_field(text),
	internal.audit_time(timestamptz), internal.audit_row_hash(data.audit),
	internal.audit_chain_hash(bigint, timestamptz, xid8, xid8, bigint, bytea,
		bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_field(text),
	internal.audit_time(timestamptz), internal.audit_row_hash(data.audit),
	internal.audit_chain_hash(bigint, timestamptz, xid8, xid8, bigint, bytea,
		bytea) TO minsag_system;
