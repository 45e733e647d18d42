/*
 * An expression as text again, its parts with their values, what it reads, and
 * trees that where: maps make.
 */
#include "expr/expr.h"

#include "expr/check.h"
#include "register.h"
#include "test.h"

static const struct {
	const char *in, *want;
} cases[] = {
    {"boendeform='SH'", "Boendeform = 'Servicehus'"},
    {"[boendeform]  <>  ”hemma”", "Boendeform <> 'Eget boende'"},
    {"BESLUT = 'x' or samtycke", "BESLUT = 'x' or Samtycke"},
    {"[beslut till] < '2012-10-01'", "[Beslut till] < 2012-10-01"},
    {"Samtycke och inte (Timmar = 3 eller Timmar > 4.50)",
	"Samtycke and not (Timmar = 3 or Timmar > 4.5)"},
    {"inte Timmar = 3", "not (Timmar = 3)"},
    {"not Samtycke", "not Samtycke"},
    {"not not Samtycke", "not not Samtycke"},
    {"boende är inte tom", "Boende is not empty"},
    {"inte boende är tom", "Boende is not empty"},
    {"boende inte i ('a','b''c')", "Boende not in ('a', 'b''c')"},
    {"boende börjar med 'x'", "Boende starts with 'x'"},
    {"Timmar-(3-1) = -2", "Timmar - (3 - 1) = -2"},
    {"(Timmar-3)-1 = 2", "Timmar - 3 - 1 = 2"},
    {"-(Timmar + 1) < 0", "-(Timmar + 1) < 0"},
    {"ålder(personnummer,'2012-01-01')>65",
	"age(Personnummer, 2012-01-01) > 65"},
    {"(Samtycke) and ((Timmar = 3))", "Samtycke and Timmar = 3"},
    {"C/o = '' ", "C/o = ''"},
    {"E-post is empty", "E-post is empty"},
    {"[till] = 'x'", "till = 'x'"},
    {"[är] = 'x'", "[är] = 'x'"},
    {"(Timmar = 3) = (Timmar = 4)", "(Timmar = 3) = (Timmar = 4)"},
    {"Samtycke = 'JA'", "Samtycke = 'JA'"},
};

static void
test_written(struct test_register *reg, struct diag *diag, const char *in,
    const char *want)
{
	struct strbuf out = {0}, again = {0};
	struct expr *expr = expr_parse(reg->mem, slice_view(in), NO_SPAN, diag);
	test_true(in, expr);
	if (!expr)
		return;
	expr_check(expr, &reg->scope, diag);
	expr_write(&out, expr);
	test_slice(in, strbuf_view(&out), want);
	expr = expr_parse(reg->mem, strbuf_view(&out), NO_SPAN, diag);
	if (expr)
		expr_write(&again, expr);
	test_slice("what is written reads back", strbuf_view(&again), want);
	strbuf_fini(&out);
	strbuf_fini(&again);
}

static const char explained[] =
    "not (Boende = 'Servicehus') and (Timmar > 3 or Boendeform in "
    "('Servicehus', 'Eget boende')) and age(Personnummer) > 65: undecidable\n"
    "  not (Boende = 'Servicehus'): undecidable\n"
    "    Boende = 'Servicehus': undecidable\n"
    "      Boende: (empty)\n"
    "  Timmar > 3 or Boendeform in ('Servicehus', 'Eget boende'): yes\n"
    "    Timmar > 3: undecidable\n"
    "      Timmar: (does not fit)\n"
    "    Boendeform in ('Servicehus', 'Eget boende'): yes\n"
    "      Boendeform: 'Eget boende'\n"
    "  age(Personnummer) > 65: yes\n"
    "    age(Personnummer): 80\n"
    "      Personnummer: '19320229-9800'\n";

static void
test_explained(struct test_register *reg, struct diag *diag)
{
	struct strbuf out = {0};
	struct expr_context context = {
	    .row = &reg->row, .letter_mem = reg->mem, .language = "sv"};
	struct expr *expr = expr_parse(reg->mem,
	    SLICE("not (Boende = 'Servicehus') and (Timmar > 3 or Boendeform "
		  "in ('SH', 'hemma')) and age(Personnummer) > 65"),
	    NO_SPAN, diag);
	register_reset(reg);
	register_change(reg, "Boende=;Timmar=tolv");
	test_true(
	    "explained", expr && expr_check_flag(expr, &reg->scope, diag));
	expr_explain(&out, NULL, expr, &context);
	test_slice("each part with its value", strbuf_view(&out), explained);
	strbuf_fini(&out);
	register_reset(reg);
}

