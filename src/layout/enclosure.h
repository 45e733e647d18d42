/*
 * layout/enclosure.h - finished pages that follow a letter: a form, a map.
 *
 * A PDF of the paper's size, read once a job; each of its pages is a picture as
 * large as the page, so a print file has it once whatever letters it follows.
 */
#ifndef LAYOUT_ENCLOSURE_H
#define LAYOUT_ENCLOSURE_H

#include "base/diag.h"
#include "layout/setter.h"

#define ENCLOSURE_PAGES_MAX 20

struct enclosure {
	const char *path;
	struct page *pages;
	size_t page_count;
	struct digest digest; /* of the file */
	mpt width, height; /* of its first page; the others have the same */
	bool text; /* some page shows text */
	bool says_tags; /* the file says that it is tagged */
	bool tagged; /* its tags come along */
};

/*
 * Reads it; `alt` describes its pages, or is empty. `tags`: with its own, where
 * it has some. NULL after a report at `asked`: the file cannot be taken
 * (pages/excerpt.h), or its pages differ in size.
 */
const struct enclosure *enclosure_read(struct arena *job_mem, const char *path,
    struct slice alt, bool tags, struct diag *diag, struct span asked);

/* Whether it has the size of a sheet, half a millimetre more or less. */
bool enclosure_fits(const struct enclosure *enclosure, mpt width, mpt height);

/* Shows its pages to `seen`; false where one was not to be had. */
bool enclosure_check(
    const struct enclosure *enclosure, picture_seen *seen, void *ctx);

/*
 * Puts enclosures after a letter's pages. With two `sides` each begins on a
 * sheet of its own, after a blank page where the last sheet is half filled. The
 * letter's hash is then over all of them.
 */
void enclosures_add(struct arena *letter_mem, struct pages *pages,
    const struct enclosure *const *enclosures, size_t count, uint32_t sides);

#endif
