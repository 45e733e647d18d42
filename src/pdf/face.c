#include "pdf/face_private.h"

#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "font/sfnt.h"
#include "font/subset.h"
#include "pdf/cmap.h"
#include "pdf/messages.h"
#include "pdf/syntax.h"

/* A glyph that shows nothing of its own (the rest of its cluster does). */
#define NO_TEXT SLICE("\xE2\x80\x8B")
#define SOFT_HYPHEN SLICE("\xC2\xAD")
/* The hyphens that may stand at the end of a line. */
#define HYPHENS_MAX 2
#define CODES_MAX (CODES_PER_PART + HYPHENS_MAX)

size_t
faces_parts(const struct faces *faces)
{
	return faces->part_count;
}

const struct face *
faces_at(const struct faces *faces, size_t id)
{
	if (id >= faces->file_count || !faces->files[id].face.part_count)
		return NULL;
	return &faces->files[id].face;
}

struct slice
face_text(const struct faces *faces, const struct face *face, uint16_t glyph)
{
	uint16_t code = face->glyphs[glyph].code;
	const struct font_part *part =
	    glyph_codes_part(faces->codes, face->names[code >> 8]);
	for (size_t i = 0; i < part->count; i++)
		if (part->glyphs[i].glyph == glyph)
			return part->glyphs[i].text;
	return (struct slice){0};
}

static uint32_t
text_code(struct slice text)
{
	size_t at = 0;
	if (text.len == 0)
		return FACE_LONG_TEXT;
	uint32_t code = utf8_next(text, &at);
	return at == text.len ? code : FACE_LONG_TEXT;
}

static bool
is_hyphen(uint32_t code)
{
	return code == '-' || code == 0x2010;
}

/*
 * A hyphen that only the line break made is another code of the same glyph,
 * which ToUnicode calls a soft hyphen (ISO 32000-1 14.8.2.2.3). font/codes.h
 * leaves the two highest codes free. Not over CFF: there two codes of one glyph
 * are one CID, and MuPDF keeps one text for each.
 */
static size_t
add_hyphens(struct face *face, const struct font_part *part,
    struct cmap_code *codes, size_t count)
{
	bool taken[256] = {false};
	size_t total = count;
	unsigned code = 255;
	for (size_t i = 0; i < count; i++)
		taken[codes[i].code] = true;
	for (size_t i = 0; i < count && total < CODES_MAX; i++) {
		if (!is_hyphen(text_code(codes[i].text)))
			continue;
		while (taken[code])
			code--;
		taken[code] = true;
		face->glyphs[codes[i].glyph].hyphen =
		    (uint16_t)(part->part << 8 | code);
		codes[total] = codes[i];
		codes[total].code = (uint8_t)code;
		codes[total++].text = SOFT_HYPHEN;
	}
	return total;
}

/* The codes that need no escape in a string, as font/codes.h gives them. */
static bool
is_bare(uint8_t code)
{
	return code >= 32 && code != '(' && code != ')' && code != '\\';
}

/* Rounded to a thousandth of what /W counts in. */
static int32_t
width_of(const struct font *font, uint16_t glyph)
{
	int64_t units = font->upem;
	return (
	    int32_t)(((int64_t)font_advance(font, glyph) * 2000000 + units) /
		     (2 * units));
}

static size_t
list_codes(
    struct face *face, const struct font_part *part, struct cmap_code *codes)
{
	for (size_t i = 0; i < part->count; i++) {
		uint16_t glyph = part->glyphs[i].glyph;
		struct slice text = part->glyphs[i].text;
		codes[i] = (struct cmap_code){
		    part->glyphs[i].code, glyph, text.len ? text : NO_TEXT};
		assert(
		    is_bare(codes[i].code) && glyph < face->font->glyph_count);
		face->glyphs[glyph].code =
		    (uint16_t)(part->part << 8 | codes[i].code);
		face->glyphs[glyph].text = text_code(text);
		face->has_space |= part->part == 0 && codes[i].code == ' ';
		face->glyphs[glyph].width = width_of(face->font, glyph);
	}
	return face->font->cff ? part->count
			       : add_hyphens(face, part, codes, part->count);
}

static int
by_code(const void *a, const void *b)
{
	const struct cmap_code *x = a, *y = b;
	return x->code - y->code;
}

static int
by_glyph(const void *a, const void *b)
{
	const struct cmap_code *x = a, *y = b;
	return x->glyph - y->glyph;
}

static struct slice
keep_compressed(struct faces *faces, struct strbuf *text)
{
	struct slice kept =
	    deflate_once(faces->deflater, faces->mem, strbuf_view(text));
	strbuf_reset(text);
	return kept;
}

/* 9.7.4.2: glyph indices of CIDs 0 to 255, which are the codes. */
static void
add_glyph_map(struct strbuf *out, const struct cmap_code *codes, size_t count)
{
	char map[512] = "";
	for (size_t i = 0; i < count; i++) {
		map[2 * codes[i].code] = (char)(codes[i].glyph >> 8);
		map[2 * codes[i].code + 1] = (char)(codes[i].glyph & 255);
	}
	strbuf_add(out, (struct slice){map, sizeof map});
}

