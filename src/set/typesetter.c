#include "set/typesetter.h"

#include <stdlib.h>

#include "base/memory.h"
#include "layout/enclosure.h"
#include "set/messages.h"
#include "set/sheet_marks.h"

/* One of the job's stationeries, and what letters are set on it with. */
struct press {
	struct setter *setter;
	struct preflight preflight;
	size_t first_frame, frame_end; /* of job_writes.frames */
	struct frame_content *frames; /* of the text at hand */
};

struct typesetter {
	const struct job_writes *writes;
	const struct job_print *print;
	const struct shop *shop; /* NULL: the job names none */
	struct press *presses; /* one per stationery */
	size_t press_count;
};

/* ---- the job's paper */

static struct press *
press_of(struct typesetter *typesetter, const struct job_letter *letter)
{
	return &typesetter->presses[letter->stationery];
}

static bool
check_styles(struct typesetter *typesetter, struct diag *diag)
{
	const struct job_writes *writes = typesetter->writes;
	bool ok = true;
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *letter = &writes->letters[v];
		for (size_t t = 0; t < letter->count; t++)
			ok = setter_check_styles(
				 press_of(typesetter, letter)->setter,
				 letter->texts[t].letter->root, diag) &&
			     ok;
	}
	return ok;
}

static bool
open_press(struct press *press, struct arena *job_mem,
    const struct job_paper *paper, const struct job_stationery *of,
    const struct job_print *print, day today, struct glyph_use *use,
    struct diag *diag)
{
	const struct stationery *stationery = of->stationery;
	size_t count = stationery->frame_count;
	press->first_frame = of->first_frame;
	press->frame_end = of->first_frame + count;
	press->frames = ARENA_ARRAY(job_mem, struct frame_content, count + 1);
	press->preflight = (struct preflight){
	    .stationery = stationery,
	    .shop = paper->shop,
	    .sides = (uint32_t)print->sides.number,
	    .today = today,
	    .diag = diag,
	    .reported = ARENA_ARRAY(job_mem, bool, count + 1),
	};
	press->setter =
	    setter_new(job_mem, stationery, paper->fonts, use, diag);
	return press->setter && (!use || setter_use_marks(press->setter, diag));
}

struct typesetter *
typesetter_new(struct arena *job_mem, const struct job_writes *writes,
    const struct job_paper *paper, const struct job_print *print, day today,
    struct glyph_use *use, struct diag *diag)
{
	struct typesetter *typesetter = mem_new(1, sizeof *typesetter);
	bool ok = true;
	typesetter->writes = writes;
	typesetter->print = print;
	typesetter->shop = paper->shop;
	typesetter->presses = ARENA_ARRAY(job_mem, struct press, paper->count);
	for (size_t i = 0; i < paper->count; i++)
		ok = open_press(&typesetter->presses[typesetter->press_count++],
			 job_mem, paper, &paper->at[i], print, today, use,
			 diag) &&
		     ok;
	if (ok && check_styles(typesetter, diag))
		return typesetter;
	typesetter_free(typesetter);
	return NULL;
}

void
typesetter_free(struct typesetter *typesetter)
{
	if (!typesetter)
		return;
	for (size_t i = 0; i < typesetter->press_count; i++)
		setter_free(typesetter->presses[i].setter);
	free(typesetter);
}

static bool
check_paper(struct typesetter *typesetter, const struct press *press,
    picture_seen *seen, void *ctx)
{
	bool ok = setter_check_paper(press->setter, seen, ctx);
	for (size_t f = press->first_frame; f < press->frame_end; f++) {
		const struct letter *letter =
		    typesetter->writes->frames[f].letter;
		if (letter)
			ok &= setter_check_pictures(
			    press->setter, letter->root, seen, ctx);
	}
	return ok;
}

bool
typesetter_check_pictures(
    struct typesetter *typesetter, picture_seen *seen, void *ctx)
{
	const struct job_writes *writes = typesetter->writes;
	bool ok = true;
	for (size_t i = 0; i < typesetter->press_count; i++)
		ok &=
		    check_paper(typesetter, &typesetter->presses[i], seen, ctx);
	for (size_t e = 0; e < writes->enclosure_count; e++)
		ok &=
		    enclosure_check(writes->enclosures[e].enclosure, seen, ctx);
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *letter = &writes->letters[v];
		for (size_t t = 0; t < letter->count; t++)
			ok &= setter_check_pictures(
			    press_of(typesetter, letter)->setter,
			    letter->texts[t].letter->root, seen, ctx);
	}
	return ok;
}

/* ---- one letter */

static bool
set_text(struct press *press, struct arena *letter_mem,
    const struct composed *letter, const struct composed_text *text,
    struct pages *pages, struct problem *why)
{
	for (size_t f = 0; f < press->frame_end - press->first_frame; f++)
		press->frames[f] = (struct frame_content){
		    .blocks = text->frames[f].blocks,
		    .count = text->frames[f].count,
		};
	const struct letter_content content = {
	    .language = text->language,
	    .body = text->body.blocks,
	    .body_count = text->body.count,
	    .address = letter->address.lines,
	    .address_count = letter->address.count,
	    .frames = press->frames,
	    .large_print = letter->large_print,
	};
	return setter_set_letter(
	    press->setter, letter_mem, &content, pages, why);
}

