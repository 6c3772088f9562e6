# SPDX-License-Identifier: EUPL-1.2
# Every setting with its default. Sourced with $root = the checkout.
#
#   MINSAG_DIR        folder of everything that is made (<checkout>/.minsag)
#   MINSAG_PORT       https port of the site (8443)
#   MINSAG_IDP_PORT   https port of the test IdP (8444)
#   MINSAG_SMTP_PORT  port of the demo's mail server (MINSAG_PORT + 20)
#   MINSAG_POST_PORT  port of what stands in for Digital Post (MINSAG_PORT + 21)
#   MINSAG_PROCESSES  processes per worker (2)
#   MINSAG_USER       as root: the user that everything runs as (postgres)
#   MINSAG_INSTALL    no: never install packages (yes)
#   MINSAG_DEMO       folder of demo data to load instead of the generated one
#   MINSAG_CONF       lines that are put behind the demo's minsag.conf
#   MINSAG_LOGIN_RATE log-ins per second and address that nginx lets through (5)
#   CC, CFLAGS, CONFIGURE_ARGS   for the build

: "${MINSAG_DIR:=$root/.minsag}"
: "${MINSAG_PORT:=8443}"
: "${MINSAG_IDP_PORT:=8444}"
: "${MINSAG_PROCESSES:=2}"
: "${MINSAG_USER:=postgres}"
: "${MINSAG_INSTALL:=yes}"
: "${MINSAG_DEMO:=}"
export MINSAG_DIR MINSAG_PORT MINSAG_IDP_PORT MINSAG_PROCESSES MINSAG_USER \
	MINSAG_INSTALL MINSAG_DEMO

setting_number() { # NAME LEAST MOST
	[[ ${!1} =~ ^[0-9]{1,5}$ ]] && ((${!1} >= $2 && ${!1} <= $3)) ||
		fail "$1 must be a number from $2 to $3."
}
setting_number MINSAG_PORT 1024 65535
setting_number MINSAG_IDP_PORT 1024 65535
setting_number MINSAG_PROCESSES 1 64
: "${MINSAG_SMTP_PORT:=$((MINSAG_PORT + 20))}"
: "${MINSAG_POST_PORT:=$((MINSAG_PORT + 21))}"
export MINSAG_SMTP_PORT MINSAG_POST_PORT
setting_number MINSAG_SMTP_PORT 1024 65535
setting_number MINSAG_POST_PORT 1024 65535
[[ $MINSAG_DIR == /* ]] || MINSAG_DIR=$PWD/$MINSAG_DIR
[[ $MINSAG_DIR =~ ^[A-Za-z0-9/_.@%+,:~-]+$ ]] ||
	fail "MINSAG_DIR may hold letters, digits and /_.@%+,:~- only; it is \"$MINSAG_DIR\"."
[[ $MINSAG_PORT != "$MINSAG_IDP_PORT" ]] ||
	fail "MINSAG_PORT and MINSAG_IDP_PORT must differ."
PG_BIN=/usr/lib/postgresql/15/bin
PATH=$PATH:/usr/sbin:/sbin
