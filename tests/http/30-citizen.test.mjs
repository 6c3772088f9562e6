// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen reads all of their own cases and nothing of anybody else's,
// page by page and filter by filter; whoever has no session reads nothing.
// client.mjs holds every answer against the OpenAPI description.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { Client, login, SESSION_COOKIE } from './lib/client.mjs';
import { psql } from './lib/stack.mjs';

const NOBODYS = '11111111-2222-4333-8444-555555555555';
const PERSON = {};
let anna, bent, dora, cases;

const get = async (client, path, status = 200) => {
	const answer = await client.get(path);
	assert.equal(answer.status, status, `${path}: ${answer.text}`);
	return answer.json;
};

// All items of a list, page by page.
async function
all(client, path, limit)
{
	const items = [];
	let next = null, pages = 0;
	do {
		const join = path.includes('?') ? '&' : '?';
		const after = next === null ? '' : `&after=${next}`;
		const page = await get(client, `${path}${join}limit=${limit}${after}`);
		assert.ok(page.items.length <= limit);
		assert.ok(page.next === null || page.items.length === limit);
		items.push(...page.items);
		next = page.next;
		assert.ok(++pages < 500, 'the list ends');
	} while (next !== null);
	return items;
}

const listsOf = (id) => ['/api/cases', '/api/hidden', '/api/search?words=og',
	`/api/cases/${id}/timeline`, `/api/cases/${id}/documents`];
const routesOf = (id, document) => ['/api/me', '/api/areas', ...listsOf(id),
	`/api/cases/${id}`, `/api/documents/${document}`];

// The person behind the newest session.
const newest = () => psql('SELECT person_id FROM data.session ORDER BY started_at DESC LIMIT 1');

before(async () => {
	for (const name of ['bent', 'dora', 'anna'])
		PERSON[name] = [await login(name), await newest()];
	[anna, bent, dora] = ['anna', 'bent', 'dora'].map((name) => PERSON[name][0]);
	cases = await all(anna, '/api/cases', 100);
	assert.ok(cases.length >= 2, 'the demo gives anna cases');
});

test('who am I; asking moves nothing', async () => {
	const key = `person_id = '${PERSON.anna[1]}' ORDER BY started_at DESC LIMIT 1`;
	const until = () => psql(`SELECT idle_until FROM data.session WHERE ${key}`);
	const was = await until();
	const me = await get(anna, '/api/me');
	assert.equal(me.name, 'Anna Holm');
	assert.equal(me.level, 'Substantial');
	assert.ok(Date.parse(me.started_at) <= Date.now() + 1000);
	assert.ok(Date.parse(me.idle_until) > Date.now());
	assert.ok(Date.parse(me.until) >= Date.parse(me.idle_until));
	assert.equal(await until(), was);
});

test('staying logged in: at once, and only from our own pages', async () => {
	const client = await login('anna');
	const key = `id = (SELECT id FROM data.session ORDER BY started_at DESC LIMIT 1)`;
	await psql(`UPDATE data.session SET idle_until = now() + interval '90 seconds' WHERE ${key}`);
	const left = async () =>
		Date.parse((await get(client, '/api/me')).idle_until) - Date.now();
	assert.ok(await left() < 100e3);
	for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' },
		{ 'sec-fetch-site': 'same-site' },
		{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }]) {
		const answer = await client.request('POST', '/api/session', {
			headers: { ...headers, 'content-length': '0' } });
		assert.equal(answer.status, 403, JSON.stringify(headers));
	}
	assert.ok(await left() < 100e3);
	assert.equal((await client.post('/api/session', { body: 'x' })).status, 413);
	const answer = await client.post('/api/session');
	assert.equal(answer.status, 200);
	assert.ok(Date.parse(answer.json.idle_until) - Date.now() > 100e3);
	assert.ok(await left() > 100e3);
});

test('cases: newest first, whole in pages of every size', async () => {
	const key = (item) => item.latest_at + item.id;
	assert.deepEqual(cases.map(key), cases.map(key).sort().reverse());
	for (const limit of [1, 2, 3])
		assert.deepEqual(await all(anna, '/api/cases', limit), cases);
	const ids = await psql(`SELECT case_id FROM data.party WHERE person_id = '${PERSON.anna[1]}'
		AND valid_from <= now() AND valid_to > now()`);
	assert.deepEqual(cases.map(({ id }) => id).sort(), ids.split('\n').sort());
});

