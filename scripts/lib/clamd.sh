# SPDX-License-Identifier: EUPL-1.2
# ClamAV's clamd in the foreground, with a signature set of one: it knows the
# EICAR test file, also inside archives. A real installation runs Debian's
# service with ClamAV's own signatures; README.md says which settings matter.
# Sourced.

# The test file, in two halves, so that no scanner finds it here.
clamd_eicar() {
	printf '%s%s' 'X5O!P%@AP[4\PZX54(P^)7CC)7}$' \
		'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
}

# What clamd unpacks stays in memory, where there is room for it.
clamd_temporary() {
	local temporary=/dev/shm/minsag-$(id -u)-$(printf %s "$MINSAG_DIR" |
		sha256sum | cut -c 1-12)
	if mkdir -p -m 0700 "$temporary" 2>/dev/null && [[ -O $temporary ]]; then
		printf '%s\n' "$temporary"
	else
		mkdir -p "$MINSAG_DIR/clamav/tmp"
		printf '%s\n' "$MINSAG_DIR/clamav/tmp"
	fi
}

clamd_write() {
	local folder=$MINSAG_DIR/clamav
	mkdir -p "$folder/db"
	# Name, any type of file, from its first byte on, the bytes.
	printf 'Eicar-Test-File:0:0:%s\n' \
		"$(clamd_eicar | od -An -v -tx1 | tr -d ' \n')" >"$folder/db/minsag.ndb"
	cat >"$folder/clamd.conf" <<-C
		# Written by scripts/run at every start.
		Foreground yes
		LocalSocket $SOCKETS/sock/clamd.sock
		FixStaleSocket yes
		DatabaseDirectory $folder/db
		TemporaryDirectory $(clamd_temporary)
		MaxThreads 4
		StreamMaxLength 128M
		MaxFileSize 128M
		MaxScanSize 384M
		MaxScanTime 120000
		MaxFiles 0
		AlertExceedsMax yes
		AlertEncrypted yes
		AlertOLE2Macros yes
	C
}

clamd_run() {
	exec clamd --config-file="$MINSAG_DIR/clamav/clamd.conf"
}

clamd_answers() {
	[[ -S $SOCKETS/sock/clamd.sock ]]
}

clamd_clear() {
	local temporary
	temporary=$(sed -n 's/^TemporaryDirectory //p' \
		"$MINSAG_DIR/clamav/clamd.conf" 2>/dev/null) || return 0
	[[ $temporary != /dev/shm/minsag-* ]] || rm -rf "$temporary"
}
