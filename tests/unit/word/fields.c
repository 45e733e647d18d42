/*
 * Fields of Word: which of them become fields of the letter, with what they say
 * of numbers, dates and look, and which are refused.
 */
#include "../../word/made.h"
#include "letter/write.h"
#include "test.h"

#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define BR "<w:r><w:br/></w:r>"
#define CHAR(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text)                                                             \
	"<w:r><w:instrText xml:space=\"preserve\">" text "</w:instrText></"    \
	"w:r>"
#define FIELD(inside)                                                          \
	CHAR("begin")                                                          \
	inside CHAR("separate") "<w:r><w:t>x</w:t></w:r>" CHAR("end")
#define MERGE(code) FIELD(CODE(" MERGEFIELD " code " "))
#define LOOKED(look)                                                           \
	CHAR("begin")                                                          \
	CODE(" MERGEFIELD Namn ")                                              \
	CHAR("separate")                                                       \
	"<w:r><w:rPr>" look "</w:rPr><w:t>x</w:t></w:r>" CHAR("end")
#define ORT MERGE("Ort")
#define IF(condition, texts) FIELD(CODE(" IF ") condition CODE(" " texts " "))

static const struct {
	const char *name, *inside;
	const char *want; /* in the letter; NULL: refused */
	const char *codes;
} cases[] = {
    {"a name", MERGE("Namn"), "{{Namn}}", ""},
    {"a name with a blank", MERGE("\"Mitt namn\""), "{{[Mitt namn]}}", ""},
    {"in small letters", FIELD(CODE(" mergefield Namn ")), "{{Namn}}", ""},
    {"in quotes that Word turns", MERGE("\xE2\x80\x9CNamn\xE2\x80\x9D"),
	"{{Namn}}", ""},
    {"a code in two runs", FIELD(CODE(" MERGE") CODE("FIELD Namn ")),
	"{{Namn}}", ""},
    {"no name", FIELD(CODE(" MERGEFIELD ")), NULL, "word-field-name"},
    {"an empty name", MERGE("\"\""), NULL, "word-field-name"},
    {"a switch in place of a name", MERGE("\\* Upper"), NULL,
	"word-field-name"},
    {"white", LOOKED("<w:color w:val=\"FFFFFF\"/>"), "{{Namn}}",
	"word-white-text"},
    {"of another size", LOOKED("<w:sz w:val=\"40\"/>"), "{{Namn}}", ""},
    {"two names", MERGE("A B"), NULL, "word-switch"},
    {"a format that is kept", MERGE("Namn \\* MERGEFORMAT"), "{{Namn}}", ""},
    {"of the first character", MERGE("Namn \\* Charformat"), "{{Namn}}", ""},
    {"capitals", MERGE("Namn \\* Upper"), "{{upper(Namn)}}", ""},
    {"small letters", MERGE("Namn \\* lower"), "{{lower(Namn)}}", ""},
    {"each word's capital", MERGE("Namn \\* Caps"), NULL, "word-switch"},
    {"a look without a name", MERGE("Namn \\*"), NULL, "word-switch"},
    {"a look and another switch", MERGE("Namn \\* \\# 0"), NULL, "word-switch"},
    {"a mapped name", MERGE("Namn \\m"), "{{Namn}}", ""},
    {"an unknown switch", MERGE("Namn \\q x"), NULL, "word-switch"},
    {"a switch without a letter", MERGE("Namn \\ x"), NULL, "word-switch"},
    {"whole", MERGE("Pris \\# 0"), "{{ungrouped(Pris, 0)}}", ""},
    {"grouped", MERGE("Pris \\# \"# ##0\""), "{{number(Pris, 0)}}", ""},
    {"with decimals", MERGE("Pris \\# \"# ##0,00\""), "{{number(Pris, 2)}}",
	""},
    {"in English", MERGE("Pris \\# \"#,##0.00\""), "{{number(Pris, 2)}}", ""},
    {"decimals alone", MERGE("Pris \\# 0,00"), "{{ungrouped(Pris, 2)}}", ""},
    {"one sign, and two decimals", MERGE("Pris \\# #.##0.00"), NULL,
	"word-switch"},
    {"either", MERGE("Pris \\# 0,000"), NULL, "word-switch"},
    {"grouped by points", MERGE("Pris \\# #.###.##0"), "{{number(Pris, 0)}}",
	""},
    {"zeros before the number", MERGE("Pris \\# 0000"), NULL, "word-switch"},
    {"zeros before, grouped", MERGE("Pris \\# \"0 000,00\""), NULL,
	"word-switch"},
    {"groups of two", MERGE("Pris \\# \"#,##,#0\""), NULL, "word-switch"},
    {"decimals that may lack", MERGE("Pris \\# 0,0#"), NULL, "word-switch"},
    {"seven decimals", MERGE("Pris \\# 0,0000000"), NULL, "word-switch"},
    {"no last digit", MERGE("Pris \\# ##"), NULL, "word-switch"},
    {"no digit", MERGE("Pris \\# kr"), NULL, "word-switch"},
    {"a sign behind the digits", MERGE("Pris \\# 0,"),
	"{{ungrouped(Pris, 0)}},", ""},
    {"with its unit", MERGE("Pris \\# \"0 'kr'\""), "{{ungrouped(Pris, 0)}} kr",
	""},
    {"per cent", MERGE("Andel \\# 0%"), NULL, "word-switch"},
    {"two pictures", MERGE("Pris \\# 0;0"), NULL, "word-switch"},
    {"a sign before", MERGE("Pris \\# +0"), NULL, "word-switch"},
    {"text before", MERGE("Namn \\b \"c/o \""),
	"{{if Namn is not empty}}c/o {{Namn}}{{/if}}", ""},
    {"text behind", MERGE("Namn \\f \", \""),
	"{{if Namn is not empty}}{{Namn}}, {{/if}}", ""},
    {"text at both sides", MERGE("Namn \\B a \\F b"),
	"{{if Namn is not empty}}a{{Namn}}b{{/if}}", ""},
    {"nothing before", MERGE("Namn \\b"), NULL, "word-switch"},
    {"if it is", IF(ORT, "= \"Vik\" \"ja\" \"nej\""),
	"{{if Ort = 'Vik'}}ja{{else}}nej{{/if}}", ""},
    {"if it is not", IF(ORT, "&lt;&gt; \"Vik\" \"ja\" \"nej\""),
	"{{if Ort <> 'Vik'}}ja{{else}}nej{{/if}}", ""},
    {"if alone", IF(ORT, "= Vik ja"), "{{if Ort = 'Vik'}}ja{{/if}}", ""},
    {"if nothing otherwise", IF(ORT, "= Vik ja \"\""),
	"{{if Ort = 'Vik'}}ja{{/if}}", ""},
    {"if it is empty", IF(ORT, "= \"\" a b"),
	"{{if Ort is empty}}a{{else}}b{{/if}}", ""},
    {"if it is not empty", IF(ORT, "&lt;&gt; \" \" a b"),
	"{{if Ort is not empty}}a{{else}}b{{/if}}", ""},
    {"if nothing is it", FIELD(CODE(" IF \"\" = ") ORT CODE(" a b ")),
	"{{if Ort is empty}}a{{else}}b{{/if}}", ""},
    {"if it is more", IF(MERGE("Antal"), "&gt; 1 a b"), "'1'", ""},
    {"if an apostrophe", IF(ORT, "= \"a'b\" a b"),
	"{{if Ort = 'a''b'}}a{{else}}b{{/if}}", ""},
    {"if a text is a text", FIELD(CODE(" IF a = b c d ")), NULL, "word-if"},
    {"if without a sign", IF(ORT, "Vik a b"), NULL, "word-if"},
    {"if by another sign", IF(ORT, "=&lt; Vik a b"), NULL, "word-if"},
    {"if by nothing", IF(ORT, "="), NULL, "word-if"},
    {"if by a switch", IF(ORT, "= \\* Upper"), NULL, "word-if"},
    {"if nothing at all", FIELD(CODE(" IF ")), NULL, "word-if"},
    {"an if on lines of its own",
	T("Hej") BR T("{{if Ort = 'Vik'}}") BR T("du") BR T("{{/if}}"),
	"Hej\n{{if Ort = 'Vik'}}du{{/if}}", ""},
    {"an if at the ends of lines", T("{{if Ort = 'Vik'}}du") BR T("ni{{/if}}"),
	"{{if Ort = 'Vik'}}du\nni{{/if}}", ""},
    {"an if of no lines", T("{{if Ort = 'Vik'}}") BR T("{{/if}}"),
	"{{if Ort = 'Vik'}}{{/if}}", ""},
    {"an if among words", T("a {{if Ort = 'Vik'}}") BR T("b") BR T("{{/if}} c"),
	"a {{if Ort = 'Vik'}}\nb\n{{/if}} c", ""},
    {"blanks at the ends of lines", T("  a  ") BR T("   ") BR T(" b "),
	"a\n\nb", NULL},
    {"if it is like", IF(ORT, "= \"V*\" a b"), NULL, "word-wildcard"},
    {"if it is like one more", IF(ORT, "= \"V?k\" a b"), NULL, "word-wildcard"},
    {"if with a format", IF(ORT, "= Vik a b \\* MERGEFORMAT"),
	"{{if Ort = 'Vik'}}a{{else}}b{{/if}}", ""},
    {"if with the first's", IF(ORT, "= Vik a b \\* CHARFORMAT"),
	"{{if Ort = 'Vik'}}a{{else}}b{{/if}}", ""},
    {"if with a text too many", IF(ORT, "= Vik a b c"), NULL, "word-if"},
    {"if a quote is not closed", IF(ORT, "= Vik \"a "),
	"{{if Ort = 'Vik'}}a  {{/if}}", ""},
    {"a page's number", FIELD(CODE(" PAGE ")), NULL, "word-field"},
    {"if nothing but a format", IF(ORT, "= Vik \\* MERGEFORMAT"),
	"{{if Ort = 'Vik'}}{{/if}}", ""},
    {"if alone with a format", IF(ORT, "= Vik ja \\* MERGEFORMAT"),
	"{{if Ort = 'Vik'}}ja{{/if}}", ""},
    {"if a quote in quotes", IF(ORT, "= \"a\\\"b\" \"c\\\"d\" e"),
	"{{if Ort = 'a\"b'}}c\"d{{else}}e{{/if}}", ""},
    {"if a backslash in quotes", IF(ORT, "= \"a\\\\b\" c d"),
	"{{if Ort = 'a\\b'}}c{{else}}d{{/if}}", ""},
    {"if in low quotes", IF(ORT, "= \xE2\x80\x9EVik\xE2\x80\x9D a b"),
	"{{if Ort = 'Vik'}}a{{else}}b{{/if}}", ""},
    {"if two signs with a blank", IF(ORT, "= = a b"), NULL, "word-if"},
    {"if a text is it", FIELD(CODE(" IF Vik = ") ORT CODE(" a b ")),
	"{{if 'Vik' = Ort}}a{{else}}b{{/if}}", ""},
    {"if a text is like it", FIELD(CODE(" IF V* = ") ORT CODE(" a b ")), NULL,
	"word-wildcard"},
    {"if it is less than nothing", IF(ORT, "&lt; \"\" a b"),
	"{{if Ort < ''}}a{{else}}b{{/if}}", ""},
    {"if a text before it", FIELD(CODE(" IF x") ORT CODE(" = Vik a b ")), NULL,
	"word-if"},
    {"if a text behind it", FIELD(CODE(" IF ") ORT CODE("x = Vik a b ")), NULL,
	"word-if"},
    {"if it is another",
	FIELD(CODE(" IF ") ORT CODE(" = ") MERGE("Namn") CODE(" a b ")),
	"{{if Ort = Namn}}a{{else}}b{{/if}}", ""},
    {"a field for a name", FIELD(CODE(" MERGEFIELD ") ORT CODE(" ")), NULL,
	"word-field-name"},
    {"a field for a picture",
	FIELD(CODE(" MERGEFIELD Pris \\# ") ORT CODE(" ")), NULL,
	"word-switch"},
    {"a field before", FIELD(CODE(" MERGEFIELD Namn \\b ") ORT CODE(" ")),
	"{{if Namn is not empty}}{{Ort}}{{Namn}}{{/if}}", ""},
    {"mapped in capitals", MERGE("Namn \\M"), "{{Namn}}", ""},
    {"a look in small letters", MERGE("Namn \\* mergeformat"), "{{Namn}}", ""},
    {"a look in quotes at once", MERGE("Namn \\*\"Upper\""), "{{upper(Namn)}}",
	""},
    {"a name with a sign", FIELD(CODE(" MERGE{IELD Namn ")), NULL,
	"word-field"},
    {"a link", FIELD(CODE(" HYPERLINK \"https://e.se/a\" ")),
	"[x](https://e.se/a)", ""},
    {"a link to a field",
	FIELD(CODE(" HYPERLINK \"https://e.se/%7B%7bNamn%7D%7d\" ")),
	"[x](https://e.se/{{Namn}})", ""},
    {"a link to a field with a name of other letters",
	FIELD(
	    CODE(" HYPERLINK "
		 "\"https://e.se/%7B%7B%5bHandl%C3%a4ggare%20tel%5D%7D%7D\" ")),
	"[x](https://e.se/{{[Handl\xC3\xA4ggare tel]}})", ""},
    {"a link to a field with a blank",
	FIELD(CODE(" HYPERLINK \"https://e.se/%7B%7BMitt%20namn%7D%7D\" ")),
	NULL, "blank-in-name"},
    {"a link to what is no code of a sign",
	FIELD(CODE(" HYPERLINK \"https://e.se/%7B%7BNamn%z0%0z%E4%7D%7D\" ")),
	NULL, "no-such-operator"},
    {"a link to a field that is not closed",
	FIELD(CODE(" HYPERLINK \"https://e.se/%7B%7BNamn\" ")), NULL,
	"unclosed-field"},
    {"a link to braces that close nothing",
	FIELD(CODE(" HYPERLINK \"https://e.se/}}{{Namn}}\" ")), NULL,
	"stray-braces"},
    {"a link to a place in a page",
	FIELD(CODE(" HYPERLINK \\l \"#a{{Namn}}\" https://e.se b \\n \\t ")),
	"[x](https://e.se#a{{Namn}})", NULL},
    {"a link whose place is none",
	FIELD(CODE(" HYPERLINK \"https://e.se\" \\l \\o ")),
	"[x](https://e.se)", NULL},
    {"a link to a place in the text", FIELD(CODE(" HYPERLINK \\l \"a\" ")), "x",
	NULL},
    {"a link to nothing", FIELD(CODE(" HYPERLINK ")), "x", NULL},
    {"a page's number in small letters", FIELD(CODE(" page ")), NULL,
	"word-field"},
    {"a date", FIELD(CODE(" DATE \\@ \"d MMMM\" ")), NULL, "word-field"},
    {"a formula", FIELD(CODE(" = 1 + 1 ")), NULL, "word-field"},
    {"one that nobody knows", FIELD(CODE(" HEJ ")), NULL, "word-field"},
    {"a name with a sign above the letters", FIELD(CODE(" {ATE ")), NULL,
	"word-field"},
    {"a name in quotes that do not close", FIELD(CODE(" MERGEFIELD \"Namn")),
	"{{Namn}}", ""},
    {"a name that ends in a backslash", FIELD(CODE(" MERGEFIELD \"Namn\\")),
	"{{[Namn\\]}}", ""},
    {"a look at once", MERGE("Namn \\*Upper"), "{{upper(Namn)}}", ""},
    {"if it is a word of other letters",
	IF(ORT, "= \xC3\x85"
		"by a b"),
	"{{if Ort = '\xC3\x85"
	"by'}}a{{else}}b{{/if}}",
	""},
    {"if a backslash before a quote", IF(ORT, "= a\\\"b\" c"),
	"{{if Ort = 'a\\'}}b{{else}}c{{/if}}", ""},
    {"if a text with a backslash before a quote", IF(ORT, "= x a\\\"b\""),
	"{{if Ort = 'x'}}a\\\\{{else}}b{{/if}}", ""},
    {"if nothing follows", FIELD(CODE(" IF ") ORT CODE(" = Vik ")),
	"{{if Ort = 'Vik'}}{{/if}}", ""},
    {"a name to the code's end", FIELD(CODE(" MERGEFIELD Namn")), "{{Namn}}",
	""},
    {"one without a name", FIELD(CODE(" ")), NULL, "word-field"},
    {"a simple one",
	"<w:fldSimple w:instr=\" MERGEFIELD Namn \"><w:r><w:t>x</w:t></w:r>"
	"</w:fldSimple>",
	"{{Namn}}", ""},
    {"one over two paragraphs",
	CHAR("begin") CODE(" MERGEFIELD Namn ") "</w:p><w:p>" CHAR("end"), NULL,
	"word-field-across"},
    {"an if over two paragraphs",
	CHAR("begin") CODE(" if a = b c ") "</w:p><w:p>" CHAR("end"), NULL,
	"word-field-across"},
    {"a link over two paragraphs",
	CHAR("begin") CODE(" HYPERLINK a ") "</w:p><w:p>" CHAR("end"), NULL,
	"word-field-across"},
    {"a table of contents over two paragraphs",
	CHAR("begin") CODE(" TOC ") "</w:p><w:p>" CHAR("end"), NULL,
	"word-field"},
};

