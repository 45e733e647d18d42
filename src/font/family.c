#include "font/family.h"

#include "base/messages.h"
#include "base/suggest.h"
#include "base/words.h"
#include "font/messages.h"

#define FILE_OF(style) offsetof(struct family, files[style])

static const struct field family_fields[] = {
    {.key = "regular",
	.kind = FIELD_TEXT,
	.offset = FILE_OF(FONT_REGULAR),
	.required = true},
    {.key = "bold", .kind = FIELD_TEXT, .offset = FILE_OF(FONT_BOLD)},
    {.key = "italic", .kind = FIELD_TEXT, .offset = FILE_OF(FONT_ITALIC)},
    {.key = "bold italic",
	.kind = FIELD_TEXT,
	.offset = FILE_OF(FONT_BOLD_ITALIC)},
    {.key = "fallback",
	.kind = FIELD_LIST,
	.offset = offsetof(struct family, fallback)},
    {.key = "scale",
	.kind = FIELD_NUMBER,
	.offset = offsetof(struct family, scale)},
    {.key = NULL},
};
static const struct schema family_schema = {N_("a font family"), family_fields};

struct fonts_file {
	const struct yaml *families;
};

static const struct field file_fields[] = {
    {"families", FIELD_YAML, offsetof(struct fonts_file, families),
	.required = true},
    {0},
};
static const struct schema file_schema = {N_("the list of fonts"), file_fields};

const char *
font_style_name(enum font_style style)
{
	return family_fields[style].key;
}

static bool
check_scale(const struct family *family, struct diag *diag)
{
	const struct conf_number *scale = &family->scale;
	if (!scale->span.file || (scale->number >= FONT_SCALE_LEAST &&
				     scale->number <= FONT_SCALE_MOST))
		return true;
	REPORT(diag, scale->span, &font_bad_scale,
	    ARGS(FONT_SCALE_LEAST, FONT_SCALE_MOST));
	return false;
}

/* A bare name: a folder would make the file depend on where it is read. */
static bool
check_names(const struct family *family, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < FONT_STYLES; i++) {
		const struct conf_text *file = &family->files[i];
		if (!file->text.len ||
		    (slice_find_char(file->text, '/') == file->text.len &&
			(slice_ends(file->text, ".ttf") ||
			    slice_ends(file->text, ".otf"))))
			continue;
		REPORT(diag, file->span, &font_bad_name, ARGS(file->text));
		ok = false;
	}
	return ok;
}

static bool
read_family(struct arena *job_mem, const struct yaml_pair *pair,
    struct families *families, struct diag *diag)
{
	struct family family = {.name = pair->key, .span = pair->key_span};
	const struct family *first = families_find(families, pair->key);
	if (first) {
		REPORT(
		    diag, pair->key_span, &font_family_twice, ARGS(pair->key));
		ALSO(diag, first->span, &font_first_here, NO_ARGS);
		return false;
	}
	bool ok =
	    schema_read(&family_schema, pair->value, job_mem, &family, diag);
	/* Kept even where it is wrong, so that nobody finds it missing. */
	families->at = arena_grow(job_mem, families->at, &families->room,
	    families->count + 1, sizeof family);
	families->at[families->count++] = family;
	return check_names(&family, diag) && check_scale(&family, diag) && ok;
}

static bool
check_fallbacks(const struct families *families, size_t from, struct diag *diag)
{
	bool ok = true;
	for (size_t i = from; i < families->count; i++) {
		const struct conf_list *list = &families->at[i].fallback;
		for (size_t j = 0; j < list->count; j++) {
			if (families_find(families, list->at[j].text))
				continue;
			families_report(
			    families, list->at[j].text, diag, list->at[j].span);
			ok = false;
		}
	}
	return ok;
}

bool
families_read(struct arena *job_mem, const char *yaml_path,
    struct families *families, struct diag *diag)
{
	struct fonts_file file = {0};
	size_t from = families->count;
	bool ok = true;
	const struct yaml *yaml =
	    yaml_read(job_mem, yaml_path, INPUT_FONTS, diag, NO_SPAN);
	if (!yaml || !schema_read(&file_schema, yaml, job_mem, &file, diag))
		return false;
	if (file.families->kind != YAML_MAP) {
		REPORT(diag, file.families->span, &font_not_a_map, NO_ARGS);
		return false;
	}
	for (size_t i = 0; i < file.families->count; i++)
		ok = read_family(
			 job_mem, &file.families->pairs[i], families, diag) &&
		     ok;
	return check_fallbacks(families, from, diag) && ok;
}

const struct family *
families_find(const struct families *families, struct slice name)
{
	for (size_t i = 0; i < families->count; i++)
		if (slice_equal(families->at[i].name, name))
			return &families->at[i];
	return NULL;
}

void
families_report(const struct families *families, struct slice name,
    struct diag *diag, struct span asked)
{
	struct suggestion best = suggestion_start(name);
	REPORT(diag, asked, &font_no_family, ARGS(name));
	for (size_t i = 0; i < families->count; i++)
		suggestion_offer(&best, families->at[i].name);
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
}
