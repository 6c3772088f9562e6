// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen sees everyone who has looked at their case, in plain words,
// page by page, by filter, and as files to keep; nobody else sees it, no other
// citizen is named in it, and no cell of it is a formula.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, login } from './lib/client.mjs';
import { dir, psql } from './lib/stack.mjs';

const NOBODYS = '11111111-2222-4333-8444-555555555555';
const folder = mkdtempSync(join(tmpdir(), 'minsag-looks-'));
// home: a case of Anna's alone; note: a document in it that she may read.
let anna, bent, dora, home, note;

after(async () => {
	rmSync(folder, { recursive: true });
	await psql('DELETE FROM data.look_setting');
});

const get = async (client, path, status = 200) => {
	const answer = await client.get(path);
	assert.equal(answer.status, status, `${path}: ${answer.text}`);
	return answer.json;
};
const looks = async (client, rest = '') =>
	(await get(client, `/api/looks?case=${home}&limit=100${rest}`)).items;

before(async () => {
	[anna, bent, dora] = await Promise.all(['anna', 'bent', 'dora']
		.map((name) => login(name)));
	const { items } = await get(anna, '/api/cases?limit=100');
	home = items.find(({ title }) => title.startsWith('Sygedagpenge')).id;
	note = (await get(anna, `/api/cases/${home}/documents?limit=100`)).items
		.find(({ reasons, media_type }) =>
			reasons.length === 0 && media_type === 'application/pdf');
});

const staff = (reason, name = 'Ida Holm') => psql(`SELECT internal.audit_staff(
	(SELECT unit_key FROM data.case WHERE id = '${home}'), 'Sagsbehandler',
	${name === null ? 'NULL' : `'${name}'`}, '${reason}', 'desk-read', '${home}',
	'${note.version_id}')`);

test('what I did is in it, with the purpose, once a session', async () => {
	const client = await login('anna');
	await get(client, `/api/documents/${note.document_id}?from=search`);
	assert.equal((await client.get(`/document/${note.version_id}`)).status, 200);
	await client.get(`/document/${note.version_id}`);
	await get(client, `/api/documents/${note.document_id}?from=search`);
	const page = await get(client, `/api/looks?document=${note.document_id}&limit=2`);
	assert.deepEqual(page.items.map(({ who, who_text, what, what_text, why, title, number }) =>
		({ who, who_text, what, what_text, why, title, number })), [
		{ who: 'me', who_text: 'Dig', what: 'read', what_text: 'Læste dokumentet',
			why: 'Indsigt i egen sag', title: note.title, number: note.number },
		{ who: 'me', who_text: 'Dig', what: 'read',
			what_text: 'Åbnede dokumentet fra en søgning',
			why: 'Indsigt i egen sag', title: note.title, number: note.number }]);
	assert.equal((await client.get(`/api/documents/${note.document_id}?from=menu`)).status, 400);
});

test('staff: role and unit and reason; the name only when it was decided', async () => {
	await staff('Klage over sagen');
	const [first] = await looks(anna, '&who=staff');
	assert.match(first.who_text, /^Sagsbehandler, \S/);
	assert.equal(first.why, 'Klage over sagen');
	assert.equal(first.document_id, note.document_id);
	await psql(`INSERT INTO data.look_setting (staff_names) VALUES (true)
		ON CONFLICT (single) DO UPDATE SET staff_names = true`);
	assert.match((await looks(anna, '&who=staff'))[0].who_text,
		/^Sagsbehandler Ida Holm, \S/);
	await psql('UPDATE data.look_setting SET staff_names = false');
	assert.equal((await looks(anna, '&who=staff'))[0].who_text, first.who_text);
});

test('every page once, in the order of time, and nothing twice', async () => {
	for (let i = 0; i < 7; i++)
		await staff(`Side ${i}`);
	const seen = [];
	let next = '';
	do {
		const page = await get(anna, `/api/looks?case=${home}&who=staff&limit=3${next}`);
		assert.ok(page.items.length <= 3);
		seen.push(...page.items);
		next = page.next === null ? null : `&after=${page.next}`;
	} while (next !== null);
	assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
	assert.deepEqual(seen.map(({ at }) => at), seen.map(({ at }) => at).toSorted().reverse());
	assert.equal(seen.length, (await looks(anna, '&who=staff')).length);
});

test('a stranger, nobody, no case, both, and words that are none', async () => {
	for (const file of ['looks', 'looks.csv', 'looks.pdf']) {
		await get(bent, `/api/${file}?case=${home}`, 404);
		await get(dora, `/api/${file}?document=${note.document_id}`, 404);
		await get(anna, `/api/${file}?case=${NOBODYS}`, 404);
		await get(anna, `/api/${file}`, 400);
		await get(anna, `/api/${file}?case=${home}&document=${note.document_id}`, 400);
		await get(anna, `/api/${file}?case=${home}&who=bent`, 400);
		await get(anna, `/api/${file}?case=${home}&what=everything`, 400);
		await get(anna, `/api/${file}?case=${home}&from=yesterday`, 400);
		await get(anna, `/api/${file}?case=x`, 400);
		await get(new Client(), `/api/${file}?case=${home}`, 401);
	}
	await get(new Client(), '/api/looks/proof', 401);
	await get(anna, `/api/looks.csv?case=${home}&limit=5`, 400);
});