/* Puts the pages of several texts behind each other; one hash for all. */
static void
join_pages(struct arena *letter_mem, const struct pages *texts, size_t count,
    struct pages *pages)
{
	*pages = texts[0];
	if (count == 1)
		return;
	struct strbuf digests = {0};
	pages->count = 0;
	for (size_t i = 0; i < count; i++)
		pages->count += texts[i].count;
	pages->at = ARENA_ARRAY(letter_mem, struct page, pages->count);
	for (size_t i = 0, at = 0; i < count; at += texts[i++].count) {
		memcpy(pages->at + at, texts[i].at,
		    texts[i].count * sizeof *texts[i].at);
		pages->at[at].begins_text = true;
		strbuf_add(&digests,
		    (struct slice){(const char *)texts[i].digest.bytes,
			sizeof texts[i].digest.bytes});
	}
	pages->digest = hash_of(strbuf_view(&digests));
	strbuf_fini(&digests);
}

/* Counts the sheets and finds the smallest envelope that takes them. */
static bool
find_envelope(
    const struct job_print *print, struct set_letter *set, struct problem *why)
{
	uint32_t sides = (uint32_t)print->sides.number;
	set->sheets = ((uint32_t)set->pages.count + sides - 1) / sides;
	set->envelope = 0;
	while (set->envelope < print->envelope_count &&
	       set->sheets > print->envelopes[set->envelope].sheets)
		set->envelope++;
	if (!print->envelope_count || set->envelope < print->envelope_count)
		return true;
	PROBLEM(why, &set_no_envelope, ARGS(set->sheets));
	return false;
}

/* Whether the print shop can number its sheets and take its pages. */
static bool
fits_shop(const struct shop *shop, const struct set_letter *set, uint32_t sides,
    struct problem *why)
{
	if (!shop)
		return true;
	uint32_t pages = set->sheets * sides;
	if (shop->pages_per_file && pages > shop->pages_per_file) {
		PROBLEM(
		    why, &set_pages_most, ARGS(pages, shop->pages_per_file));
		return false;
	}
	if (set->sheets <= shop_sheets_most(shop))
		return true;
	PROBLEM(
	    why, &set_sheets_most, ARGS(set->sheets, shop_sheets_most(shop)));
	return false;
}

bool
typesetter_set(struct typesetter *typesetter, struct arena *letter_mem,
    const struct composed *letter, struct set_letter *set, struct problem *why)
{
	struct pages *texts =
	    ARENA_ARRAY(letter_mem, struct pages, letter->count);
	struct press *press =
	    press_of(typesetter, &typesetter->writes->letters[letter->version]);
	struct preflight *preflight = &press->preflight;
	set->findings = (struct findings){0};
	if (!letter->pages_judged &&
	    !preflight_address(preflight, letter->address.lines,
		letter->address.count, &set->findings, why))
		return false;
	for (size_t t = 0; t < letter->count; t++) {
		if (!set_text(press, letter_mem, letter, &letter->texts[t],
			&texts[t], why))
			return false;
		if (!letter->pages_judged &&
		    !preflight_pages(preflight, &texts[t], &set->findings, why))
			return false;
	}
	join_pages(letter_mem, texts, letter->count, &set->pages);
	bool fits =
	    letter->pages_judged ||
	    preflight_sheets(preflight, &set->pages, &set->findings, why);
	enclosures_add(letter_mem, &set->pages, letter->enclosures,
	    letter->enclosure_count, (uint32_t)typesetter->print->sides.number);
	fits = fits && find_envelope(typesetter->print, set, why) &&
	       fits_shop(preflight->shop, set, preflight->sides, why);
	if (set->pages.count > 1)
		findings_add(
		    &set->findings, FINDING_PAGES, (int32_t)set->pages.count);
	if (set->sheets > 1)
		findings_add(
		    &set->findings, FINDING_SHEETS, (int32_t)set->sheets);
	return fits;
}

bool
typesetter_make(struct typesetter *typesetter, struct composer *composer,
    struct arena *letter_mem, const struct row *row, struct composed *letter,
    struct set_letter *set, enum rule_kind *kind, struct problem *why)
{
	if (!composer_compose(composer, letter_mem, row, letter, kind, why))
		return false;
	*kind = RULE_PAGE;
	return typesetter_set(typesetter, letter_mem, letter, set, why);
}

bool
typesetter_stamp(struct typesetter *typesetter, struct arena *letter_mem,
    const struct stamp *stamp, struct pages *pages, struct problem *why)
{
	return setter_stamp(
	    typesetter->presses[0].setter, letter_mem, stamp, pages, why);
}

bool
typesetter_mark(struct typesetter *typesetter, struct arena *letter_mem,
    const struct composed *letter, uint32_t number, struct set_letter *set,
    struct problem *why)
{
	struct press *press =
	    press_of(typesetter, &typesetter->writes->letters[letter->version]);
	return setter_mark_letter(
	    press->setter, letter_mem, number, &set->pages, why);
}

void
typesetter_mark_sheets(struct typesetter *typesetter, struct arena *letter_mem,
    const struct shop_sheet *first, struct set_letter *set)
{
	struct shop_sheet sheet = *first;
	if (!typesetter->shop)
		return;
	sheet.sheet = 1;
	sheet.sheets = set->sheets;
	sheet.class = typesetter->print->envelope_count ? set->envelope + 1 : 0;
	sheet_marks_add(letter_mem, typesetter->shop,
	    (uint32_t)typesetter->print->sides.number, &sheet, &set->pages);
}

bool
typesetter_set_blocks(struct typesetter *typesetter, struct arena *letter_mem,
    uint32_t stationery, const char *language, const struct node *const *blocks,
    size_t count, bool large_print, struct pages *pages, struct problem *why)
{
	const struct press *press = &typesetter->presses[stationery];
	const struct letter_content content = {
	    .language = language,
	    .body = blocks,
	    .body_count = count,
	    .frames = ARENA_ARRAY(letter_mem, struct frame_content,
		press->frame_end - press->first_frame + 1),
	    .large_print = large_print,
	};
	return setter_set_letter(
	    press->setter, letter_mem, &content, pages, why);
}
