-- SPDX-License-Identifier: EUPL-1.2
-- What a citizen adds to a case is theirs and the municipality's until a person
-- at the municipality releases it to the other parties.

CREATE TABLE data.upload_release (
	version_id uuid PRIMARY KEY
		REFERENCES data.publication (version_id) ON DELETE RESTRICT,
	case_id uuid NOT NULL,
	released_at timestamptz NOT NULL,
	released_by text NOT NULL CHECK (released_by <> ''),
	FOREIGN KEY (version_id, case_id)
		REFERENCES data.version (id, case_id) ON DELETE RESTRICT
);
ALTER TABLE data.upload_release ENABLE ROW LEVEL SECURITY,
	FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE data.upload_release IS
	'The deliberate act of showing the other parties what a citizen has added to the case; append-only. Basis: FVL §§ 9, 10, 27; GDPR art. 5(1)(b) and (f). Retention: with the case.';
COMMENT ON COLUMN data.upload_release.version_id IS
	'Which version; of a citizen''s upload.';
COMMENT ON COLUMN data.upload_release.case_id IS 'Of which case.';
COMMENT ON COLUMN data.upload_release.released_at IS 'From when on.';
COMMENT ON COLUMN data.upload_release.released_by IS
	'A role, never a name; who it was stands in the audit.';

-- What awaits somebody's decision is a stretch of it.
CREATE INDEX publication_added ON data.publication (published_at, version_id)
	WHERE added_by IS NOT NULL;

-- What was added before this was shown to all when it came.
INSERT INTO data.upload_release (version_id, case_id, released_at, released_by)
	SELECT n.version_id, n.case_id, n.published_at, n.published_by
	FROM data.publication n WHERE n.added_by IS NOT NULL;

ALTER TABLE data.case_event DROP CONSTRAINT case_event_what_check,
	ADD CONSTRAINT case_event_what_check CHECK (what IN ('opened', 'published',
		'withdrawn', 'released', 'status')),
	DROP CONSTRAINT case_event_check, ADD CONSTRAINT case_event_check
		CHECK ((what IN ('published', 'withdrawn', 'released'))
			= (version_id IS NOT NULL));
COMMENT ON COLUMN data.case_event.version_id IS
	'Which version, with published, withdrawn and released.';
ALTER TABLE data.case DROP CONSTRAINT case_latest_what_check,
	ADD CONSTRAINT case_latest_what_check CHECK (latest_what IN ('opened',
		'published', 'withdrawn', 'released', 'status'));

-- What happened last differs from party to party now.
ALTER TABLE data.party ADD COLUMN latest_what text NOT NULL DEFAULT 'opened'
	CHECK (latest_what IN ('opened', 'published', 'withdrawn', 'released',
		'status'));
UPDATE data.party p SET latest_what = c.latest_what
	FROM data.case c WHERE c.id = p.case_id AND c.latest_what <> 'opened';
COMMENT ON COLUMN data.party.latest_at IS
	'When the case''s timeline last grew, as this party sees it; so that the list of cases is a stretch of an index.';
COMMENT ON COLUMN data.party.latest_what IS 'What that event was.';
DROP INDEX data.party_newest;
CREATE INDEX party_newest ON data.party (person_id, latest_at DESC,
	case_id DESC) INCLUDE (valid_from, valid_to, has_unread, latest_what);
COMMENT ON COLUMN data.case.latest_at IS
	'When data.case_event last grew by something that concerns all parties.';
