#include "serve/register_form.h"

#include "base/file.h"
#include "conf/keynames.h"
#include "serve/fields.h"
#include "serve/messages.h"
#include "text/encoding.h"
#include "text/normal.h"

#define JOB_MOST ((size_t)256 << 10)
#define COLUMNS_MOST 2000

/* ---- what the job says */

static bool
open_job(struct register_form *form, struct work *work)
{
	struct slice bytes;
	if (!file_read(work->mem, work_job(work), INPUT_NONE, JOB_MOST,
		work->diag, NO_SPAN, &bytes))
		return false;
	digest_write_hex(hash_of(bytes), form->seen);
	form->edit = edit_open(work->mem, work_job(work), bytes, work->diag);
	return form->edit;
}

/* The first register, which the page shows. */
static void
find_file(struct register_form *form, struct work *work)
{
	struct edit_step at[] = {
	    EDIT_KEY("register"), {.item = 0}, {.item = 0}};
	const struct yaml *said = edit_find(form->edit, at, 1);
	size_t count = said && said->kind == YAML_LIST ? 2 : 1;
	at[count++] = (struct edit_step)EDIT_KEY("file");
	said = edit_find(form->edit, at, count);
	digest_write_hex(
	    state_of_file(said ? arena_dup_text(work->mem, said->text) : ""),
	    form->file);
}

static const struct yaml *
column_of(const struct edit *edit, struct slice name)
{
	struct edit_step path[] = {EDIT_KEY("columns"), EDIT_NAME(name)};
	return edit_find(edit, path, 2);
}

/* The English name of a type as it is written. */
static struct slice
type_of(const struct yaml *written)
{
	for (size_t i = 0; written && column_type_names[i]; i++) {
		if (keyname_is(written->text, column_type_names[i]))
			return slice_view(column_type_names[i]);
	}
	return (struct slice){NULL, 0};
}

static void
read_type(const struct edit *edit, struct register_column *column)
{
	const struct yaml *said = column_of(edit, column->name);
	if (!said)
		return;
	if (said->kind == YAML_SCALAR)
		column->type = type_of(said);
	else
		column->type = type_of(yaml_find(said, "type"));
	column->fixed = said->kind == YAML_MAP &&
			(yaml_find(said, "values") || yaml_find(said, "is"));
	column->type_was = column->type;
}

static struct slice
join_examples(struct arena *mem, const struct sheet_column *column)
{
	return arena_join(
	    mem, column->examples, column->example_count, SLICE(" · "));
}

bool
register_form_read(struct register_form *form, struct work *work,
    const struct sheet_view *view)
{
	*form = (struct register_form){.count = view->column_count};
	if (!open_job(form, work))
		return false;
	find_file(form, work);
	form->unprotected = roles_unprotected(form->edit);
	form->columns =
	    ARENA_ARRAY(work->mem, struct register_column, form->count + 1);
	for (size_t i = 0; i < form->count; i++) {
		const struct sheet_column *from = &view->columns[i];
		struct register_column *column = &form->columns[i];
		column->name = from->name;
		column->role = column->was = roles_of(form->edit, from->name);
		column->looks_like_mark =
		    marks_find(work->mem, from->theirs).kind != MARK_KIND_NONE;
		column->hidden = from->hidden;
		column->examples = join_examples(work->mem, from);
		read_type(form->edit, column);
	}
	return true;
}

/* ---- what was sent */

static struct slice
field_of(const struct work *work, const char *name, size_t number)
{
	return asked_field(
	    work->asked, arena_print(work->mem, "%s-%zu", name, number).at);
}

bool
register_form_take(struct register_form *form, struct work *work)
{
	const struct asked *asked = work->asked;
	*form = (struct register_form){.count = 0};
	if (!open_job(form, work))
		return false;
	find_file(form, work);
	form->stale = !slice_is(asked_field(asked, "seen"), form->seen);
	form->stale_file = !slice_is(asked_field(asked, "file"), form->file);
	form->unprotected = asked_field(asked, "unprotected");
	while (form->count < COLUMNS_MOST &&
	       field_of(work, "name", form->count).len)
		form->count++;
	form->columns =
	    ARENA_ARRAY(work->mem, struct register_column, form->count + 1);
	for (size_t i = 0; i < form->count; i++) {
		struct register_column *column = &form->columns[i];
		column->name = field_of(work, "name", i);
		column->was = roles_of(form->edit, column->name);
		column->role = role_find(field_of(work, "role", i));
		read_type(form->edit, column);
		column->type = field_of(work, "type", i);
	}
	return true;
}

/* ---- the form */

void
register_form_open(const struct register_form *form, struct work *work)
{
	const struct asked *asked = work->asked;
	page_open_form(&work->out, "/register", asked->token);
	page_hide(&work->out, "seen", slice_view(form->seen));
	page_hide(&work->out, "file", slice_view(form->file));
}

static void
write_type(const struct register_column *column, struct work *work, size_t at)
{
	struct strbuf *page = &work->out;
	if (column->fixed) {
		page_say(page, work->words, "p class=hint", &serve_type_fixed,
		    NO_ARGS);
		return;
	}
	choice_open(page, "type", at, message_text(work->words, &serve_type),
	    column->name);
	choice_option(page, (struct slice){NULL, 0},
	    message_text(work->words, &serve_type_text), !column->type.len);
	for (size_t i = 0; column_type_names[i]; i++) {
		struct slice name = slice_view(column_type_names[i]);
		if (i == COLUMN_TEXT || i == COLUMN_CHOICE)
			continue;
		choice_option(page, name,
		    slice_view(
			words_translate(work->words, column_type_names[i])),
		    slice_equal(column->type, name));
	}
	choice_close(page);
}

