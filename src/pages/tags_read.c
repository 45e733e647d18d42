#include <ctype.h>

#include "base/memory.h"
#include "pages/messages.h"
#include "pages/tags.h"

enum {
	DEPTH_MOST = 60,
	KIDS_MOST = 60000,
	TEXT_MOST = 8000, /* ISO 19005-2 6.1.13 ends a string at 32,767 */
	STEPS_MOST = 10, /* of a role map */
};

void
tags_refuse(
    struct excerpt_walk *walk, size_t page, const char *why, const char *which)
{
	excerpt_refuse(walk, &pages_tags, &pages_tags_cure,
	    ARGS(page + 1, walk->path, argument_wording(why), which));
}

static void
refuse_broken(struct excerpt_walk *walk, const char *which)
{
	tags_refuse(walk, 0, N_("their tree is broken"), which);
}

/* ---- types, 14.8.4 */

const char *
tags_standard_role(const char *name)
{
	/* a Document is all of a file; what was a link or a field leads to
	 * nothing here */
	static const char *const roles[][2] = {{"Document", "Part"}, {"Part"},
	    {"Art"}, {"Sect"}, {"Div"}, {"BlockQuote"}, {"Caption"}, {"TOC"},
	    {"TOCI"}, {"Index"}, {"NonStruct"}, {"Private"}, {"P"}, {"H1"},
	    {"H2"}, {"H3"}, {"H4"}, {"H5"}, {"H6"}, {"L"}, {"LI"}, {"Lbl"},
	    {"LBody"}, {"Table"}, {"TR"}, {"TH"}, {"TD"}, {"THead"}, {"TBody"},
	    {"TFoot"}, {"Span"}, {"Quote"}, {"Note"}, {"Reference"},
	    {"BibEntry"}, {"Code"}, {"Link", "Span"}, {"Annot", "Span"},
	    {"Form", "Span"}, {"Ruby"}, {"RB"}, {"RT"}, {"RP"}, {"Warichu"},
	    {"WT"}, {"WP"}, {"Figure"}, {"Formula"},
	    /* of PDF 2.0 */
	    {"DocumentFragment", "Part"}, {"Title", "P"}, {"Aside", "Div"},
	    {"FENote", "Note"}, {"Em", "Span"}, {"Strong", "Span"},
	    {"Sub", "Span"}};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strcmp(name, roles[i][0]) == 0)
			return roles[i][1] ? roles[i][1] : roles[i][0];
	return NULL;
}

/* Types of the standard are not mapped away (ISO 14289-1 7.1). */
static const char *
find_role(struct excerpt_walk *walk, qpdf_oh element)
{
	const char *name = excerpt_name(walk, excerpt_key(walk, element, "/S"));
	const char *own = arena_dup_text(walk->mem, slice_view(name));
	name = own;
	for (int i = 0; i < STEPS_MOST && *name; i++) {
		const char *role = tags_standard_role(name + 1);
		if (role)
			return role;
		qpdf_oh to = excerpt_key(walk, walk->tags->role_map, name);
		name = arena_dup_text(
		    walk->mem, slice_view(excerpt_name(walk, to)));
	}
	tags_refuse(walk, 0,
	    strcmp(own, "/H") == 0
		? N_("a heading does not say its level")
		: N_("a type is no standard one, nor mapped to one"),
	    *own ? own + 1 : "/S");
	return NULL;
}

/* ---- texts of an element, 14.9 */

/* BCP 47, as far as it shows in the letters; the text is not empty. */
static bool
is_language(struct slice text)
{
	size_t run = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '-' ? !run || i + 1 == text.len
			     : !isalnum((unsigned char)c) || run == 8)
			return false;
		run = c == '-' ? 0 : run + 1;
	}
	return isalpha((unsigned char)*text.at);
}

static bool
read_language(struct excerpt_walk *walk, qpdf_oh holder, const char **language)
{
	qpdf_oh value = excerpt_key(walk, holder, "/Lang");
	*language = NULL;
	if (!qpdf_oh_is_string(walk->pdf, value))
		return true;
	struct slice text =
	    slice_view(qpdf_oh_get_utf8_value(walk->pdf, value));
	if (!text.len)
		return true;
	*language = arena_dup_text(walk->mem, text);
	if (is_language(text))
		return true;
	tags_refuse(walk, 0, N_("a language is not written as one"), *language);
	return false;
}

/* Adds a text as it is written; gives whether it says anything. */
static bool
add_text(struct excerpt_walk *walk, struct strbuf *out, qpdf_oh element,
    const char *key)
{
	qpdf_oh value = excerpt_key(walk, element, key);
	if (!qpdf_oh_is_string(walk->pdf, value))
		return false;
	struct slice text =
	    slice_view(qpdf_oh_get_utf8_value(walk->pdf, value));
	bool says = slice_trim(text).len > 0;
	if (text.len > TEXT_MOST)
		excerpt_refuse_large(walk);
	strbuf_add_text(out, key);
	strbuf_add_text(out, qpdf_oh_unparse_resolved(walk->pdf, value));
	return says;
}

