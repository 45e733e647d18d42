/*
 * The seldom met corners of a Word document's text: fields in the wrong place,
 * tags alone and among words, lists and tables of few kinds, languages.
 */
#include "../../word/made.h"
#include "letter/write.h"
#include "test.h"

#define P(inside) "<w:p>" inside "</w:p>"
#define R(look, text)                                                          \
	"<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" text        \
	"</w:t></w:r>"
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define BR "<w:r><w:br/></w:r>"
#define TAB "<w:r><w:tab/></w:r>"
#define CHAR(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text)                                                             \
	"<w:r><w:instrText xml:space=\"preserve\">" text "</w:instrText></"    \
	"w:r>"
#define FIELD(code, result)                                                    \
	CHAR("begin") CODE(code) CHAR("separate") result CHAR("end")
#define LEVEL_1 "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
#define LANG(tag) "<w:lang w:val=\"" tag "\"/>"
#define ITEM(number, level, text)                                              \
	P("<w:pPr><w:numPr><w:ilvl w:val=\"" level                             \
	  "\"/><w:numId w:val=\"" number "\"/></w:numPr></w:pPr>" T(text))
#define CELL(inside) "<w:tc>" inside "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define GRID(widths) "<w:tblGrid>" widths "</w:tblGrid>"
#define COL(width) "<w:gridCol w:w=\"" width "\"/>"
#define TABLE(inside) "<w:tbl>" inside "</w:tbl>"
#define TWO ROW(CELL(P(T("b"))) CELL(P(T("c"))))
#define RIGHT(text) P("<w:pPr><w:jc w:val=\"right\"/></w:pPr>" T(text))
#define LINK(id, inside) "<w:hyperlink r:id=\"" id "\">" inside "</w:hyperlink>"
#define STYLED(id) P("<w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" T("a"))

