/*
 * layout/typecase.h - what every block is set from: fonts, shaped words, and
 * what is known of each language.
 *
 * One per setter. Faces and languages are opened when first met and stay.
 */
#ifndef LAYOUT_TYPECASE_H
#define LAYOUT_TYPECASE_H

#include "base/problem.h"
#include "layout/picture.h"
#include "layout/stationery.h"
#include "layout/word.h"
#include "text/breaks.h"

/* A language as layout knows it. */
struct tongue {
	const char *language; /* one pointer for one language */
	struct breaker *breaker;
	struct hyphenator *hyphenator; /* NULL: set unhyphenated */
	bool right_to_left;
};

struct typecase;

/* All borrowed; `use` may be NULL. */
struct typecase *typecase_new(
    struct font_set *fonts, struct glyph_use *use, struct diag *diag);
/* Lists of joints, borrowed, before the first language is met. */
void typecase_take_lists(
    struct typecase *type, const struct word_list *lists, size_t count);
void typecase_free(struct typecase *type);

struct word_store *typecase_words(struct typecase *type);
struct diag *typecase_diag(struct typecase *type);

/* NULL after a report (a dictionary or ICU's data is missing). */
const struct tongue *typecase_tongue(
    struct typecase *type, const char *language);

/* The font of a style, emboldened or slanted; NULL after a report. */
const struct font *typecase_font(
    struct typecase *type, const struct style *style, bool bold, bool italic);

/* The number of a style's family in the set, and its name. */
uint16_t typecase_family(struct typecase *type, const struct style *style);
struct slice typecase_family_name(const struct typecase *type, uint16_t family);

/*
 * The picture that an image names, beside the file that the image stands in;
 * read once. NULL after a report.
 */
const struct picture *typecase_picture(
    struct typecase *type, const struct node *image);

/* Reports once for each place; a place in a fixed text fails in each letter. */
void typecase_report(struct typecase *type, struct span span,
    const struct message *message, size_t count,
    const struct argument *arguments);

/* How a block is being set. */
struct setting {
	struct typecase *type;
	struct arena *mem; /* results */
	struct arena *scratch; /* what is not needed once the block is set */
	const struct tongue *tongue;
	const struct stationery *stationery;
	const struct style *styles; /* the stationery's, or its large print */
	const struct style *plain; /* the style of what names none */
	bool body; /* kinds have styles of their own: heading, list … */
	struct problem *why;
};

#endif
