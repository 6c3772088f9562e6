// SPDX-License-Identifier: EUPL-1.2
// Goal: every file that a citizen sends has a clear outcome; what cannot be
// checked waits and is never let through; nothing that ends a courier, the
// scanner or the database loses a job or does one twice.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { login } from './lib/client.mjs';
import { eicar, film, gif, heic, jpeg, lockedPdf, longPdf, mp3, odt, office, ole, ownerPdf, pdf,
	pdfBomb, png, tiff, vba, wav, webp, zip, zipBomb } from './lib/files.mjs';
import { caseOf, jobOf, send, stateOf, verdictOf } from './lib/quarantine.mjs';
import { dir, hold, partPid, psql, readLog, release, sleep, startDatabase, stopDatabase,
	until, workerPids } from './lib/stack.mjs';

let anna, mine;
before(async () => {
	anna = await login('anna');
	mine = await caseOf(anna);
});
after(() => ['clamd', 'courier', 'postgres'].forEach(release));

// Ends a part and keeps it down.
async function
stop(name, signal)
{
	const pid = partPid(name);
	hold(name);
	process.kill(pid, signal);
	await until(() => { try { process.kill(pid, 0); return false; } catch { return true; } },
		15000, `${name} ends`);
}

// Lets the supervisor start it again.
async function
start(name)
{
	const old = partPid(name);
	release(name);
	await until(() => partPid(name) !== old, 15000, `${name} begins`);
}

// minsag-admin with words: { code, out, err }.
const admin = (...words) => new Promise((done) => {
	execFile(join(dir, 'inst/bin/minsag-admin'),
		['-c', join(dir, 'conf/minsag.conf'), ...words],
		(error, out, err) => done({ code: error?.code ?? 0, out, err }));
});

async function
outcome(name, bytes)
{
	return verdictOf(await send(anna, mine, name, bytes));
}

const comment = (text) => zip([['a.txt', Buffer.from('hej')]],
	{ comment: Buffer.from(text) });
