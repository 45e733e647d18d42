/* stamp.c - what tells a proof from a letter: on every page, apart from it. */
#include "layout/dump.h"
#include "layout/setter_parts.h"

enum {
	STAMP_SHARE = 75, /* the word's part of the page's width, per cent */
	STAMP_GREY = 0xDDDDDD,
	LINE_SIZE = 8000,
	LINE_TOP = 9000, /* from the page's top edge */
	LINE_AIR = 3000, /* white around it, whatever the paper has there */
	WHITE = 0xFFFFFF,
};

static const struct node stamp_node = {
    .kind = NODE_TEXT,
    .origin = {"stamp", sizeof "stamp" - 1},
};

/* A plain line in the body's face. NULL, and why, where a glyph is missing. */
static struct galley *
make_line(struct setter *setter, struct arena *mem, struct slice text, mpt size,
    uint32_t colour, struct problem *why)
{
	static const struct letter_content no_content = {0};
	const struct job_letter letter = {
	    .setter = setter, .mem = mem, .content = &no_content, .why = why};
	struct setting setting = setter_setting(&letter, setter->body_first);
	struct style style = *setting.plain;
	setting.tongue = setter->frame_tongue;
	struct paragraph line;
	style.size = style.leading = size;
	style.colour = colour;
	if (!paragraph_set_plain(&setting, text, &stamp_node, &style, 0,
		setter->stationery->page_width, &line))
		return NULL;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	*galley = (struct galley){
	    .width = line.count ? line.lines[0].width : 0,
	    .height = line.height,
	    .lines = line.lines,
	    .line_count = line.count,
	};
	return galley;
}

/* The line on a white ground, so that no tint hides it. */
static struct galley *
make_label(struct setter *setter, struct arena *mem, struct slice text,
    struct problem *why)
{
	struct galley *line = make_line(setter, mem, text, LINE_SIZE, 0, why);
	if (!line)
		return NULL;
	line->bars = ARENA_NEW(mem, struct bar);
	line->bars[0] = (struct bar){
	    .x = -LINE_AIR,
	    .y = -LINE_AIR,
	    .width = line->width + 2 * LINE_AIR,
	    .height = line->height + 2 * LINE_AIR,
	    .colour = WHITE,
	};
	line->bar_count = 1;
	return line;
}

static struct piece
place(const struct pages *pages, const struct galley *galley, mpt y)
{
	return (struct piece){
	    .x = (pages->width - galley->width) / 2,
	    .y = y,
	    .galley = galley,
	    .to = (uint32_t)galley->line_count,
	    .artifact = true,
	    .role = DUMP_MARK_ROLE,
	};
}

/* As wide as its share of the page. */
static struct galley *
make_word(struct setter *setter, struct arena *mem, struct slice word,
    mpt width, struct problem *why)
{
	struct galley *trial =
	    make_line(setter, mem, word, LINE_SIZE, STAMP_GREY, why);
	if (!trial || !trial->width)
		return trial;
	int64_t size = (int64_t)LINE_SIZE * width * STAMP_SHARE / 100;
	return make_line(
	    setter, mem, word, (mpt)(size / trial->width), STAMP_GREY, why);
}

bool
setter_stamp(struct setter *setter, struct arena *letter_mem,
    const struct stamp *stamp, struct pages *pages, struct problem *why)
{
	const struct galley *word =
	    make_word(setter, letter_mem, stamp->word, pages->width, why);
	const struct galley *line =
	    word ? make_label(setter, letter_mem, stamp->line, why) : NULL;
	if (!line)
		return false;
	for (size_t i = 0; i < pages->count; i++) {
		struct page *page = &pages->at[i];
		struct piece *pieces =
		    ARENA_ARRAY(letter_mem, struct piece, page->count + 2);
		pieces[0] =
		    place(pages, word, (pages->height - word->height) / 2);
		if (page->count)
			memcpy(pieces + 1, page->pieces,
			    page->count * sizeof *pieces);
		pieces[page->count + 1] = place(pages, line, LINE_TOP);
		page->pieces = pieces;
		page->count += 2;
	}
	return true;
}
