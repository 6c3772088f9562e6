// SPDX-License-Identifier: EUPL-1.2
// Goal: a migration may run at any time. Eight clients list, read, remark and
// upload while scripts/migrate runs again and again: with new tables, columns
// and another result, and unchanged; no request fails and no migration does.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { pdf } from '../http/lib/files.mjs';
import { login } from '../http/lib/client.mjs';
import { dir, psql, sleep } from '../http/lib/stack.mjs';
import { append, create } from '../http/lib/tus.mjs';
import { placeOf } from './storm.mjs';

const run = promisify(execFile);
const CLIENTS = 8;
const ROUNDS = 4;
const source = join(dir, 'src/sql');
let people, changed, going = true, requests = 0, told = '';

// Makes of the sources in sql the version of this round: one more table and
// column, other functions below, and a result that has one column more or less.
async function
renew(sql, round)
{
	await writeFile(join(sql, `tables/900${round}-load.sql`), `
		CREATE TABLE data.load_${round} (id integer);
		ALTER TABLE data.case ADD COLUMN load_${round} integer;
		ALTER TABLE data.party ADD COLUMN load_${round} integer;\n`);
	await appendFile(join(sql, 'rights.sql'),
		`GRANT SELECT ON data.load_${round} TO minsag_system;\n`);
	const me = await readFile(join(source, 'api/citizen/me.sql'), 'utf8');
	const wide = me.replace(')\nLANGUAGE', ', ret_more text)\nLANGUAGE')
		.replace('\n\tFROM data.session', ", 'more'\n\tFROM data.session");
	assert.match(wide, /ret_more text[^]*'more'/);
	await writeFile(join(sql, 'api/citizen/me.sql'), round % 2 ? wide : me);
	const enter = await readFile(join(source, 'internal/session_enter.sql'), 'utf8');
	await writeFile(join(sql, 'internal/session_enter.sql'),
		enter.replace('\nDECLARE\n', `\nDECLARE\n\tmore constant integer := ${round};\n`));
}

async function
migrate(sql)
{
	const { stdout, stderr } = await run(join(dir, 'src/scripts/migrate'),
		['--sql', sql], { env: { ...process.env, PGDATABASE: 'minsag' } });
	told += stderr;
	return stdout;
}

// Back to what this source has, when nobody is at work.
async function
forget(round)
{
	await psql(`DELETE FROM data.migration WHERE number = 900${round};
		DROP TABLE IF EXISTS data.load_${round};
		ALTER TABLE data.case DROP COLUMN IF EXISTS load_${round};
		ALTER TABLE data.party DROP COLUMN IF EXISTS load_${round}`);
}

// nginx's rations know nothing of migrations: asked again.
async function
ask(what, wanted, send)
{
	let answer = await send();
	for (; answer.status === 429; answer = await send())
		await sleep(300);
	requests++;
	assert.equal(answer.status, wanted, `${what}: ${answer.status} ${answer.text}`);
	return answer;
}

async function
client({ client: c, caseId, version })
{
	while (going) {
		await ask('me', 200, () => c.get('/api/me'));
		await ask('cases', 200, () => c.get('/api/cases?limit=50'));
		await ask('documents', 200, () => c.get(`/api/cases/${caseId}/documents?limit=100`));
		await ask('document', 200, () => c.get(`/document/${version}`));
		await ask('remark', 200, () => c.post(`/api/versions/${version}/remarks`,
			{ body: { key: randomUUID(), kind: 'remark', body: 'Under en migrering' } }));
		const bytes = pdf();
		const made = await ask('upload', 201, () => create(c, { case: caseId,
			filename: 'papir.pdf', filetype: 'application/pdf' }, bytes.length));
		await ask('bytes', 204, () => append(c, made.headers.location, 0, bytes));
	}
}

before(async () => {
	await psql('SELECT api_admin.remark_setting_put(10000)');
	people = await Promise.all(['anna', 'bent', 'carla'].map((name) =>
		login(name).then(placeOf)));
	await psql(`INSERT INTO data.upload_limit SELECT a.key, l.media_types,
		l.file_bytes, 10000, 1000000000000 FROM data.area a, data.upload_limit l
		WHERE l.area_key IS NULL ON CONFLICT (area_key) DO UPDATE
		SET day_files = excluded.day_files, person_bytes = excluded.person_bytes`);
	changed = join(await mkdtemp(join(tmpdir(), 'minsag-migrate-')), 'sql');
	await cp(source, changed, { recursive: true });
});

after(async () => {
	for (let round = 1; round <= ROUNDS; round++)
		await forget(round);
	await migrate(source);
	await rm(join(changed, '..'), { recursive: true });
});

test('no request and no migration fails', { timeout: 300000 }, async () => {
	const end = () => { going = false; };
	const all = Array.from({ length: CLIENTS }, (_, i) =>
		client(people[i % people.length]).finally(end));
	all.push((async () => {
		for (let round = 1; round <= ROUNDS; round++) {
			await renew(changed, round);
			await migrate(changed);
			assert.equal(await psql(`SELECT pg_get_function_result(
				'api_citizen.me(bytea)'::regprocedure) ~ 'ret_more'`),
			round % 2 ? 't' : 'f');
			await migrate(changed);
		}
	})().finally(end));
	for (const { reason } of await Promise.allSettled(all))
		assert.ifError(reason);
	console.log(`# ${requests} requests under ${2 * ROUNDS} migrations, `
		+ `${told.split('in use').length - 1} tries again`);
	assert.ok(requests > 100, `${requests} requests`);
});
