#include "intake/workbook.h"

#include <string.h>

#include "intake/messages.h"
#include "intake/sheet_names.h"
#include "ooxml/messages.h"

struct relation {
	const char *id, *type, *target;
};

struct opening {
	struct workbook *workbook;
	const struct reader_setting *setting;
	struct arena *mem; /* scratch */
	struct relation *relations;
	size_t relation_count, relation_room;
	struct sheet_names names;
	const char **targets; /* of the sheets: ids, then the parts meant */
	size_t target_room;
	bool is_workbook; /* its main part is one */
	bool dated; /* it said which day counts as 0 */
	const char *damage; /* what is wrong in its main part, or NULL */
};

static void
ignore_end(void *ctx, struct xml_name name)
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
start_relation(void *ctx, struct xml_name name, const char **attributes)
{
	struct opening *opening = ctx;
	const char *mode = xml_attribute(attributes, "TargetMode");
	if (!xml_is(name, "Relationship") ||
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
	static const char *const spaces[] = {XML_RELATIONS, NULL};
	static const struct xml_handlers handlers = {
	    spaces, start_relation, ignore_end, NULL};
	opening->relation_count = 0;
	return xml_read_part(
	    opening->workbook->package, name, &handlers, opening);
}

/* The type is the last part of its address: "worksheet", "styles" … */
static bool
is_of_type(const struct relation *relation, const char *type)
{
	const char *have = strrchr(relation->type, '/');
	return have && strcmp(have + 1, type) == 0;
}

static const struct relation *
find_by_type(const struct opening *opening, const char *type)
{
	for (size_t i = 0; i < opening->relation_count; i++) {
		if (is_of_type(&opening->relations[i], type))
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
	if (strcspn(target, "/\\") != 0)
		strbuf_add(&out, folder);
	while (rest.len) {
		size_t len = strcspn(rest.at, "/\\");
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

static void
read_calendar(struct opening *opening, const char **attributes)
{
	const char *text = xml_attribute(attributes, "date1904");
	bool from_1904 = false;
	if (text && !xml_read_bool(text, &from_1904))
		opening->damage = "date1904 is neither true nor false";
	if (opening->dated && from_1904 != opening->workbook->from_1904)
		opening->damage = "two calendars";
	opening->workbook->from_1904 = from_1904;
	opening->dated = true;
}

static void
add_sheet(struct opening *opening, const char **attributes)
{
	const char *state = xml_attribute(attributes, "state");
	const char *relation = xml_attribute(attributes, XML_RELATION " id");
	if (!relation)
		relation = xml_attribute(attributes, XML_RELATION_STRICT " id");
	opening->targets =
	    arena_grow(opening->mem, opening->targets, &opening->target_room,
		opening->names.count + 1, sizeof *opening->targets);
	opening->targets[opening->names.count] = dup(opening->mem, relation);
	sheet_names_add(&opening->names, opening->mem,
	    xml_attribute(attributes, "name"),
	    state && strcmp(state, "visible") != 0);
}

static void
start_workbook(void *ctx, struct xml_name name, const char **attributes)
{
	struct opening *opening = ctx;
	opening->is_workbook |= xml_is(name, "workbook");
	if (xml_is(name, "workbookPr"))
		read_calendar(opening, attributes);
	else if (xml_is(name, "sheet"))
		add_sheet(opening, attributes);
}

/* A chart may stand where a sheet does, and is not one. Each sheet that is left
 * has its part. */
static void
drop_charts(struct opening *opening)
{
	struct sheet_names *names = &opening->names;
	size_t kept = 0;
	for (size_t i = 0; i < names->count; i++) {
		const struct relation *relation =
		    find_by_id(opening, opening->targets[i]);
		if (!relation || !is_of_type(relation, "worksheet"))
			continue;
		names->at[kept] = names->at[i];
		opening->targets[kept++] = relation->target;
	}
	names->count = kept;
}

static bool
choose_sheet(struct opening *opening, struct slice folder)
{
	struct workbook *workbook = opening->workbook;
	struct arena *job_mem = opening->setting->job_mem;
	size_t index;
	drop_charts(opening);
	if (!sheet_names_choose(&opening->names, opening->setting, &index))
		return false;
	workbook->sheet =
	    arena_dup_text(job_mem, opening->names.at[index].name);
	workbook->sheet_part =
	    resolve(job_mem, folder, opening->targets[index]);
	return true;
}

static bool
read_styles(struct opening *opening, struct slice folder)
{
	struct workbook *workbook = opening->workbook;
	const struct relation *relation = find_by_type(opening, "styles");
	const char *part =
	    relation ? resolve(opening->mem, folder, relation->target) : "";
	/* Without them the cells that have a style are not surely shown. */
	if (!package_has(workbook->package, part))
		return true;
	return styles_read(opening->setting->job_mem, workbook->package, part,
	    &workbook->styles);
}

static bool
read_strings(struct opening *opening, struct slice folder)
{
	struct workbook *workbook = opening->workbook;
	const struct reader_setting *setting = opening->setting;
	const struct relation *relation =
	    find_by_type(opening, "sharedStrings");
	return !relation || strings_read(workbook->package,
				resolve(opening->mem, folder, relation->target),
				&workbook->strings, setting->diag,
				(struct span){.file = setting->found->file});
}

/* The part on which all others hang; NULL after a report. */
static const char *
find_main(struct opening *opening)
{
	struct diag *diag = opening->setting->diag;
	struct span file = {.file = opening->setting->found->file};
	if (!read_relations(opening, "_rels/.rels"))
		return NULL;
	const struct relation *main = find_by_type(opening, "officeDocument");
	const char *part = resolve(opening->mem, (struct slice){0},
	    main ? main->target : "xl/workbook.xml");
	if (slice_ends(slice_view(part), ".bin")) {
		REPORT(diag, file, &intake_binary_excel, NO_ARGS);
		HINT(diag, &intake_save_as, NO_ARGS);
		return NULL;
	}
	return part;
}

static bool
read_main(struct opening *opening, const char *part)
{
	static const struct xml_handlers handlers = {
	    xml_sheet_spaces, start_workbook, ignore_end, NULL};
	struct diag *diag = opening->setting->diag;
	struct span file = {.file = opening->setting->found->file};
	if (!xml_read_part(
		opening->workbook->package, part, &handlers, opening))
		return false;
	if (!opening->is_workbook) {
		REPORT(diag, file, &intake_other_office, ARGS(part));
		HINT(diag, &intake_save_as, NO_ARGS);
	} else if (opening->damage) {
		REPORT(diag, file, &ooxml_bad_part,
		    ARGS(part, 1, opening->damage));
	}
	return opening->is_workbook && !opening->damage;
}

static bool
read_workbook(struct opening *opening)
{
	const char *part = find_main(opening);
	if (!part)
		return false;
	struct slice folder = folder_of(part);
	const char *relations = arena_print(opening->mem, "%.*s_rels/%s.rels",
	    (int)folder.len, folder.at, part + folder.len)
				    .at;
	return read_main(opening, part) && read_relations(opening, relations) &&
	       choose_sheet(opening, folder) && read_styles(opening, folder) &&
	       read_strings(opening, folder);
}

bool
workbook_open(struct workbook *workbook, const struct reader_setting *setting,
    struct package *package)
{
	*workbook = (struct workbook){.package = package};
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
	strings_fini(&workbook->strings);
}
