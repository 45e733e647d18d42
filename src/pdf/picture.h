/*
 * pdf/picture.h - images as objects: decoded once a job, once in each file.
 * A page of another PDF is one too (pdf/foreign.h).
 *
 * An image is named by its file's digest ("/I" and 16 digits), so shared forms
 * name it alike whatever batch they stand in.
 */
#ifndef PDF_PICTURE_H
#define PDF_PICTURE_H

#include "layout/page.h"
#include "pdf/deflate.h"
#include "pdf/foreign.h"

struct pictures;

struct pictures *pictures_new(struct arena *job_mem, struct deflater *deflater);
void pictures_free(struct pictures *pictures);

/*
 * Makes the image ready where it is new. False after a report that names its
 * file: damaged, too many pixels, colours that are neither grey nor RGB.
 */
bool pictures_make(struct pictures *pictures, const struct picture *picture,
    struct diag *diag);

/* Of one that was made: it has no colour. */
bool pictures_is_grey(
    const struct pictures *pictures, const struct picture *picture);

/* Images that a stream or a file uses, in order of first use. */
struct picture_use {
	const struct picture **at;
	size_t count, room;
};

void picture_use_add(struct picture_use *use, const struct picture *picture);
void picture_use_fini(struct picture_use *use);

/* "/I0123456789ABCDEF" */
void picture_add_name(struct strbuf *out, const struct picture *picture);

/*
 * Adds the objects of all images used, and "/I… 12 0 R" for each to
 * `resources`. False after a report.
 */
bool pictures_add(const struct pictures *pictures,
    const struct picture_use *use, const struct foreign_file *file,
    struct strbuf *resources);

/* A PDF's page whose tags come along is no picture but a page. */
static inline bool
picture_has_tags(const struct picture *picture)
{
	return picture && picture->excerpt && picture->excerpt->tag_count;
}

/* Adds such a page: see foreign_add_page. */
uint32_t pictures_add_page(struct pictures *pictures,
    const struct picture *picture, mpt shift, struct slice more,
    const struct foreign_file *file, struct strbuf *entries);

#endif
