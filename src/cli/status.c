/*
 * cli/status.c - utskick status RUN|FOLDER: what became of the letters.
 */
#include "fate/status.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/places.h"
#include "cli/answer.h"
#include "cli/messages.h"
#include "cli/report_pages.h"
#include "sealed/later.h"
#include "sealed/messages.h"
#include "sealed/sealed.h"

#define DEPTH_MOST 6

struct asking {
	struct answer answer;
	struct invocation *invocation;
	uint32_t runs;
};

static void
write_counts(struct asking *asking, const struct fate_counts *counts)
{
	struct json *json = &asking->answer.json;
	const uint32_t *by = counts->by;
	json_add_number(json, "letters", counts->letters);
	json_add_number(json, "posted", by[FATE_POSTED]);
	json_add_number(json, "withdrawn", by[FATE_WITHDRAWN]);
	json_add_number(json, "returned", by[FATE_RETURNED]);
	json_add_number(json, "reprinted", by[FATE_REPRINTED]);
	json_add_number(json, "open", by[FATE_OPEN] + by[FATE_WANTED]);
	json_add_number(json, "wanted", by[FATE_WANTED]);
	json_add_number(json, "answered", counts->answered);
}

static void
write_line(
    struct asking *asking, const struct fate_counts *counts, struct slice name)
{
	struct strbuf line = {0};
	const uint32_t *by = counts->by;
	strbuf_print(&line, "%9u %9u %9u %9u %9u %9u %9u  ", counts->letters,
	    by[FATE_POSTED], by[FATE_WITHDRAWN], by[FATE_RETURNED],
	    by[FATE_REPRINTED], by[FATE_OPEN] + by[FATE_WANTED],
	    counts->answered);
	strbuf_add(&line, name);
	strbuf_add_char(&line, '\n');
	if (!asking->invocation->json)
		strbuf_add(&asking->answer.text, strbuf_view(&line));
	strbuf_fini(&line);
}

static void
tell(struct asking *asking, const char *run, const struct status *status)
{
	struct json *json = &asking->answer.json;
	json_open(json, '{');
	json_add_text(json, "run", slice_view(run));
	json_add_number(json, "events", status->events);
	json_add_text(json, "last_event", slice_view(status->last_event));
	json_add_bool(json, "purged", status->purged);
	write_counts(asking, &status->all);
	write_line(asking, &status->all, slice_view(run));
	json_key(json, "areas");
	json_open(json, '[');
	for (size_t i = 0; i < status->count; i++) {
		const struct status_area *area = &status->areas[i];
		json_open(json, '{');
		json_add_text(json, "area", area->name);
		write_counts(asking, &area->counts);
		json_close(json, '}');
		write_line(asking, &area->counts,
		    area->name.len ? area->name : SLICE("-"));
	}
	json_close(json, ']');
	json_close(json, '}');
	if (status->events)
		answer_line(&asking->answer, &cli_events_line,
		    ARGS(status->events, (const char *)status->last_event));
	if (status->purged)
		answer_line(&asking->answer, &cli_is_purged, NO_ARGS);
	if (status->all.by[FATE_WANTED])
		answer_line(&asking->answer, &cli_status_wanted,
		    ARGS(status->all.by[FATE_WANTED]));
}

static bool
ask_run(struct asking *asking, const char *run)
{
	struct invocation *invocation = asking->invocation;
	struct arena *mem = arena_new();
	struct status status;
	bool ok = status_read(
	    &status, mem, run, slice_view(invocation->by), invocation->diag);
	if (ok)
		tell(asking, run, &status);
	asking->runs++;
	arena_free(mem);
	return ok;
}

static bool ask_below(struct asking *asking, const char *folder, int depth);

/* A run that is not looked at would not be missed. */
static bool
ask_folder(struct asking *asking, const char *folder, int depth)
{
	struct diag *diag = asking->invocation->diag;
	if (depth)
		return ask_below(asking, folder, depth - 1);
	REPORT(diag, NO_SPAN, &sealed_too_deep, ARGS(folder, DEPTH_MOST));
	HINT(diag, &sealed_too_deep_hint, NO_ARGS);
	return false;
}

static bool
ask_below(struct asking *asking, const char *folder, int depth)
{
	struct arena *mem = arena_new();
	struct dirent **names = NULL;
	bool ok = true;
	if (folder_exists(path_join(mem, folder, "keep"))) {
		ok = ask_run(asking, folder);
		arena_free(mem);
		return ok;
	}
	int count = scandir(folder, &names, NULL, alphasort);
	if (count < 0) {
		fault_report_unread(
		    asking->invocation->diag, NO_SPAN, folder, errno);
		ok = false;
	}
	for (int i = 0; i < count; i++) {
		const char *path = path_join(mem, folder, names[i]->d_name);
		if (sealed_is_looked_into(names[i]->d_name) &&
		    folder_exists(path))
			ok = ask_folder(asking, path, depth) && ok;
		free(names[i]);
	}
	free(names);
	arena_free(mem);
	return ok;
}

static bool
write_report(struct asking *asking)
{
	struct invocation *invocation = asking->invocation;
	struct report_pages pages;
	if (!report_pages_read(invocation, &pages))
		return false;
	const struct later_spec spec = {
	    .run = invocation->job,
	    .path = invocation->report,
	    .catalogues = places_catalogues(invocation->mem),
	    .pages = pages.at,
	    .page_count = pages.count,
	};
	bool ok = later_write(&spec, invocation->diag);
	if (ok)
		answer_line(&asking->answer, &cli_report_lies_in,
		    ARGS(invocation->report));
	return ok;
}

static int
engine(struct invocation *invocation)
{
	struct asking asking = {.invocation = invocation};
	speak_for_job(invocation, "sv");
	answer_open(&asking.answer, invocation);
	if (invocation->proof && !invocation->report) {
		REPORT(invocation->diag, NO_SPAN, &cli_status_proof_wants,
		    NO_ARGS);
		return answer_close(&asking.answer, EXIT_USAGE);
	}
	json_key(&asking.answer.json, "runs");
	json_open(&asking.answer.json, '[');
	answer_line(&asking.answer, &cli_status_head, NO_ARGS);
	bool ok = ask_below(&asking, invocation->job, DEPTH_MOST);
	json_close(&asking.answer.json, ']');
	if (ok && asking.runs && invocation->report)
		ok = write_report(&asking);
	if (!asking.runs) {
		REPORT(invocation->diag, NO_SPAN, &cli_status_none,
		    ARGS(invocation->job));
		ok = false;
	}
	return answer_close(
	    &asking.answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_status = {
    .name = "status",
    .summary = &cli_status_summary,
    .usage = &cli_status_usage,
    .options = "yWY",
    .arguments = 1,
    .run = engine,
};
