/*
 * pages/excerpt_private.h - what the files of the excerpt share.
 *
 * excerpt.c keeps the other process; excerpt_document.c asks the document and
 * its pages; excerpt_entries.c lists what of each kind of object comes along;
 * excerpt_walk.c follows resources and writes objects;
 * excerpt_font.c and excerpt_colour.c know what PDF/A wants of those; stream.c
 * reads content streams.
 */
#ifndef PAGES_EXCERPT_PRIVATE_H
#define PAGES_EXCERPT_PRIVATE_H

#include <qpdf/qpdf-c.h>

#include "base/strbuf.h"
#include "pages/excerpt.h"

/* What an object is taken for: which of its entries come along. */
enum taken_as {
	AS_FORM,
	AS_IMAGE,
	AS_XOBJECT, /* one of these */
	AS_RESOURCES, /* of a page */
	AS_PROPERTIES, /* a property list that marks name */
	AS_FONT,
	AS_CID_FONT,
	AS_FONT_DESCRIPTOR,
	AS_ENCODING,
	AS_STATE, /* ExtGState */
	AS_SOFT_MASK,
	AS_PATTERN,
	AS_SHADING,
	AS_FUNCTION,
	AS_GROUP,
	AS_COLOUR,
	AS_DATA, /* a stream read by no one here: font file, CMap, ICC */
	AS_PLAIN, /* numbers, names, strings and arrays of them */
};

/* An object of ours, and which of theirs it is. */
struct taken {
	int number; /* of theirs; 0: it has none */
	enum taken_as as;
	qpdf_oh handle;
	struct excerpt_object object;
	size_t part_room;
	uint8_t height; /* of what it refers to, once it is asked */
};

struct excerpt_edges {
	int64_t left, bottom, right, top; /* mpt */
};

/* What of a page is seen, and quarters that it is turned, clockwise. */
struct excerpt_turn {
	struct excerpt_edges box;
	int turned;
};

struct excerpt_walk {
	struct arena *mem; /* until the excerpt is packed */
	qpdf_data pdf;
	const char *path;
	struct span asked;
	struct diag *diag;
	uint32_t page; /* looked at, from 1 */
	struct taken *taken;
	size_t count, room;
	size_t bytes; /* taken so far */
	struct strbuf text; /* of the object being written */
	uint32_t current;
	bool shows; /* the content that was last copied paints something */
	bool coloured; /* something else than grey was asked for */
	bool says_tags; /* the file says that it is tagged */
	struct tag_tree *tags; /* NULL: they do not come along */
	bool failed; /* after a report */
};

/* ---- excerpt_document.c */

/* Checks the document and takes its pages; false after a report. */
bool excerpt_take_pages(struct excerpt_walk *walk, struct excerpt_wish wish,
    struct excerpt_page **pages, size_t *count);

/* False where it is not a rectangle of a page's size. */
bool excerpt_read_edges(
    struct excerpt_walk *walk, qpdf_oh box, struct excerpt_edges *edges);

/* Four numbers of a box that stands on a page as it is seen. */
void excerpt_add_turned_box(
    struct strbuf *out, const struct excerpt_turn *turn, const int64_t box[4]);

/* ---- excerpt_page.c */

/* The page as a form: box, matrix, resources and content. */
uint32_t excerpt_take_page(
    struct excerpt_walk *walk, qpdf_oh page, struct slice head);

/* The page as a page, with its marks. `head` moves it to its place. */
void excerpt_take_tagged(struct excerpt_walk *walk, qpdf_oh page,
    struct slice head, struct excerpt_page *taken);

/* ---- excerpt_walk.c */

struct stream_account;

/* What of theirs becomes which of ours. */
uint32_t excerpt_find_or_add(
    struct excerpt_walk *walk, qpdf_oh value, enum taken_as as);

/* Ends a part of the object being written, with a reference. */
void excerpt_end_part(struct excerpt_walk *walk, uint32_t object);

bool excerpt_count_bytes(struct excerpt_walk *walk, size_t bytes);

/* The keys of a dictionary, in the arena. */
struct slice *excerpt_list_keys(
    struct excerpt_walk *walk, qpdf_oh dictionary, size_t *count);

/* Copies a content stream; reports what cannot be. */
struct slice excerpt_copy_content(struct excerpt_walk *walk,
    struct slice content, struct stream_account *account);

/* The content of the object being written: a form or pattern. */
void excerpt_keep_content(
    struct excerpt_walk *walk, struct slice content, qpdf_oh resources);

/* The classes of resources with what the content names, without << and >>;
 * the last, /XObject, stays open. */
void excerpt_write_resources(struct excerpt_walk *walk, qpdf_oh resources,
    const struct stream_account *names);

/* Takes all that is referred to, until nothing is new. */
bool excerpt_take_all(struct excerpt_walk *walk);

/* Writes a value, or a reference to the object that it becomes. */
void excerpt_write(
    struct excerpt_walk *walk, qpdf_oh value, enum taken_as as, int depth);

/* ---- excerpt_entries.c */

/* An entry that comes along, and as what. */
struct excerpt_entry {
	const char *key; /* NULL ends a list */
	enum taken_as as;
};

/* NULL where all come. */
const struct excerpt_entry *excerpt_entries(enum taken_as as);
/* Said whatever the source says. */
const char *excerpt_head(enum taken_as as);
/* Reports keys that change what is seen, or reach out of the file. */
void excerpt_check_keys(
    struct excerpt_walk *walk, qpdf_oh holder, enum taken_as as);

/* ---- reports; the page is the one looked at */

void excerpt_refuse(struct excerpt_walk *walk, const struct message *message,
    const struct message *hint, size_t count, const struct argument *arguments);
/* "page 2 of 'x.pdf' has colours …: {3}" */
void excerpt_refuse_colour(struct excerpt_walk *walk, const char *which);
void excerpt_refuse_thing(struct excerpt_walk *walk, const char *which);
void excerpt_refuse_broken(struct excerpt_walk *walk, const char *why);
void excerpt_refuse_large(struct excerpt_walk *walk);

/* ---- excerpt_font.c, excerpt_colour.c: false after a report */

bool excerpt_check_font(struct excerpt_walk *walk, qpdf_oh font);
void excerpt_write_colour(struct excerpt_walk *walk, qpdf_oh space, int depth);

static inline qpdf_oh
excerpt_key(const struct excerpt_walk *walk, qpdf_oh holder, const char *key)
{
	return qpdf_oh_get_key_if_dict(walk->pdf, holder, key);
}

/* "/Name", or "" for anything else; until the next call of libqpdf. */
static inline const char *
excerpt_name(const struct excerpt_walk *walk, qpdf_oh value)
{
	return qpdf_oh_is_name(walk->pdf, value)
		   ? qpdf_oh_get_name(walk->pdf, value)
		   : "";
}

#endif
