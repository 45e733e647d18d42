#include "layout/picture.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "layout/messages.h"
#include "sample.h"
#include "test.h"

#define PNG "\x89PNG\r\n\x1A\n"
#define IHDR(w, h) "\0\0\0\x0DIHDR\0\0" w "\0\0" h "\x08\0\0\0\0crc!"
#define PHYS(unit) "\0\0\0\x09pHYs\0\0\x2E\x23\0\0\x2E\x23" unit "crc!"
#define END "\0\0\0\0IDATcrc!"
#define JFIF(unit, x)                                                          \
	"\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1" unit "\0" x "\0" x "\0\0"
/* A directory of one entry: its tag, and how the camera was held. */
#define EXIF(head, count, tag, way)                                            \
	"\xFF\xD8\xFF\xE1\0\x22"                                               \
	"Exif\0\0" head count tag "\0\3\0\0\0\1" way "\0\0\0\0\0\0"
#define XMP "\xFF\xD8\xFF\xE1\0\x12http://ns.adobe."
#define SOF "\xFF\xC0\0\x0B\x08\0\x30\0\x60\1\1\1\1"

/* A segment that would be a frame of 32 to 16 if it were one. */
#define TABLE(marker) "\xFF" marker "\0\x0B\x08\0\x10\0\x20\1\1\1\1"

#define BYTES(text)                                                            \
	{                                                                      \
		text, sizeof text - 1                                          \
	}

/* Bytes, and the picture as columns x rows at pixels to the inch. */
static const struct {
	const char *name;
	struct slice bytes;
	const char *want;
} cases[] = {
    {"png", BYTES(PNG IHDR("\0\x60", "\0\x30") END), "96x48 150"},
    {"png at 300", BYTES(PNG IHDR("\0\x60", "\0\x30") PHYS("\1") END),
	"96x48 300"},
    {"png, only a ratio", BYTES(PNG IHDR("\0\x60", "\0\x30") PHYS("\0") END),
	"96x48 150"},
    {"png of nothing", BYTES(PNG IHDR("\0\0", "\0\x30") END), "refused"},
    {"png too wide", BYTES(PNG IHDR("\xFF\0", "\0\x30") END), "refused"},
    {"png cut", BYTES(PNG "\0\0\0\x0DIHDR\0\0"), "refused"},
    {"png without a header", BYTES(PNG END END END), "refused"},
    {"jpeg", BYTES(JFIF("\0", "\1") SOF), "jpeg 96x48 150"},
    {"jpeg at 96", BYTES(JFIF("\1", "\x60") SOF), "jpeg 96x48 96"},
    {"jpeg at 100 to the centimetre", BYTES(JFIF("\2", "\x64") SOF),
	"jpeg 96x48 254"},
    {"jpeg with a fill byte", BYTES(JFIF("\0", "\1") "\xFF" SOF),
	"jpeg 96x48 150"},
    {"jpeg with other segments before the frame",
	BYTES(JFIF("\0", "\1") TABLE("\xC4") TABLE("\xC8") TABLE("\xCC")
		TABLE("\xDB") SOF),
	"jpeg 96x48 150"},
    {"jpeg cut", BYTES(JFIF("\0", "\1") "\xFF\xC0\0\x0B"), "refused"},
    {"jpeg without frame", BYTES(JFIF("\0", "\1")), "refused"},
    {"jpeg, upright",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x12", "\0\1") SOF),
	"jpeg 96x48 150"},
    {"jpeg, on its side",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x12", "\0\6") SOF),
	"refused"},
    {"jpeg, mirrored",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x12", "\0\2") SOF),
	"refused"},
    {"jpeg, the last way",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x12", "\0\x08") SOF),
	"refused"},
    {"jpeg, no way",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x12", "\0\x09") SOF),
	"jpeg 96x48 150"},
    {"jpeg, low bytes first",
	BYTES(EXIF("II*\0\x08\0\0\0", "\1\0", "\x12\1", "\3\0") SOF),
	"refused"},
    {"jpeg, another tag",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\1", "\1\x13", "\0\6") SOF),
	"jpeg 96x48 150"},
    {"jpeg, no tag",
	BYTES(EXIF("MM\0*\0\0\0\x08", "\0\0", "\1\x12", "\0\6") SOF),
	"jpeg 96x48 150"},
    {"jpeg, tags outside",
	BYTES(EXIF("MM\0*\xFF\xFF\xFF\xF0", "\0\1", "\1\x12", "\0\6") SOF),
	"jpeg 96x48 150"},
    {"jpeg, tags cut",
	BYTES(EXIF("MM\0*\0\0\0\x0A", "\0\1", "\1\x12", "\0\6") SOF),
	"jpeg 96x48 150"},
    {"jpeg, another part", BYTES(XMP SOF), "jpeg 96x48 150"},
    {"jpeg, a part of nothing", BYTES("\xFF\xD8\xFF\xE1\0\0" SOF), "refused"},
    {"gif", BYTES("GIF89a\0\0\0\0\0\0\0\0"), "refused"},
    {"empty", BYTES(""), "refused"},
};

