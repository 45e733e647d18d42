/* Functions that ask a list, a run or a table: what they pass on and get. */
#include "expr/expr.h"
#include "expr/messages.h"
#include "register.h"
#include "test.h"

/* A list is a name and its members; the same names are the tables. */
struct fake {
	const char *name;
	const char *members[3];
};

static const struct fake fakes[] = {
    {"sparr.csv", {"Servicehus", "Enhet 1", "row 1"}},
    {"tom.csv", {NULL}},
    {"out/2012", {"row 7"}},
};

static void *
fake_open(void *ctx, const struct expr_asked *asked, struct diag *diag)
{
	struct strbuf *said = ctx;
	static const char *const kinds[] = {
	    "list", "run", "answered", "returned", "table"};
	strbuf_print(said, "%s %.*s %.*s|", kinds[asked->kind],
	    (int)asked->name.len, asked->name.at, (int)asked->column.len,
	    asked->column.at ? asked->column.at : "");
	for (size_t i = 0; i < COUNT(fakes); i++) {
		if (slice_is(asked->name, fakes[i].name))
			return (void *)(uintptr_t)(i + 1);
	}
	REPORT(diag, asked->place, &expr_empty_list, NO_ARGS);
	return NULL;
}

static enum verdict
fake_holds(void *opened, const struct row *row, const struct value *value,
    struct problem *why)
{
	const struct fake *fake = &fakes[(uintptr_t)opened - 1];
	char key[20];
	snprintf(key, sizeof key, "row %u", row->number);
	struct slice asked = value ? value->text : slice_view(key);
	if (slice_is(asked, "Enhet 9")) {
		PROBLEM(why, &expr_row_range, ARGS("fake"));
		return VERDICT_UNDECIDABLE;
	}
	for (size_t i = 0; i < COUNT(fake->members); i++) {
		if (fake->members[i] && slice_is(asked, fake->members[i]))
			return VERDICT_YES;
	}
	return VERDICT_NO;
}

