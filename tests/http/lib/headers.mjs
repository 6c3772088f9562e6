// SPDX-License-Identifier: EUPL-1.2
// The headers that every answer of Min Sag has, each of them once. One that is
// the surrounding site's to decide is named in without, and must be absent.
import assert from 'node:assert/strict';

const ONCE = {
	'x-content-type-options': /^nosniff$/,
	'referrer-policy': /^(same-origin|no-referrer)$/,
	'permissions-policy': /camera=\(\)/,
	'cross-origin-opener-policy': /^same-origin$/,
	'cross-origin-resource-policy': /^same-origin$/,
	'strict-transport-security': /^max-age=\d+/,
	'content-security-policy': /default-src 'none'/,
	'cache-control': /./,
	'x-request-id': /^[0-9a-f]{32}$/
};

export function
assertHeaders(answer, where, { without = [] } = {})
{
	for (const [name, value] of Object.entries(ONCE)) {
		const seen = answer.raw.filter((word, i) => i % 2 === 0
			&& word.toLowerCase() === name).length;
		const wanted = without.includes(name) ? 0 : 1;
		assert.equal(seen, wanted, `${where}: ${name} stands ${seen} times`);
		if (wanted === 1)
			assert.match(answer.headers[name], value, `${where}: ${name}`);
	}
	assert.doesNotMatch(answer.headers.server ?? '', /\d/, `${where}: server's version`);
}

// The same of an answer as it came over the wire.
export function
assertRawHeaders(text, where, options)
{
	const lines = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n').slice(1)
		.map((line) => /^([^:]+): *(.*)$/.exec(line).slice(1));
	assertHeaders({ raw: lines.flat(), headers: Object.fromEntries(lines.map(
		([name, value]) => [name.toLowerCase(), value])) }, where, options);
}

// Of none of ours is anything seen: the answer is somebody else's.
export function
assertNotOurs(answer, where)
{
	for (const name of Object.keys(ONCE))
		assert.equal(answer.headers[name], undefined, `${where}: ${name}`);
	assert.equal(answer.headers['set-cookie'], undefined, `${where}: a cookie`);
}
