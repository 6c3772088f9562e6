// SPDX-License-Identifier: EUPL-1.2
// Goal: a citizen is told of what happens, the way they chose, once, in words
// that tell nobody else anything; and a mail server or Digital Post that is
// away, refuses or loses an answer delays a message and never loses or
// doubles it. Mails go through a real mail server (Exim), MeMo messages to the
// peer that stands in for Digital Post (tests/post).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Client, login } from './lib/client.mjs';
import { dir, hold, partPid, psql, readLog, release, sleep, until } from './lib/stack.mjs';

const run = promisify(execFile);
const schema = new URL('../courier/memo.xsd', import.meta.url).pathname;
const CPR = { anna: '6101893012', bent: '6212564033' };
const ADDRESS = 'anna.holm+sager@example.dk';
const WORDS = 'Hemmeligt notat om fyrretyve tusind kroner';
let anna, bent, person = {}, kase, area;

// --- what the database, the mail server and the peer have

const newest = () => psql('SELECT person_id FROM data.session ORDER BY started_at DESC LIMIT 1');

const mails = () => {
	try {
		return readdirSync(join(dir, 'mail/new')).sort()
			.map((name) => readFileSync(join(dir, 'mail/new', name), 'latin1'));
	} catch {
		return [];
	}
};

// Quoted-printable and encoded words as a reader shows them.
const bytes = (text) => Buffer.from(text.replace(/=\r?\n/g, '')
	.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
'latin1').toString('utf8');
const header = (mail, name) => new RegExp(`^${name}: ((?:.*\r?\n[ \t])*.*)$`, 'mi')
	.exec(mail)?.[1].replace(/\r?\n\s+/g, ' ')
	.replace(/=\?UTF-8\?Q\?([^?]*)\?=( (?==\?))?/g, (_, word) =>
		bytes(word.replaceAll('_', ' ')));
const body = (mail) => bytes(mail.slice(mail.search(/\r?\n\r?\n/)).trim());

const memoOf = (id) => readFileSync(join(dir, 'post/memos', `${id}.xml`), 'utf8');
const memos = () => readdirSync(join(dir, 'post/memos')).map((name) => name.slice(0, -4));
const plan = (...lines) => writeFileSync(join(dir, 'post/plan'), lines.join('\n'));

// All messages are due now, as if their time had come, and receipts are fetched.
// What a courier works on stays with it.
const hurry = () => psql(`UPDATE data.job SET due_at = now() WHERE kind = 'notice'
		AND ended_at IS NULL AND lease IS NULL;
	SELECT internal.job_add('receipts', 'test ' || clock_timestamp(), NULL, NULL);
	NOTIFY minsag_job`);
const soon = (what, label) => until(async () => {
	await hurry();
	await sleep(150);
	return what();
}, 20000, label);
const messageOf = (who) => psql(`SELECT id FROM data.notice_message
	WHERE person_id = '${person[who]}' ORDER BY created_at DESC, id DESC LIMIT 1`);
const messageBy = (channel, document) => psql(`SELECT m.id FROM data.version v
		JOIN data.notice n ON n.subject = v.id
		JOIN data.notice_part p ON p.notice_id = n.id
		JOIN data.notice_message m ON m.id = p.message_id
	WHERE v.document_id = '${document}' AND m.channel = '${channel}'`);
const steps = (id) => psql(`SELECT string_agg(state, ' ' ORDER BY id)
	FROM data.notice_state WHERE message_id = '${id}'`);
const jobOf = (id) => psql(`SELECT concat_ws('|', tries, outcome, problem)
	FROM data.job WHERE kind = 'notice' AND subject = '${id}'`);

let number = 0;

