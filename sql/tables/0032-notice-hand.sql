-- SPDX-License-Identifier: EUPL-1.2
-- What a transport has in hand, and jobs by their kind.

CREATE TABLE data.notice_hand (
	message_id uuid PRIMARY KEY
		REFERENCES data.notice_message (id) ON DELETE RESTRICT,
	since timestamptz NOT NULL
);
COMMENT ON TABLE data.notice_hand IS
	'Messages that a transport was handed and has not spoken of: each may have gone, so what it tells stays as it is. Holds no personal data. Removed when the transport has spoken, or has surely not taken it.';
COMMENT ON COLUMN data.notice_hand.message_id IS 'Which message.';
COMMENT ON COLUMN data.notice_hand.since IS 'When it was first handed over.';

-- A courier looks into one kind after the other.
CREATE INDEX job_lane ON data.job (kind, due_at, id) WHERE ended_at IS NULL;
