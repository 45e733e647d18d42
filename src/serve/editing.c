#include "serve/editing.h"

#include "base/file.h"
#include "base/messages.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "serve/texts.h"

/* The name is one of those that are there. */
static bool
find(struct editing *editing, struct slice asked)
{
	const char **names = folder_list(editing->work->mem, ".", NULL);
	for (size_t i = 0; names[i]; i++) {
		if (slice_is(asked, names[i]) && text_is_editable(names[i]))
			editing->name = names[i];
	}
	return editing->name;
}

bool
editing_open(struct editing *editing, struct work *work, struct slice name)
{
	*editing = (struct editing){.work = work};
	if (!find(editing, name) ||
	    !file_read(work->mem, editing->name, INPUT_NONE, EDITING_MOST,
		work->diag, NO_SPAN, &editing->bytes))
		return false;
	if (text_show(editing->bytes, &editing->kind, &editing->shown))
		return true;
	REPORT(work->diag, NO_SPAN, &serve_not_text, ARGS(editing->name));
	return false;
}

void
editing_close(struct editing *editing)
{
	strbuf_fini(&editing->shown);
}

void
editing_hide(struct editing *editing)
{
	char seen[65];
	digest_write_hex(hash_of(editing->bytes), seen);
	page_hide(&editing->work->out, "name", slice_view(editing->name));
	page_hide(&editing->work->out, "seen", slice_view(seen));
}

bool
editing_is_seen(const struct editing *editing)
{
	struct digest seen;
	const struct asked *asked = editing->work->asked;
	return digest_read_hex(asked->seen, &seen) &&
	       digest_equal(seen, hash_of(editing->bytes));
}

bool
editing_save(struct editing *editing)
{
	struct work *work = editing->work;
	const struct asked *asked = work->asked;
	struct strbuf bytes = {0};
	text_take(asked->text, &editing->kind, &bytes);
	bool ok = bytes.len <= EDITING_MOST;
	if (ok)
		ok = file_write_whole(
		    editing->name, strbuf_view(&bytes), work->diag);
	else
		REPORT(work->diag, NO_SPAN, &base_too_large,
		    ARGS(editing->name, EDITING_MOST));
	strbuf_fini(&bytes);
	return ok;
}

void
editing_show_sent(const struct editing *editing, struct strbuf *plain)
{
	const struct text_kind kind = {0};
	const struct asked *asked = editing->work->asked;
	text_take(asked->text, &kind, plain);
}

void
editing_write_theirs(struct editing *editing, const struct message *told)
{
	struct work *work = editing->work;
	work->shared->status = 409;
	page_say(
	    &work->out, work->words, "p class=\"verdict stop\"", told, NO_ARGS);
	html_add(&work->out, "<section>\n");
	page_say(&work->out, work->words, "h2", &serve_text_theirs, NO_ARGS);
	html_add(&work->out, "<pre>");
	html_text(&work->out, strbuf_view(&editing->shown));
	html_add(&work->out, "</pre>\n</section>\n");
}

void
editing_write_unsaved(struct work *work)
{
	work->shared->status =
	    diag_worst(work->diag) == LEVEL_SYSTEM ? 500 : 400;
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    work_unsure(&serve_text_unsaved), NO_ARGS);
	reports_write(&work->out, work->diag);
}

void
editing_write_none(struct work *work)
{
	work->shared->status = 404;
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    &serve_text_none, NO_ARGS);
	reports_write(&work->out, work->diag);
}
