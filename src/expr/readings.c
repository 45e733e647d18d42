/*
 * A number in a job that may be over a thousand or just over one: 1.234. A
 * cell that holds one holds its row; a rule that does would decide every row.
 */
#include "expr/expr.h"
#include "expr/messages.h"
#include "text/number.h"

bool
expr_refuse_two_readings(
    struct diag *diag, struct span span, struct slice text, char decimal)
{
	int64_t micro;
	struct strbuf whole = {0}, part = {0};
	if (number_read(text, decimal, &micro) != NUMBER_TWO_READINGS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool sign = text.at[i] == '.' || text.at[i] == ',';
		if (!sign)
			strbuf_add_char(&whole, text.at[i]);
		strbuf_add_char(&part, sign ? '.' : text.at[i]);
	}
	strbuf_add_char(&part, '0');
	REPORT(diag, span, &expr_two_readings, ARGS(text));
	HINT(diag, &expr_two_readings_hint,
	    ARGS(strbuf_view(&whole), strbuf_view(&part)));
	strbuf_fini(&whole);
	strbuf_fini(&part);
	return true;
}
