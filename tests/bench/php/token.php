<?php
// SPDX-License-Identifier: EUPL-1.2
// Opens the sealed token of the session cookie; fcgi/core/token.h is its form.
declare(strict_types=1);

/** The session key of 32 bytes, or null when the token does not hold. */
function session_key(): ?string
{
	$token = sodium_base642bin($_COOKIE['__Host-minsag'] ?? '',
		SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
	$plain = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt(
		substr($token, 26), substr($token, 0, 2) . 'citizen',
		substr($token, 2, 24),
		hex2bin($_SERVER['BENCH_TOKEN_KEY']));
	if ($plain === false)
		return null;
	$claims = unpack('Jissued/Jexpires', $plain);
	return $claims['expires'] > time() ? substr($plain, 17, 32) : null;
}