static const struct {
	const char *name, *body;
	const char *want; /* the codes of all that is told, in order */
	const char
	    *shape; /* of the letter, as node_dump has it, and "$"; NULL: any */
} cases[] = {
    /* fields */
    {"a field in no paragraph", FIELD(" MERGEFIELD Namn ", T("x")) P(T("a")),
	"word-unknown-element word-unknown-element", NULL},
    {"a field's code in no paragraph", CHAR("begin") CODE(" PAGE ") P(T("a")),
	"word-unknown-element", NULL},
    {"a simple field in no paragraph",
	"<w:fldSimple w:instr=\" MERGEFIELD Namn \"/>" P(T("a")),
	"word-unknown-element", NULL},
    {"a code in a field's result",
	P(FIELD(" MERGEFIELD Namn ", CODE("x") T("y"))), "word-unknown-element",
	NULL},
    {"a field in the result of another",
	P(FIELD(" MERGEFIELD Namn ", FIELD(" MERGEFIELD Ort ", T("x")))), "",
	"paragraph @1:1\n    field 0 @1:1\n$"},
    {"a link that is no more than its code",
	P(T("a") CHAR("begin") CODE(" HYPERLINK \"https://e.se\" ") CHAR("end")
		T("b")),
	"", "text \"ab\" @1:1\n$"},
    {"a tab in a field's result", P(FIELD(" MERGEFIELD Namn ", TAB T("x"))), "",
	"    field 0 @1:1\n$"},
    {"a tab in a field's result, behind text",
	P(T("a") FIELD(" MERGEFIELD Namn ", TAB T("x"))), "",
	"    text \"a\" @1:1\n    field 0 @1:2\n$"},
    {"a link to a place", P(LINK("i", T("a"))), "word-left-out",
	"text \"a\" @1:1\n$"},
    {"a link to nothing", P(LINK("e", T("a"))), "no-target", NULL},
    {"a link to a field's place alone", P(LINK("m", T("a"))), "",
	"link \"mailto:\" @1:1\n      text \"a\" @1:1\n$"},
    {"a link in bold and blanks", P(LINK("c", R("<w:b/>", " a ")) T("b")), "",
	"link \"https://exempel.se\" @1:2\n      strong @1:2\n        text "
	"\"a\" @1:2\n      text \" (exempel.se)\" @1:2\n    text \" b\" "
	"@1:3\n$"},
    {"two links and blanks", P(LINK("c", T("a ")) LINK("d", T(" b")) T(" c")),
	"",
	"text \"a \" @1:1\n      text \" (exempel.se)\" @1:1\n    link "
	"\"https://exempel.se/d\" @1:3\n      text \" b\""},
    {"a link that says its address", P(LINK("c", T("exempel.se"))), "",
	"text \"exempel.se\" @1:1\n$"},
    {"a link of blanks", P(T("a") LINK("c", T(" ")) T("b")), "",
	"text \"a b\" @1:1\n$"},
    /* signs */
    {"a sign of no font's", P(T("a&#xFFFFE;b")), "private-character", NULL},
    {"a deleted sign", P(T("a&#x7F;b")), "control-character", NULL},
    {"a return in the text", P(T("a&#13;b")), "", "text \"a b\""},
    /* tags */
    {"a comment among words", P(T("a {{! c}} b")), "", "text \"a  b\" @1:1\n$"},
    {"a tag that is wrong among words", P(T("a {{a b}} b")), "blank-in-name",
	NULL},
    {"a wrong tag among words", P(T("a {{if}} b")), "no-condition", NULL},
    {"a part among words", P(T("a {{> del}} b")), "part-not-alone", NULL},
    {"three braces", P(T("{{{Namn}}}} b")), "three-braces", NULL},
    {"three braces to the end", P(T("a {{{Namn}}}")), "three-braces", NULL},
    {"three braces that do not close", P(T("a {{{Namn")), "three-braces", NULL},
    {"a field that begins as a tag does", P(T("{{elsewhere}}")), "",
	"paragraph @1:1\n    field 0 @1:1\n$"},
    {"a field like one, and wrong", P(T("{{elsewhere b}}")), "blank-in-name",
	NULL},
    {"a wrong tag alone", P(T("{{if}}")) P(T("a")), "no-condition", NULL},
    {"a field alone", P(T("{{Namn}}")), "", "field"},
    {"a tag and a text", P(T("{{if Ort = 'Vik'}} a {{/if}}")), "",
	"branch 0 @1:1\n        text \" a \""},
    {"three braces alone", P(T("{{{if Ort}}}")), "three-braces", NULL},
    {"two braces alone", P(T("{{}")), "unclosed-field", NULL},
    {"a tag of a list's own",
	ITEM("2", "0", "a") ITEM("2", "0", "{{if Ort = 'Vik'}}")
	    ITEM("2", "0", "b") ITEM("2", "0", "{{/if}}"),
	"", "    if @2:1\n      branch 0 @2:1\n        item fixed @3:1\n"},
    {"a comment of a list's own",
	ITEM("2", "0", "a") ITEM("2", "0", "{{! hej}}") ITEM("2", "0", "b"), "",
	"text \"a\" @1:1\n    item fixed @3:1"},
    {"a tag at the end behind one that stood alone",
	P(T("{{if Ort = 'Vik'}}") BR T("{{if Ort = 'By'}}") BR T("a")
		BR T("{{/if}}") BR T("{{/if}}")),
	"", "text \"a\" @1:38\n$"},
    {"a heading with a wrong name", P(LEVEL_1 T("Hej {ruta}")), "",
	"text \"Hej {ruta}\""},
    {"a heading that is attributes", P(LEVEL_1 T("{#ett}")), "attributes-alone",
	NULL},
    {"a no-break space alone", P(T("\u00a0")) P(T("a")), "",
	"text \"\\u{a0}\" @1:1"},
    /* lists */
    {"a list that begins anew",
	ITEM("1", "0", "a") ITEM("1", "0", "b") ITEM("8", "0", "c")
	    ITEM("1", "0", "d"),
	"",
	"text \"b\" @2:1\n  list from 1 tight fixed @3:1\n    item fixed "
	"@3:1\n      paragraph fixed @3:1\n        text \"c\" @3:1\n  list "
	"from 2 tight fixed @4:1"},
    {"a list of a level of its own", ITEM("9", "0", "a"), "",
	"list tight fixed"},
    {"a list of a level of its own and no other", ITEM("10", "0", "a"), "",
	"list from 1 tight fixed"},
    {"two items of no list but their level's",
	ITEM("10", "0", "a") ITEM("10", "0", "b"), "",
	"    item fixed @2:1\n      paragraph fixed @2:1\n        text \"b\""},
    {"a list of a per cent sign", ITEM("11", "0", "a"), "word-list-words",
	NULL},
    {"a list of an empty sign", ITEM("14", "0", "a"), "", "list tight fixed"},
    {"a list of a style that has none", ITEM("12", "0", "a"), "",
	"list tight fixed"},
    {"numbers typed before a heading", P(T("1. a")) P(LEVEL_1 T("2. b")), "",
	NULL},
    {"digits alone", P(T("1")) P(T("2")), "", NULL},
    {"a field behind a number", P(T("1. a")) P(T("{{Namn}}")), "", NULL},
    /* tables */
    {"an empty item in a cell",
	TABLE(ROW(CELL(P("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
			 "</w:pPr>") P(T("b"))) CELL(P(T("c"))))),
	"", "cell fixed @2:1\n        text \"b\""},
    {"an item without a sign in a cell",
	TABLE(ROW(CELL(ITEM("13", "0", "b")) CELL(P(T("c"))))), "",
	"cell fixed @1:1\n        text \"b\""},
    {"an item in a cell", TABLE(ROW(CELL(ITEM("1", "0", "b")) CELL(P(T("c"))))),
	"word-in-cell", NULL},
    {"a column that differs",
	TABLE(ROW(CELL(P(T("a"))) CELL(RIGHT("b"))) ROW(CELL(P(T("c")))
		CELL(P(T("d")))) ROW(CELL(P(T("e"))) CELL(RIGHT("f")))),
	"",
	"cell end fixed @2:1\n        text \"b\" @2:1\n    row fixed @3:1\n    "
	"  cell fixed @3:1\n        text \"c\" @3:1\n      cell fixed @4:1"},
    {"widths that say something", TABLE(GRID(COL("1000") COL("3000")) TWO), "",
	"table 2 columns 250:750 fixed"},
    {"a width of nothing", TABLE(GRID(COL("0") COL("3000")) TWO), "",
	"table 2 columns fixed"},
    {"widths without a number", TABLE(GRID(COL("x") COL("3000") "<w:x/>") TWO),
	"", "table 2 columns fixed"},
    {"no width", TABLE(TWO), "", "table 2 columns fixed"},
    {"a part in a row",
	TABLE(GRID(COL("1") COL("1"))
		TWO ROW(CELL(P(T("{{> del}}"))) CELL(P("")))),
	"part-not-alone", NULL},
    {"a comment in a row",
	TABLE(
	    GRID(COL("1") COL("1")) TWO ROW(CELL(P(T("{{! a}}"))) CELL(P("")))),
	"", "text \"c\" @2:1\n$"},
    {"a wrong tag in a row",
	TABLE(
	    GRID(COL("1") COL("1")) TWO ROW(CELL(P(T("{{if}}"))) CELL(P("")))),
	"no-condition", NULL},
    {"a border in no paragraph",
	TABLE("<w:tblPr><w:tblLook w:val=\"0000\"/></w:tblPr>" TWO), "", NULL},
    {"a line beside that is none",
	P("<w:pPr><w:pBdr><w:left w:val=\"nil\"/></w:pBdr></w:pPr>" T("a")), "",
	NULL},
    {"looks of a table without one",
	TABLE("<w:tblPr><w:tblLook/></w:tblPr>" TWO), "", NULL},
    /* languages */
    {"a language of one letter", P(R(LANG("x-none"), "Hej du")), "", NULL},
    {"a language of four letters", P(R(LANG("abcd-SE"), "Hej du")), "", NULL},
    {"a language that nobody has", P(R(LANG("xx-XX"), "Hej du")), "", NULL},
    {"Finnish that speaks Swedish",
	P(R(LANG("fi-FI"), "Hej, hur m\u00e5r du i dag?")), "",
	"language sv\n"},
    {"Finnish that speaks neither", P(R(LANG("fi-FI"), "Sauna")), "",
	"language fi\n"},
    {"Finnish", P(R(LANG("fi-FI"), "Mit\u00e4 sin\u00e4 teet?")), "",
	"language fi\n"},
    {"English that speaks neither", P(R(LANG("en-US"), "Sauna")),
	"word-language", "language sv\n"},
    {"a paragraph of English without a word of it",
	P(R(LANG("sv-SE"), "Hej du, det h\u00e4r \u00e4r l\u00e4ngre"))
	    P(R(LANG("en-US"), "Sauna")),
	"", "paragraph fixed @2:1"},
    {"a paragraph of English",
	P(R(LANG("sv-SE"), "Hej du, det h\u00e4r \u00e4r l\u00e4ngre"))
	    P(R(LANG("en-US"), "How are you?")),
	"", "paragraph language=en fixed @2:1"},
    {"a paragraph that nobody speaks",
	P(R(LANG("sv-SE"), "Hej du, det h\u00e4r \u00e4r l\u00e4ngre"))
	    P(R(LANG("xx-XX"), "Sauna")),
	"", "paragraph fixed @2:1"},
    {"German, of which no word of address is known",
	P(R(LANG("de-DE"), "Sauna")), "", "language de\n"},
    {"more of another language further on",
	P(R(LANG("fi-FI"), "Sauna"))
	    P(R(LANG("sv-SE"), "Hej du, hur m\u00e5r")),
	"", "language sv\n"},
    {"more languages than are counted",
	P(R(LANG("aa"), "a") R(LANG("ab"), "a") R(LANG("ac"), "a")
		R(LANG("ad"), "a") R(LANG("ae"), "a") R(LANG("af"), "a")
		    R(LANG("ag"), "a") R(LANG("ah"), "a") R(LANG("ai"), "a") R(
			LANG("aj"), "a") R(LANG("ak"), "a") R(LANG("al"), "a")
			R(LANG("am"), "a") R(LANG("an"), "a") R(LANG("ao"), "a")
			    R(LANG("ap"), "a") R(LANG("fi"), "Sauna")),
	"", "language sv\n"},
    {"a language without a value",
	P(R("<w:lang/>", "a") R(LANG("sv-SE"), "Hej du")), "", NULL},
    /* styles */
    {"a style that is bold and not",
	P(R("<w:rStyle w:val=\"Thin\"/>", "a") T("b")), "", "text \"ab\""},
    {"a style without the capitals of its own style",
	P(R("<w:rStyle w:val=\"Low\"/>", "a") T("b")), "", "text \"ab\""},
    {"a style that is larger", P(R("<w:rStyle w:val=\"Big\"/>", "Hej du")),
	"word-looks-like-heading", NULL},
    {"a larger style below it", STYLED("Tall"), "", "paragraph fixed"},
    {"a style of a heading's letter", STYLED("Ha"), "", "paragraph"},
    {"a style that is custom off", STYLED("Off"), "", "paragraph"},
    {"a style that is custom on", STYLED("On"), "", " .min-on"},
    {"a heading of one's own", STYLED("OwnTitle"), "", "heading 1"},
    {"a table of a style's style",
	TABLE("<w:tblPr><w:tblStyle w:val=\"Sub\"/><w:tblLook "
	      "w:firstRow=\"1\"/></w:tblPr>" TWO TWO),
	"", "row header fixed @1:1"},
    {"a table of a style without a head",
	TABLE("<w:tblPr><w:tblStyle w:val=\"Plain\"/><w:tblLook "
	      "w:firstRow=\"1\"/></w:tblPr>" TWO TWO),
	"", "row fixed @1:1"},
    {"bold in italic",
	P(R("<w:i/>", "a") R("<w:b/><w:i/>", "b") R("<w:i/>", "c")), "",
	"emphasis @1:1\n      text \"a\" @1:1\n      strong @1:2"},
    {"italic in bold",
	P(R("<w:b/>", "a") R("<w:b/><w:i/>", "b") R("<w:b/>", "c")),
	"word-looks-like-heading",
	"strong @1:1\n      text \"a\" @1:1\n      emphasis @1:2"},
    {"a larger run in a larger style",
	P("<w:pPr><w:pStyle w:val=\"Tall\"/></w:pPr>" R(
	    "<w:sz w:val=\"32\"/>", "Hej du")),
	"word-left-out", NULL},
    {"a larger run in a style in a circle",
	P("<w:pPr><w:pStyle w:val=\"Round\"/></w:pPr>" R(
	    "<w:sz w:val=\"32\"/>", "Hej du")),
	"word-looks-like-heading word-left-out", NULL},
    {"a table of a style in a circle",
	TABLE("<w:tblPr><w:tblStyle w:val=\"Ring\"/><w:tblLook "
	      "w:firstRow=\"1\"/></w:tblPr>" TWO TWO),
	"", "row fixed @1:1"},
    {"a style of a language", P(R("<w:rStyle w:val=\"Suomi\"/>", "Sauna")), "",
	"language fi\n"},
    /* elements */
    {"a paragraph's look behind another paragraph",
	"<w:p><w:p/><w:pPr><w:jc w:val=\"right\"/><w:pBdr><w:top "
	"w:val=\"single\"/></w:pBdr></w:pPr></w:p>" P(T("a")),
	"word-left-out word-left-out", "text \"a\" @3:1\n$"},
    {"tabs of the same",
	"<w:p><w:p/><w:pPr><w:tabs><w:tab w:leader=\"dot\"/></w:tabs></w:pPr>"
	"</w:p>" P(T("a")),
	"word-left-out", "text \"a\" @3:1\n$"},
    {"a page's end in a field's result",
	P(FIELD(" MERGEFIELD Namn ", "<w:r><w:br w:type=\"page\"/></w:r>")),
	"word-left-out", "    field 0 @1:1\n$"},
    {"a page's end in no paragraph",
	"<w:r><w:br w:type=\"page\"/></w:r>" P(T("a")), "word-left-out",
	"text \"a\" @1:1\n$"},
    {"a line above",
	P("<w:pPr><w:pBdr><w:top w:val=\"single\"/></w:pBdr></w:pPr>"), "",
	"rule"},
    {"a heading of one's own that is text by hand",
	P("<w:pPr><w:pStyle w:val=\"OwnTitle\"/><w:outlineLvl w:val=\"9\"/>"
	  "</w:pPr>" T("a")),
	"", "  paragraph fixed @1:1\n"},
    {"a section's end", P("<w:pPr><w:sectPr/></w:pPr>" T("a")), "word-left-out",
	"text \"a\" @1:1\n$"},
    {"a value of another's name",
	P("<w:pPr><w:outlineLvl xmlns:y=\"" MADE_W
	  "2\" y:val=\"0\"/></w:pPr>" T("a")),
	"", "paragraph fixed"},
    {"numbers that are none",
	P("<w:pPr><w:outlineLvl w:val=\"99999999999999999999\"/></w:pPr>" T(
	    "a"))
	    P("<w:pPr><w:outlineLvl w:val=\"2000000000\"/></w:pPr>" T("b")) P(
		"<w:pPr><w:outlineLvl w:val=\"-2000000000\"/></w:pPr>" T("c")),
	"", "paragraph fixed @3:1"},
    {"a formula",
	P("<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/"
	  "2006/math\"><m:r><m:t>a</m:t></m:r></m:oMath>" T("b")),
	"word-formula", NULL},
    {"an element of a drawing's outside of one",
	P("<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/"
	  "2006/wordprocessingDrawing\"/>" T("b")),
	"word-left-out", "text \"b\" @1:1\n$"},
};

