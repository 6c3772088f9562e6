# SPDX-License-Identifier: EUPL-1.2
# The suites of scripts/test and the stack that they share. Each suite_NAME
# runs in a subshell of its own with its output in a log. Sourced.

GIVEN_CA_CERTS=${NODE_EXTRA_CA_CERTS-}

# --- the stack

# Below those that the kernel gives to whoever asks for any.
free_port() {
	node -e 'const try_one = () => {
			const s = require("net").createServer();
			s.on("error", try_one);
			s.listen(12000 + Math.floor(Math.random() * 20000), "127.0.0.1",
				() => { console.log(s.address().port); s.close(); });
		};
		try_one()'
}

# Starts a stack and waits for it: stack_launch FOLDER, settings in the
# environment; its process id is in STACK_PID.
stack_launch() { # FOLDER LOG
	local i
	set -m
	# npm wants the CA of the registry's mirror, where there is one.
	MINSAG_DIR=$1 MINSAG_LOGIN_RATE=1000 NODE_EXTRA_CA_CERTS=$GIVEN_CA_CERTS \
		"$root/scripts/run" >"$2" 2>&1 </dev/null &
	STACK_PID=$!
	set +m
	for ((i = 0; i < 9000; i++)); do
		[[ ! -e $1/run/ready ]] || return 0
		kill -0 "$STACK_PID" 2>/dev/null || break
		sleep 0.1 &
		wait $! || true
	done
	tail -n 25 "$2" >&2
	return 1
}

stack_start() {
	local log=$MINSAG_TEST_LOG/stack.log
	export MINSAG_SMTP_PORT MINSAG_POST_PORT
	export MINSAG_PORT MINSAG_IDP_PORT MINSAG_MODULES=all
	MINSAG_PORT=$(free_port)
	MINSAG_IDP_PORT=$(free_port)
	MINSAG_SMTP_PORT=$(free_port)
	MINSAG_POST_PORT=$(free_port)
	say "starting a stack in $SCRATCH/stack on port $MINSAG_PORT"
	stack_launch "$SCRATCH/stack" "$log" ||
		fail "the stack does not start; its log is $log."
	say "the stack is up"
}

stack_stop() {
	[[ -n $STACK_PID ]] || return 0
	kill -s TERM "$STACK_PID" 2>/dev/null || true
	wait "$STACK_PID" 2>/dev/null || true
	STACK_PID=
}

# What tests read of the stack.
stack_environment() {
	export MINSAG_DIR=$SCRATCH/stack
	export NODE_EXTRA_CA_CERTS=$MINSAG_DIR/keys/ca.crt
	export MINSAG_LOGIN_LOG=$MINSAG_DIR/log/login.log
	PGHOST=$(cat "$MINSAG_DIR/run/sockets")/pg-socket
	export PGHOST PGUSER=postgres PGDATABASE=minsag PSQLRC=/dev/null
	SOURCE=$MINSAG_DIR/src
}

# A database of its own: migrated, empty.
suite_sql() {
	export PGDATABASE=minsag_sql_test
	createdb "$PGDATABASE"
	"$SOURCE/scripts/migrate"
	"$SOURCE/tests/sql/run"
	dropdb "$PGDATABASE"
}

suite_import() { "$SOURCE/tests/import/run"; }
suite_saml() { /usr/bin/python3 "$SOURCE/tests/saml/run" --quiet; }
suite_browser() { "$SOURCE/tests/browser/run"; }
suite_http() { "$SOURCE/tests/http/run"; }
suite_kills() { "$SOURCE/tests/kills/run"; }

# --- builds

# Makes everything in a build folder of its own: build_in NAME TARGET…
build_in() {
	local to=$SCRATCH/$1
	shift
	mkdir -p "$to"
	cd "$to"
	[[ -e config.status ]] || "$SCRATCH/stack/src/configure" -q $CONFIGURE
	make -s -j2 "$@"
}

check_programs() { # FOLDER
	local status=0
	make -s -C "$1" -j2 check >"$1/check.out" 2>&1 || status=$?
	(cd "$1" && find tests -name '*.log' -exec cat {} +)
	((status == 0)) || tail -n 30 "$1/check.out"
	return $status
}

suite_check() {
	CONFIGURE='' build_in gcc CFLAGS='-O2 -g -Werror' all
	check_programs "$SCRATCH/gcc"
}

suite_clang() {
	CONFIGURE='CC=clang' build_in clang CFLAGS='-O1 -Werror' all
	CONFIGURE='CC=clang' build_in clang CFLAGS='-O1 -Werror' check TESTS=
	echo "ok 1 - clang builds everything without a warning"
}

