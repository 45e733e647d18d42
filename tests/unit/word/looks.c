/*
 * What Word can say of a run, a paragraph, a list or a table: what is read as
 * the letter's, what is left out and told, and what is refused.
 */
#include "../../word/made.h"
#include "test.h"

#define P(inside) "<w:p>" inside "</w:p>"
#define R(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t>" text "</w:t></w:r>"
#define T(text) "<w:r><w:t>" text "</w:t></w:r>"
#define LOOK(look) P("<w:pPr>" look "</w:pPr>" T("a"))
#define CELL(look, text) "<w:tc><w:tcPr>" look "</w:tcPr>" P(T(text)) "</w:tc>"
#define TABLE(look, rows)                                                      \
	"<w:tbl><w:tblPr>" look "</w:tblPr><w:tblGrid><w:gridCol "             \
	"w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>" rows "</w:tbl>"
#define ROW(look, cells) "<w:tr><w:trPr>" look "</w:trPr>" cells "</w:tr>"
#define STYLED(id) P("<w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" T("a"))
#define BR "<w:r><w:br/></w:r>"
#define LEVEL_1 "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
#define SWEDISH "<w:lang w:val=\"sv-SE\"/>"
#define FINNISH "<w:lang w:val=\"fi-FI\"/>"
#define TWO CELL("", "b") CELL("", "c")
#define BOX(inside) "<w:pPr><w:pBdr>" inside "</w:pBdr></w:pPr>"
#define ITEM(number, level)                                                    \
	P("<w:pPr><w:numPr><w:ilvl w:val=\"" level                             \
	  "\"/><w:numId w:val=\"" number "\"/></w:numPr></w:pPr>" T("a"))