static void
see_column(size_t column, void *ctx)
{
	strbuf_print(ctx, "%zu ", column);
}

static void
see_named(const struct expr_named *named, void *ctx)
{
	strbuf_print(ctx, "%zu%c%.*s ", named->column, "=~^"[named->naming],
	    (int)named -> folded.len, named->folded.at);
}

static void
test_each(struct test_register *reg, struct diag *diag)
{
	struct strbuf out = {0};
	struct expr *expr = expr_parse(reg->mem,
	    SLICE("Boendeform = 'SH' and not Boende in ('a', '') and "
		  "'x' <> Boende and upper(Enhet) = 'y' and Timmar = 3 and "
		  "otherwise(Enhet, 'z') = 'w' and "
		  "Förnamn contains 'Å' and [val från] > 2012-01-01"),
	    NO_SPAN, diag);
	test_true("each", expr && expr_check_flag(expr, &reg->scope, diag));
	expr_each_column(expr, see_column, &out);
	test_slice("columns read", strbuf_view(&out), "3 4 4 14 8 14 1 ");
	strbuf_reset(&out);
	expr_each_named(expr, see_named, &out);
	test_slice("texts named", strbuf_view(&out),
	    "3=servicehus 4=a 4= 4=x 14=y 14=w 1~å ");
	strbuf_fini(&out);
}

static void
test_takes(void)
{
	const struct {
		enum expr_naming naming;
		const char *folded, *cell;
		bool takes;
	} takes[] = {
	    {EXPR_NAMES_WHOLE, "service hus", "SERVICE\u00a0 HUS", true},
	    {EXPR_NAMES_WHOLE, "servicehus", "Servicehuset", false},
	    {EXPR_NAMES_PART, "hus", "ServiceHUSet", true},
	    {EXPR_NAMES_PART, "hus", "Hemma", false},
	    {EXPR_NAMES_START, "service", "Servicehuset", true},
	    {EXPR_NAMES_START, "hus", "Servicehuset", false},
	};
	for (size_t i = 0; i < COUNT(takes); i++) {
		struct expr_named named = {.naming = takes[i].naming,
		    .folded = slice_view(takes[i].folded)};
		test_true(takes[i].cell,
		    expr_named_takes(&named, slice_view(takes[i].cell)) ==
			takes[i].takes);
	}
}

