/*
 * 100,000 expressions that nobody wrote: the same ones in every run. Whatever
 * the text, it is refused with a report or it is sound; a sound condition is
 * written so that it reads back, is never both true and false, and doubt only
 * ever turns an answer into none.
 */
#include "base/utf8.h"
#include "expr/expr.h"
#include "register.h"
#include "test.h"

#define MUTATIONS 100000

static const char *const seeds[] = {
    "Boendeform = 'Servicehus'",
    "Boende in ('Servicehus', ”hemma”) and not Samtycke",
    "[Beslut till] < [gäller från] - 30",
    "age(Personnummer, 2012-01-01) >= 65 och Enhet inte innehåller 'x'",
    "otherwise([God man], Förnamn) = 'Åsa' or (Timmar + 1.5 > -3)",
    "Boende börjar med 'serv' eller [C/o] är inte tomt",
    "year([Beslut till]) = 2012 and round(Avgift, 1) <> 2",
    "not (not Samtycke = 'ja') and length(upper(Boende)) < 10",
    "([Beslut till] - today()) <= 14 and E-post is empty",
    "'Servicehus' = Boende or Timmar ≠ 3 or Postnr starts with '12'",
    "long_date([Beslut till])",
    "list(genitiv(Förnamn), [God man], 'x') = money(Avgift, 'kr')",
    "plural(Timmar, 'timme', '') = tal(taxa, 2) or phone(Enhet) = 'x'",
    "addressee = 'client' and kommun = »Sjöbo«",
};

/* Pieces that make a text into another one that nearly means something. */
static const char *const pieces[] = {"'", "”", "(", ")", "[", "]", ",", "and",
    " or ", " not ", "=", "<>", "<=", "+", "-", " in ", " is empty",
    " contains ", " starts with ", "2012-10-01", "''", "'Servicehus'", "12",
    ".5", "\u00a0", "\n", "\u200b", "Boende", "[Beslut till]", "age(",
    "otherwise(", "å", "Timmar", "Samtycke", "9999999999999", "--", "((((("};

struct random {
	uint64_t state;
};

/* Knuth's MMIX generator, the high bits. */
static size_t
below(struct random *random, size_t limit)
{
	random->state =
	    random->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(random->state >> 33) % limit;
}

static void
replace(struct strbuf *text, size_t from, size_t len, struct slice by)
{
	struct strbuf made = {0};
	struct slice whole = strbuf_view(text);
	strbuf_add(&made, slice_part(whole, 0, from));
	strbuf_add(&made, by);
	strbuf_add(&made, slice_from(whole, from + len));
	strbuf_fini(text);
	*text = made;
}

static void
mutate(struct random *random, struct strbuf *text)
{
	size_t from = below(random, text->len + 1);
	size_t len = below(random, 9);
	struct slice seed = slice_view(seeds[below(random, COUNT(seeds))]);
	switch (below(random, 4)) {
	case 0:
		replace(text, from, len, (struct slice){0});
		return;
	case 1:
		replace(text, from, 0,
		    slice_view(pieces[below(random, COUNT(pieces))]));
		return;
	case 2:
		replace(text, from, len,
		    slice_view(pieces[below(random, COUNT(pieces))]));
		return;
	default:
		replace(text, from, len,
		    slice_part(seed, below(random, seed.len), 3 * len));
		return;
	}
}

static bool
reads_back(struct arena *mem, struct diag *diag, const struct expr *expr)
{
	struct strbuf once = {0}, twice = {0};
	expr_write(&once, expr);
	struct expr *again = expr_parse(mem, strbuf_view(&once), NO_SPAN, diag);
	if (again)
		expr_write(&twice, again);
	bool same = slice_equal(strbuf_view(&once), strbuf_view(&twice));
	if (!same)
		printf("  %s\n", strbuf_text(&once));
	strbuf_fini(&once);
	strbuf_fini(&twice);
	return same;
}

static struct expr *
opposite(struct arena *mem, struct diag *diag, const struct expr *expr,
    const struct scope *scope)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "not (");
	expr_write(&text, expr);
	strbuf_add_char(&text, ')');
	struct expr *no =
	    expr_parse(mem, arena_dup(mem, strbuf_view(&text)), NO_SPAN, diag);
	strbuf_fini(&text);
	return no && expr_check_flag(no, scope, diag) ? no : NULL;
}

static void
test_condition(struct arena *mem, struct diag *diag, const struct expr *expr,
    const struct test_register *reg)
{
	struct problem why;
	struct expr_context context = {
	    .row = &reg->row, .letter_mem = mem, .language = "sv"};
	enum verdict plain = expr_decide(expr, &context, &why);
	struct expr *no = opposite(mem, diag, expr, &reg->scope);
	if (no && plain == VERDICT_YES)
		test_true("true, so its opposite is false",
		    expr_decide(no, &context, &why) == VERDICT_NO);
	if (no && plain == VERDICT_NO)
		test_true("false, so its opposite is not false",
		    expr_decide(no, &context, &why) != VERDICT_NO);
	context.doubt = true;
	enum verdict doubt = expr_decide(expr, &context, &why);
	test_true("doubt only takes answers away",
	    doubt == plain || doubt == VERDICT_UNDECIDABLE);
}

static bool
test_mutant(struct test_register *reg, struct arena *mem, struct diag *diag,
    struct slice text)
{
	struct span place = {0, 1, 1, 0};
	struct strbuf out = {0};
	struct expr *expr = expr_parse(mem, text, place, diag);
	test_true("read or refused", !expr == (diag_errors(diag) > 0));
	if (!expr)
		return false;
	test_true("reads back", reads_back(mem, diag, expr));
	bool sound = expr_check(expr, &reg->scope, diag);
	test_true("sound or refused", sound == (diag_errors(diag) == 0));
	if (!sound)
		return false;
	test_true("checked again it is as sound",
	    expr_check(expr, &reg->scope, diag));
	if (expr_type(expr) == EXPR_FLAG)
		test_condition(mem, diag, expr, reg);
	struct expr_context context = {
	    .row = &reg->row, .letter_mem = mem, .language = "sv"};
	expr_explain(&out, NULL, expr, &context);
	strbuf_fini(&out);
	return true;
}

int
main(void)
{
	static const char *const rows[] = {"", "Boende=;Timmar=;Beslut till=",
	    "Boende=Sevicehus;Boendeform=hus;Timmar=x", "Samtycke=;Enhet="};
	struct test_register reg;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	struct random random = {20120319};
	struct strbuf text = {0};
	int sound = 0;

	register_init(&reg);
	for (int i = 0; i < MUTATIONS; i++) {
		if (i % (MUTATIONS / (int)COUNT(rows)) == 0)
			register_change(
			    &reg, rows[i / (MUTATIONS / (int)COUNT(rows))]);
		strbuf_reset(&text);
		strbuf_add_text(&text, seeds[below(&random, COUNT(seeds))]);
		for (size_t n = below(&random, 4); n-- > 0;)
			mutate(&random, &text);
		if (utf8_check(strbuf_view(&text)) < text.len)
			continue;
		sound += test_mutant(&reg, mem, diag, strbuf_view(&text));
		diag_reset(diag);
		arena_reset(mem);
	}
	/* Were all refused, nothing would have been tested. */
	test_true("some thousands of them are sound", sound > MUTATIONS / 20);
	strbuf_fini(&text);
	arena_free(mem);
	register_fini(&reg);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
