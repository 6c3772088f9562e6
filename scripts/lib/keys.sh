# SPDX-License-Identifier: EUPL-1.2
# Demo keys in $MINSAG_DIR/keys, made once: a CA and localhost's certificate,
# signing and decryption keys of the service provider (RSA-3072), the test
# IdP's key, the token ring, the identity key, and the key pairs that the
# courier and the log open with (X25519), and one that signs heads of the audit. A real installation gets its
# certificates from the national eID; see minsag-login(8).
# Sourced; needs say.sh.

key_rsa() { # FILE
	openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072 \
		-out "$1" 2>/dev/null ||
		openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$1"
}

key_self_signed() { # NAME COMMON-NAME
	key_rsa "$1.key"
	openssl req -x509 -new -key "$1.key" -out "$1.crt" -days 730 -sha256 \
		-subj "/O=Min Sag demo/CN=$2"
}

key_ca() {
	openssl ecparam -name prime256v1 -genkey -noout -out ca.key
	openssl req -x509 -new -key ca.key -out ca.crt -days 730 -sha256 \
		-subj "/O=Min Sag demo/CN=Min Sag demo CA" \
		-addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
		-addext "keyUsage=critical,keyCertSign,cRLSign"
}

key_localhost() {
	openssl ecparam -name prime256v1 -genkey -noout -out localhost.key
	openssl req -new -key localhost.key -subj "/CN=localhost" |
		openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial \
			-days 365 -sha256 -out localhost.crt -extfile <(cat <<-'X'
				subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1
				basicConstraints=critical,CA:FALSE
				keyUsage=critical,digitalSignature
				extendedKeyUsage=serverAuth
			X
			)
}

# The municipality's system certificate, as Digital Post's stand-in takes it.
key_digital_post() {
	openssl ecparam -name prime256v1 -genkey -noout -out digital-post.key
	openssl req -new -key digital-post.key \
		-subj "/O=Egeskov Kommune/CN=Min Sag demo system" |
		openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial \
			-days 365 -sha256 -out digital-post.crt -extfile <(cat <<-'X'
				basicConstraints=critical,CA:FALSE
				keyUsage=critical,digitalSignature
				extendedKeyUsage=clientAuth
			X
			)
}

# 64 hexadecimal digits each: NAME.secret and NAME.public.
key_pair() { # NAME
	local der
	der=$(openssl genpkey -algorithm X25519 -outform DER | od -An -v -tx1 |
		tr -d ' \n')
	printf '%s\n' "${der: -64}" >"$1.secret"
	printf '302e020100300506032b656e04220420%s' "${der: -64}" |
		sed 's/../\\x&/g' | xargs -0 printf '%b' |
		openssl pkey -inform DER -pubout -outform DER |
		od -An -v -tx1 | tr -d ' \n' | tail -c 64 >"$1.public"
	echo >>"$1.public"
}

# Ed25519, the same two files: NAME.secret signs, NAME.public checks.
key_sign_pair() { # NAME
	openssl genpkey -algorithm ED25519 -out "$1.pem"
	openssl pkey -in "$1.pem" -outform DER | tail -c 32 |
		od -An -v -tx1 | tr -d ' \n' >"$1.secret"
	openssl pkey -in "$1.pem" -pubout -outform DER | tail -c 32 |
		od -An -v -tx1 | tr -d ' \n' >"$1.public"
	rm "$1.pem"
}

keys_make_in() ( # FOLDER
	set -eu
	cd "$1"
	umask 077
	key_ca
	key_localhost
	key_digital_post
	key_self_signed saml-sign "Min Sag demo signing"
	key_self_signed saml-decrypt "Min Sag demo decryption"
	key_self_signed idp "Min Sag test IdP"
	printf '1 %s\n' "$(openssl rand -hex 32)" >token.ring
	openssl rand -hex 32 >identity.key
	key_pair courier
	key_pair log
	key_sign_pair audit
	chmod 0644 ./*.crt
	chmod 0640 ./*.public
)

keys_add_in() ( # FOLDER
	set -eu
	cd "$1"
	umask 077
	key_digital_post
	chmod 0644 digital-post.crt
)

keys_make() {
	local keys=$MINSAG_DIR/keys
	if [[ -d $keys ]]; then
		# a folder of before
		[[ -e $keys/digital-post.key ]] ||
			quietly "$MINSAG_DIR/log/keys.log" "making a demo key" \
				keys_add_in "$keys"
		return 0
	fi
	rm -rf "$keys.new"
	mkdir -m 0750 "$keys.new"
	quietly "$MINSAG_DIR/log/keys.log" "making demo keys and certificates" \
		keys_make_in "$keys.new"
	mv "$keys.new" "$keys"
}
