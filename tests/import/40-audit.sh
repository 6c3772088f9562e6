# SPDX-License-Identifier: EUPL-1.2
# Goal: whatever a superuser does to a sealed row shows, and sealing waits for
# nobody and loses nobody.

# A row as a worker's function would write it: add ACTION [DETAIL]
add() {
	sql "INSERT INTO data.audit (at, actor, action, outcome, request_id, detail)
		VALUES (now(), 'system', '$1', 'ok', 'r', '${2:-}')"
}

audit verify
is "an empty chain holds" "$status $(head -n 1 "$work/out")" \
	"0 0 seals, 0 rows, longest pause 0 s"
add one; add two; add three 'æ:1,~'
audit seal
is "a seal covers what is there" "$(sql 'SELECT number, rows FROM data.audit_seal')" "1|3"
audit seal
is "an empty minute gets a seal too" "$(sql 'SELECT max(number), min(rows)
	FROM data.audit_seal')" "2|0"
add four
sql "INSERT INTO data.audit (at, actor, action, outcome, purpose, unit_key,
		staff_role, staff_name) VALUES
	(now(), 'caseworker', 'desk-read', 'ok', 'Fordi, æ', 'job', 'Leder', 'Ida'),
	(now(), 'job', 'scan', 'ok', 'virus-check', NULL, NULL, NULL)"
audit seal
audit verify
is "the chain holds" "$status $(head -n 1 "$work/out" | cut -d, -f1,2)" "0 3 seals, 6 rows"
head=$(tail -n 1 "$work/out")
audit head
is "head and verify name the same end" "$(cat "$work/out")" "$head"

# What is done to the rows, what verify must say, and how it is undone.
tampered() { # NAME SQL EXPECTED
	sql "BEGIN; CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM data.audit;
		CREATE TABLE IF NOT EXISTS public.seals AS SELECT * FROM data.audit_seal;
		COMMIT"
	sql "$2"
	audit verify
	is "$1" "$status $(cat "$work/err")" "1 minsag-audit: $3"
	sql "DELETE FROM data.audit; DELETE FROM data.audit_seal;
		SET session_replication_role = replica;
		INSERT INTO data.audit OVERRIDING SYSTEM VALUE SELECT * FROM public.kept;
		INSERT INTO data.audit_seal SELECT * FROM public.seals"
}
changed="a row is not what it was when it was written"
digest="a row's digest is not the one that was sealed"
tampered "a changed time" \
	"UPDATE data.audit SET at = at + interval '1 microsecond' WHERE action = 'two'" \
	"seal 1 is broken: $changed"
for column in actor action outcome request_id detail purpose unit_key staff_role \
	staff_name; do
	tampered "a changed $column" "UPDATE data.audit SET $column =
		CASE '$column' WHEN 'actor' THEN 'citizen' WHEN 'outcome' THEN 'denied'
			ELSE 'x' END WHERE action = 'four'" "seal 3 is broken: $changed"
done
for column in session_id person_id case_id version_id; do
	tampered "a $column that was null" \
		"UPDATE data.audit SET $column = gen_random_uuid() WHERE action = 'one'" \
		"seal 1 is broken: $changed"
done
for column in purpose unit_key staff_role staff_name; do
	tampered "another $column, where there was one" \
		"UPDATE data.audit SET $column = 'x' WHERE action = 'desk-read'" \
		"seal 3 is broken: $changed"
done
tampered "a name taken away" \
	"UPDATE data.audit SET staff_name = NULL WHERE action = 'desk-read'" \
	"seal 3 is broken: $changed"
tampered "all that says who and why taken away" "UPDATE data.audit SET
	actor = 'system', purpose = NULL, unit_key = NULL, staff_role = NULL,
	staff_name = NULL WHERE action = 'desk-read'" "seal 3 is broken: $changed"
tampered "a purpose moved to the column before" "UPDATE data.audit SET
	actor = 'system', detail = purpose, purpose = NULL WHERE action = 'scan'" \
	"seal 3 is broken: $changed"
tampered "null for an empty text" \
	"UPDATE data.audit SET detail = NULL WHERE action = 'one'" "seal 1 is broken: $changed"
tampered "a text moved from one column to the next" \
	"UPDATE data.audit SET request_id = '', detail = 'r' WHERE action = 'one'" \
	"seal 1 is broken: $changed"
