-- SPDX-License-Identifier: EUPL-1.2
-- Who has looked: whoever opens a citizen's papers is in the audit with the
-- purpose, staff with unit, role and reason; and the daily proof that the log
-- is whole.

ALTER TABLE data.audit
	DROP CONSTRAINT audit_actor_check,
	DROP CONSTRAINT audit_outcome_check,
	ADD COLUMN purpose text CHECK (length(purpose) BETWEEN 1 AND 300),
	ADD COLUMN unit_key text,
	ADD COLUMN staff_role text CHECK (length(staff_role) BETWEEN 1 AND 80),
	ADD COLUMN staff_name text CHECK (length(staff_name) BETWEEN 1 AND 140),
	ADD CONSTRAINT audit_actor_check CHECK (actor IN ('citizen', 'delegate',
		'caseworker', 'system', 'job')),
	ADD CONSTRAINT audit_outcome_check CHECK (outcome IN ('ok', 'denied',
		'absent', 'broken')),
	ADD CONSTRAINT audit_staff_check CHECK (actor <> 'caseworker'
		OR (purpose IS NOT NULL AND unit_key IS NOT NULL
			AND staff_role IS NOT NULL)),
	ADD CONSTRAINT audit_job_check CHECK (actor <> 'job'
		OR purpose IS NOT NULL);
COMMENT ON TABLE data.audit IS
	'Who looked at what and why, what was tried, and what the municipality''s programs did. Append-only. A citizen''s look that succeeds has one row a session: read (a version whose bytes left), case (a case whose timeline, documents or facts were shown), search (a case that words were found in), hit (a document that was opened from what was found); the list of one''s own cases has none. A look of a caseworker or a job has a row each. Refused attempts have a row each; denied: it exists but is another''s or hidden; absent: no such thing. heartbeat: the day''s proof of the log itself. Basis: GDPR art. 5(2), 15, 32. Kept as long as the case.';
COMMENT ON COLUMN data.audit.actor IS
	'On whose behalf: a citizen in their own case, a delegate (guardian) in another''s, a caseworker, a program of the municipality, a job.';
COMMENT ON COLUMN data.audit.outcome IS
	'Done; refused because it is another''s or hidden; refused because there is none; broken: a heartbeat that found the chain broken.';
COMMENT ON COLUMN data.audit.purpose IS
	'Why: a word for citizens and programs; a caseworker''s own words, which the citizen reads. Null for what is no look.';
COMMENT ON COLUMN data.audit.unit_key IS
	'For which unit the caseworker looked. No reference: the row outlives the unit.';
COMMENT ON COLUMN data.audit.staff_role IS
	'In which role, as "Sagsbehandler". Shown to the citizen.';
COMMENT ON COLUMN data.audit.staff_name IS
	'The caseworker''s name, for the municipality''s own control. Shown to the citizen only if data.look_setting says so.';

-- What counts as a look; sql/internal/looks.sql has the same words, so that a
-- page of them is a stretch of one of these indexes.
DROP INDEX data.audit_case;
CREATE INDEX audit_look_case ON data.audit (case_id, at DESC, id DESC)
	WHERE outcome = 'ok' AND action IN ('read', 'case', 'search', 'hit',
		'preview', 'bundle', 'deliver', 'desk-read', 'scan');
CREATE INDEX audit_look_version ON data.audit (version_id, at DESC, id DESC)
	WHERE outcome = 'ok' AND action IN ('read', 'case', 'search', 'hit',
		'preview', 'bundle', 'deliver', 'desk-read', 'scan');
CREATE UNIQUE INDEX audit_hit_once ON data.audit (session_id, version_id)
	WHERE action = 'hit' AND outcome = 'ok';
-- One a day, whatever number of hosts seals.
CREATE UNIQUE INDEX audit_heartbeat_once ON data.audit
	((timezone('Europe/Copenhagen', at)::date)) WHERE action = 'heartbeat';

CREATE TABLE data.look_setting (
	single boolean PRIMARY KEY DEFAULT true CHECK (single),
	staff_names boolean NOT NULL
);
COMMENT ON TABLE data.look_setting IS
	'What the municipality has decided about the list of looks: at most one row; none means no. Basis: the municipality''s decision about its employees'' names. No personal data.';
COMMENT ON COLUMN data.look_setting.single IS 'One row.';
COMMENT ON COLUMN data.look_setting.staff_names IS
	'Whether citizens see the names of the staff who looked, beside role and unit.';
