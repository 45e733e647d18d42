#include "intake/styles.h"

#include <stdlib.h>
#include <strings.h>

#define FORMATS_MAX 65536

/* A format that the workbook states: numFmt. */
struct custom {
	unsigned long number;
	struct slice code;
	bool twice; /* another code of the same number */
	const struct format *format; /* made when a style first asks */
};

/* The looks of fonts or of fills, in the order of the file. */
struct looks {
	unsigned char *at;
	size_t count, room;
};

struct reading {
	struct arena *job_mem, *mem;
	struct styles *styles;
	struct looks fonts, fills;
	struct looks *open; /* of the two the one at hand, or NULL */
	struct custom *customs;
	size_t custom_count, custom_room, format_room, look_room;
	bool in_formats; /* within numFmts: those of dxfs belong to no cell */
	bool in_cells; /* within cellXfs, not cellStyleXfs */
};

static unsigned long
number_attribute(const char **attributes, const char *name)
{
	const char *text = xml_attribute(attributes, name);
	return text ? strtoul(text, NULL, 10) : 0;
}

static void
add_custom(struct reading *reading, const char **attributes)
{
	const char *code = xml_attribute(attributes, "formatCode");
	if (reading->custom_count >= FORMATS_MAX)
		return;
	reading->customs =
	    arena_grow(reading->mem, reading->customs, &reading->custom_room,
		reading->custom_count + 1, sizeof *reading->customs);
	reading->customs[reading->custom_count++] = (struct custom){
	    .number = number_attribute(attributes, "numFmtId"),
	    .code = arena_dup(reading->job_mem, slice_view(code)),
	};
}

static int
compare_customs(const void *a, const void *b)
{
	const struct custom *left = a, *right = b;
	int order =
	    (left->number > right->number) - (left->number < right->number);
	return order ? order : slice_compare(left->code, right->code);
}

/* Sorted by number; of two codes under one number nobody knows which counts. */
static void
end_formats(struct reading *reading)
{
	size_t kept = 0;
	struct custom *customs = reading->customs;
	if (reading->custom_count)
		qsort(customs, reading->custom_count, sizeof *customs,
		    compare_customs);
	for (size_t i = 0; i < reading->custom_count; i++) {
		if (!kept || customs[kept - 1].number != customs[i].number)
			customs[kept++] = customs[i];
		else if (!slice_equal(customs[kept - 1].code, customs[i].code))
			customs[kept - 1].twice = true;
	}
	reading->custom_count = kept;
}

static const struct format *
find_format(struct reading *reading, unsigned long number)
{
	struct custom wanted = {.number = number};
	size_t low = 0, high = reading->custom_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (reading->customs[middle].number < wanted.number)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == reading->custom_count ||
	    reading->customs[low].number != number)
		return format_of_number(
		    reading->job_mem, number < 1000 ? (unsigned)number : 1000);
	struct custom *found = &reading->customs[low];
	if (!found->format)
		found->format = found->twice ? &format_unknown
					     : format_of_code(reading->job_mem,
						   found->code);
	return found->format;
}

/* ---- what fonts and fills look like */

static void
add_look(struct reading *reading, struct looks *looks)
{
	if (looks->count >= FORMATS_MAX)
		return;
	looks->at = arena_grow(reading->mem, looks->at, &looks->room,
	    looks->count + 1, sizeof *looks->at);
	looks->at[looks->count++] = 0;
}

static unsigned char
find_look(const struct looks *looks, unsigned long index)
{
	return index < looks->count ? looks->at[index] : 0;
}

static void
mark_look(struct reading *reading, enum look look)
{
	struct looks *looks = reading->open;
	if (looks->count)
		looks->at[looks->count - 1] |= (unsigned char)look;
}

bool
styles_strike(const char **attributes)
{
	const char *text = xml_attribute(attributes, "val");
	bool struck = true;
	if (text && !xml_read_bool(text, &struck))
		struck = true;
	return struck;
}

static void
read_strike(struct reading *reading, const char **attributes)
{
	if (styles_strike(attributes))
		mark_look(reading, LOOK_STRUCK);
}

/* White paper under a cell is not a colour. */
static void
read_fill_colour(struct reading *reading, const char **attributes)
{
	const char *rgb = xml_attribute(attributes, "rgb");
	const char *theme = xml_attribute(attributes, "theme");
	const char *tint = xml_attribute(attributes, "tint");
	const char *indexed = xml_attribute(attributes, "indexed");
	bool white =
	    (rgb && strlen(rgb) == 8 && strcasecmp(rgb + 2, "ffffff") == 0) ||
	    (theme && strcmp(theme, "0") == 0 && !tint) ||
	    (indexed &&
		(strcmp(indexed, "9") == 0 || strcmp(indexed, "64") == 0));
	if (!white)
		mark_look(reading, LOOK_COLOURED);
}

/* Whether the element was one of fonts or fills. */
static bool
read_look(
    struct reading *reading, struct xml_name name, const char **attributes)
{
	if (xml_is(name, "fonts"))
		reading->open = &reading->fonts;
	else if (xml_is(name, "fills"))
		reading->open = &reading->fills;
	else if (!reading->open)
		return false;
	else if (xml_is(name, "font") || xml_is(name, "fill"))
		add_look(reading, reading->open);
	else if (xml_is(name, "strike"))
		read_strike(reading, attributes);
	else if (xml_is(name, "fgColor"))
		read_fill_colour(reading, attributes);
	return true;
}

/* ---- cells */

static void
add_format(struct reading *reading, const char **attributes)
{
	struct styles *styles = reading->styles;
	if (styles->count >= FORMATS_MAX)
		return;
	styles->formats = arena_grow(reading->job_mem, styles->formats,
	    &reading->format_room, styles->count + 1, sizeof *styles->formats);
	styles->looks = arena_grow(reading->job_mem, styles->looks,
	    &reading->look_room, styles->count + 1, sizeof *styles->looks);
	styles->looks[styles->count] =
	    find_look(&reading->fonts, number_attribute(attributes, "fontId")) |
	    find_look(&reading->fills, number_attribute(attributes, "fillId"));
	styles->formats[styles->count++] =
	    find_format(reading, number_attribute(attributes, "numFmtId"));
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct reading *reading = ctx;
	if (read_look(reading, name, attributes))
		return;
	if (xml_is(name, "numFmts"))
		reading->in_formats = true;
	else if (xml_is(name, "cellXfs"))
		reading->in_cells = true;
	else if (xml_is(name, "numFmt") && reading->in_formats)
		add_custom(reading, attributes);
	else if (xml_is(name, "xf") && reading->in_cells)
		add_format(reading, attributes);
}

static void
end(void *ctx, struct xml_name name)
{
	struct reading *reading = ctx;
	if (xml_is(name, "fonts") || xml_is(name, "fills"))
		reading->open = NULL;
	if (xml_is(name, "cellXfs"))
		reading->in_cells = false;
	if (!xml_is(name, "numFmts"))
		return;
	reading->in_formats = false;
	end_formats(reading);
}

bool
styles_read(struct arena *job_mem, struct package *package, const char *part,
    struct styles *styles)
{
	static const struct xml_handlers handlers = {
	    xml_sheet_spaces, start, end, NULL};
	struct reading reading = {
	    .job_mem = job_mem, .mem = arena_new(), .styles = styles};
	*styles = (struct styles){0};
	bool ok = xml_read_part(package, part, &handlers, &reading);
	arena_free(reading.mem);
	return ok;
}
