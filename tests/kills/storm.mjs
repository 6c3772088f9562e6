// SPDX-License-Identifier: EUPL-1.2
// Clients that upload and remark while processes are killed under them, and
// the account of what was acknowledged to them.
//
//   const storm = new Storm([anna, bent], { clients: 50 });
//   await storm.run(() => kills(200));  // until that is done
//   storm.uploads: Map target -> { size, sha256, finished }
//   storm.remarks: Map key -> { id, body }
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { pdf } from '../http/lib/files.mjs';
import { sleep } from '../http/lib/stack.mjs';
import { append, create, sha256, tus } from '../http/lib/tus.mjs';

const CHUNK = 64 * 1024;
const MOST_BYTES = 3 * CHUNK;
const PAUSE_MS = 150;
// Between two rounds of a client, so that the scanner keeps up.
const ROUND_MS = 6000;
const FORGOTTEN_MS = 15000;

// A PDF that is like no other, of up to three chunks.
function
paper()
{
	const words = randomBytes(12).toString('hex');
	const text = `BT /F 12 Tf 20 100 Td (${words}) Tj ET`;
	return pdf('', { stream: Buffer.from(text.padEnd(
		Math.floor(Math.random() * (MOST_BYTES - 1000)) + text.length)) });
}

// A case of an open area with a version that can be remarked on.
export async function
placeOf(client)
{
	for (const { id, area } of (await client.get('/api/cases?limit=50')).json.items) {
		if (!area.open)
			continue;
		const { items } = (await client.get(`/api/cases/${id}/documents?limit=100`)).json;
		const shown = items.find((each) => each.reasons.length === 0);
		if (shown !== undefined)
			return { client, caseId: id, version: shown.version_id };
	}
	throw new Error('a persona of the demo has no open case');
}

export class Storm {
	uploads = new Map();
	remarks = new Map();
	retried = 0;
	#going = true;

	// people: clients that are logged in, each with its case and a version of
	// it that can be remarked on, { client, caseId, version }.
	constructor(people, { clients = 50 } = {}) {
		this.people = people;
		this.clients = clients;
	}

	async run(meanwhile) {
		const all = Array.from({ length: this.clients }, (_, i) =>
			this.#client(this.people[i % this.people.length]));
		try {
			await meanwhile();
		} finally {
			this.#going = false;
		}
		await Promise.all(all);
		for (const { client, caseId } of this.people)
			await this.#clean(client, caseId, 0);
	}

	async #client(person) {
		while (this.#going) {
			await this.#upload(person);
			await this.#remark(person);
			await sleep(ROUND_MS * (0.5 + Math.random()));
		}
	}

	// What one wants is asked for until it is answered: a lost connection and
	// "try again" are no answer. Any other word is for the caller.
	async #ask(send) {
		for (;;) {
			const answer = await send().catch(() => null);
			if (answer !== null && answer.status < 500 && answer.status !== 429)
				return answer;
			this.retried++;
			await sleep(PAUSE_MS * (0.5 + Math.random()));
		}
	}

	async #remark({ client, version }) {
		const key = randomUUID(), body = `Bemærkning ${key}`;
		const { status, json, text } = await this.#ask(() =>
			client.post(`/api/versions/${version}/remarks`,
				{ body: { key, kind: 'remark', body } }));
		assert.equal(status, 200, text);
		this.remarks.set(key, { id: json.id, body });
	}

	async #upload({ client, caseId }) {
		const bytes = paper();
		const begun = await this.#ask(() => create(client, { case: caseId,
			filename: 'papir.pdf', filetype: 'application/pdf' }, bytes.length));
		if (begun.status === 403) // creations whose answers were lost
			return this.#clean(client, caseId);
		assert.equal(begun.status, 201, begun.text);
		const target = begun.headers.location;
		this.uploads.set(target, { size: bytes.length, sha256: sha256(bytes),
			finished: false });
		await this.#append(client, target, bytes);
		this.uploads.get(target).finished = true;
	}

	async #append(client, target, bytes) {
		let at = 0;
		while (at < bytes.length) {
			const part = bytes.subarray(at, at + CHUNK);
			const sent = await append(client, target, at, part).catch(() => null);
			if (sent?.status === 204) {
				at = Number(sent.headers['upload-offset']);
				continue;
			}
			assert.ok(sent === null || sent.status >= 500 || [409, 429].includes(sent.status),
				`PATCH: ${sent?.status} ${sent?.text}`);
			this.retried++;
			const head = await this.#ask(() => tus(client, 'HEAD', target));
			assert.equal(head.status, 200, `HEAD of ${target}`);
			const stands = Number(head.headers['upload-offset']);
			assert.ok(stands >= at, `${target}: ${at} acknowledged, ${stands} there`);
			at = stands;
		}
	}

	// Gives up what nobody was told of; what is younger may be told yet.
	async #clean(client, caseId, age = FORGOTTEN_MS) {
		const old = Date.now() - age;
		let after = '';
		do {
			const { status, json } = await this.#ask(() => client.get(
				`/api/cases/${caseId}/uploads?limit=100${after}`));
			assert.equal(status, 200);
			for (const { id, state, created_at } of json.items)
				if (state === 'receiving' && new Date(created_at) <= old
					&& !this.uploads.has(`/upload/${id}`))
					await this.#ask(() => tus(client, 'DELETE', `/upload/${id}`));
			after = json.next && `&after=${encodeURIComponent(json.next)}`;
		} while (after);
	}
}