test('another party is never named', async () => {
	const other = await psql(`SELECT person_id FROM data.session
		WHERE display_name LIKE 'Bent%' ORDER BY started_at DESC LIMIT 1`);
	const party = (until) => psql(`SELECT internal.party_set('${other}', '${home}',
		'guardian', '2026-01-01', ${until})`);
	await party('NULL');
	try {
		await get(bent, `/api/cases/${home}`);
		await get(anna, `/api/cases/${home}`);
		for (const [client, mine] of [[anna, 'Dig'], [bent, 'Dig, som værge']]) {
			const answer = await client.get(`/api/looks?case=${home}&limit=100`);
			const said = answer.json.items.map(({ who_text }) => who_text);
			assert.ok(said.includes(mine) && said.includes('En anden part i sagen'));
			assert.ok(!answer.text.includes(other), 'no id of a person');
			assert.doesNotMatch(answer.text, /Anna|Bent/);
			const file = await client.get(`/api/looks.csv?case=${home}&who=party`);
			assert.match(file.text, /En anden part i sagen/);
			assert.doesNotMatch(file.text, /Dig|Anna|Bent/);
		}
	} finally {
		await party('now()');
	}
	await get(bent, `/api/looks?case=${home}`, 404);
});

// minsag-admin with words: { code, out, err }.
const admin = (...words) => new Promise((done) =>
	execFile(join(dir, 'inst/bin/minsag-admin'),
		['-c', join(dir, 'conf/minsag.conf'), ...words],
		(error, out, err) => done({ code: error?.code ?? 0, out, err })));

test('minsag-admin: no caseworker is shown a version without a reason', async () => {
	const unit = await psql(`SELECT unit_key FROM data.case WHERE id = '${home}'`);
	const before = (await looks(anna, '&who=staff')).length;
	const as = ['--unit', unit, '--role', 'Leder'];
	const refused = await admin('show', ...as, note.version_id);
	assert.notEqual(refused.code, 0);
	assert.match(refused.err, /reason/);
	assert.equal(refused.out, '');
	assert.notEqual((await admin('show', ...as, '--why', 'x', note.version_id)).code, 0);
	assert.equal((await looks(anna, '&who=staff')).length, before);
	const shown = await admin('show', ...as, '--why', 'Kvalitetskontrol', note.version_id);
	assert.equal(shown.code, 0, shown.err);
	assert.match(shown.out, new RegExp(`^title\\t${note.title}$`, 'm'));
	const [first] = await looks(anna, '&who=staff');
	assert.equal(first.why, 'Kvalitetskontrol');
	assert.match(first.who_text, /^Leder, /);
	assert.notEqual((await admin('show', ...as, '--why', 'Klage', NOBODYS)).code, 0);
});

test('minsag-admin: whether names are shown', async () => {
	await staff('Navn eller ej');
	assert.match((await admin('settings')).out, /^staff-names\tno\nremarks-day\t\d+\n$/);
	assert.match((await admin('settings', '--staff-names', 'yes')).out,
		/^staff-names\tyes\n/);
	assert.match((await looks(anna, '&who=staff'))[0].who_text, /Ida Holm/);
	assert.match((await admin('settings', '--staff-names', 'no')).out,
		/^staff-names\tno\n/);
	assert.doesNotMatch((await looks(anna, '&who=staff'))[0].who_text, /Ida Holm/);
	assert.notEqual((await admin('settings', '--staff-names', 'perhaps')).code, 0);
});

// RFC 4180 with semicolons.
const parse = (text) => [...text.matchAll(/("(?:[^"]|"")*")(;|\r\n)/g)].reduce(
	(rows, [, cell, end]) => {
		rows.at(-1).push(cell.slice(1, -1).replaceAll('""', '"'));
		if (end !== ';')
			rows.push([]);
		return rows;
	}, [[]]).slice(0, -1);

test('a file for a spreadsheet: safe, whole, in either language', async () => {
	for (const reason of ['=HYPERLINK("http://evil.example";"klik")', '+45 70 00 00 00',
		'-1', '@SUM(A1)', 'Med "citat"; og æøå', '   =1+1'])
		await staff(reason.replaceAll("'", "''")).catch((error) => {
			assert.match(String(error), /reason/);
			return staff(`${reason}  .`);
		});
	const answer = await anna.get(`/api/looks.csv?case=${home}&who=staff`);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8');
	assert.equal(answer.headers['content-disposition'],
		'attachment; filename="hvem-har-set.csv"');
	assert.equal(answer.headers['content-encoding'], undefined);
	assert.equal(answer.body.subarray(0, 3).toString('hex'), 'efbbbf');
	const rows = parse(answer.text.slice(1));
	assert.deepEqual(rows[0], ['Tidspunkt', 'Hvem', 'Hvad', 'Hvorfor', 'Dokument']);
	assert.equal(rows.length - 1, (await looks(anna, '&who=staff')).length);
	for (const row of rows) {
		assert.equal(row.length, 5);
		for (const cell of row)
			assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
	}
	const why = rows.map((row) => row[3]);
	assert.ok(why.includes(`'=HYPERLINK("http://evil.example";"klik")`));
	assert.ok(why.includes('Med "citat"; og æøå'));
	assert.match(rows[1][0], /^\d{4}-\d\d-\d\d \d\d:\d\d$/);
	const english = await anna.get(`/api/looks.csv?case=${home}&lang=en`);
	assert.match(english.headers['content-disposition'], /who-has-looked/);
	assert.deepEqual(parse(english.text.slice(1))[0],
		['Time', 'Who', 'What', 'Why', 'Document']);
	const none = await anna.get(`/api/looks.csv?case=${home}&what=send`);
	assert.equal(parse(none.text.slice(1)).length, 1, 'a head alone');
});

