#include "pdf/face.h"

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

/* One CIDFont, as text. */
struct cid_font {
	struct face face;
	struct slice name; /* "ABCDEF+NotoSans-Regular" */
	struct slice file; /* compressed subset */
	size_t file_size; /* before */
	struct slice widths; /* "/W[…]" */
};

/* One Type 0 font. */
struct part {
	size_t font; /* index of its cid_font */
	struct slice map_name;
	struct slice glyphs, texts; /* compressed CMaps */
};

struct faces {
	struct arena *mem;
	struct cid_font *fonts;
	size_t font_count;
	struct part *parts;
	size_t part_count;
	const struct glyph_codes *codes;
	struct deflater *deflater;
};

size_t
faces_parts(const struct faces *faces)
{
	return faces->part_count;
}

const struct face *
faces_at(const struct faces *faces, size_t id)
{
	if (id >= faces->font_count || !faces->fonts[id].face.part_count)
		return NULL;
	return &faces->fonts[id].face;
}

struct slice
face_text(const struct faces *faces, const struct face *face, uint16_t glyph)
{
	uint16_t code = face->codes[glyph];
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
 * which ToUnicode calls a soft hyphen (ISO 32000-1 14.8.2.2.3). The codes from
 * the top are taken last by font/codes.h.
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
	for (size_t i = 0; i < count && total < count + HYPHENS_MAX; i++) {
		if (!is_hyphen(text_code(codes[i].text)))
			continue;
		while (taken[code])
			code--;
		taken[code] = true;
		face->hyphens[codes[i].glyph] =
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
		face->codes[glyph] =
		    (uint16_t)(part->part << 8 | codes[i].code);
		face->texts[glyph] = text_code(text);
		face->widths[glyph] =
		    (int32_t)(((int64_t)font_advance(face->font, glyph) *
				      2000000 +
				  face->font->upem) /
			      (2 * (int64_t)face->font->upem));
	}
	return add_hyphens(face, part, codes, part->count);
}

static struct slice
keep_compressed(struct faces *faces, struct strbuf *text)
{
	struct slice kept =
	    deflate_once(faces->deflater, faces->mem, strbuf_view(text));
	strbuf_reset(text);
	return kept;
}

static void
make_part(struct faces *faces, size_t index)
{
	const struct font_part *source = glyph_codes_part(faces->codes, index);
	struct part *part = &faces->parts[index];
	struct face *face = &faces->fonts[source->font->id].face;
	struct cmap_code codes[CODES_MAX];
	struct strbuf text = {0};
	size_t count = list_codes(face, source, codes);
	part->font = source->font->id;
	part->map_name = arena_print(faces->mem, "Utskick-F%zu", index);
	face->names[source->part] = (uint16_t)index;
	cmap_add_glyphs(&text, part->map_name, codes, count);
	part->glyphs = keep_compressed(faces, &text);
	cmap_add_texts(&text, codes, count);
	part->texts = keep_compressed(faces, &text);
	strbuf_fini(&text);
}

/* ISO 32000-1 9.7.4.3: runs of neighbours, "36[639 650] 40[556]". */
static struct slice
write_widths(struct arena *mem, const struct face *face)
{
	struct strbuf text = {0};
	bool open = false;
	strbuf_add_text(&text, "/W[");
	for (uint32_t glyph = 0; glyph < face->font->glyph_count; glyph++) {
		bool used = face->codes[glyph] != FACE_NO_CODE;
		if (open && !used)
			strbuf_add_char(&text, ']');
		else if (open)
			strbuf_add_char(&text, ' ');
		else if (used)
			strbuf_print(&text, " %u[", glyph);
		if (used)
			syntax_add_thousandths(&text, face->widths[glyph]);
		open = used;
	}
	strbuf_add_text(&text, open ? "]]" : "]");
	struct slice kept = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
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
make_file(struct faces *faces, struct cid_font *font, struct diag *diag)
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
	font->file_size = bytes.len;
	font->file = deflate_once(faces->deflater, faces->mem, bytes);
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
	face->codes = ARENA_ARRAY(faces->mem, uint16_t, count);
	face->hyphens = ARENA_ARRAY(faces->mem, uint16_t, count);
	face->widths = ARENA_ARRAY(faces->mem, int32_t, count);
	face->texts = ARENA_ARRAY(faces->mem, uint32_t, count);
	memset(face->codes, 255, count * sizeof *face->codes);
	memset(face->hyphens, 255, count * sizeof *face->hyphens);
}

