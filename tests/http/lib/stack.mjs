// SPDX-License-Identifier: EUPL-1.2
// Where the stack under test is: the folder and ports that scripts/run was
// given (MINSAG_DIR, MINSAG_PORT, MINSAG_IDP_PORT), and what a test may do to
// its parts.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const dir = process.env.MINSAG_DIR
	?? new URL('../../../.minsag', import.meta.url).pathname;
export const port = Number(process.env.MINSAG_PORT ?? 8443);
export const idpPort = Number(process.env.MINSAG_IDP_PORT ?? 8444);
export const base = `https://localhost:${port}`;
export const ca = readFileSync(join(dir, 'keys/ca.crt'));
const sockets = readFileSync(join(dir, 'run/sockets'), 'utf8').trim();

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Waits until what() gives something true. ms says how long it should take; on
// a machine that has other work it may take much longer, and fails then.
const PATIENCE_MS = 30000;

export async function
until(what, ms = 10000, label = String(what))
{
	const end = Date.now() + Math.max(ms, PATIENCE_MS);
	for (;;) {
		const found = await what();
		if (found)
			return found;
		if (Date.now() > end)
			throw new Error(`not within ${ms} ms: ${label}`);
		await sleep(50);
	}
}

// Rows of a statement run as the superuser, columns parted by "|". Text.
export async function
psql(statement, ...options)
{
	const { stdout } = await run('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1',
		'-h', join(sockets, 'pg-socket'), '-U', 'postgres', '-d', 'minsag',
		...options, '-c', statement]);
	return stdout.trim();
}

// The process id of a part: postgres, nginx, idp, login, citizen, document.
export const partPid = (name) =>
	Number(readFileSync(join(dir, `run/${name}.pid`), 'utf8'));

// The worker's processes: the children of the one that keeps them.
export async function
workerPids(name)
{
	const { stdout } = await run('pgrep', ['-P', String(partPid(name))])
		.catch(() => ({ stdout: '' }));
	return stdout.split('\n').filter(Boolean).map(Number);
}

// Kills them all; one that is gone already is no matter.
export async function
killWorkers(name)
{
	for (const pid of await workerPids(name)) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch (error) {
			if (error.code !== 'ESRCH')
				throw error;
		}
	}
}

// Keeps the supervisor from starting a part again, and lets it again.
const holdOf = (name) => join(dir, `run/${name}.hold`);
export const hold = (name) => writeFileSync(holdOf(name), '');
export const release = (name) => rmSync(holdOf(name), { force: true });

const alive = (pid) => existsSync(`/proc/${pid}`)
	&& !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

// Stops PostgreSQL at once ("fast") and keeps it down until startDatabase().
export async function
stopDatabase()
{
	hold('postgres');
	const pid = partPid('postgres');
	process.kill(pid, 'SIGINT');
	await until(() => !alive(pid), 20000, 'PostgreSQL ends');
}

export async function
startDatabase()
{
	release('postgres');
	await until(() => psql('SELECT 1').then(() => true, () => false), 20000,
		'PostgreSQL answers');
}

export const readLog = (name) => readFileSync(join(dir, 'log', name), 'utf8');
