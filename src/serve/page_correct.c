/*
 * serve/page_correct.c - one row as a form: what is changed in it becomes a
 * correction, and the row is decided anew.
 *
 * Asked for and answered by POST alone. Nothing of a protected person's row is
 * shown, and none is corrected.
 */
#include "correct/row.h"

#include "correct/save.h"
#include "load/open.h"
#include "plan/explain.h"
#include "serve/messages.h"
#include "serve/pages.h"

/* What becomes of the form that came. */
enum sent {
	SENT_NOTHING, /* it is asked for */
	SENT_SAVED,
	SENT_SAME, /* nothing in it was changed */
	SENT_NAMELESS, /* nobody stands for it */
	SENT_STALE, /* of other files or cells than are there */
	SENT_MOVED, /* a line of another register */
	SENT_AGAINST, /* it contradicts an earlier correction */
	SENT_REFUSED, /* reported */
};

struct correcting {
	struct work *work;
	struct strbuf *page;
	struct job job;
	struct correct_row row;
	struct correct_edit *edits; /* of what came, by cell */
	size_t count;
	bool is_other; /* one of them was something else than is there now */
	struct slice who;
	enum sent sent;
	char seen[65]; /* the folder before it was read, and the list */
};

/* ---- what came */

static struct slice
named_field(struct correcting *correcting, const char *kind, struct slice name)
{
	struct arena *mem = correcting->work->mem;
	return asked_field(correcting->work->asked,
	    arena_print(mem, "%s.%.*s", kind, (int)name.len, name.at).at);
}

/* The form holds what each cell was when it was made, and what it is to be. */
static void
read_edits(struct correcting *correcting)
{
	struct arena *mem = correcting->work->mem;
	struct correct_row *row = &correcting->row;
	correcting->edits =
	    ARENA_ARRAY(mem, struct correct_edit, row->count + 1);
	for (size_t i = 0; i < row->count; i++) {
		const struct correct_cell *cell = &row->cells[i];
		struct slice now = correct_clean(
		    mem, named_field(correcting, "new", cell->name));
		struct slice was = correct_clean(
		    mem, named_field(correcting, "was", cell->name));
		if (slice_equal(now, was))
			continue;
		correcting->edits[correcting->count++] =
		    (struct correct_edit){cell, now};
		if (!slice_equal(was, correct_clean(mem, cell->now)))
			correcting->is_other = true;
	}
}

static const struct correct_edit *
find_edit(const struct correcting *correcting, const struct correct_cell *cell)
{
	for (size_t i = 0; i < correcting->count; i++) {
		if (correcting->edits[i].cell == cell)
			return &correcting->edits[i];
	}
	return NULL;
}

static bool
is_against(const struct correct_edit *edit)
{
	return edit->cell->by && !slice_equal(edit->now, edit->cell->read);
}

static bool
any_against(const struct correcting *correcting)
{
	for (size_t i = 0; i < correcting->count; i++) {
		if (is_against(&correcting->edits[i]))
			return true;
	}
	return false;
}

static enum sent
judge(struct correcting *correcting)
{
	const struct asked *asked = correcting->work->asked;
	struct correct_row *row = &correcting->row;
	if (correcting->is_other || !slice_is(asked->seen, correcting->seen))
		return SENT_STALE;
	if (!correcting->count)
		return SENT_SAME;
	if (!correcting->who.len)
		return SENT_NAMELESS;
	if (any_against(correcting) && !asked_field(asked, "replace").len)
		return SENT_AGAINST;
	if (correct_save(&correcting->job, row, correcting->edits,
		correcting->count, correcting->who, correcting->work->diag))
		return SENT_SAVED;
	return SENT_REFUSED;
}

/* ---- the row, as it is */

static bool
can_correct(const struct correct_row *row)
{
	return row->found && !row->is_protected && !row->is_malformed &&
	       row->key_form.len;
}

static bool
open_row(struct correcting *correcting, const struct correct_asked *asked)
{
	struct work *work = correcting->work;
	struct digest folder = state_of_folder(".");
	bool ok = load_open(&correcting->job, work->mem, work_job(work),
		      work->diag) &&
		  correct_find_row(
		      &correcting->job, asked, &correcting->row, work->diag);
	work_write_corrected(&folder, work->diag, correcting->seen);
	return ok;
}

/* The row by its place; by its key where another row has come there. */
static bool
find_row(struct correcting *correcting)
{
	const struct asked *asked = correcting->work->asked;
	const struct correct_row *row = &correcting->row;
	struct slice key = correct_clean(correcting->work->mem, asked->key);
	struct correct_asked by = {
	    .place = slice_trim(asked_field(asked, "place")), .key = key};
	if (!open_row(correcting, &by))
		return false;
	if (!by.place.len || !key.len || slice_equal(row->key, key))
		return true;
	load_close(&correcting->job);
	by.place = (struct slice){NULL, 0};
	return open_row(correcting, &by);
}

