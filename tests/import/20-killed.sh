# SPDX-License-Identifier: EUPL-1.2
# Goal: an import that is killed at any moment leaves whole cases, and of the one
# under way what nobody sees; the next one goes on to the same end.

demo
import "$work/demo"
whole=$(contents)
fresh
for pause in 0.15 0.3 0.3 0.6 1.0; do
	"$MINSAG_IMPORT" -c "$conf" "$work/demo" >/dev/null 2>&1 &
	sleep "$pause"
	kill -KILL $! 2>/dev/null || true
	wait $! 2>/dev/null || true
	# The server notices that its client is gone, and rolls back.
	for _ in {1..100}; do
		[[ $(sql "SELECT count(*) FROM pg_stat_activity
			WHERE usename = 'minsag_import' AND datname = current_database()") != 0 ]] ||
			break
		sleep 0.1
	done
	objects_whole "killed after $pause s: no object is lost or cut"
done
is "nobody sees a case that is not whole" \
	"$(sql "SELECT count(*) FROM data.case c WHERE EXISTS
		(SELECT FROM data.party p WHERE p.case_id = c.id)
		AND NOT EXISTS (SELECT FROM data.publication n WHERE n.case_id = c.id)")" 0
import "$work/demo"
is "the next import goes on" "$status" 0
is "and ends where an undisturbed one does" "$(contents)" "$whole"

# TERM is obeyed at a line's end; what was open is given back.
fresh
"$MINSAG_IMPORT" -c "$conf" "$work/demo" >/dev/null 2>"$work/err" &
importer=$!
# In the middle: some cases are in, and most are not.
for _ in {1..600}; do
	[[ $(sql 'SELECT count(*) FROM data.case') == 0 ]] || break
	sleep 0.05
done
kill -TERM $importer
status=0
wait $importer || status=$?
is "TERM ends it with status 2" "$status" 2
ok "and it says how to go on" grep -q 'run it again to go on' "$work/err"
objects_whole "TERM leaves no object behind"