tampered "two rows that changed places" "UPDATE data.audit a SET action = b.action
	FROM data.audit b WHERE a.action IN ('one', 'two') AND b.action IN ('one', 'two')
		AND a.action <> b.action" "seal 1 is broken: $changed"
tampered "a deleted row" "DELETE FROM data.audit WHERE action = 'two'" \
	"seal 1 is broken: 3 rows were sealed, 2 are here"
is "a row that comes into a sealed range is refused" "$(psql -XAtq -v VERBOSITY=sqlstate \
	-c "INSERT INTO data.audit (xid, at, actor, action, outcome) SELECT xid, at, actor,
	'five', outcome FROM data.audit WHERE action = 'one'" 2>&1)" "ERROR:  MS503"
tampered "one put there all the same" "SET session_replication_role = replica;
	INSERT INTO data.audit (xid, at, actor, action, outcome, digest) SELECT xid, at,
	actor, 'five', outcome, digest FROM data.audit WHERE action = 'one'" "seal 1 is broken: 3 rows were sealed, 4 are here"
tampered "a row and its digest" "UPDATE data.audit SET action = 'x' WHERE action = 'one';
	UPDATE data.audit a SET digest = internal.audit_row_hash(a) WHERE action = 'x'" \
	"seal 1 is broken: $digest"
tampered "another salt" "UPDATE data.audit SET salt = gen_random_uuid()
	WHERE action = 'one'" "seal 1 is broken: $changed"
tampered "a row that was emptied" "UPDATE data.audit SET salt = NULL, at = NULL, actor = NULL,
	action = NULL, outcome = NULL, request_id = NULL, detail = NULL
	WHERE action = 'one'" "seal 1 is broken: a row was emptied, and none says so"
tampered "a row moved to another transaction" "UPDATE data.audit SET xid =
	(SELECT xid FROM data.audit WHERE action = 'four') WHERE action = 'one'" \
	"seal 1 is broken: 3 rows were sealed, 2 are here"
tampered "a row and its seal's hash" "DELETE FROM data.audit WHERE action = 'four';
	UPDATE data.audit_seal SET rows = 0, rows_hash = sha256('') WHERE number = 3" \
	"seal 3 is broken: its chain hash does not follow from the seal before"
tampered "a seal's time" "UPDATE data.audit_seal SET sealed_at = sealed_at
	+ interval '1 h' WHERE number = 2" \
	"seal 2 is broken: its chain hash does not follow from the seal before"
tampered "a missing seal" "DELETE FROM data.audit_seal WHERE number = 2" \
	"seal 2 is broken: the seal is missing"
tampered "a seal over another range" "UPDATE data.audit_seal SET from_xid = '0'
	WHERE number = 3" \
	"seal 3 is broken: its range does not begin where the seal before ends"
audit verify
is "undone, the chain holds again" "$status" 0

# What is erased in the one lawful way leaves the chain whole.
sql "INSERT INTO data.audit (at, actor, action, outcome, case_id, detail)
	VALUES (now(), 'citizen', 'case', 'ok', '0a000000-0000-4000-8000-000000000001', 'x')"
audit seal
is "a case's rows are erased" \
	"$(sql "SELECT internal.audit_erase('0a000000-0000-4000-8000-000000000001')")" 1
audit verify
is "and the chain proves all others" "$status $(sed -n 2p "$work/out")" \
	"0 1 rows are erased, and a row says so of each"
sql "DELETE FROM data.audit WHERE action = 'erased'"
audit verify
is "but not without the row that says so" "$status $(cat "$work/err")" \
	"1 minsag-audit: seal 4 is broken: a row was emptied, and none says so"
sql "DELETE FROM data.audit; DELETE FROM data.audit_seal;
	SET session_replication_role = replica;
	INSERT INTO data.audit OVERRIDING SYSTEM VALUE SELECT * FROM public.kept;
	INSERT INTO data.audit_seal SELECT * FROM public.seals"

# A chain that was made anew from a forged row on, as its maker would.
sql "DELETE FROM data.audit WHERE action = 'four';
	DELETE FROM data.audit_seal WHERE number = 3"
audit verify
is "a chain cut off at its end holds by itself" "$status" 0
audit verify --head "$head"
is "but not against the end that was noted" "$status $(cat "$work/err")" \
	"1 minsag-audit: seal 3 is broken: it was noted, but the chain ends before it"