static void
read_texts(struct excerpt_walk *walk, qpdf_oh element, struct tag *tag)
{
	struct strbuf out = {0};
	const char *language;
	strbuf_print(&out, "/S/%s", tag->role);
	if (read_language(walk, element, &language) && language) {
		strbuf_print(&out, "/Lang(%s)", language);
		tag->has_language = true;
	}
	tag->described = add_text(walk, &out, element, "/Alt");
	tag->described |= add_text(walk, &out, element, "/ActualText");
	add_text(walk, &out, element, "/E");
	tag->entries = arena_dup(walk->mem, strbuf_view(&out));
	strbuf_fini(&out);
	qpdf_oh id = excerpt_key(walk, element, "/ID");
	if (qpdf_oh_is_string(walk->pdf, id)) {
		size_t len = 0;
		const char *at =
		    qpdf_oh_get_binary_string_value(walk->pdf, id, &len);
		tag->id = arena_dup(walk->mem, (struct slice){at, len});
	}
}

/* ---- kids, 14.7.4 */

static void
add_kid(struct excerpt_walk *walk, uint32_t to, struct excerpt_kid kid)
{
	struct tag *tag = &walk->tags->at[to];
	if (walk->tags->kids++ == KIDS_MOST) {
		excerpt_refuse_large(walk);
		return;
	}
	tag->kids = arena_grow(walk->mem, tag->kids, &tag->kid_room,
	    tag->kid_count + 1, sizeof *tag->kids);
	tag->kids[tag->kid_count++] = kid;
}

/* Where it says no page, that of the element it stands in. */
static uint32_t
find_page(struct excerpt_walk *walk, qpdf_oh holder, uint32_t otherwise)
{
	qpdf_oh page = excerpt_key(walk, holder, "/Pg");
	if (!qpdf_oh_is_dictionary(walk->pdf, page))
		return otherwise;
	int number = qpdf_oh_get_object_id(walk->pdf, page);
	for (uint32_t i = 0; number && i < walk->tags->page_count; i++)
		if (walk->tags->pages[i].number == number)
			return i;
	return EXCERPT_NOTHING;
}

/* Content of a page that is not in the file shows nothing. */
static void
add_content(
    struct excerpt_walk *walk, uint32_t to, uint32_t page, qpdf_oh number)
{
	long long mcid = qpdf_oh_is_integer(walk->pdf, number)
			     ? qpdf_oh_get_int_value(walk->pdf, number)
			     : -1;
	if (mcid < 0 || mcid > EXCERPT_MCID_MAX) {
		refuse_broken(walk, "/MCID");
		return;
	}
	if (page == EXCERPT_NOTHING)
		return;
	struct tag_page *at = &walk->tags->pages[page];
	size_t there = at->owner_count;
	if (there <= (size_t)mcid) {
		at->owners = arena_grow(walk->mem, at->owners, &at->owner_room,
		    (size_t)mcid + 1, sizeof *at->owners);
		at->owner_count = (size_t)mcid + 1;
		for (; there < at->owner_count; there++)
			at->owners[there] = EXCERPT_NOTHING;
	}
	if (at->owners[mcid] != EXCERPT_NOTHING) {
		tags_refuse(walk, page,
		    N_("two elements have the same content"),
		    walk->tags->at[to].role);
		return;
	}
	at->owners[mcid] = to;
	add_kid(walk, to,
	    (struct excerpt_kid){EXCERPT_NOTHING, page, (uint32_t)mcid});
}

static void read_element(struct excerpt_walk *walk, qpdf_oh element,
    uint32_t parent, uint32_t page, int depth);

/* An annotation stays behind; a form is a part of its page as a whole, and has
 * no place of its own here. */
static void
read_reference(struct excerpt_walk *walk, qpdf_oh kid, uint32_t page)
{
	if (qpdf_oh_is_stream(walk->pdf, excerpt_key(walk, kid, "/Obj")))
		tags_refuse(walk, page == EXCERPT_NOTHING ? 0 : page,
		    N_("a picture or form on it has tags of its own"), "/OBJR");
}

static void
read_kid(struct excerpt_walk *walk, qpdf_oh kid, uint32_t to, uint32_t page,
    int depth)
{
	if (walk->failed || qpdf_oh_is_null(walk->pdf, kid))
		return;
	bool number = qpdf_oh_is_integer(walk->pdf, kid);
	if (!number && !qpdf_oh_is_dictionary(walk->pdf, kid)) {
		refuse_broken(walk, "/K");
		return;
	}
	const char *type =
	    number ? "" : excerpt_name(walk, excerpt_key(walk, kid, "/Type"));
	bool content = strcmp(type, "/MCR") == 0;
	bool object = strcmp(type, "/OBJR") == 0;
	if ((number || content || object) && to == EXCERPT_NOTHING) {
		refuse_broken(walk, "/K");
	} else if (number) {
		add_content(walk, to, page, kid);
	} else if (content && qpdf_oh_has_key(walk->pdf, kid, "/Stm")) {
		tags_refuse(walk, page == EXCERPT_NOTHING ? 0 : page,
		    N_("a picture or form on it has tags of its own"), "/Stm");
	} else if (content) {
		add_content(walk, to, find_page(walk, kid, page),
		    excerpt_key(walk, kid, "/MCID"));
	} else if (object) {
		read_reference(walk, kid, page);
	} else {
		read_element(walk, kid, to, page, depth + 1);
	}
}

