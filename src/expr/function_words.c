/* Functions that say something in the letter's language. */
#include "expr/calls.h"
#include "expr/messages.h"
#include "text/number.h"
#include "text/words.h"

struct value
call_genitive(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return call_text(word_genitive(
	    context->letter_mem, call->values[0].text, context->language));
}

static struct value
joined(const struct call *call, enum word_joint joint)
{
	const struct expr_context *context = call->run->context;
	struct slice items[ARGUMENT_MAX];
	for (size_t i = 0; i < call->count; i++)
		items[i] = call->values[i].kind == VALUE_TEXT
			       ? call->values[i].text
			       : (struct slice){0};
	return call_text(word_join(
	    context->letter_mem, items, call->count, joint, context->language));
}

struct value
call_list(const struct call *call)
{
	return joined(call, JOINT_AND);
}

struct value
call_alternatives(const struct call *call)
{
	return joined(call, JOINT_OR);
}

/* The word that goes with the number; the number itself is another field. */
struct value
call_plural(const struct call *call)
{
	bool one =
	    word_is_one(call->values[0].micro, call->run->context->language);
	return call->values[one ? 1 : 2];
}

struct value
call_money(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	int64_t micro = call->values[0].micro;
	if (call->count == 1)
		return call_text(
		    word_money(context->letter_mem, micro, context->language));
	return call_text(word_amount(context->letter_mem, micro,
	    call->values[1].text, context->language));
}

/* The number in the language; its decimals are the second value. */
static bool
write_number(const struct call *call, struct slice *text)
{
	const struct expr_context *context = call->run->context;
	int64_t decimals = -1;
	if (call->count > 1)
		decimals = call->values[1].micro / MICRO;
	if (decimals > 6 || (call->count > 1 && decimals < 0))
		return false;
	*text = number_write(context->letter_mem, call->values[0].micro,
	    (int)decimals, context->language);
	return true;
}

struct value
call_number(const struct call *call)
{
	struct slice text;
	if (!write_number(call, &text))
		return undecidable(call->node, call->run, &expr_row_range);
	return call_text(text);
}

struct value
call_ungrouped(const struct call *call)
{
	struct slice text;
	if (!write_number(call, &text))
		return undecidable(call->node, call->run, &expr_row_range);
	return call_text(
	    number_join_groups(call->run->context->letter_mem, text));
}

struct value
call_phone(const struct call *call)
{
	const struct expr_context *context = call->run->context;
	return call_text(word_phone(
	    context->letter_mem, call->values[0].text, context->language));
}

struct value
call_unbroken(const struct call *call)
{
	return call_text(word_unbroken(
	    call->run->context->letter_mem, call->values[0].text));
}
