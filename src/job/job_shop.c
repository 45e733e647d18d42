#include "job/job_shop.h"

#include "base/file.h"
#include "base/places.h"
#include "job/messages.h"
#include "pdf/profile.h"
#include "text/workday.h"

/* ---- what must not be printed */

static void
forbid(const struct job_file *file, unsigned what, struct span span,
    struct diag *diag)
{
	const struct shop *shop = file->shop;
	size_t word = 0;
	while (what >> word != 1)
		word++;
	REPORT(diag, span, &job_shop_forbids,
	    ARGS(shop->name, argument_wording(shop_forbidden_words[word])));
}

static bool
is_forbidden(const struct job_file *file, unsigned what)
{
	return file->shop && file->shop->forbidden & what;
}

static bool
check_print(const struct job_file *file, struct diag *diag)
{
	const struct job_print *print = &file->print;
	const struct {
		unsigned what;
		bool said;
		struct span span;
	} cases[] = {
	    {FORBID_BOOKMARKS, print->bookmarks.on, print->bookmarks.span},
	    {FORBID_TAGS, print->profile.index == PDF_ARCHIVE,
		print->profile.span},
	    {FORBID_TWO_SIDES, print->sides.number == 2, print->sides.span},
	    {FORBID_BANNERS, print->banner.index != BANNER_NONE,
		print->banner.span},
	};
	bool ok = true;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!cases[i].said || !is_forbidden(file, cases[i].what))
			continue;
		forbid(file, cases[i].what, cases[i].span, diag);
		ok = false;
	}
	return ok;
}

/* Red, green and blue are as much. */
static bool
is_grey(uint32_t colour)
{
	return (colour >> 16 & 255) == (colour >> 8 & 255) &&
	       (colour >> 8 & 255) == (colour & 255);
}

/* Nobody can read it on white paper: a seventh of black, or less. */
static bool
is_as_paper(uint32_t colour)
{
	return (colour >> 16 & 255) > 219 && (colour >> 8 & 255) > 219 &&
	       (colour & 255) > 219;
}

static bool
check_colour(const struct job_file *file, uint32_t colour, struct span span,
    struct diag *diag)
{
	if (is_grey(colour))
		return true;
	if (is_forbidden(file, FORBID_COLOUR))
		forbid(file, FORBID_COLOUR, span, diag);
	else if (file->print.profile.index == PDF_PRESS)
		REPORT(diag, span, &job_press_colour, NO_ARGS);
	else
		return true;
	return false;
}

static bool
check_colours(const struct job_file *file, const struct stationery *stationery,
    struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < stationery->style_count; i++) {
		const struct style *style = &stationery->styles[i];
		ok = check_colour(file, style->colour, style->span, diag) && ok;
		if (!is_as_paper(style->colour) ||
		    !is_forbidden(file, FORBID_HIDDEN_TEXT))
			continue;
		forbid(file, FORBID_HIDDEN_TEXT, style->span, diag);
		ok = false;
	}
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->filled)
			ok = check_colour(
				 file, frame->fill, frame->span, diag) &&
			     ok;
	}
	return ok;
}

bool
job_shop_check_picture(
    const struct job_file *file, bool grey, struct span span, struct diag *diag)
{
	if (is_forbidden(file, FORBID_PICTURES)) {
		forbid(file, FORBID_PICTURES, span, diag);
		return false;
	}
	return grey || check_colour(file, 0xFF0000, span, diag);
}

bool
job_shop_put_on(struct arena *job_mem, const struct job_file *file,
    struct stationery *stationery, struct diag *diag)
{
	bool ok = check_colours(file, stationery, diag);
	return (!file->shop ||
		   shop_put_on(job_mem, file->shop,
		       (uint32_t)file->print.sides.number, stationery, diag)) &&
	       ok;
}

/* ---- envelopes and inserts */

static const struct shop_envelope *
find_envelope(const struct shop *shop, struct slice name)
{
	for (size_t i = 0; i < shop->envelope_count; i++)
		if (slice_equal(shop->envelopes[i].name.text, name))
			return &shop->envelopes[i];
	return NULL;
}

static bool
check_envelopes(const struct job_file *file, struct diag *diag)
{
	const struct shop *shop = file->shop;
	bool ok = true;
	for (size_t i = 0; i < file->print.envelope_count; i++) {
		const struct job_envelope *said = &file->print.envelopes[i];
		const struct shop_envelope *has =
		    find_envelope(shop, said->name.text);
		if (has && said->sheets <= has->sheets)
			continue;
		REPORT(diag, said->name.span, &job_shop_envelope,
		    ARGS(shop->name, said->name.text, said->sheets));
		ok = false;
	}
	return ok;
}

static bool
take_envelopes(struct arena *job_mem, struct job_file *file, struct diag *diag)
{
	const struct shop *shop = file->shop;
	struct job_print *print = &file->print;
	if (!shop->envelope_count)
		return true;
	if (print->envelope_count)
		return check_envelopes(file, diag);
	print->envelopes =
	    ARENA_ARRAY(job_mem, struct job_envelope, shop->envelope_count);
	print->envelope_count = shop->envelope_count;
	for (size_t i = 0; i < shop->envelope_count; i++)
		print->envelopes[i] = (struct job_envelope){
		    shop->envelopes[i].name, shop->envelopes[i].sheets};
	return true;
}

static bool
check_inserts(const struct job_file *file, struct diag *diag)
{
	const struct shop *shop = file->shop;
	const struct conf_list *inserts = &file->delivery.inserts;
	if (shop->inserts < 0 || (int64_t)inserts->count <= shop->inserts)
		return true;
	REPORT(diag, inserts->span, &job_shop_inserts,
	    ARGS(shop->name, shop->inserts));
	return false;
}

bool
job_shop_read(struct arena *job_mem, struct job_file *file, struct diag *diag)
{
	const char *templates = places_find(job_mem, "templates");
	const char *folders[] = {file->folder, NULL, NULL};
	if (!file->printshop.span.file)
		return true;
	if (templates)
		folders[1] = path_join(job_mem, templates, "printshops");
	file->shop = shop_read(job_mem, &file->printshop, folders, diag);
	if (!file->shop)
		return false;
	bool ok = check_print(file, diag);
	ok = take_envelopes(job_mem, file, diag) && ok;
	return check_inserts(file, diag) && ok;
}
