// SPDX-License-Identifier: EUPL-1.2
// Goal: the site works under a path of an existing site: nothing that it asks
// for lies outside the path, and log-in comes back into it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { newVisitor, startBrowser } from './lib/site.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css',
	'.js': 'text/javascript', '.svg': 'image/svg+xml',
	'.woff2': 'font/woff2' };
const root = new URL('../../', import.meta.url).pathname;
const modules = process.env.SITE_MODULES ?? join(root, 'nginx/node_modules');
let browser, server, out;
const outside = [];

before(async () => {
	out = mkdtempSync(join(tmpdir(), 'minsag-path-'));
	execFileSync(join(root, 'scripts/build-site'),
		[join(root, 'nginx'), out, modules],
		{ env: { ...process.env, BASE: '/minsag/' } });
	server = createServer((request, response) => {
		const { pathname } = new URL(request.url, 'http://localhost');
		const file = join(out, pathname.replace(/^\/minsag\//, '')
			.replace(/^$/, 'index.html'));
		if (!pathname.startsWith('/minsag/'))
			outside.push(pathname);
		const found = pathname.startsWith('/minsag/') && existsSync(file);
		const shown = found ? file : join(out, '404.html');
		response.writeHead(found ? 200 : 404,
			{ 'Content-Type': TYPES[extname(shown)] ?? 'text/plain' });
		response.end(readFileSync(shown));
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	server?.close();
	rmSync(out, { recursive: true, force: true });
});

test('under /minsag/', async () => {
	const visitor = await newVisitor(browser, { language: 'en' });
	const { page } = visitor;
	const site = `http://127.0.0.1:${server.address().port}`;
	const failed = [];
	page.on('response', (answer) => {
		if (!answer.ok())
			failed.push(answer.url());
	});
	for (const name of ['index', 'udlogget', 'fejl', 'tilgaengelighed']) {
		await page.goto(`${site}/minsag/${name}.html`);
		await visitor.ready();
	}
	assert.deepEqual(failed, []);
	await page.goto(`${site}/minsag/udlogget.html?retur=soeg.html`);
	await visitor.ready();
	assert.equal(await page.getAttribute('#again', 'href'),
		`${site}/minsag/saml/login?return=%2Fminsag%2Fsoeg.html`);
	await page.goto(`${site}/minsag/some/where/else`);
	assert.equal(await page.evaluate(() =>
		getComputedStyle(document.querySelector('.site-bar'))
			.backgroundColor), 'rgb(0, 64, 122)');
	await page.click('.site-name');
	assert.equal(page.url(), `${site}/minsag/`);
	assert.deepEqual(outside, []);
	await visitor.context.close();
});
