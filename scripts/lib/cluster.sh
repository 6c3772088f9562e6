# SPDX-License-Identifier: EUPL-1.2
# The private PostgreSQL cluster in $MINSAG_DIR/pg: data checksums, C.UTF-8,
# one unix socket and no network, peer authentication with one map from the
# user who runs it to the workers' roles. Sourced.

cluster_settings() {
	local mb
	mb=$(awk '/MemTotal/ { m = int($2 / 1024 / 8); m = m < 128 ? 128 : m; m = m > 512 ? 512 : m; print m }' /proc/meminfo)
	cat <<-C
		# Written by scripts/run at every start.
		listen_addresses = ''
		unix_socket_directories = '$SOCKETS/pg-socket'
		unix_socket_permissions = 0777
		hba_file = '$MINSAG_DIR/pg/minsag_hba.conf'
		ident_file = '$MINSAG_DIR/pg/minsag_ident.conf'
		max_connections = $((60 + MINSAG_PROCESSES * 60))
		shared_buffers = ${mb}MB
		effective_cache_size = $((mb * 4))MB
		work_mem = 8MB
		maintenance_work_mem = 128MB
		max_wal_size = 2GB
		random_page_cost = 1.1
		jit = off
		timezone = UTC
		log_timezone = UTC
		datestyle = 'iso, ymd'
		# No parameter values in logs: they are personal data.
		log_statement = none
		log_error_verbosity = terse
		log_min_error_statement = panic
		log_parameter_max_length = 0
		log_parameter_max_length_on_error = 0
		log_line_prefix = '%m [%p] %u '
	C
}

cluster_access() {
	local role user
	user=$(id -un)
	printf 'local all all peer map=minsag\n' >"$MINSAG_DIR/pg/minsag_hba.conf"
	for role in postgres minsag_login minsag_citizen minsag_document \
		minsag_import minsag_audit minsag_admin minsag_courier minsag_upload; do
		printf 'minsag %s %s\n' "$user" "$role"
		[[ $user == root ]] || printf 'minsag root %s\n' "$role"
	done >"$MINSAG_DIR/pg/minsag_ident.conf"
}

cluster_make() {
	local pg=$MINSAG_DIR/pg
	[[ -x $PG_BIN/postgres ]] || fail "$PG_BIN/postgres is missing; install postgresql-15."
	if [[ ! -e $pg/PG_VERSION ]]; then
		rm -rf "$pg"
		quietly "$MINSAG_DIR/log/postgres.log" "making the PostgreSQL cluster" \
			"$PG_BIN/initdb" -D "$pg" --username=postgres --auth=peer \
			--data-checksums --locale=C.UTF-8 --encoding=UTF8
		printf "include 'minsag.conf'\n" >>"$pg/postgresql.conf"
	fi
	cluster_settings >"$pg/minsag.conf"
	cluster_access
	mkdir -p "$MINSAG_DIR/pg-socket"
}

# In the foreground, for the supervisor. The malloc settings let a backend
# keep its heap between chunks of large objects: up to 3 times as fast.
cluster_run() {
	MALLOC_MMAP_THRESHOLD_=4194304 MALLOC_TRIM_THRESHOLD_=8388608 \
		exec "$PG_BIN/postgres" -D "$MINSAG_DIR/pg"
}

# psql and friends find the cluster by these.
cluster_environment() {
	export PGHOST=$SOCKETS/pg-socket PGUSER=postgres PGDATABASE=postgres \
		PGPORT=5432 PGOPTIONS='' PSQLRC=/dev/null
}

cluster_ready() {
	"$PG_BIN/pg_isready" -q
}

cluster_migrate() {
	local log=$MINSAG_DIR/log/migrate.log
	if [[ $(psql -XAtq -c "SELECT 1 FROM pg_database WHERE datname = 'minsag'") != 1 ]]; then
		quietly "$log" "making the database" createdb minsag
	fi
	PGDATABASE=minsag quietly "$log" "bringing the database up to date" \
		"$MINSAG_DIR/src/scripts/migrate"
}
