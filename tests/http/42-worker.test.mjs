// SPDX-License-Identifier: EUPL-1.2
// Goal: every worker's command line says what it is, refuses what it doesn't
// know with the statuses of sysexits(3), and every process that serves is in
// its sandbox.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { program } from './lib/programs.mjs';
import { dir, workerPids } from './lib/stack.mjs';

const WORKERS = ['login', 'citizen', 'document'];
const conf = join(dir, 'conf/minsag.conf');

// Runs a worker's program; standard input is no socket.
function
run(name, ...words)
{
	return program(join(dir, `inst/sbin/minsag-${name}`), words)
		.then(({ status, out, err }) => ({ status, stdout: out, stderr: err }));
}

for (const name of WORKERS) {
	test(`minsag-${name} prints version, routes and configuration`, async () => {
		const version = await run(name, '-V');
		assert.equal(version.status, 0);
		assert.match(version.stdout, new RegExp(`^minsag-${name} \\d+\\.\\d+`));
		const routes = await run(name, '-R');
		assert.equal(routes.status, 0);
		for (const line of routes.stdout.trimEnd().split('\n'))
			assert.match(line, /^(GET|POST)\t\/\S+\t(nobody|citizen)\t/);
		const keys = await run(name, '-C');
		assert.equal(keys.status, 0);
		assert.match(keys.stdout, /^\.It Cm database$/m);
	});

	test(`minsag-${name} refuses what it doesn't know`, async () => {
		assert.equal((await run(name, '-x')).status, 64);
		assert.equal((await run(name, 'word')).status, 64);
		const absent = await run(name, '-c', '/nonexistent/minsag.conf');
		assert.equal(absent.status, 78);
		assert.match(absent.stderr, /nonexistent/);
		const bad = await run(name, '-c', new URL(import.meta.url).pathname);
		assert.equal(bad.status, 78);
		assert.match(bad.stderr, /:\d+: /, 'file and line');
	});

	test(`minsag-${name} needs a listening socket`, async () => {
		const alone = await run(name, '-c', conf);
		assert.equal(alone.status, 69);
		assert.match(alone.stderr, /listening socket/);
	});

	test(`every minsag-${name} is in its sandbox`, async () => {
		const pids = await workerPids(name);
		assert.ok(pids.length > 0);
		for (const pid of pids) {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			assert.match(status, /^NoNewPrivs:\t1$/m);
			assert.match(status, /^Seccomp:\t2$/m, 'a filter');
		}
	});
}

test('mail goes without encryption to this machine alone', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'minsag-courier-'));
	const file = join(folder, 'minsag.conf');
	const start = (host) => {
		writeFileSync(file, readFileSync(conf, 'utf8')
			.replace(/^smtp_host = .*$/m, `smtp_host = ${host}\nsmtp_tls = none`));
		return spawn(join(dir, 'inst/sbin/minsag-courier'), ['-c', file],
			{ stdio: ['ignore', 'ignore', 'pipe'] });
	};
	try {
		for (const host of ['192.0.2.1', '2001:db8::1', '0.0.0.0']) {
			const far = start(host);
			let said = '';
			far.stderr.on('data', (text) => { said += text; });
			assert.deepEqual(await once(far, 'close'), [78, null], host);
			assert.match(said, /smtp_tls: none, but smtp_host is not this machine/);
		}
		for (const host of ['127.0.0.1', '::1']) {
			const near = start(host);
			near.stderr.on('data', (text) => {
				if (/ready/.test(text))
					near.kill('SIGTERM');
			});
			assert.deepEqual(await once(near, 'close'), [0, null], host);
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
});