static void
test_where(struct test_register *reg, struct diag *diag)
{
	const struct slice living[] = {SLICE("sh"), SLICE("hemma")};
	const struct slice hours[] = {SLICE("12")};
	const struct slice until[] = {SLICE("2012-12-31")};
	const struct slice consent[] = {SLICE("Ja")};
	const struct slice none[] = {SLICE("")};
	const struct span spans[2] = {0};
	const struct where wheres[] = {
	    {SLICE("Boendeform"), NO_SPAN, living, spans, 2},
	    {SLICE("Timmar"), NO_SPAN, hours, spans, 1},
	    {SLICE("beslut till"), NO_SPAN, until, spans, 1},
	    {SLICE("Samtycke"), NO_SPAN, consent, spans, 1},
	    {SLICE("God man"), NO_SPAN, none, spans, 1},
	    {SLICE("Boende"), NO_SPAN, none, spans, 0},
	};
	struct strbuf out = {0};
	struct problem why;
	struct expr_context context = {
	    .row = &reg->row, .letter_mem = reg->mem, .language = "sv"};
	struct expr *expr = expr_from_where(reg->mem, wheres, 5, diag);
	test_true("where", expr && expr_check_flag(expr, &reg->scope, diag));
	expr_write(&out, expr);
	test_slice("where as text", strbuf_view(&out),
	    "Boendeform in ('Servicehus', 'Eget boende') and Timmar = 12 and "
	    "[Beslut till] = 2012-12-31 and Samtycke = 'Ja' and [God man] = "
	    "''");
	test_number(
	    "where decides", expr_decide(expr, &context, &why), VERDICT_YES);
	register_change(reg, "Samtycke=nej");
	test_number(
	    "all must match", expr_decide(expr, &context, &why), VERDICT_NO);
	test_true("no where", !expr_from_where(reg->mem, wheres, 0, diag));
	diag_reset(diag);
	test_true("an empty list is refused",
	    !expr_from_where(reg->mem, wheres, 6, diag) &&
		diag_errors(diag) == 1);

	register_reset(reg);
	struct expr *other =
	    expr_parse(reg->mem, SLICE("Timmar > 20"), NO_SPAN, diag);
	diag_reset(diag);
	struct expr *text = expr_parse(reg->mem, SLICE("'x'"), NO_SPAN, diag);
	struct expr *one = expr_from_where(reg->mem, wheres + 1, 1, diag);
	test_true("a text is no condition, and has no column before it",
	    !expr_check_flag(expr_and(reg->mem, one, text), &reg->scope, diag));
	test_true("nor is a column alone",
	    !expr_check_flag(expr_column(reg->mem, SLICE("Boende"), NO_SPAN),
		&reg->scope, diag));
	test_true("faults", diag_errors(diag) == 2);
	struct expr *both = expr_and(reg->mem, expr, other);
	test_true("and", expr_check_flag(both, &reg->scope, diag));
	test_number(
	    "both must hold", expr_decide(both, &context, &why), VERDICT_NO);
	test_true("and nothing", expr_and(reg->mem, NULL, other) == other &&
				     expr_and(reg->mem, other, NULL) == other &&
				     !expr_and(reg->mem, NULL, NULL));
	strbuf_fini(&out);
}

static void
test_constant(struct test_register *reg, struct diag *diag)
{
	static const struct {
		const char *text;
		bool constant;
	} asked[] = {
	    {"long_date([val från] + 1)", true},
	    {"taxa > 3 and kommun = 'x'", true},
	    {"today()", true},
	    {"Förnamn", false},
	    {"otherwise(kommun, Förnamn)", false},
	    {"addressee", false},
	    {"taxa > 3 or addressee = 'client'", false},
	};
	for (size_t i = 0; i < COUNT(asked); i++) {
		struct expr *expr = expr_parse(
		    reg->mem, slice_view(asked[i].text), NO_SPAN, diag);
		test_true(asked[i].text,
		    expr && !expr_is_constant(expr) &&
			expr_check(expr, &reg->scope, diag) &&
			expr_is_constant(expr) == asked[i].constant);
	}
	struct expr *unknown =
	    expr_parse(reg->mem, SLICE("Okänt"), NO_SPAN, diag);
	test_true("a name that is not known",
	    unknown && !expr_check(unknown, &reg->scope, diag) &&
		!expr_is_constant(unknown));
}

/* Columns count from the place the expression has in its file. */
static void
test_place(struct test_register *reg, struct diag *diag)
{
	struct slice source = SLICE("1\n2\n    when: Boende = 'å' and\n"
				    "  Timmar == 3\n");
	uint32_t file = sources_add(diag_sources(diag), "job.yaml", source);
	struct slice text = slice_from(source, 14);
	char *have = NULL;
	size_t have_len = 0;
	FILE *out = open_memstream(&have, &have_len);
	diag_reset(diag);
	test_true("refused",
	    !expr_parse(reg->mem, text, (struct span){file, 3, 11, 0}, diag));
	text = slice_part(text, 0, slice_find(text, SLICE(" and")));
	struct expr *expr =
	    expr_parse(reg->mem, text, (struct span){file, 3, 11, 0}, diag);
	test_true("read", expr);
	test_number("line", expr_span(expr).line, 3);
	test_number("column", expr_span(expr).column, 11);
	test_number("length", expr_span(expr).length, 12);
	diag_print(diag, out);
	fclose(out);
	test_text("the place of a fault on a second line", have,
	    "job.yaml:4:10: error: there is no operator '==' "
	    "[no-such-operator]\n"
	    "    4 |   Timmar == 3\n"
	    "      |          ^~ write =\n");
	free(have);
}

