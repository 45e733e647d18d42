#include <math.h>

#include "pages/bridge.h"
#include "pages/excerpt_private.h"
#include "pages/messages.h"
#include "pages/tags.h"

enum {
	SIDE_MOST = 14400 * MPT_PER_POINT, /* ISO 32000-1, annex C */
	SIDE_LEAST = 1 * MPT_PER_POINT,
};

/* ---- reports */

void
excerpt_refuse(struct excerpt_walk *walk, const struct message *message,
    const struct message *hint, size_t count, const struct argument *arguments)
{
	if (walk->failed)
		return;
	walk->failed = true;
	REPORT(walk->diag, walk->asked, message, count, arguments);
	HINT(walk->diag, hint, NO_ARGS);
}

void
excerpt_refuse_colour(struct excerpt_walk *walk, const char *which)
{
	excerpt_refuse(walk, &pages_colour, &pages_colour_cure,
	    ARGS(walk->page, walk->path, which));
}

void
excerpt_refuse_thing(struct excerpt_walk *walk, const char *which)
{
	excerpt_refuse(walk, &pages_thing, &pages_print_again,
	    ARGS(walk->page, walk->path, which));
}

void
excerpt_refuse_broken(struct excerpt_walk *walk, const char *why)
{
	excerpt_refuse(
	    walk, &pages_refused, &pages_print_again, ARGS(walk->path, why));
}

void
excerpt_refuse_large(struct excerpt_walk *walk)
{
	excerpt_refuse(walk, &pages_large, &pages_large_cure, ARGS(walk->path));
}

static void
refuse_script(struct excerpt_walk *walk, const char *which)
{
	excerpt_refuse(
	    walk, &pages_script, &pages_print_again, ARGS(walk->path, which));
}

/* ---- what a document does by itself, 12.6 */

/* An array is a place in the file to begin at (12.3.2). */
static void
check_action(struct excerpt_walk *walk, qpdf_oh action)
{
	if (!qpdf_oh_is_dictionary(walk->pdf, action))
		return;
	const char *kind = excerpt_name(walk, excerpt_key(walk, action, "/S"));
	if (*kind && strcmp(kind, "/GoTo") != 0 && strcmp(kind, "/URI") != 0 &&
	    strcmp(kind, "/Named") != 0)
		refuse_script(walk, kind);
}

static void
check_fields(struct excerpt_walk *walk, qpdf_oh form)
{
	qpdf_oh fields = excerpt_key(walk, form, "/Fields");
	bool some = qpdf_oh_is_array(walk->pdf, fields) &&
		    qpdf_oh_get_array_n_items(walk->pdf, fields) > 0;
	if (some || qpdf_oh_has_key(walk->pdf, form, "/XFA"))
		excerpt_refuse(
		    walk, &pages_fields, &pages_print_again, ARGS(walk->path));
}

static void
check_document(struct excerpt_walk *walk)
{
	qpdf_oh root = qpdf_get_root(walk->pdf);
	qpdf_oh form = excerpt_key(walk, root, "/AcroForm");
	qpdf_oh names = excerpt_key(walk, root, "/Names");
	if (qpdf_oh_is_dictionary(walk->pdf, form))
		check_fields(walk, form);
	if (qpdf_oh_has_key(walk->pdf, root, "/AA"))
		refuse_script(walk, "/AA");
	if (qpdf_oh_is_dictionary(walk->pdf, names) &&
	    qpdf_oh_has_key(walk->pdf, names, "/JavaScript"))
		refuse_script(walk, "/JavaScript");
	check_action(walk, excerpt_key(walk, root, "/OpenAction"));
}

/* A link's rectangle stays behind: nobody clicks on paper, and its words come
 * along. Everything else of annotations would be seen or missed. */
static void
check_annotation(struct excerpt_walk *walk, qpdf_oh annotation)
{
	const char *kind =
	    excerpt_name(walk, excerpt_key(walk, annotation, "/Subtype"));
	if (strcmp(kind, "/Widget") == 0)
		excerpt_refuse(
		    walk, &pages_fields, &pages_print_again, ARGS(walk->path));
	else if (strcmp(kind, "/Link") != 0 && strcmp(kind, "/Popup") != 0)
		excerpt_refuse(walk, &pages_annotation, &pages_print_again,
		    ARGS(walk->page, walk->path, kind));
	check_action(walk, excerpt_key(walk, annotation, "/A"));
	if (qpdf_oh_has_key(walk->pdf, annotation, "/AA"))
		refuse_script(walk, "/AA");
}

static void
check_page(struct excerpt_walk *walk, qpdf_oh page)
{
	qpdf_oh list = excerpt_key(walk, page, "/Annots");
	int count = qpdf_oh_is_array(walk->pdf, list)
			? qpdf_oh_get_array_n_items(walk->pdf, list)
			: 0;
	for (int i = 0; i < count && !walk->failed; i++)
		check_annotation(
		    walk, qpdf_oh_get_array_item(walk->pdf, list, i));
	if (qpdf_oh_has_key(walk->pdf, page, "/AA"))
		refuse_script(walk, "/AA");
}