static void
put_part(struct strbuf *out, const char *inside)
{
	strbuf_print(out,
	    "<w:document xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R "\">%s"
	    "</w:document>",
	    inside);
}

static void
put_case(struct strbuf *out, size_t at)
{
	struct strbuf text = {0}, none = {0}, body = {0};
	strbuf_print(&body, "<w:body><w:p>%s</w:p></w:body>", cases[at].inside);
	put_part(&text, strbuf_text(&body));
	put_part(&none, "");
	put_document(
	    out, strbuf_view(&text), strbuf_view(&none), strbuf_view(&none));
	strbuf_fini(&text);
	strbuf_fini(&none);
	strbuf_fini(&body);
}

static void
test_case(size_t at)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, shape = {0};
	put_case(&file, at);
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	const char *code =
	    diag_count(diag) ? diag_view(diag, 0)->main.message->code : "";
	if (letter)
		letter_write(mem, &shape, (struct letter *)(uintptr_t)letter);
	if (cases[at].codes)
		test_text(cases[at].name, code, cases[at].codes);
	bool right = letter == NULL;
	if (cases[at].want)
		right = strstr(strbuf_text(&shape), cases[at].want) != NULL;
	test_true(cases[at].name, right);
	if (!right)
		printf("  have: %s\n", strbuf_text(&shape));
	strbuf_fini(&file);
	strbuf_fini(&shape);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
