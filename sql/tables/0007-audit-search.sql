-- SPDX-License-Identifier: EUPL-1.2
-- What is on record of looking: one row a session for each case looked at, for
-- each case that a search found something in, and for each version read.

CREATE UNIQUE INDEX audit_search_once ON data.audit (session_id, case_id)
	WHERE action = 'search' AND outcome = 'ok';
COMMENT ON TABLE data.audit IS
	'What citizens looked at and tried, and what the municipality''s programs did. Append-only. A look that succeeds has one row a session: read (a version whose bytes left), case (a case whose timeline, documents or facts were shown), search (a case that words were found in); the list of one''s own cases has none. Refused attempts have a row each; denied: it exists but is another''s or hidden; absent: no such thing. Basis: GDPR art. 5(2), 32. Kept as long as the case.';
COMMENT ON COLUMN data.audit.request_id IS
	'nginx''s request id, to find the log line; of a row that is written once a session, the first request''s. Null for the municipality''s own programs.';
