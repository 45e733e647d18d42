/* Functions that ask a list, an earlier run or a table. */
#include "expr/calls.h"

static struct value
answer(const struct call *call, enum verdict verdict, struct problem why)
{
	if (verdict != VERDICT_UNDECIDABLE)
		return (struct value){
		    .kind = VALUE_FLAG, .flag = verdict == VERDICT_YES};
	if (!call->run->why->message)
		*call->run->why = why;
	return (struct value){.kind = VALUE_UNDECIDABLE};
}

static struct value
ask(const struct call *call, const struct value *value)
{
	struct problem why = {0};
	enum verdict verdict = call->run->scope->lookups->holds(
	    call->node->lookup, call->run->context->row, value, &why);
	return answer(call, verdict, why);
}

/* in_list('sparr.csv'), or with a column of the register to look for. */
struct value
call_in_list(const struct call *call)
{
	return ask(call, call->count > 1 ? &call->values[1] : NULL);
}

struct value
call_had_letter_in(const struct call *call)
{
	return ask(call, NULL);
}

struct value
call_look_up(const struct call *call)
{
	struct problem why = {0};
	struct value found = call->run->scope->lookups->find(
	    call->node->lookup, &call->values[1], &why);
	/* What was found lives until something else is asked. */
	if (found.kind == VALUE_TEXT)
		return call_text(
		    arena_dup(call->run->context->letter_mem, found.text));
	if (found.kind != VALUE_UNDECIDABLE)
		return found;
	return answer(call, VERDICT_UNDECIDABLE, why);
}
