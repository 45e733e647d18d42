#include "paper/lettering.h"

static const char paper[] =
    "name: .\n"
    "page: {width: 2000pt, height: 2000pt}\n"
    "styles:\n"
    "  body: {family: Open Sans, size: 9.5pt, leading: 13.5pt, after: 6pt}\n"
    "  heading: {base: body, face: bold, size: 14pt, leading: 18pt, after: 7pt,"
    " keep_with_next: yes}\n"
    "  list: {base: body, between: 4pt}\n"
    "  table: {base: body, before: 4pt, between: 3pt, after: 9pt}\n"
    "  note: {base: body, size: 7pt, leading: 9pt}\n"
    "  number: {base: note, size: 6.5pt, leading: 8pt, align: centred}\n"
    "  side: {base: number, align: right}\n"
    "frames:\n"
    "  body: {role: body, x: 0pt, y: 0pt, width: %d.%03dpt, height: "
    "%d.%03dpt}\n";

bool
lettering_open(struct lettering *lettering, struct arena *mem,
    const char *language, struct box box, struct font_set *fonts,
    struct glyph_use *use, struct diag *diag)
{
	struct slice text = arena_print(mem, paper, (int)box.width / 1000,
	    (int)box.width % 1000, (int)box.height / 1000,
	    (int)box.height % 1000);
	struct stationery *stationery =
	    stationery_read_text(mem, "testsheet", text, diag);
	*lettering = (struct lettering){.mem = mem, .language = language};
	if (stationery)
		lettering->setter =
		    setter_new(mem, stationery, fonts, use, diag);
	return lettering->setter;
}

bool
lettering_set(struct lettering *lettering, const struct node *const *blocks,
    size_t count, struct pages *pages, struct problem *why)
{
	const struct letter_content content = {
	    .language = lettering->language,
	    .body = blocks,
	    .body_count = count,
	    .frames = ARENA_NEW(lettering->mem, struct frame_content),
	};
	return setter_set_letter(
	    lettering->setter, lettering->mem, &content, pages, why);
}

bool
lettering_place(struct lettering *lettering, struct drawing *drawing,
    const char *style, struct slice text, mpt x, mpt y, struct problem *why)
{
	struct node *block = node_new(lettering->mem, NODE_PARAGRAPH, NO_SPAN);
	struct node *words = node_new(lettering->mem, NODE_TEXT, NO_SPAN);
	const struct node *const blocks[] = {block};
	struct pages pages;
	block->style = slice_view(style);
	words->text = text;
	node_append(block, words);
	if (!lettering_set(lettering, blocks, 1, &pages, why))
		return false;
	drawing_place(drawing, &pages.at[0], x, y, true);
	return true;
}
