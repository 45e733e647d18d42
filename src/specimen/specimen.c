#include "specimen/specimen.h"

#include "font/codes.h"
#include "font/use.h"
#include "pdf/batch.h"
#include "plan/planned.h"
#include "specimen/front.h"
#include "specimen/messages.h"
#include "specimen/why.h"

/* One proof being made. */
struct shown {
	struct job *job;
	struct diag *diag;
	const struct specimen_spec *spec;
	struct specimen_made *made;
	struct ledger *ledger;
	struct planned planned;
	struct gathered gathered;
	struct glyph_use *use;
	struct maker *maker;
	struct pdf_job *pdf;
	struct pdf_batch *batch; /* NULL: glyphs are collected */
	struct stamp stamp;
	uint32_t *letter_pages;
	uint32_t sheets; /* so far */
};

static bool
add_pages(struct shown *shown, struct pdf_letter *letter, struct pages *pages)
{
	struct problem why = {0};
	if (!maker_stamp(shown->maker, &shown->stamp, pages, &why)) {
		REPORT(shown->diag, NO_SPAN, &specimen_not_set,
		    ARGS(problem_text(maker_memory(shown->maker),
			diag_words(shown->diag), &why)));
		return false;
	}
	return !shown->batch ||
	       pdf_batch_add(shown->batch, letter, pages, shown->diag);
}

static bool
add_front(struct shown *shown)
{
	struct pages pages;
	struct pdf_letter letter = {
	    .number = 0, .banner = true, .language = shown->job->language};
	bool ok = front_set(shown->job, shown->spec, &shown->gathered,
		      shown->maker, shown->letter_pages, &pages, shown->diag) &&
		  add_pages(shown, &letter, &pages);
	shown->made->pages = ok ? (uint32_t)pages.count : 0;
	maker_forget(shown->maker);
	return ok;
}

/* The print shop's marks, of a mailing that there is not: number 0. */
static void
mark_sheets(struct shown *shown, uint32_t letter, struct set_letter *set)
{
	const struct shop_sheet first = {
	    .run = SLICE("000000000000"),
	    .letter = letter,
	    .sequence = shown->sheets + 1,
	};
	typesetter_mark_sheets(maker_typesetter(shown->maker),
	    maker_memory(shown->maker), &first, set);
	shown->sheets += set->sheets;
}

static bool
add_letter(struct shown *shown, size_t index)
{
	const struct gathered_letter *letter = &shown->gathered.letters[index];
	struct problem why = {0};
	struct made made;
	if (!gathered_make(
		&shown->gathered, shown->maker, letter, &made, shown->diag))
		return false;
	struct pages *pages = &made.set.pages;
	shown->letter_pages[index] = (uint32_t)pages->count;
	shown->made->pages += (uint32_t)pages->count;
	struct pdf_letter of = {
	    .number = (uint32_t)index + 1,
	    .language = shown->job->writes.letters[made.letter.version]
			    .texts[0]
			    .language,
	};
	bool ok = typesetter_mark(maker_typesetter(shown->maker),
	    maker_memory(shown->maker), &made.letter, 0, &made.set, &why);
	if (ok)
		mark_sheets(shown, of.number, &made.set);
	ok = ok && add_pages(shown, &of, pages);
	maker_forget(shown->maker);
	return ok;
}

static bool
add_letters(struct shown *shown)
{
	shown->sheets = 0;
	for (size_t i = 0; i < shown->gathered.count; i++) {
		if (!add_letter(shown, i))
			return false;
	}
	return true;
}

static struct slice
make_title(struct shown *shown)
{
	struct strbuf text = {0};
	message_write(&text, shown->job->words, &specimen_pdf_title,
	    ARGS(shown->planned.options.title));
	struct slice title = arena_dup(shown->job->mem, strbuf_view(&text));
	strbuf_fini(&text);
	return title;
}

