/*
 * serve/page_register_save.c - what was chosen of the register, into the job
 * file.
 */
#include "base/file.h"
#include "serve/fields.h"
#include "serve/messages.h"
#include "serve/register_form.h"

/* ---- types of columns */

static bool
set_type(struct register_form *form, struct arena *mem,
    const struct register_column *column)
{
	struct edit_step path[] = {
	    EDIT_KEY("columns"), EDIT_NAME(column->name), EDIT_KEY("type")};
	const struct yaml *said = edit_find(form->edit, path, 2);
	size_t depth = said && said->kind == YAML_MAP ? 3 : 2;
	if (!column->type.len)
		return edit_remove(form->edit, path, depth);
	return edit_set(form->edit, path, depth,
	    edit_plain(
		mem, edit_word(form->edit, arena_dup_text(mem, column->type))));
}

static bool
is_type(struct slice name)
{
	for (size_t i = 0; column_type_names[i]; i++) {
		if (slice_is(name, column_type_names[i]))
			return i != COLUMN_CHOICE;
	}
	return !name.len;
}

static bool
write_types(struct register_form *form, struct work *work)
{
	bool ok = true;
	for (size_t i = 0; i < form->count; i++) {
		const struct register_column *column = &form->columns[i];
		if (column->fixed || !is_type(column->type) ||
		    slice_equal(column->type, column->type_was))
			continue;
		ok = set_type(form, work->mem, column) && ok;
	}
	return ok;
}

/* ---- roles */

static bool
write_roles(struct register_form *form, struct work *work)
{
	struct role_choice *choices =
	    ARENA_ARRAY(work->mem, struct role_choice, form->count + 1);
	for (size_t i = 0; i < form->count; i++)
		choices[i] = (struct role_choice){
		    .column = form->columns[i].name,
		    .role = form->columns[i].role,
		    .was = form->columns[i].was,
		};
	/* A reason has taken the column's place already. */
	for (size_t i = 0; i < form->count && form->unprotected.len; i++) {
		if (choices[i].was == ROLE_PROTECTED)
			choices[i].was = choices[i].role;
	}
	return roles_write(
	    work->mem, form->edit, choices, form->count, work->diag);
}

/* A reason in place of a column. */
static bool
write_unprotected(struct register_form *form, struct work *work)
{
	struct edit_step path[] = {EDIT_KEY("roles"), EDIT_KEY("protected")};
	struct slice was = roles_unprotected(form->edit);
	struct slice now = slice_trim(form->unprotected);
	bool named = false;
	for (size_t i = 0; i < form->count; i++)
		named |= form->columns[i].role == ROLE_PROTECTED;
	if (named && now.len) {
		REPORT(work->diag, NO_SPAN, &serve_unprotected_both, NO_ARGS);
		return false;
	}
	if (slice_equal(was, now))
		return true;
	if (!now.len)
		return edit_remove(form->edit, path, 2);
	struct yaml *map = edit_map(work->mem);
	edit_put(work->mem, map, edit_word(form->edit, "none"),
	    edit_text(work->mem, now));
	return edit_set(form->edit, path, 2, map);
}

/* ---- how the file is read */

/* Of the register, or of the first of several. */
struct way_to_reading {
	struct edit_step at[3];
	size_t count;
};

static struct way_to_reading
way_to(const struct register_form *form, const char *key)
{
	struct way_to_reading way = {{EDIT_KEY("register")}, 1};
	const struct yaml *there = edit_find(form->edit, way.at, 1);
	if (there && there->kind == YAML_LIST)
		way.at[way.count++] = (struct edit_step){.item = 0};
	way.at[way.count++] = (struct edit_step){.key = key};
	return way;
}

static bool
set_reading(struct register_form *form, const char *key, struct yaml *value)
{
	struct way_to_reading way = way_to(form, key);
	return value ? edit_set(form->edit, way.at, way.count, value)
		     : edit_remove(form->edit, way.at, way.count);
}

static bool
is_number(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	}
	return text.len && text.len < 8;
}

