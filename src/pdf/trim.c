#include "pdf/trim.h"

#include "pdf/syntax.h"

struct trim
trim_of(const struct pages *pages)
{
	struct trim trim = {
	    .width = pages->width,
	    .height = pages->height,
	    .bleed = pages->bleed,
	    .margin = pages->bleed,
	    .marks = pages->crop_marks,
	};
	if (trim.marks)
		trim.margin += 2 * CROP_GAP + CROP_LENGTH;
	return trim;
}

bool
trim_same_media(const struct trim *a, const struct trim *b)
{
	return a->width == b->width && a->height == b->height &&
	       a->margin == b->margin;
}

static void
add_box(
    struct strbuf *out, const char *name, const struct trim *trim, mpt beyond)
{
	const mpt edges[] = {
	    -beyond, -beyond, trim->width + beyond, trim->height + beyond};
	strbuf_add_text(out, name);
	for (size_t i = 0; i < 4; i++) {
		strbuf_add_char(out, i ? ' ' : '[');
		syntax_add_thousandths(out, edges[i]);
	}
	strbuf_add_char(out, ']');
}

void
trim_add_media(struct strbuf *out, const struct trim *trim)
{
	add_box(out, "/MediaBox", trim, trim->margin);
}

void
trim_add_overlay_box(struct strbuf *out, const struct trim *trim)
{
	add_box(out, "/BBox", trim, trim->margin);
}

void
trim_add_boxes(struct strbuf *out, const struct trim *trim)
{
	add_box(out, "/TrimBox", trim, 0);
	if (trim->bleed)
		add_box(out, "/BleedBox", trim, trim->bleed);
}

/* The middle of its thickness lies where the blade goes. */
static void
add_mark(struct pen *pen, mpt x, mpt y, mpt width, mpt height)
{
	pen_add_operator(pen, (const int64_t[]){x, y, width, height}, 4, "re");
}

void
trim_add_marks(struct pen *pen, const struct trim *trim, bool tagged)
{
	const mpt near = trim->bleed + CROP_GAP, far = near + CROP_LENGTH;
	const mpt half = CROP_THICKNESS / 2;
	if (!trim->marks)
		return;
	/* 14.8.2.2.2: cut marks are a page artifact */
	if (tagged)
		strbuf_add_text(pen->out, "/Artifact<</Type/Page>>BDC\n");
	pen_set_colour(pen, 0);
	for (int side = 0; side < 2; side++) {
		mpt x = side ? trim->width + near : -far;
		mpt y = side ? trim->height + near : -far;
		for (int end = 0; end < 2; end++) {
			add_mark(pen, x, (end ? trim->height : 0) - half,
			    CROP_LENGTH, CROP_THICKNESS);
			add_mark(pen, (end ? trim->width : 0) - half, y,
			    CROP_THICKNESS, CROP_LENGTH);
		}
	}
	strbuf_add_text(pen->out, "f\n");
	if (tagged)
		strbuf_add_text(pen->out, "EMC\n");
}
