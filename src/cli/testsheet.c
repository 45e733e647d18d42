/*
 * cli/testsheet.c - utskick testsheet STATIONERY: a page to hold against the
 * envelope.
 */
#include "paper/testsheet.h"

#include "base/file.h"
#include "base/languages.h"
#include "base/places.h"
#include "cli/answer.h"
#include "cli/messages.h"

/* Beside us or where the path says, otherwise a shipped one. */
static struct stationery *
read_stationery(struct invocation *invocation, bool *shipped)
{
	struct arena *mem = invocation->mem;
	const char *templates = places_find(mem, "templates");
	const char *named = invocation->job;
	bool beside = !strchr(named, '/');
	const char *folders[] = {path_folder(mem, named),
	    beside && templates ? templates : NULL, NULL};
	struct stationery *stationery = stationery_read(mem,
	    slice_view(path_name(named)), folders, invocation->diag, NO_SPAN);
	*shipped = stationery && templates &&
		   path_is_below(stationery->path, templates);
	return stationery;
}

/* "testark-kommun-h2.pdf", where nobody names the file. */
static const char *
place_of(struct invocation *invocation, const struct stationery *stationery)
{
	struct slice name = slice_view(path_name(stationery->path));
	if (invocation->out)
		return invocation->out;
	if (slice_ends(name, ".yaml"))
		name.len -= strlen(".yaml");
	const struct slice parts[] = {SLICE("testark-"), name, SLICE(".pdf")};
	struct slice joined = arena_join(invocation->mem, parts, 3, SLICE(""));
	return arena_dup_text(invocation->mem, joined);
}

/* The paper's language, where we speak it; Swedish otherwise. */
static void
speak_for_paper(
    struct invocation *invocation, const struct stationery *stationery)
{
	const struct language *language = language_find_spoken(
	    arena_dup_text(invocation->mem, stationery->language));
	speak_for_job(invocation, language ? language->code : "sv");
}

static void
tell(struct answer *answer, const struct stationery *stationery,
    const char *path)
{
	const struct stationery_window *window = &stationery->window;
	struct arena *mem = answer->invocation->mem;
	const struct words *words = answer->invocation->words;
	struct json *json = &answer->json;
	json_add_text(json, "testsheet", slice_view(path));
	json_add_text(json, "stationery", slice_view(stationery->path));
	json_add_bool(json, "window", window->given);
	json_add_bool(json, "confirmed", window->given && window->confirmed);
	answer_line(answer, &cli_testsheet_made, ARGS(path));
	if (window->given)
		answer_line(answer, &cli_testsheet_window,
		    ARGS(testsheet_mm(mem, words, window->x),
			testsheet_mm(mem, words, window->y),
			testsheet_mm(mem, words, window->width),
			testsheet_mm(mem, words, window->height),
			testsheet_mm(mem, words, window->tolerance)));
	answer_line(answer, &cli_testsheet_print, NO_ARGS);
}

static bool
write_sheet(struct invocation *invocation, const struct stationery *stationery,
    bool shipped, const char *path)
{
	struct slice text =
	    sources_text(diag_sources(invocation->diag), stationery->file);
	const struct testsheet_spec spec = {
	    .stationery = stationery,
	    .out = path,
	    .words = invocation->words,
	    .shipped = shipped,
	    .swedish_keys = slice_find(text, SLICE("fönster:")) < text.len,
	};
	return testsheet_write(&spec, invocation->diag);
}

static int
engine(struct invocation *invocation)
{
	struct answer answer;
	bool shipped, ok = false;
	answer_open(&answer, invocation);
	struct stationery *stationery = read_stationery(invocation, &shipped);
	const char *path = NULL;
	if (stationery) {
		speak_for_paper(invocation, stationery);
		path = place_of(invocation, stationery);
		ok = answer_is_free(invocation, path) &&
		     write_sheet(invocation, stationery, shipped, path);
	} else {
		speak_for_job(invocation, "sv");
	}
	if (ok)
		tell(&answer, stationery, path);
	return answer_close(
	    &answer, ok ? EXIT_DONE : exit_code_of(invocation->diag));
}

const struct command command_testsheet = {
    .name = "testsheet",
    .summary = &cli_testsheet_summary,
    .usage = &cli_testsheet_usage,
    .options = "oq",
    .arguments = 1,
    .run = engine,
};
