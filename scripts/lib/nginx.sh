# SPDX-License-Identifier: EUPL-1.2
# nginx at a desk: the product's own-host shape and snippets, with this
# folder's names in the places that an installation fills in. Sourced.

nginx_write() {
	local to=$MINSAG_DIR/nginx from=$MINSAG_DIR/inst/share/minsag/nginx
	[[ -e $from/minsag-host.conf ]] || fail "$from/minsag-host.conf is missing."
	rm -rf "$to"
	mkdir -p "$to/temp"
	cp -R "$from" "$to/minsag"
	sed -i -e "s#unix:/run/minsag/#unix:$SOCKETS/sock/#" \
		"$to/minsag/snippets/upstreams.conf"
	sed -i -e "s#rate=[0-9]*r/s#rate=${MINSAG_LOGIN_RATE:-5}r/s#" \
		"$to/minsag/snippets/rate-limit-zone.conf"
	# A browser would refuse every other plain http address of localhost.
	sed -i -e 's#max-age=[0-9]*[^"]*#max-age=0#' "$to/minsag/snippets/hsts.conf"
	sed -i -e "s#listen 443 #listen 127.0.0.1:$MINSAG_PORT #" \
		-e '/listen \[::\]/d' -e '/^server { *# plain/,/^}/d' \
		-e "s#server_name .*;#server_name localhost;#" \
		-e "s#ssl_certificate .*;#ssl_certificate $MINSAG_DIR/keys/localhost.crt;#" \
		-e "s#ssl_certificate_key .*;#ssl_certificate_key $MINSAG_DIR/keys/localhost.key;#" \
		-e "s#https://login.example.dk#https://localhost:$MINSAG_IDP_PORT#" \
		"$to/minsag/minsag-host.conf"
	sed -i -e "s#/var/log/nginx/#$MINSAG_DIR/log/#" "$to/minsag/snippets/logs.conf"
	nginx_main >"$to/nginx.conf"
	job nginx -t -q -c "$to/nginx.conf" -e "$MINSAG_DIR/log/nginx.log" \
		2>>"$MINSAG_DIR/log/nginx.log" || {
		tail -n 5 "$MINSAG_DIR/log/nginx.log" >&2
		fail "nginx refuses its configuration $to/nginx.conf."
	}
}

nginx_main() {
	local kind
	cat <<-C
		# Written by scripts/run at every start.
		daemon off;
		worker_processes 2;
		worker_rlimit_nofile 8192;
		pid $MINSAG_DIR/run/nginx.pid.own;
		error_log $MINSAG_DIR/log/nginx.log warn;
		events { worker_connections 4096; }
		http {
		include /etc/nginx/mime.types;
		default_type application/octet-stream;
		sendfile on;
		tcp_nopush on;
		access_log off;
	C
	for kind in client_body proxy fastcgi uwsgi scgi; do
		printf '%s_temp_path %s;\n' "$kind" "$MINSAG_DIR/nginx/temp/$kind"
	done
	printf 'include %s;\n}\n' "$MINSAG_DIR/nginx/minsag/minsag-host.conf"
}

nginx_run() {
	exec nginx -c "$MINSAG_DIR/nginx/nginx.conf" -e "$MINSAG_DIR/log/nginx.log"
}

# One answer of an address of ours: nginx_answers /health/login
nginx_answers() {
	NODE_EXTRA_CA_CERTS=$MINSAG_DIR/keys/ca.crt node -e '
		fetch(process.argv[1]).then((answer) => process.exit(answer.ok ? 0 : 1),
		    () => process.exit(1))' "https://localhost:$MINSAG_PORT$1"
}
