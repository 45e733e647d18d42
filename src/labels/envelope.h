/*
 * labels/envelope.h - what an envelope shows beside the address: its sender's
 * name and address, a logo.
 *
 * Frames and styles as a stationery has them (layout/stationery.h), in the file
 * of a sheet with one label. Their texts are the same on every envelope: they
 * have no fields.
 */
#ifndef LABELS_ENVELOPE_H
#define LABELS_ENVELOPE_H

#include "layout/setter.h"
#include "text/date.h"

struct envelope {
	struct stationery paper; /* the page is the whole envelope */
	struct letter *texts[STATIONERY_FRAMES_MAX]; /* NULL: not of text */
};

/* A part of the envelope: where the address comes. */
struct envelope_part {
	mpt x, y, width, height;
};

/*
 * `page` has name, path, file, language and size. NULL after reports: frames
 * that no envelope has, that lie on the address, or whose text has a field.
 * What stands where the post prints is warned of.
 */
struct envelope *envelope_read(struct arena *mem, const struct yaml *styles,
    const struct yaml *frames, const struct stationery *page,
    const struct envelope_part *address, struct diag *diag);

/*
 * False after reports: an identity number stands in a text, where everybody
 * who handles the envelope reads it. `today` settles the number's century.
 */
bool envelope_check_numbers(const struct envelope *envelope, struct arena *mem,
    day today, struct diag *diag);

/*
 * Its pieces, as of a page without a letter; `setter` is of its paper. False
 * after a report: a style that is not there, a text that does not fit.
 */
bool envelope_set(const struct envelope *envelope, struct setter *setter,
    struct arena *mem, const char *language, struct page *page,
    struct diag *diag);

#endif
