/*
 * pages/excerpt.h - pages of another PDF, taken out to be painted in ours.
 *
 * Each page becomes a form XObject (ISO 32000-1 8.10), and with it comes what
 * it needs: fonts, images, patterns; nothing that leads elsewhere. Where tags
 * are asked for, its structure tree comes too, for each letter anew. libqpdf
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
#define EXCERPT_TAGS_MAX 5000
#define EXCERPT_MCID_MAX 20000

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
	bool open; /* its last entry is a dictionary that is not ended */
	struct slice bytes;
};

/*
 * A page: a form XObject, whose /Matrix makes what is seen of it a unit square;
 * or, where its tags come along, content and resources of a page, since marked
 * content belongs to one page (ISO 32000-1 14.7.4.2).
 */
struct excerpt_page {
	mpt width, height; /* as it is seen: cropped and turned */
	bool blank; /* nothing is painted on it */
	uint32_t form; /* the object; EXCERPT_NOTHING: tags come along */
	struct slice content; /* its lower left corner is the origin */
	uint32_t resources; /* the object; its /XObject is last and open */
	uint32_t group; /* the same of its /Group, or EXCERPT_NOTHING */
	uint32_t *owners; /* by MCID: the tag, or EXCERPT_NOTHING */
	size_t owner_count;
};

/* What stands in an element: another one, or a stretch of a page. */
struct excerpt_kid {
	uint32_t tag; /* EXCERPT_NOTHING: */
	uint32_t page, mcid;
};

/* An element of the structure tree (14.7.2), its type a standard one. */
struct excerpt_tag {
	struct slice entries; /* /S, /Lang, /Alt …; no /P, /K, /Pg, /ID, /A */
	struct slice attributes; /* dictionaries, for /A */
	uint32_t parent; /* EXCERPT_NOTHING: none of these */
	struct excerpt_kid *kids;
	size_t kid_count;
	uint32_t *headers; /* cells that head this one, for /Headers */
	size_t header_count;
	bool named; /* wants an /ID */
};

/* A page that bears more than its own names that so among its XObjects. */
#define EXCERPT_UNDERLAY "/UtskickUnderlay"
#define EXCERPT_OVERLAY "/UtskickOverlay"

struct excerpt {
	struct excerpt_object *objects;
	size_t count;
	struct excerpt_page *pages;
	size_t page_count;
	bool text; /* some page has a font */
	bool grey; /* nothing asks for another colour */
	bool tagged; /* the file says that it is */
	struct excerpt_tag *tags; /* in reading order, parents first */
	size_t tag_count; /* 0: none were asked for, or it is not tagged */
	const char *language; /* of what is tagged; NULL: tags say their own */
};

/* Which pages: all of a file that has `most` at most, or one of any. */
struct excerpt_wish {
	uint32_t most;
	uint32_t only; /* from 1; 0: all */
	bool tags; /* with its tags, where it has some */
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
