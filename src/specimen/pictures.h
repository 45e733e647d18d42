/*
 * specimen/pictures.h - the pages of a PDF as pictures, by poppler's pdftoppm.
 *
 * It runs as a program of its own: linking poppler would decide the licence.
 */
#ifndef SPECIMEN_PICTURES_H
#define SPECIMEN_PICTURES_H

#include "base/arena.h"
#include "base/diag.h"

/*
 * Makes a new folder with a picture of each page, 0600: "prov-1.png" …, as wide
 * as the page at 100 pixels to the inch. False after a report, and then without
 * the folder.
 */
bool specimen_make_pictures(
    const char *pdf, const char *folder, struct diag *diag);

/*
 * The same as JPEG files in memory, which takes a fifth of the time: at most
 * `most` of them, from page `first` (1) on, `dots` pixels to the inch. Nothing
 * reaches a disk. They live in mem. False after a report.
 */
struct pictures_asked {
	struct slice pdf;
	uint32_t first, dots;
	size_t most;
};
bool specimen_draw_pages(struct arena *mem, const struct pictures_asked *asked,
    struct slice *pictures, size_t *count, struct diag *diag);

#endif