struct faces *
faces_new(struct arena *job_mem, const struct font_set *set,
    const struct glyph_codes *codes, struct deflater *deflater,
    struct diag *diag)
{
	struct faces *faces = ARENA_NEW(job_mem, struct faces);
	faces->mem = job_mem;
	faces->codes = codes;
	faces->deflater = deflater;
	faces->font_count = font_set_count(set);
	faces->part_count = glyph_codes_parts(codes);
	faces->fonts = ARENA_ARRAY(job_mem, struct cid_font, faces->font_count);
	faces->parts = ARENA_ARRAY(job_mem, struct part, faces->part_count);
	for (size_t i = 0; i < faces->font_count; i++)
		make_face(faces, &faces->fonts[i].face, font_set_at(set, i));
	for (size_t i = 0; i < faces->part_count; i++)
		make_part(faces, i);
	for (size_t i = 0; i < faces->font_count; i++) {
		struct cid_font *font = &faces->fonts[i];
		if (font->face.part_count == 0)
			continue;
		if (!make_file(faces, font, diag))
			return NULL;
		font->widths = write_widths(job_mem, &font->face);
	}
	return faces;
}

static int32_t
scale(const struct font *font, int32_t units)
{
	return (int32_t)((int64_t)units * 1000 / font->upem);
}

/* Table 123; fixed pitch 1, serif 2, symbolic 3, italic 7. */
static unsigned
flags(const struct font *font)
{
	return (font->fixed_pitch ? 1u : 0) | (font->serif ? 2u : 0) | 4u |
	       (font->italic_angle ? 64u : 0);
}

/*
 * Table 122. The width of stems stands in no TrueType file; from the weight
 * as Adobe's products guess it.
 */
static struct slice
write_descriptor(
    struct arena *mem, const struct cid_font *source, uint32_t file)
{
	const struct font *font = source->face.font;
	struct strbuf text = {0};
	int weight = font->weight ? font->weight : 400;
	strbuf_add_text(&text, "/Type/FontDescriptor/FontName");
	syntax_add_name(&text, source->name);
	strbuf_print(&text, "/Flags %u/FontBBox[%d %d %d %d]", flags(font),
	    scale(font, font->box[0]), scale(font, font->box[1]),
	    scale(font, font->box[2]), scale(font, font->box[3]));
	strbuf_add_text(&text, "/ItalicAngle ");
	syntax_add_thousandths(
	    &text, (int64_t)font->italic_angle * 1000 / 65536);
	strbuf_print(&text, "/Ascent %d/Descent %d/CapHeight %d/StemV %d",
	    scale(font, font->ascent), scale(font, font->descent),
	    scale(font, font->cap_height), 50 + weight * weight / 4225);
	strbuf_print(&text, "/FontFile%c %u 0 R", font->cff ? '3' : '2', file);
	struct slice kept = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
}

static const char system_info[] =
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";

static struct slice
write_font(
    struct arena *mem, const struct cid_font *source, uint32_t descriptor)
{
	struct strbuf text = {0};
	bool cff = source->face.font->cff;
	strbuf_print(&text, "/Type/Font/Subtype/CIDFontType%c/BaseFont",
	    cff ? '0' : '2');
	syntax_add_name(&text, source->name);
	strbuf_add_text(&text, system_info);
	strbuf_print(&text, "/FontDescriptor %u 0 R", descriptor);
	if (!cff)
		strbuf_add_text(&text, "/CIDToGIDMap/Identity");
	strbuf_add(&text, source->widths);
	struct slice kept = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
}