audit seal
audit verify --head "$head"
is "nor does one made anew" "$status $(cat "$work/err")" "1 minsag-audit: seal 3 is \
broken: it is not the one that was noted: the chain was made anew"

# --- a writer that takes long

mkfifo "$work/in"
psql -XAtq -f "$work/in" >/dev/null &
exec 8>"$work/in"
echo "BEGIN; INSERT INTO data.audit (at, actor, action, outcome)
	VALUES (now(), 'system', 'slow', 'ok');" >&8
for _ in {1..100}; do
	[[ $(sql "SELECT count(*) FROM pg_stat_activity
		WHERE state = 'idle in transaction' AND datname = current_database()") == 0 ]] || break
	sleep 0.05
done
add quick
begun=$EPOCHREALTIME
audit seal
is "a seal does not wait for a writer" \
	"$status $(((${EPOCHREALTIME/./} - ${begun/./}) < 20000000))" "0 1"
add quicker
is "nor does it say anything of a short wait" "$(cat "$work/err")" ""
# As if the quick one had waited so long: aged INTERVAL
aged() {
	sql "UPDATE data.audit SET at = now() - interval '$1' WHERE action = 'quick';
		UPDATE data.audit a SET digest = internal.audit_row_hash(a)
			WHERE action = 'quick'"
}
aged '10 min'
audit seal
ok "rows that wait are a warning, with whose transaction holds them back" grep -q "^warning .*seal: rows have waited 60[0-9] s: held back by a transaction of process $(sql "SELECT pid
	FROM pg_stat_activity WHERE state = 'idle in transaction'
		AND datname = current_database()") (postgres), [0-9]* transactions ago$" "$work/err"
aged '2 h'
audit seal
ok "and after an hour an alarm" grep -q '^error .*seal: rows have waited 72' "$work/err"
is "nor a writer for a seal" "$(sql "SELECT count(*) FROM data.audit
	WHERE action IN ('quick', 'quicker')")" 2
is "the seal covers nothing that the slow one could still join" "$(sql "SELECT
	rows FROM data.audit_seal ORDER BY number DESC LIMIT 1")" 0
echo "COMMIT;" >&8
exec 8>&-
wait %psql 2>/dev/null || wait $! 2>/dev/null || true
audit seal
is "a later seal covers all three" "$(sql "SELECT rows FROM data.audit_seal
	ORDER BY number DESC LIMIT 1")" 3
audit verify
is "and the chain holds" "$status" 0

# --- many rows, many sealers

sql "INSERT INTO data.audit (at, actor, action, outcome)
	SELECT now(), 'system', 'many', 'ok' FROM generate_series(1, 25000)"
for _ in 1 2 3 4; do
	"$MINSAG_AUDIT" -c "$conf" seal >/dev/null 2>>"$work/sealers" &
done
wait
audit verify
is "pages of rows, and four sealers at once" "$status $(head -n 1 "$work/out" |
	cut -d, -f2)" "0  25008 rows"
ok "of which none but gave way" bash -c '! grep -qv "seal: another one is sealing" "$1"' \
	- "$work/sealers"

# --- the loop, and a worker's rights

"$MINSAG_AUDIT" -c "$conf" seal --every 1 2>"$work/log" &
loop=$!
seals=$(sql 'SELECT count(*) FROM data.audit_seal')
for _ in {1..300}; do
	[[ $(sql "SELECT count(*) >= $seals + 2 FROM data.audit_seal") != t ]] || break
	sleep 0.1
done
kill -TERM $loop
status=0
wait $loop || status=$?
is "the loop ends on TERM with status 0" "$status" 0
is "and has sealed again and again" "$(sql "SELECT count(*) >= $seals + 2
	FROM data.audit_seal")" t
ok "the program can do nothing but its functions" bash -c '! psql -XAtq \
	-U minsag_audit -c "SELECT count(*) FROM data.audit"'
sql "UPDATE data.audit_seal SET before_xid = '9000000000'
	WHERE number = (SELECT max(number) FROM data.audit_seal)"
audit seal
is "after a restored dump it refuses to seal" "$status $(cat "$work/err")" \
	"2 minsag-audit: seal: transactions count lower than the last seal"
is "and nothing can be written" "$(psql -XAtq -v VERBOSITY=sqlstate -c "INSERT
	INTO data.audit (at, actor, action, outcome) VALUES (now(), 'system', 'x', 'ok')" 2>&1)" \
	"ERROR:  MS503"
