#include "pdf/raster.h"

#include "../../pdf/images.h"

#include "pdf/picture.h"
#include "test.h"

#define MUTATIONS 300

static enum raster_fault
read_image(
    struct arena *arena, bool jpeg, struct slice file, struct raster *raster)
{
	return jpeg ? raster_check_jpeg(file, raster)
		    : raster_read_png(arena, file, raster);
}

static void
test_whole(
    struct arena *arena, const struct image_kind *kind, struct slice file)
{
	struct raster raster;
	test_true(kind->name,
	    read_image(arena, kind->jpeg, file, &raster) == RASTER_WHOLE);
	test_number(kind->name, raster.columns, IMAGE_SIDE);
	test_number(kind->name, raster.rows, IMAGE_SIDE);
	bool grey = kind->jpeg ? kind->colour == 1
			       : !(kind->colour & PNG_COLOR_MASK_COLOR);
	test_true(kind->name, raster.grey == grey);
	if (!kind->jpeg)
		test_number(kind->name, (long long)raster.pixels.len,
		    IMAGE_SIDE * IMAGE_SIDE * (grey ? 1 : 3));
}

/* Refused with one report, which says which file it is. */
static bool
is_named(struct arena *arena, bool jpeg, struct slice file)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct deflater *deflater = deflater_new();
	struct pictures *pictures = pictures_new(arena, deflater);
	struct picture picture = {
	    .path = "bilder/mutant", .file = file, .jpeg = jpeg};
	char *said = NULL;
	size_t len = 0;
	bool made = pictures_make(pictures, &picture, diag);
	size_t errors = diag_errors(diag);
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	bool named = !made && errors == 1 && strstr(said, "bilder/mutant");
	free(said);
	pictures_free(pictures);
	deflater_free(deflater);
	diag_free(diag);
	sources_free(sources);
	return named;
}

/* Never an abort, a crash or an endless loop; mostly it is seen. */
static void
test_mutations(
    struct arena *arena, const struct image_kind *kind, struct slice file)
{
	uint32_t seed = 1;
	size_t seen = 0, named = 0;
	for (size_t i = 0; i < MUTATIONS; i++) {
		struct slice copy = arena_dup(arena, file);
		char *bytes = arena_raw(arena, copy.len);
		struct raster raster;
		memcpy(bytes, copy.at, copy.len);
		for (size_t k = 0; k <= i % 4; k++) {
			seed = seed * 1103515245 + 12345;
			bytes[(seed >> 8) % copy.len] ^=
			    (char)(1 << (seed >> 4) % 8);
		}
		copy.at = bytes;
		if (i % 5 == 0)
			copy.len = (seed >> 8) % copy.len;
		bool broken = read_image(arena, kind->jpeg, copy, &raster) !=
			      RASTER_WHOLE;
		seen += broken;
		named += broken && is_named(arena, kind->jpeg, copy);
	}
	test_number("each names its file", (long long)named, (long long)seen);
	/* A JPEG has no checksum: other pixels may be a picture too. */
	test_true(kind->name,
	    seen > (kind->jpeg ? MUTATIONS / 4 : MUTATIONS * 9 / 10));
}

/* The header promises more than the limits. */
static void
test_large(struct arena *arena)
{
	struct raster raster;
	struct slice file = image_make(arena, &image_kinds[2]);
	char *bytes = (char *)(uintptr_t)file.at;
	bytes[18] = 0x7F; /* width 32,552 */
	test_true("too wide png",
	    raster_read_png(arena, file, &raster) != RASTER_WHOLE);
	file = image_make(arena, &image_kinds[7]);
	bytes = (char *)(uintptr_t)file.at;
	for (size_t i = 0; i + 8 < file.len; i++)
		if ((unsigned char)bytes[i] == 0xFF &&
		    (unsigned char)bytes[i + 1] == 0xC0)
			bytes[i + 5] = bytes[i + 7] = 0x40;
	test_true("too large jpeg",
	    raster_check_jpeg(file, &raster) == RASTER_TOO_LARGE);
}

/* Transparency is over white. */
static void
test_clear(struct arena *arena)
{
	struct raster raster;
	struct slice file = image_make(arena, &image_kinds[6]);
	test_true(
	    "clear", raster_read_png(arena, file, &raster) == RASTER_WHOLE);
	test_true("the clear corner is white",
	    (unsigned char)raster.pixels.at[0] > 250);
}

/* The report names the file, once and for all. */
static void
test_report(struct arena *arena)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct deflater *deflater = deflater_new();
	struct pictures *pictures = pictures_new(arena, deflater);
	struct picture picture = {.path = "bilder/vapen.png",
	    .file = SLICE("\x89PNG\r\n\x1a\n and no more")};
	char *said = NULL;
	size_t len = 0;
	test_true("refused", !pictures_make(pictures, &picture, diag));
	FILE *to = open_memstream(&said, &len);
	diag_print(diag, to);
	fclose(to);
	test_text("named", said,
	    "error: the picture 'bilder/vapen.png' is damaged "
	    "[picture-broken]\n");
	free(said);
	picture.file = image_make(arena, &image_kinds[0]);
	test_true("taken", pictures_make(pictures, &picture, diag));
	pictures_free(pictures);
	deflater_free(deflater);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < IMAGE_KINDS; i++) {
		struct slice file = image_make(arena, &image_kinds[i]);
		test_whole(arena, &image_kinds[i], file);
		test_mutations(arena, &image_kinds[i], file);
		arena_reset(arena);
	}
	test_large(arena);
	test_clear(arena);
	test_report(arena);
	arena_free(arena);
	return test_end();
}
