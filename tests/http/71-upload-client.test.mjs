// SPDX-License-Identifier: EUPL-1.2
// Goal: tus-js-client, the site's own client, does against the real stack what
// it promises: uploads, goes on, tries again, gives up, and gives up for good.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Readable } from 'node:stream';
import { login } from './lib/client.mjs';
import { base, ca, killWorkers, psql, until } from './lib/stack.mjs';
import { sha256, stands } from './lib/tus.mjs';

const { Upload, FileUrlStorage, DefaultHttpStack } =
	createRequire(import.meta.url)('tus-js-client');
const MIB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'minsag-tus-'));
const agent = new Agent({ ca, keepAlive: true });
let carla, mine;

before(async () => {
	carla = await login('carla');
	const { json } = await carla.get('/api/cases?limit=50');
	mine = json.items.find((one) => one.area.open).id;
});
after(() => {
	agent.destroy();
	rmSync(folder, { recursive: true, force: true });
});

const optionsOf = (more) => ({
	endpoint: `${base}/upload`,
	headers: { origin: carla.origin, cookie: carla.cookieHeader },
	httpStack: new DefaultHttpStack({ agent }),
	metadata: { case: mine, filename: 'Åens brønd.png', filetype: 'image/png' },
	retryDelays: [0, 20, 50, 100, 200, 400, 800, 1600],
	chunkSize: MIB,
	...more });

// Runs an upload to its end: the upload, or what went wrong.
function
run(file, more = {}, begin = (upload) => upload.start())
{
	return new Promise((done, failed) => {
		const upload = new Upload(file, optionsOf({ ...more,
			onError: failed, onSuccess: () => done(upload) }));
		begin(upload);
	});
}

const idOf = (upload) => upload.url.split('/').pop();
const storedSum = (upload) => psql(`SELECT encode(sha256(lo_get(content)), 'hex')
	FROM data.upload WHERE id = '${idOf(upload)}'`);
// The SHA-256 that a citizen is told, once the bytes have been read.
const toldSum = (upload) => until(async () => (await carla.get(
	`/api/uploads/${idOf(upload)}`)).json.sha256, 60000, 'its SHA-256');

test('a file arrives whole, with progress, and its name in Danish', async () => {
	const bytes = randomBytes(3 * MIB + 17), seen = [], chunks = [];
	const upload = await run(bytes, {
		onProgress: (sent, total) => seen.push([sent, total]),
		onChunkComplete: (size, accepted) => chunks.push(accepted) });
	assert.match(upload.url, /\/upload\/[0-9a-f-]{36}$/);
	assert.equal(await storedSum(upload), sha256(bytes));
	assert.deepEqual(chunks, [MIB, 2 * MIB, 3 * MIB, bytes.length]);
	assert.deepEqual(seen.at(-1), [bytes.length, bytes.length]);
	const { json } = await carla.get(`/api/uploads/${idOf(upload)}`);
	assert.equal(json.file_name, 'Åens brønd.png');
	assert.equal(await toldSum(upload), sha256(bytes));
	assert.equal(json.case_id, mine);
	assert.match(json.state, /^(received|checking|on-case|rejected)$/);
	assert.ok(json.finished_at);
});

test('with its creation: no request more than needed', async () => {
	const bytes = randomBytes(MIB / 2), methods = [];
	const upload = await run(bytes, { uploadDataDuringCreation: true,
		onBeforeRequest: (request) => { methods.push(request.getMethod()); } });
	assert.deepEqual(methods, ['POST']);
	assert.equal(await storedSum(upload), sha256(bytes));
});

test('a stream of known length', async () => {
	const bytes = randomBytes(2 * MIB + 1);
	const upload = await run(Readable.from([bytes]), { uploadSize: bytes.length });
	assert.equal(await storedSum(upload), sha256(bytes));
});

test('paused and gone on with, by the same program', async () => {
	const bytes = randomBytes(4 * MIB);
	let paused;
	const upload = await run(bytes, { onChunkComplete: (size, accepted) => {
		if (accepted === 2 * MIB)
			paused.abort().then(() => setTimeout(() => paused.start(), 50));
	} }, (it) => { paused = it; it.start(); });
	assert.equal(await storedSum(upload), sha256(bytes));
});

