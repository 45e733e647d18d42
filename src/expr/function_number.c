/* Functions of dates and numbers. */
#include "expr/calls.h"
#include "expr/messages.h"
#include "text/number.h"

static struct value
number(int64_t whole)
{
	return (struct value){.kind = VALUE_NUMBER, .micro = whole * MICRO};
}

static struct value
part_of_date(const struct call *call, int part)
{
	int parts[3];
	day_split(call->values[0].when, &parts[0], &parts[1], &parts[2]);
	return number(parts[part]);
}

struct value
call_year(const struct call *call)
{
	return part_of_date(call, 0);
}

struct value
call_month(const struct call *call)
{
	return part_of_date(call, 1);
}

struct value
call_day(const struct call *call)
{
	return part_of_date(call, 2);
}

/* The day somebody was born, of a date or an identity number; or DAY_NONE. */
static day
born_of(const struct call *call)
{
	const struct value *value = &call->values[0];
	if (value->kind == VALUE_DATE)
		return value->when;
	return column_birth(call->node->kids[0]->column->type, value->text,
	    call->run->scope->today);
}

/* Whole years on the job's date, or on the second argument. */
struct value
call_age(const struct call *call)
{
	day born = born_of(call);
	day at =
	    call->count > 1 ? call->values[1].when : call->run->scope->today;
	if (born == DAY_NONE)
		return undecidable(call->node, call->run, &expr_row_unfit);
	if (born > at)
		return undecidable(call->node, call->run, &expr_row_unborn);
	return number(years_between(born, at));
}

struct value
call_today(const struct call *call)
{
	return (struct value){
	    .kind = VALUE_DATE, .when = call->run->scope->today};
}

/* Half away from zero, as in school: 2.5 is 3, -2.5 is -3. */
struct value
call_round(const struct call *call)
{
	int64_t micro = call->values[0].micro;
	int64_t places = call->count > 1 ? call->values[1].micro : 0;
	int64_t decimals = places / MICRO, step = MICRO;
	if (places < 0 || decimals > 6 || places % MICRO != 0)
		return undecidable(call->node, call->run, &expr_row_range);
	while (decimals-- > 0)
		step /= 10;
	int64_t rest = micro % step, whole = micro - rest;
	if (rest >= (step + 1) / 2)
		rest = step;
	else if (-rest >= (step + 1) / 2)
		rest = -step;
	else
		rest = 0;
	if (__builtin_add_overflow(whole, rest, &micro))
		return undecidable(call->node, call->run, &expr_row_range);
	return (struct value){.kind = VALUE_NUMBER, .micro = micro};
}
