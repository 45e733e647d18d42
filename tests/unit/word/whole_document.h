/*
 * tests/unit/word/whole_document.h - a Word document of any parts, and what is
 * told of it.
 */
#ifndef TESTS_UNIT_WORD_WHOLE_DOCUMENT_H
#define TESTS_UNIT_WORD_WHOLE_DOCUMENT_H

#include "../../word/made.h"
#include "test.h"

#define NS                                                                     \
	" xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R "\" xmlns:wp=\"http://"    \
	"schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "   \
	"xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "   \
	"xmlns:x=\"urn:x\" "                                                   \
	"xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/"        \
	"picture\""
#define DOCUMENT(body)                                                         \
	"<w:document" NS "><w:body>" body "</w:body></w:document>"
#define P(inside) "<w:p>" inside "</w:p>"
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define CHAR(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define DRAWING(inside)                                                        \
	"<w:r><w:drawing><wp:inline>" inside "</wp:inline></w:drawing></w:r>"
#define KIND(uri, inside)                                                      \
	"<a:graphic><a:graphicData uri=\"" uri "\">" inside                    \
	"</a:graphicData></a:graphic>"
#define BLIP(id) "<a:blip r:embed=\"" id "\"/>"
#define SAID "<wp:docPr descr=\"Karta\"/>"
#define PICTURE(id) DRAWING(SAID KIND("x/picture", BLIP(id)))
#define RELATIONS(inside)                                                      \
	"<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"           \
	"relationships\">" inside "</R>"
#define RELATION(id, type, target)                                             \
	"<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target     \
	"\"/>"
#define ELSEWHERE(id, type, target)                                            \
	"<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target     \
	"\" TargetMode=\"External\"/>"
#define TYPES(inside)                                                          \
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"       \
	"content-types\">" inside "</Types>"
#define OVERRIDE(part, type)                                                   \
	"<Override PartName=\"" part "\" ContentType=\"" type "\"/>"
#define MAIN_TYPE "x-wordprocessingml.document.main+xml"
#define CORE                                                                   \
	"<c:coreProperties xmlns:c=\"http://schemas.openxmlformats.org/"       \
	"package/2006/metadata/core-properties\" "                             \
	"xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
#define STYLES(inside) "<w:styles" NS ">" inside "</w:styles>"

static const char picture_relations[] = RELATIONS(
    RELATION("p", "image", "media/a.png") RELATION("j", "image", "media/b.jpg")
	RELATION("g", "image", "media/c.gif") RELATION("n", "image",
	    "media/none.png") ELSEWHERE("e", "image", "https://e.se/a.png")
	    ELSEWHERE("l", "hyperlink", "https://e.se/{{a}}"));

struct part_text {
	const char *name;
	struct slice text;
};

/* A document of these parts, and of the usual ones where they lack. */
static inline void
make(struct strbuf *out, const struct part_text *parts, size_t count)
{
	static const char *const usual[][2] = {
	    {"[Content_Types].xml", made_types}, {"_rels/.rels", made_root},
	    {"word/_rels/document.xml.rels", picture_relations}};
	struct entry entries[16];
	size_t entry_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].text.at)
			entries[entry_count++] =
			    (struct entry){parts[i].name, parts[i].text, 0, 0};
	}
	for (size_t i = 0; i < COUNT(usual); i++) {
		bool given = false;
		for (size_t k = 0; k < count; k++)
			given |= strcmp(parts[k].name, usual[i][0]) == 0;
		if (!given)
			entries[entry_count++] = (struct entry){
			    usual[i][0], slice_view(usual[i][1]), 0, 0};
	}
	put_zip(out, entries, entry_count);
}

static inline void
list_codes(struct strbuf *out, const struct diag *diag)
{
	for (size_t i = 0; i < diag_count(diag); i++) {
		strbuf_add_text(out, i ? " " : "");
		strbuf_add_text(out, diag_view(diag, i)->main.message->code);
	}
}

/* What is told of a document of these parts, and a part of its shape. */
static inline void
check(const char *name, const struct part_text *parts, size_t count,
    const char *want, const char *shape)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, codes = {0}, have = {0};
	make(&file, parts, count);
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	list_codes(&codes, diag);
	test_slice(name, strbuf_view(&codes), want);
	if (letter) {
		strbuf_print(&have, "subject %zu\n", letter->subject.len);
		node_dump(&have, letter->root);
		strbuf_add_char(&have, '$');
	}
	bool has = !shape || strstr(strbuf_text(&have), shape);
	test_true(name, has);
	if (!has)
		printf("  shape: %.2000s\n", strbuf_text(&have));
	strbuf_fini(&file);
	strbuf_fini(&codes);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

#endif
