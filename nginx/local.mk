# SPDX-License-Identifier: EUPL-1.2
# The nginx files, the description of the surface and the site.
nginxdir = $(pkgdatadir)/nginx
snippetsdir = $(nginxdir)/snippets
dist_nginx_DATA = nginx/minsag-host.conf nginx/minsag-path.conf \
	nginx/minsag-balanced.conf
dist_snippets_DATA = \
	nginx/snippets/access-log-format.conf \
	nginx/snippets/citizen.conf \
	nginx/snippets/document.conf \
	nginx/snippets/early-errors.conf \
	nginx/snippets/fastcgi-document.conf \
	nginx/snippets/fastcgi-json.conf \
	nginx/snippets/fastcgi-login.conf \
	nginx/snippets/fastcgi.conf \
	nginx/snippets/headers-maps.conf \
	nginx/snippets/health.conf \
	nginx/snippets/hsts.conf \
	nginx/snippets/limits-early.conf \
	nginx/snippets/limits.conf \
	nginx/snippets/login-pages.conf \
	nginx/snippets/login.conf \
	nginx/snippets/logs.conf \
	nginx/snippets/logout-soap.conf \
	nginx/snippets/nothing.conf \
	nginx/snippets/pages.conf \
	nginx/snippets/problem-maps.conf \
	nginx/snippets/problems.conf \
	nginx/snippets/rate-limit-zone.conf \
	nginx/snippets/real-ip.conf \
	nginx/snippets/security-headers.conf \
	nginx/snippets/static.conf \
	nginx/snippets/tls.conf \
	nginx/snippets/upload.conf \
	nginx/snippets/upstreams.conf
nodist_snippets_DATA = nginx/snippets/site.conf nginx/snippets/site-path.conf
dist_pkgdata_DATA += nginx/openapi.json
CLEANFILES += $(nodist_snippets_DATA)
EXTRA_DIST += nginx/snippets/site.conf.in nginx/www nginx/package.json \
	nginx/package-lock.json nginx/.npmrc nginx/tsconfig.json

SITE_SED = $(SED) -e 's|@WWW@|$(pkgdatadir)/www|' -e 's|@DATA@|$(pkgdatadir)|'

nginx/snippets/site.conf: nginx/snippets/site.conf.in Makefile
	@$(MKDIR_P) nginx/snippets
	$(AM_V_GEN)$(SITE_SED) -e 's|@BASE@||g' \
		$(srcdir)/nginx/snippets/site.conf.in >$@

nginx/snippets/site-path.conf: nginx/snippets/site.conf.in Makefile
	@$(MKDIR_P) nginx/snippets
	$(AM_V_GEN)$(SITE_SED) -e 's|@BASE@|$(SITE_PATH)|g' \
		$(srcdir)/nginx/snippets/site.conf.in >$@

# The site is built where Node and the design system are; a machine that runs
# only workers does without.
site-built:
	@if test -n "$(NODE)" && test -d $(srcdir)/nginx/node_modules/dkfds; \
	then echo "  SITE     www"; \
		BASE=$(SITE_BASE) $(NODE) $(srcdir)/scripts/build-site $(srcdir)/nginx www; \
	else echo "the site is not built: needs node, and" \
		"npm ci --omit=dev in $(srcdir)/nginx"; fi

site-installed:
	@if test -d www; then \
		$(MKDIR_P) $(DESTDIR)$(pkgdatadir)/www && \
		cp -R www/. $(DESTDIR)$(pkgdatadir)/www/; fi

site-uninstalled:
	rm -rf $(DESTDIR)$(pkgdatadir)/www

site-cleaned:
	rm -rf www

.PHONY: site-built site-installed site-uninstalled site-cleaned
all-local: site-built
install-data-local: site-installed users-installed sql-installed
uninstall-local: site-uninstalled users-uninstalled sql-uninstalled
clean-local: site-cleaned