static bool
write_text(struct register_form *form, struct work *work, const char *key)
{
	const struct asked *asked = work->asked;
	struct slice text = asked_field(asked, key);
	if (!field_is_there(asked->fields, key) || text.len > 400)
		return true;
	return set_reading(
	    form, key, text.len ? edit_text(work->mem, text) : NULL);
}

static bool
is_other_sheet(const struct register_form *form, struct slice sheet)
{
	struct way_to_reading way = way_to(form, "sheet");
	const struct yaml *said = edit_find(form->edit, way.at, way.count);
	return sheet.len && (!said || !slice_equal(said->text, sheet));
}

static bool
write_reading(struct register_form *form, struct work *work)
{
	const struct asked *asked = work->asked;
	struct slice header = asked_field(asked, "header");
	struct slice was = asked_field(asked, "header-was");
	struct slice other = asked_field(asked, "other");
	bool ok = true;
	/* Another sheet has another header: the one that was found in it. */
	if (other.len && is_other_sheet(form, asked_field(asked, "sheet")))
		ok = write_text(form, work, "sheet") &&
		     set_reading(form, "header", NULL);
	ok = write_text(form, work, "encoding") && ok;
	ok = write_text(form, work, "delimiter") && ok;
	if (is_number(header) && !slice_equal(header, was))
		ok = set_reading(
			 form, "header", edit_plain(work->mem, header)) &&
		     ok;
	return ok;
}

/* ---- the answer */

/* What is there now, and what was chosen. */
static void
write_stale(struct register_form *form, struct work *work)
{
	struct strbuf *page = &work->out;
	work->shared->status = 409;
	page_say(page, work->words, "p class=\"verdict stop\"",
	    &serve_form_stale, NO_ARGS);
	html_add(page, "<section>\n");
	page_say(page, work->words, "h2", &serve_text_theirs, NO_ARGS);
	html_add(page, "<pre>");
	html_text(page, edit_bytes(form->edit));
	html_add(page, "</pre>\n</section>\n");
}

static void
write_again(struct register_form *form, struct work *work)
{
	struct strbuf *page = &work->out;
	html_add(page, "<section id=\"columns\">\n");
	page_say(page, work->words, "h2", &serve_form_yours, NO_ARGS);
	register_form_open(form, work);
	register_form_write_columns(form, work);
	page_close_form(page, work->words, "button", &serve_columns_save);
	html_add(page, "</section>\n");
}

static void
write_refusal(struct register_form *form, struct work *work, bool columns)
{
	struct page_frame frame =
	    work_frame(work, STEP_REGISTER, &serve_register_title);
	work->shared->status = 400;
	frame_open(&work->out, &frame);
	if (form->stale)
		write_stale(form, work);
	else if (!form->stale_file)
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    work_unsure(&serve_form_refused), NO_ARGS);
	if (form->stale_file) {
		work->shared->status = 409;
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    &serve_register_stale, NO_ARGS);
	}
	reports_write(&work->out, work->diag);
	/* what was chosen of another register is of no use */
	if (form->edit && columns && !form->stale_file)
		write_again(form, work);
	page_link(&work->out, work->words, "/register", &serve_register_back);
	frame_close(&work->out, &frame);
}

void
work_save_register(struct work *work)
{
	struct register_form form;
	const struct asked *asked = work->asked;
	bool columns = slice_is(asked_field(asked, "part"), "columns");
	bool ok =
	    register_form_take(&form, work) && !form.stale && !form.stale_file;
	if (ok && columns)
		ok = write_unprotected(&form, work) &&
		     write_roles(&form, work) && write_types(&form, work);
	else if (ok)
		ok = write_reading(&form, work);
	if (ok && edit_is_changed(form.edit))
		ok = work_write_job(work, edit_bytes(form.edit));
	if (!ok) {
		write_refusal(&form, work, columns);
		return;
	}
	snprintf(
	    work->shared->location, sizeof work->shared->location, "/register");
}