// A document of the case, published now.
async function
publish()
{
	const key = `notice-${Date.now()}-${++number}`;
	return psql(`DO $do$
	DECLARE
		made uuid;
		bytes constant bytea := convert_to('${WORDS}', 'UTF8');
		version uuid;
	BEGIN
		INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
			VALUES ('${kase}', '${key}', 'note', '${WORDS}', current_date)
			RETURNING id INTO made;
		version := internal.version_add(made, 1, 'final', now(), 'text/plain',
			length(bytes), 1, sha256(bytes), 'fil.txt', '${WORDS}');
		PERFORM internal.version_append(version, 0, bytes);
		PERFORM internal.publish(version, now(), 'Sagsbehandler');
	END $do$;
	SELECT id FROM data.document WHERE source_key = '${key}'`);
}

const ok = async (answer, status = 200) => {
	const got = await answer;
	assert.equal(got.status, status, got.text);
	return got.json;
};
const general = (client, choice = {}) => ok(client.post('/api/notices/settings', { body: {
	off: false, language: 'da', daily_at: '16:00', quiet_from: '', quiet_to: '', ...choice } }));
const choose = (client, choice = {}, status = 200) => ok(client.post('/api/notices/areas', { body: {
	area, channel: 'digital-post', pace: 'at-once', new_document: true,
	answered_remark: true, rejected_upload: true, deadline_near: true, ...choice } }), status);

// What tests ask of mail server and peer.
function
tidy()
{
	for (const name of ['mta/refuse', 'mta/defer', 'post/plan', 'post/final', 'post/foreign'])
		rmSync(join(dir, name), { force: true });
}

// Nothing of what a message may not tell.
function
assertSilent(text)
{
	for (const word of [WORDS, 'Hemmeligt', 'Anna', 'Holm', 'Bent', 'Kragh',
		...Object.values(CPR), CPR.anna.slice(0, 6), 'Sygedagpenge', 'Fleksjob'])
		assert.ok(!text.includes(word), `it says ${word}`);
}

before(async () => {
	anna = await login('anna');
	person.anna = await newest();
	bent = await login('bent');
	person.bent = await newest();
	[kase, area] = (await psql(`SELECT c.id, c.area_key FROM data.case c JOIN data.party p
		ON p.case_id = c.id JOIN data.area a ON a.key = c.area_key
		WHERE p.person_id = '${person.anna}' AND p.valid_to > now() AND a.is_open
			AND 'note' = ANY (a.shown_kinds) AND (SELECT count(*) FROM data.party o
				WHERE o.case_id = c.id) = 1
		ORDER BY c.source_key LIMIT 1`)).split('|');
	await psql(`UPDATE data.notice_rule SET gather = '0', channels = '{digital-post,email,sms}'`);
	await psql(`DELETE FROM data.notice_person; DELETE FROM data.notice_area;
		DELETE FROM data.notice_contact;
		UPDATE data.notice_message SET created_at = created_at - interval '1 day';
		DELETE FROM data.job WHERE kind = 'notice' AND ended_at IS NULL`);
	tidy();
});

after(async () => {
	await psql("UPDATE data.notice_rule SET gather = '2 minutes', channels = '{digital-post,email}'");
	tidy();
	release('mta');
	release('post');
});

test('nobody chooses for a citizen but they themselves, from our own pages', async () => {
	const nobody = new Client();
	for (const path of ['/api/notices', '/api/notices/settings'])
		await ok(nobody.get(path), 401);
	for (const path of ['settings', 'areas', 'contact', 'contact/confirm']) {
		await ok(nobody.post(`/api/notices/${path}`, { body: {} }), 401);
		await ok(anna.request('POST', `/api/notices/${path}`, { body: {},
			headers: { origin: 'https://elsewhere.example' } }), 403);
		await ok(anna.post(`/api/notices/${path}`, { body: 'x', headers: {
			'content-type': 'text/plain' } }), 415);
		await ok(anna.post(`/api/notices/${path}`, { body: { x: 1 } }), 400);
		await ok(anna.post(`/api/notices/${path}`, { body: { x: 'x'.repeat(3000) } }), 413);
	}
	await choose(bent, { area: 'nowhere' }, 404);
});