static const struct {
	const char *name, *body;
	const char *want; /* the codes of all that is told, in order */
	const char *shape; /* of the letter, as node_dump has it; NULL: any */
} cases[] = {
    {"plain", P(T("a")), "", NULL},
    {"a colour", P(R("<w:color w:val=\"FF0000\"/>", "a")), "word-left-out",
	NULL},
    {"black", P(R("<w:color w:val=\"000000\"/>", "a")), "", NULL},
    {"the printer's own", P(R("<w:color w:val=\"auto\"/>", "a")), "", NULL},
    {"a colour without a value", P(R("<w:color/>", "a")), "", NULL},
    {"white", P(R("<w:color w:val=\"FFFFFF\"/>", "a")), "word-white-text",
	NULL},
    {"highlit", P(R("<w:highlight w:val=\"yellow\"/>", "a")), "word-left-out",
	NULL},
    {"not highlit", P(R("<w:highlight w:val=\"none\"/>", "a")), "", NULL},
    {"underlined", P(R("<w:u w:val=\"single\"/>", "a")), "word-left-out", NULL},
    {"not underlined", P(R("<w:u w:val=\"none\"/>", "a")), "", NULL},
    {"underlined by nothing", P(R("<w:u/>", "a")), "", NULL},
    {"raised", P(R("<w:vertAlign w:val=\"superscript\"/>", "a")),
	"word-raised-text", NULL},
    {"raised twice, or once and not",
	P(R("<w:vertAlign w:val=\"superscript\"/><w:position w:val=\"0\"/>",
	    "a")),
	"word-raised-text", NULL},
    {"on its line", P(R("<w:vertAlign w:val=\"baseline\"/>", "a")), "", NULL},
    {"raised by nothing", P(R("<w:vertAlign/>", "a")), "", NULL},
    {"capitals", P(R("<w:caps/>", "a")), "word-left-out", NULL},
    {"small capitals", P(R("<w:smallCaps w:val=\"1\"/>", "a")), "word-left-out",
	NULL},
    {"no capitals", P(R("<w:caps w:val=\"0\"/>", "a")), "", NULL},
    {"a face", P(R("<w:rFonts w:ascii=\"Arial\"/>", "a")), "word-left-out",
	NULL},
    {"a theme's face", P(R("<w:rFonts w:asciiTheme=\"minorHAnsi\"/>", "a")),
	"word-left-out", NULL},
    {"another script's face", P(R("<w:rFonts w:cs=\"Arial\"/>", "a")), "",
	NULL},
    {"a border", P(R("<w:bdr w:val=\"single\"/>", "a")), "word-left-out", NULL},
    {"no border", P(R("<w:bdr w:val=\"nil\"/><w:bdr w:val=\"none\"/>", "a")),
	"", NULL},
    {"shading", P(R("<w:shd w:val=\"pct20\"/>", "a")), "word-left-out", NULL},
    {"clear shading", P(R("<w:shd w:val=\"clear\"/><w:shd/>", "a")), "", NULL},
    {"a size", P(R("<w:sz w:val=\"18\"/>", "a")), "word-left-out", NULL},
    {"bold", P(R("<w:b/>", "a")), "", "strong"},
    {"bold by a word", P(R("<w:b w:val=\"true\"/>", "a")), "", "strong"},
    {"bold by another", P(R("<w:b w:val=\"on\"/>", "a")), "", "strong"},
    {"hidden", P(R("<w:vanish/>", "a")), "word-hidden-text", NULL},
    {"hidden for good", P(R("<w:specVanish/>", "a")), "word-hidden-text", NULL},
    {"not hidden", P(R("<w:vanish w:val=\"false\"/>", "a")), "", NULL},
    {"struck", P(R("<w:strike/>", "a")), "word-struck-text", NULL},
    {"struck twice", P(R("<w:dstrike/><w:strike w:val=\"0\"/>", "a")),
	"word-struck-text", NULL},
    {"a look that was changed", P(R("<w:rPrChange/>", "a")),
	"word-tracked-changes", NULL},
    {"a run that came", P(R("<w:ins/>", "a")), "word-tracked-changes", NULL},
    {"a run that went", P(R("<w:del/>", "a")), "word-tracked-changes", NULL},
    {"a run that moved", P(R("<w:moveFrom/>", "a")), "word-tracked-changes",
	NULL},
    {"a run that moved here", P(R("<w:moveTo/>", "a")), "word-tracked-changes",
	NULL},
    {"a paragraph of another language",
	P(R(SWEDISH, "Hej, hur mår du i dag?")) P(R(FINNISH, "Hyvää päivää")),
	"", "language=fi"},
    {"a cell that ends with an empty paragraph",
	P(R(SWEDISH, "Hej, hur mår du? Vi ses i morgon.")) TABLE("",
	    ROW("",
		"<w:tc>" P(R(FINNISH, "Hyv\u00e4\u00e4 p\u00e4iv\u00e4\u00e4"))
		    P(R(SWEDISH, "")) P("") "</w:tc>" CELL("", "b"))
		ROW("", TWO)),
	"", "cell language=fi fixed"},
    {"a cell of two languages",
	P(R(SWEDISH, "Hej, hur mår du? Vi ses i morgon.")) TABLE("",
	    ROW("",
		"<w:tc>" P(R(FINNISH, "Hyv\u00e4\u00e4 p\u00e4iv\u00e4\u00e4"))
		    P(R(SWEDISH, "Hej, hur m\u00e5r du i dag?")) "</w:tc>" CELL(
			"", "b")) ROW("", TWO)),
	"", "cell fixed @2:1\n        text \"Hyv"},
    {"a word of another language",
	P(R(SWEDISH, "Hej du, och ") R(FINNISH, "päivää")), "word-left-out",
	NULL},
    {"a language of no length", P(R("<w:lang w:val=\"\"/>", "a")), "", NULL},
    {"a language of too much",
	P(R("<w:lang w:val=\"sv-SE-x-aaaaaaaaaaaaaaaaaaaaaaaaaaaa\"/>", "a")),
	"", NULL},
    {"a paragraph's shading", LOOK("<w:shd w:val=\"pct20\"/>"), "word-left-out",
	NULL},
    {"a frame", LOOK("<w:framePr/>"), "word-left-out", NULL},
    {"a page break", LOOK("<w:pageBreakBefore/>"), "word-left-out", NULL},
    {"no page break", LOOK("<w:pageBreakBefore w:val=\"0\"/>"), "", NULL},
    {"a paragraph that was changed", LOOK("<w:pPrChange/>"),
	"word-tracked-changes", NULL},
    {"an indent", LOOK("<w:ind w:left=\"5\"/>"), "word-left-out", NULL},
    {"space", LOOK("<w:spacing w:after=\"5\"/>"), "word-left-out", NULL},
    {"in the middle", LOOK("<w:jc w:val=\"center\"/>"), "word-left-out", NULL},
    {"at the right", LOOK("<w:jc w:val=\"right\"/>"), "word-left-out", NULL},
    {"at the end", LOOK("<w:jc w:val=\"end\"/>"), "word-left-out", NULL},
    {"at both", LOOK("<w:jc w:val=\"both\"/>"), "word-left-out", NULL},
    {"at the left", LOOK("<w:jc w:val=\"left\"/><w:jc/>"), "", NULL},
    {"a style that is not there", LOOK("<w:pStyle w:val=\"X\"/>"), "", NULL},
    {"a heading by its level", LOOK("<w:outlineLvl w:val=\"0\"/>"), "",
	"heading"},
    {"text by its level", LOOK("<w:outlineLvl w:val=\"9\"/>"), "", "paragraph"},
    {"a line below", P(BOX("<w:bottom w:val=\"single\"/>")), "", "rule"},
    {"no line below", P(BOX("<w:bottom w:val=\"nil\"/><w:top/>") T("a")), "",
	"paragraph"},
    {"no line above", P(BOX("<w:top w:val=\"none\"/>") T("a")), "",
	"paragraph"},
    {"a line beside", P(BOX("<w:left w:val=\"single\"/>") T("a")),
	"word-left-out", "paragraph"},
    {"a mark that came", LOOK("<w:rPr><w:ins/></w:rPr>"),
	"word-tracked-changes", NULL},
    {"a mark that went", LOOK("<w:rPr><w:del/></w:rPr>"),
	"word-tracked-changes", NULL},
    {"a mark that was changed", LOOK("<w:rPr><w:rPrChange/></w:rPr>"),
	"word-tracked-changes", NULL},
    {"a mark that is bold", LOOK("<w:rPr><w:b/></w:rPr>"), "", NULL},
    {"a list that came", LOOK("<w:numPr><w:ins/></w:numPr>"),
	"word-tracked-changes", NULL},
    {"a list", ITEM("1", "0"), "", "list"},
    {"a list of bullets", ITEM("2", "0"), "", "list"},
    {"a list of letters", ITEM("1", "1"), "word-list-letters", "list"},
    {"a list of words", ITEM("3", "0"), "word-list-words", NULL},
    {"a list of a style's", ITEM("4", "0"), "", "list"},
    {"a list of a style without one", ITEM("5", "0"), "", NULL},
    {"no list", ITEM("0", "0"), "", "paragraph"},
    {"a list that is not there", ITEM("99", "0"), "", "paragraph"},
    {"too deep a list", ITEM("1", "12"), "", "paragraph"},
    {"a list below none", ITEM("1", "-1"), "", "paragraph"},
    {"a table",
	TABLE("<w:tblLook w:firstRow=\"1\"/>", ROW("", TWO) ROW("", TWO)), "",
	"table"},
    {"a table by bits",
	TABLE("<w:tblLook w:val=\"0020\"/>", ROW("", TWO) ROW("", TWO)), "",
	"table"},
    {"a table by a word",
	TABLE("<w:tblLook w:firstRow=\"true\"/>", ROW("", TWO) ROW("", TWO)),
	"", "table"},
    {"a table by another word",
	TABLE("<w:tblLook w:firstRow=\"on\"/>", ROW("", TWO) ROW("", TWO)), "",
	"table"},
    {"a table without a head",
	TABLE("<w:tblLook w:firstRow=\"0\"/>", ROW("", TWO) ROW("", TWO)), "",
	"table"},
    {"a row that is one", TABLE("", ROW("<w:tblHeader/>", TWO) ROW("", TWO)),
	"", "table"},
    {"a table that was changed", TABLE("<w:tblPrChange/>", ROW("", TWO)),
	"word-tracked-changes", NULL},
    {"cells before", TABLE("", ROW("<w:gridBefore w:val=\"1\"/>", TWO)),
	"word-merged-cells", NULL},
    {"cells behind", TABLE("", ROW("<w:gridAfter w:val=\"1\"/>", TWO)),
	"word-merged-cells", NULL},
    {"a row that came", TABLE("", ROW("<w:ins/>", TWO)), "word-tracked-changes",
	NULL},
    {"a row that went", TABLE("", ROW("<w:del/>", TWO)), "word-tracked-changes",
	NULL},
    {"a row that was changed", TABLE("", ROW("<w:trPrChange/>", TWO)),
	"word-tracked-changes", NULL},
    {"a hidden row", TABLE("", ROW("<w:hidden/>", TWO)), "word-hidden-text",
	NULL},
    {"a row that is not hidden", TABLE("", ROW("<w:hidden w:val=\"0\"/>", TWO)),
	"", NULL},
    {"a cell over two",
	TABLE("", ROW("", CELL("<w:gridSpan w:val=\"2\"/>", "b"))),
	"word-merged-cells word-uneven-row", NULL},
    {"a cell over itself",
	TABLE(
	    "", ROW("", CELL("<w:gridSpan w:val=\"1\"/>", "b") CELL("", "c"))),
	"", NULL},
    {"a cell over the next row",
	TABLE("", ROW("", CELL("<w:vMerge/>", "b") CELL("", "c"))),
	"word-merged-cells", NULL},
    {"a cell over the next, of old",
	TABLE("", ROW("", CELL("<w:hMerge/>", "b") CELL("", "c"))),
	"word-merged-cells", NULL},
    {"a cell that came",
	TABLE("", ROW("", CELL("<w:cellIns/>", "b") CELL("", "c"))),
	"word-tracked-changes", NULL},
    {"a cell that went",
	TABLE("", ROW("", CELL("<w:cellDel/>", "b") CELL("", "c"))),
	"word-tracked-changes", NULL},
    {"a cell that was merged",
	TABLE("", ROW("", CELL("<w:cellMerge/>", "b") CELL("", "c"))),
	"word-tracked-changes", NULL},
    {"a cell that was changed",
	TABLE("", ROW("", CELL("<w:tcPrChange/>", "b") CELL("", "c"))),
	"word-tracked-changes", NULL},
    {"a control that is bound",
	"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>" P(
	    T("a")) "</w:sdtContent></w:sdt>",
	"word-bound-control word-left-out", NULL},
    {"a control that is empty",
	"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P(
	    T("a")) "</w:sdtContent></w:sdt>",
	"word-empty-control word-left-out", NULL},
    {"a control that is filled in",
	"<w:sdt><w:sdtPr><w:showingPlcHdr w:val=\"0\"/></w:sdtPr>"
	"<w:sdtContent>" P(T("a")) "</w:sdtContent></w:sdt>",
	"word-left-out", NULL},
    {"a section that was changed",
	P(T("a")) "<w:sectPr><w:sectPrChange/></w:sectPr>",
	"word-tracked-changes", NULL},
    {"a break of a page", P("<w:r><w:br w:type=\"page\"/></w:r>" T("a")),
	"word-left-out", NULL},
    {"a break of a column", P("<w:r><w:br w:type=\"column\"/></w:r>" T("a")),
	"word-left-out", NULL},
    {"a break of a line",
	P(T("a") "<w:r><w:br w:type=\"textWrapping\"/></w:r>" T("b")), "",
	"break"},
    {"a sign of a font's own", P(T("&#xF0B7; a")), "private-character", NULL},
    {"a field that is not closed", P(T("Hej {{Namn!")), "unclosed-field", NULL},
    {"not closed before another", P(T("Hej {{Namn och {{Ort}}")),
	"unclosed-field", NULL},
    {"a typed heading", P(T("# a")), "word-typed-heading", NULL},
    {"seven hashes are none", P(T("####### a")), "", NULL},
    {"a hash without a blank", P(T("#a")), "", NULL},
    {"a typed list", P(T("1. a")) P(T("2. b")), "word-typed-list", NULL},
    {"a year is none", P(T("2012. a")) P(T("2013. b")), "", NULL},
    {"a typed list with brackets", P(T("1) a")) P(T("2) b")), "word-typed-list",
	NULL},
    {"numbers that do not follow", P(T("1. a")) P(T("3. b")), "", NULL},
    {"a number and a line", P(T("1. a")) P(T("b")), "", NULL},
    {"a number without a blank", P(T("1.a")) P(T("2.b")), "", NULL},
    {"a hash alone", P(T("#")), "", NULL},
    {"a bold line", P(R("<w:b/>", "S\u00E5 g\u00F6r du")) P(T("a")),
	"word-looks-like-heading", NULL},
    {"a bold sentence", P(R("<w:b/>", "S\u00E5 g\u00F6r du.")) P(T("a")), "",
	NULL},
    {"a bold line of two",
	P(R("<w:b/>", "S\u00E5 g\u00F6r") "<w:r><w:br/></w:r>" R(
	    "<w:b/>", "du")) P(T("a")),
	"", NULL},
    {"a long bold line",
	P(R("<w:b/>", "S\u00E5 g\u00F6r du som bor hemma och vill ha "
		      "hj\u00E4lp hela dagen av n\u00E5gon "
		      "annan \u00E4n kommunen i h\u00F6st")) P(T("a")),
	"", NULL},
    {"a title", STYLED("Title"), "", "heading 1"},
    {"a subtitle", STYLED("Subtitle"), "", "heading 2"},
    {"a heading by its name", STYLED("H3"), "", "heading 3"},
    {"no heading of that name", STYLED("H0"), "", "paragraph"},
    {"no heading by its level", STYLED("H9"), "", "paragraph"},
    {"a style of a heading's", STYLED("Under"), "", "heading 3"},
    {"a quote", STYLED("Quote"), "", "quote"},
    {"an intense quote", STYLED("Intense"), "", "quote"},
    {"quotations", STYLED("Quotations"), "", "quote"},
    {"a signature", STYLED("Signature"), "", " .signature"},
    {"a style of one's own", STYLED("Ruta"), "", " .min-ruta"},
    {"one that everybody has", STYLED("Body"), "", "paragraph fixed"},
    {"a hidden style", STYLED("Hidden"), "word-hidden-text", NULL},
    {"a struck style", STYLED("Struck"), "word-struck-text", NULL},
    {"not hidden in a hidden style",
	P("<w:pPr><w:pStyle w:val=\"Hidden\"/></w:pPr>" R(
	    "<w:vanish w:val=\"0\"/>", "a")),
	"", NULL},
    {"a hidden style of a run", P(R("<w:rStyle w:val=\"Gone\"/>", "a")),
	"word-hidden-text", NULL},
    {"a struck style of a run", P(R("<w:rStyle w:val=\"Off\"/>", "a")),
	"word-struck-text", NULL},
    {"a bold style of a run", P(R("<w:rStyle w:val=\"Bold\"/>", "a") T("b")),
	"", "strong"},
    {"an italic style of a run",
	P(R("<w:rStyle w:val=\"Slant\"/>", "a") T("b")), "", "emphasis"},
    {"bold alone between blanks", P(T("a") R("<w:b/>", " b ") T("c")), "",
	"strong"},
    {"a blank that is bold", P(T("a") R("<w:b/>", " ") T("c")), "",
	"text \"a c\""},
    {"a style in a circle", STYLED("Round"), "", "paragraph"},
    {"a list of a number of numbers", ITEM("6", "0"), "word-list-letters",
	"list"},
    {"a list of no numbers", ITEM("6", "1"), "", NULL},
    {"a list of a list that is not there", ITEM("7", "0"), "", NULL},
    {"two lists of numbers", ITEM("1", "0") ITEM("1", "0") ITEM("8", "0"), "",
	"list from 5"},
    {"bullets and numbers", ITEM("2", "0") ITEM("1", "0"), "", "list"},
    {"a table by its style",
	TABLE("<w:tblStyle w:val=\"Grid\"/><w:tblLook w:firstRow=\"1\"/>",
	    ROW("", TWO) ROW("", TWO)),
	"", "table"},
    {"a line end in the text", P(T("a\nb\tc")), "", "text \"a b c\""},
    {"a sign that is no text", P(T("a&#x85;b")), "control-character", NULL},
    {"a line of Unicode's", P(T("a\u2028b")), "control-character", NULL},
    {"a sign beyond all planes", P(T("a&#xF0001;b")), "private-character",
	NULL},
    {"a square of a font's own", P(T("&#xF0A7; a")), "private-character", NULL},
    {"another sign of a font's own", P(T("&#xF0A8; a")), "private-character",
	NULL},
    {"text in no paragraph", "<w:r><w:t>a</w:t></w:r>", "word-unknown-element",
	NULL},
    {"blanks in no paragraph", "<w:r><w:t> </w:t></w:r>" P(T("a")), "", NULL},
    {"a code in no field", P("<w:r><w:instrText>a</w:instrText></w:r>" T("b")),
	"word-unknown-element", NULL},
    {"a blank code in no field",
	P("<w:r><w:instrText> </w:instrText></w:r>" T("b")), "", NULL},
    {"an end of no field",
	P("<w:r><w:fldChar w:fldCharType=\"separate\"/>"
	  "<w:fldChar w:fldCharType=\"end\"/></w:r>" T("b")),
	"", "text \"b\""},
    {"a row in no table", ROW("", TWO) P(T("a")), "", NULL},
    {"a heading with its name",
	P("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" T("Hej {#ett} ")), "",
	" #ett"},
    {"a bold heading", P(LEVEL_1 R("<w:b/>", "Hej") R("<w:b/>", " du")), "",
	"heading 1 fixed @1:1\n    text"},
    {"a heading with a bold word", P(LEVEL_1 R("<w:b/>", "Hej") T(" du")), "",
	"strong"},
    {"a bold heading with a field that is not",
	P(LEVEL_1 R("<w:b/>", "Hej ") T("{{Namn}}")), "", "strong"},
    {"a line below text", P(BOX("<w:bottom w:val=\"single\"/>") T("a")),
	"word-left-out", "paragraph"},
    {"a comment alone", P(T("{{! hej}}")) P(T("a")), "",
	"document @1:1\n  paragraph fixed @2:1"},
    {"tags between items",
	ITEM("2", "0") P(T("{{if Ort = 'Vik'}}")) ITEM("2", "0") P(T("{{/if}}"))
	    ITEM("2", "0"),
	"", "branch 0"},
    {"a tag between items and text",
	ITEM("2", "0") P(T("{{if Ort = 'Vik'}}")) P(T("b")) P(T("{{/if}}")), "",
	"branch 0"},
    {"braces over two lines", P(T("{{Na") BR T("mn}}")), "unclosed-field",
	NULL},
    {"braces that close by one", P(T("{{Namn} och} {a}")), "unclosed-field",
	NULL},
    {"attributes", P(T("{.ruta}")) P(T("a")), "", " .ruta"},
    {"no attributes", P(T("{ruta}")) P(T("a")), "", "text \"{ruta}\""},
    {"a heading with braces",
	P("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" T("Hej{a}")), "",
	"text \"Hej{a}\""},
};

