// SPDX-License-Identifier: EUPL-1.2
// Goal: an operator's slip does not look like nothing to do. A word that names
// something is refused when there is none, and the refusal says which; every
// program says what it is and how it is called.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ours, program } from './lib/programs.mjs';
import { dir, psql } from './lib/stack.mjs';

const NOBODYS = '11111111-2222-4333-8444-555555555555';
const unit = await psql('SELECT min(key) FROM data.unit');
const area = await psql('SELECT min(key) FROM data.area');
const version = await psql('SELECT id FROM data.version ORDER BY id LIMIT 1');
const document = await psql('SELECT id FROM data.document ORDER BY id LIMIT 1');
const otherSection = await psql(`SELECT min(s.key) FROM data.section s
	WHERE NOT EXISTS (SELECT FROM data.withholding w WHERE w.section = s.key
		AND w.document_id = '${document}')`);
// An area of its own, for which nobody has set limits.
const areaOfAll = await psql(`INSERT INTO data.area
	SELECT (jsonb_populate_record(a, '{"key": "proeve"}')).* FROM data.area a
	ORDER BY key LIMIT 1 RETURNING key`);
after(() => psql(`DELETE FROM data.area WHERE key = '${areaOfAll}'`));
const STAFF = ['--unit', unit, '--role', 'Drift', '--why', 'Kontrol af kommandolinjen'];

const programs = ['sbin', 'bin'].flatMap((folder) =>
	readdirSync(join(dir, 'inst', folder)).map((name) => join(dir, 'inst', folder, name)))
	.concat(join(dir, 'inst/libexec/minsag/migrate'),
		['migrate', 'run', 'test', 'bench', 'install', 'build-site']
			.map((name) => join(dir, 'src/scripts', name)));

for (const path of programs) {
	const name = path.split('/').pop();
	test(`${path.slice(dir.length + 1)} says what it is`, async () => {
		const version = await program(path, ['--version']);
		assert.deepEqual({ status: version.status, err: version.err }, { status: 0, err: '' });
		assert.match(version.out, new RegExp(`^(minsag )?${name} \\d+\\.\\d+\\.\\d+\n$`));
		const help = await program(path, ['--help']);
		assert.deepEqual({ status: help.status, err: help.err }, { status: 0, err: '' });
		assert.ok(help.out.includes(name), help.out);
		const slip = await program(path, ['no-such-word']);
		assert.notEqual(slip.status, 0);
		assert.match(slip.err, /no-such-word/, 'and which word it does not know');
	});
}

test('each command of minsag-admin says how it is called', async () => {
	const { out } = await program(join(dir, 'inst/bin/minsag-admin'), ['--help']);
	const names = [...out.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
	assert.ok(names.length > 8, out);
	for (const name of names) {
		const help = await ours('minsag-admin', [name, '--help']);
		assert.equal(help.status, 0, name);
		assert.match(help.out, new RegExp(`^usage: minsag-admin \\[-c file\\] ${name}`));
	}
});

test('minsag-audit names the option that cannot be', async () => {
	const { status, err } = await ours('minsag-audit', ['seal', '--every', '0']);
	assert.equal(status, 2);
	assert.match(err, /--every: 1 to 86400 seconds/);
});

// What is typed, and what the refusal must name.
for (const [words, says] of [
	[['remarks', ...STAFF, '--of-unit', 'zz'], /of-unit: no such unit/],
	[['remarks', ...STAFF, '--area', 'zz'], /area: no such area/],
	[['remarks', ...STAFF, '--case', NOBODYS], /case: no such case/],
	[['remarks', ...STAFF, '--case', 'zz'], /--case "zz": a case's id/],
	[['remarks', ...STAFF, '--kind', 'zzz'], /kind: remark, not-understood or look/],
	[['remarks', '--unit', 'zz', ...STAFF.slice(2)], /unit: unknown/],
	[['remarks', ...STAFF.slice(0, 4)], /reason: 3 to 300 characters/],
	[['show', ...STAFF, 'zz'], /version "zz": a version's id/],
	[['show', ...STAFF, NOBODYS], /version: no such/],
	[['answer', ...STAFF, 'zz', 'noted'], /remark "zz": a remark's id/],
	[['case', ...STAFF, 'zz'], /case: no such/],
	[['withdraw', ...STAFF, 'zz', 'wrong-case'], /version "zz": a version's id/],
	[['withdraw', ...STAFF, NOBODYS, 'wrong-case'], /version: no such/],
	[['withdraw', ...STAFF, version, 'zz'], /cause: .*wrong-case/],
	[['withhold', ...STAFF, NOBODYS, 'fvl-14'], /document: no such/],
	[['withhold', ...STAFF, document, 'zz'], /section: no such/],
	[['withhold', ...STAFF, '--party', NOBODYS, document, 'fvl-14'], /party: not of this case/],
	[['lift', ...STAFF, document, 'zz'], /section: no such/],
	[['lift', ...STAFF, document, otherSection], /section: not withheld under it/],
	[['terms', '--remove', 'zz'], /word: not on the list/],
	[['release', ...STAFF, NOBODYS], /version: no upload of a citizen/],
	[['uploads', ...STAFF, '--case', NOBODYS], /case: no such case/],
	[['uploads', '--unit', 'zz', ...STAFF.slice(2)], /unit: unknown/],
	[['settings', '--staff-names', 'maybe'], /--staff-names "maybe": yes or no/],
	[['settings', '--remarks-day', '0'], /--remarks-day "0": a number from 1/],
	[['notices', '--state', 'x'], /state: queued, sending, sent/],
	[['jobs', '--state', 'x'], /state: dead, waiting or done/],
	[['jobs', '--kind', 'x'], /kind: .*scan.*sweep/],
	[['retry', '0'], /job "0": the number of a job/],
	[['retry', '999999999'], /job 999999999: no such one/],
	[['retry', '12x'], /job "12x": the number of a job/],
	[['notice-rule', '--channels', ''], /channels: one or more of/],
	[['notice-rule', '--channels', 'fax'], /channels: one or more of/],
	[['notice-rule', '--deadline-days', '5x'], /--deadline-days "5x"/],
	[['notice-rule', '--deadline-days', '61'], /deadline-days: 1 to 60/],
	[['notice-rule', '--past-days', '3651'], /past-days: 0 to 3650/],
	[['limits', '--day-files', '5', 'zz'], /area: no such area/],
	[['limits', '--remove', 'zz'], /area: no such area/],
	[['limits', '--remove', areaOfAll], /area: no limits of its own/],
	[['limits', '--day-files', '10001', area], /day-files: 0 to 10000/],
	[['limits', '--file-bytes', '0', area], /file-bytes: 1 to 536870912/],
	[['limits', '--person-bytes', 'many', area], /--person-bytes "many"/],
	[['limits', '--types', 'application/pdf,zz', area], /types: "zz" is no type/],
	[['limits', '--types', '', area], /types: /]
])
	test(`refused: ${words.filter((word) => !STAFF.includes(word)).join(' ')}`, async () => {
		const result = await ours('minsag-admin', words);
		assert.notEqual(result.status, 0, result.out);
		assert.match(result.err, says);
		assert.equal(result.out, '');
	});
