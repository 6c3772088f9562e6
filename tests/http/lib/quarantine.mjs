// SPDX-License-Identifier: EUPL-1.2
// Files sent to a case, and what became of them.
import assert from 'node:assert/strict';
import { psql, until } from './stack.mjs';
import { create } from './tus.mjs';

// A case of an open area, and room in it for all that tests send.
export async function
caseOf(client)
{
	await psql(`INSERT INTO data.upload_limit SELECT a.key, l.media_types,
		l.file_bytes, 10000, 1000000000000 FROM data.area a, data.upload_limit l
		WHERE l.area_key IS NULL ON CONFLICT (area_key) DO UPDATE
		SET day_files = excluded.day_files, person_bytes = excluded.person_bytes`);
	const { json } = await client.get('/api/cases?limit=50');
	return json.items.find((one) => one.area.open).id;
}

// Sends a whole file, at most 4 MiB; the upload's id.
export async function
send(client, caseId, filename, body)
{
	const answer = await create(client, { case: caseId, filename }, body.length,
		{ body });
	assert.equal(answer.status, 201, answer.text);
	assert.equal(answer.headers['upload-offset'], String(body.length));
	return answer.headers.location.split('/').pop();
}

export const stateOf = (upload) => psql(`SELECT coalesce((SELECT concat_ws(' ',
		t.outcome, t.reason, t.media_type, t.pages) FROM data.upload_verdict t
	WHERE t.upload_id = '${upload}'), CASE WHEN EXISTS (SELECT
		FROM data.upload_check c WHERE c.upload_id = '${upload}')
	THEN 'checking' ELSE 'received' END)`);

// Waits for the verdict: "accepted application/pdf 1", "rejected malware …".
export const verdictOf = (upload, ms = 60000) => until(async () => {
	const state = await stateOf(upload);
	return /^(accepted|rejected)/.test(state) && state;
}, ms, `a verdict on ${upload}`);

// The job of an upload: "tries delays outcome problem".
export const jobOf = (upload) => psql(`SELECT concat_ws(' ', j.tries, j.delays,
	j.outcome, j.problem) FROM data.job j WHERE j.kind = 'scan'
	AND j.key = '${upload}'`);
