/*
 * base/problem.h - why one row cannot get its letter.
 *
 * A bad row is not an error of the job: the row is held, with this as its
 * reason in the manifest. Wordings name row and column, never a value. The
 * arguments borrow; problem_dup copies them to an arena that outlives them.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/arena.h"
#include "base/message.h"

struct problem {
	const struct message *message; /* LEVEL_HOLD; NULL: no problem */
	size_t count;
	struct argument arguments[ARGUMENTS_MAX];
};

/* PROBLEM(&why, &record_bad_date, ARGS(column_name)) */
#define PROBLEM(problem, message, ...)                                         \
	problem_set((problem), (message), __VA_ARGS__)

void problem_set(struct problem *problem, const struct message *message,
    size_t count, const struct argument *arguments);
struct problem problem_dup(struct arena *arena, struct problem problem);
/* Its wording in the arena; empty where there is no problem. */
struct slice problem_text(struct arena *arena, const struct words *words,
    const struct problem *problem);

#endif