/* ---- its size */

static bool
read_number(struct excerpt_walk *walk, qpdf_oh value, int64_t *to)
{
	if (!qpdf_oh_is_number(walk->pdf, value))
		return false;
	double points = qpdf_oh_get_numeric_value(walk->pdf, value);
	if (!(fabs(points) <= 2.0 * SIDE_MOST / MPT_PER_POINT))
		return false;
	*to = llround(points * MPT_PER_POINT);
	return true;
}

/* 7.9.5: any two opposite corners. */
bool
excerpt_read_edges(
    struct excerpt_walk *walk, qpdf_oh box, struct excerpt_edges *edges)
{
	int64_t n[4];
	if (!qpdf_oh_is_array(walk->pdf, box) ||
	    qpdf_oh_get_array_n_items(walk->pdf, box) != 4)
		return false;
	for (int i = 0; i < 4; i++)
		if (!read_number(
			walk, qpdf_oh_get_array_item(walk->pdf, box, i), &n[i]))
			return false;
	*edges = (struct excerpt_edges){n[0] < n[2] ? n[0] : n[2],
	    n[1] < n[3] ? n[1] : n[3], n[0] < n[2] ? n[2] : n[0],
	    n[1] < n[3] ? n[3] : n[1]};
	return true;
}

/* What is seen of the page: 14.11.2.1. */
static bool
read_box(struct excerpt_walk *walk, qpdf_oh page, struct excerpt_edges *box)
{
	struct excerpt_edges crop;
	if (!excerpt_read_edges(
		walk, excerpt_key(walk, page, "/MediaBox"), box))
		return false;
	if (excerpt_read_edges(
		walk, excerpt_key(walk, page, "/CropBox"), &crop)) {
		box->left = crop.left > box->left ? crop.left : box->left;
		box->right = crop.right < box->right ? crop.right : box->right;
		box->bottom =
		    crop.bottom > box->bottom ? crop.bottom : box->bottom;
		box->top = crop.top < box->top ? crop.top : box->top;
	}
	return box->right - box->left >= SIDE_LEAST &&
	       box->top - box->bottom >= SIDE_LEAST &&
	       box->right - box->left <= SIDE_MOST &&
	       box->top - box->bottom <= SIDE_MOST;
}

/* value / unit as a decimal number with `digits` digits after the point. */
static void
add_fraction(struct strbuf *out, int64_t value, int64_t unit, int digits)
{
	int64_t whole = value < 0 ? -value / unit : value / unit;
	int64_t rest = value < 0 ? -value % unit : value % unit;
	strbuf_print(out, "%s%lld.%0*lld ", value < 0 ? "-" : "",
	    (long long)whole, digits, (long long)rest);
}

#define FINE 10000000000 /* ten digits */

/* a / b, both in mpt, or 1 / b in points; to the nearest of ten digits. */
static void
add_ratio(struct strbuf *out, int64_t a, int64_t b)
{
	int64_t value = a * FINE / b;
	add_fraction(out, value, FINE, 10);
}

/*
 * Box and matrix of the page as a form: what is seen of it, turned, is the unit
 * square, as an image is.
 */
static void
write_head(struct strbuf *out, const struct excerpt_edges *box, int turned)
{
	int64_t w = box->right - box->left, h = box->top - box->bottom;
	const int64_t point = MPT_PER_POINT;
	const int64_t matrices[4][6][2] = {
	    {{point, w}, {0, 1}, {0, 1}, {point, h}, {-box->left, w},
		{-box->bottom, h}},
	    {{0, 1}, {-point, w}, {point, h}, {0, 1}, {-box->bottom, h},
		{box->right, w}},
	    {{-point, w}, {0, 1}, {0, 1}, {-point, h}, {box->right, w},
		{box->top, h}},
	    {{0, 1}, {point, w}, {-point, h}, {0, 1}, {box->top, h},
		{-box->left, w}},
	};
	const int64_t edges[4] = {box->left, box->bottom, box->right, box->top};
	strbuf_add_text(out, "/Type/XObject/Subtype/Form/BBox[");
	for (int i = 0; i < 4; i++)
		add_fraction(out, edges[i], point, 3);
	strbuf_add_text(out, "]/Matrix[");
	for (int i = 0; i < 6; i++)
		add_ratio(out, matrices[turned][i][0], matrices[turned][i][1]);
	strbuf_add_char(out, ']');
}

/* The same at its own size, its lower left corner at the origin. */
static void
write_turn(struct strbuf *out, const struct excerpt_turn *turn)
{
	const struct excerpt_edges *box = &turn->box;
	static const char *const turns[] = {
	    "1 0 0 1 ", "0 -1 1 0 ", "-1 0 0 -1 ", "0 1 -1 0 "};
	const int64_t moves[4][2] = {
	    {-box->left, -box->bottom},
	    {-box->bottom, box->right},
	    {box->right, box->top},
	    {box->top, -box->left},
	};
	const int64_t sides[4] = {box->left, box->bottom,
	    box->right - box->left, box->top - box->bottom};
	strbuf_add_text(out, turns[turn->turned]);
	for (int i = 0; i < 2; i++)
		add_fraction(out, moves[turn->turned][i], MPT_PER_POINT, 3);
	strbuf_add_text(out, "cm ");
	for (int i = 0; i < 4; i++)
		add_fraction(out, sides[i], MPT_PER_POINT, 3);
	strbuf_add_text(out, "re W n\n");
}

