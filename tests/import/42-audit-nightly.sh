# SPDX-License-Identifier: EUPL-1.2
# Goal: the nightly lines of minsag-audit(8) run as they stand there, from the
# first night on, and notice a chain that was made anew.

# The lines of the example that begins with a word: example WORD
example() {
	sed -n "/^$1/,/^\.Ed/{/^\.Ed/d;s/\\\\\\././g;p}" "$here/../../fcgi/audit/minsag-audit.8" |
		sed "s|/mnt/safe|$work/safe|g;s|minsag-audit |$MINSAG_AUDIT -c $conf |g"
}
night() { bash -euo pipefail -c "$(example 'minsag-audit verify')" >"$work/out" 2>"$work/err"; }

mkdir "$work/safe"
ok "the first time, before there is a seal" bash -eu -c "$(example 'minsag-audit head')"
is "notes that there is none" "$(cat "$work/safe/heads")" "0:$(printf '0%.0s' {1..64})"
ok "a night" night
for name in one two; do
	sql "INSERT INTO data.audit (at, actor, action, outcome)
		VALUES (now(), 'system', '$name', 'ok')"
	audit seal
	ok "and the next" night
done
is "an end is noted each" "$(cut -d: -f1 "$work/safe/heads" | tr '\n' ' ')" "0 0 1 2 "
sql "DELETE FROM data.audit_seal WHERE number = 2; UPDATE data.audit SET action = 'x'
	WHERE action = 'two'; UPDATE data.audit a SET digest = internal.audit_row_hash(a)"
audit seal
is "a chain that was made anew ends it" "$(night; echo $?)" 1
ok "and says so" grep -q 'seal 2 is broken: it is not the one that was noted' "$work/err"
is "and notes nothing" "$(wc -l <"$work/safe/heads")" 4
audit verify --head ""
is "a list that is gone is no list" "$status $(head -n 1 "$work/err")" \
	"2 minsag-audit: --head: number:hash is wanted, as head prints it"
