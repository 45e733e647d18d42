/*
 * tests/unit/expr/answer.h - the answer to an expression as text: yes, no,
 * undecidable, refused, or a value.
 */
#ifndef TESTS_UNIT_EXPR_ANSWER_H
#define TESTS_UNIT_EXPR_ANSWER_H

#include "register.h"
#include "text/number.h"

static inline void
answer_why(struct strbuf *out, const struct problem *why)
{
	strbuf_add_char(out, ' ');
	strbuf_add(out, why->arguments[0].text);
	strbuf_print(out, " [%s]", why->message->code);
}

static inline void
answer_value(struct strbuf *out, struct value value, struct arena *mem)
{
	char iso[11];
	switch (value.kind) {
	case VALUE_EMPTY:
		strbuf_add_text(out, "(empty)");
		return;
	case VALUE_TEXT:
		strbuf_add(out, value.text);
		return;
	case VALUE_NUMBER:
		strbuf_add(out, number_write_plain(mem, value.micro));
		return;
	case VALUE_DATE:
		day_write_iso(value.when, iso);
		strbuf_add_text(out, iso);
		return;
	case VALUE_FLAG:
		strbuf_add_text(out, value.flag ? "yes" : "no");
		return;
	case VALUE_UNFIT:
	case VALUE_UNDECIDABLE:
		strbuf_add_text(out, "undecidable");
		return;
	}
}

/*
 * Asks about the register's row, a condition (`flag`) or a value; `reason` adds
 * to an undecidable one why. What is said of a refused one is printed.
 */
static inline void
answer_text(struct strbuf *out, struct test_register *reg, struct diag *diag,
    struct slice text, bool flag, bool doubt, bool reason)
{
	static const char *const words[] = {"no", "yes", "undecidable"};
	struct problem why = {0};
	struct expr_context context = {.row = &reg->row,
	    .letter_mem = reg->mem,
	    .language = "sv",
	    .doubt = doubt};
	uint32_t file = sources_add(diag_sources(diag), "expr", text);
	struct expr *expr =
	    expr_parse(reg->mem, text, (struct span){file, 1, 1, 0}, diag);
	if (!expr ||
	    !(flag ? expr_check_flag : expr_check)(expr, &reg->scope, diag)) {
		strbuf_add_text(out, "refused");
		diag_print(diag, stdout);
		return;
	}
	if (flag)
		strbuf_add_text(out, words[expr_decide(expr, &context, &why)]);
	else
		answer_value(
		    out, expr_evaluate(expr, &context, &why), reg->mem);
	if (reason && why.message)
		answer_why(out, &why);
}

#endif
