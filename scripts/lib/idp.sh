# SPDX-License-Identifier: EUPL-1.2
# The test IdP (tests/idp), where the demo's citizens log in. Sourced.

IDP=(node "$MINSAG_DIR/src/tests/idp/server.mjs" --port "$MINSAG_IDP_PORT"
	--key "$MINSAG_DIR/keys/idp.key"
	--certificate "$MINSAG_DIR/keys/idp.crt"
	--tls-key "$MINSAG_DIR/keys/localhost.key"
	--tls-certificate "$MINSAG_DIR/keys/localhost.crt"
	--sp-metadata "https://localhost:$MINSAG_PORT/saml/metadata")

# Its metadata is all that minsag-login needs to know of it.
idp_metadata() {
	mkdir -p "$MINSAG_DIR/idp"
	"${IDP[@]}" --print-metadata >"$MINSAG_DIR/idp/metadata.xml" \
		2>>"$MINSAG_DIR/log/idp.log" || {
		tail -n 10 "$MINSAG_DIR/log/idp.log" >&2
		fail "the test IdP gives no metadata; its log is $MINSAG_DIR/log/idp.log."
	}
}

idp_run() {
	export NODE_EXTRA_CA_CERTS=$MINSAG_DIR/keys/ca.crt
	exec "${IDP[@]}"
}
