/*
 * Any text as an expression: it is read or refused, never both; what was read
 * and written canonically reads back to the same; what was checked is decided
 * for a row without a fault.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "expr/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct column columns_at[] = {
    {.name = {"Boende", 6}, .folded = {"boende", 6}},
    {.name = {"Till", 4}, .folded = {"till", 4}, .type = COLUMN_DATE},
    {.name = {"Antal", 5}, .folded = {"antal", 5}, .type = COLUMN_INTEGER},
    {.name = {"Ja", 2}, .folded = {"ja", 2}, .type = COLUMN_FLAG},
};
static const struct columns columns = {columns_at, 4};

static void
decide(struct arena *mem, const struct expr *expr)
{
	struct value values[] = {
	    {VALUE_TEXT, {"Servicehus", 10}, {0}},
	    {VALUE_EMPTY, {0}, {0}},
	    {VALUE_NUMBER, {"12", 2}, {.micro = 12000000}},
	    {VALUE_FLAG, {"ja", 2}, {.flag = true}},
	};
	struct row row = {.number = 1, .line = 2, .values = values, .count = 4};
	struct expr_context context = {
	    .row = &row, .letter_mem = mem, .language = "sv", .doubt = true};
	struct problem why = {0};
	struct strbuf out = {0};
	if (expr_type(expr) == EXPR_FLAG)
		expr_decide(expr, &context, &why);
	else
		expr_evaluate(expr, &context, &why);
	expr_explain(&out, NULL, expr, &context);
	strbuf_fini(&out);
}

/* Canonical text is a fixed point. */
static void
read_back(struct arena *mem, const struct expr *expr, struct diag *diag)
{
	struct strbuf once = {0}, twice = {0};
	expr_write(&once, expr);
	struct expr *again = expr_parse(mem, strbuf_view(&once), NO_SPAN, diag);
	assert(again);
	expr_write(&twice, again);
	assert(slice_equal(strbuf_view(&once), strbuf_view(&twice)));
	strbuf_fini(&once);
	strbuf_fini(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice text = {(const char *)bytes, len};
	if (utf8_check(text) != len || len > 4000)
		return 0;
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "job.yaml", text);
	struct scope scope = {.columns = &columns, .today = 15000};
	struct expr *expr = expr_parse(
	    mem, text, (struct span){file, 1, 1, (uint32_t)len}, diag);
	assert(!expr == (diag_errors(diag) > 0));
	if (expr) {
		read_back(mem, expr, diag);
		bool ok = expr_check(expr, &scope, diag);
		assert(!ok == (diag_errors(diag) > 0));
		if (ok)
			decide(mem, expr);
	}
	FILE *nowhere = fopen("/dev/null", "w");
	diag_print(diag, nowhere);
	fclose(nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return 0;
}
