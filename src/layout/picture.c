#include "layout/picture.h"

#include "base/file.h"
#include "layout/messages.h"

enum {
	SIDE_MOST = 20000, /* pixels */
	FILE_MOST = 32 * 1024 * 1024,
	DENSITY = 150, /* pixels to the inch, where the file does not say */
	DENSITY_LEAST = 20,
	DENSITY_MOST = 10000,
};

static uint32_t
big_endian(struct slice file, size_t at, size_t bytes)
{
	uint32_t value = 0;
	for (size_t i = 0; i < bytes && at + i < file.len; i++)
		value = value << 8 | (unsigned char)file.at[at + i];
	return value;
}

/* Pixels to the inch; 0 where the file does not say, or says nonsense. */
static uint32_t
sane(uint64_t density)
{
	return density >= DENSITY_LEAST && density <= DENSITY_MOST
		   ? (uint32_t)density
		   : 0;
}

/* ISO 15948, 11.2.2 and 11.3.5.3: IHDR comes first, pHYs before IDAT. */
static bool
measure_png(struct picture *picture, uint32_t *density)
{
	struct slice file = picture->file;
	if (file.len < 33 || memcmp(file.at + 12, "IHDR", 4) != 0)
		return false;
	picture->columns = big_endian(file, 16, 4);
	picture->rows = big_endian(file, 20, 4);
	for (size_t at = 8; at + 12 <= file.len;) {
		uint32_t len = big_endian(file, at, 4);
		const char *kind = file.at + at + 4;
		if (memcmp(kind, "IDAT", 4) == 0 || len > file.len - at - 12)
			break;
		/* Pixels to the metre, where the unit is 1. */
		if (memcmp(kind, "pHYs", 4) == 0 && len == 9 &&
		    file.at[at + 16] == 1)
			*density =
			    sane(((uint64_t)big_endian(file, at + 8, 4) * 254 +
				     5000) /
				 10000);
		at += (size_t)len + 12;
	}
	return true;
}

static bool
is_frame_header(unsigned char marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
	       marker != 0xC8 && marker != 0xCC;
}

static void
read_jfif(struct slice file, size_t at, uint32_t *density)
{
	if (at + 14 > file.len || memcmp(file.at + at + 2, "JFIF", 5) != 0)
		return;
	uint64_t given = big_endian(file, at + 10, 2);
	if (file.at[at + 9] == 1)
		*density = sane(given);
	else if (file.at[at + 9] == 2)
		*density = sane((given * 254 + 50) / 100);
}

/* A number of a TIFF, whose bytes come one way or the other. */
static uint32_t
tiff_number(struct slice tiff, size_t at, size_t bytes)
{
	uint32_t value = 0;
	for (size_t i = 0; i < bytes; i++) {
		size_t from = tiff.at[0] == 'I' ? at + bytes - 1 - i : at + i;
		value = value << 8 | big_endian(tiff, from, 1);
	}
	return value;
}

/*
 * Exif 2.3, 4.6.4: how a camera was held, tag 0x112; 1 is upright. Who looks at
 * the file sees it turned; a PDF's reader does not turn it.
 */
static bool
is_turned(struct slice part)
{
	if (part.len < 14 || memcmp(part.at, "Exif\0\0", 6) != 0)
		return false;
	struct slice tiff = slice_from(part, 6);
	size_t at = tiff_number(tiff, 4, 4);
	uint32_t count = tiff_number(tiff, at, 2);
	for (at += 2; count && at + 12 <= tiff.len; count--, at += 12) {
		if (tiff_number(tiff, at, 2) == 0x112)
			return tiff_number(tiff, at + 8, 2) >= 2 &&
			       tiff_number(tiff, at + 8, 2) <= 8;
	}
	return false;
}

/* ITU-T T.81, B.1.1.3: marker, length, parameters. */
static bool
measure_jpeg(struct picture *picture, uint32_t *density)
{
	struct slice file = picture->file;
	for (size_t at = 2; at + 4 <= file.len;) {
		if ((unsigned char)file.at[at] != 0xFF)
			return false;
		unsigned char marker = (unsigned char)file.at[at + 1];
		if (marker == 0xFF) {
			at++; /* a fill byte */
			continue;
		}
		at += 2;
		if (marker == 0xE0)
			read_jfif(file, at, density);
		if (marker == 0xE1)
			picture->turned |= is_turned(slice_part(
			    file, at + 2, big_endian(file, at, 2) - 2));
		if (is_frame_header(marker)) {
			picture->rows = big_endian(file, at + 3, 2);
			picture->columns = big_endian(file, at + 5, 2);
			return at + 7 <= file.len;
		}
		at += big_endian(file, at, 2);
	}
	return false;
}