test('gone on with after a restart, from what the disk remembers', async () => {
	const bytes = randomBytes(3 * MIB), file = join(folder, 'file.bin');
	writeFileSync(file, bytes);
	const urlStorage = new FileUrlStorage(join(folder, 'urls.json'));
	const fingerprint = () => Promise.resolve('file.bin');
	// The first program ends after a chunk and never comes back.
	await new Promise((done, failed) => {
		const first = new Upload(readFileSync(file), optionsOf({ urlStorage, fingerprint,
			storeFingerprintForResuming: true, onError: failed,
			onChunkComplete: () => first.abort().then(done, failed) }));
		first.start();
	});
	const offsets = [];
	const upload = await run(readFileSync(file), { urlStorage, fingerprint,
		removeFingerprintOnSuccess: true,
		onChunkComplete: (size, accepted) => offsets.push(accepted) },
	async (second) => {
		const [previous] = await second.findPreviousUploads();
		second.resumeFromPreviousUpload(previous);
		second.start();
	});
	assert.deepEqual(offsets, [2 * MIB, 3 * MIB]);
	assert.equal(await storedSum(upload), sha256(bytes));
});

test('an answer that is lost, a wrong offset and a dead server are tried again', async () => {
	const bytes = randomBytes(5 * MIB);
	let lost = 0, killed = 0;
	const upload = await run(bytes, {
		// The bytes are durable, but the client never hears of it.
		onAfterResponse: (request) => {
			if (request.getMethod() === 'PATCH' && lost++ < 2)
				throw new Error('lost on its way');
		},
		onChunkComplete: async () => {
			if (killed++ < 2)
				await killWorkers('upload');
		},
		onShouldRetry: () => true });
	assert.equal(await storedSum(upload), sha256(bytes));
	assert.ok(lost > 2);
	await until(() => carla.get('/health/upload').then(({ status }) => status === 200,
		() => false), 10000, 'the workers are back');
});

test('given up for good: its bytes go', async () => {
	let upload;
	await new Promise((done, failed) => {
		upload = new Upload(randomBytes(4 * MIB), optionsOf({ onError: failed,
			onChunkComplete: () => upload.abort(true).then(done, failed) }));
		upload.start();
	});
	assert.equal(await psql(`SELECT content IS NULL AND removed_by = 'citizen'
		FROM data.upload WHERE id = '${idOf(upload)}'`), 't');
	await Upload.terminate(upload.url, optionsOf({ retryDelays: null })).then(
		() => assert.fail('twice'), (error) =>
			assert.equal(error.originalResponse.getStatus(), 410));
});

test('what the server forbids ends at once, with the server\'s words', async () => {
	const refused = (file, more) => run(file, more).then(() => assert.fail('taken'),
		(error) => [error.originalResponse.getStatus(),
			JSON.parse(error.originalResponse.getBody()).rule]);
	const tell = { metadata: { case: mine, filename: 'a.zip', filetype: 'application/zip' } };
	assert.deepEqual(await refused(Buffer.from('x'), tell),
		[415, 'upload: a type of the area']);
	assert.deepEqual(await refused(Buffer.alloc(0)),
		[400, 'Upload-Length: a file without bytes']);
	assert.deepEqual(await refused(Buffer.from('x'), { metadata: { filename: 'a' } }),
		[400, 'case: is required']);
	assert.equal((await refused(randomBytes(5 * MIB), { chunkSize: Infinity }))[0], 413);
});

test('an address that is not there any more: a new upload begins', async () => {
	const bytes = randomBytes(MIB);
	const gone = `${base}/upload/0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b`;
	const upload = await run(bytes, { uploadUrl: gone });
	assert.notEqual(upload.url, gone);
	assert.equal(await stands(carla, new URL(upload.url).pathname), bytes.length);
});

test('several at once', async () => {
	const files = Array.from({ length: 5 }, (unused, i) => randomBytes(MIB + i));
	const uploads = await Promise.all(files.map((bytes) => run(bytes)));
	for (const [i, upload] of uploads.entries())
		assert.equal(await storedSum(upload), sha256(files[i]));
	for (const [i, upload] of uploads.entries())
		assert.equal(await toldSum(upload), sha256(files[i]));
});

test('limits are told before an upload begins', async () => {
	const { json } = await carla.get(`/api/cases/${mine}/upload-limits`);
	assert.equal(json.open, true);
	assert.ok(json.media_types.includes('image/heic'));
	assert.equal(json.file_bytes, 104857600);
	assert.ok(json.day_files_left <= json.day_files);
	assert.equal(json.unfinished_most, 20);
	const bent = await login('bent');
	for (const path of [`/api/cases/${mine}/upload-limits`, `/api/cases/${mine}/uploads`,
		'/api/uploads/0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b'])
		assert.equal((await bent.get(path)).status, 404, path);
});
