// SPDX-License-Identifier: EUPL-1.2
// Goal: what a citizen remarks is on the case once, word for word, with every
// answer; nobody else reads it, and nothing of it can be changed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Client, login } from './lib/client.mjs';
import { ours } from './lib/programs.mjs';
import { psql } from './lib/stack.mjs';

const NOBODYS = '11111111-2222-4333-8444-555555555555';
const STAFF = ['--role', 'Sagsbehandler', '--why', 'Svar på bemærkninger'];
let anna, bent, document, version, older, unit;

// minsag-admin with words and standard input: { code, out, err }.
async function
admin(words, input = '')
{
	const { status, out, err } = await ours('minsag-admin', words, { input });
	return { code: status, out, err };
}

async function
get(client, path, status = 200)
{
	const answer = await client.get(path);
	assert.equal(answer.status, status, `${path}: ${answer.text}`);
	return answer.json;
}

async function
post(client, path, body, status = 200)
{
	const answer = await client.post(path, { body });
	assert.equal(answer.status, status, `${path}: ${answer.text}`);
	return answer.json;
}

const remark = (more = {}) => ({ key: randomUUID(), kind: 'remark',
	body: 'Jeg sagde tirsdag, ikke torsdag.', ...more });
const add = (more, status, client = anna) =>
	post(client, `/api/versions/${version}/remarks`, remark(more), status);
const threads = async (client = anna, id = document.id) =>
	(await get(client, `/api/documents/${id}/remarks?limit=500`)).items;
const threadOf = async (id) => (await threads()).find((each) => each.id === id);

before(async () => {
	anna = await login('anna');
	bent = await login('bent');
	for (const { id } of (await get(anna, '/api/cases')).items) {
		const { items } = await get(anna, `/api/cases/${id}/documents?limit=100`);
		const found = items.find((each) => each.versions > 1
			&& each.media_type === 'application/pdf' && each.reasons.length === 0);
		if (found === undefined)
			continue;
		document = await get(anna, `/api/documents/${found.document_id}`);
		[version, older] = document.versions.filter((each) =>
			each.reasons.length === 0).map((each) => each.version_id);
		if (older !== undefined)
			break;
	}
	assert.ok(older, 'the demo gives anna a document with two versions');
	unit = await psql(`SELECT unit_key FROM data.case WHERE id = '${document.case_id}'`);
});

test('a remark comes back word for word, with its place', async () => {
	const body = '<b>Ikke</b> torsdag! <script>alert(1)</script> & "æøå" 🙂\n\tEn linje til.';
	const place = { page: 1, quote: 'på torsdag', before: 'Vi mødes ', after: ' kl. 9' };
	const { id, at } = await add({ body, ...place });
	const thread = await threadOf(id);
	assert.deepEqual({ ...thread, at }, { kind: 'remark', document_id: document.id,
		title: document.title, audit: null, ...place, id, version_id: version,
		number: document.versions[0].number, body, at, withdrawn_at: null,
		answers: [], replies: [] });
	const ofCase = await get(anna, `/api/cases/${document.case_id}/remarks?limit=500`);
	assert.ok(ofCase.items.some((each) => each.id === id), 'it is on the case too');
});

test('sent twice it is one remark; other content is a conflict', async () => {
	const one = remark();
	const path = `/api/versions/${version}/remarks`;
	const had = (await threads()).length;
	const answers = await Promise.all(Array.from({ length: 8 }, () =>
		post(anna, path, one)));
	assert.equal(new Set(answers.map((each) => each.id)).size, 1);
	assert.equal((await threads()).length, had + 1);
	await post(anna, path, { ...one, body: 'Noget andet.' }, 409);
	await post(anna, path, { ...one, page: 1 }, 409);
	await post(anna, `/api/cases/${document.case_id}/remarks`, one, 409);
	assert.equal((await threads()).length, had + 1);
});

test('another reads none of it, and cannot add to it or take it back', async () => {
	const { id } = await add();
	await get(bent, `/api/documents/${document.id}/remarks`, 404);
	await get(bent, `/api/cases/${document.case_id}/remarks`, 404);
	await add({}, 404, bent);
	await add({ parent: id }, 404, bent);
	await post(bent, `/api/cases/${document.case_id}/remarks`, remark(), 404);
	await post(bent, `/api/remarks/${id}/withdrawal`, undefined, 404);
	await get(bent, `/api/versions/${version}/changes?since=${older}`, 404);
	const none = await anna.post(`/api/versions/${NOBODYS}/remarks`, { body: remark() });
	const others = await bent.post(`/api/versions/${version}/remarks`, { body: remark() });
	assert.deepEqual([none.status, { ...none.json, request_id: '' }],
		[others.status, { ...others.json, request_id: '' }], 'they look the same');
	assert.equal((await threadOf(id)).withdrawn_at, null);
});