#define STYLE(type, id, name, inside)                                          \
	"<w:style w:type=\"" type "\" w:styleId=\"" id                         \
	"\"><w:name w:val=\"" name "\"/>" inside "</w:style>"
#define OWN_STYLE(id, name, inside)                                            \
	"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" id    \
	"\"><w:name w:val=\"" name "\"/>" inside "</w:style>"

static const char more_styles[] = STYLE(
    "paragraph", "Title", "Title", "") STYLE("paragraph", "Subtitle",
    "Subtitle", "") STYLE("paragraph", "H3", "heading 3", "") STYLE("paragraph",
    "H0", "heading 0", "") STYLE("paragraph", "H9", "heading 1",
    "<w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>") OWN_STYLE("Under",
    "Min rubrik", "<w:basedOn w:val=\"H3\"/>") STYLE("paragraph", "Quote",
    "Quote", "") STYLE("paragraph", "Intense", "Intense Quote",
    "") OWN_STYLE("Quotations", "Quotations", "") STYLE("paragraph",
    "Signature", "Signature",
    "") OWN_STYLE("Ruta", "Min ruta", "") OWN_STYLE("Body", "Text body",
    "") STYLE("paragraph", "Hidden", "Dold", "<w:rPr><w:vanish/></w:rPr>")
    STYLE("paragraph", "Struck", "Struken", "<w:rPr><w:strike/></w:rPr>") STYLE(
	"character", "Gone", "Borta", "<w:rPr><w:specVanish/></w:rPr>")
	STYLE("character", "Off", "Av", "<w:rPr><w:dstrike/></w:rPr>")
	    STYLE("character", "Bold", "Fet", "<w:rPr><w:b/><w:lang/></w:rPr>")
		STYLE("character", "Slant", "Kursiv", "<w:rPr><w:i/></w:rPr>")
		    STYLE("paragraph", "Round", "Rund",
			"<w:basedOn w:val=\"Round\"/>") STYLE("table", "Grid",
			"Rutor", "<w:tblStylePr w:type=\"firstRow\"/>");