test('the defaults: all four kinds, once a day, by Digital Post, no address', async () => {
	const settings = await ok(anna.get('/api/notices/settings'));
	assert.equal(settings.off, false);
	assert.equal(settings.daily_at, '16:00');
	assert.equal(settings.quiet_from, null);
	assert.equal(settings.email_confirmed_at, null);
	assert.ok(settings.areas.length >= 2);
	for (const each of settings.areas)
		assert.deepEqual([each.channel, each.pace, each.new_document, each.answered_remark,
			each.rejected_upload, each.deadline_near],
		['digital-post', 'daily', true, true, true, true]);
	await choose(anna, { channel: 'email' }, 409);
});

test('an address is confirmed by the code that is mailed to it', async () => {
	for (const email of ['anna', 'anna@example', 'a b@example.dk', 'søren@example.dk',
		'a@b.dk\r\nBcc: c@d.dk', `${'a'.repeat(250)}@b.dk`])
		await ok(anna.post('/api/notices/contact', { body: { email } }), 400);
	const had = mails().length;
	assert.deepEqual(await ok(anna.post('/api/notices/contact', { body: { email: ADDRESS } })),
		{ state: 'waiting' });
	await until(() => mails().length > had, 15000, 'the mail with the code');
	const id = await messageOf('anna');
	const mail = mails().find((text) => text.includes(id));
	const code = /Min Sag er (\d{8})/.exec(body(mail))[1];
	assertSilent(body(mail));
	await choose(anna, { channel: 'email' }, 409);
	const wrong = code === '00000000' ? '11111111' : '00000000';
	const confirm = (text) => ok(anna.post('/api/notices/contact/confirm', { body: { code: text } }));
	assert.deepEqual(await confirm(wrong), { state: 'waiting', tries_left: 4 });
	assert.deepEqual(await ok(bent.post('/api/notices/contact/confirm', { body: { code } })),
		{ state: 'none', tries_left: 0 }, 'another citizen');
	assert.deepEqual(await confirm(code), { state: 'confirmed', tries_left: 0 });
	assert.notEqual((await ok(anna.get('/api/notices/settings'))).email_confirmed_at, null);
	assert.equal(await steps(id), 'queued sending sent');
});

test('the address is nowhere in clear: not in the database, not in a log', async () => {
	const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();
	const { stdout } = await run('pg_dump', ['-h', join(sockets, 'pg-socket'), '-U', 'postgres',
		'-n', 'data', '--data-only', '-T', 'data.version_text', 'minsag'],
	{ maxBuffer: 1 << 30 });
	for (const form of [ADDRESS, Buffer.from(ADDRESS).toString('hex')])
		assert.ok(!stdout.includes(form));
	for (const log of ['citizen.log', 'courier.log', 'minsag.access.log', 'postgres.log'])
		assert.ok(!readLog(log).includes(ADDRESS), log);
});