suite_sanitizers() {
	CONFIGURE='CC=clang --enable-sanitizers' build_in sanitizers all
	check_programs "$SCRATCH/sanitizers"
}

# Every fuzz target for some seconds beyond its corpus, which stays as it is.
suite_fuzz() {
	local target name number=0 bad=0
	CONFIGURE='CC=clang --enable-sanitizers --enable-fuzzers' \
		build_in fuzz CFLAGS='-O1 -g' all
	for target in "$SCRATCH"/fuzz/tests/fuzz/fuzz_*; do
		[[ -x $target && ! -d $target && $target != *.* ]] || continue
		name=${target##*/}
		mkdir -p "$SCRATCH/fuzz/new/$name"
		number=$((number + 1))
		if "$target" -max_total_time=4 -timeout=5 -rss_limit_mb=1024 \
			-artifact_prefix="$MINSAG_TEST_LOG/$name-" \
			"$SCRATCH/fuzz/new/$name" \
			"$SCRATCH/stack/src/tests/fuzz/seeds/$name" \
			>"$SCRATCH/fuzz/$name.log" 2>&1; then
			echo "ok $number - $name: $(grep -o '^Done .*' "$SCRATCH/fuzz/$name.log")"
		else
			echo "not ok $number - $name"
			tail -n 30 "$SCRATCH/fuzz/$name.log"
			bad=1
		fi
	done
	return $bad
}

suite_install() {
	local to=$SCRATCH/destdir file
	CONFIGURE='' build_in gcc all
	make -s -C "$SCRATCH/gcc" install DESTDIR="$to" >/dev/null
	for file in sbin/minsag-login sbin/minsag-citizen sbin/minsag-document \
		sbin/minsag-upload \
		sbin/minsag-courier bin/minsag-import bin/minsag-audit bin/minsag-admin libexec/minsag/migrate \
		share/minsag/sql/roles.sql share/minsag/www/index.html \
		share/minsag/nginx/minsag-host.conf share/minsag/openapi.json \
		share/minsag/nginx/snippets/site.conf \
		lib/systemd/system/minsag-citizen@.service \
		share/man/man8/minsag-citizen.8; do
		[[ -e $to/usr/local/$file ]] && echo "ok - $file is installed" ||
			echo "not ok - $file is installed"
	done
	make -s -C "$SCRATCH/gcc" uninstall DESTDIR="$to" >/dev/null
	file=$(find "$to" -type f -print -quit)
	[[ -z $file ]] && echo "ok - uninstall removes all" ||
		echo "not ok - uninstall leaves $file"
}

suite_lint() {
	"$SCRATCH/stack/src/tests/lint/run" "$SCRATCH/stack" "$SCRATCH/lint"
}

# The workers built with the sanitizers, driven by the HTTP tests, on a stack of
# their own. Meanwhile the shared stack runs beside it.
suite_sanitized() {
	STACK_PID=
	trap stack_stop EXIT
	trap 'exit 143' INT TERM
	export MINSAG_SMTP_PORT MINSAG_POST_PORT
	export MINSAG_PORT MINSAG_IDP_PORT
	MINSAG_PORT=$(free_port)
	MINSAG_IDP_PORT=$(free_port)
	MINSAG_SMTP_PORT=$(free_port)
	MINSAG_POST_PORT=$(free_port)
	export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0
	CC=clang CFLAGS='-O1 -g' CONFIGURE_ARGS=--enable-sanitizers \
		stack_launch "$SCRATCH/sanitized" "$MINSAG_TEST_LOG/sanitized-stack.log"
	local to=$SCRATCH/sanitized status=0
	MINSAG_DIR=$to NODE_EXTRA_CA_CERTS=$to/keys/ca.crt \
		PGHOST=$(cat "$to/run/sockets")/pg-socket \
		MINSAG_SANITIZED=yes "$to/src/tests/http/run" || status=$?
	stack_stop
	if grep -qE 'Sanitizer: |runtime error:' "$to"/log/*; then
		grep -hE -A 12 'Sanitizer: |runtime error:' "$to"/log/* | sed -n 1,40p
		echo "not ok - the sanitizers say nothing"
		status=1
	fi
	return $status
}

# --- after the shared stack

suite_start() { "$SCRATCH/stack/src/tests/start/run" "$SCRATCH/stack" "$SCRATCH"; }

# --- what is left behind

untracked() {
	git -c safe.directory='*' -C "$root" status --porcelain 2>/dev/null || true
}

# Processes that still name the scratch folder.
left_running() {
	local process line
	for process in /proc/[0-9]*; do
		line=$({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null) || continue
		[[ $line != *"$SCRATCH"* || ${process#/proc/} == "$$" ]] ||
			echo "still running: ${process#/proc/} $line"
	done
}
