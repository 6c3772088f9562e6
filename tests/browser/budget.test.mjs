// SPDX-License-Identifier: EUPL-1.2
// Goal: the first view of a logged-in citizen costs at most 200 kB on the
// wire, fonts included, and everything comes from this site.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, newVisitor, startBrowser } from './lib/site.mjs';

const BUDGET = 200000;
const AIM = 120000;

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

// Bytes on the wire by address, headers included, cache empty.
async function
measure(visitor, path)
{
	const { page } = visitor;
	const wire = await visitor.context.newCDPSession(page);
	await wire.send('Network.enable');
	await wire.send('Network.clearBrowserCache');
	const urls = new Map(), sizes = new Map();
	wire.on('Network.requestWillBeSent', ({ requestId, request }) =>
		urls.set(requestId, request.url));
	wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
		sizes.set(urls.get(requestId), encodedDataLength));
	await visitor.go(path);
	await wire.detach();
	return sizes;
}

test('the list of cases, from an empty cache', async (t) => {
	for (const language of ['da', 'en']) {
		const visitor = await newVisitor(browser, { language });
		await visitor.logIn('anna');
		const sizes = await measure(visitor, 'sager.html');
		const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
		t.diagnostic(`${language}: ${total} bytes in ${sizes.size} requests`);
		for (const [url, size] of sizes)
			t.diagnostic(`${String(size).padStart(7)} ${url.slice(base.length)}`);
		assert.ok(total <= BUDGET, `${total} bytes`);
		assert.ok(total <= AIM, `${total} bytes are over the aim`);
		assert.ok([...sizes.keys()].every((url) => url.startsWith(base)));
		assert.ok([...sizes.keys()].some((url) => /Regular.*woff2/.test(url)));
		await visitor.finish();
	}
});
