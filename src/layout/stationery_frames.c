#include "base/file.h"
#include "layout/messages.h"
#include "layout/stationery_read.h"

struct frame_part {
	struct conf_word role, pages;
	struct conf_length x, y, width, height;
	struct conf_text style, text, proof;
	struct conf_flag rule_above, large_print;
	struct conf_text file, alt, fill;
	struct conf_flag decorative;
	struct conf_number page;
	struct conf_length border;
};

static const char *const role_words[] = {
    [FRAME_TEXT] = "text",
    [FRAME_ADDRESS] = "address",
    [FRAME_BODY] = "body",
    [FRAME_MARK] = "mark",
    [FRAME_PICTURE] = "picture",
    [FRAME_BOX] = "box",
    [FRAME_BOX + 1] = NULL,
};

static const char *const pages_words[] = {
    [PAGES_ALL] = "all",
    [PAGES_FIRST] = "first",
    [PAGES_FOLLOWING] = "following",
    [PAGES_FOLLOWING + 1] = NULL,
};

#define PART(name) .offset = offsetof(struct frame_part, name)

static const struct field frame_fields[] = {
    {.key = "role", .kind = FIELD_WORD, PART(role), .words = role_words},
    {.key = "pages", .kind = FIELD_WORD, PART(pages), .words = pages_words},
    {.key = "x", .kind = FIELD_LENGTH, PART(x), .required = true},
    {.key = "y", .kind = FIELD_LENGTH, PART(y), .required = true},
    {.key = "width", .kind = FIELD_LENGTH, PART(width), .required = true},
    {.key = "height", .kind = FIELD_LENGTH, PART(height), .required = true},
    {.key = "style", .kind = FIELD_TEXT, PART(style)},
    {.key = "text", .kind = FIELD_TEXT, PART(text)},
    {.key = "proof", .kind = FIELD_TEXT, PART(proof)},
    {.key = "rule_above", .kind = FIELD_FLAG, PART(rule_above)},
    {.key = "file", .kind = FIELD_TEXT, PART(file)},
    {.key = "page",
	.kind = FIELD_NUMBER,
	PART(page),
	.least = 1,
	.most = 10000},
    {.key = "alt", .kind = FIELD_TEXT, PART(alt)},
    {.key = "decorative", .kind = FIELD_FLAG, PART(decorative)},
    {.key = "fill", .kind = FIELD_TEXT, PART(fill)},
    {.key = "border", .kind = FIELD_LENGTH, PART(border)},
    {.key = "large_print", .kind = FIELD_FLAG, PART(large_print)}, {0}};

static const struct schema frame_schema = {N_("a frame"), frame_fields};

static void
take_frame(const struct frame_part *part, struct frame *frame)
{
	frame->role = (enum frame_role)part->role.index;
	frame->pages = (enum frame_pages)part->pages.index;
	frame->x = part->x.mpt;
	frame->y = part->y.mpt;
	frame->width = part->width.mpt;
	frame->height = part->height.mpt;
	frame->style = part->style.span.file ? part->style.text : SLICE("body");
	frame->text = part->text.text;
	frame->text_span = part->text.span;
	frame->proof = part->proof.span.file ? part->proof.text : SLICE("PROV");
	frame->rule_above = part->rule_above.on;
	frame->large_print = part->large_print.on;
	frame->file = part->file.text;
	frame->file_span = part->file.span;
	frame->alt = part->alt.text;
	frame->page = (int32_t)part->page.number;
	frame->decorative = part->decorative.on;
	frame->border = part->border.mpt;
}

/* The file lies beside the stationery, and what it shows is said or nothing. */
static bool
check_picture(const struct stationery *stationery, const struct frame *frame,
    const struct frame_part *part, struct arena *job_mem, struct diag *diag)
{
	struct span span = part->file.span.file ? part->file.span : frame->span;
	const char *folder = path_folder(job_mem, stationery->path);
	const char *name = arena_dup_text(job_mem, frame->file);
	bool beside = frame->file.len && !strchr(name, '/');
	if (beside && file_exists(path_join(job_mem, folder, name)))
		beside =
		    path_is_below(path_join(job_mem, folder, name), folder);
	if (!beside)
		REPORT(diag, span, &layout_picture_beside, ARGS(frame->name));
	bool said = part->alt.span.file != 0;
	if (said == frame->decorative)
		REPORT(diag, span, &layout_picture_alt, ARGS(frame->name));
	return beside && said != frame->decorative;
}