/* What YAML doubles or escapes takes two columns there. */
static void
test_quoted_place(struct test_register *reg, struct diag *diag)
{
	static const struct {
		const char *line, *text;
		uint32_t column;
	} places[] = {
	    {"when: 'Boende = ''å'' and x == 3'", "Boende = 'å' and x == 3",
		29},
	    {"when: \"Boende = \\\"å\\\" and x == 3\"",
		"Boende = \"å\" and x == 3", 29},
	    {"when: \"Boende = 'å' and x == 3\"", "Boende = 'å' and x == 3",
		27},
	    {"when: \"Boende = '\\\\' and x == 3\"", "Boende = '\\' and x == 3",
		28},
	    {"when: 'Boende = \"\\\" and x == 3'", "Boende = \"\\\" and x == 3",
		27},
	};
	for (size_t i = 0; i < COUNT(places); i++) {
		struct strbuf want = {0};
		char *have = NULL;
		size_t have_len = 0;
		FILE *out = open_memstream(&have, &have_len);
		uint32_t file = sources_add(
		    diag_sources(diag), "job.yaml", slice_view(places[i].line));
		strbuf_print(&want, "job.yaml:1:%u: ", places[i].column);
		diag_reset(diag);
		expr_parse(reg->mem, slice_view(places[i].text),
		    (struct span){file, 1, 8, 0}, diag);
		diag_print(diag, out);
		fclose(out);
		test_slice("the place inside YAML's quotes",
		    slice_part(slice_view(have), 0, want.len),
		    strbuf_text(&want));
		strbuf_fini(&want);
		free(have);
	}
}

/* Names as Word writes them in a mail merge: signs are '_', and 40 letters. */
static void
test_word_names(struct arena *mem)
{
	static const struct {
		const char *written, *means; /* "": none, or more than one */
	} names[] = {
	    {"Beslut_till", "Beslut till"},
	    {"M_1_Beslut_till", "1 Beslut till"},
	    {"c_d", ""}, /* a column and a fact */
	    {"M_Beslut", ""},
	    {"F\u00f6rnamn", "F\u00f6rnamn"},
	    {"val_fr\u00e5n", "val fr\u00e5n"},
	    {"till", "till"},
	    {"a_b", ""}, /* "a b" and "a-b" */
	    {"_", ""},
	    {"Ett", ""},
	    {"Ett_ganska_l\u00e5ngt_namn_p\u00e5_en_kolumn_i_reg",
		"Ett ganska l\u00e5ngt namn p\u00e5 en kolumn i registret"},
	};
	static const char *const columns[] = {"Beslut till", "1 Beslut till",
	    "F\u00f6rnamn", "a b", "a-b", "c d", "till",
	    "Ett ganska l\u00e5ngt namn p\u00e5 en kolumn i registret"};
	struct column at[COUNT(columns)] = {{.name = SLICE("")}};
	for (size_t i = 0; i < COUNT(columns); i++)
		at[i].name = slice_view(columns[i]);
	struct columns all = {at, COUNT(columns)};
	struct named_value facts[] = {{.name = SLICE("val fr\u00e5n")},
	    {.name = SLICE("till")}, {.name = SLICE("c-d")}};
	struct scope scope = {.columns = &all, .names = facts, .name_count = 3};
	const struct checker checker = {.job_mem = mem, .scope = &scope};
	for (size_t i = 0; i < COUNT(names); i++)
		test_slice(names[i].written,
		    merge_name_find(&checker, slice_view(names[i].written)),
		    names[i].means);
	scope.columns = NULL;
	test_slice("without a register",
	    merge_name_find(&checker, SLICE("val_fr\u00e5n")), "val fr\u00e5n");
}

int
main(void)
{
	struct test_register reg;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	register_init(&reg);
	for (size_t i = 0; i < COUNT(cases); i++)
		test_written(&reg, diag, cases[i].in, cases[i].want);
	test_explained(&reg, diag);
	test_takes();
	test_each(&reg, diag);
	test_where(&reg, diag);
	test_constant(&reg, diag);
	test_place(&reg, diag);
	test_quoted_place(&reg, diag);
	test_word_names(reg.mem);
	register_fini(&reg);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
