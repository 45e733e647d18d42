#include "pdf/picture.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/messages.h"
#include "pdf/raster.h"

/* One image, ready to be a stream. */
struct ready {
	struct digest digest;
	struct slice entries, bytes;
	const struct foreign *foreign; /* a PDF's page instead */
	uint32_t page;
	bool grey;
};

struct pictures {
	struct arena *mem;
	struct deflater *deflater;
	struct ready *at;
	size_t count, room;
	struct foreigns *foreigns;
};

struct pictures *
pictures_new(struct arena *job_mem, struct deflater *deflater)
{
	struct pictures *pictures = mem_new(1, sizeof *pictures);
	pictures->mem = job_mem;
	pictures->deflater = deflater;
	pictures->foreigns = foreigns_new(job_mem, deflater);
	return pictures;
}

void
pictures_free(struct pictures *pictures)
{
	if (!pictures)
		return;
	foreigns_free(pictures->foreigns);
	free(pictures->at);
	free(pictures);
}

static const struct ready *
find(const struct pictures *pictures, const struct picture *picture)
{
	for (size_t i = 0; i < pictures->count; i++)
		if (digest_equal(pictures->at[i].digest, picture->digest))
			return &pictures->at[i];
	return NULL;
}

static bool
report(
    const struct picture *picture, enum raster_fault fault, struct diag *diag)
{
	switch (fault) {
	case RASTER_WHOLE:
		return true;
	case RASTER_BROKEN:
		REPORT(diag, NO_SPAN, &pdf_picture_broken, ARGS(picture->path));
		break;
	case RASTER_TOO_LARGE:
		REPORT(diag, NO_SPAN, &pdf_picture_large,
		    ARGS(picture->path, RASTER_PIXELS_MAX / 1000000));
		break;
	case RASTER_COLOURS:
		REPORT(
		    diag, NO_SPAN, &pdf_picture_colours, ARGS(picture->path));
		break;
	}
	return false;
}

/* ISO 32000-1 8.9.5; a JPEG passes through as it is (7.4.8). */
static struct slice
write_entries(struct arena *mem, const struct raster *raster, bool jpeg)
{
	return arena_print(mem,
	    "/Type/XObject/Subtype/Image/Width %u/Height %u"
	    "/ColorSpace/Device%s/BitsPerComponent 8/Filter/%sDecode",
	    raster->columns, raster->rows, raster->grey ? "Gray" : "RGB",
	    jpeg ? "DCT" : "Flate");
}

static void
keep(struct pictures *pictures, const struct ready *ready)
{
	pictures->at = mem_grow(pictures->at, &pictures->room,
	    pictures->count + 1, sizeof *pictures->at);
	pictures->at[pictures->count++] = *ready;
}

static bool
make_raster(
    struct pictures *pictures, const struct picture *picture, struct diag *diag)
{
	struct raster raster;
	struct ready ready = {.digest = picture->digest};
	struct arena *mem = arena_new();
	enum raster_fault fault =
	    picture->jpeg ? raster_check_jpeg(picture->file, &raster)
			  : raster_read_png(mem, picture->file, &raster);
	if (fault == RASTER_WHOLE) {
		ready.grey = raster.grey;
		ready.entries =
		    write_entries(pictures->mem, &raster, picture->jpeg);
		ready.bytes = picture->jpeg ? picture->file
					    : deflate_once(pictures->deflater,
						  pictures->mem, raster.pixels);
		keep(pictures, &ready);
	}
	arena_free(mem);
	return report(picture, fault, diag);
}

bool
pictures_make(
    struct pictures *pictures, const struct picture *picture, struct diag *diag)
{
	if (find(pictures, picture))
		return true;
	if (!picture->excerpt)
		return make_raster(pictures, picture, diag);
	const struct ready ready = {.digest = picture->digest,
	    .grey = picture->excerpt->grey,
	    .foreign = foreigns_find(pictures->foreigns, picture->excerpt),
	    .page = picture->page};
	keep(pictures, &ready);
	return true;
}

bool
pictures_is_grey(const struct pictures *pictures, const struct picture *picture)
{
	const struct ready *ready = find(pictures, picture);
	return ready && ready->grey;
}

void
picture_use_add(struct picture_use *use, const struct picture *picture)
{
	for (size_t i = 0; i < use->count; i++)
		if (digest_equal(use->at[i]->digest, picture->digest))
			return;
	use->at =
	    mem_grow(use->at, &use->room, use->count + 1, sizeof *use->at);
	use->at[use->count++] = picture;
}

void
picture_use_fini(struct picture_use *use)
{
	free(use->at);
	*use = (struct picture_use){0};
}

void
picture_add_name(struct strbuf *out, const struct picture *picture)
{
	char hex[65];
	digest_write_hex(picture->digest, hex);
	strbuf_print(out, "/I%.16s", hex);
}

/* The image's object; 0 after a report. */
static uint32_t
add_raster(const struct ready *ready, struct haru *haru, struct diag *diag)
{
	struct haru_object *object = haru_add(haru, diag);
	if (!object ||
	    !haru_fill_stream(haru, object, ready->entries, ready->bytes, diag))
		return 0;
	return haru_number(object);
}

bool
pictures_add(const struct pictures *pictures, const struct picture_use *use,
    const struct foreign_file *file, struct strbuf *resources)
{
	for (size_t i = 0; i < use->count; i++) {
		const struct ready *ready = find(pictures, use->at[i]);
		uint32_t number =
		    !ready ? 0
		    : ready->foreign
			? foreign_add(ready->foreign, ready->page, file)
			: add_raster(ready, file->haru, file->diag);
		if (!number)
			return false;
		picture_add_name(resources, use->at[i]);
		strbuf_print(resources, " %u 0 R", number);
	}
	return true;
}

uint32_t
pictures_add_page(struct pictures *pictures, const struct picture *picture,
    mpt shift, struct slice more, const struct foreign_file *file,
    struct strbuf *entries)
{
	return foreign_add_page(pictures->foreigns,
	    foreigns_find(pictures->foreigns, picture->excerpt), picture->page,
	    shift, more, file, entries);
}
