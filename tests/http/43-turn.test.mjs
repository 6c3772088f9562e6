// SPDX-License-Identifier: EUPL-1.2
// Goal: one session never has all threads of a worker: so many of its requests
// are worked on at once, and the others wait in their order.
import assert from 'node:assert/strict';
import { Agent, request } from 'node:https';
import { before, test } from 'node:test';
import { login } from './lib/client.mjs';
import { ca, port, psql, sleep, until, workerPids } from './lib/stack.mjs';

const EACH = 8; // session_downloads
let persona, path, home;

before(async () => {
	path = `/document/${await psql(`SELECT v.id FROM data.version v
		JOIN data.publication USING (document_id)
		WHERE v.size > 60000000 ORDER BY v.size DESC LIMIT 1`)}`;
	for (const name of ['anna', 'bent', 'carla'])
		if ((await (await login(name)).head(path)).status === 200)
			persona = name;
	const anna = await login('anna');
	home = (await anna.get('/api/cases')).json.items[0].id;
});

// A download that nobody reads: { status, cut }; status null until it begins.
function
begin(client)
{
	const one = { status: null };
	const asked = request({ host: 'localhost', port, ca, path,
		agent: new Agent({ ca }), highWaterMark: 16384,
		headers: { cookie: client.cookieHeader } }, (answer) => {
		one.status = answer.statusCode;
		one.problem = answer.headers['content-type'];
		answer.pause();
		answer.on('error', () => {});
	});
	asked.on('error', () => {});
	asked.end();
	one.cut = () => asked.destroy();
	return one;
}

test('downloads: at most so many a session; the others wait', async () => {
	const most = EACH * (await workerPids('document')).length;
	const client = await login(persona);
	const all = Array.from({ length: most + 12 }, () => begin(client));
	const begun = () => all.filter(({ status }) => status !== null);
	try {
		await until(() => begun().length >= EACH, 20000);
		await sleep(1500);
		const first = begun();
		assert.ok(first.length <= most, `${first.length} at once`);
		assert.deepEqual([...new Set(first.map(({ status }) => status))], [200]);

		// another session of the same person is none the slower for it
		const other = await login(persona);
		const part = await other.get(path, { headers: { range: 'bytes=0-99' } });
		assert.equal(part.status, 206);
		assert.equal((await client.get('/api/me')).status, 200);

		// who hangs up while waiting keeps nobody's place
		const waiting = all.filter(({ status }) => status === null);
		waiting.slice(0, 6).forEach((one) => one.cut());
		// as one ends, one that waits begins
		first.forEach((one) => one.cut());
		await until(() => waiting.slice(6).every(({ status }) => status === 200),
			20000, 'the others come in their turn');
	} finally {
		all.forEach((one) => one.cut());
	}
	const after = await login(persona);
	assert.equal((await after.get(path,
		{ headers: { range: 'bytes=0-99' } })).status, 206);
});

test('lists: many at once of one session are all answered', async () => {
	const anna = await login('anna'), bent = await login('bent');
	const many = Promise.all(Array.from({ length: 60 }, () =>
		anna.get(`/api/cases/${home}/documents`)));
	assert.equal((await bent.get('/api/cases')).status, 200);
	for (const answer of await many)
		assert.equal(answer.status, 200, answer.text);
});

test('printing holds up no list: one at a time, few of a session wait', async () => {
	const anna = await login('anna');
	const prints = Promise.all(Array.from({ length: 30 }, () =>
		anna.get(`/api/looks.pdf?case=${home}`)));
	const lists = await Promise.all(Array.from({ length: 20 }, () =>
		anna.get('/api/cases')));
	assert.ok(lists.every(({ status }) => status === 200));
	// how many are told to come again depends on how quick printing is
	for (const { status, json, headers } of await prints) {
		if (status === 200)
			continue;
		assert.equal(status, 503);
		assert.match(json.rule, /^turn: /);
		assert.ok(headers['retry-after']);
	}
	assert.equal((await anna.get(`/api/looks.pdf?case=${home}`)).status, 200);
});
