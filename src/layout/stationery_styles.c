#include "layout/messages.h"
#include "layout/stationery_read.h"

struct style_part {
	struct conf_text base, family, colour;
	struct conf_word face, align;
	struct conf_length size, leading;
	struct conf_length before, after, between, indent, pen;
	struct conf_flag hyphenate, keep_with_next, keep_together;
};

static const char *const face_words[] = {
    [FONT_REGULAR] = "regular",
    [FONT_BOLD] = "bold",
    [FONT_ITALIC] = "italic",
    [FONT_BOLD_ITALIC] = "bold italic",
    [FONT_BOLD_ITALIC + 1] = NULL,
};

static const char *const align_words[] = {
    [TEXT_RAGGED] = "ragged",
    [TEXT_JUSTIFIED] = "justified",
    [TEXT_CENTRED] = "centred",
    [TEXT_RIGHT] = "right",
    [TEXT_RIGHT + 1] = NULL,
};

#define PART(name) .offset = offsetof(struct style_part, name)

static const struct field style_fields[] = {
    {.key = "base", .kind = FIELD_TEXT, PART(base)},
    {.key = "family", .kind = FIELD_TEXT, PART(family)},
    {.key = "face", .kind = FIELD_WORD, PART(face), .words = face_words},
    {.key = "size", .kind = FIELD_LENGTH, PART(size)},
    {.key = "leading", .kind = FIELD_LENGTH, PART(leading)},
    {.key = "before", .kind = FIELD_LENGTH, PART(before)},
    {.key = "after", .kind = FIELD_LENGTH, PART(after)},
    {.key = "between", .kind = FIELD_LENGTH, PART(between)},
    {.key = "indent", .kind = FIELD_LENGTH, PART(indent)},
    {.key = "pen", .kind = FIELD_LENGTH, PART(pen)},
    {.key = "align", .kind = FIELD_WORD, PART(align), .words = align_words},
    {.key = "hyphenate", .kind = FIELD_FLAG, PART(hyphenate)},
    {.key = "keep_with_next", .kind = FIELD_FLAG, PART(keep_with_next)},
    {.key = "keep_together", .kind = FIELD_FLAG, PART(keep_together)},
    {.key = "colour", .kind = FIELD_TEXT, PART(colour)}, {0}};

static const struct schema style_schema = {N_("a style"), style_fields};

enum {
	SIZE_LEAST = 4 * MPT_PER_POINT,
	SIZE_MOST = 200 * MPT_PER_POINT,
	LENGTH_MOST = 1000 * MPT_PER_POINT,
	LEADING_DEFAULT = 1375, /* thousandths of the size */
};

/* A length given in em counts in the style's own size. */
static mpt
length_of(struct conf_length length, mpt size, mpt otherwise)
{
	if (!length.span.file)
		return otherwise;
	if (!length.em)
		return length.mpt;
	int64_t own = (int64_t)length.mpt * size / 1000;
	return own > MPT_MOST	 ? MPT_MOST
	       : own < -MPT_MOST ? -MPT_MOST
				 : (mpt)own;
}

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | (c >= 'A' ? 0x20 : 0)) : NULL;
	return at ? (int)(at - digits) : -1;
}

bool
stationery_read_colour(
    const struct conf_text *text, uint32_t *colour, struct diag *diag)
{
	uint32_t value = 0;
	bool ok = text->text.len == 7 && text->text.at[0] == '#';
	for (size_t i = 1; ok && i < 7; i++) {
		int digit = hex_digit(text->text.at[i]);
		ok = digit >= 0;
		value = value << 4 | (uint32_t)(ok ? digit : 0);
	}
	if (!ok)
		REPORT(diag, text->span, &layout_bad_colour, ARGS(text->text));
	else
		*colour = value;
	return ok;
}

