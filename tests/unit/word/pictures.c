/*
 * Pictures in a Word document: which are taken, which are refused, and the
 * files that they become beside the letter as Markdown.
 */
#include <sys/stat.h>

#include "whole_document.h"
#include "word/convert.h"

static const char jpeg[] = "\xff\xd8\xff\xe0 and so on";
static const char png[] = "\x89PNG\r\n\x1a\n and so on";

/* ---- pictures */

static const struct {
	const char *name, *body, *want, *shape;
} pictures[] = {
    {"a picture", P(PICTURE("p")), "word-left-out", "image"},
    {"a JPEG", P(PICTURE("j")), "word-left-out", "image"},
    {"a GIF", P(PICTURE("g")), "word-picture-kind word-left-out word-left-out",
	NULL},
    {"the same twice", P(PICTURE("p")) P(PICTURE("p")), "word-left-out",
	"paragraph fixed @2:1\n    image"},
    {"two in a paragraph", P(PICTURE("p") PICTURE("j")),
	"picture-not-alone picture-not-alone word-left-out", NULL},
    {"one in a heading",
	P("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" PICTURE("p")),
	"picture-not-alone word-left-out", NULL},
    {"one without a description", P(DRAWING(KIND("x/picture", BLIP("p")))),
	"no-description word-left-out", NULL},
    {"one in a cell",
	"<w:tbl><w:tr><w:tc>" P(PICTURE("p")) "</w:tc></w:tr></w:tbl>",
	"picture-not-alone word-in-cell word-left-out", NULL},
    {"one that is not there", P(PICTURE("n")),
	"no-document word-left-out word-left-out", NULL},
    {"one that is elsewhere", P(PICTURE("e")),
	"word-linked-picture word-left-out word-left-out", NULL},
    {"one without a relation", P(PICTURE("q")),
	"word-object word-left-out word-left-out", NULL},
    {"one in no paragraph", PICTURE("p") P(T("a")),
	"word-unknown-element word-left-out", NULL},
    {"one in a field's code",
	P(CHAR("begin") CODE(" IF ") PICTURE("p") CHAR("end")),
	"word-unknown-element word-if word-left-out word-left-out", NULL},
    {"one in a field's result",
	P(CHAR("begin") CODE(" MERGEFIELD Namn ") CHAR("separate") PICTURE("p")
		CHAR("end")),
	"word-unknown-element word-left-out", NULL},
    {"nothing drawn", P(DRAWING("")), "word-object word-left-out word-left-out",
	NULL},
    {"a blip that says nothing",
	P(DRAWING(SAID KIND("x/picture", "<a:blip/>"))),
	"word-object word-left-out word-left-out", NULL},
    {"a blip that is linked",
	P(DRAWING(SAID KIND("x/picture", "<a:blip r:link=\"e\"/>"))),
	"word-linked-picture word-left-out word-left-out", NULL},
    {"two blips", P(DRAWING(SAID KIND("x/picture", BLIP("p") BLIP("j")))),
	"word-text-box word-left-out word-left-out", NULL},
    {"a shape", P(DRAWING(KIND("x/wordprocessingShape", ""))),
	"word-text-box word-left-out word-left-out", NULL},
    {"a group", P(DRAWING(KIND("x/wordprocessingGroup", ""))),
	"word-text-box word-left-out word-left-out", NULL},
    {"a canvas", P(DRAWING(KIND("x/wordprocessingCanvas", ""))),
	"word-text-box word-left-out word-left-out", NULL},
    {"a chart", P(DRAWING(KIND("x/chart", ""))),
	"word-object word-left-out word-left-out", NULL},
    {"a kind that is not said",
	P(DRAWING("<a:graphic><a:graphicData/></a:graphic>")),
	"word-object word-left-out word-left-out", NULL},
    {"a cropped one",
	P(DRAWING(SAID KIND("x/picture", BLIP("p") "<a:srcRect t=\"1000\"/>"))),
	"word-cropped-picture word-left-out word-left-out", NULL},
    {"one cropped by nothing",
	P(DRAWING(SAID KIND("x/picture",
	    BLIP("p") "<a:srcRect/><a:srcRect l=\"0\" b=\"-5\"/>"))),
	"word-left-out", "image"},
    {"a turned one",
	P(DRAWING(SAID KIND("x/picture", BLIP("p") "<a:xfrm rot=\"60\"/>"))),
	"word-cropped-picture word-left-out word-left-out", NULL},
    {"one turned by nothing",
	P(DRAWING(SAID KIND("x/picture", BLIP("p") "<a:xfrm/>"))),
	"word-left-out", "image"},
    {"a title for a description",
	P(DRAWING("<wp:docPr descr=\"\" title=\"Karta\"/>" KIND(
	    "x/picture", BLIP("p")))),
	"word-left-out", "text \"Karta\""},
    {"text in a drawing",
	P(DRAWING(
	    SAID KIND("x/picture", BLIP("p")) "<x:t>a</x:t><x:t>b</x:t>")),
	"word-text-box word-left-out word-left-out", NULL},
    {"a paragraph in a drawing",
	P(DRAWING(SAID KIND("x/picture", BLIP("p")) "<w:p/>")),
	"word-text-box word-left-out word-left-out", NULL},
};

