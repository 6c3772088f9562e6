<?php
// SPDX-License-Identifier: EUPL-1.2
// PHP's fastest way to a large object: pg_lo_read of 256 KiB in one held
// transaction, as a superuser, with the token opened but no rule asked.
// That is more rights and fewer checks than Min Sag allows: the upper bound.
declare(strict_types=1);
require __DIR__ . '/token.php';

if (session_key() === null) {
	http_response_code(401);
	exit;
}
$db = pg_pconnect($_SERVER['BENCH_DATABASE'] . ' user=postgres');
pg_query($db, 'BEGIN READ ONLY');
$row = pg_fetch_assoc(pg_query_params($db,
	'SELECT content, size FROM data.version WHERE id = $1', [$_GET['version']]));
$object = pg_lo_open($db, (int)$row['content'], 'r');
header('Content-Type: application/pdf');
header('Content-Length: ' . $row['size']);
while (($bytes = pg_lo_read($object, 262144)) !== '' && $bytes !== false)
	echo $bytes;
pg_query($db, 'COMMIT');
