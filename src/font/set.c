#include "font/set.h"
#include "base/fault.h"

#include <sys/stat.h>

#include "base/file.h"
#include "font/check.h"
#include "font/face.h"
#include "font/messages.h"

struct font_set *
font_set_new(
    struct arena *job_mem, const char *const *folders, const char *const *roots)
{
	struct font_set *set = ARENA_NEW(job_mem, struct font_set);
	set->job_mem = job_mem;
	font_search_init(&set->search, job_mem, folders, roots);
	return set;
}

static bool
is_same_file(const char *a, const char *b)
{
	struct stat one, other;
	return fault_stat(a, &one) && fault_stat(b, &other) &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A fonts.yaml of each folder that has one: the job's own families. */
static bool
read_folders(struct font_set *set, const char *yaml_path, struct diag *diag)
{
	const char *const *folders = set->search.folders;
	bool ok = true;
	for (size_t i = 0; folders[i]; i++) {
		const char *path =
		    path_join(set->job_mem, folders[i], "fonts.yaml");
		if (file_exists(path) && !is_same_file(path, yaml_path))
			ok = font_set_add(set, path, diag) && ok;
	}
	return ok;
}

struct font_set *
font_set_read(struct arena *job_mem, const char *yaml_path,
    const char *const *folders, struct diag *diag)
{
	struct font_set *set = font_set_new(job_mem, folders, font_roots);
	bool ok = font_set_add(set, yaml_path, diag) &&
		  read_folders(set, yaml_path, diag);
	return ok ? set : NULL;
}

bool
font_set_add(struct font_set *set, const char *yaml_path, struct diag *diag)
{
	return families_read(set->job_mem, yaml_path, &set->families, diag);
}

void
font_set_free(struct font_set *set)
{
	for (size_t i = 0; set && i < set->count; i++)
		face_close(set->fonts[i]);
}

static const struct font *
find_opened(const struct font_set *set, struct slice file)
{
	for (size_t i = 0; i < set->count; i++)
		if (slice_is(file, path_name(set->fonts[i]->path)))
			return set->fonts[i];
	return NULL;
}

/* The first place in fonts.yaml that names the file, whoever asked first. */
static void
find_place(const struct font_set *set, struct slice file, struct font *font)
{
	for (size_t i = 0; i < set->families.count; i++) {
		const struct family *family = &set->families.at[i];
		for (size_t j = 0; j < FONT_STYLES; j++) {
			if (!slice_equal(family->files[j].text, file))
				continue;
			font->family = family->name;
			font->style = (enum font_style)j;
			return;
		}
	}
}

static struct font *
add_font(struct font_set *set, struct slice file, const char *path,
    struct slice bytes, struct digest digest, const struct sfnt *sfnt)
{
	struct font *font = ARENA_NEW(set->job_mem, struct font);
	font->id = (uint16_t)set->count;
	font->path = path;
	font->file = bytes;
	font->digest = digest;
	find_place(set, file, font);
	face_open(set->job_mem, sfnt, font);
	set->fonts = arena_grow(set->job_mem, set->fonts, &set->room,
	    set->count + 1, sizeof *set->fonts);
	set->fonts[set->count++] = font;
	return font;
}

const struct font *
font_set_open(struct font_set *set, struct slice file, struct diag *diag,
    struct span place)
{
	struct sfnt sfnt;
	struct slice bytes;
	const struct font *opened = find_opened(set, file);
	if (opened)
		return opened;
	const char *path = font_search_find(&set->search, file, diag, place);
	if (!path ||
	    !file_read(set->job_mem, path, INPUT_FONT, FONT_FILE_LIMIT, diag,
		place, &bytes) ||
	    !font_check(bytes, slice_view(path), diag, place, &sfnt))
		return NULL;
	return add_font(set, file, path, bytes,
	    inputs_find(diag, INPUT_FONT, path)->digest, &sfnt);
}

const struct font *
font_set_find(struct font_set *set, struct slice name, enum font_style style,
    struct diag *diag, struct span asked)
{
	const struct family *family = families_find(&set->families, name);
	if (!family) {
		families_report(&set->families, name, diag, asked);
		return NULL;
	}
	const struct conf_text *file = &family->files[style];
	if (!file->text.len) {
		REPORT(diag, asked, &font_no_style,
		    ARGS(name, font_style_name(style)));
		ALSO(diag, family->span, &font_family_here, NO_ARGS);
		return NULL;
	}
	const struct font *font =
	    font_set_open(set, file->text, diag, file->span);
	if (!font && asked.file)
		ALSO(diag, asked, &font_asked_here, NO_ARGS);
	return font;
}

size_t
font_set_count(const struct font_set *set)
{
	return set->count;
}

const struct font *
font_set_at(const struct font_set *set, size_t id)
{
	return id < set->count ? set->fonts[id] : NULL;
}

uint16_t
font_set_family(const struct font_set *set, struct slice name)
{
	const struct family *family = families_find(&set->families, name);
	return family ? (uint16_t)(family - set->families.at) : FONT_NO_FAMILY;
}

struct slice
font_set_family_name(const struct font_set *set, uint16_t family)
{
	return family < set->families.count ? set->families.at[family].name
					    : SLICE("");
}

struct font_choice
font_set_fallback(struct font_set *set, uint16_t family, enum font_style style,
    size_t step, struct diag *diag)
{
	if (family >= set->families.count ||
	    step >= set->families.at[family].fallback.count)
		return (struct font_choice){NULL, 0};
	const struct family *from = &set->families.at[family];
	const struct conf_text *next = &from->fallback.at[step];
	const struct family *to = families_find(&set->families, next->text);
	uint16_t scale =
	    to && to->scale.number ? (uint16_t)to->scale.number : 100;
	return (struct font_choice){
	    font_set_find(set, next->text, style, diag, next->span), scale};
}
