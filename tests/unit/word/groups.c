/*
 * Tags alone in their paragraphs among the items of a list: to which level they
 * belong, and which lists end with them.
 */
#include "../../word/made.h"
#include "doc/node.h"
#include "letter/letter.h"
#include "letter/numbering.h"
#include "letter/reading.h"
#include "letter/write.h"
#include "test.h"

#define P(inside) "<w:p>" inside "</w:p>"
#define T(text) "<w:r><w:t>" text "</w:t></w:r>"
#define TAG(text) P(T("{{" text "}}"))
#define VIK TAG("if Ort = 'Vik'")
#define END TAG("/if")
#define TEXT P(T("x"))
#define RULE P("<w:pPr><w:pBdr><w:bottom w:val=\"single\"/></w:pBdr></w:pPr>")
#define HEADING                                                                \
	P("<w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:ilvl w:val=\"1\"/>"   \
	  "<w:numId w:val=\"1\"/></w:numPr></w:pPr>" T("h"))
#define STYLED P("<w:pPr><w:pStyle w:val=\"H1\"/></w:pPr>" T("h"))
#define OF_STYLE(id) P("<w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" T("s"))
#define STYLE(id, name, list)                                                  \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id                        \
	"\"><w:name w:val=\"" name                                             \
	"\"/><w:pPr><w:numPr><w:numId w:val=\"" list                           \
	"\"/></w:numPr></w:pPr></w:style>"
#define TABLE                                                                  \
	"<w:tbl><w:tblGrid><w:gridCol "                                        \
	"w:w=\"2000\"/></w:tblGrid><w:tr><w:tc>" P(                            \
	    T("t")) "</w:tc></w:tr></w:tbl>"
#define ITEM(number, level, text)                                              \
	P("<w:pPr><w:numPr><w:ilvl w:val=\"" level                             \
	  "\"/><w:numId w:val=\"" number "\"/></w:numPr></w:pPr>" T(text))
#define DOT(level, text) ITEM("1", level, text)
#define NUMBER(level, text) ITEM("2", level, text)
#define LEVEL(number, format, text)                                            \
	"<w:lvl w:ilvl=\"" number "\"><w:start w:val=\"1\"/><w:numFmt "        \
	"w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define NUM(number)                                                            \
	"<w:num w:numId=\"" number "\"><w:abstractNumId w:val=\"" number       \
	"\"/></w:num>"