/* ---- the page */

static void
say(struct correcting *correcting, const char *tag,
    const struct message *message)
{
	page_say(
	    correcting->page, correcting->work->words, tag, message, NO_ARGS);
}

/* What became of it: explained by the engine, the outcome first. */
static void
write_outcome(struct correcting *correcting)
{
	struct work *work = correcting->work;
	struct job job;
	struct strbuf text = {0};
	const struct row_asked asked = {.row = correcting->row.number};
	if (load_open(&job, work->mem, work_job(work), work->diag) &&
	    explain_job(&job, &asked, &text, work->diag)) {
		explained_write(work, strbuf_view(&text), false);
	}
	load_close(&job);
	strbuf_fini(&text);
}

static void
write_attribute(struct strbuf *page, const char *name, const char *kind,
    struct slice column)
{
	html_add(page, " ");
	html_add(page, name);
	html_add(page, "=\"");
	html_add(page, kind);
	html_text(page, column);
	html_add(page, "\"");
}

/* Beside a cell: the earlier correction, what stands there now. */
static void
write_hints(struct correcting *correcting, const struct correct_cell *cell,
    const struct correct_edit *edit)
{
	struct strbuf *page = correcting->page;
	const struct words *words = correcting->work->words;
	const struct correction *by = cell->by;
	bool stale = correcting->sent == SENT_STALE && edit;
	if (stale)
		page_say(page, words, "p class=\"verdict stop\"",
		    &serve_correct_now, ARGS(cell->now));
	if (by && slice_equal(by->old, cell->read))
		page_say(page, words, "p class=hint", &serve_correct_by,
		    ARGS(by->old, by->new, by->who, by->line));
	else if (by)
		page_say(page, words, "p class=hint", &serve_correct_idle,
		    ARGS(by->old, by->new, by->who, by->line));
}

static void
write_cell(struct correcting *correcting, size_t index)
{
	struct strbuf *page = correcting->page;
	const struct correct_cell *cell = &correcting->row.cells[index];
	const struct correct_edit *edit =
	    correcting->sent > SENT_SAVED ? find_edit(correcting, cell) : NULL;
	bool hinted = cell->by || (edit && correcting->sent == SENT_STALE);
	html_add(page, edit ? "<div class=changed>\n" : "<div>\n");
	strbuf_print(page, "<label for=\"cell-%zu\">", index);
	html_text(page, cell->name);
	html_add(page, "</label>\n<input type=\"hidden\"");
	write_attribute(page, "name", "was.", cell->name);
	write_attribute(page, "value", "", cell->now);
	strbuf_print(page,
	    ">\n<input type=\"text\" id=\"cell-%zu\" "
	    "maxlength=\"%d\" autocomplete=\"off\" spellcheck=\"false\"",
	    index, CORRECT_MOST);
	write_attribute(page, "name", "new.", cell->name);
	write_attribute(page, "value", "", edit ? edit->now : cell->now);
	if (hinted)
		strbuf_print(page, " aria-describedby=\"hint-%zu\"", index);
	html_add(page, ">\n");
	if (hinted) {
		strbuf_print(page, "<div id=\"hint-%zu\">", index);
		write_hints(correcting, cell, edit);
		html_add(page, "</div>\n");
	}
	html_add(page, "</div>\n");
}

/* Whom the proxy has signed in stands for it, and nobody else. */
static void
write_who(struct correcting *correcting)
{
	struct strbuf *page = correcting->page;
	const struct asked *asked = correcting->work->asked;
	bool nameless = correcting->sent == SENT_NAMELESS;
	if (asked->user.len) {
		page_say(page, correcting->work->words, "p",
		    &serve_correct_signed, ARGS(asked->user));
		return;
	}
	say(correcting, "label for=who", &serve_correct_who);
	html_add(page, "<input type=\"text\" id=\"who\" name=\"who\" required "
		       "maxlength=\"100\" autocomplete=\"off\"");
	write_attribute(page, "value", "", correcting->who);
	html_add(page, nameless ? " aria-invalid=\"true\" "
				  "aria-describedby=\"who-hint\">\n"
				: " aria-describedby=\"who-hint\">\n");
	say(correcting,
	    nameless ? "p class=error id=who-hint" : "p class=hint id=who-hint",
	    nameless ? &serve_correct_nameless : &serve_correct_who_hint);
}

