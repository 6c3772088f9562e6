# SPDX-License-Identifier: EUPL-1.2
# Figures of the suites: reads what each kind of test prints at its end.
# Sourced; needs say.sh and $MINSAG_TEST_LOG.

# "passed failed skipped" of a log. Knows node's test runner ("ℹ pass 3"),
# libcheck ("100%: Checks: 3, Failures: 0, Errors: 0"), fuzz corpora ("3
# inputs"), pg_prove ("Files=1, Tests=3"), our own scripts ("3 passed, 0
# failed", "migrate: 3 tests, 0 failed") and, where none of them speaks, bare
# TAP. A suite that fails without naming a failed test counts as one.
tally() { # LOG STATUS
	awk -v status="$2" '
	function add(ok, bad, not_run) {
		pass += ok; fail += bad; skip += not_run; told = 1
	}
	/^(# |ℹ )pass [0-9]+/ { add($3, 0, 0) }
	/^(# |ℹ )(fail|cancelled) [0-9]+/ { add(0, $3, 0) }
	/^(# |ℹ )(skipped|todo) [0-9]+/ { add(0, 0, $3) }
	/^[0-9]+%: Checks: / {
		gsub(",", "")
		add($3 - $5 - $7, $5 + $7, 0)
	}
	/^[0-9]+ inputs$/ { add($1, 0, 0) }
	/^Files=[0-9]+, Tests=[0-9]+/ {
		split($2, tests, /[=,]/)
		add(tests[2], 0, 0)
	}
	/Failed [0-9]+\/[0-9]+ subtests/ {
		match($0, /Failed [0-9]+/)
		bad = substr($0, RSTART + 7, RLENGTH - 7)
		add(-bad, bad, 0)
	}
	/^(migrate|races|histories): [0-9]+ tests, [0-9]+ failed/ { add($2 - $4, $4, 0) }
	/^[0-9]+ passed, [0-9]+ failed/ {
		add($1, $3, $6 ~ /^skipped/ ? $5 : 0)
	}
	/^ok .*# SKIP/ { tap_skip++; next }
	/^ok / { tap_pass++ }
	/^not ok .*# TODO/ { tap_skip++; next }
	/^not ok / { tap_fail++ }
	END {
		if (!told) add(tap_pass, tap_fail, tap_skip)
		if (status != 0 && fail == 0) fail = 1
		if (status == 0 && pass + fail + skip == 0) fail = 1
		printf "%d %d %d\n", pass, fail, skip
	}' "$1"
}

tally_words() {
	local pass fail skip
	read -r pass fail skip
	printf '%d passed, %d failed' "$pass" "$fail"
	((skip == 0)) || printf ', %d skipped' "$skip"
	printf '\n'
}

# What is left behind: each line of the log is a failure, none is one pass.
tally_left() { # LOG
	local lines
	lines=$(grep -c . "$1" || true)
	((lines > 0)) && echo "0 $lines 0" || echo "1 0 0"
}

# Shows the end of each failing suite's log, then the one line of totals.
tally_end() {
	local result pass fail skip name
	local passed=0 failed=0 skipped=0
	for result in "$MINSAG_TEST_LOG"/*.result; do
		read -r pass fail skip <"$result"
		passed=$((passed + pass)) failed=$((failed + fail))
		skipped=$((skipped + skip))
		((fail)) || continue
		name=${result%.result}
		printf '\n--- %s: the end of %s.log\n' "${name##*/}" "$name"
		tail -n 40 "$name.log"
	done
	printf '%d passed, %d failed' $passed $failed
	((skipped == 0)) || printf ', %d skipped' $skipped
	printf '\n'
	((failed == 0))
}
