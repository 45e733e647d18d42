/*
 * tests/unit/serve/madeform.h - what a form of who gets a letter says beside what
 * is chosen in it: the columns and the rules that it was made of.
 */
#ifndef TESTS_UNIT_SERVE_MADEFORM_H
#define TESTS_UNIT_SERVE_MADEFORM_H

#include <string.h>

#include "serve/pages.h"
#include "serve/who.h"

static inline void
add_field(struct asked *asked, struct arena *mem, struct slice name,
    struct slice value)
{
	struct form_field *field = ARENA_NEW(mem, struct form_field);
	*field = (struct form_field){.name = name, .value = value};
	memcpy(&field->next, &asked->fields, sizeof field->next);
	asked->fields = field;
}

static inline void
add_made_of(struct asked *asked, const struct who *who)
{
	struct arena *mem = who->work->mem;
	for (size_t i = 0; i < who->column_count; i++)
		add_field(asked, mem, arena_print(mem, "c-%zu", i),
		    who->columns[i].name);
	for (size_t i = 0; i < who->rule_count; i++)
		add_field(asked, mem,
		    arena_print(mem, "rule-of-%zu", who->rules[i].at),
		    slice_view(who->rules[i].mark));
}

#endif
