// SPDX-License-Identifier: EUPL-1.2
// Goal: the four descriptions of one surface say the same: the workers' route
// tables (-R), nginx's locations, the OpenAPI description, and the functions
// that each worker's role may execute; and so do the sources of the programs
// without routes and the functions of theirs. Prints TAP.
//
//   node surface.mjs INST OPENAPI   (PG* variables name the database)
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [inst, openapiFile] = process.argv.slice(2);
const WORKERS = ['login', 'citizen', 'document', 'upload'];
const PROGRAMS = ['courier', 'import', 'audit', 'admin'];
// Whom a snippet at the end of a location asks; others say fastcgi_pass.
const WORKER_OF = { login: 'login', 'logout-soap': 'login', citizen: 'citizen',
	document: 'document', upload: 'upload' };
const UUID = '11111111-1111-4111-8111-111111111111';
const extra = JSON.parse(readFileSync(new URL('extra.json', import.meta.url), 'utf8'));
const description = JSON.parse(readFileSync(openapiFile, 'utf8'));
let number = 0, failed = 0;

function
is(label, complaints)
{
	console.log(`${complaints.length ? 'not ok' : 'ok'} ${++number} - ${label}`);
	complaints.forEach((line) => console.log(`#   ${line}`));
	failed += complaints.length > 0;
}

function
routesOf(worker)
{
	const text = execFileSync(join(inst, `sbin/minsag-${worker}`), ['-R'],
		{ encoding: 'utf8' });
	return text.trimEnd().split('\n').map((line) => {
		const [method, pattern, who, level, origin, limit, fn, what] = line.split('\t');
		return { worker, method, pattern, who, level, origin, limit, fn, what };
	});
}

// [{ exact | regex | prefix, worker }] of site.conf in its order.
function
locationsOf(file)
{
	const text = readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, '');
	const workerOf = (body) => /fastcgi_pass minsag_([a-z]+);\s*$/.exec(body)?.[1]
		?? WORKER_OF[/snippets\/([a-z-]+)\.conf; *}?\s*$/.exec(body)?.[1]];
	return [...text.matchAll(/location\s+(=|~|\^~)?\s*(\S+)\s*\{([^{}]*)\}/g)].map(
		([, kind = '', address, body]) => ({ kind, address,
			worker: workerOf(body), hits: 0 }));
}

// The location that nginx would choose among ours.
function
locate(locations, path)
{
	return locations.find((l) => l.kind === '=' && l.address === path)
		?? locations.find((l) => l.kind === '~' && new RegExp(l.address).test(path))
		?? locations.filter((l) => l.kind === '' && path.startsWith(l.address))
			.sort((a, b) => b.address.length - a.address.length)[0];
}

function
compareNginx(routes)
{
	const locations = locationsOf(join(inst, 'share/minsag/nginx/snippets/site.conf'));
	const complaints = [];
	for (const route of routes) {
		const path = route.pattern.replaceAll('{uuid}', UUID);
		const found = locate(locations, path);
		if (found?.worker !== route.worker)
			complaints.push(`${path}: nginx asks ${found?.worker ?? 'nobody'}, ${route.worker} has the route`);
		else
			found.hits++;
	}
	is('every route is reached through nginx', complaints);
	is('every location of a worker has a route', locations
		.filter((l) => l.worker && l.hits === 0).map((l) => l.address));
}

function
operations()
{
	return Object.entries(description.paths).flatMap(([path, item]) =>
		Object.entries(item).filter(([method]) => method !== 'parameters')
			.map(([method, operation]) => ({ operation,
				key: `${method.toUpperCase()} ${path.replace(/\{[^}]+\}/g, '{uuid}')}` })));
}

function
compareOpenapi(routes)
{
	const described = new Map(operations().map(({ key, operation }) => [key, operation]));
	const missing = [], differ = [];
	for (const route of routes) {
		const operation = described.get(`${route.method} ${route.pattern}`);
		if (operation === undefined) {
			missing.push(`${route.method} ${route.pattern}`);
			continue;
		}
		const fn = route.fn === '-' ? '' : route.fn;
		if (operation['x-function'] !== fn)
			differ.push(`${route.pattern}: route calls "${fn}", described "${operation['x-function']}"`);
		const open = operation.security?.length === 0;
		if (open !== (route.who === 'nobody'))
			differ.push(`${route.pattern}: for ${route.who}, described ${open ? 'without' : 'with'} a session`);
	}
	const keys = new Set(routes.map((route) => `${route.method} ${route.pattern}`));
	is('every route is described', missing);
	is('descriptions name the route\'s function and session', differ);
	// Of one that stands for others (X-HTTP-Method-Override) those are the routes.
	const routed = (key) => keys.has(key) || keys.has(key.replace(/^HEAD /, 'GET '));
	is('every description has a route', [...described].filter(([key, operation]) =>
		!(operation['x-stands-for'] ?? [key.split(' ')[0]]).every((method) =>
			routed(key.replace(/^[A-Z]+/, method)))).map(([key]) => key));
}

// "schema.function" that a role may execute, PostgreSQL's own left out.
function
grantsOf(worker)
{
	const sql = `SELECT n.nspname || '.' || p.proname FROM pg_proc p
		JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
			AND n.nspname !~ '^pg_'
			AND has_schema_privilege('minsag_${worker}', n.oid, 'USAGE')
			AND has_function_privilege('minsag_${worker}', p.oid, 'EXECUTE')
		ORDER BY 1`;
	return execFileSync('psql', ['-XAtq', '-c', sql], { encoding: 'utf8' })
		.split('\n').filter(Boolean);
}

function
compareGrants(worker, routes)
{
	const called = new Set([...routes.flatMap((route) => route.fn.split(' ')),
		...Object.keys(extra[worker] ?? {})]
		.filter((fn) => fn !== '-'));
	const granted = new Set(grantsOf(worker));
	is(`minsag_${worker} may execute what its routes call, and nothing else`, [
		...[...called].filter((fn) => !granted.has(fn)).map((fn) => `not granted: ${fn}`),
		...[...granted].filter((fn) => !called.has(fn)).map((fn) => `granted, not called: ${fn}`)]);
}

// A program without routes: what its sources name.
function
compareCalls(program)
{
	const folder = new URL(`../../fcgi/${program}/`, import.meta.url);
	const called = new Set(readdirSync(folder).filter((name) => name.endsWith('.c'))
		.flatMap((name) => readFileSync(new URL(name, folder), 'utf8')
			.match(/\bapi_[a-z]+\.[a-z_]+/g) ?? []));
	// Whether the database answers may be asked by who watches it.
	const granted = new Set(grantsOf(program).filter((fn) => !fn.endsWith('.health')
		|| called.has(fn)));
	is(`minsag_${program} may execute what its program calls, and nothing else`, [
		...[...called].filter((fn) => !granted.has(fn)).map((fn) => `not granted: ${fn}`),
		...[...granted].filter((fn) => !called.has(fn)).map((fn) => `granted, not called: ${fn}`)]);
}

const routes = WORKERS.flatMap(routesOf);
compareNginx(routes);
compareOpenapi(routes);
for (const worker of WORKERS)
	compareGrants(worker, routes.filter((route) => route.worker === worker));
PROGRAMS.forEach(compareCalls);
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
