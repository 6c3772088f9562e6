# SPDX-License-Identifier: EUPL-1.2
# Goal: bytes never change behind a seal; a lock that somebody holds ends no
# import and keeps no other case out; a citizen reads while an import is under
# way. What waits is looked up in the server, never slept for.

to=$work/locks

# A psql in the background that keeps its transaction open: hold SQL, release.
hold() {
	rm -f "$work/hold"
	: >"$work/held"
	mkfifo "$work/hold"
	psql -XAtq -v ON_ERROR_STOP=1 <"$work/hold" >"$work/held" 2>&1 &
	held=$!
	exec 7>"$work/hold"
	printf 'BEGIN;\n%s;\n\\echo held\n' "$1" >&7
	until grep -q '^held' "$work/held"; do kill -0 $held || return 1; sleep 0.05; done
}
release() {
	echo 'COMMIT;' >&7
	exec 7>&-
	wait $held
}
# Until a statement that begins like this waits for a lock; half a minute at most.
until_waits() {
	local i
	for ((i = 0; i < 600; i++)); do
		[[ $(sql "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
			AND datname = current_database() AND query LIKE '$1%'") == 0 ]] || return 0
		sleep 0.05
	done
	is "something waits: $1" nothing something
}
# The SQL in the background; its words in $work/other.
other() {
	psql -XAtq -c '\set VERBOSITY sqlstate' -c "$1" >"$work/other" 2>&1 &
	beside=$!
}

# --- one lock for writing and sealing

{ area a; a_case 1; party 1 subject; document 1 d; } | manifest "$to"
import "$to"
made() { # NUMBER: a version whose bytes are there, not sealed
	sql "SELECT v FROM (SELECT internal.version_add(d.id, $1, 'final', now(), 'text/plain',
		3, NULL, sha256('abc'), 'a.txt', NULL) AS v FROM data.document d) t,
		internal.version_append(v, 0, 'abc')"
}
version=$(made 1)
hold "SELECT internal.version_append('$version', 0, 'xyz')"
other "SELECT internal.publish('$version', now(), 'U')"
until_waits 'SELECT internal.publish'
release
wait $beside || true
is "publishing waits for who writes, and then refuses other bytes" \
	"$(cat "$work/other") $(sql "SELECT count(*) FROM data.publication")" \
	"ERROR:  MS409 0"
version=$(made 2)
hold "SELECT internal.publish('$version', now(), 'U')"
other "SELECT internal.version_append('$version', 0, 'xyz')"
until_waits 'SELECT internal.version_append'
release
wait $beside || true
is "writing waits for who publishes, and is refused" \
	"$(cat "$work/other") $(sql "SELECT convert_from(lo_get(content), 'UTF8')
	FROM data.version WHERE id = '$version'")" "ERROR:  MS409 abc"

# --- a case that is held

sed -i "s/^database = .*/& options='-c lock_timeout=200ms'/" "$conf"
{ area a; a_case 1; party 1 subject; document 1 e; version 1 e "$published"
	a_case 2; party 2 subject; document 2 d; version 2 d "$published"; } | manifest "$to"
hold "SELECT FROM data.case WHERE source_key = '1' FOR NO KEY UPDATE"
import "$to"
is "it is named, and the next one goes in" "$status $(said) $(shown 2 subject)" \
	"1 5: case: somebody else holds it; import it again d1"
is "of the held one nothing was published" "$(shown 1 subject)" d2
release
import "$to"
is "imported again it goes in" "$status $(shown 1 subject)" "0 d2 e1"
hold "SELECT FROM data.case WHERE source_key = '2' FOR NO KEY UPDATE"
sed -i 's/"document":"d","number":1/"document":"d","number":2/' "$to/manifest.jsonl"
sed -i "s/options='-c lock_timeout=200ms'/options='-c lock_timeout=60s'/" "$conf"
"$MINSAG_IMPORT" -c "$conf" "$to" >"$work/out" 2>"$work/err" &
beside=$!
until_waits 'SELECT ret_case FROM api_import.case_find'
release
wait $beside && status=0 || status=$?
is "one that is let go in time is waited for" "$status $(shown 2 subject)" "0 d1 d2"

# --- reading meanwhile

{ a_case 2; party 2 subject; document 2 f; version 2 f "$published"; } | manifest "$to"
hold "SELECT FROM data.case WHERE source_key = '2' FOR NO KEY UPDATE"
"$MINSAG_IMPORT" -c "$conf" "$to" >"$work/out" 2>"$work/err" &
beside=$!
until_waits 'SELECT ret_case FROM api_import.case_find'
is "the bytes have come before" "$(sql "SELECT count(*) FROM data.version v
	JOIN data.version_bytes b ON b.version_id = v.id AND b.sealed_at IS NOT NULL
	JOIN data.document d ON d.id = v.document_id AND d.source_key = 'f'")" 1
# The first call records the look, the second one gets the bytes.
look() {
	sql "SET ROLE minsag_document; SET lock_timeout = '1s';
		SELECT ret_bytes IS NOT NULL FROM api_document.document_open(sha256('key'),
			'$new', 0, 100, 'r')"
}
new=$(sql "SELECT u.version_id FROM data.unread u JOIN data.case c ON c.id = u.case_id
	AND c.source_key = '2' LIMIT 1")
sql "INSERT INTO data.session (key_hash, id, person_id, display_name, level, issuer,
		name_id, name_id_format, session_index, started_at, idle, idle_until, until)
	SELECT sha256(sha256('key')), gen_random_uuid(), u.person_id, 'Anna', 2, 'i', 'n', 'f',
		's', now(), '30 min', now() + interval '30 min', now() + interval '1 day'
	FROM data.unread u WHERE u.version_id = '$new'"
look >/dev/null
is "a citizen opens something new meanwhile, and waits for nobody" \
	"$(look) $(sql "SELECT count(*) FROM data.unread WHERE version_id = '$new'")" "t 0"
release
wait $beside && status=0 || status=$?
is "and the import goes on" "$status $(shown 2 subject)" "0 d1 d2 f1"

# --- two imports of the same at once

{ area a; for n in {1..8}; do a_case t$n; party t$n subject; document t$n d
	version t$n d "$published"; done; } | manifest "$to"
"$MINSAG_IMPORT" -c "$conf" "$to" >"$work/out" 2>"$work/err" &
beside=$!
import "$to"
wait $beside && other=0 || other=$?
is "two imports of the same at once" "$status $other $(sql "SELECT count(*)
	FROM data.publication n JOIN data.case c ON c.id = n.case_id
	WHERE c.source_key LIKE 't_'")" "0 0 8"
is "leave no object behind" "$(sql "SELECT count(*) FROM pg_largeobject_metadata m
	WHERE NOT EXISTS (SELECT FROM data.version v WHERE v.content = m.oid)")" 0
