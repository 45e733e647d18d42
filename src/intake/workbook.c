#include "intake/workbook.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "intake/messages.h"
#include "ooxml/messages.h"

#define STRINGS_MAX (512u << 20) /* bytes of shared texts */
#define FORMATS_MAX 65536

struct relation {
	const char *id, *type, *target;
};

struct sheet {
	struct slice name;
	const char *relation;
	bool hidden;
};

struct opening {
	struct workbook *workbook;
	const struct reader_setting *setting;
	struct arena *mem; /* scratch */
	struct relation *relations;
	size_t relation_count, relation_room;
	struct sheet *sheets;
	size_t sheet_count, sheet_room;
};

static void
ignore_end(void *ctx, const char *name)
{
	(void)ctx, (void)name;
}

static const char *
dup(struct arena *arena, const char *text)
{
	return arena_dup_text(arena, slice_view(text ? text : ""));
}

/* Relationships of a part. */

static void
start_relation(void *ctx, const char *name, const char **attributes)
{
	struct opening *opening = ctx;
	const char *mode = xml_attribute(attributes, "TargetMode");
	if (strcmp(name, "Relationship") != 0 ||
	    (mode && strcmp(mode, "External") == 0))
		return;
	opening->relations = arena_grow(opening->mem, opening->relations,
	    &opening->relation_room, opening->relation_count + 1,
	    sizeof *opening->relations);
	opening->relations[opening->relation_count++] = (struct relation){
	    dup(opening->mem, xml_attribute(attributes, "Id")),
	    dup(opening->mem, xml_attribute(attributes, "Type")),
	    dup(opening->mem, xml_attribute(attributes, "Target"))};
}

static bool
read_relations(struct opening *opening, const char *name)
{
	static const struct xml_handlers handlers = {
	    start_relation, ignore_end, NULL};
	opening->relation_count = 0;
	return xml_read_part(
	    opening->workbook->package, name, &handlers, opening);
}

/* By type, the last part of its address: "worksheet", "styles" … */
static const struct relation *
find_by_type(const struct opening *opening, const char *type)
{
	for (size_t i = 0; i < opening->relation_count; i++) {
		const char *have = strrchr(opening->relations[i].type, '/');
		if (have && strcmp(have + 1, type) == 0)
			return &opening->relations[i];
	}
	return NULL;
}

static const struct relation *
find_by_id(const struct opening *opening, const char *id)
{
	for (size_t i = 0; i < opening->relation_count; i++) {
		if (strcmp(opening->relations[i].id, id) == 0)
			return &opening->relations[i];
	}
	return NULL;
}

