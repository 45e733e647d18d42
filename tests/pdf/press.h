/*
 * tests/pdf/press.h - pages without layout/: what the tests of pdf/ print.
 *
 * Shapes words and fills lines first fit, which is all a test of the PDF needs;
 * a letter has the look and the size of a real one: letterhead, address, date,
 * heading, two paragraphs with fields among static ones, list, footer.
 */
#ifndef TESTS_PDF_PRESS_H
#define TESTS_PDF_PRESS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "font/set.h"
#include "font/shape.h"
#include "layout/page.h"
#include "pdf/batch.h"

#define PRESS_LINES 64

struct press {
	struct sources *sources;
	struct diag *diag;
	struct arena *job_mem, *letter_mem;
	struct font_set *set;
	struct glyph_use *use; /* NULL once the codes are made */
	struct glyph_codes *codes;
	struct shaper *shaper;
	const struct font *regular, *bold;
	uint32_t next_id;
};

/* How a galley is set. */
struct press_style {
	const struct font *font;
	mpt size, leading, width;
	uint32_t colour;
	bool justified, right_to_left;
	const char *language;
};

static inline const struct font *
press_font(struct press *press, const char *family, enum font_style style)
{
	const struct font *font = font_set_find(
	    press->set, slice_view(family), style, press->diag, NO_SPAN);
	if (!font) {
		diag_print(press->diag, stdout);
		exit(1);
	}
	return font;
}

/* Families without fonts.yaml; bold where the second file is named. */
static const char *const press_families[][3] = {
    {"Noto Serif", "NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"},
    {"Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"},
    {"Noto Naskh Arabic", "NotoNaskhArabic-Regular.ttf", NULL},
    {"Noto Serif Hebrew", "NotoSerifHebrew-Regular.ttf", NULL},
    {"Noto Serif Thai", "NotoSerifThai-Regular.ttf", NULL},
    {"Noto Serif Devanagari", "NotoSerifDevanagari-Regular.ttf", NULL},
};

static inline struct font_set *
press_families_open(struct arena *job_mem)
{
	const size_t count = sizeof press_families / sizeof *press_families;
	struct font_set *set = font_set_new(job_mem, NULL, font_roots);
	set->families.at = ARENA_ARRAY(job_mem, struct family, count);
	set->families.count = count;
	for (size_t i = 0; i < count; i++) {
		struct family *family = &set->families.at[i];
		family->name = slice_view(press_families[i][0]);
		family->files[FONT_REGULAR].text =
		    slice_view(press_families[i][1]);
		family->files[FONT_BOLD].text =
		    slice_view(press_families[i][2]);
	}
	return set;
}

static inline struct press
press_open(void)
{
	struct press press = {.sources = sources_new(),
	    .job_mem = arena_new(),
	    .letter_mem = arena_new(),
	    .shaper = shaper_new()};
	press.diag = diag_new(press.sources);
	press.set = press_families_open(press.job_mem);
	press.use = glyph_use_new(press.set);
	press.regular = press_font(&press, "Noto Serif", FONT_REGULAR);
	press.bold = press_font(&press, "Noto Sans", FONT_BOLD);
	return press;
}

static inline void
press_close(struct press *press)
{
	shaper_free(press->shaper);
	glyph_use_free(press->use);
	font_set_free(press->set);
	arena_free(press->job_mem);
	arena_free(press->letter_mem);
	diag_free(press->diag);
	sources_free(press->sources);
}

/* After everything was set once: the codes of all glyphs used. */
static inline void
press_fix_codes(struct press *press)
{
	press->codes = glyph_codes_new(press->job_mem, press->set, press->use);
	glyph_use_free(press->use);
	press->use = NULL;
	arena_reset(press->letter_mem);
}

/* Marks each cluster's text at its first glyph. */
static inline void
press_use(struct press *press, const struct run *run)
{
	for (size_t i = 0; press->use && i < run->count; i++) {
		size_t at = run->glyphs[i].cluster, end = run->text.len;
		bool first = true;
		for (size_t k = 0; k < run->count; k++) {
			size_t other = run->glyphs[k].cluster;
			if (other > at && other < end)
				end = other;
			first &= !(k < i && other == at);
		}
		glyph_use_mark(press->use, run->font, run->glyphs[i].id,
		    first ? slice_part(run->text, at, end - at) : SLICE(""));
	}
}