static void
test_pictures(void)
{
	for (size_t i = 0; i < COUNT(pictures); i++) {
		struct strbuf text = {0};
		strbuf_print(&text, DOCUMENT("%s"), pictures[i].body);
		const struct part_text parts[] = {
		    {"word/document.xml", strbuf_view(&text)},
		    {"word/media/a.png", SLICE(png)},
		    {"word/media/b.jpg", SLICE(jpeg)},
		    {"word/media/c.gif", SLICE("GIF89a and so on")}};
		check(pictures[i].name, parts, COUNT(parts), pictures[i].want,
		    pictures[i].shape);
		strbuf_fini(&text);
	}
}

/* ---- as Markdown */

static const struct {
	const char *out, *code;
	const char *holds; /* the Markdown does, where it is read */
	const char *picture; /* is there behind it */
} tries[] = {
    {NULL, "import-pictures", NULL, NULL},
    {"b.md", "", "![Karta](b-1.png)\n\n![Karta](b-2.jpg)", "b-2.jpg"},
    {"b.md", "import-exists", NULL, "b-1.png"},
    {"c", "", "![Karta](c-1.png)", "c-2.jpg"},
    {"a.docx", "import-exists", NULL, NULL},
};

static void
try(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct word_converted converted = {0};
	bool ok = word_convert(mem, "a.docx", tries[i].out, &converted, diag);
	const char *code = "";
	for (size_t k = 0; k < diag_count(diag); k++) {
		const struct message *said = diag_view(diag, k)->main.message;
		if (strcmp(said->code, "word-left-out") != 0)
			code = said->code;
	}
	test_text(tries[i].out ? tries[i].out : "nowhere", code, tries[i].code);
	test_true("read", ok == (tries[i].holds != NULL));
	if (ok)
		test_true(tries[i].holds,
		    slice_find(converted.markdown, slice_view(tries[i].holds)) <
			converted.markdown.len);
	struct stat stat_of;
	if (tries[i].picture)
		test_true(
		    tries[i].picture, stat(tries[i].picture, &stat_of) == 0);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_convert(void)
{
	char folder[] = "/tmp/utskick-test-XXXXXX";
	struct strbuf file = {0};
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	const struct part_text parts[] = {
	    {"word/document.xml",
		SLICE(DOCUMENT(P(T("Hej")) P(PICTURE("p")) P(PICTURE("j"))))},
	    {"word/media/a.png", SLICE(png)},
	    {"word/media/b.jpg", SLICE(jpeg)}};
	make(&file, parts, COUNT(parts));
	FILE *to = fopen("a.docx", "wb");
	if (!to || fwrite(file.at, 1, file.len, to) != file.len ||
	    fclose(to) != 0)
		abort();
	for (size_t i = 0; i < COUNT(tries); i++)
		try(i);
	static const char *const files[] = {
	    "a.docx", "b-1.png", "b-2.jpg", "c-1.png", "c-2.jpg"};
	for (size_t i = 0; i < COUNT(files); i++)
		unlink(files[i]);
	if (chdir("/") != 0 || rmdir(folder) != 0)
		abort();
	strbuf_fini(&file);
}

int
main(void)
{
	test_pictures();
	test_convert();
	return test_end();
}