static bool
measure(struct picture *picture)
{
	static const char png[] = "\x89PNG\r\n\x1A\n";
	struct slice file = picture->file;
	picture->density = 0;
	if (slice_starts(file, "\xFF\xD8")) {
		picture->jpeg = true;
		return measure_jpeg(picture, &picture->density);
	}
	return file.len > 8 && memcmp(file.at, png, 8) == 0 &&
	       measure_png(picture, &picture->density);
}

static bool
has_good_size(const struct picture *picture)
{
	return picture->columns > 0 && picture->columns <= SIDE_MOST &&
	       picture->rows > 0 && picture->rows <= SIDE_MOST;
}

/* A PDF's page, which is a logo or a letterhead. */
static bool
take_page(struct arena *job_mem, struct picture *picture, uint32_t page,
    struct diag *diag, struct span asked)
{
	picture->excerpt = excerpt_take(job_mem, picture->file, picture->path,
	    (struct excerpt_wish){1, page}, diag, asked);
	if (!picture->excerpt)
		return false;
	picture->columns = (uint32_t)picture->excerpt->pages[0].width;
	picture->rows = (uint32_t)picture->excerpt->pages[0].height;
	picture->density = 72 * MPT_PER_POINT;
	return true;
}

/* Of any kind. False after a report. */
static bool
take_kind(struct arena *job_mem, struct picture *picture, uint32_t page,
    struct diag *diag, struct span asked)
{
	if (slice_starts(picture->file, "%PDF-"))
		return take_page(job_mem, picture, page, diag, asked);
	if (page) {
		REPORT(diag, asked, &layout_picture_page,
		    ARGS(path_name(picture->path)));
		return false;
	}
	if (!measure(picture) || !has_good_size(picture)) {
		REPORT(diag, asked, &layout_bad_picture,
		    ARGS(path_name(picture->path), SIDE_MOST));
		return false;
	}
	if (picture->turned)
		REPORT(diag, asked, &layout_turned_picture,
		    ARGS(path_name(picture->path)));
	return !picture->turned;
}

/* A file, or what lies in a document's. */
static bool
read_file(struct arena *job_mem, const char *path, struct diag *diag,
    struct span asked, struct slice *bytes)
{
	if (!sources_find_held(diag_sources(diag), path, bytes))
		return file_read(job_mem, path, INPUT_PICTURE, FILE_MOST, diag,
		    asked, bytes);
	return inputs_add_bytes(diag, INPUT_PICTURE, path, *bytes);
}

struct picture *
picture_read(struct arena *job_mem, const char *path, uint32_t page,
    struct diag *diag, struct span asked)
{
	struct picture *picture = ARENA_NEW(job_mem, struct picture);
	picture->path = arena_dup_text(job_mem, slice_view(path));
	if (!read_file(job_mem, path, diag, asked, &picture->file))
		return NULL;
	if (!take_kind(job_mem, picture, page, diag, asked))
		return NULL;
	if (!picture->density)
		picture->density = DENSITY;
	picture->digest = inputs_find(diag, INPUT_PICTURE, path)->digest;
	if (page > 1)
		picture->digest = picture_page_digest(&picture->digest, page);
	return picture;
}

struct digest
picture_page_digest(const struct digest *file, uint32_t page)
{
	char named[sizeof file->bytes + 4];
	memcpy(named, file->bytes, sizeof file->bytes);
	for (int i = 0; i < 4; i++)
		named[sizeof file->bytes + i] = (char)(page >> 8 * i);
	return hash_of((struct slice){named, sizeof named});
}

struct picture_size
picture_size(const struct picture *picture, mpt most)
{
	int64_t inch = 72 * MPT_PER_POINT;
	int64_t width = picture->columns * inch / picture->density;
	int64_t height = picture->rows * inch / picture->density;
	if (width > most) {
		height = (int64_t)picture->rows * most / picture->columns;
		width = most;
	}
	return (struct picture_size){
	    (mpt)(width > 0 ? width : 1), (mpt)(height > 0 ? height : 1)};
}
