# SPDX-License-Identifier: EUPL-1.2
# The peer that stands in for Digital Post (tests/post). Sourced.

post_run() {
	mkdir -p "$MINSAG_DIR/post"
	exec node "$MINSAG_DIR/src/tests/post/server.mjs" \
		--port "$MINSAG_POST_PORT" --folder "$MINSAG_DIR/post" \
		--key "$MINSAG_DIR/keys/localhost.key" \
		--certificate "$MINSAG_DIR/keys/localhost.crt" \
		--authority "$MINSAG_DIR/keys/ca.crt"
}
