/* The attributes that a reader asks for (ISO 32000-1 14.8.5): how a list is
 * numbered, which cells a heading is for and how many places they take, where a
 * figure stands. Those of looks stay behind: the page shows them. */
#include "pages/messages.h"
#include "pages/tags.h"

enum { SPAN_MOST = 1000, HEADERS_MOST = 100, OBJECTS_MOST = 50 };

static const char *
find_name(struct excerpt_walk *walk, qpdf_oh holder, const char *key,
    const char *const *known, const char *otherwise)
{
	const char *name = excerpt_name(walk, excerpt_key(walk, holder, key));
	for (size_t i = 0; *name && known[i]; i++)
		if (strcmp(name + 1, known[i]) == 0)
			return known[i];
	return otherwise;
}

static int64_t
read_span(
    struct excerpt_walk *walk, qpdf_oh holder, const char *key, int64_t there)
{
	qpdf_oh value = excerpt_key(walk, holder, key);
	if (!qpdf_oh_is_integer(walk->pdf, value))
		return there;
	long long span = qpdf_oh_get_int_value(walk->pdf, value);
	if (span >= 1 && span <= SPAN_MOST)
		return span;
	tags_refuse(walk, 0, N_("their tree is broken"), key);
	return there;
}

static void
read_headers(
    struct excerpt_walk *walk, qpdf_oh holder, struct tag_attributes *to)
{
	qpdf_oh list = excerpt_key(walk, holder, "/Headers");
	if (!qpdf_oh_is_array(walk->pdf, list))
		return;
	int count = qpdf_oh_get_array_n_items(walk->pdf, list);
	if (count > HEADERS_MOST) {
		excerpt_refuse_large(walk);
		return;
	}
	to->headers = ARENA_ARRAY(walk->mem, struct slice, (size_t)count + 1);
	to->header_count = 0;
	for (int i = 0; i < count; i++) {
		qpdf_oh id = qpdf_oh_get_array_item(walk->pdf, list, i);
		size_t len = 0;
		if (!qpdf_oh_is_string(walk->pdf, id))
			continue;
		const char *at =
		    qpdf_oh_get_binary_string_value(walk->pdf, id, &len);
		to->headers[to->header_count++] =
		    arena_dup(walk->mem, (struct slice){at, len});
	}
}

static void
read_table(struct excerpt_walk *walk, qpdf_oh holder, struct tag_attributes *to)
{
	static const char *const scopes[] = {"Row", "Column", "Both", NULL};
	qpdf_oh summary = excerpt_key(walk, holder, "/Summary");
	to->row_span = read_span(walk, holder, "/RowSpan", to->row_span);
	to->column_span = read_span(walk, holder, "/ColSpan", to->column_span);
	to->scope = find_name(walk, holder, "/Scope", scopes, to->scope);
	if (qpdf_oh_is_string(walk->pdf, summary))
		to->summary = arena_dup(walk->mem,
		    slice_view(qpdf_oh_unparse_resolved(walk->pdf, summary)));
	read_headers(walk, holder, to);
}

static void
read_layout(
    struct excerpt_walk *walk, qpdf_oh holder, struct tag_attributes *to)
{
	static const char *const places[] = {
	    "Block", "Inline", "Before", "Start", "End", NULL};
	static const char *const directions[] = {"LrTb", "RlTb", "TbRl", NULL};
	struct excerpt_edges box;
	to->placement =
	    find_name(walk, holder, "/Placement", places, to->placement);
	to->direction =
	    find_name(walk, holder, "/WritingMode", directions, to->direction);
	if (!excerpt_read_edges(walk, excerpt_key(walk, holder, "/BBox"), &box))
		return;
	to->boxed = true;
	to->box[0] = box.left;
	to->box[1] = box.bottom;
	to->box[2] = box.right;
	to->box[3] = box.top;
}

