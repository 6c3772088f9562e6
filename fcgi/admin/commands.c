/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/command.h"

#include "admin/staff.h"

/* name, usage, line, function */
const struct command commands[] = {
	{"health", "", "Whether the database answers", health_run},
	{"remarks", STAFF_USAGE "\n"
	    "\t[--of-unit key] [--area key] [--case uuid] [--kind kind]",
	    "Remarks that await an answer", remarks_run},
	{"answer", STAFF_USAGE "\n"
	    "\t[--version uuid] remark changed|noted|disagree <text",
	    "Answer a remark", answer_run},
	{"show", STAFF_USAGE " version",
	    "A version's facts and text", show_run},
	{"case", STAFF_USAGE " key",
	    "What a case consists of, by ids", case_run},
	{"withdraw", STAFF_USAGE " version\n"
	    "\tsent-to-wrong-person|others-information|wrong-case",
	    "Take a version from view", withdraw_run},
	{"withhold", STAFF_USAGE "\n"
	    "\t[--party uuid [--alone]] document section",
	    "Withhold a document", withhold_run},
	{"lift", STAFF_USAGE " [--party uuid] document section",
	    "Withhold it no longer", lift_run},
	{"uploads", STAFF_USAGE "\n"
	    "\t[--case uuid]",
	    "What citizens added and other parties can't see", uploads_run},
	{"release", STAFF_USAGE " version",
	    "Show the other parties what a citizen added", release_run},
	{"settings", "[--staff-names yes|no] [--remarks-day n]",
	    "What citizens see of who has looked, and may write in a day",
	    settings_run},
	{"terms", "[[--da text --en text | --remove] word]",
	    "Words of casework in plain words", terms_run},
	{"limits", "[[--types type,type] [--file-bytes n] [--day-files n]\n"
	    "\t[--person-bytes n] | --remove] area|all]",
	    "What areas take from citizens", limits_run},
	{"notices", "[--state state]",
	    "Messages to citizens, and what became of them", notices_run},
	{"notice-rule", "[--channels way,way|none] [--deadline-days n] [--past-days n]",
	    "Ways that citizens can be told by, and of what",
	    notice_rule_run},
	{"jobs", "[--state dead|waiting|done] [--kind kind]",
	    "Jobs that were given up, wait or are done", jobs_run},
	{"retry", "job...", "Have jobs tried again", retry_run},
	{0},
};
