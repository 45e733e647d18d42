/*
 * labels/label_sheet.h - a sheet of labels, or an envelope, which is a sheet
 * with one: a YAML file of templates/labels/.
 *
 * Every label is a page of its own, as large as the label, with the address in
 * its middle: so the setter (layout/setter.h) judges what fits.
 */
#ifndef LABELS_LABEL_SHEET_H
#define LABELS_LABEL_SHEET_H

#include "labels/envelope.h"

/* Smaller letters are not read by everybody who carries post. */
#define LABEL_SIZE_LEAST (9 * MPT_PER_POINT)

struct label_sheet {
	struct slice name;
	mpt page_width, page_height;
	uint32_t columns, rows;
	mpt left, top; /* of the first label's top left corner */
	mpt width, height; /* of a label */
	mpt across, down; /* from one label's corner to the next one's */
	mpt margin; /* inside every label: kept clear */
	struct stationery label; /* one label, as a page */
	struct envelope *envelope; /* NULL: nothing but addresses */
};

/*
 * `name` is a shipped sheet ("3x8"), or a file where it ends with ".yaml". NULL
 * after reports: there is no such sheet, labels lie on each other or beyond the
 * page, letters under 9 pt, an envelope's frames that cannot be.
 */
struct label_sheet *label_sheet_read(
    struct arena *mem, const char *name, struct diag *diag);

/* Where the label with this number, from 0, lies on its sheet. */
void label_sheet_place(
    const struct label_sheet *sheet, uint32_t number, mpt *x, mpt *y);

#endif
