#include "layout/messages.h"
#include "layout/stationery_read.h"

/* A sheet folded in three has 19 mm to its side in a C5 envelope. */
enum { TOLERANCE_MOST = MPT_OF_MM100(2000) };

struct window_part {
	struct conf_length x, y, width, height, tolerance;
	struct conf_flag confirmed;
};

#define PART(name) .offset = offsetof(struct window_part, name)

static const struct field window_fields[] = {
    {.key = "x", .kind = FIELD_LENGTH, PART(x), .required = true},
    {.key = "y", .kind = FIELD_LENGTH, PART(y), .required = true},
    {.key = "width", .kind = FIELD_LENGTH, PART(width), .required = true},
    {.key = "height", .kind = FIELD_LENGTH, PART(height), .required = true},
    {.key = "tolerance", .kind = FIELD_LENGTH, PART(tolerance)},
    {.key = "confirmed", .kind = FIELD_FLAG, PART(confirmed)}, {0}};

static const struct schema window_schema = {N_("the window"), window_fields};

struct clear_part {
	struct conf_length left, right, top, bottom;
};

#undef PART
#define PART(name) .offset = offsetof(struct clear_part, name)

static const struct field clear_fields[] = {
    {.key = "left", .kind = FIELD_LENGTH, PART(left)},
    {.key = "right", .kind = FIELD_LENGTH, PART(right)},
    {.key = "top", .kind = FIELD_LENGTH, PART(top)},
    {.key = "bottom", .kind = FIELD_LENGTH, PART(bottom)}, {0}};

static const struct schema clear_schema = {N_("the margins"), clear_fields};

/* Not longer than the side it is measured along, and in mm. */
static bool
is_within(const struct conf_length *length, mpt least, mpt most)
{
	return !length->span.file ||
	       (!length->em && length->mpt >= least && length->mpt <= most);
}

bool
stationery_read_window(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag)
{
	struct window_part part = {0};
	mpt width = stationery->page_width, height = stationery->page_height;
	if (!yaml)
		return true;
	if (!schema_read(&window_schema, yaml, job_mem, &part, diag))
		return false;
	if (!is_within(&part.x, 0, width) || !is_within(&part.y, 0, height) ||
	    !is_within(&part.width, 1, width - part.x.mpt) ||
	    !is_within(&part.height, 1, height - part.y.mpt)) {
		REPORT(diag, yaml->span, &layout_window_off_page, NO_ARGS);
		return false;
	}
	if (!is_within(&part.tolerance, 0, TOLERANCE_MOST)) {
		REPORT(diag, part.tolerance.span, &layout_window_tolerance,
		    NO_ARGS);
		return false;
	}
	stationery->window = (struct stationery_window){
	    .given = true,
	    .x = part.x.mpt,
	    .y = part.y.mpt,
	    .width = part.width.mpt,
	    .height = part.height.mpt,
	    .tolerance = part.tolerance.mpt,
	    .confirmed = part.confirmed.on,
	    .span = part.confirmed.span.file ? part.confirmed.span : yaml->span,
	};
	return true;
}

bool
stationery_read_clear(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag)
{
	struct clear_part part = {0};
	mpt width = stationery->page_width, height = stationery->page_height;
	if (!yaml)
		return true;
	if (!schema_read(&clear_schema, yaml, job_mem, &part, diag))
		return false;
	if (!is_within(&part.left, 0, width / 2) ||
	    !is_within(&part.right, 0, width / 2) ||
	    !is_within(&part.top, 0, height / 2) ||
	    !is_within(&part.bottom, 0, height / 2)) {
		REPORT(diag, yaml->span, &layout_clear_wide, NO_ARGS);
		return false;
	}
	stationery->clear = (struct stationery_clear){
	    part.left.mpt, part.right.mpt, part.top.mpt, part.bottom.mpt};
	return true;
}