static void
write_role(const struct register_column *column, struct work *work, size_t at)
{
	struct strbuf *page = &work->out;
	if (column->was == ROLE_SEVERAL) {
		page_say(page, work->words, "p class=hint", &serve_role_several,
		    NO_ARGS);
		page_hide(page, arena_print(work->mem, "role-%zu", at).at,
		    SLICE("several"));
		return;
	}
	choice_open(page, "role", at, message_text(work->words, &serve_role),
	    column->name);
	for (size_t i = 0; i < ROLE_COUNT; i++)
		choice_option(page, slice_view(role_name((enum role)i)),
		    message_text(work->words, role_words((enum role)i)),
		    column->role == (enum role)i);
	choice_close(page);
}

static void
write_column(const struct register_column *column, struct work *work, size_t at)
{
	struct strbuf *page = &work->out;
	html_add(page, "<li>\n");
	html_element(page, "h3", column->name);
	html_add(page, "<p class=\"examples\">");
	html_text(page, column->examples.len
			    ? column->examples
			    : message_text(work->words, &serve_no_examples));
	html_add(page, "</p>\n");
	page_hide(
	    page, arena_print(work->mem, "name-%zu", at).at, column->name);
	write_role(column, work, at);
	write_type(column, work, at);
	html_add(page, "</li>\n");
}

void
register_form_write_columns(const struct register_form *form, struct work *work)
{
	struct strbuf *page = &work->out;
	page_hide(page, "part", SLICE("columns"));
	html_add(page, "<ul class=\"columns\" role=\"list\">\n");
	for (size_t i = 0; i < form->count; i++)
		write_column(&form->columns[i], work, i);
	html_add(page, "</ul>\n");
	page_say(page, work->words, "label for=unprotected", &serve_unprotected,
	    NO_ARGS);
	html_add(page, "<input type=\"text\" id=\"unprotected\" "
		       "name=\"unprotected\" maxlength=\"300\" "
		       "autocomplete=\"off\" value=\"");
	html_text(page, form->unprotected);
	html_add(page, "\" aria-describedby=\"unprotected-hint\">\n");
	page_say(page, work->words, "p class=hint id=unprotected-hint",
	    &serve_unprotected_hint, NO_ARGS);
}

static void
write_encoding(const struct sheet_view *view, struct work *work)
{
	struct strbuf *page = &work->out;
	const char *const *names = encoding_names();
	struct slice found = slice_view(view->found->encoding);
	struct strbuf own = {0};
	html_add(page, "<div>");
	field_label(
	    page, "encoding", message_text(work->words, &serve_encoding));
	html_add(page, "<select id=\"encoding\" name=\"encoding\">\n");
	message_write(&own, work->words, &serve_found_itself, ARGS(found));
	choice_option(page, (struct slice){NULL, 0}, strbuf_view(&own),
	    !view->options.encoding);
	for (size_t i = 0; names[i]; i++)
		choice_option(page, slice_view(names[i]), slice_view(names[i]),
		    view->options.encoding && slice_is(found, names[i]));
	html_add(page, "</select></div>\n");
	strbuf_fini(&own);
}

static void
write_delimiter(const struct sheet_view *view, struct work *work)
{
	static const struct {
		char sign;
		const char *value;
		const struct message *words;
	} signs[] = {{';', ";", &serve_semicolon}, {',', ",", &serve_comma},
	    {'\t', "tab", &serve_tab}, {'|', "|", &serve_bar}};
	struct strbuf *page = &work->out, own = {0};
	struct slice found = {&view->found->delimiter, 1};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (signs[i].sign == view->found->delimiter)
			found = message_text(work->words, signs[i].words);
	}
	html_add(page, "<div>");
	field_label(
	    page, "delimiter", message_text(work->words, &serve_delimiter));
	html_add(page, "<select id=\"delimiter\" name=\"delimiter\">\n");
	message_write(&own, work->words, &serve_found_itself, ARGS(found));
	choice_option(page, (struct slice){NULL, 0}, strbuf_view(&own),
	    !view->options.delimiter);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		choice_option(page, slice_view(signs[i].value),
		    message_text(work->words, signs[i].words),
		    view->options.delimiter == signs[i].sign);
	html_add(page, "</select></div>\n");
	strbuf_fini(&own);
}

void
register_form_write_reading(const struct register_form *form,
    const struct sheet_view *view, struct work *work)
{
	struct strbuf *page = &work->out;
	char line[16];
	(void)form;
	snprintf(line, sizeof line, "%u", view->found->header_line);
	page_hide(page, "part", SLICE("reading"));
	page_hide(page, "header-was", slice_view(line));
	if (view->found->kind == INTAKE_SPREADSHEET) {
		page_hide(page, "sheet", slice_view(view->found->sheet));
		return;
	}
	html_add(page, "<div class=\"pair\">\n");
	write_encoding(view, work);
	write_delimiter(view, work);
	html_add(page, "</div>\n");
}
