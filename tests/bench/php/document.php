<?php
// SPDX-License-Identifier: EUPL-1.2
// The bytes of a version as PHP does it best: one transaction, the rule and
// the audit row first, then 256 KiB a call into the output, unbuffered.
declare(strict_types=1);
require __DIR__ . '/token.php';

const CHUNK = 262144;
const OPEN = 'SELECT ret_media_type, ret_size, ret_bytes'
	. ' FROM api_document.document_open($1, $2, $3, $4, $5)';
const NEXT = 'SELECT ret_bytes FROM api_document.document_chunk($1, $2, $3, $4)';

$key = session_key();
$version = $_GET['version'] ?? '';
if ($key === null) {
	http_response_code(401);
	exit;
}
$db = pg_pconnect($_SERVER['BENCH_DATABASE'] . ' user=minsag_document');
$call = static function (string $name, string $sql, array $values) use ($db) {
	$result = @pg_execute($db, $name, $values);
	if ($result === false) {
		pg_prepare($db, $name, $sql);
		$result = pg_execute($db, $name, $values);
	}
	return pg_fetch_assoc($result);
};
$session = '\x' . bin2hex($key);
$first = $call('open', OPEN, [$session, $version, 0, CHUNK, 'bench']);
header('Content-Type: ' . $first['ret_media_type']);
header('Content-Length: ' . $first['ret_size']);
header('Cache-Control: no-store');
echo pg_unescape_bytea($first['ret_bytes']);
for ($at = CHUNK; $at < (int)$first['ret_size']; $at += CHUNK) {
	$row = $call('next', NEXT, [$session, $version, $at, CHUNK]);
	echo pg_unescape_bytea($row['ret_bytes']);
}