/* Once for the glyphs and the number of pages, once for the file. */
static bool
open_pdf(struct shown *shown)
{
	struct job *job = shown->job;
	struct pdf_setup setup = {
	    .profile = (enum pdf_profile)shown->planned.profile,
	    .bookmarks = true,
	    .title = make_title(shown),
	    .language = shown->planned.options.language,
	    .producer = SLICE("utskick " UTSKICK_VERSION),
	    .entry_key = shown->spec->real ? NULL : SPECIMEN_KEY,
	    .entry = shown->spec->mark,
	    .fonts = job->paper.fonts,
	    .codes = glyph_codes_new(job->mem, job->paper.fonts, shown->use),
	};
	memcpy(setup.date, shown->planned.date, sizeof setup.date);
	shown->pdf = pdf_job_new(job->mem, &setup, shown->diag);
	if (shown->pdf)
		shown->batch =
		    pdf_batch_new(shown->pdf, setup.title, shown->diag);
	return shown->batch;
}

static bool
make_all(struct shown *shown, struct sink *sink)
{
	shown->use = glyph_use_new(shown->job->paper.fonts);
	shown->letter_pages =
	    ARENA_ARRAY(shown->job->mem, uint32_t, shown->gathered.count + 1);
	shown->maker = maker_open(shown->job, shown->ledger,
	    &shown->gathered.circumstances, shown->use, shown->diag);
	return shown->maker && add_letters(shown) && add_front(shown) &&
	       open_pdf(shown) && add_front(shown) && add_letters(shown) &&
	       pdf_batch_write(shown->batch, sink, shown->diag);
}

/* As the first page says it. */
static void
list_letters(struct shown *shown)
{
	const struct gathered *gathered = &shown->gathered;
	struct arena *mem = shown->job->mem;
	struct branch_set met =
	    branch_set_new(mem, gathered->circumstances.count);
	struct specimen_letter *list =
	    ARENA_ARRAY(mem, struct specimen_letter, gathered->count + 1);
	uint32_t page = shown->made->pages + 1;
	for (size_t i = gathered->count; i > 0; i--)
		page -= shown->letter_pages[i - 1];
	for (size_t i = 0; i < gathered->count; i++) {
		struct strbuf why = {0};
		why_write_letter(&why, shown->job, gathered,
		    &gathered->letters[i], &met, diag_sources(shown->diag));
		list[i] = (struct specimen_letter){
		    .page = page,
		    .row = shown->spec->real || shown->spec->rows
			       ? gathered->letters[i].original.row
			       : 0,
		    .why = arena_dup(mem, strbuf_view(&why)),
		};
		page += shown->letter_pages[i];
		strbuf_fini(&why);
	}
	shown->made->at = list;
}

static void
count(struct shown *shown)
{
	const struct gathered *gathered = &shown->gathered;
	struct specimen_made *made = shown->made;
	made->letters = (uint32_t)gathered->count;
	made->least = (uint32_t)gathered->least;
	made->all = (uint32_t)gathered->circumstances.count;
	made->left_out = gathered->left_out;
	for (size_t i = 0; i < gathered->met.words; i++)
		made->shown +=
		    (uint32_t)__builtin_popcountll(gathered->met.bits[i]);
}

bool
specimen_write(struct sink *sink, struct job *job,
    const struct specimen_spec *spec, struct specimen_made *made,
    struct diag *diag)
{
	const struct words *words = job->words;
	struct shown shown = {
	    .job = job,
	    .diag = diag,
	    .spec = spec,
	    .made = made,
	    .stamp = {message_text(words, &specimen_stamp),
		message_text(words, spec->real ? &specimen_line_real
					       : &specimen_line_invented)},
	};
	*made = (struct specimen_made){0};
	shown.ledger = ledger_open(spec->plan, diag);
	bool ok = shown.ledger &&
		  planned_read(shown.ledger, job->mem, &shown.planned, diag);
	if (ok) {
		ok = gather(&shown.gathered, job, shown.ledger, spec, diag) &&
		     make_all(&shown, sink);
		if (ok)
			list_letters(&shown);
		count(&shown);
		gathered_free(&shown.gathered);
	}
	pdf_batch_free(shown.batch);
	pdf_job_free(shown.pdf);
	maker_close(shown.maker);
	glyph_use_free(shown.use);
	ledger_close(shown.ledger);
	return ok;
}
