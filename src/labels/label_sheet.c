#include "labels/label_sheet.h"

#include "base/file.h"
#include "base/places.h"
#include "base/suggest.h"
#include "labels/messages.h"

struct sheet_part {
	struct conf_text name, family;
	struct {
		struct conf_length width, height;
	} page;
	struct conf_number columns, rows;
	struct conf_length left, top, width, height, between, after, clear;
	struct conf_length size, leading;
	const struct yaml *styles, *frames;
};

#define AT(member) offsetof(struct sheet_part, member)
static const struct field page_fields[] = {
    {"width", FIELD_LENGTH, AT(page.width), .required = true},
    {"height", FIELD_LENGTH, AT(page.height), .required = true},
    {0},
};
static const struct schema page_schema = {N_("the page"), page_fields};

static const struct field sheet_fields[] = {
    {"name", FIELD_TEXT, AT(name), .required = true},
    {"page", FIELD_MAP, 0, .required = true, .schema = &page_schema},
    {"columns", FIELD_NUMBER, AT(columns), .required = true, .least = 1,
	.most = 20},
    {"rows", FIELD_NUMBER, AT(rows), .required = true, .least = 1, .most = 40},
    {"left", FIELD_LENGTH, AT(left), .required = true},
    {"top", FIELD_LENGTH, AT(top), .required = true},
    {"width", FIELD_LENGTH, AT(width), .required = true},
    {"height", FIELD_LENGTH, AT(height), .required = true},
    {"between", FIELD_LENGTH, AT(between)},
    {"after", FIELD_LENGTH, AT(after)},
    {"clear", FIELD_LENGTH, AT(clear), .required = true},
    {"family", FIELD_TEXT, AT(family), .required = true},
    {"size", FIELD_LENGTH, AT(size), .required = true},
    {"leading", FIELD_LENGTH, AT(leading), .required = true},
    {"styles", FIELD_YAML, AT(styles)},
    {"frames", FIELD_YAML, AT(frames)},
    {0},
};
static const struct schema sheet_schema = {N_("the label sheet"), sheet_fields};

/* ---- the file */

static void
report_missing(
    struct arena *mem, const char *folder, const char *name, struct diag *diag)
{
	struct suggestion best = suggestion_start(slice_view(name));
	struct strbuf list = {0};
	const char **names = folder_list(mem, folder, NULL);
	REPORT(diag, NO_SPAN, &labels_no_sheet, ARGS(name));
	for (; names && *names; names++) {
		struct slice file = slice_view(*names);
		if (!slice_ends(file, ".yaml"))
			continue;
		struct slice bare =
		    slice_part(file, 0, file.len - strlen(".yaml"));
		suggestion_offer(&best, bare);
		strbuf_add_text(&list, list.len ? ", " : "");
		strbuf_add(&list, bare);
	}
	if (best.nearest.len)
		HINT(diag, &labels_nearest, ARGS(best.nearest));
	HINT(diag, &labels_sheets, ARGS(strbuf_view(&list)));
	strbuf_fini(&list);
}

/* NULL after a report. */
static const char *
find_file(struct arena *mem, const char *name, struct diag *diag)
{
	struct slice said = slice_view(name);
	if (slice_ends(said, ".yaml"))
		return name;
	const char *templates = places_find(mem, "templates");
	const char *folder =
	    path_join(mem, templates ? templates : "", "labels");
	const struct slice parts[] = {said, SLICE(".yaml")};
	const char *path =
	    path_join(mem, folder, arena_join(mem, parts, 2, SLICE("")).at);
	if (!strchr(name, '/') && file_exists(path))
		return path;
	report_missing(mem, folder, name, diag);
	return NULL;
}

/* ---- what it says */

static bool
check(bool good, const struct conf_length *length,
    const struct message *message, struct diag *diag)
{
	if (!good)
		REPORT(diag, length->span, message, NO_ARGS);
	return good;
}

static bool
check_sheet(const struct label_sheet *sheet, const struct sheet_part *part,
    struct diag *diag)
{
	mpt least = 2 * sheet->margin + 2 * part->leading.mpt;
	int64_t right = sheet->left +
			(int64_t)(sheet->columns - 1) * sheet->across +
			sheet->width;
	int64_t bottom = sheet->top + (int64_t)(sheet->rows - 1) * sheet->down +
			 sheet->height;
	bool ok = check(sheet->width > least && sheet->margin >= 0,
	    &part->width, &labels_too_small, diag);
	ok &= check(
	    sheet->height > least, &part->height, &labels_too_small, diag);
	ok &= check(sheet->across >= sheet->width, &part->between,
	    &labels_overlap, diag);
	ok &= check(
	    sheet->down >= sheet->height, &part->after, &labels_overlap, diag);
	ok &= check(sheet->left >= 0 && right <= sheet->page_width, &part->left,
	    &labels_off_page, diag);
	ok &= check(sheet->top >= 0 && bottom <= sheet->page_height, &part->top,
	    &labels_off_page, diag);
	ok &= check(part->size.mpt >= LABEL_SIZE_LEAST &&
			part->leading.mpt >= part->size.mpt,
	    &part->size, &labels_small_type, diag);
	return ok;
}

