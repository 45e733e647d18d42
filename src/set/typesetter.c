#include "set/typesetter.h"

#include <stdlib.h>

#include "base/memory.h"
#include "set/messages.h"
#include "set/sheet_marks.h"

struct typesetter {
	const struct job_writes *writes;
	const struct job_print *print;
	struct setter *setter;
	struct preflight preflight;
	struct frame_content *frames; /* of the text at hand */
};

/* ---- the job's paper */

static bool
check_styles(struct typesetter *typesetter, struct diag *diag)
{
	const struct job_writes *writes = typesetter->writes;
	bool ok = true;
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *letter = &writes->letters[v];
		for (size_t t = 0; t < letter->count; t++)
			ok = setter_check_styles(typesetter->setter,
				 letter->texts[t].letter->root, diag) &&
			     ok;
	}
	return ok;
}

struct typesetter *
typesetter_new(struct arena *job_mem, const struct job_writes *writes,
    const struct job_paper *paper, const struct job_print *print, day today,
    struct glyph_use *use, struct diag *diag)
{
	struct typesetter *typesetter = mem_new(1, sizeof *typesetter);
	typesetter->writes = writes;
	typesetter->print = print;
	typesetter->frames =
	    ARENA_ARRAY(job_mem, struct frame_content, writes->frame_count + 1);
	typesetter->preflight = (struct preflight){
	    .stationery = paper->stationery,
	    .shop = paper->shop,
	    .sides = (uint32_t)print->sides.number,
	    .today = today,
	    .diag = diag,
	    .reported =
		ARENA_ARRAY(job_mem, bool, paper->stationery->frame_count + 1),
	};
	typesetter->setter =
	    setter_new(job_mem, paper->stationery, paper->fonts, use, diag);
	if (typesetter->setter && check_styles(typesetter, diag) &&
	    (!use || setter_use_marks(typesetter->setter, diag)))
		return typesetter;
	typesetter_free(typesetter);
	return NULL;
}

void
typesetter_free(struct typesetter *typesetter)
{
	if (!typesetter)
		return;
	setter_free(typesetter->setter);
	free(typesetter);
}

bool
typesetter_check_pictures(
    struct typesetter *typesetter, picture_seen *seen, void *ctx)
{
	const struct job_writes *writes = typesetter->writes;
	struct setter *setter = typesetter->setter;
	bool ok = setter_check_paper(setter, seen, ctx);
	for (size_t f = 0; f < writes->frame_count; f++) {
		const struct letter *letter = writes->frames[f].letter;
		if (letter)
			ok &= setter_check_pictures(
			    setter, letter->root, seen, ctx);
	}
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *letter = &writes->letters[v];
		for (size_t t = 0; t < letter->count; t++)
			ok &= setter_check_pictures(
			    setter, letter->texts[t].letter->root, seen, ctx);
	}
	return ok;
}

/* ---- one letter */

static bool
set_text(struct typesetter *typesetter, struct arena *letter_mem,
    const struct composed *letter, const struct composed_text *text,
    struct pages *pages, struct problem *why)
{
	for (size_t f = 0; f < typesetter->writes->frame_count; f++)
		typesetter->frames[f] = (struct frame_content){
		    .blocks = text->frames[f].blocks,
		    .count = text->frames[f].count,
		};
	const struct letter_content content = {
	    .language = text->language,
	    .body = text->body.blocks,
	    .body_count = text->body.count,
	    .address = letter->address.lines,
	    .address_count = letter->address.count,
	    .frames = typesetter->frames,
	    .large_print = letter->large_print,
	};
	return setter_set_letter(
	    typesetter->setter, letter_mem, &content, pages, why);
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
	struct preflight *preflight = &typesetter->preflight;
	set->findings = (struct findings){0};
	if (!preflight_address(preflight, letter->address.lines,
		letter->address.count, &set->findings, why))
		return false;
	for (size_t t = 0; t < letter->count; t++) {
		if (!set_text(typesetter, letter_mem, letter, &letter->texts[t],
			&texts[t], why) ||
		    !preflight_pages(preflight, &texts[t], &set->findings, why))
			return false;
	}
	join_pages(letter_mem, texts, letter->count, &set->pages);
	bool fits =
	    preflight_sheets(preflight, &set->pages, &set->findings, why) &&
	    find_envelope(typesetter->print, set, why) &&
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
	return setter_stamp(typesetter->setter, letter_mem, stamp, pages, why);
}

bool
typesetter_mark(struct typesetter *typesetter, struct arena *letter_mem,
    uint32_t number, struct set_letter *set, struct problem *why)
{
	return setter_mark_letter(
	    typesetter->setter, letter_mem, number, &set->pages, why);
}

void
typesetter_mark_sheets(struct typesetter *typesetter, struct arena *letter_mem,
    const struct shop_sheet *first, struct set_letter *set)
{
	const struct preflight *preflight = &typesetter->preflight;
	struct shop_sheet sheet = *first;
	if (!preflight->shop)
		return;
	sheet.sheet = 1;
	sheet.sheets = set->sheets;
	sheet.class = typesetter->print->envelope_count ? set->envelope + 1 : 0;
	sheet_marks_add(
	    letter_mem, preflight->shop, preflight->sides, &sheet, &set->pages);
}

bool
typesetter_set_blocks(struct typesetter *typesetter, struct arena *letter_mem,
    const char *language, const struct node *const *blocks, size_t count,
    bool large_print, struct pages *pages, struct problem *why)
{
	const struct letter_content content = {
	    .language = language,
	    .body = blocks,
	    .body_count = count,
	    .frames = ARENA_ARRAY(letter_mem, struct frame_content,
		typesetter->writes->frame_count + 1),
	    .large_print = large_print,
	};
	return setter_set_letter(
	    typesetter->setter, letter_mem, &content, pages, why);
}