test('cases by area, by open and by words in the title', async () => {
	for (const { key, cases: count } of (await get(anna, '/api/areas')).items) {
		const found = await all(anna, `/api/cases?area=${key}`, 100);
		assert.equal(found.length, count, key);
		assert.ok(found.every(({ area }) => area.key === key));
	}
	const open = await all(anna, '/api/cases?open=true', 100);
	const closed = await all(anna, '/api/cases?open=false', 100);
	assert.equal(open.length + closed.length, cases.length);
	assert.ok(open.every(({ status }) => status !== 'closed'));
	assert.ok(closed.every(({ status }) => status === 'closed'));
	const [word] = /\p{L}{5,}/u.exec(cases[0].title);
	const found = await all(anna, `/api/cases?words=${encodeURIComponent(word)}`, 100);
	assert.ok(found.some(({ id }) => id === cases[0].id), word);
	assert.deepEqual((await get(anna, '/api/cases?area=no-such-area')).items, []);
});

test('one case says what the list says, and more', async () => {
	for (const item of cases) {
		const { role, documents, hidden, ...facts } = await get(anna, `/api/cases/${item.id}`);
		assert.deepEqual(facts, item);
		assert.ok(['subject', 'applicant', 'guardian'].includes(role));
		const listed = await all(anna, `/api/cases/${item.id}/documents`, 100);
		assert.equal(listed.length, documents);
		assert.equal(listed.filter(({ reasons }) => reasons.length > 0).length, hidden);
	}
});

test('the timeline: newest first, whole in pages, silent about what is hidden', async () => {
	for (const { id } of cases) {
		const path = `/api/cases/${id}/timeline`;
		const events = await all(anna, path, 100);
		assert.ok(events.length > 0);
		const times = events.map(({ at }) => at);
		assert.deepEqual(times, [...times].sort().reverse());
		assert.deepEqual(await all(anna, path, 7), events);
		for (const event of events)
			if (event.reasons.length > 0)
				assert.equal(event.title, null, event.id);
	}
});

test('documents: whole in pages, and by each filter', async () => {
	const path = `/api/cases/${cases[0].id}/documents`;
	const documents = await all(anna, path, 100);
	assert.ok(documents.length > 5);
	assert.deepEqual(await all(anna, path, 4), documents);
	const by = async (query, wanted) => {
		const found = await all(anna, `${path}?${query}`, 100);
		assert.deepEqual(found, documents.filter(wanted), query);
	};
	for (const kind of new Set(documents.map((d) => d.kind)))
		await by(`kind=${kind}`, (d) => d.kind === kind);
	for (const state of ['draft', 'final'])
		await by(`state=${state}`, (d) => d.state === state);
	const day = documents[Math.floor(documents.length / 2)].dated_on;
	await by(`from=${day}`, (d) => d.dated_on >= day);
	await by(`to=${day}`, (d) => d.dated_on <= day);
	await by(`from=${day}&to=${day}`, (d) => d.dated_on === day);
	for (const yes of [true, false])
		await by(`new=${yes}`, (d) => d.new === yes);
});

test('what is not shown has reasons and nothing of its content', async () => {
	let seen = 0;
	for (const { id } of cases)
		for (const item of await all(anna, `/api/cases/${id}/documents`, 100)) {
			if (item.reasons.length === 0)
				continue;
			seen++;
			for (const key of ['title', 'media_type', 'size', 'pages'])
				assert.equal(item[key], null, key);
			assert.equal(item.new, false);
			const document = await get(anna, `/api/documents/${item.document_id}`);
			assert.equal(document.title, null);
			for (const version of document.versions.filter((v) => v.reasons.length > 0))
				for (const key of ['media_type', 'size', 'pages', 'sha256', 'file_name'])
					assert.equal(version[key], null, key);
		}
	assert.ok(seen > 0, 'the demo hides something from anna');
});

