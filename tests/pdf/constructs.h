/*
 * tests/pdf/constructs.h - a letter of two pages with everything a tree can
 * hold, and scripts beyond Latin: what the validators look at.
 */
#ifndef TESTS_PDF_CONSTRUCTS_H
#define TESTS_PDF_CONSTRUCTS_H

#include "images.h"
#include "press.h"

/* A letter being built: its tree's root and the galley now filled. */
struct builder {
	struct press *press;
	struct arena *mem;
	struct node *root;
	struct galley *galley;
	mpt x, y; /* of the next line, from the galley's top left */
};

static inline struct node *
add_node(struct builder *b, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(b->mem, kind, NO_SPAN);
	node_append(parent, node);
	return node;
}

static inline struct galley *
start_galley(struct builder *b, const struct node *node)
{
	b->galley = ARENA_NEW(b->mem, struct galley);
	b->galley->lines = ARENA_ARRAY(b->mem, struct line, PRESS_LINES);
	b->galley->bars = ARENA_ARRAY(b->mem, struct bar, 4);
	b->galley->node = node;
	b->galley->width = 400000;
	b->x = b->y = 0;
	return b->galley;
}

static inline struct line *
start_line(struct builder *b, const struct node *block)
{
	struct line *line = &b->galley->lines[b->galley->line_count++];
	line->runs = ARENA_ARRAY(b->mem, struct run, 8);
	line->block = block;
	line->top = b->y;
	line->bottom = b->y + 15000;
	line->baseline = b->y + 12000;
	b->galley->height = line->bottom;
	b->x = 0;
	return line;
}

static inline void
end_line(struct builder *b)
{
	b->y += 15000;
}

/* Adds a run to a line; `source` is its text node. */
static inline struct run *
add_text(struct builder *b, struct line *line, const struct node *source,
    const struct font *font, const char *text)
{
	const struct press_style style = {
	    .font = font, .size = 11000, .language = ""};
	struct run *run = &line->runs[line->run_count++];
	*run = press_run(b->press, b->mem, &style, slice_view(text));
	run->x = b->x;
	run->source = source;
	b->x += press_width(run);
	line->width = b->x;
	return run;
}

static inline const struct galley *
build_heading(struct builder *b, uint8_t level, const char *text)
{
	struct node *heading = add_node(b, b->root, NODE_HEADING);
	heading->level = level;
	struct node *source = add_node(b, heading, NODE_TEXT);
	struct galley *galley = start_galley(b, heading);
	add_text(b, start_line(b, heading), source, b->press->bold, text);
	return galley;
}

/* A paragraph with a link over the end of a line, and a Finnish name. */
static inline const struct galley *
build_inlines(struct builder *b)
{
	const struct font *font = b->press->regular;
	struct node *paragraph = add_node(b, b->root, NODE_PARAGRAPH);
	struct node *plain = add_node(b, paragraph, NODE_TEXT);
	struct node *link = add_node(b, paragraph, NODE_LINK);
	link->target = SLICE("https://www.kommun.example/val (1)?å=1");
	struct node *inner = add_node(b, link, NODE_TEXT);
	struct node *finnish = add_node(b, paragraph, NODE_TEXT);
	finnish->language = SLICE("fi");
	struct galley *galley = start_galley(b, paragraph);
	struct line *line = start_line(b, paragraph);
	add_text(b, line, plain, font, "Läs mer på ");
	add_text(b, line, inner, font, "kommunens");
	end_line(b);
	line = start_line(b, paragraph);
	add_text(b, line, inner, font, "webbplats");
	add_text(b, line, plain, font, ", eller fråga om ");
	add_text(b, line, finnish, font, "vapaa valinta");
	add_text(b, line, plain, font, " när du hem-")->hyphen = true;
	line->runs[line->run_count - 1].text.len--;
	end_line(b);
	line = start_line(b, paragraph);
	add_text(b, line, plain, font, "tjänsten besöker.");
	return galley;
}

