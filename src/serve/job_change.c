#include "serve/job_change.h"

#include "base/file.h"
#include "serve/pages.h"

bool
job_change_open(struct job_change *change, struct work *work)
{
	*change = (struct job_change){.work = work};
	if (!editing_open(&change->editing, work, slice_view(work_job(work))))
		return false;
	change->file = job_file_read(work->mem, work_job(work), work->diag);
	change->edit = change->file ? edit_open(work->mem, work_job(work),
					  change->editing.bytes, work->diag)
				    : NULL;
	return change->edit;
}

void
job_change_close(struct job_change *change)
{
	editing_close(&change->editing);
}

bool
job_change_save(struct job_change *change)
{
	return !edit_is_changed(change->edit) ||
	       work_write_job(change->work, edit_bytes(change->edit));
}

/* ---- entries of letters: */

static struct yaml *
texts_value(struct job_change *change, const struct conf_list *texts)
{
	struct arena *mem = change->work->mem;
	if (texts->count == 1)
		return edit_text(mem, texts->at[0].text);
	struct yaml *list = edit_list(mem);
	for (size_t i = 0; i < texts->count; i++)
		edit_add(mem, list, edit_text(mem, texts->at[i].text));
	return list;
}

/* "- brev.md" says nothing but its text until it is a map. */
static bool
make_map(struct job_change *change, size_t entry)
{
	struct arena *mem = change->work->mem;
	const struct yaml *item = edit_find(
	    change->edit, EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry)));
	if (!item || item->kind == YAML_MAP)
		return item;
	struct yaml *map = edit_map(mem);
	edit_put(mem, map, edit_word(change->edit, "text"),
	    texts_value(change, &change->file->versions[entry].texts));
	return edit_set(change->edit,
	    EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry)), map);
}

static bool
put_text(
    struct job_change *change, size_t entry, struct slice from, struct slice to)
{
	struct arena *mem = change->work->mem;
	struct conf_list texts = change->file->versions[entry].texts;
	bool any = false;
	texts.at = ARENA_ARRAY(mem, struct conf_text, texts.count + 1);
	for (size_t i = 0; i < texts.count; i++) {
		texts.at[i] = change->file->versions[entry].texts.at[i];
		if (!slice_equal(texts.at[i].text, from))
			continue;
		any = true;
		texts.at[i].text = to;
	}
	return !any || (make_map(change, entry) &&
			   edit_set(change->edit,
			       EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry),
				   EDIT_KEY("text")),
			       texts_value(change, &texts)));
}

bool
job_change_text(struct job_change *change, struct slice from, struct slice to)
{
	bool ok = true;
	for (size_t v = 0; v < change->file->version_count; v++)
		ok = ok && put_text(change, v, from, to);
	return ok;
}

static struct yaml *
where_value(struct job_change *change, const struct job_change_to *to)
{
	struct arena *mem = change->work->mem;
	struct yaml *where = edit_map(mem);
	edit_put(mem, where, to->column, edit_text(mem, to->value));
	return where;
}

bool
job_change_entry_to(
    struct job_change *change, size_t entry, const struct job_change_to *to)
{
	if (!make_map(change, entry) ||
	    !edit_remove(change->edit, EDIT_PATH(EDIT_KEY("letters"),
					   EDIT_ITEM(entry), EDIT_KEY("when"))))
		return false;
	if (!to->column.len)
		return edit_remove(
		    change->edit, EDIT_PATH(EDIT_KEY("letters"),
				      EDIT_ITEM(entry), EDIT_KEY("where")));
	return edit_set(change->edit,
	    EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry), EDIT_KEY("where")),
	    where_value(change, to));
}

bool
job_change_entry_paper(
    struct job_change *change, size_t entry, struct slice paper)
{
	if (!paper.len)
		return edit_remove(change->edit,
		    EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry),
			EDIT_KEY("stationery")));
	return make_map(change, entry) &&
	       edit_set(change->edit,
		   EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry),
		       EDIT_KEY("stationery")),
		   edit_text(change->work->mem, paper));
}

bool
job_change_add(struct job_change *change, struct slice text,
    const struct job_change_to *to)
{
	struct arena *mem = change->work->mem;
	struct yaml *map = edit_map(mem);
	edit_put(
	    mem, map, edit_word(change->edit, "text"), edit_text(mem, text));
	if (to->column.len)
		edit_put(mem, map, edit_word(change->edit, "where"),
		    where_value(change, to));
	return edit_insert(
	    change->edit, EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(0)), map);
}

bool
job_change_remove(struct job_change *change, size_t entry)
{
	return edit_remove(
	    change->edit, EDIT_PATH(EDIT_KEY("letters"), EDIT_ITEM(entry)));
}

bool
job_change_paper(struct job_change *change, struct slice paper)
{
	return edit_set(change->edit, EDIT_PATH(EDIT_KEY("stationery")),
	    edit_text(change->work->mem, paper));
}