static const char path[] = "picture-test.img";

static void
write_file(struct slice bytes)
{
	FILE *to = fopen(path, "wb");
	if (!to)
		return;
	if (bytes.len)
		fwrite(bytes.at, 1, bytes.len, to);
	fclose(to);
}

static void
test_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	write_file(cases[i].bytes);
	const struct picture *picture =
	    picture_read(mem, path, 0, diag, NO_SPAN);
	struct slice have =
	    picture
		? arena_print(mem, "%s%ux%u %u", picture->jpeg ? "jpeg " : "",
		      picture->columns, picture->rows, picture->density)
		: SLICE("refused");
	test_slice(cases[i].name, have, cases[i].want);
	test_true(cases[i].name, picture || diag_errors(diag) == 1);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* However thin, a picture is there. */
static void
test_sizes(void)
{
	static const struct {
		struct picture picture;
		mpt most, width, height;
	} sizes[] = {
	    {{.columns = 150, .rows = 300, .density = 150}, 100000, 72000,
		144000},
	    {{.columns = 300, .rows = 150, .density = 150}, 100000, 100000,
		50000},
	    {{.columns = 30000, .rows = 1, .density = 150}, 100, 100, 1},
	    {{.columns = 1, .rows = 1, .density = 100000}, 100, 1, 1},
	};
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct picture_size size =
		    picture_size(&sizes[i].picture, sizes[i].most);
		test_number("width", size.width, sizes[i].width);
		test_number("height", size.height, sizes[i].height);
	}
}

/* No header, however damaged, is read past its end (the sanitizers watch). */
static void
test_mutations(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t state = 7, read = 0;
	for (int n = 0; n < 600; n++) {
		struct slice from = cases[n % 2 ? 1 : 8].bytes;
		char *bytes = mem_new(1, from.len);
		memcpy(bytes, from.at, from.len);
		for (int k = 0; k < 3; k++) {
			state = state * 1664525u + 1013904223u;
			bytes[2 + (state >> 8) % (from.len - 2)] =
			    (char)(state >> 24);
		}
		diag_reset(diag);
		write_file((struct slice){
		    bytes, from.len - (state >> 16) % (from.len / 2)});
		read += picture_read(mem, path, 0, diag, NO_SPAN) != NULL;
		free(bytes);
		arena_reset(mem);
	}
	test_true("some damaged headers are still read", read > 0);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_size(void)
{
	const struct picture picture = {
	    .columns = 600, .rows = 300, .density = 150};
	struct picture_size own = picture_size(&picture, 300000);
	struct picture_size less = picture_size(&picture, 100000);
	test_number("four inches", own.width, 288000);
	test_number("two inches", own.height, 144000);
	test_number("as wide as there is room", less.width, 100000);
	test_number("in proportion", less.height, 50000);
}

/* Letter/ refuses it before; here too its description is not taken for text. */
static void
test_inline(void)
{
	struct sample s;
	struct pages pages;
	struct problem why;
	if (!sample_open(&s, "kommun-h2"))
		return;
	struct node *paragraph = sample_paragraph(&s, "Se ");
	struct node *image = node_new(s.mem, NODE_IMAGE, NO_SPAN);
	sample_text(s.mem, image, "kartan", 6, NULL);
	node_append(paragraph, image);
	struct letter_content content = sample_content(&s);
	test_true("inline image refused",
	    !setter_set_letter(s.setter, s.mem, &content, &pages, &why));
	test_text("… as such", why.message->code, "image-not-placed");
	test_text("… and said", layout_inline_image.code, "inline-image");
	test_number("… once", (long long)diag_errors(s.diag), 1);
	sample_close(&s);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_mutations();
	test_sizes();
	test_size();
	test_inline();
	unlink(path);
	return test_end();
}
