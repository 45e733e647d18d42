#include "base/problem.h"

#include <assert.h>

void
problem_set(struct problem *problem, const struct message *message,
    size_t count, const struct argument *arguments)
{
	*problem = (struct problem){.message = message, .count = count};
	assert(count <= ARGUMENTS_MAX);
	for (size_t i = 0; i < count; i++)
		problem->arguments[i] = arguments[i];
}

struct problem
problem_dup(struct arena *arena, struct problem problem)
{
	for (size_t i = 0; i < problem.count; i++) {
		if (!problem.arguments[i].is_number)
			problem.arguments[i].text =
			    arena_dup(arena, problem.arguments[i].text);
	}
	return problem;
}

struct slice
problem_text(struct arena *arena, const struct words *words,
    const struct problem *problem)
{
	struct strbuf out = {0};
	if (problem->message)
		message_write(&out, words, problem->message, problem->count,
		    problem->arguments);
	struct slice text = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}