test('a new document is mailed at once: a link that opens it, and no more', async () => {
	await choose(anna, { channel: 'email' });
	const had = mails().length;
	const document = await publish();
	await soon(() => mails().length > had, 'the mail');
	const id = await messageOf('anna');
	const mail = mails().find((text) => text.includes(id));
	assert.equal(header(mail, 'Message-ID'), `<${id}@egeskov.example>`);
	assert.equal(header(mail, 'Subject'), 'Nyt dokument i din sag');
	assert.equal(header(mail, 'From'), 'Egeskov Kommune <minsag@egeskov.example>');
	assert.equal(header(mail, 'To'), ADDRESS);
	assert.match(mail, /^Received: from \[?127.*\n?.*\(TLS/mi, 'encrypted');
	const text = body(mail);
	assertSilent(text);
	assert.ok(text.includes('Af hensyn til dit privatliv står'), text);
	const link = /https:\/\/\S+dokument\.html\?id=(\S+)/.exec(text);
	assert.equal(link[1], document);
	await ok(anna.get(`/api/documents/${document}`));
	await ok(bent.get(`/api/documents/${document}`), 404);
	// The mail may be there before the courier has noted it.
	await until(async () => await steps(id) === 'queued sending sent');
	const [first] = (await ok(anna.get('/api/notices?limit=1'))).items;
	assert.deepEqual([first.id, first.channel, first.state, first.told],
		[id, 'email', 'sent', [{ kind: 'new-document', page: `dokument.html?id=${document}` }]]);
	assert.ok(!(await bent.get('/api/notices?limit=100')).text.includes(id),
		'another citizen does not see it');
});

test('in English, for who wants that', async () => {
	await general(anna, { language: 'en' });
	const had = mails().length;
	await publish();
	await soon(() => mails().length > had, 'the mail');
	const id = await messageOf('anna');
	const mail = mails().find((text) => text.includes(id));
	assert.equal(header(mail, 'Subject'), 'New document in your case');
	assertSilent(body(mail));
	await general(anna);
});

test('what the rule no longer shows is not sent', async () => {
	hold('mta');
	try {
		process.kill(partPid('mta'), 'SIGTERM');
		await until(async () => !(await mailServerAnswers()), 10000, 'it is away');
		await publish();
		const id = await messageOf('anna');
		await psql(`SELECT internal.withdraw((SELECT n.subject FROM data.notice n JOIN
			data.notice_part p ON p.notice_id = n.id WHERE p.message_id = '${id}'), now(),
			'wrong-case', 'Jurist')`);
		await soon(async () => /dropped/.test(await steps(id)), 'dropped');
	} finally {
		release('mta');
	}
});

test('a mail server that is away delays, and the message goes once', async () => {
	hold('mta');
	const had = mails().length;
	let id;
	try {
		await until(async () => !(await mailServerAnswers()), 10000, 'it is away');
		await publish();
		id = await messageOf('anna');
		await soon(async () => Number((await jobOf(id)).split('|')[0]) >= 2, 'tried twice');
		assert.match(await jobOf(id), /connect/i, 'the job says why');
		assert.equal(mails().length, had);
		assert.equal(await steps(id), 'queued sending');
	} finally {
		release('mta');
	}
	await until(mailServerAnswers, 15000, 'it is back');
	await soon(async () => /sent/.test(await steps(id)), 'sent');
	assert.equal(mails().filter((text) => text.includes(id)).length, 1);
});

async function
mailServerAnswers()
{
	const { connect } = await import('node:net');
	const port = Number(/smtp_port = (\d+)/.exec(
		readFileSync(join(dir, 'conf/minsag.conf'), 'utf8'))[1]);
	return new Promise((done) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			done(true);
		});
		socket.on('error', () => done(false));
	});
}

test('a mail server that says later or never: again, the address ends it, the rest is for people', async () => {
	writeFileSync(join(dir, 'mta/defer'), '');
	await publish();
	const later = await messageOf('anna');
	await soon(async () => Number((await jobOf(later)).split('|')[0]) >= 2, 'tried twice');
	rmSync(join(dir, 'mta/defer'));
	await soon(async () => /sent/.test(await steps(later)), 'sent');

	const sealed = await psql(`SELECT encode(sealed, 'hex') FROM data.notice_contact
		WHERE person_id = '${person.anna}'`);
	writeFileSync(join(dir, 'mta/refuse'), '5.1.1 no such mailbox');
	const document = await publish();
	const gone = await messageBy('email', document);
	await soon(async () => /invalid/.test(await steps(gone)), 'invalid');
	assert.equal(await steps(gone), 'queued sending invalid');
	assert.equal(await psql(`SELECT count(*) FROM data.notice_contact
		WHERE person_id = '${person.anna}'`), '0', 'the address is ended');
	const instead = await messageBy('digital-post', document);
	await soon(async () => /received/.test(await steps(instead)), 'by Digital Post');
	await psql(`INSERT INTO data.notice_contact (person_id, sealed, code_hash,
			created_at, expires_at, confirmed_at)
		SELECT '${person.anna}', decode('${sealed}', 'hex'), sha256('1'), now(), now(), now()`);

	writeFileSync(join(dir, 'mta/refuse'), '5.7.1 not you');
	await publish();
	const dead = await messageOf('anna');
	await psql(`UPDATE data.job SET tries = 38 WHERE subject = '${dead}'`);
	await soon(async () => /dead/.test(await jobOf(dead)), 'a dead letter');
	assert.equal(await steps(dead), 'queued sending');
	rmSync(join(dir, 'mta/refuse'));
	const { stdout } = await run(join(dir, 'inst/bin/minsag-admin'), ['-h']).catch(
		(error) => error);
	assert.ok(stdout !== undefined);
	await psql(`UPDATE data.job SET outcome = NULL, ended_at = NULL, tries = 0
		WHERE subject = '${dead}'`);
	await soon(async () => /sent/.test(await steps(dead)), 'sent after all');
});

