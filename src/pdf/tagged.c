#include "pdf/tagged.h"

#include "pdf/syntax.h"

void
tagged_fini(struct tagged *tagged)
{
	strbuf_fini(&tagged->annotations);
}

void
tagged_close(struct tagged *tagged)
{
	pen_end_text(&tagged->content->pen);
	if (tagged->open != TAGGED_NOTHING)
		strbuf_add_text(tagged->content->pen.out, "EMC\n");
	tagged->open = TAGGED_NOTHING;
}

/* 14.8.2.2: letterhead, footers, marks, hairlines. */
static void
open_artifact(struct tagged *tagged)
{
	if (tagged->open == TAGGED_ARTIFACT)
		return;
	tagged_close(tagged);
	strbuf_add_text(
	    tagged->content->pen.out, "/Artifact<</Type/Pagination>>BDC\n");
	tagged->open = TAGGED_ARTIFACT;
}

static void
open_element(struct tagged *tagged, uint32_t tag, struct slice language)
{
	struct strbuf *out = tagged->content->pen.out;
	if (tagged->open == TAGGED_ELEMENT && tagged->tag == tag &&
	    slice_equal(tagged->language, language))
		return;
	tagged_close(tagged);
	uint32_t mcid = tags_mark(tagged->tags, tag);
	strbuf_add_char(out, '/');
	strbuf_add_text(out, tag_name(tags_role(tagged->tags, tag)));
	strbuf_add_text(out, "<</MCID ");
	syntax_add_thousandths(out, (int64_t)mcid * 1000);
	if (language.len) {
		strbuf_add_text(out, "/Lang");
		syntax_add_text(out, language);
	}
	strbuf_add_text(out, ">>BDC\n");
	tagged->open = TAGGED_ELEMENT;
	tagged->tag = tag;
	tagged->language = language;
}

/* The kind of a run, by the nodes between its text and its block. */
struct belonging {
	const struct node *link;
	const struct node *label; /* the list item it numbers */
	struct slice language;
};

static struct belonging
belonging_of(const struct run *run)
{
	struct belonging found = {0};
	const struct node *node = run->source;
	if (node && node->kind == NODE_ITEM)
		found.label = node;
	for (; node && !node_is_block(node->kind); node = node->parent) {
		if (node->kind == NODE_LINK)
			found.link = node;
		if (!found.language.len)
			found.language = node->language;
	}
	return found;
}

bool
tagged_is_simple(const struct galley *galley)
{
	if (galley->bar_count || galley->image_count || galley->line_count == 0)
		return false;
	for (size_t i = 0; i < galley->line_count; i++) {
		const struct line *line = &galley->lines[i];
		if (line->block != galley->lines[0].block)
			return false;
		for (size_t k = 0; k < line->run_count; k++) {
			struct belonging b = belonging_of(&line->runs[k]);
			if (line->runs[k].rule || b.link || b.label ||
			    b.language.len)
				return false;
		}
	}
	return true;
}

static uint32_t
find_block(
    struct tagged *tagged, const struct galley *galley, const struct line *line)
{
	return tags_find_block(
	    tagged->tags, line->block, galley->node, galley, tagged->diag);
}

bool
tagged_open(struct tagged *tagged, const struct piece *piece)
{
	if (piece->artifact) {
		open_artifact(tagged);
		return true;
	}
	uint32_t tag =
	    find_block(tagged, piece->galley, &piece->galley->lines[0]);
	if (tag == NO_TAG)
		return false;
	open_element(tagged, tag, (struct slice){0});
	return true;
}

/* The link's part on a line is one rectangle to click on. */
static bool
end_link(struct tagged *tagged)
{
	if (!tagged->link)
		return true;
	uint32_t number = tags_annotate(tagged->tags, tagged->link_tag,
	    tagged->link, tagged->rectangle, tagged->diag);
	tagged->link = NULL;
	if (!number)
		return false;
	syntax_add_reference(&tagged->annotations, number);
	strbuf_add_char(&tagged->annotations, ' ');
	return true;
}

static void
widen_link(struct tagged *tagged, const struct node *link, uint32_t tag,
    const struct run *run, mpt x, mpt y)
{
	const struct font *font = run->font;
	int64_t width = content_run_width(run), size = run->size;
	int64_t bottom = y + font->descent * size / font->upem;
	int64_t top = y + font->ascent * size / font->upem;
	int64_t *r = tagged->rectangle;
	if (!tagged->link) {
		tagged->link = link;
		tagged->link_tag = tag;
		r[0] = x + run->x;
		r[1] = bottom;
		r[3] = top;
	}
	r[1] = bottom < r[1] ? bottom : r[1];
	r[2] = x + run->x + width;
	r[3] = top > r[3] ? top : r[3];
}

static bool
add_run(struct tagged *tagged, const struct galley *galley,
    const struct line *line, const struct run *run, mpt x, mpt y)
{
	struct belonging what = belonging_of(run);
	uint32_t tag = NO_TAG;
	if (run->rule) {
		open_artifact(tagged);
		content_add_run(tagged->content, run, x, y);
		return true;
	}
	if (tagged->link != what.link && !end_link(tagged))
		return false;
	if (what.label)
		tag = tags_find_label(
		    tagged->tags, what.label, galley->node, tagged->diag);
	else
		tag = find_block(tagged, galley, line);
	if (tag != NO_TAG && what.link)
		tag =
		    tags_find_link(tagged->tags, what.link, tag, tagged->diag);
	if (tag == NO_TAG)
		return false;
	open_element(tagged, tag, what.language);
	content_add_run(tagged->content, run, x, y);
	if (what.link)
		widen_link(tagged, what.link, tag, run, x, y);
	return true;
}

static bool
add_image(struct tagged *tagged, const struct galley *galley,
    const struct image *image, mpt x, mpt y)
{
	const int64_t left = (int64_t)x + image->x;
	const int64_t top = (int64_t)y - image->y;
	const int64_t rectangle[4] = {
	    left, top - image->height, left + image->width, top};
	uint32_t tag = tags_add_figure(
	    tagged->tags, image->node, galley->node, rectangle, tagged->diag);
	if (tag == NO_TAG)
		return false;
	open_element(tagged, tag, (struct slice){0});
	content_add_image(tagged->content, image, x, y);
	return !tagged->content->failed;
}

static bool
add_images(struct tagged *tagged, const struct galley *galley, uint32_t line,
    mpt x, mpt y)
{
	for (size_t i = 0; i < galley->image_count; i++)
		if (galley->images[i].line == line &&
		    !add_image(tagged, galley, &galley->images[i], x, y))
			return false;
	return true;
}

bool
tagged_add_lines(struct tagged *tagged, const struct piece *piece, mpt x, mpt y)
{
	const struct galley *galley = piece->galley;
	y += content_first_top(galley, piece->from);
	if (content_has_bars(galley, piece->from, piece->to)) {
		open_artifact(tagged);
		content_add_bars(
		    tagged->content, galley, piece->from, piece->to, x, y);
	}
	for (uint32_t i = piece->from; i < piece->to; i++) {
		const struct line *line = &galley->lines[i];
		if (!add_images(tagged, galley, i, x, y))
			return false;
		for (size_t k = 0; k < line->run_count; k++)
			if (!add_run(tagged, galley, line, &line->runs[k], x,
				y - line->baseline))
				return false;
		if (!end_link(tagged))
			return false;
		content_join_line(tagged->content, galley, i, piece->to);
	}
	return !tagged->content->failed;
}
