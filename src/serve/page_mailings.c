/*
 * serve/page_mailings.c - the sealed runs of the folder: what became of their
 * letters, and what can be taken from them.
 */
#include "base/file.h"
#include "fate/status.h"
#include "serve/mailings.h"
#include "serve/messages.h"
#include "serve/pages.h"

struct listing {
	struct work *work;
	struct strbuf *page;
	const char *run, *name; /* its path, and its name */
	const char **names; /* of all */
	size_t count;
};

/* ---- one run */

static void
write_fate(struct listing *listing, const struct message *word, uint32_t count)
{
	html_add(listing->page, "<div>");
	html_element(
	    listing->page, "dt", message_text(listing->work->words, word));
	strbuf_print(listing->page, "<dd>%u</dd></div>\n", count);
}

static void
write_fates(struct listing *listing, const struct status *status)
{
	const struct fate_counts *all = &status->all;
	const uint32_t *by = all->by;
	html_add(listing->page, "<dl class=\"facts\">\n");
	write_fate(listing, &serve_fate_letters, all->letters);
	write_fate(listing, &serve_fate_posted, by[FATE_POSTED]);
	if (by[FATE_WITHDRAWN])
		write_fate(listing, &serve_fate_withdrawn, by[FATE_WITHDRAWN]);
	if (by[FATE_RETURNED])
		write_fate(listing, &serve_fate_returned, by[FATE_RETURNED]);
	if (by[FATE_REPRINTED])
		write_fate(listing, &serve_fate_reprinted, by[FATE_REPRINTED]);
	if (all->answered)
		write_fate(listing, &serve_fate_answered, all->answered);
	write_fate(listing, &serve_fate_open, by[FATE_OPEN] + by[FATE_WANTED]);
	html_add(listing->page, "</dl>\n");
}

/* The link's words name the run, for those who hear links alone. */
static void
write_link(struct listing *listing, const char *what,
    const struct message *words, const char *kind)
{
	html_add(listing->page, "<li><a class=\"");
	html_add(listing->page, kind);
	html_add(listing->page, "\" href=\"/mailings/");
	html_address(listing->page, slice_view(listing->name));
	html_add(listing->page, "/");
	html_add(listing->page, what);
	html_add(listing->page, "\">");
	html_text(listing->page, message_text(listing->work->words, words));
	html_add(listing->page, "<span class=\"unseen\"> – ");
	html_text(listing->page, slice_view(listing->name));
	html_add(listing->page, "</span></a></li>\n");
}

static void
write_links(struct listing *listing, const struct status *status)
{
	bool withdrawn = status->all.by[FATE_WITHDRAWN];
	if (withdrawn)
		page_say(listing->page, listing->work->words,
		    "p class=\"verdict wait\"", &serve_print_withdrawn,
		    NO_ARGS);
	html_add(listing->page, "<ul class=\"links\">\n");
	if (!withdrawn && folder_exists(path_join(
			      listing->work->mem, listing->run, "to-printer")))
		write_link(
		    listing, "to-printer.zip", &serve_take_printer, "button");
	write_link(listing, "manifest.xlsx", &serve_take_manifest, "plain");
	write_link(listing, "report", &serve_take_report, "plain");
	html_add(listing->page, "</ul>\n");
}

/* With the job as it stands, or with another mailing. */
static void
write_compare(struct listing *listing)
{
	struct strbuf *page = listing->page;
	const struct words *words = listing->work->words;
	const struct asked *asked = listing->work->asked;
	page_open_form(page, "/mailings/compare", asked->token);
	page_hide(page, "run", slice_view(listing->name));
	html_add(page, "<label for=\"other-");
	html_text(page, slice_view(listing->name));
	html_add(page, "\">");
	html_text(page, message_text(words, &serve_diff_with));
	html_add(page, "</label>\n<select name=\"other\" id=\"other-");
	html_text(page, slice_view(listing->name));
	html_add(page, "\">\n<option value=\"\">");
	html_text(page, message_text(words, &serve_diff_with_now));
	html_add(page, "</option>\n");
	for (size_t i = listing->count; i-- > 0;) {
		if (listing->names[i] != listing->name)
			html_element(
			    page, "option", slice_view(listing->names[i]));
	}
	html_add(page, "</select>\n");
	page_close_form(page, words, "button quiet", &serve_diff_button);
}

static void
write_events(struct listing *listing, const struct status *status)
{
	const struct words *words = listing->work->words;
	if (status->events)
		page_say(listing->page, words, "p class=hint", &serve_events,
		    ARGS(status->events, (const char *)status->last_event));
	if (status->all.by[FATE_WANTED])
		page_say(listing->page, words, "p class=\"verdict wait\"",
		    &serve_wanted, ARGS(status->all.by[FATE_WANTED]));
}

static void
write_run(struct listing *listing)
{
	struct status status;
	struct work *work = listing->work;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	diag_speak(diag, work->words);
	html_add(listing->page, "<section class=\"card\">\n");
	html_element(listing->page, "h2", slice_view(listing->name));
	if (status_read(&status, work->mem, listing->run,
		(struct slice){NULL, 0}, diag)) {
		write_fates(listing, &status);
		write_events(listing, &status);
		if (status.purged) {
			page_say(listing->page, work->words, "p class=hint",
			    &serve_is_purged, NO_ARGS);
		} else {
			write_links(listing, &status);
			write_compare(listing);
		}
	} else {
		page_say(listing->page, work->words, "p class=\"verdict stop\"",
		    &serve_run_damaged, NO_ARGS);
	}
	reports_write(listing->page, diag);
	html_add(listing->page, "</section>\n");
	diag_free(diag);
	sources_free(sources);
}

void
mailings_write_find(struct work *work)
{
	const struct asked *asked = work->asked;
	struct strbuf *page = &work->out;
	html_add(page, "<section class=\"card\">\n");
	page_say(page, work->words, "h2", &serve_find_title, NO_ARGS);
	page_open_form(page, "/mailings/find", asked->token);
	page_say(
	    page, work->words, "label for=key", &serve_explain_key, NO_ARGS);
	html_add(page, "<input type=\"text\" id=\"key\" name=\"key\" required "
		       "maxlength=\"200\" autocomplete=\"off\" "
		       "spellcheck=\"false\" aria-describedby=\"key-hint\">\n");
	page_say(page, work->words, "p class=hint id=key-hint",
	    &serve_explain_hint, NO_ARGS);
	page_close_form(page, work->words, "button quiet", &serve_find_button);
	html_add(page, "</section>\n");
}

void
work_mailings(struct work *work)
{
	struct page_frame frame =
	    work_frame(work, STEP_MAILINGS, &serve_mailings_title);
	size_t count;
	const char **names = mailings_list(work->mem, ".", &count);
	frame_open(&work->out, &frame);
	page_say(&work->out, work->words, "p class=lead",
	    count ? &serve_mailings_lead : &serve_mailings_none, NO_ARGS);
	/* the latest date first */
	for (size_t i = count; i-- > 0;) {
		struct listing listing = {
		    .work = work,
		    .page = &work->out,
		    .name = names[i],
		    .names = names,
		    .count = count,
		    .run = mailings_path(work->mem, ".", names[i]),
		};
		write_run(&listing);
	}
	if (count)
		mailings_write_find(work);
	frame_close(&work->out, &frame);
}