static bool
check_box(struct frame *frame, const struct frame_part *part, struct diag *diag)
{
	mpt least = frame->width < frame->height ? frame->width : frame->height;
	frame->filled = part->fill.span.file != 0;
	if (frame->filled &&
	    !stationery_read_colour(&part->fill, &frame->fill, diag))
		return false;
	if ((frame->filled || frame->border) && !part->border.em &&
	    frame->border >= 0 && frame->border <= least / 2)
		return true;
	REPORT(diag, frame->span, &layout_box_empty, ARGS(frame->name));
	return false;
}

/* Keys that only one role has. */
static bool
check_keys(
    const struct frame *frame, const struct frame_part *part, struct diag *diag)
{
	const struct {
		struct span span;
		const char *key;
		enum frame_role role;
	} keys[] = {
	    {part->file.span, "file", FRAME_PICTURE},
	    {part->page.span, "page", FRAME_PICTURE},
	    {part->alt.span, "alt", FRAME_PICTURE},
	    {part->decorative.span, "decorative", FRAME_PICTURE},
	    {part->fill.span, "fill", FRAME_BOX},
	    {part->border.span, "border", FRAME_BOX},
	};
	bool ok = true;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!keys[i].span.file || frame->role == keys[i].role)
			continue;
		REPORT(diag, keys[i].span, &layout_frame_key,
		    ARGS(frame->name, keys[i].key, role_words[keys[i].role]));
		ok = false;
	}
	if (frame->rule_above && frame->role >= FRAME_PICTURE) {
		REPORT(diag, part->rule_above.span, &layout_frame_key,
		    ARGS(frame->name, "rule_above", role_words[FRAME_TEXT]));
		ok = false;
	}
	return ok;
}

static bool
check_role(const struct stationery *stationery, struct frame *frame,
    const struct frame_part *part, struct arena *job_mem, struct diag *diag)
{
	bool ok = check_keys(frame, part, diag);
	if (frame->role == FRAME_PICTURE)
		ok &= check_picture(stationery, frame, part, job_mem, diag);
	if (frame->role == FRAME_BOX)
		ok &= check_box(frame, part, diag);
	return ok;
}

/* What is painted may be cut; what is read may not. */
static bool
check_rectangle(const struct stationery *stationery, const struct frame *frame,
    const struct frame_part *part, struct diag *diag)
{
	bool em = part->x.em || part->y.em || part->width.em || part->height.em;
	mpt over = STATIONERY_ROUNDING +
		   (frame->role >= FRAME_PICTURE ? stationery->bleed : 0);
	bool on_page =
	    frame->x >= -over && frame->y >= -over && frame->width > 0 &&
	    frame->height > 0 &&
	    frame->x <= stationery->page_width + over - frame->width &&
	    frame->y <= stationery->page_height + over - frame->height;
	if (em)
		REPORT(diag, frame->span, &layout_frame_em, ARGS(frame->name));
	else if (!on_page)
		REPORT(diag, frame->span, &layout_frame_off_page,
		    ARGS(frame->name));
	return on_page && !em;
}

/* A side that reaches the edge, though not the end of the bleed. */
static bool
is_short(mpt beyond, mpt bleed)
{
	return beyond >= -STATIONERY_ROUNDING &&
	       beyond < bleed - STATIONERY_ROUNDING;
}

/* A knife that slips by a hair would leave a white edge. */
static void
warn_of_bleed(const struct stationery *stationery, const struct frame *frame,
    struct diag *diag)
{
	const mpt bleed = stationery->bleed;
	const mpt right = frame->x + frame->width - stationery->page_width;
	const mpt below = frame->y + frame->height - stationery->page_height;
	if (frame->role >= FRAME_PICTURE &&
	    (is_short(-frame->x, bleed) || is_short(-frame->y, bleed) ||
		is_short(right, bleed) || is_short(below, bleed)))
		REPORT(
		    diag, frame->span, &layout_bleed_short, ARGS(frame->name));
}

