#include "intake/ods_open.h"

#include "base/memory.h"
#include "intake/messages.h"
#include "intake/odf.h"
#include "intake/sheet_names.h"

struct looking {
	const struct reader_setting *setting;
	struct arena *mem; /* scratch */
	const char *style; /* the one at hand, of a table; or NULL */
	struct slice *hidden; /* names of styles of tables that do not show */
	size_t hidden_count, hidden_room;
	struct sheet_names names;
	int depth; /* of tables */
	bool encrypted;
};

/* ---- the package */

static void
start_manifest(void *ctx, struct xml_name name, const char **attributes)
{
	struct looking *looking = ctx;
	(void)attributes;
	looking->encrypted |= xml_is(name, "encryption-data");
}

static void
ignore_end(void *ctx, struct xml_name name)
{
	(void)ctx, (void)name;
}

static bool
refuse(const struct looking *looking, const struct message *message)
{
	const struct reader_setting *setting = looking->setting;
	REPORT(setting->diag, (struct span){.file = setting->found->file},
	    message, NO_ARGS);
	HINT(setting->diag, &intake_save_as, NO_ARGS);
	return false;
}

static bool
check_no_password(struct looking *looking, struct package *package)
{
	static const char *const spaces[] = {ODF_MANIFEST, NULL};
	static const struct xml_handlers handlers = {
	    spaces, start_manifest, ignore_end, NULL};
	const char *part = "META-INF/manifest.xml";
	if (package_has(package, part) &&
	    !xml_read_part(package, part, &handlers, looking))
		return false;
	if (looking->encrypted)
		return refuse(looking, &intake_open_secret);
	return true;
}

static bool
check_type(struct looking *looking, struct package *package)
{
	static const char type[] = "application/vnd.oasis.opendocument.";
	char text[128];
	size_t len = 0;
	if (!package_has(package, "mimetype"))
		return refuse(looking, &intake_open_document);
	struct part *part = part_open(package, "mimetype");
	bool read = part && part_read(part, text, sizeof text, &len);
	part_close(part);
	if (!read)
		return false;
	struct slice found = slice_trim((struct slice){text, len});
	struct slice kind = slice_from(found, sizeof type - 1);
	if (slice_starts(found, type) &&
	    (slice_is(kind, "spreadsheet") ||
		slice_is(kind, "spreadsheet-template")))
		return true;
	return refuse(looking, &intake_open_document);
}

/* ---- its sheets */

static void
hide_style(struct looking *looking, const char **attributes)
{
	const char *display = xml_attribute(attributes, ODF_TABLE " display");
	if (!looking->style || !display || strcmp(display, "false") != 0)
		return;
	looking->hidden =
	    arena_grow(looking->mem, looking->hidden, &looking->hidden_room,
		looking->hidden_count + 1, sizeof *looking->hidden);
	looking->hidden[looking->hidden_count++] = slice_view(looking->style);
}

static bool
is_hidden(const struct looking *looking, const char *style)
{
	for (size_t i = 0; style && i < looking->hidden_count; i++) {
		if (slice_is(looking->hidden[i], style))
			return true;
	}
	return false;
}

static const char *
dup(struct looking *looking, const char *text)
{
	return text ? arena_dup_text(looking->mem, slice_view(text)) : NULL;
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct looking *looking = ctx;
	if (name.space == SPACE_STYLE && xml_is(name, "style"))
		looking->style =
		    dup(looking, xml_attribute(attributes, ODF_STYLE " name"));
	else if (name.space == SPACE_STYLE && xml_is(name, "table-properties"))
		hide_style(looking, attributes);
	if (name.space != SPACE_TABLE || !xml_is(name, "table"))
		return;
	if (!looking->depth++)
		sheet_names_add(&looking->names, looking->mem,
		    xml_attribute(attributes, ODF_TABLE " name"),
		    is_hidden(looking,
			xml_attribute(attributes, ODF_TABLE " style-name")));
}

static void
end(void *ctx, struct xml_name name)
{
	struct looking *looking = ctx;
	if (name.space == SPACE_STYLE && xml_is(name, "style"))
		looking->style = NULL;
	if (name.space == SPACE_TABLE && xml_is(name, "table"))
		looking->depth--;
}

static bool
choose(
    struct looking *looking, struct package *package, struct ods_choice *choice)
{
	static const struct xml_handlers handlers = {
	    odf_spaces, start, end, NULL};
	if (!check_no_password(looking, package) ||
	    !check_type(looking, package) ||
	    !xml_read_part(package, "content.xml", &handlers, looking))
		return false;
	if (!sheet_names_choose(
		&looking->names, looking->setting, &choice->index))
		return false;
	choice->name = arena_dup_text(
	    looking->setting->job_mem, looking->names.at[choice->index].name);
	return true;
}

bool
ods_choose(const struct reader_setting *setting, struct package *package,
    struct ods_choice *choice)
{
	struct looking looking = {.setting = setting, .mem = arena_new()};
	bool ok = choose(&looking, package, choice);
	arena_free(looking.mem);
	return ok;
}