test('Digital Post: a MeMo to the CPR number, receipts to the end', async () => {
	await choose(anna);
	const document = await publish();
	const id = await messageOf('anna');
	await soon(async () => /completed/.test(await steps(id)), 'completed');
	assert.equal(await steps(id), 'queued sending sent received completed');
	const memo = memoOf(id);
	assert.equal(memo.split(CPR.anna).length, 2, 'the number stands once');
	assert.ok(memo.includes(`recipientID>${CPR.anna}<`));
	const content = Buffer.from(/content>([^<]*)</.exec(memo)[1], 'base64').toString('utf8');
	assertSilent(content);
	assertSilent(memo.replace(CPR.anna, ''));
	assert.ok(content.includes(`dokument.html?id=${document}`));
	assert.ok(memo.includes(`url>https://localhost:`));
	await run('/usr/bin/python3', ['-c', `import sys
from lxml import etree
etree.XMLSchema(file=sys.argv[1]).assertValid(etree.parse(sys.argv[2]))`, schema,
	join(dir, 'post/memos', `${id}.xml`)]);
	for (const log of ['courier.log', 'citizen.log', 'post.log'])
		assert.ok(!readLog(log).includes(CPR.anna), log);
});

test('Digital Post away, busy, cut off or forgetful: the same message, once', async () => {
	const had = memos().length;
	plan('503', '503-receipt', '500', 'hang-up', '401', 'lost');
	await publish();
	const id = await messageOf('anna');
	await soon(async () => /completed/.test(await steps(id))
		&& /done/.test(await jobOf(id)), 'completed');
	assert.match(await jobOf(id), /^7\|done/);
	assert.equal(memos().length, had + 1);
	// the receipt may be quicker than the answer to the message sent again
	assert.match(await steps(id), /^queued sending sent (received )?completed( received)?$/);
});

test('Digital Post refuses: at once, or by receipt; a citizen may be exempt', async () => {
	for (const word of ['INVALID', 'NOT_ALLOWED']) {
		plan(word);
		await publish();
		const id = await messageOf('anna');
		const state = word.toLowerCase().replace('_', '-');
		await soon(async () => (await steps(id)).endsWith(state), word);
		assert.equal(await steps(id), `queued sending ${state}`);
	}
	writeFileSync(join(dir, 'post/final'), 'NOT_ALLOWED');
	await publish();
	const id = await messageOf('anna');
	await soon(async () => /not-allowed/.test(await steps(id)), 'by receipt');
	assert.equal(await steps(id), 'queued sending sent received not-allowed');
	rmSync(join(dir, 'post/final'));
});

test('NemSMS: a short text without a link', async () => {
	await choose(anna, { channel: 'sms' });
	await publish();
	const id = await messageOf('anna');
	await soon(async () => /received/.test(await steps(id)), 'received');
	const memo = memoOf(id);
	assert.ok(memo.includes('messageType>NEMSMS<'));
	assert.ok(!memo.includes('MessageBody') && !memo.includes('dokument.html'));
	assertSilent(memo.replace(CPR.anna, ''));
});