static void
take_lengths(const struct style_part *part, struct style *style)
{
	mpt old_size = style->size;
	style->size = length_of(part->size, style->size, style->size);
	mpt leading =
	    old_size ? (mpt)((int64_t)style->leading * style->size / old_size)
		     : (mpt)((int64_t)style->size * LEADING_DEFAULT / 1000);
	mpt size = style->size;
	style->leading = length_of(part->leading, size, leading);
	style->before = length_of(part->before, size, style->before);
	style->after = length_of(part->after, size, style->after);
	style->between = length_of(part->between, size, style->between);
	style->indent = length_of(part->indent, size, style->indent);
	style->pen = length_of(part->pen, size, style->pen);
}

static void
take_flags(const struct style_part *part, struct style *style)
{
	if (part->family.span.file)
		style->family = part->family.text;
	if (part->face.span.file)
		style->face = (enum font_style)part->face.index;
	if (part->align.span.file)
		style->align = (enum text_align)part->align.index;
	if (part->hyphenate.span.file)
		style->hyphenate = part->hyphenate.on;
	if (part->keep_with_next.span.file)
		style->keep_with_next = part->keep_with_next.on;
	if (part->keep_together.span.file)
		style->keep_together = part->keep_together.on;
}

static bool
check_style(
    const struct style *style, const struct style_part *part, struct diag *diag)
{
	size_t before = diag_errors(diag);
	if (!style->family.len && !part->base.span.file)
		REPORT(
		    diag, style->span, &layout_style_family, ARGS(style->name));
	if (style->size < SIZE_LEAST || style->size > SIZE_MOST)
		REPORT(diag, part->size.span, &layout_style_size,
		    ARGS(style->name, SIZE_LEAST / MPT_PER_POINT,
			SIZE_MOST / MPT_PER_POINT));
	if (style->leading < style->size / 2 || style->leading > LENGTH_MOST)
		REPORT(diag, part->leading.span, &layout_style_leading,
		    ARGS(style->name));
	const mpt lengths[] = {style->before, style->after, style->between,
	    style->indent, style->pen};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		if (lengths[i] < 0 || lengths[i] > LENGTH_MOST)
			REPORT(diag, style->span, &layout_style_length,
			    ARGS(style->name, LENGTH_MOST / MPT_PER_POINT));
	}
	return diag_errors(diag) == before;
}

static bool
read_style(struct arena *job_mem, const struct yaml_pair *pair,
    struct stationery *stationery, struct diag *diag)
{
	struct style_part part = {0};
	struct style style = {.name = pair->key,
	    .size = 12 * MPT_PER_POINT,
	    .leading = 12 * LEADING_DEFAULT};
	/* A style with faults is kept all the same, so that no faults follow
	 * from it. */
	struct style *kept = &stationery->styles[stationery->style_count++];
	*kept = style;
	if (!schema_read(&style_schema, pair->value, job_mem, &part, diag))
		return false;
	if (part.base.span.file) {
		const struct style *base =
		    stationery_find_style(stationery, part.base.text);
		if (!base || base == kept) {
			stationery_report_style(
			    stationery, part.base.text, part.base.span, diag);
			HINT(diag, &layout_base_above, NO_ARGS);
			return false;
		}
		style = *base;
	}
	style.name = pair->key;
	style.span = pair->key_span;
	take_lengths(&part, &style);
	take_flags(&part, &style);
	bool ok = !part.colour.span.file ||
		  stationery_read_colour(&part.colour, &style.colour, diag);
	*kept = style;
	return ok & check_style(&style, &part, diag);
}

bool
stationery_read_styles(struct arena *job_mem, const struct yaml *yaml,
    struct stationery *stationery, struct diag *diag)
{
	if (yaml->kind != YAML_MAP) {
		REPORT(diag, yaml->span, &layout_styles_map, NO_ARGS);
		return false;
	}
	stationery->styles = ARENA_ARRAY(job_mem, struct style, yaml->count);
	bool ok = true;
	for (size_t i = 0; i < yaml->count; i++)
		ok &= read_style(job_mem, &yaml->pairs[i], stationery, diag);
	if (ok && !stationery_find_style(stationery, SLICE("body"))) {
		REPORT(diag, yaml->span, &layout_no_body_style, NO_ARGS);
		return false;
	}
	return ok;
}
