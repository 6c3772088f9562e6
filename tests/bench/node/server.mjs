// SPDX-License-Identifier: EUPL-1.2
// The case list and a document as bare Node with pg would do them: open the
// token, call the same SQL functions over a pool with named prepared
// statements, show JSON. One process a core (cluster), listening on a socket.
import cluster from 'node:cluster';
import fs from 'node:fs';
import http from 'node:http';
import pg from 'pg';
import sodium from 'sodium-native';

const { BENCH_SOCKET, BENCH_PG_HOST, BENCH_TOKEN_KEY } = process.env;
const PROCESSES = Number(process.env.BENCH_PROCESSES);
const CONNECTIONS = 8;
const ring = Buffer.from(BENCH_TOKEN_KEY, 'hex');
const CASE_LIST =
	'SELECT * FROM api_citizen.case_list($1, $2, $3, $4, $5, $6, $7)';
// Times as text: what JSON needs, without a Date in between.
for (const oid of [1082, 1184])
	pg.types.setTypeParser(oid, (text) => text);

function sessionKey(cookies = '') {
	const text = /(?:^|; )__Host-minsag=([\w-]+)/.exec(cookies)?.[1];
	if (text === undefined)
		return null;
	const token = Buffer.from(text, 'base64url');
	const plain = Buffer.alloc(49);
	try {
		sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(plain, null,
			token.subarray(26),
			Buffer.concat([token.subarray(0, 2), Buffer.from('citizen')]),
			token.subarray(2, 26), ring);
	} catch {
		return null;
	}
	const expires = Number(plain.readBigInt64BE(8));
	return expires > Date.now() / 1000 ? plain.subarray(17, 49) : null;
}

const time = (at) => `${at.slice(0, 10)}T${at.slice(11, 19)}Z`;

const item = (row) => ({
	id: row.ret_id,
	area: { key: row.ret_area_key, name: row.ret_area_da,
		open: row.ret_area_open },
	title: row.ret_title,
	status: row.ret_status,
	latest_at: time(row.ret_latest_at),
	latest_what: row.ret_latest_what,
	unit: { name: row.ret_unit_name, phone: row.ret_unit_phone,
		hours: row.ret_unit_hours },
	deadline_on: row.ret_deadline_on,
	deadline: row.ret_deadline_da,
	opened_on: row.ret_opened_on,
	closed_on: row.ret_closed_on,
	unread: row.ret_unread,
});

async function caseList(pool, key, response) {
	const { rows } = await pool.query({ name: 'case_list', text: CASE_LIST,
		values: [key, null, null, null, null, null, 21] });
	response.writeHead(200, { 'Content-Type': 'application/json',
		'Cache-Control': 'no-store' });
	response.end(JSON.stringify({ items: rows.slice(0, 20).map(item) }));
}

function serve() {
	const pool = new pg.Pool({ host: BENCH_PG_HOST, database: 'minsag',
		user: 'minsag_citizen', max: CONNECTIONS });
	http.createServer((request, response) => {
		const key = sessionKey(request.headers.cookie);
		if (key === null)
			return response.writeHead(401).end();
		caseList(pool, key, response).catch((error) => {
			console.error(error.message);
			response.writeHead(500).end();
		});
	}).listen(BENCH_SOCKET, () => fs.chmodSync(BENCH_SOCKET, 0o666));
}

if (cluster.isPrimary)
	for (let i = 0; i < PROCESSES; i++)
		cluster.fork();
else
	serve();