static void
turn_point(const struct excerpt_turn *turn, int64_t x, int64_t y, int64_t *to)
{
	const struct excerpt_edges *box = &turn->box;
	const int64_t points[4][2] = {
	    {x - box->left, y - box->bottom},
	    {y - box->bottom, box->right - x},
	    {box->right - x, box->top - y},
	    {box->top - y, x - box->left},
	};
	memcpy(to, points[turn->turned], sizeof points[0]);
}

void
excerpt_add_turned_box(
    struct strbuf *out, const struct excerpt_turn *turn, const int64_t box[4])
{
	int64_t a[2], b[2];
	turn_point(turn, box[0], box[1], a);
	turn_point(turn, box[2], box[3], b);
	const int64_t turned[4] = {a[0] < b[0] ? a[0] : b[0],
	    a[1] < b[1] ? a[1] : b[1], a[0] < b[0] ? b[0] : a[0],
	    a[1] < b[1] ? b[1] : a[1]};
	for (int i = 0; i < 4; i++)
		add_fraction(out, turned[i], MPT_PER_POINT, 3);
}

/* ---- pages */

/* Quarters of a turn, clockwise. */
static int
turn_of(struct excerpt_walk *walk, qpdf_oh page)
{
	qpdf_oh rotate = excerpt_key(walk, page, "/Rotate");
	long long degrees = qpdf_oh_is_integer(walk->pdf, rotate)
				? qpdf_oh_get_int_value(walk->pdf, rotate)
				: 0;
	return (int)(((degrees % 360 + 360) % 360) / 90);
}

static void
take_page(struct excerpt_walk *walk, qpdf_oh page, struct excerpt_page *taken)
{
	struct strbuf head = {0};
	struct excerpt_turn turn = {.turned = turn_of(walk, page)};
	const struct excerpt_edges *box = &turn.box;
	check_page(walk, page);
	if (qpdf_oh_has_key(walk->pdf, page, "/UserUnit"))
		excerpt_refuse_thing(walk, "/UserUnit");
	if (!walk->failed && !read_box(walk, page, &turn.box))
		excerpt_refuse_broken(walk, "/MediaBox");
	if (walk->failed)
		return;
	taken->width = (mpt)(box->right - box->left);
	taken->height = (mpt)(box->top - box->bottom);
	if (turn.turned % 2) {
		mpt width = taken->width;
		taken->width = taken->height;
		taken->height = width;
	}
	if (walk->tags) {
		walk->tags->pages[walk->page - 1].turn = turn;
		write_turn(&head, &turn);
		excerpt_take_tagged(walk, page, strbuf_view(&head), taken);
	} else {
		write_head(&head, box, turn.turned);
		taken->form = excerpt_take_page(walk, page, strbuf_view(&head));
	}
	taken->blank = !walk->shows;
	strbuf_fini(&head);
}

static void
check_wish(struct excerpt_walk *walk, struct excerpt_wish wish, int there)
{
	if (there < (int64_t)wish.only)
		excerpt_refuse(walk, &pages_no_page, &pages_no_page_cure,
		    ARGS(walk->path, there, wish.only));
	else if (!wish.only && there > (int64_t)wish.most)
		excerpt_refuse(walk, &pages_many, &pages_many_cure,
		    ARGS(walk->path, there, wish.most));
}

bool
excerpt_take_pages(struct excerpt_walk *walk, struct excerpt_wish wish,
    struct excerpt_page **pages, size_t *count)
{
	int there = qpdf_get_num_pages(walk->pdf);
	if (!pages_are_fine_at(walk->pdf, walk->path, walk->diag, walk->asked))
		return false;
	check_document(walk);
	if (there < 1)
		excerpt_refuse_broken(walk, "/Pages");
	check_wish(walk, wish, there);
	if (!walk->failed)
		qpdf_push_inherited_attributes_to_page(walk->pdf);
	size_t first = wish.only ? wish.only - 1 : 0;
	*count = walk->failed ? 0 : wish.only ? 1 : (size_t)there;
	*pages = ARENA_ARRAY(walk->mem, struct excerpt_page, *count);
	if (!walk->failed)
		walk->says_tags = tags_said(walk);
	if (wish.tags && !wish.only && walk->says_tags)
		tags_read(walk, *count);
	for (size_t i = 0; i < *count && !walk->failed; i++) {
		walk->page = (uint32_t)(first + i) + 1;
		take_page(
		    walk, qpdf_get_page_n(walk->pdf, first + i), &(*pages)[i]);
	}
	return !walk->failed && excerpt_take_all(walk) &&
	       (!walk->tags || tags_settle(walk, *pages)) &&
	       pages_are_fine_at(
		   walk->pdf, walk->path, walk->diag, walk->asked);
}