const GOOD = [
	['brev.pdf', pdf(), 'accepted application/pdf 1'],
	['noter.txt', Buffer.from('Kære kommune\n1 < 2 & "så videre"\n'),
		'accepted text/plain'],
	['tal.csv', Buffer.from('a;b\n1;2\n3;4\n'), 'accepted text/plain'],
	['billede.png', png(40, 30), 'accepted image/png'],
	['foto.jpg', jpeg(), 'accepted image/jpeg'],
	['IMG_0001.HEIC', heic(4032, 3024), 'accepted image/heic'],
	['samsung.heic', heic(4000, 3000, 'mif1'), 'accepted image/heic'],
	['stort.png', png(8000, 9999), 'accepted image/png'],
	// What people's programs and telephones make.
	['mærke.pdf', Buffer.concat([Buffer.from('\ufeff'), pdf()]), 'accepted application/pdf 1'],
	['udskriv-ikke.pdf', ownerPdf(), 'accepted application/pdf 1'],
	['lang.pdf', longPdf(3000, 4), 'accepted application/pdf 3000'],
	['IMG_0002.HEIC', Buffer.concat([heic(4032, 3024), Buffer.from('<?xpacket end="w"?>')]),
		'accepted image/heic'],
	['afdeling.txt', Buffer.from('P2 er vores afdeling'), 'accepted text/plain'],
	['møde.txt', Buffer.from('Date: 3. marts\nFrom: Anna\n\nHej\n'), 'accepted text/plain'],
	['bogstav.txt', Buffer.from('x'), 'accepted text/plain'],
	['gammel.txt', Buffer.from('Bl\xe5b\xe6r og \xf8l', 'latin1'),
		'accepted text/plain;charset=windows-1252'],
	['bank.csv', Buffer.from('Dato;Bel\xf8b\r\n01-02-2026;-1.234,50\r\n', 'latin1'),
		'accepted text/plain;charset=windows-1252'],
	['notesblok.txt', Buffer.from('\ufeffBlåbær', 'utf16le'),
		'accepted text/plain;charset=utf-16'],
	['data.json', Buffer.from('{"a": [1, 2]}\n'), 'accepted text/plain'],
	['fax.tif', tiff(), 'accepted image/tiff'],
	['sjov.gif', gif(), 'accepted image/gif'],
	['net.webp', webp(), 'accepted image/webp'],
	['brev.docx', office('wordprocessingml.document'), 'accepted application/'
		+ 'vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['regnskab.xlsx', office('spreadsheetml.sheet'), 'accepted application/'
		+ 'vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['brev.odt', odt(), 'accepted application/vnd.oasis.opendocument.text'],
	['brev.doc', ole([['', 'WordDocument', Buffer.from('eca5c100', 'hex')]]),
		'accepted application/msword'],
	['besked.msg', ole([['', '__properties_version1.0', Buffer.alloc(32)]]),
		'accepted application/vnd.ms-outlook'],
	['besked.eml', Buffer.from('From: Anna <a@b.dk>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n'
		+ 'MIME-Version: 1.0\r\n\r\nHej\r\n'), 'accepted message/rfc822'],
	['memo.m4a', film('M4A '), 'accepted audio/mp4'],
	['memo.mp3', mp3(), 'accepted audio/mpeg'],
	['memo.wav', wav(), 'accepted audio/wav'],
	['film.mp4', film('isom'), 'accepted video/mp4'],
	['film.mov', Buffer.concat([film('qt  '), Buffer.from('a telephone\'s own')]),
		'accepted video/quicktime'],
];
const BAD = [
	['eicar.pdf', eicar(), 'rejected malware text/plain'],
	['i-en-zip.pdf', zip([['eicar.com', eicar()]]), 'rejected malware application/zip'],
	['en.zip', zip([['a.txt', Buffer.from('hej')]]), 'rejected wrong-type application/zip'],
	['bombe.zip', zipBomb(), 'rejected bomb application/zip'],
	['bombe.pdf', pdfBomb(), 'rejected bomb application/pdf'],
	['laast.pdf', lockedPdf(), 'rejected encrypted application/pdf'],
	['makroer.docx', office('wordprocessingml.document', ['word/vbaProject.bin',
		ole(vba('VBA'))]), /^rejected macros /],
	['makroer.doc', ole([['', 'WordDocument', Buffer.from('eca5c100', 'hex')],
		...vba('Macros')]), 'rejected macros application/msword'],
	// Where only the scanner looks.
	['skjulte.docx', office('wordprocessingml.document', ['word/embeddings/a.bin',
		ole(vba('VBA'))]), /^rejected macros /],
	['tom-makro.odt', odt(['Basic/script-lc.xml', Buffer.from('<x/>')]),
		'rejected macros application/vnd.oasis.opendocument.text'],
	['laast.docx', ole([['', 'EncryptedPackage', Buffer.alloc(100)]]), /^rejected encrypted /],
	['halv.heic', heic(4032, 3024).subarray(0, -100), 'rejected damaged image/heic'],
	['halv.mp4', film('isom').subarray(0, -20), 'rejected damaged video/mp4'],
	['halv.pdf', pdf().subarray(0, 60), 'rejected damaged application/pdf'],
	['halvt.png', png(40, 30).subarray(0, -13), 'rejected damaged image/png'],
	['kaempe.png', png(10000, 10000), 'rejected too-many-pixels image/png'],
	['kaempe.heic', heic(10000, 10000), 'rejected too-many-pixels image/heic'],
	['pdf-og-zip.pdf', Buffer.concat([pdf(), comment('')]), 'rejected two-types application/pdf'],
	['zip-i-pdf.pdf', Buffer.concat([pdf(), comment('\n%%EOF\n')]),
		'rejected two-types application/pdf'],
	['pdf-og-html.pdf', Buffer.from(pdf().toString('latin1').replace('%PDF-1.4\n',
		'%PDF-1.4\n%<html><script>alert(1)</script>\n'), 'latin1'),
	'rejected two-types application/pdf'],
	['billede-og-js.jpg', Buffer.from('ffd8ffe02f2a4a4649460001', 'hex'),
		'rejected two-types image/jpeg'],
	['script.txt', Buffer.from('Kære kommune\n<script>alert(1)</script>\n'),
		'rejected wrong-type text/html'],
	['side.html', Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>'),
		'rejected wrong-type text/html'],
	['tegning.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
		'rejected wrong-type image/svg+xml'],
	['program.pdf', readFileSync('/bin/true'), /^rejected wrong-type application\/x-/],
];

for (const [name, bytes, wanted] of GOOD)
	test(`${name} comes on the case`, async () => {
		assert.equal(await outcome(name, bytes), wanted);
	});
for (const [name, bytes, wanted] of BAD)
	test(`${name} does not`, async () => {
		const seen = await outcome(name, bytes);
		if (wanted instanceof RegExp)
			assert.match(seen, wanted);
		else
			assert.equal(seen, wanted);
	});

test('what came on the case reads like any document, byte for byte', async () => {
	const bytes = pdf('En ansøgning fra Anna');
	const upload = await send(anna, mine, 'ansøgning.hta', bytes);
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	const version = await psql(`SELECT version_id FROM data.upload_verdict
		WHERE upload_id = '${upload}'`);
	const answer = await anna.get(`/document/${version}`);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers['content-type'], 'application/pdf');
	assert.match(answer.headers['content-disposition'], /ans%C3%B8gning\.hta\.pdf/);
	assert.equal(createHash('sha256').update(answer.body).digest('hex'),
		createHash('sha256').update(bytes).digest('hex'));
	const bent = await login('bent');
	assert.equal((await bent.get(`/document/${version}`)).status, 404, 'a stranger');
});