test('why not: all of it, all reasons in plain words', async () => {
	const hidden = await all(anna, '/api/hidden', 100);
	assert.deepEqual(await all(anna, '/api/hidden', 1), hidden);
	let listed = 0;
	for (const { id } of cases) {
		const documents = await all(anna, `/api/cases/${id}/documents`, 100);
		const mine = await all(anna, `/api/hidden?case=${id}`, 100);
		assert.deepEqual(mine.map((d) => d.document_id).sort(),
			documents.filter((d) => d.reasons.length > 0).map((d) => d.document_id).sort());
		listed += mine.length;
	}
	assert.equal(listed, hidden.length);
	for (const { reasons, unit } of hidden) {
		assert.ok(reasons.length > 0 && unit.phone);
		for (const { code, text, law, plain } of reasons) {
			assert.ok(text.length > 20, code);
			assert.equal(law !== undefined, code === 'withheld');
			assert.equal(plain !== undefined, code === 'withheld');
		}
	}
	assert.ok(hidden.some((d) => d.reasons.some((r) => r.code === 'withheld')));
});

test('a document: all versions, and new until it has been looked at', async () => {
	const client = await login('carla');
	for (const { id } of await all(client, '/api/cases', 100)) {
		for (const item of await all(client, `/api/cases/${id}/documents?new=true`, 100)) {
			if (item.size > 1e6)
				continue;
			const path = `/api/documents/${item.document_id}`;
			const document = await get(client, path);
			assert.equal(document.case_id, id);
			assert.deepEqual(document.versions.map((v) => v.number),
				document.versions.map((v) => v.number).sort((a, b) => b - a));
			const [version] = document.versions;
			assert.equal(version.version_id, item.version_id);
			assert.ok(version.new);
			const file = await client.get(`/document/${version.version_id}`);
			assert.equal(file.status, 200);
			assert.equal(file.body.length, version.size);
			assert.equal(createHash('sha256').update(file.body).digest('hex'), version.sha256);
			assert.equal((await get(client, path)).versions[0].new, false);
			return;
		}
	}
	assert.fail('the demo has nothing new for carla');
});

test('search finds in titles and in texts, and marks what it found', async () => {
	const found = await all(anna, '/api/search?words=plan', 100);
	assert.deepEqual(await all(anna, '/api/search?words=plan', 1), found);
	const texts = found.filter((item) => item.in === 'text');
	assert.ok(texts.length > 0);
	for (const { excerpt } of texts)
		assert.match(excerpt, /\ue000[^\ue000\ue001]+\ue001/);
	for (const { id } of cases) {
		const here = await all(anna, `/api/search?words=plan&case=${id}`, 100);
		assert.deepEqual(here, found.filter((item) => item.case_id === id));
	}
	const shown = (await all(anna, `/api/cases/${cases[0].id}/documents`, 100))
		.find(({ title }) => /\p{L}{8,}/u.test(title ?? ''));
	const [word] = /\p{L}{8,}/u.exec(shown.title);
	assert.ok((await all(anna, `/api/search?words=${encodeURIComponent(word)}`, 100))
		.some((item) => item.document_id === shown.document_id), word);
	assert.deepEqual((await get(anna, '/api/search?words=zzyzx')).items, []);
});

test('search never finds what is hidden or another\'s', async () => {
	const hidden = new Set((await all(anna, '/api/hidden', 100)).map((d) => d.document_id));
	const mine = new Set(cases.map(({ id }) => id));
	for (const words of ['og', 'du', 'afgørelse', 'notat', 'anna', 'bent']) {
		for (const item of await all(anna, `/api/search?words=${encodeURIComponent(words)}`, 100)) {
			assert.ok(!hidden.has(item.document_id), words);
			assert.ok(mine.has(item.case_id), words);
		}
	}
});

test('another\'s case looks like none', async () => {
	const [theirs] = await all(bent, '/api/cases', 100);
	const [document] = await all(bent, `/api/cases/${theirs.id}/documents`, 100);
	const same = async (path) => {
		const answers = [];
		for (const id of [document.document_id, theirs.id, NOBODYS]) {
			const { rule, title, status, type } = await get(anna, path(id), 404);
			answers.push({ rule, title, status, type });
		}
		assert.deepEqual(answers[0], answers[2]);
		assert.deepEqual(answers[1], answers[2]);
	};
	await same((id) => `/api/cases/${id}`);
	await same((id) => `/api/cases/${id}/timeline`);
	await same((id) => `/api/cases/${id}/documents`);
	await same((id) => `/api/documents/${id}`);
	await same((id) => `/api/hidden?case=${id}`);
	await get(bent, `/api/cases/${theirs.id}`);
});