const read = (bytes, tool, ...options) => {
	const file = join(folder, 'list.pdf');
	writeFileSync(file, bytes);
	return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])],
		{ encoding: 'utf8', maxBuffer: 1 << 26 });
};

test('a file to print, whose words can be read back', async () => {
	await staff('Fordi Åse Ørsted ringede om ærinder');
	await staff('مرحبا بكم 你好世界 🙂');
	const answer = await anna.get(`/api/looks.pdf?case=${home}&who=staff`);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['content-type'], 'application/pdf');
	assert.equal(answer.headers['content-disposition'],
		'attachment; filename="hvem-har-set.pdf"');
	const text = read(answer.body, 'pdftotext', '-layout');
	assert.match(text, /Hvem har set/);
	assert.match(text, /Sag: Sygedagpenge/);
	assert.match(text, /En del af listen/);
	assert.match(text, /Tidspunkt +Hvem +Hvad +Hvorfor +Dokument/);
	assert.match(text.replace(/\s+/g, ' '), /Åse Ørsted/);
	for (const word of ['مرحبا', '你好世界', '🙂'])
		assert.ok(text.includes(word), word);
	assert.match(text, /Side 1/);
	const parts = read(answer.body, 'pdfinfo', '-struct-text');
	assert.match(parts, /^Document\n +H1 \(block\)\n +"Hvem har set"/m);
	assert.match(parts, /TH\n +"Tidspunkt"[^]*TD\n +"\d{4}-\d\d-\d\d \d\d:\d\d"/);
	assert.match(read(answer.body, 'pdffonts'), /DejaVuSans.* yes yes yes/);
	const whole = await anna.get(`/api/looks.pdf?case=${home}&lang=en`);
	assert.match(read(whole.body, 'pdftotext'), /The whole list/);
	assert.equal((await anna.head(`/api/looks.pdf?case=${home}`)).status, 200);
});

test('a long list has an end, and says so', async () => {
	const { items } = await get(anna, '/api/cases?limit=100');
	const other = items.find(({ title }) => title === 'Nyt pas').id;
	await psql(`INSERT INTO data.audit (at, actor, action, outcome, case_id,
			purpose, unit_key, staff_role)
		SELECT now() - i * interval '1 minute', 'caseworker', 'desk-read', 'ok',
			'${other}', 'Løbende opfølgning på sagen nummer ' || i,
			(SELECT unit_key FROM data.case WHERE id = '${other}'), 'Leder'
		FROM generate_series(1, 2100) i`);
	const begun = performance.now();
	const answers = await Promise.all([1, 2, 3].map(() =>
		anna.get(`/api/looks.pdf?case=${other}`)));
	console.log(`# three lists of 2,000 in ${Math.round(performance.now() - begun)} ms, ${
		answers[0].body.length} bytes each`);
	for (const answer of answers) {
		assert.equal(answer.status, 200);
		const text = read(answer.body, 'pdftotext', '-layout');
		assert.match(text, /Kun de nyeste 2\.000 er med/);
		assert.equal(text.match(/^ *\d{4}-\d\d-\d\d \d\d:\d\d/gm).length, 2000);
	}
	const csv = await anna.get(`/api/looks.csv?case=${other}`);
	assert.equal(parse(csv.text.slice(1)).length, 2001);
});

test('health and the list of cases leave no look', async () => {
	const count = () => psql(`SELECT count(*) FROM data.audit
		WHERE action <> 'heartbeat'`);
	const before = await count();
	for (const path of ['/health/citizen', '/health/document', '/api/me', '/api/cases',
		'/api/looks/proof'])
		await get(anna, path);
	assert.equal(await count(), before);
});

test('when the log was proved', async () => {
	const proof = await get(anna, '/api/looks/proof');
	const kept = await psql(`SELECT outcome FROM data.audit WHERE action = 'heartbeat'
		ORDER BY at DESC LIMIT 1`);
	assert.equal(proof.whole, kept === '' ? null : kept === 'ok');
	assert.equal(proof.checked_at === null, kept === '');
	if (!proof.whole)
		return;
	for (const name of ['since', 'until', 'proved_from'])
		assert.ok(proof[name] <= proof.checked_at, name);
	assert.ok(proof.since <= proof.until);
});
