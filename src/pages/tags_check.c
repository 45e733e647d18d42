#include "pages/messages.h"
#include "pages/tags.h"

enum { COLUMNS_MOST = 500 };

static bool
is_any(const char *role, const char *const *of)
{
	while (*of && strcmp(role, *of) != 0)
		of++;
	return *of != NULL;
}

/* ---- which may stand in which, ISO 32000-1 14.8.4 and ISO 14289-1 7.2 */

/* What these may hold, and nothing else; the last list is where they may stand
 * (empty: anywhere). */
static const struct {
	const char *role;
	const char *const kids[6];
	const char *const parents[6];
} places[] = {
    {"L", {"LI", "L", "Caption"}, {0}},
    {"LI", {"Lbl", "LBody"}, {"L"}},
    {"Table", {"TR", "THead", "TBody", "TFoot", "Caption"}, {0}},
    {"THead", {"TR"}, {"Table"}},
    {"TBody", {"TR"}, {"Table"}},
    {"TFoot", {"TR"}, {"Table"}},
    {"TR", {"TH", "TD"}, {"Table", "THead", "TBody", "TFoot"}},
    {"TH", {0}, {"TR"}},
    {"TD", {0}, {"TR"}},
    {"LBody", {0}, {"LI"}},
    {"TOC", {"TOC", "TOCI", "Caption"}, {0}},
    {"TOCI", {0}, {"TOC"}},
};

/* A role of our own, not the file's, and its parent's where that has one. */
static void
refuse_place(
    struct excerpt_walk *walk, const struct tag *tag, const char *parent)
{
	struct slice which =
	    parent ? arena_print(walk->mem, "%s in %s", tag->role, parent)
		   : slice_view(tag->role);
	tags_refuse(walk, tags_page_of(walk->tags, tag),
	    N_("an element stands where it may not"), which.at);
}

static bool
check_place(struct excerpt_walk *walk, const struct tag *tag)
{
	const struct tag_tree *tree = walk->tags;
	const char *parent = tag->parent == EXCERPT_NOTHING
				 ? "StructTreeRoot"
				 : tree->at[tag->parent].role;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const char *const *kids = places[i].kids;
		const char *const *parents = places[i].parents;
		if ((strcmp(parent, places[i].role) == 0 && *kids &&
			!is_any(tag->role, kids)) ||
		    (tag_is(tag, places[i].role) && *parents &&
			!is_any(parent, parents))) {
			refuse_place(walk, tag, parent);
			return false;
		}
		if (!tag_is(tag, places[i].role) || !*kids)
			continue;
		for (size_t k = 0; k < tag->kid_count; k++)
			if (tag->kids[k].tag == EXCERPT_NOTHING) {
				refuse_place(walk, tag, NULL);
				return false;
			}
	}
	return true;
}

/* ---- headings, 7.4.2 */

static bool
check_heading(struct excerpt_walk *walk, const struct tag *tag, int *level)
{
	if (tag->role[0] != 'H')
		return true;
	int own = tag->role[1] - '0';
	bool follows = own <= *level + 1;
	*level = own;
	if (!follows)
		tags_refuse(walk, tags_page_of(walk->tags, tag),
		    N_("a heading skips a level"), tag->role);
	return follows;
}

/* 7.3, 7.7 */
static bool
check_described(struct excerpt_walk *walk, const struct tag *tag)
{
	if (tag->described ||
	    (!tag_is(tag, "Figure") && !tag_is(tag, "Formula")))
		return true;
	tags_refuse(walk, tags_page_of(walk->tags, tag),
	    N_("a figure is not described"), tag->role);
	return false;
}

/* ---- tables, 7.2 and 7.5 */

struct grid {
	uint32_t rows[COLUMNS_MOST]; /* that a cell above still takes */
	size_t columns;
	size_t width; /* of the first row */
	size_t row;
	bool even;
};

static void
place_cell(struct grid *grid, const struct tag *cell, size_t *at)
{
	int64_t across = cell->attributes.column_span;
	int64_t down = cell->attributes.row_span;
	while (*at < grid->columns && grid->rows[*at])
		++*at;
	for (int64_t i = 0; i < (across > 1 ? across : 1); i++) {
		if (*at == COLUMNS_MOST ||
		    (*at < grid->columns && grid->rows[*at])) {
			grid->even = false;
			return;
		}
		grid->rows[(*at)++] = (uint32_t)(down > 1 ? down : 1);
		grid->columns = *at > grid->columns ? *at : grid->columns;
	}
}

static void
place_row(struct grid *grid, const struct tag_tree *tree, const struct tag *row)
{
	size_t at = 0, width = 0;
	for (size_t i = 0; i < row->kid_count && grid->even; i++)
		place_cell(grid, &tree->at[row->kids[i].tag], &at);
	for (size_t i = 0; i < grid->columns; i++) {
		width += grid->rows[i] > 0;
		if (grid->rows[i])
			grid->rows[i]--;
	}
	if (grid->row++ == 0)
		grid->width = width;
	grid->even = grid->even && width && width == grid->width;
}

/* A row of headings alone is above what they head, another before it. */
static void
give_scopes(struct tag_tree *tree, const struct tag *row)
{
	bool all = true;
	for (size_t i = 0; i < row->kid_count; i++)
		all = all && tag_is(&tree->at[row->kids[i].tag], "TH");
	for (size_t i = 0; i < row->kid_count; i++) {
		struct tag *cell = &tree->at[row->kids[i].tag];
		if (tag_is(cell, "TH") && !cell->attributes.scope &&
		    !cell->attributes.header_count)
			cell->attributes.scope = all ? "Column" : "Row";
	}
}

static void
walk_rows(struct tag_tree *tree, const struct tag *in, struct grid *grid)
{
	for (size_t i = 0; i < in->kid_count; i++) {
		const struct tag *kid = &tree->at[in->kids[i].tag];
		if (tag_is(kid, "TR")) {
			place_row(grid, tree, kid);
			give_scopes(tree, kid);
		} else if (!tag_is(kid, "Caption")) {
			walk_rows(tree, kid, grid);
		}
	}
}

static bool
check_table(struct excerpt_walk *walk, const struct tag *tag)
{
	struct grid *grid;
	if (!tag_is(tag, "Table"))
		return true;
	grid = ARENA_NEW(walk->mem, struct grid);
	grid->even = true;
	walk_rows(walk->tags, tag, grid);
	for (size_t i = 0; i < grid->columns; i++)
		grid->even = grid->even && !grid->rows[i];
	if (!grid->even)
		tags_refuse(walk, tags_page_of(walk->tags, tag),
		    N_("rows of a table are not equally long"), tag->role);
	return grid->even;
}

bool
tags_check(struct excerpt_walk *walk)
{
	struct tag_tree *tree = walk->tags;
	int level = 0;
	if (!tree->count)
		tags_refuse(walk, 0, N_("nothing of it is read aloud"), "/K");
	for (size_t i = 0; i < tree->count && !walk->failed; i++)
		check_place(walk, &tree->at[i]);
	for (size_t i = 0; i < tree->count && !walk->failed; i++)
		if (check_heading(walk, &tree->at[i], &level) &&
		    check_described(walk, &tree->at[i]))
			check_table(walk, &tree->at[i]);
	return !walk->failed;
}
