<?php
// SPDX-License-Identifier: EUPL-1.2
// The case list as bare PHP would do it: open the token, call the same SQL
// function over a persistent connection with a prepared statement, show JSON.
declare(strict_types=1);
require __DIR__ . '/token.php';

const CALL = 'SELECT * FROM api_citizen.case_list($1, $2, $3, $4, $5, $6, $7)';

function page(PgSql\Connection $db, string $key): PgSql\Result
{
	$values = ['\x' . bin2hex($key), null, null, null, null, null, 21];
	$result = @pg_execute($db, 'case_list', $values);
	if ($result === false) {
		pg_prepare($db, 'case_list', CALL);
		$result = pg_execute($db, 'case_list', $values);
	}
	return $result;
}

function time_of(string $at): string
{
	return substr($at, 0, 10) . 'T' . substr($at, 11, 8) . 'Z';
}

function item(array $row): array
{
	return [
		'id' => $row['ret_id'],
		'area' => ['key' => $row['ret_area_key'],
			'name' => $row['ret_area_da'],
			'open' => $row['ret_area_open'] === 't'],
		'title' => $row['ret_title'],
		'status' => $row['ret_status'],
		'latest_at' => time_of($row['ret_latest_at']),
		'latest_what' => $row['ret_latest_what'],
		'unit' => ['name' => $row['ret_unit_name'],
			'phone' => $row['ret_unit_phone'],
			'hours' => $row['ret_unit_hours']],
		'deadline_on' => $row['ret_deadline_on'],
		'deadline' => $row['ret_deadline_da'],
		'opened_on' => $row['ret_opened_on'],
		'closed_on' => $row['ret_closed_on'],
		'unread' => $row['ret_unread'] === 't',
	];
}

$key = session_key();
if ($key === null) {
	http_response_code(401);
	exit;
}
$db = pg_pconnect($_SERVER['BENCH_DATABASE'] . ' user=minsag_citizen');
$items = array_map('item', array_slice(pg_fetch_all(page($db, $key)), 0, 20));
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode(['items' => $items],
	JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
