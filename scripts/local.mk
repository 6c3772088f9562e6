# SPDX-License-Identifier: EUPL-1.2
dist_pkglibexec_SCRIPTS = scripts/migrate
EXTRA_DIST += scripts/build-site scripts/install scripts/packages scripts/run \
	scripts/lib