/* One line from the text's [from, to), shaped as a whole. */
static inline struct run
press_run(struct press *press, struct arena *mem,
    const struct press_style *style, struct slice text)
{
	struct shaped shaped = {0};
	struct run run = {.font = style->font,
	    .size = style->size,
	    .colour = style->colour,
	    .right_to_left = style->right_to_left};
	if (!shape_run(press->shaper, mem, style->font, style->size, text, NULL,
		style->language ? style->language : "sv", style->right_to_left,
		false, &shaped))
		exit(1);
	run.glyphs = shaped.glyphs;
	run.count = shaped.count;
	run.text = arena_dup(mem, text);
	press_use(press, &run);
	return run;
}

static inline mpt
press_width(const struct run *run)
{
	mpt width = 0;
	for (size_t i = 0; i < run->count; i++)
		width += run->glyphs[i].advance;
	return width;
}

static inline void
press_justify(struct run *run, mpt width)
{
	mpt spaces = 0;
	for (size_t i = 0; i < run->text.len; i++)
		spaces += run->text.at[i] == ' ';
	if (spaces)
		run->word_space = (width - press_width(run)) / spaces;
}

static inline void
press_add_line(struct arena *mem, struct galley *galley,
    const struct press_style *style, struct run run)
{
	struct line *line = &galley->lines[galley->line_count];
	mpt top = style->leading * (mpt)galley->line_count;
	line->runs = ARENA_NEW(mem, struct run);
	*line->runs = run;
	line->run_count = 1;
	line->top = top;
	line->bottom = top + style->leading;
	line->baseline = top + style->leading * 4 / 5;
	line->width = press_width(&run);
	if (style->right_to_left)
		line->runs->x = style->width - line->width;
	galley->line_count++;
	galley->height = line->bottom;
}

/* A paragraph; '\n' ends a line. `shared` gives it an id. */
static inline struct galley *
press_galley(struct press *press, const struct press_style *style,
    const char *text, bool shared)
{
	struct arena *mem = shared ? press->job_mem : press->letter_mem;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	struct slice rest = slice_view(text);
	galley->lines = ARENA_ARRAY(mem, struct line, PRESS_LINES);
	galley->width = style->width;
	galley->id = shared ? ++press->next_id : 0;
	while (rest.len && galley->line_count < PRESS_LINES) {
		size_t hard = slice_find_char(rest, '\n'), end = hard;
		struct run run =
		    press_run(press, mem, style, slice_part(rest, 0, end));
		while (press_width(&run) > style->width) {
			while (end > 0 && rest.at[end - 1] != ' ')
				end--;
			if (end == 0)
				break;
			end--;
			run = press_run(
			    press, mem, style, slice_part(rest, 0, end));
		}
		if (style->justified && end < hard)
			press_justify(&run, style->width);
		press_add_line(mem, galley, style, run);
		rest = slice_from(rest, end + 1);
	}
	return galley;
}

/* The static blocks of the letter, set once. */
struct press_letter {
	struct galley *head, *date, *title, *body[4], *list, *close, *foot[3];
};

static inline struct press_letter
press_set_static(struct press *press)
{
	const struct press_style head = {.font = press->bold,
				     .size = 14000,
				     .leading = 18000,
				     .width = 200000,
				     .colour = 0x1F4E79},
				 small = {.font = press->bold,
				     .size = 8000,
				     .leading = 10000,
				     .width = 140000,
				     .colour = 0x555555},
				 title = {.font = press->bold,
				     .size = 13000,
				     .leading = 17000,
				     .width = 400000},
				 body = {.font = press->regular,
				     .size = 11000,
				     .leading = 14500,
				     .width = 400000};
	struct press_letter letter = {
	    .head = press_galley(press, &head, "Exempelköpings kommun", true),
	    .date =
		press_galley(press, &small, "2012-03-19\nSN-2012-0047", true),
	    .title = press_galley(
		press, &title, "Du får välja vem som hjälper dig", true)};
	static const char *const texts[] = {
	    "Från den 1 september kan du som har hemtjänst själv välja vem som "
	    "ska utföra den hjälp du har beslut om. Det kallas fritt val. Du "
	    "kan välja kommunens egen hemtjänst eller något av de företag som "
	    "kommunen har godkänt. Du kan byta utförare när du vill, och det "
	    "kostar ingenting.",
	    "Den som inte vill välja behöver inte göra någonting. Då får du "
	    "hjälp av samma personal som i dag, på samma tider och till samma "
	    "avgift. Ditt beslut gäller som förut.",
	    "Valet börjar gälla tidigast den 1 oktober. Vi skickar en katalog "
	    "med alla utförare i augusti. Där står vad de kan göra, vilka "
	    "språk "
	    "de talar och hur du når dem.",
	    "Du som bor i servicehus omfattas inte ännu."};
	for (size_t i = 0; i < 4; i++)
		letter.body[i] = press_galley(press, &body, texts[i], true);
	letter.list = press_galley(press, &body,
	    "1. Läs katalogen när den kommer.\n2. Ring oss om du undrar något."
	    "\n3. Fyll i blanketten och skicka in den.",
	    true);
	letter.close = press_galley(
	    press, &body, "Med vänlig hälsning\n \nSocialnämnden", true);
	letter.foot[0] = press_galley(
	    press, &small, "Postadress\nBox 100\n123 21 Exempelköping", true);
	letter.foot[1] = press_galley(
	    press, &small, "Telefon\n0123-45 60 00\nVardagar 8-16", true);
	letter.foot[2] = press_galley(press, &small,
	    "Webb\nwww.kommun.example\nbrev@kommun.example", true);
	return letter;
}

