#include "intake/workbook.h"

#include <string.h>

#include "intake/messages.h"
#include "intake/sheet_names.h"
#include "ooxml/messages.h"
#include "ooxml/relation.h"

struct opening {
	struct workbook *workbook;
	const struct reader_setting *setting;
	struct arena *mem; /* scratch */
	struct relations relations;
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
		    relations_find(&opening->relations, opening->targets[i]);
		if (!relation || relation->external ||
		    !relation_is_of_type(relation, "worksheet"))
			continue;
		names->at[kept] = names->at[i];
		opening->targets[kept++] = relation->target;
	}
	names->count = kept;
}

static bool
choose_sheet(struct opening *opening, const char *main)
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
	    relation_resolve(job_mem, main, opening->targets[index]);
	return true;
}

static bool
read_styles(struct opening *opening, const char *main)
{
	struct workbook *workbook = opening->workbook;
	const struct relation *relation = relations_find_type(&opening->relations, "styles");
	const char *part =
	    relation ? relation_resolve(opening->mem, main, relation->target) : "";
	/* Without them the cells that have a style are not surely shown. */
	if (!package_has(workbook->package, part))
		return true;
	return styles_read(opening->setting->job_mem, workbook->package, part,
	    &workbook->styles);
}

static bool
read_strings(struct opening *opening, const char *main)
{
	struct workbook *workbook = opening->workbook;
	const struct reader_setting *setting = opening->setting;
	const struct relation *relation =
	    relations_find_type(&opening->relations, "sharedStrings");
	return !relation || strings_read(workbook->package,
				relation_resolve(opening->mem, main, relation->target),
				&workbook->strings, setting->diag,
				(struct span){.file = setting->found->file});
}

/* The part on which all others hang; NULL after a report. */
static const char *
find_main(struct opening *opening)
{
	struct diag *diag = opening->setting->diag;
	struct span file = {.file = opening->setting->found->file};
	if (!relations_read(
		&opening->relations, opening->workbook->package, ""))
		return NULL;
	const struct relation *main = relations_find_type(&opening->relations, "officeDocument");
	const char *part = relation_resolve(opening->mem, "",
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
	return read_main(opening, part) &&
	       relations_read(&opening->relations, opening->workbook->package,
		   part) &&
	       choose_sheet(opening, part) && read_styles(opening, part) &&
	       read_strings(opening, part);
}

bool
workbook_open(struct workbook *workbook, const struct reader_setting *setting,
    struct package *package)
{
	*workbook = (struct workbook){.package = package};
	struct opening opening = {
	    .workbook = workbook, .setting = setting, .mem = arena_new()};
	opening.relations.mem = opening.mem;
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
