/*
 * pdf/content.h - placed pieces to the operators of a content stream.
 *
 * Each glyph is shown by its one-byte code (pdf/face.h), where layout's pen
 * is (pdf/pen.h); where a font's ToUnicode does not give a cluster's text
 * back, /ActualText does (ISO 32000-1 14.9.4).
 */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "layout/page.h"
#include "pdf/face.h"
#include "pdf/pen.h"
#include "pdf/picture.h"

/* One stream being written; see content_start. */
struct content {
	struct pen pen;
	const struct faces *faces;
	struct pictures *pictures;
	struct picture_use *shown; /* gets the images painted */
	struct diag *diag;
	bool joined; /* lines of a block are parted by spaces (14.8.2.5) */
	bool failed; /* after a report */
};

/* All streams of a job have these. */
struct content_job {
	const struct faces *faces;
	struct pictures *pictures;
	bool joined; /* see struct content */
};

/*
 * Starts a page's stream, or a form's. `used` as in pdf/pen.h; `shown` gets
 * the images.
 */
struct content content_start(const struct content_job *job, struct strbuf *out,
    bool *used, struct picture_use *shown, bool page, struct diag *diag);

/*
 * Adds lines [from, to) of a galley and their bars; the top of line `from`
 * stands at x, y, which is upwards from the stream's origin.
 */
void content_add_lines(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y);

/* The parts of that, for pdf/tagged.c. */

/* The galley's own y of the top of line `from`, where the piece begins. */
mpt content_first_top(const struct galley *galley, uint32_t from);
/* Bars of lines [from, to); y is the galley's top. */
bool content_has_bars(const struct galley *galley, uint32_t from, uint32_t to);
void content_add_bars(struct content *content, const struct galley *galley,
    uint32_t from, uint32_t to, mpt x, mpt y);
/* One image; x, y are the galley's top left corner. */
void content_add_image(
    struct content *content, const struct image *image, mpt x, mpt y);
/* Whether an image or bar of line `line` stands in lines [from, to). */
bool content_is_placed(
    const struct galley *galley, uint32_t line, uint32_t from, uint32_t to);
/* One run; x is the galley's, y the baseline's. */
void content_add_run(
    struct content *content, const struct run *run, mpt x, mpt y);
/* Where `joined`: a space after line i, if its block goes on before `to`. */
void content_join_line(struct content *content, const struct galley *galley,
    uint32_t i, uint32_t to);
/* How far the pen goes. */
int64_t content_run_width(const struct run *run);

#endif
