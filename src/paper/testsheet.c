#include "paper/testsheet.h"

#include "base/file.h"
#include "labels/paper_out.h"
#include "paper/frames.h"
#include "paper/longest.h"
#include "paper/messages.h"
#include "paper/ruler.h"
#include "paper/sheet_text.h"
#include "set/ink.h"

enum { WIDTH_LEAST = 140, HEIGHT_LEAST = 90 }; /* mm */

struct testsheet {
	const struct testsheet_spec *spec;
	const struct stationery *stationery;
	struct diag *diag;
	struct arena *mem;
	const char *language;
	struct paper_out out;
	struct drawing drawing;
	struct setter *setter; /* of the stationery's own type */
	struct lettering body, figures, notes;
	struct pages text; /* what to do; its first page stands on the sheet */
	struct problem why;
};

#define MM(count) MPT_OF_MM100((int64_t)(count)*100)

/* ---- what the stationery itself brings */

struct looking {
	struct ink window;
	bool outside;
};

static bool
is_inside(const struct ink *ink, void *ctx)
{
	const struct looking *looking = ctx;
	return ink_beyond(ink, &looking->window) == 0;
}

static bool
see(const struct ink *ink, void *ctx)
{
	struct looking *looking = ctx;
	looking->outside |= !is_inside(ink, ctx);
	return !looking->outside;
}

/* As a run holds it against the window, letter by letter. */
static void
warn_of_address(const struct testsheet *sheet, const struct page *page)
{
	const struct stationery *s = sheet->stationery;
	const struct stationery_window *w = &s->window;
	struct looking looking = {
	    {w->x, w->y, w->x + w->width, w->y + w->height}, false};
	if (!w->given)
		return;
	for (size_t i = 0; i < page->count; i++) {
		const struct piece *piece = &page->pieces[i];
		const struct frame *frame = &s->frames[piece->frame];
		if (frame->role == FRAME_ADDRESS)
			ink_each(piece, is_inside, see, &looking);
		if (!looking.outside)
			continue;
		REPORT(sheet->diag, frame->span, &paper_sheet_outside,
		    ARGS(frame->name));
		return;
	}
}

/* Texts that can be set with their fields' places empty; pictures; address. */
static bool
draw_paper(struct testsheet *sheet)
{
	const struct stationery *s = sheet->stationery;
	struct slice lines[LONGEST_LINES_MOST];
	struct sources *sources = diag_sources(sheet->diag);
	struct diag *apart = diag_new(sources);
	struct frame_content *frames =
	    frames_read(sheet->mem, s, SLICE("…"), apart);
	struct pages pages;
	struct problem why;
	diag_free(apart);
	for (size_t i = 0; i < s->frame_count; i++) {
		if (!frames_try(sheet->setter, sheet->mem, s, frames, i, &why))
			frames[i] = (struct frame_content){0};
	}
	const struct letter_content content = {
	    .language = arena_dup_text(sheet->mem, s->language),
	    .address = lines,
	    .address_count =
		longest_address(sheet->mem, sheet->setter, s, lines),
	    .frames = frames,
	};
	if (!setter_set_letter(
		sheet->setter, sheet->mem, &content, &pages, &sheet->why))
		return false;
	warn_of_address(sheet, &pages.at[0]);
	for (size_t i = 0; i < pages.at[0].count; i++)
		pages.at[0].pieces[i].language = content.language;
	drawing_place(&sheet->drawing, &pages.at[0], 0, 0, false);
	return true;
}

/* ---- our own words */

/* Where the letter's text would be, if that is large enough; otherwise on a
 * page of its own. */
static struct box
text_box(const struct stationery *s, bool *apart)
{
	for (size_t i = 0; i < s->frame_count; i++) {
		const struct frame *frame = &s->frames[i];
		if (frame->role == FRAME_BODY &&
		    frame->pages != PAGES_FOLLOWING &&
		    frame->width >= MM(110) && frame->height >= MM(150)) {
			*apart = false;
			/* below what is said of the window */
			return (struct box){frame->x, frame->y + MM(4),
			    frame->width, frame->height - MM(4)};
		}
	}
	*apart = true;
	return (struct box){
	    MM(20), MM(20), s->page_width - MM(40), s->page_height - MM(40)};
}

static void
move_pieces(struct pages *pages, const struct box *to)
{
	for (size_t i = 0; i < pages->count; i++) {
		for (size_t p = 0; p < pages->at[i].count; p++) {
			pages->at[i].pieces[p].x += to->x;
			pages->at[i].pieces[p].y += to->y;
		}
	}
}

static bool
open_letterings(struct testsheet *sheet, struct box box)
{
	const struct box figure = {0, 0, MM(10), MM(10)};
	const struct box note = {0, 0, MM(120), MM(10)};
	struct arena *mem = sheet->mem;
	struct font_set *fonts = sheet->out.fonts;
	struct glyph_use *use = sheet->out.use;
	return lettering_open(&sheet->body, mem, sheet->language, box, fonts,
		   use, sheet->diag) &&
	       lettering_open(&sheet->figures, mem, sheet->language, figure,
		   fonts, use, sheet->diag) &&
	       lettering_open(&sheet->notes, mem, sheet->language, note, fonts,
		   use, sheet->diag);
}

