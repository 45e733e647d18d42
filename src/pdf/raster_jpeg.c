#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "pdf/raster.h"

/* libjpeg's error manager, and where its errors end. */
struct fence {
	struct jpeg_error_mgr manager; /* first: libjpeg knows no more */
	jmp_buf back;
};

static _Noreturn void
on_error(j_common_ptr jpeg)
{
	struct fence *fence = (struct fence *)(void *)jpeg->err;
	longjmp(fence->back, 1);
}

/* A warning is damage that libjpeg would paint over. */
static void
on_message(j_common_ptr jpeg, int level)
{
	if (level < 0)
		on_error(jpeg);
}

static void
say_nothing(j_common_ptr jpeg)
{
	(void)jpeg;
}

static enum raster_fault
check_header(struct jpeg_decompress_struct *jpeg, struct raster *raster)
{
	jpeg_read_header(jpeg, TRUE);
	raster->columns = jpeg->image_width;
	raster->rows = jpeg->image_height;
	raster->grey = jpeg->num_components == 1;
	if (jpeg->image_width > RASTER_SIDE_MAX ||
	    jpeg->image_height > RASTER_SIDE_MAX ||
	    (uint64_t)jpeg->image_width * jpeg->image_height >
		RASTER_PIXELS_MAX)
		return RASTER_TOO_LARGE;
	if (jpeg->data_precision != 8 ||
	    (jpeg->num_components != 1 && jpeg->num_components != 3))
		return RASTER_COLOURS;
	return RASTER_WHOLE;
}

static enum raster_fault
check_fenced(struct jpeg_decompress_struct *jpeg, struct slice file,
    struct raster *raster)
{
	jpeg_mem_src(jpeg, (const unsigned char *)file.at, file.len);
	enum raster_fault fault = check_header(jpeg, raster);
	if (fault != RASTER_WHOLE)
		return fault;
	jpeg_start_decompress(jpeg);
	JSAMPARRAY row =
	    jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE,
		jpeg->output_width * (JDIMENSION)jpeg->output_components, 1);
	while (jpeg->output_scanline < jpeg->output_height)
		jpeg_read_scanlines(jpeg, row, 1);
	jpeg_finish_decompress(jpeg);
	return RASTER_WHOLE;
}

enum raster_fault
raster_check_jpeg(struct slice file, struct raster *raster)
{
	struct jpeg_decompress_struct jpeg = {0};
	struct fence fence;
	*raster = (struct raster){0};
	jpeg.err = jpeg_std_error(&fence.manager);
	fence.manager.error_exit = on_error;
	fence.manager.emit_message = on_message;
	fence.manager.output_message = say_nothing;
	enum raster_fault fault = RASTER_BROKEN;
	if (!setjmp(fence.back)) {
		jpeg_create_decompress(&jpeg);
		jpeg.mem->max_memory_to_use = 256L << 20;
		fault = check_fenced(&jpeg, file, raster);
	} else {
		fault = RASTER_BROKEN;
	}
	jpeg_destroy_decompress(&jpeg);
	return fault;
}