/* 9.7.4.3: runs of neighbours, "36[639 650] 40[556]". */
static void
add_widths(struct strbuf *out, const struct face *face, struct cmap_code *codes,
    size_t count)
{
	bool cff = face->font->cff;
	uint32_t next = UINT32_MAX;
	qsort(codes, count, sizeof *codes, cff ? by_glyph : by_code);
	strbuf_add_text(out, "/W[");
	for (size_t i = 0; i < count; i++) {
		uint32_t cid = cff ? codes[i].glyph : codes[i].code;
		if (i && cid == next)
			strbuf_add_char(out, ' ');
		else
			strbuf_print(out, i ? "] %u[" : "%u[", cid);
		syntax_add_thousandths(out, face->glyphs[codes[i].glyph].width);
		next = cid + 1;
	}
	strbuf_add_text(out, count ? "]]" : "]");
}

/*
 * CIDs are codes, mapped to glyphs by a CIDToGIDMap: MuPDF reads ToUnicode by
 * CID, and loses those past the code space. CFF has no such map, so there the
 * CMap names glyphs.
 */
static void
make_part(struct faces *faces, size_t index)
{
	const struct font_part *source = glyph_codes_part(faces->codes, index);
	struct face_part *part = &faces->parts[index];
	struct face *face = &faces->files[source->font->id].face;
	struct cmap_code codes[CODES_MAX];
	struct strbuf text = {0};
	size_t count = list_codes(face, source, codes);
	part->file = source->font->id;
	part->map_name = arena_print(faces->mem, "Utskick-F%zu", index);
	face->names[source->part] = (uint16_t)index;
	if (face->font->cff)
		cmap_add_glyphs(&text, part->map_name, codes, count);
	else
		add_glyph_map(&text, codes, count);
	part->map = keep_compressed(faces, &text);
	cmap_add_texts(&text, codes, count);
	part->texts = keep_compressed(faces, &text);
	add_widths(&text, face, codes, count);
	part->widths = arena_dup(faces->mem, strbuf_view(&text));
	strbuf_fini(&text);
}

/* 9.6.4: six letters that name the subset; from its bytes. */
static struct slice
subset_name(struct arena *mem, const struct font *font, struct slice bytes)
{
	struct digest digest = hash_of(bytes);
	char tag[7] = "";
	for (size_t i = 0; i < 6; i++)
		tag[i] = (char)('A' + digest.bytes[i] % 26);
	return arena_print(mem, "%s+%s", tag, font->postscript_name);
}

/* A CFF font is embedded as its bare table (9.9, CIDFontType0C). */
static bool
make_file(struct faces *faces, struct face_file *font, struct diag *diag)
{
	struct slice bytes;
	if (!font_subset(
		faces->mem, font->face.font, faces->codes, diag, &bytes))
		return false;
	font->name = subset_name(faces->mem, font->face.font, bytes);
	if (font->face.font->cff)
		bytes = sfnt_find_in(bytes, "CFF ");
	if (bytes.len == 0) {
		REPORT(diag, NO_SPAN, &pdf_bad_font,
		    ARGS(font->face.font->path, "CFF"));
		return false;
	}
	font->size = bytes.len;
	font->bytes = deflate_once(faces->deflater, faces->mem, bytes);
	return true;
}

static void
make_face(struct faces *faces, struct face *face, const struct font *font)
{
	size_t count = font->glyph_count;
	face->font = font;
	for (size_t i = 0; i < faces->part_count; i++)
		if (glyph_codes_part(faces->codes, i)->font == font)
			face->part_count++;
	if (face->part_count == 0)
		return;
	face->names = ARENA_ARRAY(faces->mem, uint16_t, face->part_count);
	face->glyphs = ARENA_ARRAY(faces->mem, struct face_glyph, count);
	for (size_t i = 0; i < count; i++)
		face->glyphs[i].code = face->glyphs[i].hyphen = FACE_NO_CODE;
}

static bool
make_files(struct faces *faces, struct diag *diag)
{
	for (size_t i = 0; i < faces->file_count; i++)
		if (faces->files[i].face.part_count &&
		    !make_file(faces, &faces->files[i], diag))
			return false;
	return true;
}

struct faces *
faces_new(struct arena *job_mem, const struct font_set *set,
    const struct glyph_codes *codes, struct deflater *deflater,
    struct diag *diag)
{
	struct faces *faces = ARENA_NEW(job_mem, struct faces);
	struct strbuf text = {0};
	faces->mem = job_mem;
	faces->codes = codes;
	faces->deflater = deflater;
	faces->file_count = font_set_count(set);
	faces->part_count = glyph_codes_parts(codes);
	faces->files =
	    ARENA_ARRAY(job_mem, struct face_file, faces->file_count);
	faces->parts =
	    ARENA_ARRAY(job_mem, struct face_part, faces->part_count);
	cmap_add_bytes(&text, SLICE(FACE_BYTE_MAP));
	faces->byte_map = keep_compressed(faces, &text);
	strbuf_fini(&text);
	for (size_t i = 0; i < faces->file_count; i++)
		make_face(faces, &faces->files[i].face, font_set_at(set, i));
	for (size_t i = 0; i < faces->part_count; i++)
		make_part(faces, i);
	return make_files(faces, diag) ? faces : NULL;
}
