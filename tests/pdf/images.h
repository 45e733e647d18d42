/*
 * tests/pdf/images.h - PNG and JPEG files of every kind, made in memory.
 */
#ifndef TESTS_PDF_IMAGES_H
#define TESTS_PDF_IMAGES_H

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "base/arena.h"
#include "base/strbuf.h"

struct image_kind {
	const char *name;
	bool jpeg;
	int colour, depth; /* of a PNG; components of a JPEG */
	bool interlaced; /* progressive */
	bool holes; /* its first colour, or 0, is clear (tRNS) */
};

static const struct image_kind image_kinds[] = {
    {"grey.png", false, PNG_COLOR_TYPE_GRAY, 8, false},
    {"bilevel.png", false, PNG_COLOR_TYPE_GRAY, 1, false},
    {"colour.png", false, PNG_COLOR_TYPE_RGB, 8, true},
    {"deep.png", false, PNG_COLOR_TYPE_RGB, 16, false},
    {"palette.png", false, PNG_COLOR_TYPE_PALETTE, 8, false},
    {"clear.png", false, PNG_COLOR_TYPE_RGB_ALPHA, 8, false},
    {"grey-clear.png", false, PNG_COLOR_TYPE_GRAY_ALPHA, 8, true},
    {"grey.jpg", true, 1, 8, false},
    {"colour.jpg", true, 3, 8, false},
    {"progressive.jpg", true, 3, 8, true},
};
#define IMAGE_KINDS (sizeof image_kinds / sizeof *image_kinds)
#define IMAGE_SIDE 40

static inline void
image_write(png_structp png, png_bytep bytes, size_t size)
{
	strbuf_add(png_get_io_ptr(png), (struct slice){(char *)bytes, size});
}

static inline void
image_flush(png_structp png)
{
	(void)png;
}

/* A slope; what alpha there is fades from left to right. */
static inline void
image_row(unsigned char *row, size_t size, size_t y)
{
	for (size_t i = 0; i < size; i++)
		row[i] = (unsigned char)(i * 255 / size / 2 + y * 3);
}

static inline struct slice
image_make_png(struct arena *arena, const struct image_kind *kind)
{
	struct strbuf out = {0};
	png_structp png =
	    png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	unsigned char row[IMAGE_SIDE * 8];
	png_color palette[256];
	png_set_write_fn(png, &out, image_write, image_flush);
	png_set_IHDR(png, info, IMAGE_SIDE, IMAGE_SIDE, kind->depth,
	    kind->colour,
	    kind->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
	for (int i = 0; i < 256; i++)
		palette[i] = (png_color){(png_byte)i, (png_byte)(255 - i), 9};
	if (kind->colour == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 256);
	if (kind->holes)
		png_set_tRNS(
		    png, info, (png_byte[]){0}, 1, &(png_color_16){.index = 0});
	png_write_info(png, info);
	for (int pass = png_set_interlace_handling(png); pass > 0; pass--)
		for (size_t y = 0; y < IMAGE_SIDE; y++) {
			image_row(row, png_get_rowbytes(png, info), y);
			png_write_row(png, row);
		}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	struct slice kept = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return kept;
}

static inline struct slice
image_make_jpeg(struct arena *arena, const struct image_kind *kind)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char row[IMAGE_SIDE * 3], *rows[] = {row}, *bytes = NULL;
	unsigned long size = 0;
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = jpeg.image_height = IMAGE_SIDE;
	jpeg.input_components = kind->colour;
	jpeg.in_color_space = kind->colour == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&jpeg);
	if (kind->interlaced)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	for (size_t y = 0; y < IMAGE_SIDE; y++) {
		image_row(row, (size_t)(IMAGE_SIDE * kind->colour), y);
		jpeg_write_scanlines(&jpeg, rows, 1);
	}
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	struct slice kept =
	    arena_dup(arena, (struct slice){(char *)bytes, size});
	free(bytes);
	return kept;
}

static inline struct slice
image_make(struct arena *arena, const struct image_kind *kind)
{
	return kind->jpeg ? image_make_jpeg(arena, kind)
			  : image_make_png(arena, kind);
}

#endif
