# SPDX-License-Identifier: EUPL-1.2
# How the scripts speak: short lines with the seconds since the start on
# standard error, one sentence when they can't go on. Sourced; needs bash 5.

: "${SAY_STARTED:=$EPOCHSECONDS}"
export SAY_STARTED
JOB=

say() {
	printf '[%4d s] %s\n' $((EPOCHSECONDS - SAY_STARTED)) "$*" >&2
}

fail() {
	printf '%s: %s\n' "${SAY_NAME:-${0##*/}}" "$*" >&2
	exit 1
}

# The version that configure.ac names.
version() {
	sed -n 's/^AC_INIT(\[minsag\], \[\(.*\)\])$/\1/p' "$root/configure.ac"
}

# Answers --help with the head of the script, and --version. $root: the sources.
about() { # WORD…
	case ${1-} in
	-h | --help) sed -n '3,/^[^#]/{/^# \{0,1\}/s///p}' "$0" ;;
	--version) printf 'minsag %s %s\n' "${0##*/}" "$(version)" ;;
	*) return 0 ;;
	esac
	exit 0
}

# Runs a command in a process group of its own and waits for it, so that a
# signal to this script is answered at once; job_stop ends the whole group.
job() {
	local status=0
	set -m
	"$@" </dev/null 9>&- &
	JOB=$!
	set +m
	wait "$JOB" || status=$?
	JOB=
	return $status
}

job_stop() {
	[[ -z $JOB ]] || kill -- "-$JOB" 2>/dev/null || true
	JOB=
}

# quietly LOG WHAT CMD…: runs CMD with its output in LOG; when it fails, shows
# the log's end and leaves with one sentence.
quietly() {
	local log=$1 what=$2
	shift 2
	say "$what"
	if ! job "$@" >>"$log" 2>&1; then
		tail -n 25 "$log" >&2
		fail "$what failed; the whole log is $log."
	fi
}
