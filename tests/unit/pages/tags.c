/* The structure tree of another PDF: what is kept of it, and what is refused. */
#include "pages/excerpt.h"

#include "file.h"

/* Content with marks 0 and 1. */
#define TWO "/P <</MCID 0>> BDC n EMC /P <</MCID 1>> BDC n EMC"
#define P "<</S/P/Pg 3 0 R/K 0>>"
#define OTHER "<</S/P/Pg 3 0 R/K 1>>"
#define ROW(cells) "<</S/TR/K[" cells "]>>"
#define TABLE(rows) "<</S/Table/K[" rows "]>>"
#define CELL "<</S/TD/Pg 3 0 R/K 0>>"
#define TEN(text) text text text text text text text text text text

/* `root`: NULL: a language. `tree`: the kids, and more of the root of tags.
 * `want`: the code reported, and a word of it; NULL: what is kept, each tag's
 * entries and attributes and a bar. */
static const struct {
	const char *name, *root, *tree, *want, *word;
	const char *extra; /* object 6 */
} cases[] = {
    {"a paragraph", NULL, "/K" P, NULL, "/S/P|"},
    {"nothing", NULL, "", "pdf-tags", NULL},
    {"an empty kid", NULL, "/K[null " P "]", NULL, "/S/P|"},
    {"an element without content", NULL, "/K[" P "<</S/P>>]", NULL, "/S/P|"},
    /* ---- types */
    {"a type of its own", NULL,
	"/K<</S/Own/Pg 3 0 R/K 0>>/RoleMap<</Own/Two/Two/H1>>", NULL, "/S/H1|"},
    {"a type mapped to itself", NULL,
	"/K<</S/Own/Pg 3 0 R/K 0>>/RoleMap<</Own/Own>>", "pdf-tags", "Own"},
    {"a type of nobody", NULL, "/K<</S/Own/Pg 3 0 R/K 0>>", "pdf-tags", "Own"},
    {"no type", NULL, "/K<</Pg 3 0 R/K 0>>", "pdf-tags", "/S"},
    {"a heading of no level", NULL, "/K<</S/H/Pg 3 0 R/K 0>>", "pdf-tags",
	"level"},
    {"a heading that skips one", NULL,
	"/K[<</S/H1/Pg 3 0 R/K 0>><</S/H3/Pg 3 0 R/K 1>>]", "pdf-tags",
	"skips"},
    {"what says nothing is left out", NULL,
	"/K<</S/Sect/K[<</S/NonStruct/K " P ">>]>>", NULL, "/S/Sect|/S/P|"},
    {"but with words in its place", NULL,
	"/K<</S/Sect/K[<</S/NonStruct/Alt(x)/K " P ">>]>>", NULL,
	"/S/Sect|/S/NonStruct/Alt(x)|/S/P|"},
    {"or in another language", NULL,
	"/K<</S/Sect/K[<</S/NonStruct/Lang(fi)/K " P ">>]>>", NULL,
	"/S/Sect|/S/NonStruct/Lang(fi)|/S/P|"},
    {"or at the top", NULL, "/K<</S/NonStruct/K " P ">>", NULL,
	"/S/NonStruct|/S/P|"},
    /* ---- languages and texts */
    {"a language", "", "/K<</S/P/Lang(sv-SE)/Pg 3 0 R/K 0>>", NULL,
	"/S/P/Lang(sv-SE)|"},
    {"no language", "", "/K" P, "pdf-tags", "/Lang"},
    {"an empty one", "/Lang()", "/K" P, "pdf-tags", "/Lang"},
    {"two signs in a row", "/Lang(sv--SE)", "/K" P, "pdf-tags", "sv--SE"},
    {"a sign before it", "/Lang(-sv)", "/K" P, "pdf-tags", "-sv"},
    {"a sign after it", "/Lang(sv-)", "/K" P, "pdf-tags", "sv-"},
    {"nine letters", "/Lang(abcdefghi)", "/K" P, "pdf-tags", "abcdefghi"},
    {"eight letters", "/Lang(abcdefgh)", "/K" P, NULL, "/S/P|"},
    {"a digit first", "/Lang(1sv)", "/K" P, "pdf-tags", "1sv"},
    {"a bracket", "/Lang(sv\\))", "/K" P, "pdf-tags", "sv)"},
    {"an element's that is none", NULL, "/K<</S/P/Lang(s_v)/Pg 3 0 R/K 0>>",
	"pdf-tags", "s_v"},
    /* ---- kids */
    {"content at the top", NULL, "/K 0", "pdf-tags", "/K"},
    {"marked content at the top", NULL, "/K<</Type/MCR/MCID 0>>", "pdf-tags",
	"/K"},
    {"an object at the top", NULL, "/K<</Type/OBJR/Obj 4 0 R>>", "pdf-tags",
	"/K"},
    {"a kid that is none", NULL, "/K[(x)]", "pdf-tags", "/K"},
    {"content by reference", NULL, "/K<</S/P/K<</Type/MCR/Pg 3 0 R/MCID 0>>>>",
	NULL, "/S/P|"},
    {"without a number", NULL, "/K<</S/P/K<</Type/MCR/Pg 3 0 R>>>>", "pdf-tags",
	"/MCID"},
    {"a number below", NULL, "/K<</S/P/Pg 3 0 R/K -1>>", "pdf-tags", "/MCID"},
    {"a number beyond all", NULL, "/K<</S/P/Pg 3 0 R/K 20001>>", "pdf-tags",
	"/MCID"},
    {"twice the same", NULL, "/K[" P P "]", "pdf-tags", "same content"},
    {"on a page that is not there", NULL, "/K[" P "<</S/P/Pg 2 0 R/K 0>>]",
	NULL, "/S/P|"},
    {"on a page written in place", NULL,
	"/K[" P "<</S/P/Pg<</Type/Page>>/K 0>>]", NULL, "/S/P|"},
    {"in a form", NULL, "/K<</S/P/Pg 3 0 R/K<</Type/MCR/MCID 0/Stm 4 0 R>>>>",
	"pdf-tags", "/Stm"},
    {"in a form of no page", NULL, "/K<</S/P/K<</Type/MCR/MCID 0/Stm 4 0 R>>>>",
	"pdf-tags", "/Stm"},
    {"a form", NULL, "/K<</S/P/Pg 3 0 R/K<</Type/OBJR/Obj 4 0 R>>>>",
	"pdf-tags", "/OBJR"},
    {"a form of no page", NULL, "/K<</S/P/K<</Type/OBJR/Obj 4 0 R>>>>",
	"pdf-tags", "/OBJR"},
    {"a link's place", NULL,
	"/K<</S/Link/Pg 3 0 R/K[0<</Type/OBJR/Obj<</Subtype/Link>>>>]>>", NULL,
	"/S/Span|"},
    {"elements without end", NULL, "/K 6 0 R", "pdf-large", NULL,
	"<</S/Sect/K 6 0 R>>"},
    /* ---- attributes */
    {"a list's numbers", NULL,
	"/K<</S/L/A<</O/List/ListNumbering/Disc>>/K<</S/LI/K<</S/LBody"
	"/Pg 3 0 R/K 0>>>>>>",
	NULL, "/S/L<</O/List/ListNumbering/Disc>>|/S/LI|/S/LBody|"},
    {"numbers of nobody", NULL,
	"/K<</S/L/A<</O/List/ListNumbering/Own>>/K<</S/LI/K<</S/LBody"
	"/Pg 3 0 R/K 0>>>>>>",
	NULL, "/S/L|/S/LI|/S/LBody|"},
    {"attributes in a stream", NULL, "/K<</S/P/Pg 3 0 R/K 0/A 6 0 R>>", NULL,
	"/S/P<</O/Layout/WritingMode/RlTb>>|",
	"<</O/Layout/WritingMode/RlTb/Length 0>>stream\n\nendstream"},
    {"and revisions", NULL,
	"/K<</S/P/Pg 3 0 R/K 0/A[<</O/Layout/WritingMode/RlTb>>0]>>", NULL,
	"/S/P<</O/Layout/WritingMode/RlTb>>|"},
    {"attributes of another owner", NULL,
	"/K<</S/P/Pg 3 0 R/K 0/A[<</O/CSS-2.00/color(red)>>"
	"<</O/Layout/WritingMode/RlTb>>]>>",
	NULL, "/S/P<</O/Layout/WritingMode/RlTb>>|"},
    {"by class, and its own before", NULL,
	"/K<</S/P/Pg 3 0 R/K 0/C[/a/b 0]/A<</O/Layout/WritingMode/LrTb>>>>"
	"/ClassMap<</a<</O/Layout/WritingMode/RlTb>>>>",
	NULL, "/S/P<</O/Layout/WritingMode/LrTb>>|"},
    {"a formula's place", NULL,
	"/K<</S/Formula/Alt(x)/Pg 3 0 R/K 0/A<</O/Layout/Placement/Block"
	"/BBox[1 2 3 4]>>>>",
	NULL,
	"/S/Formula/Alt(x)<</O/Layout/Placement/Block"
	"/BBox[1.000 2.000 3.000 4.000 ]>>|"},
    {"a paragraph's place", NULL,
	"/K<</S/P/Pg 3 0 R/K 0/A<</O/Layout/Placement/Block/BBox[1 2 3 4]>>>>",
	NULL, "/S/P|"},
    {"a formula's place alone", NULL,
	"/K<</S/Formula/Alt(x)/Pg 3 0 R/K 0/A<</O/Layout/Placement/Block>>>>",
	NULL, "/S/Formula/Alt(x)<</O/Layout/Placement/Block>>|"},
    {"a table's box", NULL,
	"/K<</S/Table/A<</O/Layout/BBox[1 2 3 4]>>/K" ROW(CELL) ">>", NULL,
	"/S/Table<</O/Layout/BBox[1.000 2.000 3.000 4.000 ]>>|/S/TR|/S/TD|"},
    {"more attributes than any element needs", NULL,
	"/K<</S/P/Pg 3 0 R/K 0/A[" TEN("0 0 0 0 0 ") "0]>>", "pdf-large", NULL},
    {"a formula without words", NULL, "/K<</S/Formula/Pg 3 0 R/K 0>>",
	"pdf-tags", "described"},
    {"a figure of blanks", NULL, "/K<</S/Figure/Alt( )/Pg 3 0 R/K 0>>",
	"pdf-tags", "described"},
    /* ---- tables */
    {"a table with a summary", NULL,
	"/K<</S/Table/A<</O/Table/Summary(x)>>/K" ROW(CELL) ">>", NULL,
	"/S/Table<</O/Table/Summary(x)>>|/S/TR|/S/TD|"},
    {"a cell of two", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/ColSpan 2>>>>")
		ROW("<</S/TD>><</S/TD>>")),
	NULL, "/S/Table|/S/TR|/S/TD<</O/Table/ColSpan 2>>|/S/TR|/S/TD|/S/TD|"},
    {"a cell of none", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/ColSpan 0>>>>")),
	"pdf-tags", "/ColSpan"},
    {"a cell of too many", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/RowSpan 1001>>>>")),
	"pdf-tags", "/RowSpan"},
    {"as many columns as may be", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/ColSpan 400>>>>"
		       "<</S/TD/A<</O/Table/ColSpan 100>>>>")),
	NULL,
	"/S/Table|/S/TR|/S/TD<</O/Table/ColSpan 400>>|"
	"/S/TD<</O/Table/ColSpan 100>>|"},
    {"one column more", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/ColSpan 400>>>>"
		       "<</S/TD/A<</O/Table/ColSpan 101>>>>")),
	"pdf-tags", "equally"},
    {"a cell down beyond the table", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/RowSpan 2>>>>")),
	"pdf-tags", "equally"},
    {"a cell across one from above", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0>>"
		       "<</S/TD/A<</O/Table/RowSpan 2>>>>")
		ROW("<</S/TD/A<</O/Table/ColSpan 2>>>>")),
	"pdf-tags", "equally"},
    {"a row that is longer", NULL,
	"/K" TABLE(ROW(CELL) ROW("<</S/TD>><</S/TD>>")), "pdf-tags", "equally"},
    {"a row that is shorter", NULL,
	"/K" TABLE(ROW(CELL "<</S/TD>>") ROW("<</S/TD>>")), "pdf-tags",
	"equally"},
    {"a cell of two rows", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/RowSpan 2>>>>"
		       "<</S/TD>>") ROW("<</S/TD>>")),
	NULL, "/S/Table|/S/TR|/S/TD<</O/Table/RowSpan 2>>|/S/TD|/S/TR|/S/TD|"},
    {"a cell below two", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/RowSpan 2>>>>"
		       "<</S/TD/A<</O/Table/RowSpan 2>>>>"
		       "<</S/TD>>") ROW("<</S/TD>>")),
	NULL,
	"/S/Table|/S/TR|/S/TD<</O/Table/RowSpan 2>>|"
	"/S/TD<</O/Table/RowSpan 2>>|/S/TD|/S/TR|/S/TD|"},
    {"a cell across one from above, and another", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0>>"
		       "<</S/TD/A<</O/Table/RowSpan 2>>>>")
		ROW("<</S/TD/A<</O/Table/ColSpan 2>>>><</S/TD>>")),
	"pdf-tags", "equally"},
    {"a row of no cell", NULL, "/K[" P TABLE(ROW("")) "]", "pdf-tags",
	"equally"},
    {"rows in a body", NULL, "/K" TABLE("<</S/TBody/K" ROW(CELL) ">>"), NULL,
	"/S/Table|/S/TBody|/S/TR|/S/TD|"},
    {"a paragraph among rows", NULL, "/K" TABLE(P), "pdf-tags", "P in Table"},
    {"a row of no table", NULL, "/K" ROW(CELL), "pdf-tags",
	"TR in StructTreeRoot"},
    {"text among rows", NULL,
	"/K<</S/Table/Pg 3 0 R/K[0" ROW("<</S/TD>>") "]>>", "pdf-tags",
	"Table"},
    {"its words above it", NULL,
	"/K" TABLE("<</S/Caption/K" OTHER ">>" ROW(CELL)), NULL,
	"/S/Table|/S/Caption|/S/P|/S/TR|/S/TD|"},
    {"headings of their own", NULL,
	"/K" TABLE(ROW("<</S/TH/ID(a)/Pg 3 0 R/K 0>>"
		       "<</S/TH/A<</O/Table/Headers[(a) 1]>>>>")),
	NULL, "/S/Table|/S/TR|/S/TH<</O/Table/Scope/Column>>|/S/TH|"},
    {"a heading before its row", NULL,
	"/K" TABLE(ROW("<</S/TH/Pg 3 0 R/K 0>><</S/TD>>")), NULL,
	"/S/Table|/S/TR|/S/TH<</O/Table/Scope/Row>>|/S/TD|"},
    {"a heading that is not there", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/Headers[(b)]>>>>")),
	"pdf-tags", "/Headers"},
    {"more headings than any cell has", NULL,
	"/K" TABLE(ROW("<</S/TD/Pg 3 0 R/K 0/A<</O/Table/Headers[" TEN(
	    TEN("(b)")) "(b)]>>>>")),
	"pdf-large", NULL},
};

