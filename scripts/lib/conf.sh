# SPDX-License-Identifier: EUPL-1.2
# $MINSAG_DIR/conf/minsag.conf, written at every start. Sourced.

conf_write() {
	local keys=$MINSAG_DIR/keys
	mkdir -p "$MINSAG_DIR/conf"
	cat >"$MINSAG_DIR/conf/minsag.conf" <<-C
		# Written by scripts/run at every start.
		database = host=$SOCKETS/pg-socket dbname=minsag
		base_url = https://localhost:$MINSAG_PORT
		token_keys = $keys/token.ring
		log_level = info
		municipality = Egeskov Kommune
		login_level = Substantial
		identity_key = $keys/identity.key
		courier_public_key = $keys/courier.public
		courier_secret_key = $keys/courier.secret
		clamd_socket = $SOCKETS/sock/clamd.sock
		saml_log_key = $keys/log.public
		saml_entity_id = https://saml.minsag.example
		saml_idp_metadata = $MINSAG_DIR/idp/metadata.xml
		saml_sign_key = $keys/saml-sign.key
		saml_sign_certificate = $keys/saml-sign.crt
		saml_decrypt_key = $keys/saml-decrypt.key
		saml_decrypt_certificate = $keys/saml-decrypt.crt
		audit_sign_key = $keys/audit.secret
		saml_contact_email = drift@egeskov.example
	C
	conf_transports >>"$MINSAG_DIR/conf/minsag.conf"
	[[ -z ${MINSAG_CONF-} ]] ||
		printf '%s\n' "$MINSAG_CONF" >>"$MINSAG_DIR/conf/minsag.conf"
}

# How notices leave: mta.sh and post.sh.
conf_transports() {
	local keys=$MINSAG_DIR/keys
	cat <<-C
		digital_post_url = https://localhost:$MINSAG_POST_PORT/apis/v1
		digital_post_ca = $keys/ca.crt
		digital_post_certificate = $keys/digital-post.crt
		digital_post_key = $keys/digital-post.key
		digital_post_cvr = 12345678
		digital_post_system = minsag-demo
	C
	! mta_is_there || cat <<-C
		smtp_host = localhost
		smtp_port = $MINSAG_SMTP_PORT
		smtp_ca = $keys/ca.crt
		smtp_sender = minsag@egeskov.example
	C
}
