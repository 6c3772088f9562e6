// SPDX-License-Identifier: EUPL-1.2
// Goal: what a citizen sends to a case is theirs and the municipality's: the
// other party finds nothing of it anywhere, until a person at the municipality
// releases it; then they see it and are told.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { login } from './lib/client.mjs';
import { pdf } from './lib/files.mjs';
import { caseOf, send, verdictOf } from './lib/quarantine.mjs';
import { dir, psql } from './lib/stack.mjs';

const NAME = `laegepapir-${Date.now()}.pdf`;
let mother, father, person, shared, unit, upload, version, document;

// minsag-admin with words: { code, out, err }.
const admin = (...words) => new Promise((done) => {
	execFile(join(dir, 'inst/bin/minsag-admin'),
		['-c', join(dir, 'conf/minsag.conf'), ...words],
		(error, out, err) => done({ code: error?.code ?? 0, out, err }));
});
const staff = (why) => ['--unit', unit, '--role', 'Leder', '--why', why];

// All that the site's pages read of a case, but for looks and their number.
async function
pages(client)
{
	const paths = [`/api/cases/${shared}`, '/api/cases?limit=50',
		`/api/cases/${shared}/documents`, `/api/cases/${shared}/timeline`,
		`/api/cases/${shared}/uploads`, `/api/hidden?case=${shared}`,
		'/api/search?words=laegepapir'];
	const texts = [];
	for (const path of paths) {
		const answer = await client.get(path);
		assert.equal(answer.status, 200, path);
		texts.push(answer.text);
	}
	return texts.join('\n');
}

const looksOf = async (client) =>
	(await client.get(`/api/looks?case=${shared}&limit=50`)).json.items;

// Makes the other one a party of her case, or ends that.
const party = (until) => psql(`SELECT internal.party_set('${person}',
	'${shared}', 'guardian', now() - interval '1 minute', '${until}')`);

before(async () => {
	mother = await login('anna');
	shared = await caseOf(mother);
	father = await login('dora');
	person = await psql(`SELECT person_id FROM data.session
		ORDER BY started_at DESC LIMIT 1`);
	await party('infinity');
	unit = await psql(`SELECT unit_key FROM data.case WHERE id = '${shared}'`);
});

after(() => party('now'));

test('the other party finds nothing of what was sent', async () => {
	const looks = (await looksOf(father)).map((one) => one.id);
	const seen = await pages(father);
	upload = await send(mother, shared, NAME, pdf());
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	({ version_id: version, document_id: document } =
		(await mother.get(`/api/uploads/${upload}`)).json);
	assert.equal(await pages(father), seen);
	for (const path of [`/api/documents/${document}`, `/document/${version}`,
		`/api/uploads/${upload}`, `/api/looks?document=${document}`])
		assert.equal((await father.get(path)).status, 404, path);
	// The mother's own looks and the check leave him no line.
	await mother.get(`/document/${version}`);
	assert.deepEqual((await looksOf(father)).filter((one) =>
		!looks.includes(one.id) && one.what !== 'case'), []);
	assert.equal(await psql(`SELECT count(*) FROM data.notice
		WHERE subject = '${version}'`), '0');
});

test('who sent it has it, with what it says of who can see it', async () => {
	const { json } = await mother.get(`/api/uploads/${upload}`);
	assert.equal(json.state, 'on-case');
	assert.equal(json.released_at, null);
	assert.equal((await mother.get(`/api/documents/${document}`)).status, 200);
	assert.equal((await mother.get(`/document/${version}`)).status, 200);
});

test('the municipality finds it, and releases it with a reason', async () => {
	const looks = (await looksOf(father)).map((one) => one.id);
	const listed = await admin('uploads', ...staff('Gennemgang'), '--case', shared);
	assert.equal(listed.code, 0, listed.err);
	assert.ok(listed.out.split('\n').some((line) =>
		line.startsWith(`${version}\t`) && line.endsWith(`\t${NAME}`)), listed.out);
	// Nor does this leave the father a line before it is released.
	assert.deepEqual((await looksOf(father)).filter((one) =>
		!looks.includes(one.id)), []);
	assert.equal((await admin('release', ...staff(' '), version)).code, 1);
	assert.equal((await father.get(`/api/documents/${document}`)).status, 404);
	assert.equal((await admin('release', ...staff('Aftalt'), version)).out, 'new\n');
	assert.equal((await admin('release', ...staff('Aftalt'), version)).out, 'same\n');
	assert.ok(!(await admin('uploads', ...staff('Gennemgang'))).out
		.includes(version));
});

test('then the other party sees it, and is told', async () => {
	assert.equal((await father.get(`/document/${version}`)).status, 200);
	assert.ok((await pages(father)).includes(NAME.slice(0, -4)));
	const { json } = await father.get(`/api/cases/${shared}/timeline`);
	assert.equal(json.items[0].what, 'released');
	assert.equal(json.items[0].version_id, version);
	assert.equal(await psql(`SELECT count(*) FROM data.notice
		WHERE subject = '${version}'`), '1');
	assert.match((await mother.get(`/api/uploads/${upload}`)).json.released_at,
		/^20/);
	assert.equal((await father.get(`/api/uploads/${upload}`)).status, 404);
});