test('a cursor of another list or person opens nothing', async () => {
	const { next } = await get(bent, '/api/cases?limit=1');
	const mine = new Set(cases.map(({ id }) => id));
	const page = await get(anna, `/api/cases?after=${next}`);
	assert.ok(page.items.every(({ id }) => mine.has(id)));
});

test('who has no case has empty lists', async () => {
	for (const path of ['/api/cases', '/api/hidden', '/api/search?words=og'])
		assert.deepEqual(await get(dora, path), { items: [], next: null });
	for (const { cases: count } of (await get(dora, '/api/areas')).items)
		assert.equal(count, 0);
	await get(dora, `/api/cases/${cases[0].id}`, 404);
});

test('without a lawful session every route is 401, and asks no database', async () => {
	const { document_id: document } = (await all(anna, `/api/cases/${cases[0].id}/documents`, 1))[0];
	const token = anna.cookies.get(SESSION_COOKIE);
	const last = () => psql(`SELECT max(query_start) FROM pg_stat_activity
		WHERE usename = 'minsag_citizen'`);
	const was = await last();
	for (const path of routesOf(cases[0].id, document)) {
		for (const cookie of ['', 'a=b', `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=AAAA`,
			`${SESSION_COOKIE}=${token.slice(0, -2)}AA`, `${SESSION_COOKIE}=A${token}`,
			`${SESSION_COOKIE.toLowerCase()}=${token}`]) {
			const answer = await new Client().get(path, { headers: { cookie } });
			assert.equal(answer.status, 401, `${path} ${cookie.slice(0, 30)}`);
			assert.equal(answer.json.type, 'urn:minsag:problem:not-logged-in');
		}
	}
	assert.equal(await last(), was);
});

test('logged out, idle too long, or at the end: 401 at the next request', async () => {
	for (const change of ['ended_at = now(), ended_by = \'citizen\'',
		'idle_until = now() - interval \'1 second\'',
		'until = now() - interval \'1 second\', idle_until = now() - interval \'1 second\'']) {
		const client = await login('anna');
		const { document_id: document } =
			(await all(client, `/api/cases/${cases[0].id}/documents`, 1))[0];
		await psql(`UPDATE data.session SET ${change} WHERE id =
			(SELECT id FROM data.session ORDER BY started_at DESC LIMIT 1)`);
		for (const path of routesOf(cases[0].id, document))
			await get(client, path, 401);
		assert.equal((await client.post('/api/session')).status, 401);
	}
	await get(anna, '/api/me');
});

test('every list refuses what it does not know', async () => {
	for (const path of listsOf(cases[0].id)) {
		const join = path.includes('?') ? '&' : '?';
		for (const query of ['limit=0', 'limit=101', 'after=AAAA', 'unknown=1', 'limit=1&limit=1',
			'after=' + 'A'.repeat(31) + '=', 'limit=%00', 'limit=%FF', 'lang=de'])
			await get(anna, `${path}${join}${query}`, 400);
	}
	for (const path of ['/api/me', '/api/areas', `/api/cases/${cases[0].id}`])
		await get(anna, `${path}?limit=1`, 400);
	assert.equal((await anna.request('GET', '/api/me', { body: 'x' })).status, 413);
});

test('English for who asks for it', async () => {
	const english = { headers: { 'accept-language': 'en-GB, da;q=0.5' } };
	const danish = (await get(anna, '/api/areas')).items;
	const { json } = await anna.get('/api/areas', english);
	assert.notDeepEqual(json.items.map(({ name }) => name), danish.map(({ name }) => name));
	assert.deepEqual((await get(anna, '/api/areas?lang=en')), json);
	assert.deepEqual((await anna.get('/api/areas?lang=da', english)).json.items, danish);
	const problem = (await anna.get(`/api/cases/${NOBODYS}`, english)).json;
	assert.match(problem.title, /exist/);
	const [hidden] = (await anna.get('/api/hidden', english)).json.items;
	assert.match(hidden.reasons[0].text, /^(The|You|Documents|We) /);
});

test('HEAD has the head of GET', async () => {
	for (const path of ['/api/me', `/api/cases/${cases[0].id}`]) {
		const got = await anna.get(path), head = await anna.head(path);
		assert.equal(head.status, 200);
		assert.equal(head.body.length, 0);
		assert.equal(head.headers['content-length'], got.headers['content-length']);
		assert.equal(head.headers['content-type'], got.headers['content-type']);
	}
});
