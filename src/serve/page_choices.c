/*
 * serve/page_choices.c - which letter goes to whom, and on which paper.
 *
 * What a choice cannot show (several columns, an expression) stands as it is
 * written and stays unless another choice is made.
 */
#include <stdlib.h>

#include "base/places.h"
#include "conf/keynames.h"
#include "serve/job_change.h"
#include "serve/letter_page.h"
#include "serve/messages.h"

#define PAPERS_MOST 24
#define PAPERS_WAIT_MS 20000

struct choosing {
	struct work *work;
	const struct job_file *file;
	struct slice papers[PAPERS_MOST];
	size_t paper_count;
};

/* ---- to whom */

static const struct yaml_pair *
only_pair(const struct job_condition *condition)
{
	const struct yaml *where = condition->where;
	return !condition->when.text.len && where && where->kind == YAML_MAP &&
		       where->count == 1 &&
		       where->pairs[0].value->kind == YAML_SCALAR
		   ? &where->pairs[0]
		   : NULL;
}

static void
write_where(struct strbuf *out, const struct yaml *where)
{
	for (size_t i = 0; i < where->count; i++) {
		const struct yaml *value = where->pairs[i].value;
		strbuf_add_text(out, i ? "; " : "");
		strbuf_add(out, where->pairs[i].key);
		strbuf_add_text(out, ": ");
		strbuf_add(out, value->text);
		for (size_t k = 0; k < value->count; k++) {
			strbuf_add_text(out, k ? ", " : "");
			if (value->kind == YAML_LIST)
				strbuf_add(out, value->items[k]->text);
		}
	}
}

static void
write_option(
    struct strbuf *page, struct slice value, bool is_chosen, struct slice shown)
{
	html_add(page, "<option value=\"");
	html_text(page, value);
	html_add(page, is_chosen ? "\" selected>" : "\">");
	html_text(page, shown);
	html_add(page, "</option>\n");
}

/* One for each value of the columns that the job lists them for; whether one is
 * the entry's own. */
static bool
write_values(
    struct work *work, const struct job_file *file, const struct yaml_pair *own)
{
	bool found = false;
	for (size_t c = 0; c < file->column_count; c++) {
		const struct job_column *column = &file->columns[c];
		for (size_t k = 0; k < column->choice_count; k++) {
			struct slice value = column->choices[k].value;
			bool is_own =
			    own && slice_equal(own->key, column->name.text) &&
			    slice_equal(own->value->text, value);
			found |= is_own;
			write_option(&work->out,
			    arena_print(work->mem, "%zu.%zu", c, k), is_own,
			    arena_print(work->mem, "%.*s: %.*s",
				(int)column->name.text.len,
				column->name.text.at, (int)value.len,
				value.at));
		}
	}
	return found;
}

void
letter_write_to(struct work *work, const struct job_file *file, size_t entry)
{
	static const struct job_condition none;
	const struct job_condition *own = entry < file->version_count
					      ? &file->versions[entry].condition
					      : &none;
	bool any = own->where || own->when.text.len;
	write_option(&work->out, SLICE("all"), !any,
	    message_text(work->words, &serve_choices_all));
	if (write_values(work, file, only_pair(own)) || !any)
		return;
	struct strbuf said = {0}, shown = {0};
	if (own->where)
		write_where(&said, own->where);
	if (own->where && own->when.text.len)
		strbuf_add_text(&said, "; ");
	strbuf_add(&said, own->when.text);
	message_write(&shown, work->words, &serve_choices_as_written,
	    ARGS(strbuf_view(&said)));
	write_option(&work->out, SLICE("keep"), true, strbuf_view(&shown));
	strbuf_fini(&said);
	strbuf_fini(&shown);
}

