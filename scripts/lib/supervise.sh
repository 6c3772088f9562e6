# SPDX-License-Identifier: EUPL-1.2
# Keeps the parts running and ends them, each by its process id. Sourced;
# needs say.sh.
#
# A part is what scripts/lib/part NAME runs in the foreground. It gets a
# session of its own, so that Ctrl-C reaches this script alone, and the kernel
# ends it should this script be killed. A part that ends by itself is started
# again, unless $MINSAG_DIR/run/NAME.hold exists (tests stop the database that
# way); six ends within a minute, none of which came later than two seconds
# after the start, are a failure.

declare -A PART_PID=() PART_SIGNAL=() PART_ENDS=() PART_BEGAN=()
PARTS=()

part_launch() { # NAME
	setpriv --pdeathsig TERM setsid "$here/part" "$1" \
		</dev/null >>"$MINSAG_DIR/log/$1.log" 2>&1 9>&- &
	PART_PID[$1]=$!
	PART_BEGAN[$1]=$EPOCHSECONDS
	printf '%d\n' $! >"$MINSAG_DIR/run/$1.pid"
}

# Starts a part; SIGNAL is the polite way to end it.
part_start() { # NAME SIGNAL
	say "starting $1"
	PARTS+=("$1")
	PART_SIGNAL[$1]=$2
	PART_ENDS[$1]=
	part_launch "$1"
}

part_alive() { # NAME
	[[ -n ${PART_PID[$1]-} ]] && kill -0 "${PART_PID[$1]}" 2>/dev/null
}

# Waits until a command succeeds, at most SECONDS, while the part lives.
part_await() { # NAME SECONDS CMD…
	local name=$1 until=$((EPOCHSECONDS + $2))
	shift 2
	until "$@" >/dev/null 2>&1; do
		if ! part_alive "$name" || ((EPOCHSECONDS >= until)); then
			tail -n 15 "$MINSAG_DIR/log/$name.log" >&2
			fail "$name does not start; its log is $MINSAG_DIR/log/$name.log."
		fi
		nap 0.1
	done
}

# A sleep that a signal interrupts.
nap() {
	sleep "$1" 9>&- &
	wait $! || true
}

# Ends one part: politely, after 10 s by force.
part_stop() { # NAME
	local pid=${PART_PID[$1]-} i
	[[ -n $pid ]] || return 0
	kill -s "${PART_SIGNAL[$1]}" "$pid" 2>/dev/null || true
	for ((i = 0; i < 200; i++)); do
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.05 9>&-
	done
	if kill -0 "$pid" 2>/dev/null; then
		say "$1 (process $pid) does not end, killing it"
		kill -s KILL "$pid" 2>/dev/null || true
	fi
	wait "$pid" 2>/dev/null || true
	unset "PART_PID[$1]"
	rm -f "$MINSAG_DIR/run/$1.pid"
}

# Ends all parts, the last started first.
parts_stop() {
	local i
	for ((i = ${#PARTS[@]} - 1; i >= 0; i--)); do
		part_stop "${PARTS[i]}"
	done
	PARTS=()
}

part_again() { # NAME STATUS
	local end recent=
	((EPOCHSECONDS - PART_BEGAN[$1] <= 2)) || PART_ENDS[$1]=
	for end in ${PART_ENDS[$1]}; do
		((end < EPOCHSECONDS - 60)) || recent+=" $end"
	done
	PART_ENDS[$1]="$recent $EPOCHSECONDS"
	set -- "$1" "$2" ${PART_ENDS[$1]}
	if (($# > 7)); then
		tail -n 15 "$MINSAG_DIR/log/$1.log" >&2
		fail "$1 keeps ending (status $2); its log is $MINSAG_DIR/log/$1.log."
	fi
	say "$1 ended with status $2, starting it again"
	nap 0.5
	part_launch "$1"
}

# Watches the parts for ever.
parts_watch() {
	local name status
	while :; do
		for name in "${PARTS[@]}"; do
			part_alive "$name" && continue
			[[ ! -e $MINSAG_DIR/run/$name.hold ]] || continue
			status=0
			wait "${PART_PID[$name]}" || status=$?
			part_again "$name" "$status"
		done
		nap 0.5
	done
}
