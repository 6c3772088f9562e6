-- SPDX-License-Identifier: EUPL-1.2
-- What is to be done by and by: the courier's queue.

CREATE TABLE data.job (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,39}$'),
	key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
	subject uuid,
	added_at timestamptz NOT NULL,
	due_at timestamptz NOT NULL,
	tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
	delays integer NOT NULL DEFAULT 0 CHECK (delays >= 0),
	lease uuid,
	problem text CHECK (length(problem) <= 200),
	outcome text CHECK (outcome IN ('done', 'dead')),
	ended_at timestamptz,
	UNIQUE (kind, key),
	CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE INDEX job_due ON data.job (due_at, id) WHERE ended_at IS NULL;
CREATE INDEX job_ended ON data.job (outcome, ended_at)
	WHERE ended_at IS NOT NULL;
COMMENT ON TABLE data.job IS
	'Jobs for minsag-courier. At least once: one that is taken is due again when its lease runs out. The row of a finished one stays a while, so that adding it again does nothing. Holds no personal data. Basis: what the job does it for. Retention: 30 days after it is done; a dead one until somebody decides.';
COMMENT ON COLUMN data.job.id IS 'In the order of adding.';
COMMENT ON COLUMN data.job.kind IS
	'What is to be done; the kinds are in fcgi/courier/kinds.c.';
COMMENT ON COLUMN data.job.key IS
	'What makes it this job and no other: adding the same kind and key again does nothing.';
COMMENT ON COLUMN data.job.subject IS 'To what it is to be done.';
COMMENT ON COLUMN data.job.added_at IS 'When it was added.';
COMMENT ON COLUMN data.job.due_at IS
	'From when on it may be taken. Taking moves it to the end of the lease.';
COMMENT ON COLUMN data.job.tries IS
	'How often it was tried in earnest; too often makes it dead.';
COMMENT ON COLUMN data.job.delays IS
	'How often it was put off because something that it needs was away.';
COMMENT ON COLUMN data.job.lease IS
	'The ticket of whoever took it last; without it nothing can be said of it.';
COMMENT ON COLUMN data.job.problem IS
	'The rule or the missing thing that stopped it last; never data.';
COMMENT ON COLUMN data.job.outcome IS
	'done, or dead: given up, for somebody to look at. Null: still to do.';
COMMENT ON COLUMN data.job.ended_at IS 'Since when.';
