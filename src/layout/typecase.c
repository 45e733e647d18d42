#include "layout/typecase.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "layout/messages.h"

enum { TONGUES_MOST = 64, REPORTS_MOST = 64, FACES = 4 };

/* The four faces of a style's family. */
struct faces {
	struct slice family;
	uint16_t number; /* in the set */
	const struct font *faces[FACES];
};

struct kept_picture {
	const char *path;
	uint32_t page; /* of a PDF */
	const struct picture *picture; /* NULL: reported before */
};

struct typecase {
	struct font_set *fonts;
	struct diag *diag;
	struct shaper *shaper;
	struct word_store *words;
	const struct word_list *lists;
	size_t list_count;
	struct tongue tongues[TONGUES_MOST];
	size_t tongue_count;
	struct faces *families;
	size_t family_count, family_room;
	struct arena *pictures_mem;
	struct kept_picture *pictures;
	size_t picture_count, picture_room;
	struct span reported[REPORTS_MOST];
	size_t report_count;
};

struct typecase *
typecase_new(struct font_set *fonts, struct glyph_use *use, struct diag *diag)
{
	struct typecase *type = mem_new(1, sizeof *type);
	type->fonts = fonts;
	type->diag = diag;
	type->shaper = shaper_new();
	type->pictures_mem = arena_new();
	type->words = word_store_new(type->shaper, fonts, use, diag);
	return type;
}

void
typecase_free(struct typecase *type)
{
	if (!type)
		return;
	for (size_t i = 0; i < type->tongue_count; i++) {
		breaker_free(type->tongues[i].breaker);
		hyphenator_free(type->tongues[i].hyphenator);
	}
	word_store_free(type->words);
	shaper_free(type->shaper);
	arena_free(type->pictures_mem);
	free(type->families);
	free(type);
}

void
typecase_take_lists(
    struct typecase *type, const struct word_list *lists, size_t count)
{
	type->lists = lists;
	type->list_count = count;
}

struct word_store *
typecase_words(struct typecase *type)
{
	return type->words;
}

struct diag *
typecase_diag(struct typecase *type)
{
	return type->diag;
}

/* Languages whose usual script runs from right to left (ISO 639). */
static bool
runs_right_to_left(const char *language)
{
	static const char *const right_to_left[] = {"ar", "arc", "ckb", "dv",
	    "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"};
	struct slice base = {language, strcspn(language, "-_")};
	for (size_t i = 0; i < sizeof right_to_left / sizeof *right_to_left;
	     i++) {
		if (slice_is(base, right_to_left[i]))
			return true;
	}
	return false;
}

static const struct tongue *
open_tongue(struct typecase *type, const char *language)
{
	struct tongue tongue = {
	    .language = word_store_language(type->words, language),
	    .right_to_left = runs_right_to_left(language),
	};
	if (type->tongue_count == TONGUES_MOST) {
		REPORT(type->diag, NO_SPAN, &layout_many_languages,
		    ARGS(TONGUES_MOST));
		return NULL;
	}
	if (!hyphenator_open(language, type->lists, type->list_count,
		type->diag, &tongue.hyphenator))
		return NULL;
	tongue.breaker = breaker_new(language);
	if (!tongue.breaker) {
		hyphenator_free(tongue.hyphenator);
		REPORT(type->diag, NO_SPAN, &layout_no_breaks, ARGS(language));
		return NULL;
	}
	type->tongues[type->tongue_count] = tongue;
	return &type->tongues[type->tongue_count++];
}

const struct tongue *
typecase_tongue(struct typecase *type, const char *language)
{
	for (size_t i = 0; i < type->tongue_count; i++) {
		if (type->tongues[i].language == language ||
		    strcmp(type->tongues[i].language, language) == 0)
			return &type->tongues[i];
	}
	return open_tongue(type, language);
}

static struct faces *
find_faces(struct typecase *type, struct slice family)
{
	for (size_t i = 0; i < type->family_count; i++) {
		if (slice_equal(type->families[i].family, family))
			return &type->families[i];
	}
	type->families = mem_grow(type->families, &type->family_room,
	    type->family_count + 1, sizeof *type->families);
	struct faces *faces = &type->families[type->family_count++];
	*faces = (struct faces){
	    .family = family, .number = font_set_family(type->fonts, family)};
	return faces;
}

const struct font *
typecase_font(
    struct typecase *type, const struct style *style, bool bold, bool italic)
{
	struct faces *faces = find_faces(type, style->family);
	unsigned face = (unsigned)style->face;
	face |= bold ? (unsigned)FONT_BOLD : 0u;
	face |= italic ? (unsigned)FONT_ITALIC : 0u;
	if (!faces->faces[face])
		faces->faces[face] = font_set_find(type->fonts, style->family,
		    (enum font_style)face, type->diag, style->span);
	return faces->faces[face];
}

uint16_t
typecase_family(struct typecase *type, const struct style *style)
{
	return find_faces(type, style->family)->number;
}

struct slice
typecase_family_name(const struct typecase *type, uint16_t family)
{
	return font_set_family_name(type->fonts, family);
}

/* A target is taken from the folder of the file that it stands in. */
static const char *
picture_path(struct typecase *type, const struct node *image)
{
	struct arena *mem = type->pictures_mem;
	const char *file =
	    sources_name(diag_sources(type->diag), image->span.file);
	const char *target = arena_dup_text(mem, image->target);
	return *file ? path_join(mem, path_folder(mem, file), target) : target;
}

const struct picture *
typecase_picture(struct typecase *type, const struct node *image)
{
	const char *path = picture_path(type, image);
	uint32_t page = (uint32_t)image->start;
	for (size_t i = 0; i < type->picture_count; i++) {
		if (type->pictures[i].page == page &&
		    strcmp(type->pictures[i].path, path) == 0)
			return type->pictures[i].picture;
	}
	type->pictures =
	    arena_grow(type->pictures_mem, type->pictures, &type->picture_room,
		type->picture_count + 1, sizeof *type->pictures);
	struct kept_picture *kept = &type->pictures[type->picture_count++];
	kept->path = path;
	kept->page = page;
	kept->picture = picture_read(
	    type->pictures_mem, path, page, type->diag, image->span);
	return kept->picture;
}

void
typecase_report(struct typecase *type, struct span span,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	for (size_t i = 0; i < type->report_count; i++) {
		if (memcmp(&type->reported[i], &span, sizeof span) == 0)
			return;
	}
	if (type->report_count == REPORTS_MOST)
		return;
	type->reported[type->report_count++] = span;
	REPORT(type->diag, span, message, count, arguments);
}
