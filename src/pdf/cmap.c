#include "pdf/cmap.h"

#include "pdf/syntax.h"

/* Entries between one begin and end (Technical Note 5014). */
#define BLOCK 100

static void
add_head(struct strbuf *out, struct slice name, const char *ordering, int type)
{
	strbuf_add_text(out, "/CIDInit/ProcSet findresource begin\n"
			     "12 dict begin\n"
			     "begincmap\n"
			     "/CIDSystemInfo<</Registry(Adobe)/Ordering(");
	strbuf_add_text(out, ordering);
	strbuf_add_text(out, ")/Supplement 0>>def\n/CMapName");
	syntax_add_name(out, name);
	strbuf_print(out, " def\n/CMapType %d def\n", type);
	if (type == 1)
		strbuf_add_text(out, "/WMode 0 def\n");
	strbuf_add_text(out, "1 begincodespacerange\n<00><FF>\n"
			     "endcodespacerange\n");
}

static void
add_tail(struct strbuf *out)
{
	strbuf_add_text(out, "endcmap\n"
			     "CMapName currentdict/CMap defineresource pop\n"
			     "end\n"
			     "end\n");
}

static void
add_code(struct strbuf *out, const struct cmap_code *code, bool text)
{
	strbuf_print(out, "<%02X>", (unsigned)code->code);
	if (text) {
		strbuf_add_char(out, '<');
		syntax_add_utf16(out, code->text);
		strbuf_add_char(out, '>');
	} else {
		strbuf_print(out, "%u", (unsigned)code->glyph);
	}
	strbuf_add_char(out, '\n');
}

static void
add_codes(
    struct strbuf *out, const struct cmap_code *codes, size_t count, bool text)
{
	const char *what = text ? "bfchar" : "cidchar";
	for (size_t from = 0; from < count; from += BLOCK) {
		size_t to = count - from > BLOCK ? from + BLOCK : count;
		strbuf_print(out, "%zu begin%s\n", to - from, what);
		for (size_t i = from; i < to; i++)
			add_code(out, &codes[i], text);
		strbuf_print(out, "end%s\n", what);
	}
}

void
cmap_add_bytes(struct strbuf *out, struct slice name)
{
	add_head(out, name, "Identity", 1);
	strbuf_add_text(out, "1 begincidrange\n<00><FF>0\nendcidrange\n");
	add_tail(out);
}

void
cmap_add_glyphs(struct strbuf *out, struct slice name,
    const struct cmap_code *codes, size_t count)
{
	add_head(out, name, "Identity", 1);
	add_codes(out, codes, count, false);
	add_tail(out);
}

void
cmap_add_texts(struct strbuf *out, const struct cmap_code *codes, size_t count)
{
	add_head(out, SLICE("Adobe-Identity-UCS"), "UCS", 2);
	add_codes(out, codes, count, true);
	add_tail(out);
}