static inline void
build_item(
    struct builder *b, struct node *list, const char *marker, const char *text)
{
	struct node *item = add_node(b, list, NODE_ITEM);
	struct node *paragraph = add_node(b, item, NODE_PARAGRAPH);
	struct node *source = add_node(b, paragraph, NODE_TEXT);
	struct line *line = start_line(b, paragraph);
	add_text(b, line, item, b->press->regular, marker);
	b->x = 20000;
	add_text(b, line, source, b->press->regular, text);
	end_line(b);
}

/* An ordered list, a list inside its last item. */
static inline const struct galley *
build_list(struct builder *b)
{
	struct node *list = add_node(b, b->root, NODE_LIST);
	list->ordered = true;
	struct galley *galley = start_galley(b, list);
	build_item(b, list, "1.", "Läs katalogen.");
	build_item(b, list, "2.", "Ring någon av dem:");
	struct node *inner = add_node(b, list->last, NODE_LIST);
	inner->tight = true;
	build_item(b, inner, "\xE2\x80\x93", "en utförare");
	build_item(b, inner, "\xE2\x80\x93", "en handläggare");
	return galley;
}

static inline const struct galley *
build_table(struct builder *b)
{
	static const char *const cells[3][2] = {
	    {"Utförare", "Telefon"}, {"Hemvård", "0123-45"}, {"Trygg", ""}};
	struct node *table = add_node(b, b->root, NODE_TABLE);
	struct galley *galley = start_galley(b, table);
	table->column_count = 2;
	for (size_t i = 0; i < 3; i++) {
		struct node *row = add_node(b, table, NODE_TABLE_ROW);
		row->is_header = i == 0;
		for (size_t k = 0; k < 2; k++) {
			struct node *cell = add_node(b, row, NODE_TABLE_CELL);
			if (!*cells[i][k])
				continue;
			struct node *source = add_node(b, cell, NODE_TEXT);
			struct line *line = start_line(b, cell);
			b->x = k ? 150000 : 0;
			add_text(b, line, source,
			    i ? b->press->regular : b->press->bold,
			    cells[i][k]);
		}
		end_line(b);
	}
	galley->bars[galley->bar_count++] =
	    (struct bar){0, 15000, 400000, 500, 0, 0};
	return galley;
}