test('a day in one message, and quiet hours', async () => {
	await choose(anna, { pace: 'daily' });
	await general(anna, { daily_at: '00:00', quiet_from: '23:00', quiet_to: '06:30' });
	const documents = [await publish(), await publish()];
	const id = await messageOf('anna');
	assert.match(await psql(`SELECT to_char(due_at AT TIME ZONE 'Europe/Copenhagen', 'HH24:MI')
		FROM data.notice_message WHERE id = '${id}'`), /^06:30$/);
	await sleep(500);
	assert.equal(await steps(id), 'queued', 'not before its time');
	await general(anna);
	await soon(async () => /received/.test(await steps(id)), 'received');
	const content = Buffer.from(/content>([^<]*)</.exec(memoOf(id))[1], 'base64').toString();
	for (const document of documents)
		assert.ok(content.includes(document), 'both are in it');
	await choose(anna);
});

test('what is late waits for the end of the quiet hours', async () => {
	const at = (hours) => psql(`SELECT to_char((now() AT TIME ZONE 'Europe/Copenhagen')
		+ make_interval(hours => ${hours}), 'HH24:MI')`);
	await general(anna, { quiet_from: await at(-2), quiet_to: await at(2) });
	await publish();
	const id = await messageOf('anna');
	await soon(async () => /quiet hours/.test(await jobOf(id)), 'put off');
	assert.equal(await steps(id), 'queued');
	await until(async () => await psql(`SELECT due_at > now() + '1 hour' FROM data.job
		WHERE subject = '${id}'`) === 't', 10000, 'until they end');
	await general(anna);
	await soon(async () => /received/.test(await steps(id)), 'then it goes');
});

test('a list of receipts of any length is read', async () => {
	for (const foreign of ['before 1500', 'after 8000']) {
		writeFileSync(join(dir, 'post/foreign'), foreign);
		await publish();
		const id = await messageOf('anna');
		await soon(async () => /completed/.test(await steps(id)), foreign);
	}
	rmSync(join(dir, 'post/foreign'));
});

test('a list that is full of receipts of others is said, and read again', async () => {
	writeFileSync(join(dir, 'post/foreign'), 'before 8000');
	const key = `full ${Date.now()}`;
	const full = () => psql(`SELECT concat_ws('|', tries, outcome, problem) FROM data.job
		WHERE kind = 'receipts' AND key = '${key}'`);
	await psql(`SELECT internal.job_add('receipts', '${key}', NULL, NULL)`);
	await until(async () => /^\d+\|receipts: the list is full of those of others$/
		.test(await full()), 60000, 'said, and tried again');
	rmSync(join(dir, 'post/foreign'));
	await until(async () => {
		await psql(`UPDATE data.job SET due_at = now() WHERE kind = 'receipts'
			AND ended_at IS NULL; NOTIFY minsag_job`);
		await sleep(200);
		return /^\d+\|done$/.test(await full());
	}, 20000, 'they are gone: done');
});

test('switched off nothing is sent, taken away an address is not used', async () => {
	await choose(anna, { channel: 'email' });
	assert.deepEqual(await ok(anna.post('/api/notices/contact', { body: { email: '' } })),
		{ state: 'none' });
	assert.equal((await ok(anna.get('/api/notices/settings'))).areas
		.find((each) => each.area === area).channel, 'digital-post');
	assert.equal(await psql(`SELECT count(*) FROM data.notice_contact
		WHERE person_id = '${person.anna}'`), '0');
	await general(anna, { off: true });
	const was = await messageOf('anna');
	await publish();
	assert.equal(await messageOf('anna'), was, 'no message');
	await general(anna);
});

test('five codes a day, and no more', async () => {
	const put = () => ok(bent.post('/api/notices/contact', { body: { email: 'bent@example.dk' } }));
	for (let i = 0; i < 5; i++)
		assert.deepEqual(await put(), { state: 'waiting' });
	assert.deepEqual(await put(), { state: 'too-many' });
	await psql(`DELETE FROM data.notice_contact WHERE person_id = '${person.bent}'`);
});