static struct haru_object *
add_filled(struct haru *haru, struct slice entries, struct diag *diag)
{
	struct haru_object *object = haru_add(haru, diag);
	if (object)
		haru_fill(haru, object, entries);
	return object;
}

static struct haru_object *
add_stream(struct haru *haru, struct slice entries, struct slice bytes,
    struct diag *diag)
{
	struct haru_object *object = haru_add(haru, diag);
	if (!object || !haru_fill_stream(haru, object, entries, bytes, diag))
		return NULL;
	return object;
}

/* Adds file, descriptor and CIDFont; returns the last, NULL after a report. */
static struct haru_object *
add_font(struct haru *haru, struct arena *mem, const struct cid_font *font,
    struct diag *diag)
{
	struct slice entries =
	    font->face.font->cff
		? SLICE("/Subtype/CIDFontType0C/Filter/FlateDecode")
		: arena_print(
		      mem, "/Length1 %zu/Filter/FlateDecode", font->file_size);
	struct haru_object *file = add_stream(haru, entries, font->file, diag);
	if (!file)
		return NULL;
	struct haru_object *descriptor = add_filled(
	    haru, write_descriptor(mem, font, haru_number(file)), diag);
	if (!descriptor)
		return NULL;
	return add_filled(
	    haru, write_font(mem, font, haru_number(descriptor)), diag);
}

/* Table 121: over a CFF font the CMap's name belongs to the font's. */
static struct slice
write_part(struct arena *mem, const struct cid_font *font,
    const struct part *part, const uint32_t numbers[3])
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "/Type/Font/Subtype/Type0/BaseFont");
	syntax_add_name(&text, font->name);
	if (font->face.font->cff) {
		strbuf_add_char(&text, '-');
		strbuf_add(&text, part->map_name);
	}
	strbuf_print(&text,
	    "/Encoding %u 0 R/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
	    numbers[0], numbers[1], numbers[2]);
	struct slice kept = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
}

static struct haru_object *
add_part(struct haru *haru, struct arena *mem, const struct cid_font *font,
    const struct part *part, uint32_t font_number, struct diag *diag)
{
	struct slice entries = arena_print(mem,
	    "/Type/CMap/CMapName/%s%s/WMode 0/Filter/FlateDecode",
	    part->map_name.at, system_info);
	struct haru_object *glyphs =
	    add_stream(haru, entries, part->glyphs, diag);
	struct haru_object *texts =
	    add_stream(haru, SLICE("/Filter/FlateDecode"), part->texts, diag);
	if (!glyphs || !texts)
		return NULL;
	const uint32_t numbers[3] = {
	    haru_number(glyphs), font_number, haru_number(texts)};
	return add_filled(haru, write_part(mem, font, part, numbers), diag);
}

bool
faces_add(const struct faces *faces, struct haru *haru, struct arena *batch_mem,
    const bool *used, struct strbuf *resources, struct diag *diag)
{
	uint32_t *numbers = ARENA_ARRAY(batch_mem, uint32_t, faces->font_count);
	strbuf_add_text(resources, "/Font<<");
	for (size_t i = 0; i < faces->part_count; i++) {
		const struct part *part = &faces->parts[i];
		const struct cid_font *font = &faces->fonts[part->font];
		if (!used[i])
			continue;
		if (!numbers[part->font]) {
			struct haru_object *object =
			    add_font(haru, batch_mem, font, diag);
			if (!object)
				return false;
			numbers[part->font] = haru_number(object);
		}
		struct haru_object *object = add_part(
		    haru, batch_mem, font, part, numbers[part->font], diag);
		if (!object)
			return false;
		strbuf_print(resources, "/F%zu %u 0 R", i, haru_number(object));
	}
	strbuf_add_text(resources, ">>");
	return true;
}
