/*
 * layout/stationery.h - page, frames and styles, from a YAML file.
 *
 * Looked for by name in the job's folder, then in templates/. Frames are
 * rectangles with a role; what fills them comes from the letter (body), the
 * row (address), the job (date, reference) or the stationery itself (text with
 * fields, read by letter/ as any letter). See docs/stationery.md.
 */
#ifndef LAYOUT_STATIONERY_H
#define LAYOUT_STATIONERY_H

#include "base/unit.h"
#include "conf/schema.h"
#include "font/font.h"
#include "layout/hyphenate.h"

enum frame_role {
	FRAME_TEXT, /* `text:` of the stationery: letterhead, reference, footer
		     */
	FRAME_ADDRESS, /* the row's address lines; must hold them whole */
	FRAME_BODY, /* the letter; goes on to following pages */
	FRAME_MARK, /* `{letter} · {page}/{pages}`; not part of the hash */
	FRAME_PICTURE, /* `file:` beside the stationery */
	FRAME_BOX, /* a tint, a border; a rule where it is thin */
};

enum frame_pages { PAGES_ALL, PAGES_FIRST, PAGES_FOLLOWING };

enum text_align { TEXT_RAGGED, TEXT_JUSTIFIED, TEXT_CENTRED, TEXT_RIGHT };

struct style {
	struct slice name;
	struct slice family;
	enum font_style face;
	mpt size;
	mpt leading; /* baseline to baseline */
	mpt before, after; /* the larger of two neighbours counts */
	mpt between; /* items of a tight list, rows of a table */
	mpt indent; /* of the whole block from the frame's left edge */
	mpt pen; /* room above for a signature */
	enum text_align align;
	bool hyphenate;
	bool keep_with_next;
	bool keep_together;
	bool tabular; /* of a table's cells: figures of one width */
	uint32_t colour; /* 0xRRGGBB */
	const struct font *font; /* found by setter_new */
	struct span span;
};

struct frame {
	struct slice name;
	enum frame_role role;
	enum frame_pages pages;
	mpt x, y, width, height; /* from the page's top left corner */
	struct slice style; /* of what has no style of its own */
	struct slice text; /* FRAME_TEXT, FRAME_MARK */
	struct slice proof; /* FRAME_MARK: what stands for a proof's number */
	struct span text_span; /* of the text's first character */
	/* FRAME_MARK of a print shop: it stands on the front of every sheet,
	 * which has so many sides. 0: by `pages`. */
	uint32_t sides;
	bool rule_above; /* a hairline at the frame's top */
	bool
	    large_print; /* FRAME_TEXT: ends a letter in large print, in its size */
	struct slice file, alt; /* FRAME_PICTURE */
	struct span file_span;
	int32_t page; /* of a PDF; 0: its only one */
	bool decorative; /* the picture says nothing */
	bool filled;
	uint32_t fill; /* FRAME_BOX, where filled */
	mpt border; /* FRAME_BOX: inside the frame, 0: none */
	struct span span;
};

/* Through which the address is seen on the first page, folded and put in. */
struct stationery_window {
	bool given; /* otherwise the address frame is all that is known */
	mpt x, y, width, height;
	mpt tolerance; /* how far the sheet may slip in its envelope */
	bool confirmed; /* somebody has held a test sheet against it */
	struct span span;
};

/* Margins that the print shop prints its own marks in, or cannot print in. */
struct stationery_clear {
	mpt left, right, top, bottom;
};

#define STATIONERY_FRAMES_MAX 16

struct stationery {
	struct slice name;
	struct slice language; /* of the frames' texts */
	struct slice only_for; /* a job's reference; empty: for any job */
	struct word_list *lists; /* of joints, by language */
	size_t list_count;
	mpt large_print; /* body size for large print; 0: none offered */
	const char *path;
	uint32_t file;
	/* Of its own galleys, among those of a job's texts: 0, or the number of
	 * no block of them. */
	uint32_t number;
	mpt page_width, page_height; /* as cut */
	mpt bleed; /* how far boxes and pictures may reach beyond that */
	bool crop_marks; /* in the file, beyond the bleed */
	bool poster; /* for everybody to read: no address, one page */
	struct stationery_window window;
	struct stationery_clear clear;
	struct frame *frames;
	size_t frame_count;
	struct style *styles;
	size_t style_count;
};

/* `name` as in job.yaml; NULL after reports. Folders are NULL-terminated. */
struct stationery *stationery_read(struct arena *job_mem, struct slice name,
    const char *const *folders, struct diag *diag, struct span asked);

/*
 * Styles and frames of an envelope, whose file is read elsewhere: no letter
 * stands on it, so none is its body. Name, path, file, language and page are
 * there already. False after reports.
 */
bool stationery_read_envelope(struct arena *job_mem, const struct yaml *styles,
    const struct yaml *frames, struct stationery *envelope, struct diag *diag);

/*
 * A stationery from a text that is no file yet, as it would be at `path`: its
 * pictures lie beside that, or are held under their paths (base/sources.h).
 */
struct stationery *stationery_read_text(struct arena *job_mem, const char *path,
    struct slice text, struct diag *diag);

/* NULL where there is no such style. */
const struct style *stationery_find_style(
    const struct stationery *stationery, struct slice name);

/* Whether part of the frame is cut away with the bleed. */
bool stationery_is_cut(
    const struct stationery *stationery, const struct frame *frame);

/* Reports that there is no such style, with the nearest as a hint. */
void stationery_report_style(const struct stationery *stationery,
    struct slice name, struct span span, struct diag *diag);

#endif
