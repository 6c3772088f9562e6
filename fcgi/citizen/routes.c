/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/notice.h"

/* 6,200 characters of 4 bytes, in JSON; 2,000. */
#define REMARK_BYTES 32768
#define TERMS_BYTES 12288

/*
 * method, path, who, level, origin, body limit, handler, function, line.
 * The level is the least that a session can have: log-in has already checked
 * the one that the municipality asks for.
 */
static const struct route rows[] = {
	{"GET", "/api/me", WHO_CITIZEN, LEVEL_LOW, false, 0, me,
	    "api_citizen.me", "Who is logged in, and until when"},
	{"POST", "/api/session", WHO_CITIZEN, LEVEL_LOW, true, 0,
	    session_extend, "api_citizen.session_extend", "Stay logged in"},
	{"GET", "/api/cases", WHO_CITIZEN, LEVEL_LOW, false, 0, case_list,
	    "api_citizen.case_list", "My cases"},
	{"GET", "/api/cases/{uuid}", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    case_read, "api_citizen.case_read", "One case"},
	{"GET", "/api/cases/{uuid}/timeline", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    timeline, "api_citizen.timeline", "What happened in a case"},
	{"GET", "/api/cases/{uuid}/documents", WHO_CITIZEN, LEVEL_LOW, false,
	    0, document_list, "api_citizen.document_list",
	    "Documents of a case"},
	{"GET", "/api/documents/{uuid}", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    document_read, "api_citizen.document_read",
	    "One document and its versions"},
	{"GET", "/api/hidden", WHO_CITIZEN, LEVEL_LOW, false, 0, hidden_list,
	    "api_citizen.hidden_list", "What is not shown, and why"},
	{"GET", "/api/search", WHO_CITIZEN, LEVEL_LOW, false, 0, search,
	    "api_citizen.search", "Search in titles and texts"},
	{"GET", "/api/areas", WHO_CITIZEN, LEVEL_LOW, false, 0, area_list,
	    "api_citizen.area_list", "Areas of casework"},
	{"GET", "/api/notices", WHO_CITIZEN, LEVEL_LOW, false, 0, notice_list,
	    "api_citizen.notice_list", "What was sent to me"},
	{"GET", "/api/notices/settings", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    notice_settings, "api_citizen.notice_settings",
	    "How I am told of what happens"},
	{"POST", "/api/notices/settings", WHO_CITIZEN, LEVEL_LOW, true,
	    NOTICE_BODY_MOST, notice_settings_put,
	    "api_citizen.notice_settings_put",
	    "My choice for all my notices"},
	{"POST", "/api/notices/areas", WHO_CITIZEN, LEVEL_LOW, true,
	    NOTICE_BODY_MOST, notice_area_put, "api_citizen.notice_area_put",
	    "My choice for notices of one area"},
	{"POST", "/api/notices/contact", WHO_CITIZEN, LEVEL_LOW, true,
	    NOTICE_BODY_MOST, notice_contact_put,
	    "api_citizen.notice_contact_put",
	    "My e-mail address, given or taken away"},
	{"POST", "/api/notices/contact/confirm", WHO_CITIZEN, LEVEL_LOW, true,
	    NOTICE_BODY_MOST, notice_contact_confirm,
	    "api_citizen.notice_contact_confirm",
	    "The code that was mailed to my address"},
	{"GET", "/api/looks", WHO_CITIZEN, LEVEL_LOW, false, 0, look_list,
	    "api_citizen.look_list", "Who has looked"},
	{"GET", "/api/looks.csv", WHO_CITIZEN, LEVEL_LOW, false, 0, look_csv,
	    "api_citizen.look_export", "Who has looked, for a spreadsheet"},
	{"GET", "/api/looks.pdf", WHO_CITIZEN, LEVEL_LOW, false, 0, look_pdf,
	    "api_citizen.look_export", "Who has looked, to print"},
	{"GET", "/api/looks/proof", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    look_proof, "api_citizen.look_proof",
	    "When the log of looks was proved"},
	{"GET", "/api/documents/{uuid}/remarks", WHO_CITIZEN, LEVEL_LOW, false,
	    0, remark_list, "api_citizen.remark_list",
	    "My remarks on a document, with answers"},
	{"GET", "/api/cases/{uuid}/remarks", WHO_CITIZEN, LEVEL_LOW, false, 0,
	    remark_list_of_case, "api_citizen.remark_list",
	    "My remarks on a case and its documents, with answers"},
	{"POST", "/api/versions/{uuid}/remarks", WHO_CITIZEN, LEVEL_LOW, true,
	    REMARK_BYTES, remark_add, "api_citizen.remark_add",
	    "Remark on a version"},
	{"POST", "/api/cases/{uuid}/remarks", WHO_CITIZEN, LEVEL_LOW, true,
	    REMARK_BYTES, remark_add_to_case, "api_citizen.remark_add",
	    "Remark on a case, or ask about a look"},
	{"POST", "/api/remarks/{uuid}/withdrawal", WHO_CITIZEN, LEVEL_LOW,
	    true, 0, remark_withdraw, "api_citizen.remark_withdraw",
	    "Take a remark back"},
	{"POST", "/api/terms", WHO_CITIZEN, LEVEL_LOW, true, TERMS_BYTES,
	    term_find, "api_citizen.term_find",
	    "Words of casework in a text, in plain words"},
	{"GET", "/api/versions/{uuid}/changes", WHO_CITIZEN, LEVEL_LOW, false,
	    0, changes, "api_citizen.changes",
	    "What was added and removed since an older version"},
	{"GET", "/health/citizen", WHO_NOBODY, LEVEL_NONE, false, 0, health,
	    "api_citizen.health", "Whether the worker reaches the database"},
};

const struct route_table citizen_routes = {
	.program = "minsag-citizen",
	.rows = rows,
	.count = sizeof(rows) / sizeof(rows[0])};