/* Just below the window, outside its tolerance. */
static bool
draw_note(struct testsheet *sheet)
{
	const struct stationery_window *window = &sheet->stationery->window;
	if (!window->given)
		return true;
	return lettering_place(&sheet->notes, &sheet->drawing, "note",
	    sheet_text_note(sheet->mem, sheet->spec->words, sheet->stationery),
	    window->x,
	    window->y + window->height + window->tolerance + MM(1) / 4,
	    &sheet->why);
}

static bool
set_text(struct testsheet *sheet, bool *apart)
{
	struct box box = text_box(sheet->stationery, apart);
	size_t count;
	if (!open_letterings(sheet, box))
		return false;
	const struct node *const *blocks =
	    sheet_text_make(sheet->mem, sheet->spec, &count);
	if (!lettering_set(
		&sheet->body, blocks, count, &sheet->text, &sheet->why))
		return false;
	move_pieces(&sheet->text, &box);
	return true;
}

/* ---- the whole page */

static bool
draw(struct testsheet *sheet, bool *apart)
{
	sheet->drawing = drawing_start(sheet->mem, sheet->stationery);
	sheet->drawing.pages.at[0].language = sheet->language;
	ruler_draw_frames(&sheet->drawing, sheet->stationery);
	if (!set_text(sheet, apart))
		return false;
	if (!*apart)
		drawing_place(&sheet->drawing, &sheet->text.at[0], 0, 0, false);
	return draw_paper(sheet) &&
	       ruler_draw(&sheet->drawing, &sheet->figures, sheet->stationery,
		   &sheet->why) &&
	       draw_note(sheet);
}

/* Pages of the text that the sheet itself does not show. */
static bool
add_rest(struct testsheet *sheet, bool apart)
{
	struct pages rest = sheet->text;
	rest.width = sheet->stationery->page_width;
	rest.height = sheet->stationery->page_height;
	rest.at += apart ? 0 : 1;
	rest.count -= apart ? 0 : 1;
	return !rest.count || paper_out_add(&sheet->out, &rest, sheet->diag);
}

static bool
write_out(struct testsheet *sheet, bool apart)
{
	struct slice title =
	    sheet_text_title(sheet->mem, sheet->spec->words, sheet->stationery);
	return paper_out_start(&sheet->out, slice_view(sheet->language), title,
		   day_of_file(sheet->stationery->path), sheet->diag) &&
	       paper_out_add(&sheet->out, &sheet->drawing.pages, sheet->diag) &&
	       add_rest(sheet, apart) &&
	       paper_out_write(&sheet->out, sheet->spec->out, sheet->diag);
}

/* Of one line at least. */
static bool
has_address(const struct stationery *stationery)
{
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->role == FRAME_ADDRESS)
			return frame->height >=
			       stationery_find_style(stationery, frame->style)
				   ->leading;
	}
	return false;
}

static bool
open(struct testsheet *sheet)
{
	const struct stationery *s = sheet->stationery;
	if (!has_address(s)) {
		REPORT(sheet->diag, NO_SPAN, &paper_sheet_no_address,
		    ARGS(path_name(s->path)));
		return false;
	}
	if (s->page_width < MM(WIDTH_LEAST) ||
	    s->page_height < MM(HEIGHT_LEAST)) {
		REPORT(sheet->diag, NO_SPAN, &paper_sheet_small,
		    ARGS(WIDTH_LEAST, HEIGHT_LEAST));
		return false;
	}
	if (!paper_out_open(&sheet->out, sheet->mem,
		path_folder(sheet->mem, sheet->stationery->path), sheet->diag))
		return false;
	sheet->out.tagged = true;
	sheet->setter = setter_new(sheet->mem, sheet->stationery,
	    sheet->out.fonts, sheet->out.use, sheet->diag);
	return sheet->setter;
}

bool
testsheet_write(const struct testsheet_spec *spec, struct diag *diag)
{
	struct testsheet sheet = {
	    .spec = spec,
	    .stationery = spec->stationery,
	    .diag = diag,
	    .mem = arena_new(),
	    .language = words_language(spec->words),
	};
	bool apart = false;
	bool ok =
	    open(&sheet) && draw(&sheet, &apart) && write_out(&sheet, apart);
	if (sheet.why.message && !ok)
		REPORT(diag, NO_SPAN, &paper_sheet_not_set,
		    ARGS(problem_text(sheet.mem, spec->words, &sheet.why)));
	setter_free(sheet.body.setter);
	setter_free(sheet.figures.setter);
	setter_free(sheet.notes.setter);
	setter_free(sheet.setter);
	paper_out_close(&sheet.out);
	arena_free(sheet.mem);
	return ok;
}
