# SPDX-License-Identifier: EUPL-1.2
# Figures of the suites: reads what each kind of test prints at its end.
# Sourced; needs say.sh and $MINSAG_TEST_LOG.

# "passed failed skipped" of a log. Knows node's test runner ("# pass 3"),
# libcheck ("100%: Checks: 3, Failures: 0, Errors: 0"), automake
# ("# SKIP:  1"), our own scripts ("3 passed, 0 failed") and bare TAP. A suite
# that fails without naming a failed test counts as one.
tally() { # LOG STATUS
	awk -v status="$2" '
	/^(# |ℹ )pass [0-9]+/ { pass += $3; seen = 1 }
	/^(# |ℹ )(fail|cancelled) [0-9]+/ { fail += $3 }
	/^(# |ℹ )(skipped|todo) [0-9]+/ { skip += $3 }
	/^[0-9]+%: Checks: / {
		gsub(",", "")
		bad = $5 + $7; pass += $3 - bad; fail += bad; seen = 1
	}
	/^[0-9]+ passed, [0-9]+ failed/ {
		pass += $1; fail += $3; seen = 1
		if ($6 ~ /^skipped/) skip += $5
	}
	/^ok .*# SKIP/ { tap_skip++; next }
	/^ok / { tap_pass++ }
	/^not ok .*# TODO/ { tap_skip++; next }
	/^not ok / { tap_fail++ }
	END {
		if (!seen) { pass = tap_pass; fail = tap_fail; skip = tap_skip }
		if (status != 0 && !fail) fail = 1
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
