// SPDX-License-Identifier: EUPL-1.2
// Goal: an area that closes or opens counts at the citizen's next request, and
// the courier brings what is derived from it in step, case by case; a case that
// somebody holds neither keeps the others waiting nor is forgotten.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { login } from './lib/client.mjs';
import { dir, psql, sleep, until } from './lib/stack.mjs';

let anna, area, kase, version, unread;

// What minsag-import says of the area.
const put = (open) => psql(`SET ROLE minsag_import; SELECT ret_outcome
	FROM data_area, api_import.area_put(key, name_da, name_en, kle_number, starts_on,
		${open}, kinds, false)`.replace('data_area', `(VALUES ${area}) a (key, name_da,
	name_en, kle_number, starts_on, kinds)`));
const marks = () => psql(`SELECT coalesce(string_agg(document_id::text, ' ' ORDER BY
	document_id), '') FROM data.unread WHERE case_id IN (SELECT id FROM data.case
	WHERE area_key = (SELECT area_key FROM data.case WHERE id = '${kase}'))`);
const jobs = () => psql(`SELECT count(*) FROM data.job WHERE kind = 'area'
	AND ended_at IS NULL`);
const done = () => until(async () => await jobs() === '0', 20000, 'the job is done');

// A transaction that did this and stands open, until it is let go.
async function
hold(statement)
{
	const host = join(readFileSync(join(dir, 'run/sockets'), 'utf8').trim(), 'pg-socket');
	const child = spawn('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-h', host, '-U', 'postgres', '-d', 'minsag'],
		{ stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.write(`BEGIN; ${statement}; SELECT 'held';\n`);
	await Promise.race([once(child.stdout, 'data'),
		once(child, 'close').then(() => assert.fail(statement))]);
	return async () => {
		child.stdin.end('ROLLBACK;\n');
		await once(child, 'close');
	};
}

before(async () => {
	anna = await login('anna');
	[kase, version] = (await psql(`SELECT p.case_id, n.version_id FROM data.party p
		JOIN data.publication n ON n.case_id = p.case_id
		JOIN data.session s ON s.person_id = p.person_id
		WHERE internal.visibility(p.person_id, n.version_id) = '{}'
		ORDER BY s.started_at DESC, n.version_id LIMIT 1`)).split('|');
	area = await psql(`SELECT format('(%L, %L, %L, %L, %L::date, %L)', a.key, name_da,
		name_en, kle_number, starts_on, array_to_string(shown_kinds, ' '))
		FROM data.area a JOIN data.case c ON c.area_key = a.key WHERE c.id = '${kase}'`);
	unread = await marks();
});
after(async () => {
	await put(true);
	await done();
});

test('an area that closes hides at once, and its marks follow', async () => {
	assert.equal(await put(false), 'changed');
	assert.equal((await anna.get(`/document/${version}`)).status, 403);
	await done();
	assert.equal(await marks(), '');
});

test('it opens, with a case that somebody holds, when that is let go', async () => {
	const letGo = await hold(`SELECT FROM data.case WHERE id = '${kase}' FOR NO KEY UPDATE`);
	assert.equal(await put(true), 'changed');
	await until(async () => await psql(`SELECT count(*) FROM data.job WHERE kind = 'area'
		AND ended_at IS NULL AND problem <> ''`) === '1', 20000, 'it is put off');
	await until(async () => await jobs() === '1', 20000, 'and nothing else is');
	await letGo();
	await psql(`UPDATE data.job SET due_at = now() WHERE kind = 'area' AND ended_at IS NULL;
		NOTIFY minsag_job`);
	await done();
	assert.ok(await marks() === unread, 'what was new is new again');
	assert.equal((await anna.get(`/document/${version}`)).status, 200);
});

test('an area with many cases keeps no other kind waiting', async () => {
	await psql(`INSERT INTO data.case (source_key, area_key, unit_key, title, status,
			opened_on, latest_at, latest_what)
		SELECT 'many-' || n, area_key, unit_key, 'Sag', 'received', opened_on, latest_at,
			'opened' FROM data.case, generate_series(1, 250) n WHERE id = '${kase}';
		SELECT internal.job_add('area', (SELECT area_key FROM data.case
			WHERE id = '${kase}') || ' many', NULL, NULL),
		internal.job_add('notice', 'many 1', gen_random_uuid(), NULL),
		internal.job_add('notice', 'many 2', gen_random_uuid(), NULL),
		internal.job_add('notice', 'many 3', gen_random_uuid(), NULL)`);
	const of = `FROM data.job WHERE key ~ '(^| )many( |$)'`;
	await until(async () => await psql(`SELECT count(*) FILTER (WHERE kind = 'area') > 0
		AND bool_and(ended_at IS NOT NULL) ${of}`) === 't', 60000, 'all is done');
	assert.ok(Number(await psql(`SELECT count(*) ${of} AND kind = 'area'`)) >= 4, 'in parts');
	assert.equal(await psql(`SELECT max(ended_at) FILTER (WHERE kind = 'area')
		> max(ended_at) FILTER (WHERE kind = 'notice') ${of}`), 't', 'all notices meanwhile');
	await psql(`DELETE ${of}; DELETE FROM data.case WHERE source_key LIKE 'many-%'`);
});

test('deadlines: a case that is held is told at the next attempt, the others now', async () => {
	// Two cases without a person in common, and a day that was not told yet.
	const [one, other, day] = (await psql(`SELECT a.id, b.id, d FROM data.case a
		JOIN data.case b ON b.id > a.id AND NOT EXISTS (SELECT FROM data.party p
			JOIN data.party q USING (person_id) WHERE p.case_id = a.id AND q.case_id = b.id)
		CROSS JOIN generate_series(0, (SELECT deadline_days FROM data.notice_rule)) d
		WHERE 'closed' NOT IN (a.status, b.status)
			AND NOT EXISTS (SELECT FROM data.notice n WHERE n.case_id IN (a.id, b.id)
			AND n.subject = internal.notice_deadline(n.case_id, internal.today() + d))
			AND (SELECT count(DISTINCT p.case_id) FROM data.party p
				WHERE p.case_id IN (a.id, b.id) AND p.valid_to = 'infinity') = 2
		ORDER BY a.id, b.id, d LIMIT 1`)).split('|');
	const both = `('${one}', '${other}')`;
	const told = () => psql(`SELECT count(DISTINCT case_id) FROM data.notice n
		WHERE case_id IN ${both} AND subject = internal.notice_deadline(case_id,
			internal.today() + ${day})`);
	const before = await psql(`SELECT string_agg(format('(%L::uuid, %L::date, %L, %L)', id,
		deadline_on, deadline_da, deadline_en), ', ') FROM data.case WHERE id IN ${both}`);
	await psql(`UPDATE data.case SET deadline_on = internal.today() + ${day},
		deadline_da = 'x', deadline_en = 'x' WHERE id IN ${both}`);
	const letGo = await hold(`SELECT FROM data.person WHERE id IN (SELECT person_id
		FROM data.party WHERE case_id = '${one}') FOR UPDATE`);
	await psql(`DELETE FROM data.job WHERE kind = 'deadline';
		SELECT internal.job_add('deadline', 'test', NULL, NULL)`);
	await until(async () => await told() === '1', 20000, 'the other one is told');
	await letGo();
	await until(async () => {
		// One that waits; what a courier works on stays with it.
		await psql(`UPDATE data.job SET due_at = now() WHERE kind = 'deadline'
			AND ended_at IS NULL AND lease IS NULL; NOTIFY minsag_job`);
		await sleep(200);
		return await told() === '2';
	}, 20000, 'the held one is told');
	await psql(`UPDATE data.case c SET deadline_on = b.d, deadline_da = b.da, deadline_en = b.en
		FROM (VALUES ${before}) b (id, d, da, en) WHERE b.id = c.id`);
});
