// SPDX-License-Identifier: EUPL-1.2
// An nginx of a test's own with one of the product's shapes, and workers and
// an IdP of its own when they need another configuration.
//
//   const site = await startShape('path', { port, edits: [[/from/g, 'to']] });
//   … await site.stop();
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ca, dir, sleep, until } from './stack.mjs';

const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();

// Below those that the kernel gives to whoever asks for any, so that none of
// them is taken before it is used.
export function
freePort()
{
	return new Promise((done) => {
		const server = createServer();
		const tryOne = () => server.listen(12000 + Math.floor(Math.random() * 20000), '127.0.0.1');
		server.on('error', tryOne);
		server.on('listening', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
		tryOne();
	});
}

// What is left when a test ends in the middle goes with its process.
const children = new Set();
const folders = new Set();
process.on('exit', () => {
	children.forEach((child) => child.kill('SIGKILL'));
	folders.forEach((name) => rmSync(name, { recursive: true, force: true }));
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => process.exit(1));

function
start(program, words, options)
{
	const child = spawn(program, words, options);
	children.add(child);
	child.on('exit', () => children.delete(child));
	return child;
}

export function
makeFolder(name)
{
	const folder = mkdtempSync(join(tmpdir(), `minsag-${name}-`));
	folders.add(folder);
	// nginx's own processes may be another user's.
	chmodSync(folder, 0o711);
	return folder;
}

export function
removeFolder(folder)
{
	rmSync(folder, { recursive: true, force: true });
	folders.delete(folder);
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
access_log ${to}/access.log;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) =>
	`${kind}_temp_path ${to}/temp/${kind};`).join('\n')}
include minsag/minsag-${shape}.conf;
}
`;

// workers: where the sockets are. Returns { port, get, log, stop }; folder and
// pids are what stop() ends and removes, here and below.
export async function
startShape(shape, { port, tls = true, workers = join(sockets, 'sock'), edits = [] })
{
	const to = makeFolder('shape');
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
	const child = start('/usr/sbin/nginx', ['-c', join(to, 'nginx.conf'),
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
	return { port, get, folder: to, pids: [child.pid],
		log: (name) => readFileSync(join(to, name), 'utf8'), stop: async () => {
			await end(child, 'SIGTERM');
			removeFolder(to);
		} };
}

// One process of each named worker with another base_url and other settings
// ({ saml_idp_metadata: FILE }), in a folder of their own: { folder, stop }.
export async function
startWorkers(names, baseUrl, settings = {})
{
	const folder = makeFolder('workers');
	const conf = join(folder, 'minsag.conf');
	let text = readFileSync(join(dir, 'conf/minsag.conf'), 'utf8');
	for (const [key, value] of Object.entries({ base_url: baseUrl, ...settings }))
		text = text.replace(new RegExp(`^${key} = .*$`, 'm'), `${key} = ${value}`);
	writeFileSync(conf, text);
	const processes = names.map((name) => start('/usr/bin/spawn-fcgi', ['-n',
		'-s', join(folder, `minsag-${name}.sock`), '-M', '0666', '--',
		join(dir, `inst/sbin/minsag-${name}`), '-c', conf], { stdio: 'ignore' }));
	await until(() => names.every((name) =>
		readdirSync(folder).includes(`minsag-${name}.sock`)), 5000, 'sockets');
	return { folder, pids: processes.map((child) => child.pid), stop: async () => {
		await Promise.all(processes.map((child) => end(child, 'SIGTERM')));
		removeFolder(folder);
	} };
}

// The test IdP once more, with the stack's own keys, for the portal at
// baseUrl; its metadata is written into a file: { origin, metadata, stop }.
export async function
startIdp(port, baseUrl)
{
	const folder = makeFolder('idp');
	const metadata = join(folder, 'metadata.xml');
	const key = (name) => join(dir, 'keys', name);
	const words = [new URL('../../idp/server.mjs', import.meta.url).pathname,
		'--port', String(port), '--key', key('idp.key'),
		'--certificate', key('idp.crt'), '--tls-key', key('localhost.key'),
		'--tls-certificate', key('localhost.crt'),
		'--sp-metadata', `${baseUrl}/saml/metadata`];
	writeFileSync(metadata, execFileSync(process.execPath, [...words, '--print-metadata']));
	const child = start(process.execPath, words, { stdio: 'ignore',
		env: { ...process.env, NODE_EXTRA_CA_CERTS: key('ca.crt') } });
	const origin = `https://localhost:${port}`;
	await until(() => fetch(`${origin}/health`).then((answer) => answer.ok, () => false),
		10000, 'the IdP');
	return { origin, metadata, folder, pids: [child.pid], stop: async () => {
		await end(child, 'SIGTERM');
		removeFolder(folder);
	} };
}
