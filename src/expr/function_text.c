/* Functions that read or make texts. */
#include "base/utf8.h"
#include "expr/calls.h"
#include "expr/messages.h"
#include "text/normal.h"
#include "text/number.h"

static struct value
number(int64_t whole)
{
	return (struct value){.kind = VALUE_NUMBER, .micro = whole * MICRO};
}

/* Letters as people count them, not bytes; an empty text has none. */
struct value
call_length(const struct call *call)
{
	if (call->values[0].kind == VALUE_EMPTY)
		return number(0);
	return number((int64_t)utf8_count(call->values[0].text));
}

struct value
call_upper(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return call_text(text_upper(
	    context->letter_mem, call->values[0].text, context->language));
}

struct value
call_lower(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return call_text(text_lower(
	    context->letter_mem, call->values[0].text, context->language));
}

/* Asked where all are empty: function_evaluate gives the first that is not. */
struct value
call_otherwise(const struct call *call)
{
	return call->values[call->count - 1];
}

static struct value
written_date(const struct call *call, enum date_style style)
{
	const struct expr_context *context = call->run->context;
	return call_text(date_write(context->letter_mem, call->values[0].when,
	    style, context->language));
}

struct value
call_long_date(const struct call *call)
{
	return written_date(call, DATE_LONG);
}

struct value
call_short_date(const struct call *call)
{
	return written_date(call, DATE_SHORT);
}

struct value
call_full_date(const struct call *call)
{
	return written_date(call, DATE_FULL);
}

struct value
call_date_as(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	struct slice picture = call->values[1].text;
	if (!date_picture_is_known(picture, context->language))
		return undecidable(call->node, call->run, &expr_row_picture);
	return call_text(date_write_as(context->letter_mem,
	    call->values[0].when, picture, context->language));
}