test('without a session, or one that has ended, nothing comes in', async () => {
	const path = `/api/versions/${version}/remarks`;
	const had = await psql('SELECT count(*) FROM data.remark');
	await post(new Client(), path, remark(), 401);
	const gone = await login('anna');
	await psql(`UPDATE data.session SET ended_at = now(), ended_by = 'citizen'
		WHERE id = (SELECT id FROM data.session ORDER BY started_at DESC LIMIT 1)`);
	await post(gone, path, remark(), 401);
	await post(gone, '/api/terms', { text: 'fleksjob' }, 401);
	await get(gone, `/api/documents/${document.id}/remarks`, 401);
	assert.equal(await psql('SELECT count(*) FROM data.remark'), had);
});

test('bad input is named and leaves nothing', async () => {
	const path = `/api/versions/${version}/remarks`;
	const had = await psql('SELECT count(*) FROM data.remark');
	const raw = (body, headers = { 'content-type': 'application/json' }) =>
		anna.post(path, { body, headers });
	const json = JSON.stringify(remark());
	for (const [body, status, about] of [
		[json.replace('tirsdag', 'tirs\\u0000dag'), 400, 'NUL, escaped'],
		[json.replace('tirsdag', 'tirs\0dag'), 400, 'NUL'],
		[json.replace('tirsdag', 'tirs\\u001bdag'), 400, 'a control character'],
		[JSON.stringify(remark({ body: '\u202a\ufeff' })), 400, 'nothing that is seen'],
		[Buffer.from(json.replace('tirsdag', 'tirs\xffdag'), 'latin1'), 400,
			'no UTF-8'],
		[json.replace('"kind"', '"sort"'), 400, 'an unknown field'],
		[json.replace('{', '{"kind":"remark",'), 400, 'a field given twice'],
		[json.replace('"remark"', '"praise"'), 400, 'an unknown kind'],
		[json.replace(/"key":"[^"]*",/, ''), 400, 'no key'],
		[json.replace('{', '{"page":0,'), 400, 'page 0'],
		[json.replace('{', '{"page":100000,'), 400, 'a page too many'],
		[json.replace('{', '{"page":"1",'), 400, 'a page that is no number'],
		[json.replace('{', '{"after":"x",'), 400, 'a place that is none'],
		['[]', 400, 'a list'], ['', 400, 'nothing'], ['{', 400, 'half an object'],
		[JSON.stringify(remark({ body: 'x'.repeat(4001) })), 400, 'too long'],
		[JSON.stringify(remark({ body: ' \n ' })), 400, 'blank'],
		[JSON.stringify(remark({ body: 'x'.repeat(33000) })), 413, 'too big'],
	]) {
		const answer = await raw(body);
		assert.equal(answer.status, status, `${about}: ${answer.text}`);
	}
	assert.equal((await raw(json, { 'content-type': 'text/plain' })).status, 415);
	assert.equal((await raw(json, { 'content-type': 'application/json',
		origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).status,
	403, 'from another site');
	assert.equal(await psql('SELECT count(*) FROM data.remark'), had);
});

test('what nobody sees is taken out, and a control character is shown its place', async () => {
	const one = remark({ body: 'Ring \u202A+45\u00A070 12\u202C, fi\u00ADl\u202Egpj\u2066 \u06CC\u200C\u062E \u{1F468}\u200D\u{1F467}.',
		quote: 'fleks\u00ADjob\u200b' });
	const { id } = await post(anna, `/api/versions/${version}/remarks`, one);
	const { body, quote } = await threadOf(id);
	assert.equal(body, 'Ring +45\u00A070 12, filgpj \u06CC\u200C\u062E \u{1F468}\u200D\u{1F467}.');
	assert.equal(quote, 'fleksjob');
	assert.equal((await post(anna, `/api/versions/${version}/remarks`, one)).id, id,
		'the same again is one remark');
	const { rule } = await add({ body: 'Åh\u0007' }, 400);
	assert.equal(rule, 'json: body: no control characters: character 3 is U+0007');
	const { code, out, err } = await admin(['answer', ...STAFF, '--unit', unit, id,
		'noted'], 'Ring\u202D 70 \u200E12.\u202C\n');
	assert.equal(code, 0, err);
	assert.ok(out);
	assert.match(err, /nobody sees/);
	assert.equal((await threadOf(id)).answers[0].reason, 'Ring 70 12.');
});

test('the longest remark in the largest letters comes in', async () => {
	const body = '🙂'.repeat(4000);
	const { id } = await add({ body, quote: '🙂'.repeat(2000) });
	assert.equal((await threadOf(id)).body, body);
});

test('a thread: the caseworker answers and corrects, the citizen replies', async () => {
	const { id } = await add();
	const staff = ['--unit', unit, ...STAFF];
	const listed = await admin(['remarks', ...staff, '--case', document.case_id]);
	assert.equal(listed.code, 0, listed.err);
	assert.match(listed.out, new RegExp(`^${id}\t.*\tremark\t`, 'm'));
	assert.match(listed.out, /^ {4}Jeg sagde tirsdag/m);
	const answer = ['answer', ...staff, id, 'noted'];
	const first = await admin(answer, 'Det står nu i sagen.\n');
	assert.equal(first.code, 0, first.err);
	assert.equal((await admin(answer, 'Det står nu i sagen.')).out, first.out,
		'the same answer again is one answer');
	assert.equal((await admin(['answer', ...staff, '--version', version, id,
		'changed'], 'Nu er det rettet.')).code, 0);
	await add({ parent: id, body: 'Tak.' });
	const thread = await threadOf(id);
	assert.deepEqual(thread.answers.map(({ outcome, reason, version_id, role }) =>
		[outcome, reason, version_id, role]), [
		['noted', 'Det står nu i sagen.', null, 'Sagsbehandler'],
		['changed', 'Nu er det rettet.', version, 'Sagsbehandler']]);
	assert.deepEqual(thread.replies.map((each) => each.body), ['Tak.']);
	const left = (await admin(['remarks', ...staff, '--case', document.case_id])).out;
	assert.doesNotMatch(left, new RegExp(`^${id}`, 'm'), 'it awaits none');
	assert.match(left, new RegExp(`^${thread.replies[0].id}`, 'm'), 'the reply does');
	assert.match(left, /^ {2}> Jeg sagde tirsdag/m, 'with what it replies to');
});

test('eight times the same answer at once is one answer', async () => {
	const { id } = await add();
	const audit = `SELECT count(*) FROM data.audit WHERE action = 'answer'`;
	const had = Number(await psql(audit));
	const all = await Promise.all(Array.from({ length: 8 }, () =>
		admin(['answer', ...STAFF, '--unit', unit, id, 'noted'], 'Det er noteret.')));
	assert.deepEqual([...new Set(all.map((each) => `${each.code} ${each.err}`))], ['0 ']);
	assert.equal(new Set(all.map((each) => each.out)).size, 1);
	assert.equal((await threadOf(id)).answers.length, 1);
	assert.equal(Number(await psql(audit)), had + 1, 'and one look');
});

test('minsag-admin says why not', async () => {
	const { id } = await add();
	const staff = ['--unit', unit, ...STAFF];
	for (const [words, input, code] of [
		[['answer', ...staff, NOBODYS, 'noted'], 'x', 1],
		[['answer', ...staff, id, 'maybe'], 'x', 1],
		[['answer', ...staff, id, 'noted'], '', 1],
		[['answer', ...staff, id, 'noted'], 'x'.repeat(16001), 1],
		[['answer', ...staff, id, 'noted'], '\x1b[31m', 1],
		[['answer', '--unit', unit, '--role', 'x', id, 'noted'], 'x', 1],
		[['remarks', '--unit', 'no-such', ...STAFF, '--case', document.case_id], '', 1],
		[['answer', ...staff, 'x', 'noted'], 'x', 2], [['remarks', 'x'], '', 2],
		[['terms', '--da', 'x', 'y'], '', 2], [['no-such'], '', 2],
	]) {
		const result = await admin(words, input);
		assert.equal(result.code, code, `${words}: ${result.out}${result.err}`);
		assert.notEqual(result.err, '', words.join(' '));
	}
	assert.deepEqual((await threadOf(id)).answers, []);
});

test('a remark that is withdrawn stays, and says so', async () => {
	const { id } = await add();
	const first = await post(anna, `/api/remarks/${id}/withdrawal`);
	assert.deepEqual(await post(anna, `/api/remarks/${id}/withdrawal`), first);
	const thread = await threadOf(id);
	assert.equal(thread.withdrawn_at, first.withdrawn_at);
	assert.equal(thread.body, 'Jeg sagde tirsdag, ikke torsdag.');
	await add({ parent: id }, 409);
	assert.equal((await admin(['answer', '--unit', unit, ...STAFF, id, 'noted'],
		'For sent.')).code, 1);
});

test('so many a day, and what was sent before is answered again', async () => {
	const today = await psql(`SELECT count(*) FROM data.remark r
		WHERE r.person_id = (SELECT person_id FROM data.session
				WHERE display_name LIKE 'Anna%' LIMIT 1)
			AND r.at >= date_trunc('day', now(), 'Europe/Copenhagen')`);
	const most = Number(today) + 1;
	const set = await admin(['settings', '--remarks-day', String(most)]);
	assert.match(set.out, new RegExp(`^remarks-day\\t${most}$`, 'm'));
	const last = remark();
	const path = `/api/versions/${version}/remarks`;
	await post(anna, path, last);
	const refused = await add({}, 403);
	assert.equal(refused.rule, 'remark: remarks a day');
	await post(anna, path, last);
	await post(bent, `/api/cases/${(await get(bent, '/api/cases')).items[0].id}/remarks`,
		remark());
	assert.equal((await admin(['settings', '--remarks-day', '10000'])).code, 0);
	await add();
});

test('words of casework are explained, in both languages', async () => {
	const text = 'Afgørelsen om fleksjobbet er truffet efter partshøring.';
	const { items } = await post(anna, '/api/terms', { text });
	assert.deepEqual(items.map((each) => each.word), ['afgørelse', 'fleksjob',
		'partshøring']);
	assert.match(items[0].plain, /klage/);
	const english = await anna.post('/api/terms?lang=en', { body: { text } });
	assert.match(english.json.items[0].plain, /complain/);
	await post(anna, '/api/terms', { text: '' }, 400);
	await post(anna, '/api/terms', { text: 'x'.repeat(2001) }, 400);
	assert.equal((await admin(['terms', '--da', 'Et opdigtet ord.', '--en',
		'An invented word.', 'knirkefuld'])).out, 'added\n');
	assert.deepEqual((await post(anna, '/api/terms', { text: 'Knirkefulde dage' }))
		.items, [{ word: 'knirkefuld', plain: 'Et opdigtet ord.' }]);
	assert.match((await admin(['terms'])).out, /^fleksjob\t/m);
	assert.equal((await admin(['terms', '--remove', 'knirkefuld'])).out, 'removed\n');
});

test('a sentence that is not understood goes to the caseworker', async () => {
	const { id } = await add({ kind: 'not-understood', quote: 'progression i forløbet' });
	const listed = await admin(['remarks', '--unit', unit, ...STAFF, '--kind',
		'not-understood']);
	assert.match(listed.out, new RegExp(`^${id}\t`, 'm'));
	assert.match(listed.out, /^ {2}" progression i forløbet/m);
});

test('what changed between two versions, and never against a hidden one', async () => {
	const path = `/api/versions/${version}/changes`;
	const found = await get(anna, `${path}?since=${older}`);
	assert.equal(found.comparable, true);
	assert.equal(found.since_id, older);
	assert.ok(found.items.some((each) => each.what === 'added'
		|| each.what === 'removed'), 'something differs');
	assert.deepEqual(await get(anna, path), found,
		'both are read now, so it is also what changed since I last looked');
	await get(anna, `${path}?since=${version}`, 400);
	await get(anna, `/api/versions/${older}/changes?since=${version}`, 400);
	await get(anna, `${path}?since=${NOBODYS}`, 404);
	await get(anna, `${path}?since=x`, 400);
	const [hidden] = (await psql(`SELECT v.id FROM data.version v
		WHERE v.case_id = '${document.case_id}' AND NOT EXISTS (SELECT
			FROM data.publication n WHERE n.version_id = v.id)`)).split('\n');
	if (hidden !== '')
		await get(anna, `${path}?since=${hidden}`, 404);
});

test('threads come in pages', async () => {
	const whole = await threads();
	const items = [];
	let next = null;
	do {
		const after = next === null ? '' : `&after=${next}`;
		const page = await get(anna,
			`/api/documents/${document.id}/remarks?limit=2${after}`);
		assert.ok(page.items.length <= 2);
		items.push(...page.items);
		next = page.next;
	} while (next !== null);
	assert.deepEqual(items, whole);
	await get(anna, `/api/documents/${document.id}/remarks?limit=501`, 400);
});