/* A label as a page: its address frame is the label within its margin. */
static void
make_label(
    struct arena *mem, struct label_sheet *sheet, const struct sheet_part *part)
{
	static const char *const names[] = {"body", "address"};
	struct stationery *label = &sheet->label;
	/* A J or an f reaches out of its line by less than that. */
	mpt edge = sheet->margin + part->size.mpt / 8;
	label->name = sheet->name;
	label->path = "";
	label->page_width = sheet->width;
	label->page_height = sheet->height;
	label->language = SLICE("sv");
	label->style_count = label->frame_count = 2;
	label->styles = ARENA_ARRAY(mem, struct style, 2);
	label->frames = ARENA_ARRAY(mem, struct frame, 2);
	for (size_t i = 0; i < 2; i++) {
		label->styles[i] = (struct style){
		    .name = slice_view(names[i]),
		    .family = part->family.text,
		    .size = part->size.mpt,
		    .leading = part->leading.mpt,
		    .span = part->family.span,
		};
		label->frames[i] = (struct frame){
		    .name = slice_view(names[i]),
		    .role = i ? FRAME_ADDRESS : FRAME_BODY,
		    .pages = i ? PAGES_FIRST : PAGES_ALL,
		    .x = edge,
		    .y = sheet->margin,
		    .width = sheet->width - 2 * edge,
		    .height = sheet->height - 2 * sheet->margin,
		    .style = slice_view(names[i]),
		    .span = part->width.span,
		};
	}
}

/* What it shows beside the address; false after reports. */
static bool
read_envelope(struct arena *mem, const char *path, const struct yaml *yaml,
    const struct sheet_part *part, struct label_sheet *sheet, struct diag *diag)
{
	const struct stationery page = {
	    .name = sheet->name,
	    .path = path,
	    .file = yaml->span.file,
	    .language = SLICE("sv"),
	    .page_width = sheet->page_width,
	    .page_height = sheet->page_height,
	};
	const struct envelope_part address = {
	    sheet->left, sheet->top, sheet->width, sheet->height};
	if (!part->styles && !part->frames)
		return true;
	if (!part->styles || !part->frames || sheet->columns > 1 ||
	    sheet->rows > 1) {
		REPORT(diag, (part->frames ? part->frames : part->styles)->span,
		    &labels_envelope_one, NO_ARGS);
		return false;
	}
	sheet->envelope = envelope_read(
	    mem, part->styles, part->frames, &page, &address, diag);
	return sheet->envelope;
}

struct label_sheet *
label_sheet_read(struct arena *mem, const char *name, struct diag *diag)
{
	struct label_sheet *sheet = ARENA_NEW(mem, struct label_sheet);
	struct sheet_part part = {0};
	const char *path = find_file(mem, name, diag);
	const struct yaml *yaml =
	    path ? yaml_read(mem, path, INPUT_NONE, diag, NO_SPAN) : NULL;
	if (!yaml || !schema_read(&sheet_schema, yaml, mem, &part, diag))
		return NULL;
	const struct conf_length *lengths[] = {&part.page.width,
	    &part.page.height, &part.left, &part.top, &part.width, &part.height,
	    &part.between, &part.after, &part.clear, &part.size, &part.leading};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		if (!check(!lengths[i]->em, lengths[i], &labels_em, diag))
			return NULL;
	}
	*sheet = (struct label_sheet){
	    .name = part.name.text,
	    .page_width = part.page.width.mpt,
	    .page_height = part.page.height.mpt,
	    .columns = (uint32_t)part.columns.number,
	    .rows = (uint32_t)part.rows.number,
	    .left = part.left.mpt,
	    .top = part.top.mpt,
	    .width = part.width.mpt,
	    .height = part.height.mpt,
	    .across = part.width.mpt + part.between.mpt,
	    .down = part.height.mpt + part.after.mpt,
	    .margin = part.clear.mpt,
	};
	if (!check_sheet(sheet, &part, diag) ||
	    !read_envelope(mem, path, yaml, &part, sheet, diag))
		return NULL;
	make_label(mem, sheet, &part);
	return sheet;
}

void
label_sheet_place(
    const struct label_sheet *sheet, uint32_t number, mpt *x, mpt *y)
{
	uint32_t column = number % sheet->columns;
	uint32_t row = number / sheet->columns;
	*x = sheet->left + (mpt)column * sheet->across;
	*y = sheet->top + (mpt)row * sheet->down;
}
