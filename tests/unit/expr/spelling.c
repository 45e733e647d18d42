/*
 * However a register spells servicehus, and however a beginner writes the rule:
 * a rule that excludes says yes or leaves it open, a rule that sends says no or
 * leaves it open. Never a letter.
 */
#include "register.h"
#include "test.h"

static const char *const spellings[] = {
    "Servicehus",
    "servicehus ",
    "SERVICEHUS",
    "Service-hus",
    "Service hus",
    "Service\u00a0hus",
    "Service\u2011hus",
    "Service\u00adhus",
    "Service\u200bhus",
    "\ufeffServicehus",
    "Servicehus\u00a0",
    "\tServicehus",
    "Sevicehus",
    "Serivcehus",
    "Servicehuus",
    "Servicehu",
    "Servisehus",
    "Servicehuset",
    "Servicehusen",
    "Servicehus.",
    "Servicehus, Björken",
    "Björkens servicehus",
    "Bjo\u0308rkens servicehus",
    "Servicehus 2",
    "Ｓｅｒｖｉｃｅｈｕｓ",
    "ＳＥＲＶＩＣＥＨＵＳＥＴ",
    "Serviceh\u200dus",
    "S\u200de\u200dr\u200dv\u200di\u200dc\u200de\u200dh\u200du\u200ds",
    "S\u00ade\u00adrvicehus",
    "S\u0435rvicehus",
    "S\u0435\u0440vi\u0441\u0435hus",
    "\u0405\u0415RVI\u0421\u0415\u041dUS",
    "S\u0435rvi\u0441\u0435hus\u0435t",
    "Serv\u03b9cehus",
    "Serv\u0131cehus",
    "Se\u0301rvicehu\u0308s",
    "S\u0332e\u0332r\u0332v\u0332i\u0332c\u0332e\u0332h\u0332u\u0332s\u0332",
    "𝐒𝐞𝐫𝐯𝐢𝐜𝐞𝐡𝐮𝐬",
    "Servicehu\u017f",
    "Servicehus\u00b9",
    "",
    " ",
    "\u00a0",
};

static const char *const excluding[] = {
    "Boende = 'Servicehus'",
    "'servicehus' = Boende",
    "Boende in ('Servicehus')",
    "Boende i ('Korttid', 'Servicehus')",
    "Boende contains 'servicehus'",
    "Boende innehåller 'Service'",
    "Boende starts with 'Servicehus' or Boende contains 'servicehus'",
    "not (Boende <> 'Servicehus')",
    "not Boende not in ('Servicehus', 'Korttid')",
    "upper(Boende) = 'SERVICEHUS'",
    "Boendeform = 'Servicehus'",
    "Boendeform in ('SH', 'Servicehus')",
    "not (Boendeform = 'Eget boende')",
    "Boendeform <> 'hemma'",
};

static const char *const sending[] = {
    "Boende <> 'Servicehus'",
    "not Boende = 'Servicehus'",
    "inte (Boende = 'Servicehus')",
    "Boende not in ('Servicehus', 'Korttid')",
    "Boende inte innehåller 'servicehus'",
    "not (Boende contains 'service')",
    "Samtycke and Boende <> 'Servicehus'",
    "Boende = 'Eget boende'",
    "Boende in ('Eget boende', 'Hemma')",
    "Boendeform = 'Eget boende'",
    "Boendeform <> 'SH'",
    "not Boendeform in ('Servicehus')",
};

static enum verdict
ask(struct test_register *reg, struct expr *expr)
{
	struct problem why;
	struct expr_context context = {.row = &reg->row,
	    .letter_mem = reg->mem,
	    .language = "sv",
	    .doubt = true};
	return expr_decide(expr, &context, &why);
}

static void
test_rule(struct test_register *reg, const char *text, struct expr *expr,
    enum verdict wrong)
{
	for (size_t i = 0; i < COUNT(spellings); i++) {
		struct slice cell = slice_view(spellings[i]);
		register_set(reg, SLICE("Boende"), cell);
		register_set(reg, SLICE("Boendeform"), cell);
		struct strbuf name = {0};
		strbuf_print(&name, "%s | '%s'", text, spellings[i]);
		test_true(strbuf_text(&name), ask(reg, expr) != wrong);
		strbuf_fini(&name);
	}
}

/* A rule that leaves everything open would pass too. */
static void
test_decides(struct test_register *reg, const char *text, struct expr *expr,
    enum verdict at_home)
{
	register_set(reg, SLICE("Boende"), SLICE("Eget boende"));
	register_set(reg, SLICE("Boendeform"), SLICE("Eget boende"));
	test_number(text, ask(reg, expr), at_home);
}

static void
test_rules(struct test_register *reg, const char *const *rules, size_t count,
    enum verdict wrong)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	for (size_t i = 0; i < count; i++) {
		struct expr *expr =
		    expr_parse(reg->mem, slice_view(rules[i]), NO_SPAN, diag);
		bool sound = expr && expr_check_flag(expr, &reg->scope, diag);
		test_true(rules[i], sound);
		if (!sound)
			continue;
		test_rule(reg, rules[i], expr, wrong);
		test_decides(reg, rules[i], expr, wrong);
	}
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	struct test_register reg;
	register_init(&reg);
	test_rules(&reg, excluding, COUNT(excluding), VERDICT_NO);
	test_rules(&reg, sending, COUNT(sending), VERDICT_YES);
	register_fini(&reg);
	return test_end();
}
