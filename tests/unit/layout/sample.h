/*
 * tests/unit/layout/sample.h - letters made of nodes by hand, for tests that
 * know layout only.
 *
 * Inline text: '<…>' is a row's value, '*…*' is strong, '_…_' emphasis, a
 * line feed a line break. A block without a value is fixed, as merge/ leaves
 * it.
 */
#ifndef TESTS_UNIT_LAYOUT_SAMPLE_H
#define TESTS_UNIT_LAYOUT_SAMPLE_H

#include <stdlib.h>

#include "base/file.h"
#include "base/places.h"
#include "doc/node.h"
#include "layout/setter.h"

struct sample {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct font_set *fonts;
	struct stationery *stationery;
	struct glyph_use *use;
	struct setter *setter;
	uint32_t next_id;
	struct node *root;
};

/* `stationery`: a name, or a whole text, which begins with "name:". Font files
 * are looked for in `font_folders` first. */
static inline bool
sample_open_with(
    struct sample *s, const char *stationery, const char *const *font_folders)
{
	*s = (struct sample){.mem = arena_new(), .sources = sources_new()};
	s->diag = diag_new(s->sources);
	s->next_id = 1;
	const char *templates = places_find(s->mem, "templates");
	const char *fonts = places_find(s->mem, "fonts");
	const char *folders[] = {templates, TESTS_DIR "/golden/layout", NULL};
	s->fonts = font_set_read(s->mem, path_join(s->mem, fonts, "fonts.yaml"),
	    font_folders, s->diag);
	struct slice text = slice_view(stationery);
	s->stationery =
	    slice_starts(text, "name:")
		? stationery_read_text(s->mem, "own.yaml", text, s->diag)
		: stationery_read(s->mem, text, folders, s->diag, NO_SPAN);
	if (s->fonts && s->stationery) {
		s->use = glyph_use_new(s->fonts);
		s->setter = setter_new(
		    s->mem, s->stationery, s->fonts, s->use, s->diag);
	}
	s->root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
	if (!s->setter)
		diag_print(s->diag, stderr);
	return s->setter != NULL;
}

static inline bool
sample_open(struct sample *s, const char *stationery)
{
	const char *const none[] = {NULL};
	return sample_open_with(s, stationery, none);
}

static inline void
sample_close(struct sample *s)
{
	setter_free(s->setter);
	if (s->use)
		glyph_use_free(s->use);
	font_set_free(s->fonts);
	diag_free(s->diag);
	sources_free(s->sources);
	arena_free(s->mem);
}

static inline void
sample_text(struct arena *mem, struct node *parent, const char *from,
    size_t len, const char *origin)
{
	if (!len)
		return;
	struct node *text = node_new(mem, NODE_TEXT, NO_SPAN);
	text->text = arena_dup(mem, (struct slice){from, len});
	if (origin)
		text->origin = slice_view(origin);
	node_append(parent, text);
}

/* Fills a block; true where it holds a value. */
static inline bool
sample_inlines(struct arena *mem, struct node *block, const char *text)
{
	struct node *parent = block;
	const char *origin = NULL;
	bool values = false;
	for (const char *c = text;;) {
		size_t len = strcspn(c, "<>*_\n");
		sample_text(mem, parent, c, len, origin);
		c += len;
		if (!*c)
			return values;
		if (*c == '<' || *c == '>') {
			origin = *c == '<' ? "Kolumn" : NULL;
			values = true;
		} else if (*c == '\n') {
			node_append(
			    parent, node_new(mem, NODE_LINE_BREAK, NO_SPAN));
		} else if (parent != block) {
			parent = block;
		} else {
			parent = node_new(mem,
			    *c == '*' ? NODE_STRONG : NODE_EMPHASIS, NO_SPAN);
			node_append(block, parent);
		}
		c++;
	}
}

/* Adds a block to the letter, or below `parent`. */
static inline struct node *
sample_block(struct sample *s, struct arena *mem, struct node *parent,
    enum node_kind kind, const char *style, const char *text)
{
	struct node *block = node_new(mem, kind, NO_SPAN);
	block->id = s->next_id++;
	block->level = 1;
	block->style = slice_view(style);
	block->fixed = true;
	node_append(parent ? parent : s->root, block);
	if (text && sample_inlines(mem, block, text)) {
		for (struct node *n = block; n; n = n->parent)
			n->fixed = false;
	}
	return block;
}

static inline struct node *
sample_paragraph(struct sample *s, const char *text)
{
	return sample_block(s, s->mem, NULL, NODE_PARAGRAPH, NULL, text);
}

static inline struct node *
sample_heading(struct sample *s, uint8_t level, const char *text)
{
	struct node *node =
	    sample_block(s, s->mem, NULL, NODE_HEADING, NULL, text);
	node->level = level;
	return node;
}

