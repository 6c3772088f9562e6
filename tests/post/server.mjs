// SPDX-License-Identifier: EUPL-1.2
// Stands in for Digital Post, which can't be installed: an HTTPS server that
// wants a client certificate of its authority and answers as the REST
// interface of NgDP does, as far as minsag-courier uses it. What it does not
// know of the real one it can't prove: every answer here was made from the
// published description, not from Digital Post itself.
//
//   POST   /memos/?memo-message-uuid=UUID  a MeMo: 201 and a receipt; the same
//                                          UUID again: 409
//   GET    /receipts/                      ids of the receipts that wait
//   GET    /receipts/ID                    one of them
//   DELETE /receipts/ID                    takes it away
//
// The folder: memos/UUID.xml what has come in; receipts/ID.json what waits;
// plan, a file that a test writes: a line for each POST that comes after it: "503", "503-receipt", "500", "400", "401", "INVALID", "NOT_ALLOWED"
// (refused at once), "hang-up" (no answer, nothing kept), "lost" (kept, no
// answer); final: what the next receipts say, COMPLETED without it; foreign:
// "before N" or "after N", ids in the list that nobody has asked for.
//
// Usage: server.mjs --port N --folder DIR --key F --certificate F --authority F
import { createServer } from 'node:https';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync,
	writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MEMO_MOST = 1 << 20;

const { values } = parseArgs({ options: {
	port: { type: 'string' }, folder: { type: 'string' },
	key: { type: 'string' }, certificate: { type: 'string' },
	authority: { type: 'string' } } });
const inFolder = (...names) => join(values.folder, ...names);
mkdirSync(inFolder('memos'), { recursive: true });
mkdirSync(inFolder('receipts'), { recursive: true });

function
readOr(path, otherwise)
{
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return otherwise;
	}
}

// The next line of the plan, "" when there is none; a new plan begins anew.
let planned = 0, planTime = 0;

function
nextOfPlan()
{
	const file = inFolder('plan');
	const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
	if (mtimeMs !== planTime)
		[planned, planTime] = [0, mtimeMs];
	return readOr(file, '').split('\n')[planned++] ?? '';
}

const receiptOf = (uuid, status, error = null) => ({
	transmissionId: randomUUID(), messageUUID: uuid, messageId: null,
	errorCode: error, errorMessage: error && 'See the code.',
	timeStamp: new Date().toISOString(), receiptStatus: status });

function
answer(response, status, body)
{
	const text = body === undefined ? '' : JSON.stringify(body);
	response.writeHead(status, { 'content-type': 'application/json',
		'content-length': Buffer.byteLength(text) });
	response.end(text);
}

const refuse = (response, status, code) => answer(response, status,
	{ code, message: 'Refused.', fieldErrors: [] });

// What any MeMo must have; tests hold it against a schema besides.
function
isMemo(text, uuid)
{
	const found = /<(?:\w+:)?messageUUID>([^<]*)</.exec(text);
	return /^<\?xml[^>]*\?>\s*<(?:\w+:)?Message /.test(text)
		&& text.includes('https://DigitalPost.dk/MeMo-1') && found?.[1] === uuid;
}

function
keep(uuid, text)
{
	writeFileSync(inFolder('memos', `${uuid}.xml`), text);
	const receipt = receiptOf(uuid, readOr(inFolder('final'), 'COMPLETED'));
	writeFileSync(inFolder('receipts', `${receipt.transmissionId}.json`),
		JSON.stringify(receipt));
}

function
takeMemo(request, response, uuid, text)
{
	const plan = nextOfPlan();
	if (plan === 'hang-up')
		return request.socket.destroy();
	if (/^\d+$/.test(plan))
		return refuse(response, Number(plan), 'planned');
	if (plan === '503-receipt')
		return answer(response, 503, receiptOf(uuid, 'INVALID', 'busy'));
	if (plan === 'INVALID' || plan === 'NOT_ALLOWED')
		return answer(response, plan === 'INVALID' ? 400 : 403,
			receiptOf(uuid, plan, 'planned'));
	if (request.headers['content-type'] !== 'application/xml' || !isMemo(text, uuid))
		return refuse(response, 400, 'no.memo');
	if (existsSync(inFolder('memos', `${uuid}.xml`)))
		return refuse(response, 409, 'duplicate');
	keep(uuid, text);
	if (plan === 'lost')
		return request.socket.destroy();
	return answer(response, 201, receiptOf(uuid, 'RECEIVED'));
}

function
readBody(request, done)
{
	const chunks = [];
	let length = 0;
	request.on('data', (chunk) => {
		length += chunk.length;
		if (length > MEMO_MOST)
			request.destroy();
		chunks.push(chunk);
	});
	request.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
}

// The ids, with as many of somebody else's before or after them as a test wants.
function
receiptList()
{
	const [place, count] = readOr(inFolder('foreign'), 'after 0').split(' ');
	const foreign = Array(Number(count)).fill('~'.repeat(60));
	const ours = readdirSync(inFolder('receipts')).map((name) => name.replace(/\.json$/, ''));
	return place === 'before' ? [...foreign, ...ours] : [...ours, ...foreign];
}

function
receipts(request, response, id)
{
	const file = inFolder('receipts', `${id}.json`);
	if (request.method === 'GET' && id === '')
		return answer(response, 200, receiptList());
	if (!UUID.test(id) || !existsSync(file))
		return refuse(response, 404, 'none');
	if (request.method === 'GET')
		return answer(response, 200, JSON.parse(readFileSync(file, 'utf8')));
	rmSync(file);
	return answer(response, 204);
}

createServer({ key: readFileSync(values.key), cert: readFileSync(values.certificate),
	ca: readFileSync(values.authority), requestCert: true, rejectUnauthorized: true },
(request, response) => {
	const { pathname, searchParams } = new URL(request.url, 'https://post');
	const uuid = searchParams.get('memo-message-uuid') ?? '';
	const receipt = /^\/apis\/v1\/receipts\/([^/]*)$/.exec(pathname);
	if (request.method === 'POST' && pathname === '/apis/v1/memos/' && UUID.test(uuid))
		readBody(request, (text) => takeMemo(request, response, uuid, text));
	else if (receipt && /^(GET|DELETE)$/.test(request.method))
		receipts(request, response, receipt[1]);
	else
		refuse(response, 404, 'none');
}).listen(Number(values.port), '127.0.0.1', () => console.log('ready'));
