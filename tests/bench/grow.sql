-- SPDX-License-Identifier: EUPL-1.2
-- Adds cases of ten documents, five cases a person, until there are :times as
-- many documents as before.

CREATE TEMPORARY TABLE grown AS
	SELECT n, gen_random_uuid() AS person_id
	FROM generate_series(0, (SELECT count(*) * (:times - 1) / 50
		FROM data.document)::int) AS n;
INSERT INTO data.person (id, cpr_hash, cpr_sealed)
SELECT person_id, sha256(person_id::text::bytea),
	substr(sha256('a') || sha256('b'), 1, 58)
FROM grown;
-- Each large object is a lock until the commit, hence one per person.
DO $$
DECLARE
	g record;
BEGIN
	FOR g IN SELECT * FROM grown LOOP
		PERFORM pg_temp.fill(g.person_id, 'grown-' || g.n * 5 + k,
			now() - interval '90 days' - (g.n * 5 + k) * interval '1 minute')
		FROM generate_series(0, 4) AS k;
		COMMIT;
	END LOOP;
END
$$;
VACUUM ANALYZE;