bool
letter_read_to(
    const struct job_file *file, struct slice said, struct job_change_to *to)
{
	char text[32] = "", *end;
	*to = (struct job_change_to){0};
	if (!said.len || slice_is(said, "all"))
		return true;
	if (said.len < sizeof text)
		memcpy(text, said.at, said.len);
	unsigned long column = strtoul(text, &end, 10);
	unsigned long value = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;
	if (end == text || *end != '.' || column >= file->column_count ||
	    value >= file->columns[column].choice_count)
		return false;
	to->column = file->columns[column].name.text;
	to->value = file->columns[column].choices[value].value;
	return true;
}

/* The option that stands for what an entry says now. */
static struct slice
own_value(struct arena *mem, const struct job_file *file, size_t entry)
{
	const struct job_condition *own = &file->versions[entry].condition;
	const struct yaml_pair *pair = only_pair(own);
	if (!own->where && !own->when.text.len)
		return SLICE("all");
	for (size_t c = 0; pair && c < file->column_count; c++) {
		const struct job_column *column = &file->columns[c];
		for (size_t k = 0; k < column->choice_count; k++) {
			if (slice_equal(pair->key, column->name.text) &&
			    slice_equal(
				pair->value->text, column->choices[k].value))
				return arena_print(mem, "%zu.%zu", c, k);
		}
	}
	return SLICE("keep");
}

/* ---- papers */

static bool
has_paper(const struct choosing *choosing, struct slice name)
{
	for (size_t i = 0; i < choosing->paper_count; i++) {
		if (slice_equal(choosing->papers[i], name))
			return true;
	}
	return false;
}

static void
add_paper(struct choosing *choosing, struct slice name)
{
	if (name.len && !has_paper(choosing, name) &&
	    choosing->paper_count < PAPERS_MOST)
		choosing->papers[choosing->paper_count++] = name;
}

/* Of files that are something else nothing is said. */
static bool
is_stationery(struct work *work, const char *path)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct yaml *yaml =
	    yaml_read(work->mem, path, INPUT_NONE, diag, NO_SPAN);
	bool is = yaml && yaml->kind == YAML_MAP && yaml_find(yaml, "frames");
	work_pass_over(diag);
	diag_free(diag);
	sources_free(sources);
	return is;
}

static void
add_papers_of(struct choosing *choosing, const char *folder)
{
	static const char *const ends[] = {".yaml", NULL};
	struct arena *mem = choosing->work->mem;
	const char **names = folder_list(mem, folder, NULL);
	for (size_t i = 0; names[i]; i++) {
		struct slice name = slice_view(names[i]);
		if (path_ends_in(names[i], ends) &&
		    is_stationery(
			choosing->work, path_join(mem, folder, names[i])))
			add_paper(choosing,
			    slice_part(name, 0, name.len - strlen(".yaml")));
	}
}

static void
find_papers(struct choosing *choosing)
{
	const struct job_file *file = choosing->file;
	const char *templates = places_find(choosing->work->mem, "templates");
	add_paper(choosing, file->stationery.text);
	for (size_t v = 0; v < file->version_count; v++)
		add_paper(choosing, file->versions[v].stationery.text);
	add_papers_of(choosing, ".");
	if (templates)
		add_papers_of(choosing, templates);
}

static void
write_paper_options(struct choosing *choosing, struct slice own)
{
	for (size_t i = 0; i < choosing->paper_count; i++)
		write_option(&choosing->work->out, choosing->papers[i],
		    slice_equal(choosing->papers[i], own), choosing->papers[i]);
}

