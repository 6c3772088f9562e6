# SPDX-License-Identifier: EUPL-1.2
bin_PROGRAMS += minsag-admin
minsag_admin_SOURCES = \
	fcgi/admin/main.c \
	fcgi/admin/command.h \
	fcgi/admin/commands.c \
	fcgi/admin/call.c \
	fcgi/admin/call.h \
	fcgi/admin/health.c \
	fcgi/admin/staff.c \
	fcgi/admin/staff.h \
	fcgi/admin/remarks.c \
	fcgi/admin/answer.c \
	fcgi/admin/show.c \
	fcgi/admin/case.c \
	fcgi/admin/withdraw.c \
	fcgi/admin/withhold.c \
	fcgi/admin/uploads.c \
	fcgi/admin/release.c \
	fcgi/admin/settings.c \
	fcgi/admin/terms.c \
	fcgi/admin/limits.c \
	fcgi/admin/jobs.c \
	fcgi/admin/notices.c \
	fcgi/admin/retry.c
minsag_admin_LDADD = $(CORE_LIBS)
dist_man8_MANS += fcgi/admin/minsag-admin.8