#define STYLE(type, more, id, name, inside)                                    \
	"<w:style w:type=\"" type "\" " more " w:styleId=\"" id                \
	"\"><w:name w:val=\"" name "\"/>" inside "</w:style>"

static const char styles[] = STYLE("paragraph", "w:default=\"1\"", "Normal",
    "Normal", "") STYLE("character", "", "Thin", "Tunn",
    "<w:rPr><w:b w:val=\"0\"/></w:rPr>") STYLE("character", "", "Caps",
    "Versal", "<w:rPr><w:caps/></w:rPr>") STYLE("character", "", "Low", "Gemen",
    "<w:basedOn w:val=\"Caps\"/><w:rPr><w:caps w:val=\"0\"/></w:rPr>")
    STYLE("character", "", "Big", "Stor",
	"<w:rPr><w:sz w:val=\"40\"/></w:rPr>") STYLE("paragraph", "", "Base",
	"Bas", "<w:rPr><w:sz w:val=\"30\"/></w:rPr>") STYLE("paragraph", "",
	"Tall", "H\u00f6g", "<w:basedOn w:val=\"Base\"/>") STYLE("paragraph",
	"", "Ha", "heading a", "") STYLE("paragraph", "w:customStyle=\"off\"",
	"Off", "Min off", "") STYLE("paragraph", "w:customStyle=\"on\"", "On",
	"Min on", "") STYLE("paragraph", "w:customStyle=\"1\"", "OwnTitle",
	"Title", "") STYLE("numbering", "", "Listan", "Listan",
	"<w:pPr><w:numPr><w:numId "
	"w:val=\"0\"/></w:numPr></w:pPr>") STYLE("table", "", "Head", "Huvud",
	"<w:tblStylePr w:type=\"firstRow\"/>")
	STYLE("table", "", "Sub", "Under", "<w:basedOn w:val=\"Head\"/>") STYLE(
	    "table", "", "Plain", "Enkel",
	    "<w:tblStylePr "
	    "w:type=\"lastRow\"/><w:tblStylePr/"
	    ">") "<x:style "
		 "xmlns:x=\"http://"
		 "purl.oclc.org/ooxml/"
		 "drawingml/main\"/>" STYLE("character", "", "Suomi", "Suomi",
		     "<w:rPr><w:lang "
		     "w:val=\"fi-FI\"/></"
		     "w:rPr>") STYLE("table", "", "Ring", "Ring",
		     "<w:basedOn "
		     "w:val=\"Ring\"/>") STYLE("paragraph", "", "Round", "Rund",
		     "<w:basedOn "
		     "w:val=\"Round\"/"
		     ">") "<w:tblPr/>";