static const char styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/></w:style>"
    "<w:style w:type=\"numbering\" w:styleId=\"Listan\"><w:name "
    "w:val=\"Listan\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>"
    "</w:style>";

#define LEVEL(number, format, text)                                            \
	"<w:lvl w:ilvl=\"" number "\"><w:start w:val=\"1\"/><w:numFmt "        \
	"w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define ABSTRACT(number, inside)                                               \
	"<w:abstractNum w:abstractNumId=\"" number "\">" inside                \
	"</w:abstractNum>"
#define NUM(number, of)                                                        \
	"<w:num w:numId=\"" number "\"><w:abstractNumId w:val=\"" of           \
	"\"/></w:num>"

static const char numbering[] = ABSTRACT("1",
    LEVEL("0", "decimal", "%1.") LEVEL("1", "lowerLetter", "%2)")) ABSTRACT("2",
    LEVEL("0", "bullet", "-")) ABSTRACT("3",
    LEVEL("0", "decimal", "Punkt %1")) ABSTRACT("4",
    "<w:numStyleLink w:val=\"Listan\"/>") ABSTRACT("5",
    "<w:numStyleLink w:val=\"Ingen\"/>") ABSTRACT("6",
    LEVEL("0", "decimal", "%1.%2")
	LEVEL("1", "decimal", ".")) NUM("1", "1") NUM("2", "2") NUM("3",
    "3") NUM("4", "4") NUM("5", "5") NUM("6", "6") NUM("7",
    "77") "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride "
	  "w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>"
	  "<w:lvlOverride w:ilvl=\"12\"><w:startOverride w:val=\"7\"/>"
	  "</w:lvlOverride></w:num>";

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
	struct strbuf parts[3] = {{0}}, body = {0}, all = {0};
	strbuf_print(&body, "<w:body>%s</w:body>", cases[at].body);
	put_part(&parts[0], strbuf_text(&body));
	strbuf_print(&all, "%s%s", styles, more_styles);
	put_part(&parts[1], strbuf_text(&all));
	put_part(&parts[2], numbering);
	put_document(out, strbuf_view(&parts[0]), strbuf_view(&parts[1]),
	    strbuf_view(&parts[2]));
	for (int i = 0; i < 3; i++)
		strbuf_fini(&parts[i]);
	strbuf_fini(&body);
	strbuf_fini(&all);
}

static void
list_codes(struct strbuf *out, const struct diag *diag)
{
	for (size_t i = 0; i < diag_count(diag); i++) {
		strbuf_add_text(out, i ? " " : "");
		strbuf_add_text(out, diag_view(diag, i)->main.message->code);
	}
}

static void
test_case(size_t at)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, codes = {0}, shape = {0};
	put_case(&file, at);
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	list_codes(&codes, diag);
	test_slice(cases[at].name, strbuf_view(&codes), cases[at].want);
	if (letter && cases[at].shape) {
		node_dump(&shape, letter->root);
		bool has = strstr(strbuf_text(&shape), cases[at].shape);
		test_true(cases[at].name, has);
		if (!has)
			printf("  have: %s\n", strbuf_text(&shape));
	} else if (cases[at].shape) {
		test_true(cases[at].name, false);
	}
	strbuf_fini(&file);
	strbuf_fini(&codes);
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
