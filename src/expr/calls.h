/*
 * expr/calls.h - what each function of the language does, one call each; the
 * table stands in expr/function_table.c. Inside expr/ only.
 */
#ifndef EXPR_CALLS_H
#define EXPR_CALLS_H

#include "expr/function.h"

/* A text that was made; one without a letter is empty. */
static inline struct value
call_text(struct slice made)
{
	return (struct value){
	    .kind = made.len ? VALUE_TEXT : VALUE_EMPTY, .text = made};
}

/* function_number.c */
struct value call_year(const struct call *call);
struct value call_month(const struct call *call);
struct value call_day(const struct call *call);
struct value call_age(const struct call *call);
struct value call_today(const struct call *call);
struct value call_round(const struct call *call);

/* function_text.c */
struct value call_length(const struct call *call);
struct value call_upper(const struct call *call);
struct value call_lower(const struct call *call);
struct value call_otherwise(const struct call *call);
struct value call_long_date(const struct call *call);
struct value call_short_date(const struct call *call);
struct value call_full_date(const struct call *call);
struct value call_date_as(const struct call *call);

/* function_part.c */
struct value call_before(const struct call *call);
struct value call_after(const struct call *call);
struct value call_first_word(const struct call *call);
struct value call_last_word(const struct call *call);
struct value call_first_names(const struct call *call);
struct value call_surname(const struct call *call);
struct value call_postcode(const struct call *call);
struct value call_town(const struct call *call);

/* function_words.c */
struct value call_genitive(const struct call *call);
struct value call_list(const struct call *call);
struct value call_alternatives(const struct call *call);
struct value call_plural(const struct call *call);
struct value call_money(const struct call *call);
struct value call_number(const struct call *call);
struct value call_ungrouped(const struct call *call);
struct value call_phone(const struct call *call);
struct value call_unbroken(const struct call *call);

/* function_lookup.c */
struct value call_in_list(const struct call *call);
struct value call_had_letter_in(const struct call *call);
struct value call_look_up(const struct call *call);

#endif
