// SPDX-License-Identifier: EUPL-1.2
// An nginx of a test's own with one of the product's shapes, and workers of
// its own when they need another configuration.
//
//   const site = await startShape('path', { port, edits: [[/from/g, 'to']] });
//   … await site.stop();
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ca, dir, sleep, until } from './stack.mjs';

const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();

export function
freePort()
{
	return new Promise((done) => {
		const server = createServer();
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

// Ends a child politely and waits for it.
async function
end(child, signal)
{
	if (child.exitCode !== null || child.signalCode !== null)
		return;
	child.kill(signal);
	for (let i = 0; i < 200 && child.exitCode === null && child.signalCode === null; i++)
		await sleep(50);
	child.kill('SIGKILL');
}

function
editFiles(folder, edits)
{
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const file = join(folder, entry.name);
		if (entry.isDirectory()) {
			editFiles(file, edits);
			continue;
		}
		let text = readFileSync(file, 'utf8');
		for (const [from, to] of edits)
			text = text.replace(from, to);
		writeFileSync(file, text);
	}
}

const mainConf = (to, shape) => `daemon off;
pid ${to}/pid;
error_log ${to}/error.log warn;
events {}
http {
include /etc/nginx/mime.types;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) =>
	`${kind}_temp_path ${to}/temp/${kind};`).join('\n')}
include minsag/minsag-${shape}.conf;
}
`;

// workers: where the sockets are. Returns { port, get, log, stop }.
export async function
startShape(shape, { port, tls = true, workers = join(sockets, 'sock'), edits = [] })
{
	const to = mkdtempSync(join(tmpdir(), 'minsag-shape-'));
	mkdirSync(join(to, 'temp'));
	cpSync(join(dir, 'inst/share/minsag/nginx'), join(to, 'minsag'), { recursive: true });
	editFiles(join(to, 'minsag'), [
		[/unix:\/run\/minsag\//g, `unix:${workers}/`],
		[/listen \[::\].*\n/g, ''],
		[/listen (443|8080)/g, `listen 127.0.0.1:${port}`],
		[/server_name .*;/g, 'server_name localhost;'],
		[/\/etc\/nginx\/minsag\/minsag\.example\.dk\./g, `${dir}/keys/localhost.`],
		[/\/var\/log\/nginx\//g, `${to}/`], ...edits]);
	writeFileSync(join(to, 'nginx.conf'), mainConf(to, shape));
	const child = spawn('/usr/sbin/nginx', ['-c', join(to, 'nginx.conf'),
		'-e', join(to, 'error.log')], { stdio: 'inherit' });
	const get = (path, { headers = {}, method = 'GET' } = {}) => new Promise((done, failed) => {
		const request = (tls ? tlsRequest : plainRequest)({ host: 'localhost', port,
			family: 4, ca, path, method, headers, agent: false }, (answer) => {
			const chunks = [];
			answer.on('data', (chunk) => chunks.push(chunk));
			answer.on('end', () => done({ status: answer.statusCode,
				headers: answer.headers, text: Buffer.concat(chunks).toString() }));
		});
		request.on('error', failed);
		request.end();
	});
	await until(() => get('/').then(() => true, () => false), 5000, `nginx with ${shape}`);
	return { port, get, log: (name) => readFileSync(join(to, name), 'utf8'),
		stop: async () => {
			await end(child, 'SIGTERM');
			rmSync(to, { recursive: true, force: true });
		} };
}

// One process of each named worker with another base_url, in a folder of their
// own: { folder, stop }.
export async function
startWorkers(names, baseUrl)
{
	const folder = mkdtempSync(join(tmpdir(), 'minsag-workers-'));
	const conf = join(folder, 'minsag.conf');
	writeFileSync(conf, readFileSync(join(dir, 'conf/minsag.conf'), 'utf8')
		.replace(/^base_url = .*$/m, `base_url = ${baseUrl}`));
	const children = names.map((name) => spawn('/usr/bin/spawn-fcgi', ['-n',
		'-s', join(folder, `minsag-${name}.sock`), '-M', '0666', '--',
		join(dir, `inst/sbin/minsag-${name}`), '-c', conf], { stdio: 'ignore' }));
	await until(() => names.every((name) =>
		readdirSync(folder).includes(`minsag-${name}.sock`)), 5000, 'sockets');
	return { folder, stop: async () => {
		await Promise.all(children.map((child) => end(child, 'SIGTERM')));
		rmSync(folder, { recursive: true, force: true });
	} };
}
