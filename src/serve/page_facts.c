/*
 * serve/page_facts.c - what the mailing is called, and when: a form that changes
 * its own keys of the job file and nothing else of it.
 */
#include "base/file.h"
#include "conf/edit.h"
#include "correct/save.h"
#include "serve/fields.h"
#include "serve/messages.h"
#include "serve/pages.h"
#include "text/date.h"
#include "text/gap.h"

#define JOB_MOST ((size_t)256 << 10)

struct fact {
	const char *key;
	const struct message *label, *hint;
	bool is_date, is_needed;
};

static const struct fact facts[] = {
    {"name", &serve_facts_name, &serve_facts_name_hint, false, true},
    {"reference", &serve_fact_reference, &serve_facts_reference_hint, false,
	false},
    {"date", &serve_fact_date, &serve_facts_date_hint, true, true},
    {"keep_until", &serve_facts_keep, &serve_facts_keep_hint, true, false},
};
#define FACTS (sizeof facts / sizeof *facts)
#define APPROVALS_MOST 2

struct facts_form {
	struct work *work;
	struct edit *edit;
	char seen[65]; /* of the job file as it is */
	bool is_sent, is_stale;
	const struct fact *wrong; /* whose value cannot be */
};

/* ---- what the job says */

static bool
open_job(struct facts_form *form)
{
	struct slice bytes;
	struct work *work = form->work;
	if (!file_read(work->mem, work_job(work), INPUT_NONE, JOB_MOST,
		work->diag, NO_SPAN, &bytes))
		return false;
	digest_write_hex(hash_of(bytes), form->seen);
	form->edit = edit_open(work->mem, work_job(work), bytes, work->diag);
	return form->edit;
}

static struct slice
said_of(const struct facts_form *form, const char *key)
{
	const struct yaml *said =
	    edit_find(form->edit, EDIT_PATH(EDIT_KEY(key)));
	return said && said->kind == YAML_SCALAR ? said->text
						 : (struct slice){NULL, 0};
}

static struct slice
sent_of(const struct facts_form *form, const char *key)
{
	struct work *work = form->work;
	return correct_clean(work->mem, asked_field(work->asked, key));
}

/* ---- the form */

static void
write_hints(struct facts_form *form, const struct fact *fact)
{
	size_t at, len;
	struct strbuf *page = &form->work->out;
	const struct words *words = form->work->words;
	struct slice said = said_of(form, fact->key);
	html_add(page, "<div id=\"hint-");
	html_add(page, fact->key);
	html_add(page, "\">\n");
	if (form->wrong == fact)
		page_say(
		    page, words, "p class=error", &serve_facts_wrong, NO_ARGS);
	if (form->is_stale && !slice_equal(said, sent_of(form, fact->key)))
		page_say(page, words, "p class=error", &serve_correct_now,
		    ARGS(said));
	if (!form->is_sent && gap_find(said, 0, &at, &len))
		page_say(
		    page, words, "p class=error", &serve_facts_gap, NO_ARGS);
	page_say(page, words, "p class=hint", fact->hint, NO_ARGS);
	html_add(page, "</div>\n");
}

static void
write_fact(struct facts_form *form, const struct fact *fact)
{
	struct strbuf *page = &form->work->out;
	field_label(
	    page, fact->key, message_text(form->work->words, fact->label));
	html_add(page, "<input type=\"text\" id=\"");
	html_add(page, fact->key);
	html_add(page, "\" name=\"");
	html_add(page, fact->key);
	html_add(page, "\" maxlength=\"300\" autocomplete=\"off\"");
	if (fact->is_needed)
		html_add(page, " required");
	if (form->wrong == fact)
		html_add(page, " aria-invalid=\"true\"");
	html_add(page, " aria-describedby=\"hint-");
	html_add(page, fact->key);
	html_add(page, "\" value=\"");
	html_text(page, form->is_sent ? sent_of(form, fact->key)
				      : said_of(form, fact->key));
	html_add(page, "\">\n");
	write_hints(form, fact);
}

static void
write_approval(struct facts_form *form)
{
	static const struct message *const words[] = {
	    &serve_facts_nobody, &serve_facts_one, &serve_facts_two};
	struct strbuf *page = &form->work->out;
	struct slice said = said_of(form, "approval");
	struct slice now = form->is_sent ? sent_of(form, "approval") : said;
	field_label(page, "approval",
	    message_text(form->work->words, &serve_facts_approval));
	html_add(page, "<select id=\"approval\" name=\"approval\">\n");
	for (size_t i = 0; i <= APPROVALS_MOST; i++) {
		const char number[2] = {i ? (char)('0' + i) : '\0', '\0'};
		choice_option(page, slice_view(number),
		    message_text(form->work->words, words[i]),
		    slice_is(now, number));
	}
	if (now.len && !slice_is(now, "1") && !slice_is(now, "2"))
		choice_option(page, now, now, true);
	html_add(page, "</select>\n");
	if (form->is_stale && !slice_equal(now, said))
		page_say(page, form->work->words, "p class=error",
		    &serve_correct_now,
		    ARGS(said.len ? said
				  : message_text(form->work->words,
					&serve_facts_nobody)));
}

