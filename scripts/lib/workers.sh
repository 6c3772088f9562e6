# SPDX-License-Identifier: EUPL-1.2
# The FastCGI workers: spawn-fcgi opens the socket, multiwatch keeps
# MINSAG_PROCESSES processes on it and makes a new one when one dies. A signal
# that meets a process between fork and exec is lost; the kernel ends such a
# one with multiwatch. Sourced.

WORKERS=(login citizen document upload)

worker_run() { # NAME
	rm -f "$MINSAG_DIR/sock/minsag-$1.sock"
	exec spawn-fcgi -n -s "$SOCKETS/sock/minsag-$1.sock" -M 0666 -- \
		/usr/bin/multiwatch -f "$MINSAG_PROCESSES" -r 100 -t 1000 -s TERM -- \
		/usr/bin/setpriv --pdeathsig TERM -- \
		"$MINSAG_DIR/inst/sbin/minsag-$1" -c "$MINSAG_DIR/conf/minsag.conf"
}

courier_run() {
	exec "$MINSAG_DIR/inst/sbin/minsag-courier" -c "$MINSAG_DIR/conf/minsag.conf"
}

audit_run() {
	exec "$MINSAG_DIR/inst/bin/minsag-audit" \
		-c "$MINSAG_DIR/conf/minsag.conf" seal --every 60
}
