#include "pdf/face_private.h"

#include "pdf/syntax.h"

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
    struct arena *mem, const struct face_file *source, uint32_t file)
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
write_cid_font(struct arena *mem, const struct face_file *file,
    const struct face_part *part, uint32_t descriptor, uint32_t map)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "/Type/Font/Subtype/CIDFontType");
	strbuf_add_text(&text, map ? "2/BaseFont" : "0/BaseFont");
	syntax_add_name(&text, file->name);
	strbuf_add_text(&text, system_info);
	strbuf_print(&text, "/FontDescriptor %u 0 R", descriptor);
	if (map)
		strbuf_print(&text, "/CIDToGIDMap %u 0 R", map);
	strbuf_add(&text, part->widths);
	struct slice kept = arena_dup(mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
}

/* Table 121: over a CFF font the CMap's name belongs to the font's. */
static struct slice
write_type0(struct arena *mem, const struct face_file *file,
    const struct face_part *part, const uint32_t numbers[3])
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "/Type/Font/Subtype/Type0/BaseFont");
	syntax_add_name(&text, file->name);
	if (file->face.font->cff) {
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

/* The objects that a document has of the fonts; a number is 0 until its object
 * is written. */
struct writer {
	const struct faces *faces;
	struct haru *haru;
	struct arena *mem;
	struct diag *diag;
	uint32_t *descriptors; /* by file */
	uint32_t byte_map;
};

/* Both give the object's number, 0 after a report. */
static uint32_t
add_filled(struct writer *writer, struct slice entries)
{
	struct haru_object *object = haru_add(writer->haru, writer->diag);
	if (!object)
		return 0;
	haru_fill(writer->haru, object, entries);
	return haru_number(object);
}

static uint32_t
add_stream(struct writer *writer, struct slice entries, struct slice bytes)
{
	struct haru_object *object = haru_add(writer->haru, writer->diag);
	if (!object || !haru_fill_stream(
			   writer->haru, object, entries, bytes, writer->diag))
		return 0;
	return haru_number(object);
}

static uint32_t
add_descriptor(struct writer *writer, size_t index)
{
	const struct face_file *file = &writer->faces->files[index];
	if (writer->descriptors[index])
		return writer->descriptors[index];
	struct slice entries =
	    file->face.font->cff
		? SLICE("/Subtype/CIDFontType0C/Filter/FlateDecode")
		: arena_print(writer->mem, "/Length1 %zu/Filter/FlateDecode",
		      file->size);
	uint32_t number = add_stream(writer, entries, file->bytes);
	if (number)
		number = add_filled(
		    writer, write_descriptor(writer->mem, file, number));
	writer->descriptors[index] = number;
	return number;
}

static uint32_t
add_map(struct writer *writer, struct slice name, struct slice bytes)
{
	struct slice entries = arena_print(writer->mem,
	    "/Type/CMap/CMapName/%s%s/WMode 0/Filter/FlateDecode", name.at,
	    system_info);
	return add_stream(writer, entries, bytes);
}

/* A code to a CID, and where the CID is none, to a glyph. */
static bool
add_maps(struct writer *writer, const struct face_part *part, bool cff,
    uint32_t *encoding, uint32_t *glyphs)
{
	*glyphs = 0;
	if (cff) {
		*encoding = add_map(writer, part->map_name, part->map);
		return *encoding != 0;
	}
	if (!writer->byte_map)
		writer->byte_map = add_map(
		    writer, SLICE(FACE_BYTE_MAP), writer->faces->byte_map);
	*encoding = writer->byte_map;
	*glyphs = add_stream(writer, SLICE("/Filter/FlateDecode"), part->map);
	return *encoding && *glyphs;
}

static uint32_t
add_part(struct writer *writer, const struct face_part *part)
{
	const struct face_file *file = &writer->faces->files[part->file];
	uint32_t numbers[3], glyphs;
	uint32_t descriptor = add_descriptor(writer, part->file);
	if (!descriptor ||
	    !add_maps(writer, part, file->face.font->cff, &numbers[0], &glyphs))
		return 0;
	numbers[1] = add_filled(writer,
	    write_cid_font(writer->mem, file, part, descriptor, glyphs));
	numbers[2] =
	    add_stream(writer, SLICE("/Filter/FlateDecode"), part->texts);
	if (!numbers[1] || !numbers[2])
		return 0;
	return add_filled(
	    writer, write_type0(writer->mem, file, part, numbers));
}

bool
faces_add(const struct faces *faces, struct haru *haru, struct arena *batch_mem,
    const bool *used, struct strbuf *resources, struct diag *diag)
{
	struct writer writer = {faces, haru, batch_mem, diag,
	    ARENA_ARRAY(batch_mem, uint32_t, faces->file_count), 0};
	strbuf_add_text(resources, "/Font<<");
	for (size_t i = 0; i < faces->part_count; i++) {
		if (!used[i])
			continue;
		uint32_t number = add_part(&writer, &faces->parts[i]);
		if (!number)
			return false;
		strbuf_print(resources, "/F%zu %u 0 R", i, number);
	}
	strbuf_add_text(resources, ">>");
	return true;
}