static void
write_gallery(struct choosing *choosing)
{
	struct work *work = choosing->work;
	struct strbuf names = {0};
	struct slice parts[WARM_PARTS];
	for (size_t i = 0; i < choosing->paper_count; i++) {
		strbuf_add(&names, choosing->papers[i]);
		strbuf_add_char(&names, '\n');
	}
	const struct warm_question question = {
	    .kind = WARM_PAPERS,
	    .name = "",
	    .text = strbuf_view(&names),
	    .wait_ms = PAPERS_WAIT_MS,
	};
	html_add(&work->out, "<section>\n");
	page_say(&work->out, work->words, "h2", &serve_choices_papers, NO_ARGS);
	enum warm_answer answer = warm_ask(work, &question, parts);
	if (answer == WARM_ANSWERED)
		strbuf_add(&work->out, parts[0]);
	else
		page_say(&work->out, work->words, "p class=hint",
		    answer == WARM_DIED ? &serve_letter_died
					: &serve_letter_not_yet,
		    NO_ARGS);
	html_add(&work->out, "</section>\n");
	strbuf_fini(&names);
}

/* ---- the form */

static void
open_select(struct choosing *choosing, const char *what, size_t entry,
    const struct message *label)
{
	struct strbuf *page = &choosing->work->out;
	strbuf_print(page, "<label for=\"%s-%zu\">", what, entry);
	html_text(page, message_text(choosing->work->words, label));
	strbuf_print(page, "</label>\n<select id=\"%s-%zu\" name=\"%s-%zu\">\n",
	    what, entry, what, entry);
}

static void
write_texts(struct choosing *choosing, size_t entry)
{
	struct strbuf *page = &choosing->work->out;
	const struct conf_list *texts = &choosing->file->versions[entry].texts;
	html_add(page, "<legend>");
	for (size_t t = 0; t < texts->count; t++) {
		html_add(page, t ? ", " : "");
		html_text(page, texts->at[t].text);
	}
	html_add(page, "</legend>\n");
}

static void
write_entry(struct choosing *choosing, size_t entry)
{
	struct strbuf *page = &choosing->work->out;
	const struct words *words = choosing->work->words;
	const struct job_file *file = choosing->file;
	html_add(page, "<fieldset>\n");
	write_texts(choosing, entry);
	open_select(choosing, "to", entry, &serve_choices_to);
	letter_write_to(choosing->work, file, entry);
	html_add(page, "</select>\n");
	open_select(choosing, "paper", entry, &serve_choices_paper);
	write_option(page, SLICE(""),
	    !file->versions[entry].stationery.text.len,
	    message_text(words, &serve_choices_paper_of_all));
	write_paper_options(choosing, file->versions[entry].stationery.text);
	html_add(page, "</select>\n");
	if (file->version_count > 1) {
		strbuf_print(page,
		    "<p class=\"tick\"><input type=\"checkbox\" "
		    "id=\"gone-%zu\" name=\"gone-%zu\" value=\"1\">"
		    "<label for=\"gone-%zu\">",
		    entry, entry, entry);
		html_text(page, message_text(words, &serve_choices_remove));
		html_add(page, "</label></p>\n");
	}
	html_add(page, "</fieldset>\n");
}

static void
write_form(struct choosing *choosing, struct editing *editing)
{
	struct work *work = choosing->work;
	struct strbuf *page = &work->out;
	const struct asked *asked = work->asked;
	page_open_form(page, "/letter/choices", asked->token);
	editing_hide(editing);
	page_say(page, work->words, "p", &serve_choices_order, NO_ARGS);
	for (size_t v = 0; v < choosing->file->version_count; v++)
		write_entry(choosing, v);
	html_add(page, "<fieldset>\n");
	page_say(page, work->words, "legend", &serve_choices_common, NO_ARGS);
	html_add(page, "<label for=\"paper\">");
	html_text(page, message_text(work->words, &serve_choices_paper));
	html_add(page, "</label>\n<select id=\"paper\" name=\"paper\">\n");
	write_paper_options(choosing, choosing->file->stationery.text);
	html_add(page, "</select>\n</fieldset>\n");
	page_close_form(page, work->words, "button", &serve_choices_save);
}