static void
read_object(
    struct excerpt_walk *walk, qpdf_oh object, struct tag_attributes *to)
{
	static const char *const numberings[] = {"None", "Disc", "Circle",
	    "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha",
	    "LowerAlpha", NULL};
	if (qpdf_oh_is_stream(walk->pdf, object))
		object = qpdf_oh_get_dict(walk->pdf, object);
	if (!qpdf_oh_is_dictionary(walk->pdf, object))
		return; /* the number of a revision */
	const char *owner = excerpt_name(walk, excerpt_key(walk, object, "/O"));
	if (strcmp(owner, "/Table") == 0)
		read_table(walk, object, to);
	else if (strcmp(owner, "/Layout") == 0)
		read_layout(walk, object, to);
	else if (strcmp(owner, "/List") == 0)
		to->numbering = find_name(
		    walk, object, "/ListNumbering", numberings, to->numbering);
}

/* One, or an array of some; `map`: names of them. */
static void
read_objects(struct excerpt_walk *walk, qpdf_oh held, const qpdf_oh *map,
    struct tag_attributes *to)
{
	bool array = qpdf_oh_is_array(walk->pdf, held);
	int count = array ? qpdf_oh_get_array_n_items(walk->pdf, held) : 1;
	if (count > OBJECTS_MOST) {
		excerpt_refuse_large(walk);
		return;
	}
	for (int i = 0; i < count; i++) {
		qpdf_oh one =
		    array ? qpdf_oh_get_array_item(walk->pdf, held, i) : held;
		if (!map)
			read_object(walk, one, to);
		else if (qpdf_oh_is_name(walk->pdf, one))
			read_objects(walk,
			    excerpt_key(
				walk, *map, qpdf_oh_get_name(walk->pdf, one)),
			    NULL, to);
	}
}

/* 14.7.5.2: an element's own are preferred to those of its class. */
bool
tags_read_attributes(
    struct excerpt_walk *walk, qpdf_oh element, struct tag_attributes *to)
{
	read_objects(
	    walk, excerpt_key(walk, element, "/C"), &walk->tags->class_map, to);
	read_objects(walk, excerpt_key(walk, element, "/A"), NULL, to);
	return !walk->failed;
}

/* ---- written */

static void
add_table(struct strbuf *out, const struct tag_attributes *of)
{
	if (of->row_span <= 1 && of->column_span <= 1 && !of->scope &&
	    !of->summary.len)
		return;
	strbuf_add_text(out, "<</O/Table");
	if (of->row_span > 1)
		strbuf_print(out, "/RowSpan %lld", (long long)of->row_span);
	if (of->column_span > 1)
		strbuf_print(out, "/ColSpan %lld", (long long)of->column_span);
	if (of->scope)
		strbuf_print(out, "/Scope/%s", of->scope);
	if (of->summary.len) {
		strbuf_add_text(out, "/Summary");
		strbuf_add(out, of->summary);
	}
	strbuf_add_text(out, ">>");
}

static void
add_layout(
    struct strbuf *out, const struct tag *tag, const struct excerpt_turn *turn)
{
	const struct tag_attributes *of = &tag->attributes;
	bool boxed =
	    of->boxed && (tag_is(tag, "Figure") || tag_is(tag, "Formula") ||
			     tag_is(tag, "Table"));
	bool placed =
	    of->placement && (tag_is(tag, "Figure") || tag_is(tag, "Formula"));
	if (!boxed && !placed && !of->direction)
		return;
	strbuf_add_text(out, "<</O/Layout");
	if (placed)
		strbuf_print(out, "/Placement/%s", of->placement);
	if (of->direction)
		strbuf_print(out, "/WritingMode/%s", of->direction);
	if (boxed) {
		strbuf_add_text(out, "/BBox[");
		excerpt_add_turned_box(out, turn, of->box);
		strbuf_add_text(out, "]");
	}
	strbuf_add_text(out, ">>");
}

struct slice
tags_write_attributes(struct excerpt_walk *walk, const struct tag *tag)
{
	struct strbuf out = {0};
	const struct tag_tree *tree = walk->tags;
	add_table(&out, &tag->attributes);
	if (tag_is(tag, "L") && tag->attributes.numbering)
		strbuf_print(&out, "<</O/List/ListNumbering/%s>>",
		    tag->attributes.numbering);
	add_layout(&out, tag, &tree->pages[tags_page_of(tree, tag)].turn);
	struct slice written = arena_dup(walk->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return written;
}