static bool
check_frame(const struct stationery *stationery, const struct frame *frame,
    const struct frame_part *part, struct diag *diag)
{
	bool own_text = frame->role == FRAME_TEXT || frame->role == FRAME_MARK;
	bool has_text = part->text.span.file != 0;
	bool ok = check_rectangle(stationery, frame, part, diag);
	if (ok)
		warn_of_bleed(stationery, frame, diag);
	if (own_text != has_text) {
		REPORT(diag, has_text ? part->text.span : frame->span,
		    own_text ? &layout_frame_no_text : &layout_frame_own_text,
		    ARGS(frame->name, role_words[frame->role]));
		ok = false;
	}
	if (frame->large_print &&
	    (frame->role != FRAME_TEXT || !stationery->large_print)) {
		REPORT(diag, part->large_print.span, &layout_frame_large,
		    ARGS(frame->name));
		ok = false;
	}
	if (!stationery_find_style(stationery, frame->style)) {
		stationery_report_style(stationery, frame->style,
		    part->style.span.file ? part->style.span : frame->span,
		    diag);
		ok = false;
	}
	return ok;
}

static bool
read_frame(struct arena *job_mem, const struct yaml_pair *pair,
    struct stationery *stationery, struct diag *diag)
{
	struct frame_part part = {0};
	if (!schema_read(&frame_schema, pair->value, job_mem, &part, diag))
		return false;
	struct frame *frame = &stationery->frames[stationery->frame_count++];
	frame->name = pair->key;
	frame->span = pair->key_span;
	take_frame(&part, frame);
	bool ok = check_role(stationery, frame, &part, job_mem, diag);
	return check_frame(stationery, frame, &part, diag) && ok;
}

/* The frame of a role on the first page, or on those after it. */
static const struct frame *
find_role(const struct stationery *stationery, enum frame_role role,
    enum frame_pages not_on, size_t *count)
{
	const struct frame *found = NULL;
	*count = 0;
	for (size_t i = 0; i < stationery->frame_count; i++) {
		const struct frame *frame = &stationery->frames[i];
		if (frame->role != role || frame->pages == not_on)
			continue;
		found = frame;
		++*count;
	}
	return found;
}

/*
 * One body on each page, all of one width, so that a block may go to any of
 * them without being broken again; at most one address, on the first page.
 */
bool
stationery_check_roles(
    const struct stationery *stationery, struct span span, struct diag *diag)
{
	size_t first_count, next_count, address_count, repeated;
	const struct frame *first =
	    find_role(stationery, FRAME_BODY, PAGES_FOLLOWING, &first_count);
	const struct frame *next =
	    find_role(stationery, FRAME_BODY, PAGES_FIRST, &next_count);
	find_role(stationery, FRAME_ADDRESS, PAGES_FOLLOWING, &address_count);
	const struct frame *address =
	    find_role(stationery, FRAME_ADDRESS, PAGES_FIRST, &repeated);
	size_t before = diag_errors(diag);
	if (first_count != 1 || next_count != 1)
		REPORT(diag, span, &layout_one_body,
		    ARGS(first_count, next_count));
	else if (first->width != next->width)
		REPORT(diag, next->span, &layout_body_widths, NO_ARGS);
	if (address_count > 1)
		REPORT(diag, span, &layout_one_address, ARGS(address_count));
	if (repeated)
		REPORT(diag, address->span, &layout_address_pages, NO_ARGS);
	return diag_errors(diag) == before;
}

bool
stationery_read_frames(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag)
{
	if (yaml->kind != YAML_MAP || yaml->count > STATIONERY_FRAMES_MAX) {
		REPORT(diag, yaml->span, &layout_frames_map,
		    ARGS(STATIONERY_FRAMES_MAX));
		return false;
	}
	stationery->frames = ARENA_ARRAY(job_mem, struct frame, yaml->count);
	bool ok = true;
	for (size_t i = 0; i < yaml->count; i++)
		ok &= read_frame(job_mem, &yaml->pairs[i], stationery, diag);
	return ok;
}