static void
read_kids(struct excerpt_walk *walk, qpdf_oh element, uint32_t to,
    uint32_t page, int depth)
{
	qpdf_oh kids = excerpt_key(walk, element, "/K");
	if (!qpdf_oh_is_array(walk->pdf, kids)) {
		read_kid(walk, kids, to, page, depth);
		return;
	}
	int count = qpdf_oh_get_array_n_items(walk->pdf, kids);
	for (int i = 0; i < count && !walk->failed; i++)
		read_kid(walk, qpdf_oh_get_array_item(walk->pdf, kids, i), to,
		    page, depth);
}

/* One that is nothing but its kids: they stand in its parent. */
static bool
is_transparent(const struct tag *tag)
{
	return tag_is(tag, "NonStruct") && !tag->described &&
	       !tag->has_language;
}

static void
read_element(struct excerpt_walk *walk, qpdf_oh element, uint32_t parent,
    uint32_t page, int depth)
{
	struct tag_tree *tree = walk->tags;
	struct tag tag = {.role = find_role(walk, element), .parent = parent};
	if (!tag.role)
		return;
	if (depth > DEPTH_MOST || tree->count == EXCERPT_TAGS_MAX) {
		excerpt_refuse_large(walk);
		return;
	}
	read_texts(walk, element, &tag);
	if (!tags_read_attributes(walk, element, &tag.attributes))
		return;
	page = find_page(walk, element, page);
	if (is_transparent(&tag) && parent != EXCERPT_NOTHING) {
		read_kids(walk, element, parent, page, depth);
		return;
	}
	uint32_t self = (uint32_t)tree->count++;
	tree->at = arena_grow(
	    walk->mem, tree->at, &tree->room, tree->count, sizeof tag);
	tree->at[self] = tag;
	if (parent != EXCERPT_NOTHING)
		add_kid(walk, parent, (struct excerpt_kid){self, 0, 0});
	read_kids(walk, element, self, page, depth);
}

/* ---- the whole */

bool
tags_said(struct excerpt_walk *walk)
{
	qpdf_oh root = qpdf_get_root(walk->pdf);
	qpdf_oh marked =
	    excerpt_key(walk, excerpt_key(walk, root, "/MarkInfo"), "/Marked");
	return qpdf_oh_is_bool(walk->pdf, marked) &&
	       qpdf_oh_get_bool_value(walk->pdf, marked) &&
	       qpdf_oh_is_dictionary(
		   walk->pdf, excerpt_key(walk, root, "/StructTreeRoot"));
}

static bool
has_language(struct excerpt_walk *walk)
{
	const struct tag_tree *tree = walk->tags;
	for (size_t i = 0; i < tree->count && !tree->language; i++) {
		if (tree->at[i].parent == EXCERPT_NOTHING &&
		    !tree->at[i].has_language) {
			tags_refuse(
			    walk, 0, N_("no language is said"), "/Lang");
			return false;
		}
	}
	return true;
}

bool
tags_read(struct excerpt_walk *walk, size_t page_count)
{
	qpdf_oh root = qpdf_get_root(walk->pdf);
	qpdf_oh tree = excerpt_key(walk, root, "/StructTreeRoot");
	struct tag_tree *tags = ARENA_NEW(walk->mem, struct tag_tree);
	walk->tags = tags;
	tags->role_map = excerpt_key(walk, tree, "/RoleMap");
	tags->class_map = excerpt_key(walk, tree, "/ClassMap");
	tags->page_count = page_count;
	tags->pages = ARENA_ARRAY(walk->mem, struct tag_page, page_count);
	for (size_t i = 0; i < page_count; i++)
		tags->pages[i].number = qpdf_oh_get_object_id(
		    walk->pdf, qpdf_get_page_n(walk->pdf, i));
	if (!read_language(walk, root, &tags->language))
		return false;
	read_kids(walk, tree, EXCERPT_NOTHING, EXCERPT_NOTHING, 0);
	return !walk->failed && has_language(walk);
}

struct stream_marks
tags_marks(struct excerpt_walk *walk, size_t index)
{
	struct tag_page *page = &walk->tags->pages[index];
	page->roles =
	    ARENA_ARRAY(walk->mem, const char *, page->owner_count + 1);
	page->found = ARENA_ARRAY(walk->mem, bool, page->owner_count + 1);
	for (size_t i = 0; i < page->owner_count; i++)
		if (page->owners[i] != EXCERPT_NOTHING)
			page->roles[i] = walk->tags->at[page->owners[i]].role;
	return (struct stream_marks){.roles = page->roles,
	    .role_count = page->owner_count,
	    .found = page->found};
}