static void
write_form(struct correcting *correcting)
{
	struct strbuf *page = correcting->page;
	const struct asked *asked = correcting->work->asked;
	const struct correct_row *row = &correcting->row;
	bool against = correcting->sent == SENT_AGAINST;
	html_add(page, "<section>\n");
	say(correcting, "h2", &serve_correct_cells);
	say(correcting, "p class=hint", &serve_correct_means);
	page_open_form(page, "/correct/save", asked->token);
	page_hide(page, "seen", slice_view(correcting->seen));
	page_hide(page, "place", row->place);
	page_hide(page, "key", row->key);
	if (against)
		page_hide(page, "replace", SLICE("1"));
	html_add(page, "<div class=\"cells\">\n");
	for (size_t i = 0; i < row->count; i++)
		write_cell(correcting, i);
	html_add(page, "</div>\n");
	write_who(correcting);
	page_close_form(page, correcting->work->words, "button",
	    against ? &serve_correct_replace : &serve_correct_button);
	html_add(page, "</section>\n");
}

/* What came of the form, in a word. */
static void
write_sent(struct correcting *correcting)
{
	static const struct {
		const char *tag;
		const struct message *word;
		unsigned status;
	} told[] = {
	    [SENT_SAVED] = {"p class=\"verdict good\"", &serve_correct_saved,
		200},
	    [SENT_SAME] = {"p class=\"verdict wait\"", &serve_correct_same,
		200},
	    [SENT_NAMELESS] = {"p class=\"verdict stop\"",
		&serve_correct_nameless, 400},
	    [SENT_STALE] = {"p class=\"verdict stop\"", &serve_correct_stale,
		409},
	    [SENT_MOVED] = {"p class=\"verdict stop\"", &serve_correct_moved,
		409},
	    [SENT_AGAINST] = {"p class=\"verdict stop\"",
		&serve_correct_against, 409},
	    [SENT_REFUSED] = {"p class=\"verdict stop\"",
		&serve_correct_refused, 400},
	};
	if (correcting->sent == SENT_NOTHING)
		return;
	correcting->work->shared->status = told[correcting->sent].status;
	const struct message *word = told[correcting->sent].word;
	say(correcting, told[correcting->sent].tag,
	    correcting->sent == SENT_REFUSED ? work_unsure(word) : word);
}

static void
write_next(struct correcting *correcting)
{
	struct strbuf *page = correcting->page;
	const struct words *words = correcting->work->words;
	html_add(page, "<ul class=\"links next\">\n<li>");
	page_link(page, words, "/check", &serve_correct_to_check);
	html_add(page, "</li>\n<li>");
	page_link(page, words, "/corrections", &serve_correct_to_list);
	html_add(page, "</li>\n</ul>\n");
}

static void
write_page(struct correcting *correcting, bool found)
{
	struct work *work = correcting->work;
	const struct correct_row *row = &correcting->row;
	write_sent(correcting);
	if (found && row->found)
		write_outcome(correcting);
	else if (found)
		say(correcting, "p class=\"verdict stop\"",
		    &serve_explain_none);
	reports_write(correcting->page, work->diag);
	if (found && row->is_protected)
		say(correcting, "p", &serve_correct_protected);
	else if (found && row->found && !can_correct(row))
		say(correcting, "p", &serve_correct_keyless);
	else if (found && row->found)
		write_form(correcting);
	write_next(correcting);
}

static void
show(struct correcting *correcting, bool found)
{
	struct work *work = correcting->work;
	struct page_frame frame =
	    work_frame(work, STEP_EXPLAIN, &serve_correct_title);
	frame_open(&work->out, &frame);
	write_page(correcting, found);
	frame_close(&work->out, &frame);
}

void
work_correct(struct work *work)
{
	struct correcting correcting = {.work = work, .page = &work->out};
	bool found = find_row(&correcting);
	if (correcting.job.file &&
	    work_has_other_registers(work, correcting.job.file)) {
		correcting.sent = SENT_MOVED;
		found = false;
	}
	show(&correcting, found);
	load_close(&correcting.job);
}

void
work_correct_save(struct work *work)
{
	const struct asked *asked = work->asked;
	struct correcting correcting = {.work = work, .page = &work->out};
	bool found = find_row(&correcting);
	correcting.who = correct_clean(work->mem,
	    asked->user.len ? asked->user : asked_field(asked, "who"));
	if (found && can_correct(&correcting.row)) {
		read_edits(&correcting);
		correcting.sent = judge(&correcting);
	}
	if (correcting.sent == SENT_SAVED) {
		work->shared->passed = true;
		load_close(&correcting.job);
		/* what was read before has changed, as it was to */
		work->diag = diag_new(sources_new());
		diag_speak(work->diag, work->words);
		found = find_row(&correcting);
	}
	show(&correcting, found);
	load_close(&correcting.job);
}