static inline mpt
press_piece(struct page *page, const struct galley *galley, mpt x, mpt y,
    const char *role)
{
	page->pieces[page->count++] = (struct piece){.x = x,
	    .y = y,
	    .galley = galley,
	    .to = (uint32_t)galley->line_count,
	    .artifact = strcmp(role, "body") != 0,
	    .role = role};
	return y + galley->height;
}

static const char *const press_names[] = {"Gunnel Åkerlund", "Sven-Erik Öberg",
    "Ingrid Wåhlström", "Åke Björkqvist", "Märta Sjögren", "Nils Lindén"};
static const char *const press_streets[] = {"Storgatan 12 Lgh 1201",
    "Östra Vägen 3", "Ängsvägen 7 B", "Kvarngränd 14", "Älvgatan 101"};

/* The letter of number n: two paragraphs and the address are its own. */
static inline struct pages
press_set_letter(
    struct press *press, const struct press_letter *fixed, uint32_t n)
{
	struct arena *mem = press->letter_mem;
	const char *name = press_names[n % 6], *street = press_streets[n % 5];
	const struct press_style body = {.font = press->regular,
	    .size = 11000,
	    .leading = 14500,
	    .width = 400000,
	    .justified = true};
	struct page *page = ARENA_NEW(mem, struct page);
	page->pieces = ARENA_ARRAY(mem, struct piece, 16);
	press_piece(page, fixed->head, 56693, 40000, "letterhead");
	press_piece(page, fixed->date, 400000, 40000, "letterhead");
	press_piece(page,
	    press_galley(press, &body,
		arena_print(mem, "%s\n%s\n123 %02u  EXEMPELKÖPING", name,
		    street, n % 90 + 10)
		    .at,
		false),
	    300000, 130000, "address");
	mpt y = press_piece(page, fixed->title, 110000, 250000, "body") + 8000;
	y = press_piece(page,
		press_galley(press, &body,
		    arena_print(mem,
			"Hej %s! Du har i dag hemtjänst från %s, med "
			"beslut som gäller till den %u december. Din "
			"handläggare är %s, som du når på 0123-45 60 %02u.",
			name, street, n % 28 + 1, press_names[(n + 1) % 6],
			n % 90 + 10)
			.at,
		    false),
		110000, y, "body") +
	    7000;
	for (size_t i = 0; i < 3; i++)
		y = press_piece(page, fixed->body[i], 110000, y, "body") + 7000;
	y = press_piece(page, fixed->list, 110000, y, "body") + 7000;
	y = press_piece(page,
		press_galley(press, &body,
		    arena_print(mem,
			"I ditt område, %s med omnejd, finns %u utförare "
			"att välja mellan.",
			street, n % 7 + 2)
			.at,
		    false),
		110000, y, "body") +
	    7000;
	y = press_piece(page, fixed->body[3], 110000, y, "body") + 7000;
	press_piece(page, fixed->close, 110000, y, "body");
	for (size_t i = 0; i < 3; i++)
		press_piece(page, fixed->foot[i], 110000 + 140000 * (mpt)i,
		    780000, "footer");
	return (struct pages){
	    .width = A4_WIDTH, .height = A4_HEIGHT, .at = page, .count = 1};
}

static inline struct pdf_setup
press_setup(struct press *press, enum pdf_profile profile)
{
	return (struct pdf_setup){.profile = profile,
	    .title = SLICE("Fritt val i hemtjänsten"),
	    .language = SLICE("sv"),
	    .producer = SLICE("utskick test"),
	    .date = {2012, 3, 19},
	    .fonts = press->set,
	    .codes = press->codes};
}

#endif
