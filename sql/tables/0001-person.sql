-- SPDX-License-Identifier: EUPL-1.2
-- A person. The CPR number is here only as a keyed hash, to find the person
-- again, and sealed to the courier's public key, to deliver to them.

CREATE TABLE data.person (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	cpr_hash bytea NOT NULL UNIQUE CHECK (length(cpr_hash) = 32),
	cpr_sealed bytea NOT NULL CHECK (length(cpr_sealed) = 58),
	created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE data.person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.person IS
	'A citizen who is a party or has logged in. Basis: FVL § 9; databeskyttelsesloven § 11 (CPR number). Kept as long as a case or a log-in refers to it.';
COMMENT ON COLUMN data.person.id IS 'Our own key; means nothing elsewhere.';
COMMENT ON COLUMN data.person.cpr_hash IS
	'BLAKE2b-256 of the ten digits, keyed by identity_key. Basis: databeskyttelsesloven § 11.';
COMMENT ON COLUMN data.person.cpr_sealed IS
	'The ten digits in a libsodium sealed box for the courier: 48 + 10 bytes. Basis: databeskyttelsesloven § 11.';
COMMENT ON COLUMN data.person.created_at IS 'When we first heard of them.';