static void
write_form(struct facts_form *form)
{
	struct strbuf *page = &form->work->out;
	const struct asked *asked = form->work->asked;
	html_add(page, "<section class=\"card\" id=\"facts\">\n");
	page_say(page, form->work->words, "h2", &serve_facts_title, NO_ARGS);
	page_open_form(page, "/facts", asked->token);
	page_hide(page, "seen", slice_view(form->seen));
	for (size_t i = 0; i < FACTS; i++)
		write_fact(form, &facts[i]);
	write_approval(form);
	page_close_form(page, form->work->words, "button", &serve_text_save);
	html_add(page, "</section>\n");
}

/* Why it cannot be changed so; the rest was told before. */
static void
write_none(struct facts_form *form)
{
	struct work *work = form->work;
	html_add(&work->out, "<section class=\"card\" id=\"facts\">\n");
	page_say(&work->out, work->words, "h2", &serve_facts_title, NO_ARGS);
	reports_write(&work->out, work->diag);
	html_add(&work->out, "</section>\n");
}

void
facts_write(struct work *work)
{
	struct facts_form form = {.work = work};
	struct diag *told = work->diag;
	struct sources *sources = sources_new();
	work->diag = diag_new(sources);
	diag_speak(work->diag, work->words);
	if (open_job(&form))
		write_form(&form);
	else
		write_none(&form);
	diag_free(work->diag);
	sources_free(sources);
	work->diag = told;
}

/* ---- what came */

static bool
is_fit(const struct fact *fact, struct slice value)
{
	if (!value.len)
		return !fact->is_needed;
	return !fact->is_date || day_parse_iso(value) != DAY_NONE;
}

static bool
set(struct facts_form *form, const char *key, struct slice value, bool plain)
{
	struct arena *mem = form->work->mem;
	const struct edit_step path[] = {EDIT_KEY(key)};
	if (slice_equal(value, said_of(form, key)))
		return true;
	if (!value.len)
		return edit_remove(form->edit, path, 1);
	return edit_set(form->edit, path, 1,
	    plain ? edit_plain(mem, value) : edit_text(mem, value));
}

static bool
is_number_of_people(struct slice text)
{
	return !text.len ||
	       (text.len == 1 && text.at[0] >= '1' && text.at[0] <= '9');
}

static bool
take(struct facts_form *form)
{
	for (size_t i = 0; i < FACTS; i++) {
		struct slice value = sent_of(form, facts[i].key);
		if (is_fit(&facts[i], value))
			continue;
		form->wrong = &facts[i];
		return false;
	}
	bool ok = true;
	for (size_t i = 0; i < FACTS && ok; i++)
		ok = set(form, facts[i].key, sent_of(form, facts[i].key),
		    facts[i].is_date);
	struct slice people = sent_of(form, "approval");
	return ok && is_number_of_people(people) &&
	       set(form, "approval", people, true);
}

static bool
save(struct facts_form *form)
{
	struct work *work = form->work;
	return take(form) && (!edit_is_changed(form->edit) ||
				 work_write_job(work, edit_bytes(form->edit)));
}

void
work_facts(struct work *work)
{
	const struct asked *asked = work->asked;
	struct facts_form form = {.work = work, .is_sent = true};
	bool there = open_job(&form);
	form.is_stale = there && !slice_is(asked->seen, form.seen);
	if (there && !form.is_stale && save(&form)) {
		work->shared->passed = true;
		snprintf(
		    work->shared->location, sizeof work->shared->location, "/");
		return;
	}
	struct page_frame frame =
	    work_frame(work, STEP_HOME, &serve_facts_title);
	work->shared->status = form.is_stale ? 409 : 400;
	frame_open(&work->out, &frame);
	page_say(&work->out, work->words, "p class=\"verdict stop\"",
	    form.is_stale ? &serve_facts_stale
			  : work_unsure(&serve_form_refused),
	    NO_ARGS);
	reports_write(&work->out, work->diag);
	if (there)
		write_form(&form);
	page_link(&work->out, work->words, "/", &serve_to_start);
	frame_close(&work->out, &frame);
}