/* Items end with NULL. */
static inline struct node *
sample_list(struct sample *s, bool ordered, const char *const *items)
{
	struct node *list =
	    sample_block(s, s->mem, NULL, NODE_LIST, NULL, NULL);
	list->ordered = ordered;
	list->tight = true;
	list->start = 1;
	for (; *items; items++) {
		struct node *item =
		    sample_block(s, s->mem, list, NODE_ITEM, NULL, NULL);
		sample_block(s, s->mem, item, NODE_PARAGRAPH, NULL, *items);
	}
	return list;
}

static inline const struct node **
sample_children(struct arena *mem, const struct node *parent, size_t *count)
{
	*count = 0;
	for (const struct node *n = parent->first; n; n = n->next)
		++*count;
	const struct node **blocks =
	    ARENA_ARRAY(mem, const struct node *, *count);
	size_t i = 0;
	for (const struct node *n = parent->first; n; n = n->next)
		blocks[i++] = n;
	return blocks;
}

/* A frame's text as one paragraph, `{{…}}` left as it stands. */
static inline struct frame_content *
sample_frames(struct sample *s)
{
	size_t count = s->stationery->frame_count;
	struct frame_content *frames =
	    ARENA_ARRAY(s->mem, struct frame_content, count);
	for (size_t i = 0; i < count; i++) {
		const struct frame *frame = &s->stationery->frames[i];
		if (frame->role != FRAME_TEXT)
			continue;
		struct strbuf text = {0};
		struct slice trimmed = slice_trim(frame->text);
		for (size_t at = 0; at < trimmed.len; at++) {
			struct slice rest = slice_from(trimmed, at);
			if (slice_starts(rest, "{{datum}}")) {
				strbuf_add_text(&text, "2012-03-19");
				at += strlen("{{datum}}") - 1;
			} else if (slice_starts(rest, "{{diarienummer}}")) {
				strbuf_add_text(&text, "SN-2012-0047");
				at += strlen("{{diarienummer}}") - 1;
			} else if (!slice_starts(rest, "**")) {
				strbuf_add_char(&text, rest.at[0]);
			} else {
				strbuf_add_char(&text, '*');
				at++;
			}
		}
		struct node *root = node_new(s->mem, NODE_DOCUMENT, NO_SPAN);
		sample_block(
		    s, s->mem, root, NODE_PARAGRAPH, NULL, strbuf_text(&text));
		strbuf_fini(&text);
		frames[i].blocks =
		    sample_children(s->mem, root, &frames[i].count);
	}
	return frames;
}

/* The letter of reference: five paragraphs, two with fields, one list. */
static inline void
sample_reference(struct sample *s)
{
	static const char *const items[] = {
	    "Läs om utförarna i den bifogade katalogen.",
	    "Fyll i svarsblanketten och skicka den i svarskuvertet.",
	    "Ring oss om du behöver hjälp eller vill läsa på ett annat språk.",
	    NULL};
	sample_heading(s, 1, "Du får snart välja vem som utför din hemtjänst");
	sample_paragraph(s, "Hej <Märta>!");
	sample_paragraph(s,
	    "Från och med den 1 september kan du som bor hemma och har "
	    "hemtjänst själv välja vem som ska hjälpa dig. Du bestämmer om "
	    "hjälpen ska utföras av kommunen eller av ett företag som kommunen "
	    "har godkänt. Ditt beslut om hemtjänst ändras inte, och avgiften "
	    "är "
	    "densamma vem du än väljer.");
	sample_paragraph(s,
	    "Du bor i distrikt <Haga>, där flera utförare får arbeta. Din "
	    "handläggare <Karin Ek> svarar gärna på frågor men får inte "
	    "rekommendera någon särskild utförare. Du når henne på telefon "
	    "<0999-10 01 23>.");
	sample_heading(s, 2, "Så här gör du");
	sample_list(s, false, items);
	sample_paragraph(s,
	    "Den du väljer kan börja hos dig tidigast den 1 oktober. Om du "
	    "inte "
	    "väljer behöver du inte göra någonting: du behåller den hemtjänst "
	    "du har i dag. Servicehusen ingår inte i valet den här gången.");
	sample_paragraph(s, "Med vänlig hälsning");
	sample_block(
	    s, s->mem, NULL, NODE_PARAGRAPH, "signature", "Anna Lundström");
	sample_block(s, s->mem, NULL, NODE_PARAGRAPH, "title",
	    "enhetschef, handläggningsenheten");
}

static const struct slice sample_address[] = {
    {"Märta Åkerlund-Öberg", sizeof "Märta Åkerlund-Öberg" - 1},
    {"c/o Göran Lindström", sizeof "c/o Göran Lindström" - 1},
    {"Strandvägen 12 B Lgh 1201", sizeof "Strandvägen 12 B Lgh 1201" - 1},
    {"852 38 SUNDSVALL", sizeof "852 38 SUNDSVALL" - 1},
};

static inline struct letter_content
sample_content(struct sample *s)
{
	struct letter_content content = {.language = "sv",
	    .address = sample_address,
	    .address_count = 4,
	    .frames = sample_frames(s)};
	content.body = sample_children(s->mem, s->root, &content.body_count);
	return content;
}

#endif