/* The name of the part that a target means, seen from a folder ("xl/"). */
static const char *
resolve(struct arena *mem, struct slice folder, const char *target)
{
	struct strbuf out = {0};
	struct slice rest = slice_view(target);
	if (!slice_starts(rest, "/"))
		strbuf_add(&out, folder);
	while (rest.len) {
		size_t len = slice_find_char(rest, '/');
		struct slice step = slice_part(rest, 0, len);
		rest = slice_from(rest, len + 1);
		if (slice_is(step, "..")) {
			out.len -= out.len > 0;
			while (out.len && out.at[out.len - 1] != '/')
				out.len--;
		} else if (step.len && !slice_is(step, ".")) {
			strbuf_add(&out, step);
			strbuf_add_text(&out, rest.len ? "/" : "");
		}
	}
	const char *name = arena_dup_text(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return name;
}

static struct slice
folder_of(const char *part)
{
	const char *slash = strrchr(part, '/');
	return (struct slice){part, slash ? (size_t)(slash + 1 - part) : 0};
}

/* The workbook: sheets and the day that counts as 0. */

static bool
is_set(const char *attribute)
{
	return attribute &&
	       (strcmp(attribute, "1") == 0 || strcmp(attribute, "true") == 0);
}

static void
start_workbook(void *ctx, const char *name, const char **attributes)
{
	struct opening *opening = ctx;
	if (strcmp(name, "workbookPr") == 0)
		opening->workbook->from_1904 =
		    is_set(xml_attribute(attributes, "date1904"));
	if (strcmp(name, "sheet") != 0)
		return;
	opening->sheets =
	    arena_grow(opening->mem, opening->sheets, &opening->sheet_room,
		opening->sheet_count + 1, sizeof *opening->sheets);
	const char *state = xml_attribute(attributes, "state");
	opening->sheets[opening->sheet_count++] = (struct sheet){
	    slice_view(dup(opening->mem, xml_attribute(attributes, "name"))),
	    dup(opening->mem, xml_attribute(attributes, "id")),
	    state && strcmp(state, "visible") != 0};
}

static const struct sheet *
find_sheet(const struct opening *opening)
{
	const char *asked = opening->setting->options->sheet;
	for (size_t i = 0; i < opening->sheet_count; i++) {
		const struct sheet *sheet = &opening->sheets[i];
		if (asked ? slice_is(sheet->name, asked) : !sheet->hidden)
			return sheet;
	}
	return NULL;
}

static void
list_sheets(const struct opening *opening, struct diag *diag)
{
	struct strbuf names = {0};
	for (size_t i = 0; i < opening->sheet_count; i++) {
		strbuf_add_text(&names, i ? ", '" : "'");
		strbuf_add(&names, opening->sheets[i].name);
		strbuf_add_char(&names, '\'');
	}
	HINT(diag, &intake_sheets, ARGS(strbuf_view(&names)));
	strbuf_fini(&names);
}

static bool
report_no_sheet(const struct opening *opening)
{
	const struct intake_options *options = opening->setting->options;
	struct diag *diag = opening->setting->diag;
	struct span file = {.file = opening->setting->found->file};
	if (!options->sheet) {
		REPORT(diag, file, &intake_no_sheets, NO_ARGS);
		return false;
	}
	struct suggestion best = suggestion_start(slice_view(options->sheet));
	for (size_t i = 0; i < opening->sheet_count; i++)
		suggestion_offer(&best, opening->sheets[i].name);
	REPORT(
	    diag, options->sheet_span, &intake_no_sheet, ARGS(options->sheet));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	else
		list_sheets(opening, diag);
	return false;
}

static bool
choose_sheet(struct opening *opening, struct slice folder)
{
	struct workbook *workbook = opening->workbook;
	struct arena *job_mem = opening->setting->job_mem;
	const struct sheet *sheet = find_sheet(opening);
	const struct relation *relation =
	    sheet ? find_by_id(opening, sheet->relation) : NULL;
	if (!relation)
		return report_no_sheet(opening);
	workbook->sheet = arena_dup_text(job_mem, sheet->name);
	workbook->sheet_part = resolve(job_mem, folder, relation->target);
	return true;
}

/* Styles: which number format each style of a cell has. */

struct styles {
	struct opening *opening;
	struct custom {
		unsigned number;
		struct slice code;
	} * customs;
	size_t custom_count, custom_room;
	size_t format_room;
	bool in_cells; /* within cellXfs, not cellStyleXfs */
};

static unsigned
number_attribute(const char **attributes, const char *name)
{
	const char *text = xml_attribute(attributes, name);
	return text ? (unsigned)strtoul(text, NULL, 10) : 0;
}

static struct slice
find_custom(const struct styles *styles, unsigned number)
{
	for (size_t i = 0; i < styles->custom_count; i++) {
		if (styles->customs[i].number == number)
			return styles->customs[i].code;
	}
	return (struct slice){0};
}

static void
add_custom(struct styles *styles, const char **attributes)
{
	struct opening *opening = styles->opening;
	struct arena *job_mem = opening->setting->job_mem;
	if (styles->custom_count >= FORMATS_MAX)
		return;
	styles->customs =
	    arena_grow(opening->mem, styles->customs, &styles->custom_room,
		styles->custom_count + 1, sizeof *styles->customs);
	styles->customs[styles->custom_count++] = (struct custom){
	    number_attribute(attributes, "numFmtId"),
	    slice_view(dup(job_mem, xml_attribute(attributes, "formatCode")))};
}

static void
add_format(struct styles *styles, const char **attributes)
{
	struct workbook *workbook = styles->opening->workbook;
	unsigned number = number_attribute(attributes, "numFmtId");
	if (workbook->format_count >= FORMATS_MAX)
		return;
	workbook->formats = arena_grow(styles->opening->setting->job_mem,
	    workbook->formats, &styles->format_room, workbook->format_count + 1,
	    sizeof *workbook->formats);
	workbook->formats[workbook->format_count++] =
	    format_of(number, find_custom(styles, number));
}

static void
start_style(void *ctx, const char *name, const char **attributes)
{
	struct styles *styles = ctx;
	if (strcmp(name, "numFmt") == 0)
		add_custom(styles, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = true;
	else if (strcmp(name, "xf") == 0 && styles->in_cells)
		add_format(styles, attributes);
}

static void
end_style(void *ctx, const char *name)
{
	struct styles *styles = ctx;
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = false;
}

static bool
read_styles(struct opening *opening, struct slice folder)
{
	static const struct xml_handlers handlers = {
	    start_style, end_style, NULL};
	const struct relation *relation = find_by_type(opening, "styles");
	struct styles styles = {.opening = opening};
	if (!relation)
		return true;
	return xml_read_part(opening->workbook->package,
	    resolve(opening->mem, folder, relation->target), &handlers,
	    &styles);
}

/* Shared texts. */

struct texts {
	struct workbook *workbook;
	struct strbuf text; /* of one item, still escaped */
	bool in_text;
	int phonetic; /* depth within rPh: how it is read aloud */
	bool full;
};

static void
start_text(void *ctx, const char *name, const char **attributes)
{
	struct texts *texts = ctx;
	(void)attributes;
	texts->phonetic += strcmp(name, "rPh") == 0;
	texts->in_text = strcmp(name, "t") == 0 && !texts->phonetic;
}

static void
end_text(void *ctx, const char *name)
{
	struct texts *texts = ctx;
	struct workbook *workbook = texts->workbook;
	texts->in_text = false;
	texts->phonetic -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") != 0)
		return;
	workbook_add_text(&workbook->strings, strbuf_view(&texts->text));
	strbuf_reset(&texts->text);
	workbook->string_ends =
	    mem_grow(workbook->string_ends, &workbook->string_room,
		workbook->string_count + 1, sizeof *workbook->string_ends);
	workbook->string_ends[workbook->string_count++] = workbook->strings.len;
}

static void
add_text(void *ctx, struct slice text)
{
	struct texts *texts = ctx;
	texts->full |=
	    texts->workbook->strings.len + texts->text.len > STRINGS_MAX;
	if (texts->in_text && !texts->full)
		strbuf_add(&texts->text, text);
}

static bool
read_strings(struct opening *opening, struct slice folder)
{
	static const struct xml_handlers handlers = {
	    start_text, end_text, add_text};
	const struct relation *relation =
	    find_by_type(opening, "sharedStrings");
	struct texts texts = {.workbook = opening->workbook};
	if (!relation)
		return true;
	const char *part = resolve(opening->mem, folder, relation->target);
	bool ok =
	    xml_read_part(opening->workbook->package, part, &handlers, &texts);
	strbuf_fini(&texts.text);
	if (!texts.full)
		return ok;
	REPORT(opening->setting->diag,
	    (struct span){.file = opening->setting->found->file}, &ooxml_bomb,
	    ARGS(part));
	return false;
}

static bool
read_workbook(struct opening *opening)
{
	static const struct xml_handlers handlers = {
	    start_workbook, ignore_end, NULL};
	struct package *package = opening->workbook->package;
	if (!read_relations(opening, "_rels/.rels"))
		return false;
	const struct relation *main = find_by_type(opening, "officeDocument");
	const char *part = resolve(opening->mem, (struct slice){0},
	    main ? main->target : "xl/workbook.xml");
	struct slice folder = folder_of(part);
	const char *relations = arena_print(opening->mem, "%.*s_rels/%s.rels",
	    (int)folder.len, folder.at, part + folder.len)
				    .at;
	return xml_read_part(package, part, &handlers, opening) &&
	       read_relations(opening, relations) &&
	       choose_sheet(opening, folder) && read_styles(opening, folder) &&
	       read_strings(opening, folder);
}

bool
workbook_open(struct workbook *workbook, const struct reader_setting *setting)
{
	*workbook = (struct workbook){0};
	struct span file = {.file = setting->found->file};
	workbook->package = package_open(bytes_descriptor(setting->bytes),
	    setting->found->file, setting->diag);
	if (!workbook->package)
		return false;
	if (package_has(workbook->package, "content.xml")) {
		REPORT(setting->diag, file, &intake_open_document, NO_ARGS);
		HINT(setting->diag, &intake_save_as, NO_ARGS);
		return false;
	}
	struct opening opening = {
	    .workbook = workbook, .setting = setting, .mem = arena_new()};
	bool ok = read_workbook(&opening);
	arena_free(opening.mem);
	return ok;
}

void
workbook_fini(struct workbook *workbook)
{
	package_close(workbook->package);
	strbuf_fini(&workbook->strings);
	free(workbook->string_ends);
}

bool
workbook_find_string(
    const struct workbook *workbook, size_t index, struct slice *text)
{
	if (index >= workbook->string_count)
		return false;
	size_t from = index ? workbook->string_ends[index - 1] : 0;
	*text = (struct slice){
	    workbook->strings.at + from, workbook->string_ends[index] - from};
	return true;
}

/* The code point of "_x000D_" at the front, or UTF8_INVALID. */
static uint32_t
read_escape(struct slice text)
{
	uint32_t code = 0;
	if (text.len < 7 || !slice_starts(text, "_x") || text.at[6] != '_')
		return UTF8_INVALID;
	for (size_t i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef";
		char c = text.at[i];
		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		const char *found = c ? strchr(digits, c) : NULL;
		if (!found)
			return UTF8_INVALID;
		code = code * 16 + (uint32_t)(found - digits);
	}
	/* Halves of surrogate pairs are no characters. */
	return code >= 0xd800 && code <= 0xdfff ? UTF8_INVALID : code;
}

void
workbook_add_text(struct strbuf *out, struct slice text)
{
	while (text.len) {
		size_t plain = slice_find_char(text, '_');
		strbuf_add(out, slice_part(text, 0, plain));
		text = slice_from(text, plain);
		if (!text.len)
			return;
		uint32_t code = read_escape(text);
		if (code == UTF8_INVALID)
			strbuf_add_char(out, '_');
		else
			strbuf_add_code(out, code);
		text = slice_from(text, code == UTF8_INVALID ? 1 : 7);
	}
}
