# SPDX-License-Identifier: EUPL-1.2
# Goal: once a day the sealing program proves what was sealed since, and says
# so in the audit; a signed note of the chain's end holds without the database
# and against it, and no other does.

# Lets the sealing program run until it has looked whether a beat is due.
seal_a_while() {
	"$MINSAG_AUDIT" -c "$conf" seal --every 1 2>"$work/log" &
	local loop=$!
	sleep "${1:-2.5}"
	kill -TERM $loop
	wait $loop || true
}
beats() { sql "SELECT count(*), string_agg(outcome, ' ' ORDER BY id)
	FROM data.audit WHERE action = 'heartbeat'"; }
# As it was before the last beat, with two seals.
again() {
	sql "DELETE FROM data.audit WHERE action = 'heartbeat';
		DELETE FROM data.audit_seal WHERE number > 2"
}
# A heartbeat of yesterday, as the program would have written it then.
yesterday() { # SEAL HASH PROVED-AGAIN
	sql "INSERT INTO data.audit (at, actor, action, outcome, detail, purpose)
		VALUES (now() - interval '1 day', 'system', 'heartbeat', 'ok',
			jsonb_build_object('from', 1, 'to', $1, 'hash', '$2', 'again_to', $3), 'whole-log')"
}

sql "INSERT INTO data.audit (at, actor, action, outcome, detail)
	SELECT now(), 'system', 'one', 'ok', i::text FROM generate_series(1, 12000) i"
seal_a_while
is "a day gets one heartbeat, which says that all is whole" "$(beats)" "1|ok"
is "it names the seal that it ends with" "$(sql "SELECT count(*) FROM data.audit a
	JOIN data.audit_seal s ON a.detail::jsonb @> jsonb_build_object('to', s.number,
		'hash', encode(s.chain_hash, 'hex'))
	WHERE a.action = 'heartbeat'")" 1
seal_a_while
is "and no second one" "$(beats)" "1|ok"
ok "which is in the log of the program" grep -q 'heartbeat: whole to seal' <(
	sql "DELETE FROM data.audit; DELETE FROM data.audit_seal" >/dev/null
	seal_a_while 1.5; cat "$work/log")

# --- what is found

sql "DELETE FROM data.audit; DELETE FROM data.audit_seal"
sql "INSERT INTO data.audit (at, actor, action, outcome) VALUES (now(), 'system', 'one', 'ok')"
audit seal
sql "INSERT INTO data.audit (at, actor, action, outcome) VALUES (now(), 'system', 'two', 'ok')"
audit seal
sql "UPDATE data.audit SET action = 'changed' WHERE action = 'two'"
seal_a_while
is "a changed row makes a broken heartbeat" "$(beats)" "1|broken"
is "which names the seal" "$(sql "SELECT detail::jsonb -> 'broken' FROM data.audit
	WHERE action = 'heartbeat'")" 2
ok "and is an error in the log" grep -q 'error.*seal 2 is broken: a row is not what' "$work/log"

# --- the next day

hash_of() { sql "SELECT encode(chain_hash, 'hex') FROM data.audit_seal WHERE number = $1"; }
again
yesterday 1 "$(hash_of 1)" 0
seal_a_while
is "the next day begins where the last whole one ended" "$(beats)" "2|ok broken"
again
yesterday 2 "$(hash_of 2)" 0
seal_a_while
is "what is not in turn is not proved again that day" "$(beats)" "2|ok ok"
ok "what is, is" grep -q 'heartbeat: whole to seal [0-9]*; 1 seals before were' "$work/log"
audit verify
is "but by verify" "$status" 1
again
yesterday 2 "$(hash_of 2)" 1
seal_a_while
is "and when it is in turn it is found" "$(beats)" "2|ok broken"
ok "and an error" grep -q 'error.*heartbeat: seal 2 is broken: a row is not what' "$work/log"
sql "DELETE FROM data.audit WHERE action = 'heartbeat';
	UPDATE data.audit_seal SET rows = rows + 1 WHERE number = 2"
yesterday 2 "$(hash_of 2)" 1
seal_a_while
is "a row that was deleted too" "$(beats)" "2|ok broken"
sql "UPDATE data.audit_seal SET rows = rows - 1 WHERE number = 2"
again
yesterday 2 "$(printf '0%.0s' {1..64})" 0
seal_a_while
is "a chain that was made anew is noticed" "$(beats)" "2|ok broken"
again
yesterday 9999 "$(printf '0%.0s' {1..64})" 0
seal_a_while
is "and one that was cut off" "$(beats)" "2|ok broken"

# --- the note

sql "DELETE FROM data.audit; DELETE FROM data.audit_seal"
audit export
is "no key, no note" "$status $(cat "$work/err")" \
	"2 minsag-audit: audit_sign_key: no key can be read there"
for name in sign other; do
	(umask 077; openssl genpkey -algorithm ED25519 -out "$work/$name.pem"
		openssl pkey -in "$work/$name.pem" -outform DER | tail -c 32 |
			od -An -v -tx1 | tr -d ' \n' >"$work/$name.key")
	openssl pkey -in "$work/$name.pem" -pubout -outform DER | tail -c 32 |
		od -An -v -tx1 | tr -d ' \n' >"$work/$name.public"
done
echo "audit_sign_key = $work/sign.key" >>"$conf"
audit export
is "no seal, no note" "$status $(cat "$work/err")" \
	"2 minsag-audit: export: there is no seal yet"
audit seal
sql "INSERT INTO data.audit (at, actor, action, outcome) VALUES (now(), 'system', 'one', 'ok')"
audit seal
audit export
cp "$work/out" "$work/note"
is "a note has six lines" "$status $(cut -d' ' -f1 "$work/note" | tr '\n' ' ')" \
	"0 minsag-audit number hash noted key signature "
audit check --key "$work/sign.public" --signature-only "$work/note"
is "its signature holds without a database" "$status $(cat "$work/out")" \
	"0 the signature holds: $(sql "SELECT number || ':' || encode(chain_hash, 'hex')
		FROM data.audit_seal ORDER BY number DESC LIMIT 1")"
head -n 5 "$work/note" >"$work/body"
sed -n 's/^signature //p' "$work/note" | tr -d '\n' | sed 's/../\\x&/g' |
	xargs -0 printf '%b' >"$work/signature"
ok "and to openssl, too" openssl pkeyutl -verify -pubin -rawin -inkey <(
	openssl pkey -in "$work/sign.pem" -pubout) -in "$work/body" -sigfile "$work/signature"
audit check --key "$work/sign.public" "$work/note"
is "and the note against the database" "$status" 0
audit seal
audit check --key "$work/sign.public" "$work/note"
is "also when the chain has gone on" "$status" 0
audit check --key "$work/other.public" "$work/note"
is "not with another key" "$status $(cat "$work/err")" \
	"1 minsag-audit: $work/note: the signature is not this key's"
for change in 's/^number 2/number 3/' 's/^hash ./hash x/' 's/^noted 2/noted 3/' \
	's/^key .*/key 00/' '$d' '1s/1$/2/' 's/^number/number  /' '$a\more' \
	's/^signature \(.\)/signature \1\1/' '3,4d'; do
	sed "$change" "$work/note" >"$work/forged"
	audit check --key "$work/sign.public" --signature-only "$work/forged"
	is "forged by $change" "$status" 1
done
sed 's/^key .*/key '"$(cat "$work/other.public")"'/' "$work/note" >"$work/forged"
audit check --key "$work/sign.public" --signature-only "$work/forged"
is "another key's name in it" "$status" 1
audit check --signature-only "$work/note"
is "without a key nothing is believed" "$status" 2
sql "DELETE FROM data.audit_seal WHERE number > 1"
audit check --key "$work/sign.public" "$work/note"
is "a chain that was cut off does not hold against the note" "$status $(cat "$work/err")" \
	"1 minsag-audit: seal 2 is broken: it was noted, but the chain ends before it"
audit seal
audit check --key "$work/sign.public" "$work/note"
is "nor does one made anew" "$status $(cat "$work/err")" "1 minsag-audit: seal 2 is \
broken: it is not the one that was noted: the chain was made anew"