#define LEVEL(number, format, text)                                            \
	"<w:lvl w:ilvl=\"" number "\"><w:start w:val=\"1\"/><w:numFmt "        \
	"w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define ABSTRACT(number, inside)                                               \
	"<w:abstractNum w:abstractNumId=\"" number "\">" inside                \
	"</w:abstractNum>"
#define NUM(number, of, inside)                                                \
	"<w:num w:numId=\"" number "\"><w:abstractNumId w:val=\"" of           \
	"\"/>" inside "</w:num>"

static const char numbering[] = LEVEL("0", "bullet",
    "-") "<w:numStyleLink w:val=\"Listan\"/>"
	 "<a:x "
	 "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"/"
	 ">" ABSTRACT("1", LEVEL("0", "decimal", "%1.")) ABSTRACT("2",
	     LEVEL("0", "bullet", "-") LEVEL("9", "decimal",
		 "%1")) ABSTRACT("3", LEVEL("0", "decimal", "%")) ABSTRACT("4",
	     "<w:numStyleLink/><w:numStyleLink w:val=\"Listan\"/>" LEVEL(
		 "0", "bullet", "-")) ABSTRACT("5", LEVEL("0", "none", ""))
	     ABSTRACT("6", LEVEL("0", "bullet", "")) NUM("1", "1", "") NUM(
		 "2", "2", "") NUM("8", "1",
		 "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
		 "</w:lvlOverride>") NUM("9", "1",
		 "<w:lvlOverride w:ilvl=\"0\">" LEVEL(
		     "0", "bullet", "-") "</w:lvlOverride>") NUM("10", "77",
		 "<w:lvlOverride w:ilvl=\"0\">" LEVEL("0", "decimal",
		     "%1.") "</w:lvlOverride>") NUM("11", "3", "")
		 NUM("12", "4", "") NUM("13", "5", "") NUM("14", "6", "");

