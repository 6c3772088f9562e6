// SPDX-License-Identifier: EUPL-1.2
// tus 1.0.0 as a client of our own page speaks it, one request a function, so
// that a test can say anything wrong. Answers are client.mjs's.
import { createHash } from 'node:crypto';

export const CHUNK = 'application/offset+octet-stream';
export const base64 = (text) => Buffer.from(text).toString('base64');
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

// { case, filename, … } as Upload-Metadata; a value of null has no base64.
export const metadata = (pairs) => Object.entries(pairs).map(([key, value]) =>
	value === null ? key : `${key} ${base64(value)}`).join(',');

// headers: undefined takes one away.
export function
tus(client, method, target, { headers = {}, body, ...options } = {})
{
	const all = { origin: client.origin, 'tus-resumable': '1.0.0', ...headers };
	for (const name of Object.keys(all))
		if (all[name] === undefined)
			delete all[name];
	if (body === undefined && method !== 'HEAD')
		all['content-length'] ??= '0';
	return client.request(method, target, { headers: all, body, ...options });
}

export const create = (client, pairs, size, { headers = {}, ...options } = {}) =>
	tus(client, 'POST', '/upload', { ...options, headers: {
		'upload-length': String(size), 'upload-metadata': metadata(pairs),
		...(options.body === undefined ? {} : { 'content-type': CHUNK }),
		...headers } });

export const append = (client, target, offset, body, { headers = {}, ...options } = {}) =>
	tus(client, 'PATCH', target, { ...options, body, headers: {
		'upload-offset': String(offset), 'content-type': CHUNK, ...headers } });

export const stands = async (client, target) =>
	Number((await tus(client, 'HEAD', target)).headers['upload-offset']);
