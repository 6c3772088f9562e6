# SPDX-License-Identifier: EUPL-1.2
sbin_PROGRAMS += minsag-citizen
minsag_citizen_SOURCES = \
	fcgi/citizen/main.c \
	fcgi/citizen/routes.c \
	fcgi/citizen/operations.h \
	fcgi/citizen/me.c \
	fcgi/citizen/session_extend.c \
	fcgi/citizen/case_list.c \
	fcgi/citizen/case_read.c \
	fcgi/citizen/timeline.c \
	fcgi/citizen/document_list.c \
	fcgi/citizen/document_read.c \
	fcgi/citizen/hidden_list.c \
	fcgi/citizen/search.c \
	fcgi/citizen/area_list.c \
	fcgi/citizen/notice_settings.c \
	fcgi/citizen/notice_settings_put.c \
	fcgi/citizen/notice_area_put.c \
	fcgi/citizen/notice_contact_put.c \
	fcgi/citizen/notice_contact_confirm.c \
	fcgi/citizen/notice_list.c \
	fcgi/citizen/notice.h \
	fcgi/citizen/look_list.c \
	fcgi/citizen/look_proof.c \
	fcgi/citizen/look_csv.c \
	fcgi/citizen/look_pdf.c \
	fcgi/citizen/look_export.c \
	fcgi/citizen/looks.c \
	fcgi/citizen/looks.h \
	fcgi/citizen/own.c \
	fcgi/citizen/own.h \
	fcgi/citizen/remark_list.c \
	fcgi/citizen/remark_add.c \
	fcgi/citizen/remark_withdraw.c \
	fcgi/citizen/term_find.c \
	fcgi/citizen/changes.c \
	fcgi/citizen/upload_limits.c \
	fcgi/citizen/upload_list.c \
	fcgi/citizen/upload_read.c \
	fcgi/citizen/health.c \
	fcgi/citizen/reasons.c \
	fcgi/citizen/reasons.h \
	fcgi/citizen/show.c \
	fcgi/citizen/show.h
minsag_citizen_LDADD = libcasework.a libprint.a $(CORE_LIBS) $(PRINT_LIBS) \
	$(UTF8PROC_LIBS)
dist_man8_MANS += fcgi/citizen/minsag-citizen.8