test('a bank\'s text is kept as it was sent, and told as what it is', async () => {
	const bytes = Buffer.from('Dato;Bel\xf8b\r\n', 'latin1');
	const name = 'Ba\u030and \u202f\u{1f468}\u200d\u{1f467}.csv';
	const upload = await send(anna, mine, name, bytes);
	assert.equal(await verdictOf(upload), 'accepted text/plain;charset=windows-1252');
	const answer = await anna.get(`/document/${await psql(`SELECT version_id
		FROM data.upload_verdict WHERE upload_id = '${upload}'`)}`);
	assert.equal(answer.headers['content-type'], 'text/plain; charset=windows-1252');
	assert.deepEqual(answer.body, bytes);
	const disposition = answer.headers['content-disposition'];
	assert.match(disposition, /^inline; filename="Baand  _\.csv"; /);
	assert.equal(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(disposition)[1]), name);
	assert.equal((await anna.get(`/api/uploads/${upload}`)).json.file_name, name);
	const found = await anna.get(`/api/search?words=${encodeURIComponent('Bånd')}`);
	assert.ok(found.json.items.some((one) => one.title?.normalize().startsWith('Bånd')),
		'found in the other form');
});

test('a name that a desktop would run is none when it is saved', async () => {
	for (const ending of ['.bat', '.vbs', '.js', '.ps1', '.hta']) {
		for (const letter of ['x', '東']) {
			const upload = await send(anna, mine, `${letter.repeat(251)}${ending}`,
				Buffer.from('echo hej\r\n'));
			assert.equal(await verdictOf(upload), 'accepted text/plain');
			const { headers } = await anna.get(`/document/${await psql(`SELECT version_id
				FROM data.upload_verdict WHERE upload_id = '${upload}'`)}`);
			const sent = headers['content-disposition'];
			assert.match(sent, /filename="[^"]*\.txt"; filename\*=UTF-8''.*\.txt$/);
			const name = decodeURIComponent(sent.split("UTF-8''")[1]);
			assert.ok(Buffer.byteLength(name) <= 255 && name.startsWith(letter.repeat(80)));
		}
	}
});

test('what no browser shows is offered to be saved, under its own type', async () => {
	const upload = await send(anna, mine, 'film.mp4', film('isom'));
	assert.equal(await verdictOf(upload), 'accepted video/mp4');
	const answer = await anna.get(`/document/${await psql(`SELECT version_id
		FROM data.upload_verdict WHERE upload_id = '${upload}'`)}`);
	assert.equal(answer.headers['content-type'], 'video/mp4');
	assert.match(answer.headers['content-disposition'], /^attachment; /);
	assert.equal(answer.headers['x-content-type-options'], 'nosniff');
	assert.match(answer.headers['content-security-policy'], /default-src 'none'; sandbox/);
});

test('a rejected file is on no case, and on record', async () => {
	const upload = await send(anna, mine, 'virus.pdf', eicar());
	await verdictOf(upload);
	assert.equal(await psql(`SELECT count(*) FROM data.document
		WHERE source_key = 'upload:${upload}'`), '0');
	assert.equal(await psql(`SELECT actor || ' ' || outcome || ' ' || detail
		FROM data.audit WHERE action = 'scan' AND detail LIKE '%${upload}%'`),
	`job ok upload ${upload} malware`);
	await until(async () => (await jobOf(upload)) === '1 0 done', 5000, 'the job is done');
});

