/*
 * pdf/face.h - the fonts of a job, ready for every batch of it.
 *
 * A font of the job is one embedded subset; each of its parts of at most 220
 * glyphs (font/codes.h) is a Type 0 font over it, so that content takes one
 * byte a glyph (ISO 32000-1 9.7).
 */
#ifndef PDF_FACE_H
#define PDF_FACE_H

#include "font/codes.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"

#define FACE_NO_CODE UINT16_MAX
/* The value of `text` where it is not one code point. */
#define FACE_LONG_TEXT UINT32_MAX

/* A glyph as content streams see it. */
struct face_glyph {
	uint16_t code; /* part << 8 | code, or FACE_NO_CODE */
	uint16_t hyphen; /* the same of its soft hyphen, or FACE_NO_CODE */
	int32_t width; /* millionths of the size, as the PDF says */
	uint32_t text; /* the code point ToUnicode gives */
};

struct face {
	const struct font *font;
	struct face_glyph *glyphs; /* as many as the font has */
	uint16_t *names; /* by part: n of the font's resource name /Fn */
	uint16_t part_count;
	bool has_space; /* code 32 of its first part */
};

struct faces;

/* Makes the subsets. NULL after a report. */
struct faces *faces_new(struct arena *job_mem, const struct font_set *set,
    const struct glyph_codes *codes, struct deflater *deflater,
    struct diag *diag);

/* Number of parts: fonts are named /F0 to /F(n-1). */
size_t faces_parts(const struct faces *faces);

/* The font as content streams see it, by its id; NULL where none is used. */
const struct face *faces_at(const struct faces *faces, size_t id);

/* The text of glyph `id`, where it is FACE_LONG_TEXT. */
struct slice face_text(
    const struct faces *faces, const struct face *face, uint16_t glyph);

/*
 * Adds the fonts that `used` (by part) names to a document, and their
 * "/Font<<…>>" to `resources`. False after a report.
 */
bool faces_add(const struct faces *faces, struct haru *haru,
    struct arena *batch_mem, const bool *used, struct strbuf *resources,
    struct diag *diag);

#endif