static void
write_new(struct choosing *choosing)
{
	struct work *work = choosing->work;
	struct strbuf *page = &work->out;
	html_add(page, "<section class=\"card\">\n");
	page_say(page, work->words, "h2", &serve_word_new, NO_ARGS);
	page_say(page, work->words, "p", &serve_word_new_means, NO_ARGS);
	place_open_form(work);
	page_hide(page, "letter", SLICE("new"));
	page_say(page, work->words, "label for=to", &serve_choices_to, NO_ARGS);
	html_add(page, "<select id=\"to\" name=\"to\">\n");
	letter_write_to(work, choosing->file, SIZE_MAX);
	html_add(page, "</select>\n");
	page_say(
	    page, work->words, "label for=file", &serve_word_file, NO_ARGS);
	html_add(page, "<input type=\"file\" id=\"file\" name=\"file\" "
		       "accept=\".docx,.dotx\" required>\n");
	page_close_form(page, work->words, "button quiet", &serve_word_put);
	html_add(page, "</section>\n");
}

static void
write_page(struct job_change *change, bool open, const struct message *told)
{
	struct work *work = change->work;
	struct choosing choosing = {.work = work, .file = change->file};
	struct page_frame frame =
	    work_frame(work, STEP_LETTER, &serve_choices_title);
	frame_open(&work->out, &frame);
	if (told == &serve_choices_stale)
		editing_write_theirs(&change->editing, told);
	else if (told)
		page_say(&work->out, work->words, "p class=\"verdict stop\"",
		    told, NO_ARGS);
	reports_write(&work->out, work->diag);
	if (open) {
		find_papers(&choosing);
		write_form(&choosing, &change->editing);
		write_gallery(&choosing);
		write_new(&choosing);
	}
	html_add(&work->out, "<p class=\"next\">");
	page_link(&work->out, work->words, "/letter", &serve_to_letter);
	html_add(&work->out, "</p>\n");
	frame_close(&work->out, &frame);
}

void
work_letter_choices(struct work *work)
{
	struct job_change change;
	bool open = job_change_open(&change, work);
	write_page(&change, open, NULL);
	job_change_close(&change);
}

/* ---- what was chosen */

static struct slice
chosen(const struct job_change *change, const char *what, size_t entry)
{
	return asked_field(change->work->asked,
	    arena_print(change->work->mem, "%s-%zu", what, entry).at);
}

static bool
choose_entry(struct job_change *change, size_t entry)
{
	const struct job_file *file = change->file;
	struct slice to = chosen(change, "to", entry);
	struct slice paper = chosen(change, "paper", entry);
	struct job_change_to said;
	bool ok = true;
	if (chosen(change, "gone", entry).len && file->version_count > 1)
		return job_change_remove(change, entry);
	if (to.len && !slice_is(to, "keep") &&
	    !slice_equal(to, own_value(change->work->mem, file, entry)) &&
	    letter_read_to(file, to, &said))
		ok = job_change_entry_to(change, entry, &said);
	if (ok && !slice_equal(paper, file->versions[entry].stationery.text))
		ok = job_change_entry_paper(change, entry, paper);
	return ok;
}

/* From the last on, so that those before keep their numbers. */
static bool
choose(struct job_change *change)
{
	struct slice paper = asked_field(change->work->asked, "paper");
	bool ok = true;
	for (size_t v = change->file->version_count; ok && v > 0; v--)
		ok = choose_entry(change, v - 1);
	if (ok && paper.len &&
	    !slice_equal(paper, change->file->stationery.text))
		ok = job_change_paper(change, paper);
	return ok && job_change_save(change);
}

void
work_letter_choose(struct work *work)
{
	struct job_change change;
	bool open = job_change_open(&change, work);
	bool seen = open && editing_is_seen(&change.editing);
	if (seen && choose(&change)) {
		snprintf(work->shared->location, sizeof work->shared->location,
		    "/letter/choices");
	} else {
		work->shared->status = open && !seen ? 409 : 400;
		write_page(&change, open,
		    open && !seen ? &serve_choices_stale
				  : work_unsure(&serve_form_refused));
	}
	job_change_close(&change);
}