static const char relations[] =
    "<R xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"a\" Type=\"/styles\" "
    "Target=\"styles.xml\"/><Relationship Id=\"b\" Type=\"/numbering\" "
    "Target=\"numbering.xml\"/><Relationship Id=\"c\" Type=\"/hyperlink\" "
    "Target=\"https://exempel.se\" TargetMode=\"External\"/><Relationship "
    "Id=\"d\" Type=\"/hyperlink\" Target=\"https://exempel.se/d\" "
    "TargetMode=\"External\"/><Relationship Id=\"e\" Type=\"/hyperlink\" "
    "Target=\"\" TargetMode=\"External\"/><Relationship Id=\"i\" "
    "Type=\"/hyperlink\" Target=\"a.xml\"/><Relationship Id=\"m\" "
    "Type=\"/hyperlink\" Target=\"mailto:\" TargetMode=\"External\"/></R>";

static void
put_part(struct strbuf *out, const char *inside)
{
	strbuf_print(out,
	    "<w:document xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R "\">%s"
	    "</w:document>",
	    inside);
}

static void
put_case(struct strbuf *out, const char *body)
{
	struct strbuf parts[3] = {{0}}, whole = {0};
	strbuf_print(&whole, "<w:body>%s</w:body>", body);
	put_part(&parts[0], strbuf_text(&whole));
	put_part(&parts[1], styles);
	put_part(&parts[2], numbering);
	struct entry entries[] = {
	    {"[Content_Types].xml", slice_view(made_types), 0, 0},
	    {"_rels/.rels", slice_view(made_root), 0, 0},
	    {"word/_rels/document.xml.rels", slice_view(relations), 0, 0},
	    {"word/document.xml", strbuf_view(&parts[0]), 0, 0},
	    {"word/styles.xml", strbuf_view(&parts[1]), 0, 0},
	    {"word/numbering.xml", strbuf_view(&parts[2]), 0, 0},
	};
	put_zip(out, entries, COUNT(entries));
	for (int i = 0; i < 3; i++)
		strbuf_fini(&parts[i]);
	strbuf_fini(&whole);
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
check(const char *name, const char *body, const char *want, const char *shape)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, codes = {0}, have = {0};
	put_case(&file, body);
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	list_codes(&codes, diag);
	test_slice(name, strbuf_view(&codes), want);
	if (letter) {
		strbuf_print(&have, "language %.*s\n",
		    (int)letter->language.len, letter->language.at);
		node_dump(&have, letter->root);
		strbuf_add_char(&have, '$');
	}
	bool has = !shape || strstr(strbuf_text(&have), shape);
	test_true(name, has);
	if (!has)
		printf("  shape: %s\n", strbuf_text(&have));
	strbuf_fini(&file);
	strbuf_fini(&codes);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i].name, cases[i].body, cases[i].want,
		    cases[i].shape);
	return test_end();
}
