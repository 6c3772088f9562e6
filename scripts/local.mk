# SPDX-License-Identifier: EUPL-1.2
dist_pkglibexec_SCRIPTS = scripts/migrate
# What an installed migrate calls itself.
nodist_pkgdata_DATA = scripts/version
CLEANFILES += scripts/version
scripts/version: Makefile
	@$(MKDIR_P) scripts
	$(AM_V_GEN)echo $(PACKAGE_VERSION) >$@

EXTRA_DIST += scripts/build-site scripts/install scripts/packages scripts/run \
	scripts/test scripts/lib $(UNITS_IN)

systemdunitdir = $(prefix)/lib/systemd/system
hardeningdir = $(systemdunitdir)/minsag-.service.d
couriernetworkdir = $(systemdunitdir)/minsag-courier@.service.d
sysusersdir = $(prefix)/lib/sysusers.d
UNITS_IN = scripts/systemd/minsag-login@.service.in \
	scripts/systemd/minsag-citizen@.service.in \
	scripts/systemd/minsag-document@.service.in \
	scripts/systemd/minsag-upload@.service.in \
	scripts/systemd/minsag-audit.service.in \
	scripts/systemd/minsag-courier@.service.in
UNITS = scripts/systemd/minsag-login@.service \
	scripts/systemd/minsag-citizen@.service \
	scripts/systemd/minsag-document@.service \
	scripts/systemd/minsag-upload@.service \
	scripts/systemd/minsag-audit.service \
	scripts/systemd/minsag-courier@.service
dist_systemdunit_DATA = scripts/systemd/minsag-login.socket \
	scripts/systemd/minsag-citizen.socket \
	scripts/systemd/minsag-document.socket \
	scripts/systemd/minsag-upload.socket
nodist_systemdunit_DATA = $(UNITS)
dist_hardening_DATA = scripts/systemd/minsag-.service.d/hardening.conf
dist_couriernetwork_DATA = \
	scripts/systemd/minsag-courier@.service.d/network.conf
EXTRA_DIST += scripts/systemd/minsag.sysusers
CLEANFILES += $(UNITS)

$(UNITS): $(UNITS_IN) Makefile
	@$(MKDIR_P) scripts/systemd
	$(AM_V_GEN)$(SED) -e 's|@sbindir[@]|$(sbindir)|' \
		-e 's|@bindir[@]|$(bindir)|' $(srcdir)/$@.in >$@

users-installed:
	$(MKDIR_P) $(DESTDIR)$(sysusersdir)
	$(INSTALL_DATA) $(srcdir)/scripts/systemd/minsag.sysusers \
		$(DESTDIR)$(sysusersdir)/minsag.conf

users-uninstalled:
	rm -f $(DESTDIR)$(sysusersdir)/minsag.conf

.PHONY: users-installed users-uninstalled
