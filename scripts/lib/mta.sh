# SPDX-License-Identifier: EUPL-1.2
# A mail server of the demo's own: Debian's Exim, as the user who runs the rest,
# on one port of the loopback address. It takes mails by submission with
# STARTTLS and puts all of them, whomever they are for, into the Maildir
# $MINSAG_DIR/mail. It sends nothing anywhere. Sourced.

# Where another mail server is installed, Exim is not: then no mail is sent.
mta_is_there() {
	[[ -x /usr/sbin/exim4 ]]
}

mta_settings() {
	local user
	user=$(id -un)
	cat <<-C
		# Written by scripts/run at every start.
		exim_user = $user
		exim_group = $(id -gn)
		never_users =
		deliver_drop_privilege = true
		primary_hostname = localhost
		local_interfaces = 127.0.0.1
		daemon_smtp_ports = $MINSAG_SMTP_PORT
		spool_directory = $MINSAG_DIR/mta/spool
		log_file_path = $MINSAG_DIR/mta/%slog
		pid_file_path = $MINSAG_DIR/mta/pid
		tls_advertise_hosts = *
		tls_certificate = $MINSAG_DIR/keys/localhost.crt
		tls_privatekey = $MINSAG_DIR/keys/localhost.key
		host_lookup =
		rfc1413_query_timeout = 0s
		acl_smtp_mail = encrypted
		acl_smtp_rcpt = plan
		acl_smtp_data = all
		begin acl
		encrypted:
		  deny
		    !encrypted = *
		    message = STARTTLS first
		  accept
		# Tests have addresses refused: a file says how.
		plan:
		  deny
		    condition = \${if exists{$MINSAG_DIR/mta/refuse}}
		    message = \${readfile{$MINSAG_DIR/mta/refuse}{}}
		  defer
		    condition = \${if exists{$MINSAG_DIR/mta/defer}}
		  accept
		all:
		  accept
		begin routers
		all:
		  driver = accept
		  transport = maildir
		begin transports
		maildir:
		  driver = appendfile
		  directory = $MINSAG_DIR/mail
		  maildir_format
		  create_directory
		  envelope_to_add
		  user = $user
	C
}

# Without the setuid bit it stays who it is.
mta_make() {
	mkdir -p "$MINSAG_DIR/mta" "$MINSAG_DIR/mail"
	cp /usr/sbin/exim4 "$MINSAG_DIR/mta/exim"
	chmod 0755 "$MINSAG_DIR/mta/exim"
	mta_settings >"$MINSAG_DIR/mta/exim.conf"
}

mta_run() {
	exec "$MINSAG_DIR/mta/exim" -C "$MINSAG_DIR/mta/exim.conf" -bdf -q1m
}