static const struct {
	const char *name, *body;
	const char *want; /* the codes of all that is told, in order */
	const char *shape; /* as write_shape has it */
} cases[] = {
    {"around a deeper item", DOT("0", "a") VIK DOT("1", "b") END DOT("0", "c"),
	"", "[-.a[{|-.b}]-.c]"},
    {"around items of two levels",
	DOT("0", "a") DOT("1", "b") VIK DOT("1", "c") DOT("0", "d")
	    END DOT("0", "e"),
	"word-list-apart", ""},
    {"around the deeper one first",
	DOT("0", "a") VIK DOT("2", "b") DOT("1", "c") END DOT("1", "d"), "",
	"[-.a{|[-.b][-.c]}[-.d]]"},
    {"one in another",
	DOT("0", "a") VIK DOT("1", "b") VIK DOT("1", "c") END DOT("1", "d")
	    END DOT("0", "e"),
	"", "[-.a[{|-.b{|-.c}-.d}]-.e]"},
    {"one in another, and nothing else",
	DOT("0", "a") VIK TAG("if Larm") DOT("1", "c") END END DOT("0", "e"),
	"", "[-.a[{|{|-.c}}]-.e]"},
    {"an else between",
	DOT("0", "a") VIK DOT("1", "b") TAG("else") DOT("1", "c")
	    END DOT("0", "d"),
	"", "[-.a[{|-.b|-.c}]-.d]"},
    {"an else if between",
	DOT("0", "a") VIK DOT("1", "b") TAG("else if Larm") DOT("1", "c")
	    END DOT("1", "d"),
	"", "[-.a[{|-.b|-.c}-.d]]"},
    {"around nothing", DOT("0", "a") DOT("1", "b") VIK END DOT("1", "c"), "",
	"[-.a[-.b{|}-.c]]"},
    {"around nothing, in no list", P(T("a")) VIK END P(T("b")), "", ".a{|}.b"},
    {"around an empty paragraph", DOT("0", "a") VIK P("") END DOT("0", "c"),
	"word-left-out", "[-.a{|}-.c]"},
    {"around a rule", DOT("0", "a") VIK RULE END DOT("0", "c"), "",
	"[-.a]{|_}[-.c]"},
    {"around a table", DOT("0", "a") VIK TABLE END DOT("0", "c"), "",
	"[-.a]T{|t}[-.c]"},
    {"around a heading that is an item too",
	DOT("0", "a") VIK HEADING END DOT("0", "c"), "word-heading-number",
	"[-.a]{|#h}[-.c]"},
    {"around an item without a sign",
	DOT("0", "a") VIK ITEM("3", "1", "b") END DOT("0", "c"), "",
	"[-.a]{|.b}[-.c]"},
    {"around a part", DOT("0", "a") VIK TAG("> del") END DOT("0", "c"),
	"no-part", ""},
    {"around braces that are no tag",
	DOT("0", "a") VIK DOT("1", "{{Ort") DOT("1", "b") END, "unclosed-field",
	""},
    {"around a field of one letter", DOT("0", "a") VIK DOT("1", "{{e}}") END,
	"", "[-.a[{|-.*}]]"},
    {"around two fields", DOT("0", "a") VIK DOT("1", "{{Ort}} {{Ort}}") END, "",
	"[-.a[{|-.* *}]]"},
    {"around a field", DOT("0", "a") VIK DOT("1", "{{Ort}}") END, "",
	"[-.a[{|-.*}]]"},
    {"around rows",
	DOT("0", "a") VIK TAG("each m\u00f6ten") DOT("1", "b") TAG("/each")
	    END DOT("0", "c"),
	"", "[-.a[{|<-.b>}]-.c]"},
    {"around a heading by its style",
	DOT("0", "a") VIK OF_STYLE("H1") END DOT("0", "c"), "",
	"[-.a]{|#s}[-.c]"},
    {"a tag with a hash",
	DOT("0", "a") VIK TAG("#if Ort = 'By'") DOT("1", "b") END END, "",
	"[-.a[{|{|-.b}}]]"},
    {"a hash and no tag", DOT("0", "a") VIK TAG("# Ort") DOT("1", "b") END,
	"unknown-tag", ""},
    {"rows with two lists",
	TAG("each m\u00f6ten") NUMBER("0", "a") ITEM("5", "0", "b")
	    TAG("/each"),
	"", "<[?-.a][?-.b]>"},
    {"an end alone", DOT("0", "a") END DOT("0", "b"), "unopened-tag", ""},
    {"an else alone", DOT("0", "a") TAG("else") DOT("0", "b"), "lone-else", ""},
    {"a list from below zero", ITEM("4", "0", "a") ITEM("4", "1", "b"), "",
	"[0-.a[32767-.b]]"},
    {"an item of letters that is empty",
	ITEM("4", "2", "a") ITEM("4", "2", "") ITEM("4", "2", "b"),
	"word-list-letters word-empty-item", "[1-.a-.b]"},
    {"a list of its style", OF_STYLE("Own") OF_STYLE("Own"), "", "[-.s-.s]"},
    {"a level of its style",
	NUMBER("0", "a") OF_STYLE("Level") NUMBER("0", "b"), "",
	"[1-.a[1-.s]-.b]"},
    {"a list of its style that is not there", OF_STYLE("Lost"), "", ".s"},
    {"a list of a style based on itself", OF_STYLE("Ring"), "", "[-.s]"},
    {"never closed", DOT("0", "a") VIK DOT("1", "b"), "unclosed-tag", ""},
    {"numbers that may go on below",
	NUMBER("0", "a") NUMBER("1", "b") VIK NUMBER("0", "c")
	    END NUMBER("1", "d"),
	"word-list-apart", ""},
    {"numbers in an else alone",
	NUMBER("0", "a") VIK NUMBER("0", "b") TAG("else") NUMBER("1", "c")
	    END NUMBER("1", "d"),
	"word-list-apart word-list-apart", ""},
};

#define ABSTRACT(number, inside)                                               \
	"<w:abstractNum w:abstractNumId=\"" number "\">" inside                \
	"</w:abstractNum>"

