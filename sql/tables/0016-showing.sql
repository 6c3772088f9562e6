-- SPDX-License-Identifier: EUPL-1.2
-- What each party has been shown. The rule shows nothing without such a row,
-- so the rows are all that was ever shown, and a withholding reads them.

CREATE TABLE data.showing (
	id bigint GENERATED ALWAYS AS IDENTITY,
	person_id uuid NOT NULL,
	case_id uuid NOT NULL,
	version_id uuid NOT NULL
		REFERENCES data.publication (version_id) ON DELETE RESTRICT,
	shown_at timestamptz NOT NULL,
	recorded_in xid8 NOT NULL,
	-- The rule reads this index and nothing else.
	PRIMARY KEY (person_id, version_id) INCLUDE (id),
	FOREIGN KEY (person_id, case_id)
		REFERENCES data.party (person_id, case_id) ON DELETE RESTRICT,
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT
);
ALTER TABLE data.showing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.showing IS
	'That a version was shown to a party for the first time; append-only. Written by internal.showing_refresh when nothing else stands against it any more, and never ahead of time. Basis: FVL §§ 10, 12-13 (what was shown stays shown). Retention: with the case.';
COMMENT ON COLUMN data.showing.id IS
	'In the order of recording, of one case: its lock is held meanwhile.';
COMMENT ON COLUMN data.showing.person_id IS 'To which party.';
COMMENT ON COLUMN data.showing.case_id IS 'Of which case.';
COMMENT ON COLUMN data.showing.version_id IS 'Which version.';
COMMENT ON COLUMN data.showing.shown_at IS 'From when on.';
COMMENT ON COLUMN data.showing.recorded_in IS
	'The transaction that recorded it: the same one may still take it back, since nobody has seen it; nothing else may.';

ALTER TABLE data.withholding ADD COLUMN shown_until bigint NOT NULL DEFAULT 0;
COMMENT ON TABLE data.withholding IS
	'A decision to withhold a document from one party, or from all when person_id is null; lifted by a later row; append-only. A row per document, person and section holds until another is recorded that was decided no earlier, for every version but those that a party had been shown before. Basis: FVL §§ 12-15 b, 24. Retention: with the case.';
COMMENT ON COLUMN data.withholding.shown_until IS
	'The last row of data.showing of this document before it was decided: what a party was shown up to there stays shown.';

ALTER TABLE data.publication ADD COLUMN added_by uuid
	REFERENCES data.person (id) ON DELETE RESTRICT;
COMMENT ON COLUMN data.publication.added_by IS
	'The citizen who added it to the case; null: the municipality.';
UPDATE data.publication p SET added_by = u.person_id
	FROM data.upload_verdict t JOIN data.upload u ON u.id = t.upload_id
	WHERE t.version_id = p.version_id;

-- What the rule shows to the parties when this runs was shown before it, and so
-- was what a withholding left shown.
INSERT INTO data.showing (person_id, case_id, version_id, shown_at, recorded_in)
	SELECT p.person_id, n.case_id, n.version_id,
		greatest(n.recorded_at, p.valid_from), pg_current_xact_id()
	FROM data.publication n
		JOIN data.document d ON d.id = n.document_id
		JOIN data.case c ON c.id = n.case_id
		JOIN data.area a ON a.key = c.area_key
		JOIN data.party p ON p.case_id = n.case_id
	WHERE p.valid_from <= now() AND p.valid_to > now()
		AND d.dated_on >= a.starts_on AND a.is_open
		AND d.kind = ANY (a.shown_kinds)
		AND NOT EXISTS (SELECT FROM data.withholding w
			WHERE w.document_id = n.document_id AND NOT w.lifted
				AND w.from_number <= n.number
				AND (w.person_id IS NULL OR w.person_id = p.person_id)
				AND NOT EXISTS (SELECT FROM data.withholding newer
					WHERE newer.document_id = w.document_id
						AND newer.section = w.section
						AND newer.person_id IS NOT DISTINCT FROM w.person_id
						AND (newer.decided_at, newer.id)
							> (w.decided_at, w.id)))
	ORDER BY n.recorded_at, n.version_id, p.person_id;
UPDATE data.withholding SET shown_until = coalesce((SELECT max(s.id)
	FROM data.showing s), 0);
ALTER TABLE data.withholding ALTER COLUMN shown_until DROP DEFAULT,
	DROP COLUMN from_number;