/* Scripts that need more than one glyph to a letter, and right to left. */
static const struct {
	const char *family, *text;
	bool right_to_left;
} build_scripts[] = {
    {"Noto Serif", "office, affischer, Åsa é ü", false},
    {"Noto Naskh Arabic",
	"\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 \xD8\xA8\xD9\x83\xD9\x85",
	true},
    {"Noto Serif Hebrew", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", true},
    {"Noto Serif Thai",
	"\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\xAD\xE0\xB8\xA2\xE0\xB8"
	"\xB9\xE0\xB9\x88",
	false},
    {"Noto Serif Devanagari",
	"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5"
	"\x80",
	false},
};

static inline const struct galley *
build_script(struct builder *b, size_t i)
{
	struct node *paragraph = add_node(b, b->root, NODE_PARAGRAPH);
	struct galley *galley = ARENA_NEW(b->mem, struct galley);
	const struct press_style style = {
	    .font = press_font(b->press, build_scripts[i].family, FONT_REGULAR),
	    .size = 14000,
	    .leading = 20000,
	    .width = 300000,
	    .right_to_left = build_scripts[i].right_to_left,
	    .language = ""};
	*galley = *press_galley(b->press, &style, build_scripts[i].text, false);
	galley->node = paragraph;
	for (size_t k = 0; k < galley->line_count; k++)
		galley->lines[k].block = paragraph;
	return galley;
}

/* A quotation whose second half stands on the next page. */
static inline const struct galley *
build_quote(struct builder *b)
{
	struct node *quote = add_node(b, b->root, NODE_QUOTE);
	struct node *paragraph = add_node(b, quote, NODE_PARAGRAPH);
	struct node *source = add_node(b, paragraph, NODE_TEXT);
	struct galley *galley = start_galley(b, quote);
	add_text(b, start_line(b, paragraph), source, b->press->regular,
	    "Ett citat på två sidor, det");
	end_line(b);
	add_text(b, start_line(b, paragraph), source, b->press->regular,
	    "här är den andra.");
	return galley;
}

static inline struct picture *
build_picture(struct arena *mem, const struct image_kind *kind)
{
	struct picture *picture = ARENA_NEW(mem, struct picture);
	picture->path = kind->name;
	picture->jpeg = kind->jpeg;
	picture->file = image_make(mem, kind);
	picture->digest = hash_of(picture->file);
	picture->columns = picture->rows = IMAGE_SIDE;
	return picture;
}

/* Every kind of image in a row: a paragraph of figures. */
static inline const struct galley *
build_images(struct builder *b)
{
	struct node *paragraph = add_node(b, b->root, NODE_PARAGRAPH);
	struct galley *galley = start_galley(b, paragraph);
	struct line *line = start_line(b, paragraph);
	line->bottom = galley->height = 40000;
	galley->images = ARENA_ARRAY(b->mem, struct image, IMAGE_KINDS);
	for (size_t i = 0; i < IMAGE_KINDS; i++) {
		struct node *node = add_node(b, paragraph, NODE_IMAGE);
		add_node(b, node, NODE_TEXT)->text = SLICE("En lutning");
		galley->images[galley->image_count++] =
		    (struct image){.x = (mpt)i * 40000,
			.width = 36000,
			.height = 36000,
			.picture =
			    build_picture(b->press->job_mem, &image_kinds[i]),
			.node = node};
	}
	return galley;
}

/* The arms in the letterhead: shared, so in a form. */
static inline const struct galley *
build_arms(struct press *press)
{
	struct arena *mem = press->job_mem;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	galley->id = 1000;
	galley->lines = ARENA_NEW(mem, struct line);
	galley->line_count = 1;
	galley->lines->bottom = galley->height = 30000;
	galley->images = ARENA_NEW(mem, struct image);
	galley->image_count = 1;
	galley->images[0] = (struct image){.width = 30000,
	    .height = 30000,
	    .picture = build_picture(mem, &image_kinds[5])};
	return galley;
}

/* The letter; `level` is that of its second heading. */
static inline struct pages
press_set_constructs(
    struct press *press, const struct press_letter *fixed, uint8_t level)
{
	struct builder b = {.press = press, .mem = press->letter_mem};
	b.root = node_new(b.mem, NODE_DOCUMENT, NO_SPAN);
	struct page *pages = ARENA_ARRAY(b.mem, struct page, 2);
	for (size_t i = 0; i < 2; i++)
		pages[i].pieces = ARENA_ARRAY(b.mem, struct piece, 24);
	press_piece(&pages[0], fixed->head, 56693, 40000, "letterhead");
	mpt y = press_piece(&pages[0], build_heading(&b, 1, "Alla former"),
	    110000, 100000, "body");
	y = press_piece(&pages[0], build_inlines(&b), 110000, y, "body");
	y = press_piece(
	    &pages[0], build_heading(&b, level, "En lista"), 110000, y, "body");
	y = press_piece(&pages[0], build_list(&b), 110000, y, "body");
	y = press_piece(&pages[0], fixed->body[1], 110000, y, "body");
	y = press_piece(&pages[0], build_table(&b), 110000, y, "body");
	for (size_t i = 0; i < sizeof build_scripts / sizeof *build_scripts;
	     i++)
		y = press_piece(
		    &pages[0], build_script(&b, i), 110000, y, "body");
	y = press_piece(&pages[0], build_images(&b), 110000, y, "body");
	const struct galley *quote = build_quote(&b);
	press_piece(&pages[0], quote, 110000, y, "body");
	pages[0].pieces[pages[0].count - 1].to = 1;
	press_piece(&pages[1], quote, 110000, 100000, "body");
	pages[1].pieces[pages[1].count - 1].from = 1;
	press_piece(&pages[1], build_arms(press), 56693, 40000, "letterhead");
	press_piece(&pages[1], fixed->foot[0], 110000, 780000, "footer");
	return (struct pages){
	    .width = A4_WIDTH, .height = A4_HEIGHT, .at = pages, .count = 2};
}

#endif
