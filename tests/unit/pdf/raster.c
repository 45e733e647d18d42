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

/* As PNG counts it, annex D. */
static uint32_t
crc_of(const unsigned char *at, size_t len)
{
	uint32_t crc = 0xFFFFFFFF;
	for (size_t i = 0; i < 8 * len; i++) {
		uint32_t bit = (crc ^ at[i / 8] >> i % 8) & 1;
		crc = crc >> 1 ^ (bit ? 0xEDB88320 : 0);
	}
	return ~crc;
}

static void
put_number(char *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(number >> (24 - 8 * i));
}

/* The header of a PNG says another size. */
static struct slice
size_png(struct arena *arena, uint32_t columns, uint32_t rows)
{
	struct slice file = image_make(arena, &image_kinds[2]);
	char *bytes = (char *)(uintptr_t)file.at;
	put_number(bytes + 16, columns);
	put_number(bytes + 20, rows);
	put_number(bytes + 29, crc_of((unsigned char *)bytes + 12, 17));
	return file;
}

static struct slice
size_jpeg(struct arena *arena, unsigned columns, unsigned rows)
{
	struct slice file = image_make(arena, &image_kinds[7]);
	char *bytes = (char *)(uintptr_t)file.at;
	for (size_t i = 0; i + 8 < file.len; i++) {
		if ((unsigned char)bytes[i] != 0xFF ||
		    (unsigned char)bytes[i + 1] != 0xC0)
			continue;
		bytes[i + 5] = (char)(rows >> 8);
		bytes[i + 6] = (char)rows;
		bytes[i + 7] = (char)(columns >> 8);
		bytes[i + 8] = (char)columns;
		return file;
	}
	return file;
}

/* The header promises more than the limits, or as much as they let. */
static void
test_large(struct arena *arena)
{
	static const struct {
		const char *name;
		uint32_t columns, rows;
		enum raster_fault fault;
	} sizes[] = {
	    {"too wide", RASTER_SIDE_MAX + 1, 1, RASTER_TOO_LARGE},
	    {"too high", 1, RASTER_SIDE_MAX + 1, RASTER_TOO_LARGE},
	    {"too many pixels", 5120, 5120, RASTER_TOO_LARGE},
	    {"wide, and cut short", RASTER_SIDE_MAX, 1250, RASTER_BROKEN},
	};
	struct raster raster;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct slice png =
		    size_png(arena, sizes[i].columns, sizes[i].rows);
		struct slice jpeg =
		    size_jpeg(arena, sizes[i].columns, sizes[i].rows);
		test_number(sizes[i].name, raster_read_png(arena, png, &raster),
		    sizes[i].fault);
		test_number(sizes[i].name, raster_check_jpeg(jpeg, &raster),
		    sizes[i].fault);
	}
	struct slice file = size_png(arena, 1u << 31, 1);
	test_number("a width that is none",
	    raster_read_png(arena, file, &raster), RASTER_BROKEN);
}

/* A chunk that says nothing of the pixels may be wrong: many programs write
 * profiles that libpng warns of. A pixel of another sum is damage. */
static void
test_ancillary(struct arena *arena)
{
	static const char *const chunks[] = {
	    "gAMA\0\0\0\0", "sBIT\xFF\xFF\xFF\xFF", "iCCPn\0\0abc"};
	struct slice file = image_make(arena, &image_kinds[2]);
	struct raster raster;
	for (size_t i = 0; i < COUNT(chunks); i++) {
		struct strbuf out = {0};
		char sum[4], len[4] = {0, 0, 0, 4};
		struct slice chunk = {chunks[i], 8};
		put_number(sum, crc_of((const unsigned char *)chunk.at, 8));
		strbuf_add(&out, slice_part(file, 0, 33));
		strbuf_add(&out, (struct slice){len, 4});
		strbuf_add(&out, chunk);
		strbuf_add(&out, (struct slice){sum, 4});
		strbuf_add(&out, slice_from(file, 33));
		test_number(chunks[i],
		    raster_read_png(arena, strbuf_view(&out), &raster),
		    RASTER_WHOLE);
		out.at[41] ^= 1;
		test_number("its sum is of another",
		    raster_read_png(arena, strbuf_view(&out), &raster),
		    RASTER_BROKEN);
		strbuf_fini(&out);
	}
}

/* Transparency is over white, however it is said. */
static void
test_clear(struct arena *arena)
{
	static const struct image_kind kinds[] = {
	    {"grey-clear", false, PNG_COLOR_TYPE_GRAY_ALPHA, 8, true, false},
	    {"deep-clear", false, PNG_COLOR_TYPE_RGB_ALPHA, 16, false, false},
	    {"palette", false, PNG_COLOR_TYPE_PALETTE, 8, false, true},
	    {"grey", false, PNG_COLOR_TYPE_GRAY, 8, false, true},
	};
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct raster raster;
		struct slice file = image_make(arena, &kinds[i]);
		test_number(kinds[i].name,
		    raster_read_png(arena, file, &raster), RASTER_WHOLE);
		test_true("its clear corner is white",
		    (unsigned char)raster.pixels.at[0] > 250);
		size_t other = 0;
		for (size_t k = 0; k < raster.pixels.len; k++)
			other += (unsigned char)raster.pixels.at[k] < 250;
		test_true("and more is not", other > raster.pixels.len / 4);
	}
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
	test_ancillary(arena);
	test_clear(arena);
	test_report(arena);
	arena_free(arena);
	return test_end();
}