test('a scanner that is down delays and lets nothing through', async () => {
	await stop('clamd', 'SIGTERM');
	const upload = await send(anna, mine, 'venter.pdf', pdf());
	try {
		await until(async () => / [2-9] clamd: it is away/.test(await jobOf(upload)),
			30000, 'put off twice');
		assert.equal(await stateOf(upload), 'checking');
		assert.match(await jobOf(upload), /^0 /, 'it was no try');
	} finally {
		await start('clamd');
	}
	assert.equal(await verdictOf(upload, 60000), 'accepted application/pdf 1');
});

test('a scanner without signatures is as good as none', async () => {
	const file = join(dir, 'clamav/db/minsag.ndb');
	const kept = readFileSync(file), { uid, gid } = statSync(file);
	const write = (text) => { writeFileSync(file, text); chownSync(file, uid, gid); };
	await stop('clamd', 'SIGTERM');
	write('Other:0:0:00112233445566778899aabbccddeeff\n');
	await start('clamd');
	const upload = await send(anna, mine, 'virus-igen.pdf', eicar());
	try {
		await until(async () => /it does not find the test file/.test(await jobOf(upload)),
			30000, 'not believed');
		assert.equal(await stateOf(upload), 'checking');
	} finally {
		await stop('clamd', 'SIGTERM');
		write(kept);
		await start('clamd');
	}
	assert.equal(await verdictOf(upload, 60000), 'rejected malware text/plain');
});

test('a courier that is killed in the middle: the job is taken again', async () => {
	// The scanner is stopped, not ended: the courier waits for its answer.
	const clamd = partPid('clamd'), courier = partPid('courier');
	process.kill(clamd, 'SIGSTOP');
	const upload = await send(anna, mine, 'dræbt.pdf', pdf());
	try {
		await until(async () => (await stateOf(upload)) === 'checking', 10000);
		process.kill(courier, 'SIGKILL');
	} finally {
		process.kill(clamd, 'SIGCONT');
	}
	await until(() => partPid('courier') !== courier, 10000, 'a new courier');
	await sleep(3000);
	assert.equal(await stateOf(upload), 'checking', 'its lease holds');
	await psql(`UPDATE data.job SET due_at = now() WHERE key = '${upload}'`);
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	await until(async () => (await jobOf(upload)) === '2 0 done', 5000, 'the second try');
	assert.equal(await psql(`SELECT count(*) FROM data.audit
		WHERE action = 'scan' AND detail LIKE '%${upload}%'`), '1');
});

test('without its helper a courier ends, and the next one goes on', async () => {
	const courier = partPid('courier');
	const [helper] = await workerPids('courier');
	process.kill(helper, 'SIGKILL');
	const upload = await send(anna, mine, 'hjælper.pdf', pdf());
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	assert.notEqual(partPid('courier'), courier);
	assert.match(await jobOf(upload), /^[01] [01]/);
	assert.match(readLog('courier.log'), /helper: it is gone/);
});

