/* Everything pdf/ can refuse, as the user sees it. */
#include <stdlib.h>
#include <unistd.h>

#include "../../pdf/constructs.h"

#include "pdf/check.h"
#include "pdf/haru.h"
#include "pdf/picture.h"
#include "pdf/raster.h"
#include "test.h"

static void
test_said(struct press *press, const char *name, const char *want)
{
	char *said = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&said, &len);
	diag_print(press->diag, to);
	fclose(to);
	test_text(name, said, want);
	free(said);
	diag_reset(press->diag);
}

/* Written, or only asked beforehand: the answer is the same. */
static bool
add_constructs(struct press *press, enum pdf_profile profile,
    const struct pages *pages, bool asks_codes)
{
	struct pdf_check *check = pdf_check_new(press->job_mem, profile);
	bool checked = pdf_check_letter(check, pages, press->diag);
	pdf_check_free(check);
	struct pdf_setup setup = press_setup(press, profile);
	struct pdf_letter letter = {1, "sv", 0};
	struct pdf_job *job = pdf_job_new(press->job_mem, &setup, press->diag);
	struct pdf_batch *batch =
	    pdf_batch_new(job, SLICE("Prov"), press->diag);
	bool added = pdf_batch_add(batch, &letter, pages, press->diag);
	pdf_batch_free(batch);
	pdf_job_free(job);
	test_true("checked beforehand", checked == added || asks_codes);
	return added;
}

/* The archive asks for more than the press does. */
static void
test_archive(struct press *press, const struct press_letter *fixed)
{
	struct pages pages = press_set_constructs(press, fixed, 3);
	test_true(
	    "print takes it", add_constructs(press, PDF_PRINT, &pages, false));
	test_true("archive: a skipped level",
	    !add_constructs(press, PDF_ARCHIVE, &pages, false));
	test_said(press, "heading",
	    "error: a heading of level 3 where level 2 should come first: an "
	    "archive file must not skip levels [heading-skipped]\n");
	pages = press_set_constructs(press, fixed, 2);
	test_true("archive takes it",
	    add_constructs(press, PDF_ARCHIVE, &pages, false));
	for (size_t i = 0; i < pages.at[0].count; i++) {
		const struct galley *galley = pages.at[0].pieces[i].galley;
		for (size_t k = 0; k < galley->image_count; k++) {
			struct node *node =
			    (struct node *)(uintptr_t)galley->images[k].node;
			node->first->text = SLICE(" ");
		}
	}
	test_true("archive: no description",
	    !add_constructs(press, PDF_ARCHIVE, &pages, false));
	test_said(press, "description",
	    "error: a picture without description: an archive file must say "
	    "what it shows [picture-undescribed]\n");
}

static void
test_picture(
    struct press *press, const char *name, struct slice file, const char *want)
{
	struct deflater *deflater = deflater_new();
	struct pictures *pictures = pictures_new(press->job_mem, deflater);
	struct picture picture = {
	    .path = "vapen.jpg", .file = file, .jpeg = true};
	test_true(name, !pictures_make(pictures, &picture, press->diag));
	test_said(press, name, want);
	pictures_free(pictures);
	deflater_free(deflater);
}

/* A JPEG whose frame header says something else; it is not read further. */
static struct slice
make_jpeg(struct press *press, size_t at, char value)
{
	struct slice file = image_make(press->job_mem, &image_kinds[8]);
	char *bytes = (char *)(uintptr_t)file.at;
	for (size_t i = 0; i + 10 < file.len; i++)
		if ((unsigned char)bytes[i] == 0xFF &&
		    (unsigned char)bytes[i + 1] == 0xC0)
			bytes[i + at] = value;
	return file;
}

static struct slice
make_cmyk(struct press *press)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char row[4] = {0}, *rows[] = {row}, *bytes = NULL;
	unsigned long size = 0;
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = jpeg.image_height = 1;
	jpeg.input_components = 4;
	jpeg.in_color_space = JCS_CMYK;
	jpeg_set_defaults(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	jpeg_write_scanlines(&jpeg, rows, 1);
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	struct slice kept =
	    arena_dup(press->job_mem, (struct slice){(char *)bytes, size});
	free(bytes);
	return kept;
}

static void
test_pictures(struct press *press)
{
	test_picture(press, "cmyk", make_cmyk(press),
	    "error: the picture 'vapen.jpg' has colours other than grey and "
	    "RGB; save it again [picture-colours]\n");
	test_picture(press, "large", make_jpeg(press, 5, 0x7F),
	    "error: the picture 'vapen.jpg' has more than 25 million pixels "
	    "[picture-large]\n");
	test_picture(press, "no picture", SLICE("GIF89a"),
	    "error: the picture 'vapen.jpg' is damaged [picture-broken]\n");
}

/* A library's own refusal is passed on, not swallowed. */
static void
test_library(struct press *press)
{
	struct haru *haru = haru_new(press->diag);
	char *text = mem_new(1, 70000);
	memset(text, 'x', 70000);
	test_true("a string past 65,535",
	    !haru_inform(
		haru, "Title", (struct slice){text, 70000}, press->diag));
	test_said(press, "library",
	    "error: libharu failed with error 4100, detail 0 "
	    "[pdf-library]\n");
	free(text);
	haru_free(haru);
}

static void
test_too_large(struct press *press)
{
	struct haru *haru = haru_new(press->diag);
	struct slice large = {"", (size_t)1 << 31};
	test_true("2 GiB", !haru_fill_stream(haru, haru_add(haru, press->diag),
			       SLICE(""), large, press->diag));
	test_said(press, "2 GiB",
	    "error: a PDF file ends at 2 GiB, and this batch would be larger "
	    "[pdf-too-large]\n");
	haru_free(haru);
}

/* What was not set is not printed: the run ends. */
static void
test_no_code(struct press *press)
{
	struct builder b = {.press = press, .mem = press->letter_mem};
	b.root = node_new(b.mem, NODE_DOCUMENT, NO_SPAN);
	struct piece piece = {.galley = build_heading(&b, 1, "Ж"), .to = 1};
	struct page page = {&piece, 1};
	struct pages pages = {
	    .width = A4_WIDTH, .height = A4_HEIGHT, .at = &page, .count = 1};
	test_true("no code", !add_constructs(press, PDF_PRINT, &pages, true));
	test_said(press, "no code",
	    "error: glyph 431 of font "
	    "'/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf' is printed "
	    "but was not used when the letters were set [pdf-no-code]\n");
}

int
main(void)
{
	struct press press = press_open();
	struct press_letter fixed = press_set_static(&press);
	press_set_constructs(&press, &fixed, 2);
	press_fix_codes(&press);
	test_archive(&press, &fixed);
	test_pictures(&press);
	test_library(&press);
	test_too_large(&press);
	test_no_code(&press);
	press_close(&press);
	return test_end();
}
