// SPDX-License-Identifier: EUPL-1.2
// Uploads as the upload worker leaves them when their last byte is there, and
// what became of them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { psql, until } from './stack.mjs';

// Runs statements that are too long for a command line.
function
feed(statements)
{
	return new Promise((done, failed) => {
		const child = spawn('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
			{ stdio: ['pipe', 'pipe', 'inherit'] });
		let out = '';
		child.stdout.on('data', (text) => { out += text; });
		child.on('close', (status) => (status === 0 ? done(out.trim())
			: failed(new Error(`psql: ${status}`))));
		child.stdin.end(statements);
	});
}

// A case in whose area a persona can send files.
export const caseOf = (title) => psql(`SELECT id FROM data.case
	WHERE title LIKE '${title}%'`);

// A finished upload of a party of the case; its id.
export async function
send(caseId, name, bytes)
{
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const out = await feed(`BEGIN;
		SELECT lo_from_bytea(0, '\\x${bytes.toString('hex')}') AS content \\gset
		ALTER LARGE OBJECT :content OWNER TO minsag_system;
		INSERT INTO data.upload (person_id, case_id, file_name, said_type,
				metadata, size, received, content, created_at, expires_at,
				finished_at, sha256)
			SELECT p.person_id, p.case_id, '${name}', '', '', ${bytes.length},
				${bytes.length}, :content, now(), now() + interval '1 day',
				now(), '\\x${sha256}'
			FROM data.party p WHERE p.case_id = '${caseId}'
			ORDER BY p.person_id LIMIT 1 RETURNING id AS upload \\gset
		SELECT internal.job_add('scan', :'upload', :'upload', NULL) \\g /dev/null
		COMMIT;
		SELECT :'upload';`);
	return out;
}

export const stateOf = (upload) => psql(`SELECT coalesce((SELECT concat_ws(' ',
		t.outcome, t.reason, t.media_type, t.pages) FROM data.upload_verdict t
	WHERE t.upload_id = '${upload}'), CASE WHEN EXISTS (SELECT
		FROM data.upload_check c WHERE c.upload_id = '${upload}')
	THEN 'checking' ELSE 'received' END)`);

// Waits for the verdict: "accepted application/pdf 1", "rejected malware …".
export const verdictOf = (upload, ms = 30000) => until(async () => {
	const state = await stateOf(upload);
	return /^(accepted|rejected)/.test(state) && state;
}, ms, `a verdict on ${upload}`);

// The job of an upload: "tries delays outcome problem".
export const jobOf = (upload) => psql(`SELECT concat_ws(' ', j.tries, j.delays,
	j.outcome, j.problem) FROM data.job j WHERE j.kind = 'scan'
	AND j.key = '${upload}'`);
