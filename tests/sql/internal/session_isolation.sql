-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no snapshot that stands still: a session that has ended is over at the next statement.

BEGIN ISOLATION LEVEL REPEATABLE READ;
\ir ../fixture.sql
SELECT plan(2);

SELECT is(attempt('minsag_citizen', format('SELECT api_citizen.me(%L)',
	key('anna'))), 'MS403', 'for JSON');
SELECT is(attempt('minsag_document', format('SELECT
	api_document.document_open(%L, %L, 0, 10, NULL)', key('anna'), :'note')),
	'MS403', 'nor for bytes');

SELECT * FROM finish();
ROLLBACK;
