/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "import/report.h"

#define BAR_CELLS 30
#define BAR_MS 100

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
report_open(struct report *report)
{
	*report = (struct report){
	    .bar = isatty(STDERR_FILENO) == 1};
}

void
report_outcome(struct report *report, enum manifest_type type,
    enum outcome outcome)
{
	if (!report->again)
		report->counts[type][outcome]++;
}

static void
clear_bar(const struct report *report)
{
	if (report->bar)
		fputs("\r\033[K", stderr);
}

void
report_count_bad(struct report *report, const enum manifest_type *type)
{
	if (type == NULL)
		report->unread++;
	else
		report->counts[*type][OUTCOME_BAD]++;
}

void
report_bad(struct report *report, int64_t line,
    const enum manifest_type *type, const char *rule)
{
	clear_bar(report);
	report_count_bad(report, type);
	fprintf(stderr, "%s:%lld: %s%s%s\n", report->file, (long long)line,
	    type == NULL ? "" : manifest_word(*type), type == NULL ? "" : ": ",
	    rule);
}

void
report_warn(struct report *report, const char *text)
{
	clear_bar(report);
	fprintf(stderr, "minsag-import: %s: %s\n", report->file, text);
}

void
report_say(struct report *report, const char *text)
{
	clear_bar(report);
	fprintf(stderr, "minsag-import: %s\n", text);
}

static int
percent(const struct report *report)
{
	if (report->total <= 0)
		return 100;
	return (int)(report->done * 100 / report->total);
}

static void
draw_bar(struct report *report)
{
	int cells = percent(report) * BAR_CELLS / 100;
	char bar[BAR_CELLS + 1];

	for (int i = 0; i < BAR_CELLS; i++)
		bar[i] = i < cells ? '#' : '.';
	bar[BAR_CELLS] = '\0';
	fprintf(stderr, "\r[%s] %3d %%, %lld MB, %lld bad\033[K", bar,
	    percent(report), (long long)(report->bytes / 1000000),
	    (long long)report_bad_count(report));
	fflush(stderr);
}

void
report_progress(struct report *report)
{
	int64_t now;

	if (!report->bar)
		return;
	now = now_ms();
	if (now - report->drawn_ms < BAR_MS)
		return;
	report->drawn_ms = now;
	draw_bar(report);
}

int64_t
report_bad_count(const struct report *report)
{
	int64_t count = report->unread;

	for (int i = 0; i < MANIFEST_TYPES; i++)
		count += report->counts[i][OUTCOME_BAD];
	return count;
}

void
report_close(struct report *report, bool kept)
{
	clear_bar(report);
	printf("%-12s %8s %8s %8s %8s\n", "", "new", "same", "changed", "bad");
	for (int i = MANIFEST_KLE; i < MANIFEST_TYPES; i++) {
		const int64_t *counts = report->counts[i];

		printf("%-12s %8lld %8lld %8lld %8lld\n",
		    manifest_word((enum manifest_type)i),
		    (long long)counts[OUTCOME_NEW],
		    (long long)counts[OUTCOME_SAME],
		    (long long)counts[OUTCOME_CHANGED],
		    (long long)counts[OUTCOME_BAD]);
	}
	printf("%lld bytes of documents brought in, %lld bad lines%s\n",
	    (long long)report->bytes, (long long)report_bad_count(report),
	    kept ? "" : "; nothing of it was kept");
	fflush(stdout);
}
