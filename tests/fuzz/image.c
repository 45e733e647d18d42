/*
 * Any bytes as an image file: it is measured or refused with one report, and
 * what was measured can be placed; the decoders take it, or say what is wrong.
 */
#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "layout/picture.h"
#include "pdf/raster.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Large ones take their time, and are not what goes wrong. */
#define PIXELS_MOST 1000000

static void
decode(struct arena *mem, const struct picture *picture)
{
	struct raster raster;
	if ((uint64_t)picture->columns * picture->rows > PIXELS_MOST)
		return;
	if (picture->jpeg)
		raster_check_jpeg(picture->file, &raster);
	else
		raster_read_png(mem, picture->file, &raster);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[40];
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	int file = memfd_create("image", 0);
	assert(file >= 0 && write(file, bytes, len) == (ssize_t)len);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	const struct picture *picture =
	    picture_read(mem, path, 0, diag, NO_SPAN);
	assert(!picture == (diag_errors(diag) == 1));
	if (picture) {
		struct picture_size size = picture_size(picture, 400000);
		assert(
		    size.width > 0 && size.width <= 400000 && size.height > 0);
		decode(mem, picture);
	}
	close(file);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return 0;
}
