/*
 * labels/paper_out.h - pages of our own, in a PDF file that is no run's: the
 * fonts, the glyphs they take, and the file, 0600 and there whole or not at
 * all. Nothing of a person stands in its metadata.
 */
#ifndef LABELS_PAPER_OUT_H
#define LABELS_PAPER_OUT_H

#include "font/codes.h"
#include "layout/page.h"
#include "text/date.h"

struct paper_out {
	struct arena *mem;
	struct font_set *fonts;
	struct glyph_use *use; /* for the setters */
	/* Once the glyphs are known: */
	struct pdf_job *pdf;
	struct pdf_batch *batch;
	bool tagged; /* PDF/A-2a and PDF/UA-1; said before paper_out_start */
	const char *language; /* of the words, and of the document */
	uint32_t pages;
};

/*
 * `folder` may hold fonts of its own; NULL: none does. False after a report.
 * Close it in either case.
 */
bool paper_out_open(struct paper_out *out, struct arena *mem,
    const char *folder, struct diag *diag);
void paper_out_close(struct paper_out *out);

/* All glyphs are in out->use; language, title and day are the document's. */
bool paper_out_start(struct paper_out *out, struct slice language,
    struct slice title, day when, struct diag *diag);
bool paper_out_add(
    struct paper_out *out, const struct pages *pages, struct diag *diag);
/* False after a report; then there is no file. */
bool paper_out_write(
    struct paper_out *out, const char *path, struct diag *diag);

#endif
