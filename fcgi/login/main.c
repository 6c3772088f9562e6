/* SPDX-License-Identifier: EUPL-1.2
 *
 * minsag-login: the SAML service provider. It alone holds the keys that sign
 * requests and open assertions, and may do nothing in the database but call
 * api_login, the only functions that make sessions.
 */
#include "core/worker.h"
#include "login/login.h"
#include "login/operations.h"

int
main(int argc, char *argv[])
{
	static const struct worker_options options = {
	    .program = CONF_LOGIN,
	    .database_role = "minsag_login",
	    .routes = &login_routes,
	    .open = login_open,
	    .close = login_close};

	return worker_main(argc, argv, &options);
}