static const char numbering[] = ABSTRACT("1",
    LEVEL("0", "bullet", "-") LEVEL("1", "bullet", "-")
	LEVEL("2", "bullet", "-")) ABSTRACT("2",
    LEVEL("0", "decimal",
	"%1.") "<w:lvl w:ilvl=\"1\"><w:pStyle/><w:start w:val=\"1\"/><w:pStyle "
	       "w:val=\"Level\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
	       "w:val=\"%2.\"/></w:lvl>")
    ABSTRACT("3", LEVEL("0", "none", "") LEVEL("1", "none", "")) ABSTRACT("4",
	"<w:lvl w:ilvl=\"0\"><w:start w:val=\"-5\"/><w:numFmt "
	"w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl "
	"w:ilvl=\"1\"><w:start w:val=\"99999999\"/><w:lvlRestart "
	"w:val=\"9\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
	"w:val=\"%2.\"/></w:lvl>" LEVEL("2", "decimal", "%1.%2")) NUM("1")
	NUM("2") NUM("3")
	    NUM("4") "<w:num w:numId=\"5\"><w:abstractNumId "
		     "w:val=\"2\"/><w:lvlOverride "
		     "w:ilvl=\"0\"><w:startOverride "
		     "w:val=\"1\"/></w:lvlOverride></w:num>"
		     "<w:num w:numId=\"7\"><w:abstractNumId "
		     "w:val=\"2\"/><w:lvlOverride "
		     "w:ilvl=\"0\"><w:startOverride "
		     "w:val=\"5\"/></w:lvlOverride></w:num>"
		     "<w:num w:numId=\"6\"><w:abstractNumId "
		     "w:val=\"2\"/><w:lvlOverride "
		     "w:ilvl=\"1\"><w:lvl w:ilvl=\"1\"><w:start "
		     "w:val=\"1\"/><w:lvlRestart "
		     "w:val=\"0\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
		     "w:val=\"%2.\"/>"
		     "</w:lvl></w:lvlOverride></w:num>";

static const char styles[] =
    "<w:style w:type=\"paragraph\" "
    "w:styleId=\"H1\"><w:name w:val=\"heading "
    "1\"/></w:style>" STYLE("Own", "Egen", "1") STYLE("Level", "Egen nivå", "2")
	STYLE("Lost", "Borta",
	    "99") "<w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:name "
		  "w:val=\"Ring\"/><w:basedOn "
		  "w:val=\"Ring\"/><w:pPr><w:numPr><w:numId "
		  "w:val=\"1\"/></w:numPr></w:pPr></w:style>";

/* "[-a{|b}-c]": a list of a, a condition in which b stands, and c; "[?": its
 * numbers are counted in each letter. */
static void
write_shape(struct strbuf *out, const struct node *node)
{
	static const char *const opens[] = {[NODE_LIST] = "[",
	    [NODE_ITEM] = "-",
	    [NODE_IF] = "{",
	    [NODE_EACH] = "<",
	    [NODE_BRANCH] = "|",
	    [NODE_RULE] = "_",
	    [NODE_TABLE] = "T",
	    [NODE_HEADING] = "#",
	    [NODE_FIELD] = "*",
	    [NODE_PARAGRAPH] = "."};
	static const char *const closes[] = {
	    [NODE_LIST] = "]", [NODE_IF] = "}", [NODE_EACH] = ">"};
	if ((size_t)node->kind < COUNT(opens) && opens[node->kind])
		strbuf_add_text(out, opens[node->kind]);
	if (node->kind == NODE_LIST && node->start == LIST_COUNTED)
		strbuf_add_text(out, "?");
	else if (node->kind == NODE_LIST && node->ordered)
		strbuf_print(out, "%d", (int)node->start);
	if (node->kind == NODE_TEXT)
		strbuf_add(out, node->text);
	for (const struct node *child = node->first; child; child = child->next)
		write_shape(out, child);
	if ((size_t)node->kind < COUNT(closes) && closes[node->kind])
		strbuf_add_text(out, closes[node->kind]);
}