test('two couriers share the work, each job is done by one', async () => {
	const second = spawn(join(dir, 'inst/sbin/minsag-courier'),
		['-c', join(dir, 'conf/minsag.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	second.stderr.on('data', (text) => { said += text; });
	const clamd = partPid('clamd');
	try {
		await until(() => /ready/.test(said), 10000, 'the second is ready');
		// While the scanner stands still each of them has a job in hand.
		process.kill(clamd, 'SIGSTOP');
		const uploads = await Promise.all(Array.from({ length: 16 }, (_, i) =>
			send(anna, mine, `del-${i}.pdf`, pdf(`Del ${i}`))));
		await until(async () => await psql(`SELECT count(*) FROM data.job
			WHERE kind = 'scan' AND lease IS NOT NULL AND ended_at IS NULL`) === '2',
		10000, 'both have one');
		process.kill(clamd, 'SIGCONT');
		for (const upload of uploads) {
			assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
			await until(async () => (await jobOf(upload)) === '1 0 done', 5000);
		}
		await until(() => /scan: accepted/.test(said), 1000, 'the second had its share');
	} finally {
		process.kill(clamd, 'SIGCONT');
		second.kill('SIGTERM');
	}
	const status = await new Promise((done) => { second.on('exit', done); });
	assert.equal(status, 0);
});

test('told to end, it finishes the job in hand', async () => {
	const clamd = partPid('clamd'), courier = partPid('courier');
	process.kill(clamd, 'SIGSTOP');
	const upload = await send(anna, mine, 'slut.pdf', pdf());
	try {
		await until(async () => (await stateOf(upload)) === 'checking', 10000);
		process.kill(courier, 'SIGTERM');
		await sleep(500);
		process.kill(courier, 0);
	} finally {
		process.kill(clamd, 'SIGCONT');
	}
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	await until(async () => (await jobOf(upload)) === '1 0 done', 5000, 'one try');
	await until(() => partPid('courier') !== courier, 10000, 'and ends');
});

test('the database goes and comes back: the queue goes on', async () => {
	const first = await send(anna, mine, 'før.pdf', pdf());
	await verdictOf(first);
	const courier = partPid('courier');
	await stopDatabase();
	await sleep(1500);
	await startDatabase();
	const upload = await send(anna, mine, 'efter.pdf', pdf());
	assert.equal(await verdictOf(upload, 30000), 'accepted application/pdf 1');
	assert.equal(partPid('courier'), courier, 'the same process');
});

test('a job that was done before it was said is said, not done again', async () => {
	const upload = await send(anna, mine, 'to-gange.pdf', pdf());
	await verdictOf(upload);
	await until(async () => /done/.test(await jobOf(upload)), 5000);
	await psql(`UPDATE data.job SET outcome = NULL, ended_at = NULL, due_at = now()
		WHERE key = '${upload}'`);
	await until(async () => /done/.test(await jobOf(upload)), 10000, 'done again');
	assert.equal(await psql(`SELECT count(*) FROM data.document
		WHERE source_key = 'upload:${upload}'`), '1');
});

test('bytes that are not those received are never let through, and end dead', async () => {
	await stop('courier', 'SIGTERM');
	const upload = await send(anna, mine, 'andre.pdf', pdf());
	await psql(`INSERT INTO data.upload_hash
		VALUES ('${upload}', decode(repeat('00', 32), 'hex'))`);
	await start('courier');
	for (let i = 1; i <= 6; i++) {
		await until(async () => (await jobOf(upload)).startsWith(`${i} 0`), 10000, `try ${i}`);
		await until(async () => /received/.test(await jobOf(upload)), 10000, 'failed');
		await psql(`UPDATE data.job SET due_at = now() WHERE key = '${upload}'
			AND lease IS NULL AND ended_at IS NULL`);
	}
	await until(async () => (await jobOf(upload))
		=== '6 0 dead upload: the bytes that were received', 10000, 'dead');
	assert.equal(await stateOf(upload), 'checking');

	// Somebody looks at it, mends it, and has it tried again.
	const line = (await admin('jobs', '--kind', 'scan')).out.split('\n')
		.map((one) => one.split('\t')).find((one) => one[2] === upload);
	assert.deepEqual([line[1], line[3], line.at(-1)],
		['scan', '6', 'upload: the bytes that were received']);
	await psql(`DELETE FROM data.upload_hash WHERE upload_id = '${upload}'`);
	assert.deepEqual(await admin('retry', line[0]), { code: 0, out: 'retried\n', err: '' });
	assert.equal(await verdictOf(upload), 'accepted application/pdf 1');
	await until(async () => (await jobOf(upload)) === '1 0 done', 5000, 'done');
	const again = await admin('retry', line[0]);
	assert.deepEqual([again.code, again.out], [1, '']);
	assert.match(again.err, /retry: job \d+: it is done/);
	assert.equal((await admin('retry', '0')).code, 2);
});

test('the courier is in its sandbox, and its log holds no names', async () => {
	for (const pid of [partPid('courier'), ...await workerPids('courier')]) {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		assert.match(status, /^NoNewPrivs:\t1$/m);
		assert.match(status, /^Seccomp:\t2$/m);
		assert.notEqual(/^Uid:\t(\d+)/m.exec(status)[1], '0');
	}
	const log = readLog('courier.log');
	assert.doesNotMatch(log, /brev|venter|Anna|\.pdf/);
	assert.match(log, /^info minsag-courier - job \d+ scan: malware Eicar-Test-File/m);
});