static struct value
fake_find(void *opened, const struct value *value, struct problem *why)
{
	if (slice_is(value->text, "Enhet 8"))
		return (struct value){.kind = VALUE_EMPTY};
	if (fake_holds(opened, &(struct row){0}, value, why) == VERDICT_YES)
		return register_text("040-12 34 56");
	PROBLEM(why, &expr_row_range, ARGS("fake"));
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

static const struct {
	const char *expr, *row, *want;
} cases[] = {
    {"in_list('sparr.csv')", "", "list sparr.csv |yes"},
    {"in_list('tom.csv')", "", "list tom.csv |no"},
    {"not in_list('tom.csv')", "", "list tom.csv |yes"},
    {"i_lista('sparr.csv', Boende)", "", "list sparr.csv |yes"},
    {"in_list('sparr.csv', Boende, 'Hus')", "", "list sparr.csv Hus|yes"},
    {"in_list('sparr.csv', Boende)", "Boende=Hemma", "list sparr.csv |no"},
    {"in_list('sparr.csv', Boende)",
	"Boende=", "list sparr.csv |undecidable Boende"},
    {"in_list('sparr.csv', Enhet)", "Enhet=Enhet 9",
	"list sparr.csv |undecidable fake"},
    {"Samtycke or in_list('sparr.csv', Enhet)", "Enhet=Enhet 9",
	"list sparr.csv |yes"},
    {"had_letter_in('out/2012')", "", "run out/2012 |no"},
    {"fick_brev_i('out/2012') or Samtycke", "", "run out/2012 |yes"},
    {"answered_in('out/2012')", "", "answered out/2012 |no"},
    {"retur_i('out/2012') or Samtycke", "", "returned out/2012 |yes"},
    {"look_up('sparr.csv', Enhet, 'Telefon') starts with '040'", "",
	"table sparr.csv Telefon|yes"},
    {"slå_upp('tom.csv', Enhet, 'Telefon') = '040-12 34 56'", "",
	"table tom.csv Telefon|undecidable fake"},
    {"look_up('sparr.csv', Enhet, 'Telefon') = '040'", "Enhet=Enhet 8",
	"table sparr.csv Telefon|no"},
    {"look_up('sparr.csv', Enhet, 'Telefon') is empty", "Enhet=Enhet 8",
	"table sparr.csv Telefon|yes"},
    {"in_list('saknas.csv')", "", "list saknas.csv |refused"},
};

/* Whether what a letter prints is, or is made of, a cell that says nothing. */
static void
test_shown(struct test_register *reg, struct diag *diag)
{
	static const struct {
		const char *expr, *row;
		bool nothing;
	} shown[] = {
	    {"Boende", "", false},
	    {"Boende", "Boende=-", true},
	    {"kommun", "", false},
	    {"addressee", "", false},
	    {"'-'", "", false},
	    {"upper(Boende)", "Boende=okänd", true},
	    {"Förnamn + ' ' + Efternamn", "", false},
	    {"Förnamn + ' ' + Efternamn", "Efternamn=-", true},
	    {"Förnamn + ' ' + Efternamn", "Förnamn=-", true},
	    {"'Herr ' + upper(Förnamn) + ' ' + Efternamn", "Förnamn=-", true},
	    {"plural(length(Boende), 'tecken', 'tecknen')", "Boende=-", false},
	    {"look_up('sparr.csv', Enhet, 'Telefon')", "", false},
	    {"in_list('sparr.csv', Boende)", "Boende=-", false},
	};
	for (size_t i = 0; i < COUNT(shown); i++) {
		struct expr_context context = {
		    .row = &reg->row, .letter_mem = reg->mem, .language = "sv"};
		register_reset(reg);
		register_change(reg, shown[i].row);
		struct expr *expr = expr_parse(
		    reg->mem, slice_view(shown[i].expr), NO_SPAN, diag);
		test_true(shown[i].expr,
		    expr && expr_check(expr, &reg->scope, diag) &&
			expr_shows_nothing(expr, &context) == shown[i].nothing);
	}
}

/* A table's column is asked as the register's: what the job lists is meant. */
static void
test_shown_of_table(struct test_register *reg, struct diag *diag)
{
	static const struct {
		enum column_type type;
		const char *text;
		bool nothing;
	} shown[] = {{COLUMN_TEXT, "-", true}, {COLUMN_TEXT, "Ek", false},
	    {COLUMN_CHOICE, "-", false}};
	for (size_t i = 0; i < COUNT(shown); i++) {
		const struct column column = {.type = shown[i].type};
		const struct named_value name = {.name = SLICE("hus.namn"),
		    .type = shown[i].type,
		    .value = register_text(shown[i].text),
		    .per_letter = true,
		    .column = &column};
		const struct scope scope = {.columns = &reg->columns,
		    .names = &name,
		    .name_count = 1,
		    .today = reg->scope.today};
		struct expr_context context = {
		    .row = &reg->row, .letter_mem = reg->mem, .language = "sv"};
		struct expr *expr = expr_parse(
		    reg->mem, SLICE("'Hus: ' + hus.namn"), NO_SPAN, diag);
		test_true(shown[i].text,
		    expr && expr_check(expr, &scope, diag) &&
			expr_shows_nothing(expr, &context) == shown[i].nothing);
	}
}

/* In a letter two columns may be compared that are nearly the same. */
static void
test_two_columns(struct test_register *reg, struct diag *diag)
{
	static const struct {
		const char *row;
		enum verdict want;
	} rows[] = {{"Boende=Servicehus;Enhet=Servicehus", VERDICT_YES},
	    {"Boende=Servicehus;Enhet=Sevicehus", VERDICT_UNDECIDABLE},
	    {"Boende=Servicehus;Enhet=Villa", VERDICT_NO},
	    {"Boende=Servicehus;Enhet=", VERDICT_NO},
	    {"Boende=;Enhet=", VERDICT_UNDECIDABLE}};
	struct expr *expr =
	    expr_parse(reg->mem, SLICE("Boende = Enhet"), NO_SPAN, diag);
	bool checked = expr && expr_check_flag(expr, &reg->scope, diag);
	test_true("two columns", checked);
	for (size_t i = 0; checked && i < COUNT(rows); i++) {
		struct problem why = {0};
		struct expr_context context = {.row = &reg->row,
		    .letter_mem = reg->mem,
		    .language = "sv",
		    .near_doubt = true};
		register_reset(reg);
		register_change(reg, rows[i].row);
		test_number(rows[i].row, expr_decide(expr, &context, &why),
		    rows[i].want);
	}
}

/* Which table the column is of that has several values. */
static void
test_several(void)
{
	const struct named_value names[] = {{.name = SLICE("hus.namn")},
	    {.name = SLICE("barn.namn")}, {.name = SLICE("barn.ålder")}};
	const struct expr_table tables[] = {
	    {SLICE("hus"), 0, 1}, {SLICE("barn"), 1, 2}};
	const struct scope scope = {.names = names,
	    .name_count = COUNT(names),
	    .tables = tables,
	    .table_count = COUNT(tables)};
	struct problem why = {0};
	test_true("no problem", !expr_find_several(&scope, &why));
	PROBLEM(&why, &expr_row_several, ARGS("Barn.ålder"));
	test_true("the second table's",
	    expr_find_several(&scope, &why) == &tables[1]);
	PROBLEM(&why, &expr_row_several, ARGS("hus.namn"));
	test_true(
	    "the first one's", expr_find_several(&scope, &why) == &tables[0]);
	PROBLEM(&why, &expr_row_several, ARGS("kommun"));
	test_true("of no table", !expr_find_several(&scope, &why));
}

int
main(void)
{
	static const char *const words[] = {"no", "yes", "undecidable "};
	struct test_register reg;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf said = {0};
	struct expr_lookups lookups = {&said, fake_open, fake_holds, fake_find};

	register_init(&reg);
	reg.scope.lookups = &lookups;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct problem why;
		struct expr_context context = {
		    .row = &reg.row, .letter_mem = reg.mem, .language = "sv"};
		strbuf_reset(&said);
		register_reset(&reg);
		register_change(&reg, cases[i].row);
		struct expr *expr = expr_parse(
		    reg.mem, slice_view(cases[i].expr), NO_SPAN, diag);
		if (!expr || !expr_check_flag(expr, &reg.scope, diag)) {
			strbuf_add_text(&said, "refused");
		} else {
			enum verdict verdict =
			    expr_decide(expr, &context, &why);
			strbuf_add_text(&said, words[verdict]);
			if (verdict == VERDICT_UNDECIDABLE)
				strbuf_add(&said, why.arguments[0].text);
		}
		test_slice(cases[i].expr, strbuf_view(&said), cases[i].want);
	}
	test_shown(&reg, diag);
	test_shown_of_table(&reg, diag);
	test_two_columns(&reg, diag);
	test_several();
	strbuf_fini(&said);
	register_fini(&reg);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
