/*
 * pdf/raster.h - hostile image files, read behind a fence.
 *
 * raster_png.c and raster_jpeg.c are the only files that see libpng and
 * libjpeg, whose errors come by longjmp: none leaves them. libharu never sees
 * an image file (most damaged PNG files make it abort).
 */
#ifndef PDF_RASTER_H
#define PDF_RASTER_H

#include <stdint.h>

#include "base/arena.h"

/* 25 million pixels are A4 at 500 to the inch. */
#define RASTER_SIDE_MAX 20000
#define RASTER_PIXELS_MAX 25000000

enum raster_fault {
	RASTER_WHOLE,
	RASTER_BROKEN, /* the file is damaged or cut short */
	RASTER_TOO_LARGE, /* more pixels than the limits */
	RASTER_COLOURS, /* CMYK, or more than 8 bits in a JPEG */
};

struct raster {
	uint32_t columns, rows;
	bool grey; /* one byte a pixel, otherwise three: red, green, blue */
	struct slice pixels; /* PNG only */
};

/*
 * Decodes a PNG whole: 8 bits, transparency over white, since a press has no
 * use for it. Pixels live in the arena.
 */
enum raster_fault raster_read_png(
    struct arena *arena, struct slice file, struct raster *raster);

/* Decodes a JPEG to the last line and throws the pixels away. */
enum raster_fault raster_check_jpeg(struct slice file, struct raster *raster);

#endif
