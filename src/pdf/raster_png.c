#include <png.h>
#include <setjmp.h>

#include "pdf/raster.h"

/* The file being read. */
struct source {
	struct slice file;
	size_t at;
};

/* Everything that must outlive a longjmp stands here, not on the stack. */
struct reader {
	struct source source;
	png_structp png;
	png_infop info;
	struct arena *arena;
	struct raster *raster;
	char *pixels;
	bool too_large;
};

static void
read_bytes(png_structp png, png_bytep to, size_t size)
{
	struct source *source = png_get_io_ptr(png);
	if (size > source->file.len - source->at)
		png_error(png, "cut short");
	memcpy(to, source->file.at + source->at, size);
	source->at += size;
}

static _Noreturn void
on_error(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

/* A checksum that does not match, and the like: the file is damaged. */
static _Noreturn void
on_warning(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

/*
 * What says nothing of the pixels is passed over, but for its checksum: many
 * programs write colour profiles and texts that libpng warns of. Transparency
 * (tRNS) is read.
 */
static void
pass_over(png_structp png)
{
	static const png_byte chunks[][5] = {"bKGD", "cHRM", "eXIf", "gAMA",
	    "hIST", "iCCP", "iTXt", "oFFs", "pCAL", "pHYs", "sBIT", "sCAL",
	    "sPLT", "sRGB", "tEXt", "tIME", "zTXt"};
	png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, chunks[0],
	    sizeof chunks / sizeof *chunks);
}

/* To 8 bits, grey or colour, no palette, no transparency. */
static void
set_transformations(png_structp png, png_infop info)
{
	static const png_color_16 white = {
	    .red = 255, .green = 255, .blue = 255, .gray = 255};
	bool clear = png_get_valid(png, info, PNG_INFO_tRNS) ||
		     png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA;
	png_set_expand(png);
	png_set_scale_16(png);
	if (clear)
		png_set_background(
		    png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
}

static bool
read_header(struct reader *reader)
{
	png_structp png = reader->png;
	struct raster *raster = reader->raster;
	png_read_info(png, reader->info);
	raster->columns = png_get_image_width(png, reader->info);
	raster->rows = png_get_image_height(png, reader->info);
	if (raster->columns <= RASTER_SIDE_MAX &&
	    raster->rows <= RASTER_SIDE_MAX &&
	    (uint64_t)raster->columns * raster->rows <= RASTER_PIXELS_MAX)
		return true;
	reader->too_large = true;
	return false;
}

static void
read_rows(struct reader *reader)
{
	png_structp png = reader->png;
	struct raster *raster = reader->raster;
	set_transformations(png, reader->info);
	raster->grey = png_get_channels(png, reader->info) == 1;
	size_t width = png_get_rowbytes(png, reader->info);
	if (width != (size_t)raster->columns * (raster->grey ? 1 : 3))
		png_error(png, "unexpected row");
	reader->pixels = arena_raw(reader->arena, width * raster->rows);
	png_bytepp rows =
	    arena_raw(reader->arena, arena_size(raster->rows, sizeof *rows));
	for (size_t i = 0; i < raster->rows; i++)
		rows[i] = (png_bytep)reader->pixels + i * width;
	png_read_image(png, rows);
	png_read_end(png, NULL);
	raster->pixels = (struct slice){reader->pixels, width * raster->rows};
}

/* The fence: libpng jumps back here and nowhere else. */
static enum raster_fault
read_fenced(struct reader *reader)
{
	if (setjmp(png_jmpbuf(reader->png)))
		return RASTER_BROKEN;
	/* Its own limits would call a large picture a damaged one. */
	png_set_user_limits(reader->png, 0x7FFFFFFF, 0x7FFFFFFF);
	pass_over(reader->png);
	png_set_chunk_malloc_max(reader->png, 1 << 24);
	png_set_chunk_cache_max(reader->png, 100);
	png_set_read_fn(reader->png, &reader->source, read_bytes);
	if (!read_header(reader))
		return RASTER_TOO_LARGE;
	read_rows(reader);
	return RASTER_WHOLE;
}

enum raster_fault
raster_read_png(struct arena *arena, struct slice file, struct raster *raster)
{
	struct reader *reader = ARENA_NEW(arena, struct reader);
	enum raster_fault fault = RASTER_BROKEN;
	*raster = (struct raster){0};
	reader->source.file = file;
	reader->arena = arena;
	reader->raster = raster;
	reader->png = png_create_read_struct(
	    PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
	if (reader->png)
		reader->info = png_create_info_struct(reader->png);
	if (reader->info)
		fault = read_fenced(reader);
	png_destroy_read_struct(&reader->png, &reader->info, NULL);
	return fault;
}