static void
put_case(struct strbuf *out, const char *body, const char *more_numbering)
{
	struct strbuf parts[3] = {{0}};
	strbuf_print(&parts[0],
	    "<w:document xmlns:w=\"" MADE_W "\"><w:body>%s</w:body>"
	    "</w:document>",
	    body);
	strbuf_print(&parts[1],
	    "<w:styles xmlns:w=\"" MADE_W "\">%s</w:styles>", styles);
	strbuf_print(&parts[2],
	    "<w:numbering xmlns:w=\"" MADE_W "\">%s%s</w:numbering>", numbering,
	    more_numbering);
	put_document(out, strbuf_view(&parts[0]), strbuf_view(&parts[1]),
	    strbuf_view(&parts[2]));
	for (int i = 0; i < 3; i++)
		strbuf_fini(&parts[i]);
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
check(const char *name, const char *body, const char *more_numbering,
    const char *want, const char *shape)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, codes = {0}, have = {0};
	put_case(&file, body, more_numbering);
	const struct letter *letter = read_made(mem, strbuf_view(&file), diag);
	list_codes(&codes, diag);
	test_slice(name, strbuf_view(&codes), want);
	if (letter)
		write_shape(&have, letter->root);
	test_slice(name, strbuf_view(&have), shape);
	strbuf_fini(&file);
	strbuf_fini(&codes);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* Whether a letter with numbers that go on says the same in Markdown. */
static const struct {
	const char *name, *body;
	bool same;
} written[] = {
    {"a list that goes on", NUMBER("0", "a") VIK TEXT END NUMBER("0", "b"),
	true},
    {"behind a list of dots",
	NUMBER("0", "a") VIK DOT("0", "c") END NUMBER("0", "b"), true},
    {"behind another list, in a condition",
	NUMBER("0", "a") VIK ITEM("5", "0", "c") END NUMBER("0", "b"), false},
    {"behind text and another list, in a condition",
	NUMBER("0", "a") VIK TEXT ITEM("5", "0", "c") END NUMBER("0", "b"),
	false},
    {"behind rows of text",
	NUMBER("0", "a") TAG("each? m\u00f6ten") TEXT TAG("/each")
	    NUMBER("0", "b"),
	true},
    {"in a condition", VIK NUMBER("0", "a") VIK TEXT END NUMBER("0", "b") END,
	true},
    {"in rows",
	TAG("each m\u00f6ten") ITEM("5", "0", "a")
	    VIK TEXT END ITEM("5", "0", "b") TAG("/each"),
	false},
    {"behind one that begins at five",
	NUMBER("0", "a") ITEM("7", "0", "c") VIK TEXT END NUMBER("0", "d"),
	true},
    {"a sublist",
	DOT("0", "x") NUMBER("1", "a") VIK DOT("1", "t") END NUMBER("1", "b"),
	true},
    {"a level that never begins anew",
	DOT("0", "x") ITEM("6", "1", "a") VIK DOT("1", "t")
	    END ITEM("6", "1", "b"),
	true},
};

static void
test_written(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf file = {0}, out = {0};
	put_case(&file, written[i].body, "");
	struct letter *letter = (struct letter *)(uintptr_t)read_made(
	    mem, strbuf_view(&file), diag);
	test_true(written[i].name, letter);
	if (letter) {
		letter_write(mem, &out, letter);
		bool same =
		    letter_is_written(mem, letter, strbuf_view(&out), diag);
		test_true(written[i].name, same == written[i].same);
		if (same != written[i].same)
			printf("  have: %s\n", strbuf_text(&out));
	} else {
		diag_print(diag, stdout);
	}
	strbuf_fini(&file);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* More levels of tags than there may be, and each of them closed. */
static void
test_depth(void)
{
	struct strbuf body = {0};
	for (int i = 0; i < NESTING_MAX + 4; i++)
		strbuf_add_text(&body, VIK);
	strbuf_add_text(&body, DOT("0", "a"));
	for (int i = 0; i < NESTING_MAX + 4; i++)
		strbuf_add_text(&body, END);
	check("too deep", strbuf_text(&body), "", "too-deep", "");
	strbuf_fini(&body);
}

/* A list more than there may be, each of its own. */
static void
test_counters(void)
{
	struct strbuf body = {0}, lists = {0};
	for (int i = 0; i <= LETTER_COUNTERS_MAX; i++) {
		strbuf_print(&lists,
		    "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"2\"/>"
		    "</w:num>",
		    100 + i);
		strbuf_print(&body,
		    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
		    "w:val=\"%d\"/></w:numPr></w:pPr>" T("a") "</w:p>",
		    100 + i);
	}
	check("too many lists", strbuf_text(&body), strbuf_text(&lists),
	    "word-too-large", "");
	strbuf_fini(&body);
	strbuf_fini(&lists);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i].name, cases[i].body, "", cases[i].want,
		    cases[i].shape);
	for (size_t i = 0; i < COUNT(written); i++)
		test_written(i);
	test_depth();
	test_counters();
	return test_end();
}