static void
write_tags(const struct excerpt *excerpt, struct strbuf *out)
{
	for (size_t i = 0; i < excerpt->tag_count; i++) {
		strbuf_add(out, excerpt->tags[i].entries);
		strbuf_add(out, excerpt->tags[i].attributes);
		strbuf_add_char(out, '|');
	}
}

static struct excerpt *
take(struct arena *mem, size_t i, struct excerpt_wish wish, struct diag *diag)
{
	const char *root = cases[i].root ? cases[i].root : "/Lang(sv)";
	const struct file file = {
	    .root = arena_print(
		mem, "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R%s", root)
			.at,
	    .content = TWO,
	    .extra = {arena_print(
			  mem, "<</Type/StructTreeRoot%s>>", cases[i].tree)
			  .at,
		cases[i].extra},
	};
	/* What is shown and named by no element is another matter. */
	return excerpt_take_here(
	    mem, make_file(mem, &file), "a.pdf", wish, diag, NO_SPAN);
}

static void
check_case(size_t i)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf out = {0};
	const char *name = cases[i].name, *word = cases[i].word;
	struct excerpt *excerpt =
	    take(mem, i, (struct excerpt_wish){.most = 1, .tags = true}, diag);
	test_true(name, !excerpt == (cases[i].want != NULL));
	if (cases[i].want)
		test_reported(name, diag, cases[i].want);
	else
		test_number(name, (long long)diag_count(diag), 0);
	if (excerpt) {
		write_tags(excerpt, &out);
		test_slice(name, strbuf_view(&out), word);
		test_true(name, excerpt->tagged);
	} else if (word) {
		test_true(name, tells(diag, word));
	}
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* Where one page is asked for, or no tags, the tree is not even read. */
static void
check_wishes(void)
{
	static const struct excerpt_wish wishes[] = {
	    {.most = 1}, {.only = 1, .tags = true}};
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	for (size_t i = 0; i < COUNT(wishes); i++) {
		struct excerpt *excerpt = take(mem, 0, wishes[i], diag);
		test_true("no tags are asked for",
		    excerpt && excerpt->tagged && !excerpt->tag_count);
	}
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A file that does not say that it is tagged, or that says it is not. */
static void
check_untagged(void)
{
	static const struct {
		const char *root;
		bool tagged;
	} roots[] = {
	    {"/StructTreeRoot 5 0 R", false},
	    {"/MarkInfo<<>>/StructTreeRoot 5 0 R", false},
	    {"/MarkInfo<</Marked 1>>/StructTreeRoot 5 0 R", false},
	    {"/MarkInfo<</Marked false>>/StructTreeRoot 5 0 R", false},
	    {"/MarkInfo<</Marked true>>", false},
	    {"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R", true},
	};
	for (size_t i = 0; i < COUNT(roots); i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		const struct file file = {.root = roots[i].root,
		    .content = "n",
		    .extra = {"<</Type/StructTreeRoot>>"}};
		struct excerpt *excerpt =
		    excerpt_take_here(mem, make_file(mem, &file), "a.pdf",
			(struct excerpt_wish){.most = 1}, diag, NO_SPAN);
		test_true(roots[i].root,
		    excerpt && excerpt->tagged == roots[i].tagged);
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

/* A tree that is too large, or as large as may be. */
static void
check_size(const char *name, const char *kids, bool fine)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct file file = {
	    .root = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/Lang(sv)",
	    .content = "/P <</MCID 0>> BDC n EMC",
	    .extra = {
		arena_print(mem, "<</Type/StructTreeRoot/K[%s]>>", kids).at}};
	struct excerpt *excerpt =
	    excerpt_take_here(mem, make_file(mem, &file), "a.pdf",
		(struct excerpt_wish){.most = 1, .tags = true}, diag, NO_SPAN);
	test_true(name, fine ? excerpt != NULL : excerpt == NULL);
	if (!fine)
		test_reported(name, diag, "pdf-large");
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A tagged page's group, and what is drawn in its content, come along. */
static void
check_parts(void)
{
	static const struct {
		const char *name, *page, *content, *form;
		bool group;
		const char *code;
	} pages[] = {
	    {"no group", NULL, "/P <</MCID 0>> BDC n EMC", "n", false, NULL},
	    {"a group", "/Group<</S/Transparency>>", "/P <</MCID 0>> BDC n EMC",
		"n", true, NULL},
	    {"a group that is none", "/Group 1", "/P <</MCID 0>> BDC n EMC",
		"n", false, NULL},
	    {"a form without tags", NULL, "/P <</MCID 0>> BDC /X Do EMC", "n",
		false, NULL},
	    {"a form with tags", NULL, "/P <</MCID 0>> BDC /X Do EMC",
		"/P <</MCID 0>> BDC n EMC", false, "pdf-tags"},
	};
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		const struct file file = {
		    .root = "/MarkInfo<</Marked true>>/StructTreeRoot 5 0 "
			    "R/Lang(sv)",
		    .page = pages[i].page,
		    .resources = "/XObject<</X 6 0 R>>",
		    .content = pages[i].content,
		    .extra = {"<</Type/StructTreeRoot/K" P ">>",
			arena_print(mem,
			    "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length "
			    "%zu>>stream\n%s\nendstream",
			    strlen(pages[i].form), pages[i].form)
			    .at}};
		struct excerpt *excerpt =
		    excerpt_take_here(mem, make_file(mem, &file), "a.pdf",
			(struct excerpt_wish){.most = 1, .tags = true}, diag,
			NO_SPAN);
		test_true(pages[i].name, !excerpt == (pages[i].code != NULL));
		if (pages[i].code)
			test_reported(pages[i].name, diag, pages[i].code);
		if (excerpt)
			test_true(pages[i].name,
			    (excerpt->pages[0].group != EXCERPT_NOTHING) ==
				pages[i].group);
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

static void
add_times(struct strbuf *out, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		strbuf_add_text(out, text);
}

static void
check_sizes(void)
{
	struct strbuf kids = {0};
	strbuf_add_text(&kids, P);
	add_times(&kids, EXCERPT_TAGS_MAX - 1, "<</S/P>>");
	check_size("as many elements as may be", strbuf_text(&kids), true);
	strbuf_add_text(&kids, "<</S/P>>");
	check_size("one more", strbuf_text(&kids), false);
	for (size_t len = 8000; len <= 8001; len++) {
		strbuf_reset(&kids);
		strbuf_add_text(&kids, "<</S/Figure/Pg 3 0 R/K 0/Alt(");
		add_times(&kids, len, "x");
		strbuf_add_text(&kids, ")>>");
		check_size("a long text", strbuf_text(&kids), len == 8000);
	}
	strbuf_fini(&kids);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	check_wishes();
	check_untagged();
	check_sizes();
	check_parts();
	return test_end();
}
