#include "serve/letter_aids.h"

#include "base/file.h"
#include "base/places.h"
#include "expr/expr.h"
#include "serve/frame.h"
#include "serve/messages.h"

struct aiding {
	struct strbuf *out;
	struct work *work;
	const struct job *job;
};

static void
open_list(struct aiding *aiding, const struct message *title)
{
	page_say(aiding->out, aiding->work->words, "h3", title, NO_ARGS);
	html_add(aiding->out, "<ul class=\"aids\" role=\"list\">\n");
}

static void
close_list(struct aiding *aiding)
{
	html_add(aiding->out, "</ul>\n");
}

static void
write_button(struct aiding *aiding, struct slice inserted, struct slice shown)
{
	html_add(aiding->out, "<li><button type=\"button\" class=\"aid\" "
			      "data-at=\"text\" data-insert=\"");
	html_text(aiding->out, inserted);
	html_add(aiding->out, "\">");
	html_text(aiding->out, shown);
	html_add(aiding->out, "</button></li>\n");
}

static void
write_field(struct aiding *aiding, struct slice name)
{
	struct strbuf field = {0};
	strbuf_add_text(&field, "{{");
	expr_write_name(&field, name);
	strbuf_add_text(&field, "}}");
	write_button(aiding, strbuf_view(&field), strbuf_view(&field));
	strbuf_fini(&field);
}

/* Marks say who gets no letter: they are not printed. */
static void
write_columns(struct aiding *aiding)
{
	const struct job_reads *reads = &aiding->job->reads;
	open_list(aiding, &serve_letter_columns);
	for (size_t i = 0; i < reads->columns.count; i++) {
		const struct column *column = &reads->columns.at[i];
		if (mark_columns_hold(&reads->protected_, i) ||
		    mark_columns_hold(&reads->deceased, i) ||
		    (column->computed && !column->span.file))
			continue;
		write_field(aiding, column->name);
	}
	close_list(aiding);
}

static void
write_facts(struct aiding *aiding)
{
	const struct job_file *file = aiding->job->file;
	bool swedish = strncmp(aiding->job->language, "sv", 2) == 0;
	open_list(aiding, &serve_letter_facts);
	write_field(aiding, swedish ? SLICE("datum") : SLICE("date"));
	if (file->reference.text.len)
		write_field(aiding,
		    swedish ? SLICE("diarienummer") : SLICE("reference"));
	for (size_t i = 0; i < file->fact_count; i++)
		write_field(aiding, file->facts[i].name.text);
	close_list(aiding);
}

/* A list with a row of the table to each item. */
static void
write_table(struct aiding *aiding, const struct expr_table *table)
{
	const struct scope *scope = &aiding->job->decides.scope;
	struct strbuf text = {0}, shown = {0};
	strbuf_add_text(&text, "\n{{each ");
	expr_write_name(&text, table->name);
	strbuf_add_text(&text, "}}\n-");
	for (size_t i = 0; i < table->column_count && i < 3; i++) {
		strbuf_add_text(&text, " {{");
		expr_write_name(
		    &text, scope->names[table->first_name + i].name);
		strbuf_add_text(&text, "}}");
	}
	strbuf_add_text(&text, "\n{{/each}}\n");
	strbuf_add_text(&shown, "{{each ");
	expr_write_name(&shown, table->name);
	strbuf_add_text(&shown, "}}");
	write_button(aiding, strbuf_view(&text), strbuf_view(&shown));
	strbuf_fini(&text);
	strbuf_fini(&shown);
}

static void
write_tables(struct aiding *aiding)
{
	const struct scope *scope = &aiding->job->decides.scope;
	if (!scope->table_count)
		return;
	open_list(aiding, &serve_letter_tables);
	for (size_t i = 0; i < scope->table_count; i++)
		write_table(aiding, &scope->tables[i]);
	for (size_t i = 0; i < scope->table_count; i++) {
		const struct expr_table *table = &scope->tables[i];
		for (size_t c = 0; c < table->column_count; c++)
			write_field(
			    aiding, scope->names[table->first_name + c].name);
	}
	close_list(aiding);
}

/* ---- parts */

static bool
is_letter(const struct job_file *file, const char *name)
{
	for (size_t v = 0; v < file->version_count; v++) {
		const struct conf_list *texts = &file->versions[v].texts;
		for (size_t t = 0; t < texts->count; t++) {
			if (slice_is(texts->at[t].text, name))
				return true;
		}
	}
	return false;
}

static void
write_parts_of(struct aiding *aiding, const char *folder)
{
	static const char *const ends[] = {".md", NULL};
	struct arena *mem = aiding->work->mem;
	const char **names = folder_list(mem, folder, NULL);
	for (size_t i = 0; names[i]; i++) {
		if (!path_ends_in(names[i], ends) ||
		    is_letter(aiding->job->file, names[i]))
			continue;
		int stem = (int)strlen(names[i]) - 3;
		write_button(aiding,
		    arena_print(mem, "\n{{> %.*s}}\n", stem, names[i]),
		    arena_print(mem, "{{> %.*s}}", stem, names[i]));
	}
}

static void
write_parts(struct aiding *aiding)
{
	const char *templates = places_find(aiding->work->mem, "templates");
	open_list(aiding, &serve_letter_parts);
	write_parts_of(aiding, ".");
	if (templates)
		write_parts_of(aiding, templates);
	close_list(aiding);
}

void
letter_aids_write(struct strbuf *out, struct work *work, const struct job *job)
{
	struct aiding aiding = {.out = out, .work = work, .job = job};
	html_add(out, "<div id=\"aids\">\n");
	page_say(
	    out, work->words, "p class=hint", &serve_letter_aids_hint, NO_ARGS);
	write_columns(&aiding);
	write_facts(&aiding);
	write_tables(&aiding);
	write_parts(&aiding);
	html_add(out, "</div>\n");
}
