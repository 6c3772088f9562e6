// SPDX-License-Identifier: EUPL-1.2
// Goal: what can be read off the sources without a browser: both languages
// have all words, no page has inline script or style, and the built site works at
// any path with relative addresses only. (Types: tests/lint.)
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;
const nginx = join(root, 'nginx');
const www = join(nginx, 'www');
const modules = process.env.SITE_MODULES ?? join(nginx, 'node_modules');
let out;

before(() => {
	out = mkdtempSync(join(tmpdir(), 'minsag-site-'));
	execFileSync(join(root, 'scripts/build-site'), [nginx, out, modules]);
});
after(() => rmSync(out, { recursive: true, force: true }));

const read = (...parts) => readFileSync(join(...parts), 'utf8');
const scripts = () => readdirSync(join(www, 'js'))
	.map((name) => [name, read(www, 'js', name)]);
const built = () => readdirSync(out).filter((name) => name.endsWith('.html'))
	.map((name) => [name, read(out, name)]);

test('every word has an English one, and none is left over', async () => {
	const { da } = await import(join(www, 'js/da.js'));
	const { en } = await import(join(www, 'js/en.js'));
	const inPages = new Set(built().flatMap(([, html]) =>
		[...html.matchAll(/data-t(?:-label)?="([^"]+)"/g)].map(([, key]) => key)));
	inPages.delete('foot.hours'); // the municipality's own words
	assert.deepEqual([...inPages].filter((key) => !(key in en)), []);
	assert.deepEqual(Object.keys(da).filter((key) => !(key in en)), []);
	assert.deepEqual(Object.keys(en).filter((key) =>
		!(key in da) && !inPages.has(key)), []);
});

test('no word of the scripts is unused', async () => {
	const { da } = await import(join(www, 'js/da.js'));
	const source = scripts().filter(([name]) => !/^(da|en)\.js$/.test(name))
		.map(([, text]) => text).join('\n');
	const groups = /^(status|kind|state|role|what|step|trouble|do|media|column|outcome|remark\.kind|sent|add\.sort|notices\.(?:kind|channel|pace|told|state))\./;
	const unused = Object.keys(da).filter((key) => !groups.test(key)
		&& !source.includes(`"${key}"`)
		&& !source.includes(`"${key.replace(/\.(one|many)$/, '')}"`)
		&& !/^error\./.test(key));
	assert.deepEqual(unused, []);
});

test('placeholders are the same in both languages', async () => {
	const { da } = await import(join(www, 'js/da.js'));
	const { en } = await import(join(www, 'js/en.js'));
	const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();
	for (const key of Object.keys(da))
		assert.equal(holes(en[key]), holes(da[key]), key);
});

test('no inline script or style, no other site, no absolute address', () => {
	for (const [name, html] of built()) {
		assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/, name);
		assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/, name);
		assert.doesNotMatch(html, /\{\{/, name);
		const addresses = [...html.matchAll(
			/\s(?:href|src|action)="([^"]*)"/g)].map(([, one]) => one)
			.filter((one) => !/^(tel|mailto):/.test(one));
		const own = /^(404|4xx|50x)\.html$/.test(name) ? /^\// : /^(?![a-z]+:|\/)/;
		for (const one of addresses) {
			assert.match(one, own, `${name}: ${one}`);
			const file = one.replace(/^\//, '').replace(/[?#].*$/, '');
			if (file && !file.startsWith('saml/'))
				assert.ok(existsSync(join(out, file)), `${name}: ${one}`);
		}
	}
});

test('icons and module paths that are named are there', () => {
	const symbols = read(out, 'icons.svg');
	const named = [...scripts(), ...built()].flatMap(([, text]) =>
		[...text.matchAll(/(?:"symbol-|icons\.svg#)([\w-]+)/g)]
			.map(([, id]) => id));
	for (const id of named)
		if (id !== 'svg')
			assert.ok(symbols.includes(`id="${id}"`), id);
});

test('error pages know the path they are served under', () => {
	const under = mkdtempSync(join(tmpdir(), 'minsag-under-'));
	execFileSync(join(root, 'scripts/build-site'), [nginx, under, modules],
		{ env: { ...process.env, BASE: '/minsag/' } });
	assert.match(read(under, '404.html'), /href="\/minsag\/css\/site.css"/);
	assert.doesNotMatch(read(under, 'sager.html'), /\/minsag\//);
	rmSync(under, { recursive: true });
});

test('a text is shown in its own encoding', async () => {
	const { decode } = await import(join(www, 'js/view.js'));
	const bytes = (...hex) => new Uint8Array(Buffer.from(hex.join(''), 'hex')).buffer;
	assert.equal(decode(bytes('c3a6'), 'utf-8'), 'æ');
	assert.equal(decode(bytes('e6'), 'windows-1252'), 'æ');
	assert.equal(decode(bytes('fffe', 'e600', '3dd867dc'), 'utf-16'), 'æ👧');
	assert.equal(decode(bytes('feff', '00e6', 'd83ddc67'), 'utf-16'), 'æ👧');
	assert.equal(decode(bytes(), 'utf-16'), '');
});
