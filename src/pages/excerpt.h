/*
 * pages/excerpt.h - pages of another PDF, taken out to be painted in ours.
 *
 * Each page becomes a form XObject (ISO 32000-1 8.10), and with it comes what
 * it needs: fonts, images, patterns; nothing that leads elsewhere. libqpdf
 * reads the file in a process of its own, whose memory and time are limited, so
 * that no file can harm the program. What a PDF/A file must not hold (ISO
 * 19005-2) is refused by its name; what would be lost is refused too.
 */
#ifndef PAGES_EXCERPT_H
#define PAGES_EXCERPT_H

#include "base/diag.h"
#include "base/unit.h"

#define EXCERPT_FILE_MAX ((size_t)32 << 20) /* bytes */
#define EXCERPT_OBJECTS_MAX 20000
#define EXCERPT_BYTES_MAX ((size_t)32 << 20) /* of what is taken */

#define EXCERPT_NOTHING UINT32_MAX

/* Text, and then a reference to another object, or to EXCERPT_NOTHING. */
struct excerpt_part {
	struct slice text;
	uint32_t object;
};

/* A dictionary, or a stream. */
struct excerpt_object {
	struct excerpt_part *parts; /* what stands between << and >> */
	size_t part_count;
	bool stream;
	bool
	    plain; /* the stream is to be compressed; the parts say no /Filter */
	struct slice bytes;
};

struct excerpt_page {
	mpt width, height; /* as it is seen: cropped and turned */
	uint32_t
	    form; /* the object; its /Matrix makes the page a unit square */
};

struct excerpt {
	struct excerpt_object *objects;
	size_t count;
	struct excerpt_page *pages;
	size_t page_count;
	bool text; /* some page has a font */
	bool grey; /* nothing asks for another colour */
};

/* Which pages: all of a file that has `most` at most, or one of any. */
struct excerpt_wish {
	uint32_t most;
	uint32_t only; /* from 1; 0: all */
};

/*
 * Takes those pages of a file. `path` names it in reports,
 * at `asked`. The excerpt lives in the arena and borrows nothing. NULL after a
 * report: the file is damaged, encrypted or too large, has more pages, or not
 * the one asked for, or has
 * something that cannot come along.
 */
struct excerpt *excerpt_take(struct arena *arena, struct slice file,
    const char *path, struct excerpt_wish wish, struct diag *diag,
    struct span asked);

/* The same in this process, without limits of memory and time; for tests. */
struct excerpt *excerpt_take_here(struct arena *arena, struct slice file,
    const char *path, struct excerpt_wish wish, struct diag *diag,
    struct span asked);

#endif
