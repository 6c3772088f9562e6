# SPDX-License-Identifier: EUPL-1.2
# The SQL is installed as it is, folder for folder; migrate reads it from
# there. What an older version left goes first: migrate would make it again.
EXTRA_DIST += sql/roles.sql sql/registered.sql sql/schemas.sql sql/rights.sql \
	sql/compare.sql sql/lock.sql \
	sql/tables sql/internal sql/api

sql-installed:
	rm -rf $(DESTDIR)$(pkgdatadir)/sql
	cd $(srcdir)/sql && find . -name '*.sql' | while read -r file; do \
		$(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/sql/$${file%/*}" && \
		$(INSTALL_DATA) "$$file" "$(DESTDIR)$(pkgdatadir)/sql/$$file" \
		|| exit; done

sql-uninstalled:
	rm -rf $(DESTDIR)$(pkgdatadir)/sql

.PHONY: sql-installed sql-uninstalled
