/*
 * layout/setter.h - sets one letter after another.
 *
 * One setter serves a job (one per process): it holds fonts, styles,
 * hyphenation, and the galleys of fixed blocks, which are made once.
 */
#ifndef LAYOUT_SETTER_H
#define LAYOUT_SETTER_H

#include "base/problem.h"
#include "font/codes.h"
#include "layout/page.h"
#include "layout/stationery.h"

struct setter;

/*
 * All four are borrowed and outlive the setter. `use` (may be NULL) gets every
 * glyph placed. NULL after reports (a style's font is missing …).
 */
struct setter *setter_new(struct arena *job_mem,
    const struct stationery *stationery, struct font_set *fonts,
    struct glyph_use *use, struct diag *diag);
void setter_free(struct setter *setter);

/* The merged blocks that fill each FRAME_TEXT, by the frame's index. */
struct frame_content {
	const struct node *const *blocks;
	size_t count;
};

struct letter_content {
	const char *language; /* "sv" */
	const struct node *const *body;
	size_t body_count;
	const struct slice *address;
	size_t address_count;
	const struct frame_content *frames; /* one per stationery frame */
	bool large_print; /* the body in the stationery's large print */
};

/*
 * True where every style that the blocks name is one of the stationery's; to be
 * asked once for each letter's template, before any row. False after reports.
 */
bool setter_check_styles(
    struct setter *setter, const struct node *root, struct diag *diag);

struct picture;

/* Sees a picture and where it is named; false after a report. */
typedef bool picture_seen(
    const struct picture *picture, const struct node *image, void *ctx);

/*
 * The same for the pictures: one that cannot be read would be on no letter.
 * Each that can is shown to `seen`, unless that is NULL. False after reports.
 */
bool setter_check_pictures(struct setter *setter, const struct node *root,
    picture_seen *seen, void *ctx);

/* Shows the stationery's own pictures likewise. */
bool setter_check_paper(struct setter *setter, picture_seen *seen, void *ctx);

/*
 * Sets one letter. The pages live in letter_mem and in the setter, and may be
 * used until some hundred further letters have been set. False, and why: a
 * glyph that no font has (column, code point), an address that does not fit its
 * window, text that does not fit its frame, an overfull line.
 */
bool setter_set_letter(struct setter *setter, struct arena *letter_mem,
    const struct letter_content *content, struct pages *pages,
    struct problem *why);

/*
 * Adds the marks that carry the letter's number, once it is known; the
 * content hash does not change. `number` 0 stands for a proof.
 */
bool setter_mark_letter(struct setter *setter, struct arena *letter_mem,
    uint32_t number, struct pages *pages, struct problem *why);

/* What stands on every page of a proof: a word, large and light behind the
 * text, and a small line above all. */
struct stamp {
	struct slice word, line;
};

/* Adds both; the content hash does not change. False, and why: a glyph. */
bool setter_stamp(struct setter *setter, struct arena *letter_mem,
    const struct stamp *stamp, struct pages *pages, struct problem *why);

/* Marks in `use` every glyph that a mark may need (digits and its text). */
bool setter_use_marks(struct setter *setter, struct diag *diag);

#endif
