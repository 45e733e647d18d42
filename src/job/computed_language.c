#include "job/computed_language.h"

#include "base/languages.h"
#include "job/messages.h"

struct looking {
	const struct job *job;
	const struct letter *letter;
	struct diag *diag;
	const char *language; /* of the text at hand */
	const struct letter_field *field;
};

static bool
is_same_language(const char *a, const char *b)
{
	const struct language *row = language_find(a);
	return strcmp(a, b) == 0 || (row && row == language_find(b));
}

static void
look_at_column(size_t column, void *ctx)
{
	const struct looking *looking = ctx;
	const struct job *job = looking->job;
	const struct column *of = &job->reads.columns.at[column];
	if (!of->spoken || is_same_language(looking->language, job->language))
		return;
	REPORT(looking->diag, looking->field->span, &job_computed_language,
	    ARGS(of->name, job->language, looking->language));
	HINT(looking->diag, &job_computed_language_hint, NO_ARGS);
}

static void
look_below(struct looking *looking, const struct node *node)
{
	const char *outer = looking->language;
	if (node->language.len)
		looking->language = node->language.at;
	if (node->kind == NODE_FIELD) {
		looking->field = &looking->letter->fields[node->field];
		if (looking->field->expr)
			expr_each_column(
			    looking->field->expr, look_at_column, looking);
	}
	for (const struct node *child = node->first; child; child = child->next)
		look_below(looking, child);
	looking->language = outer;
}

void
computed_warn_of_language(
    const struct job *job, const struct letter *letter, struct diag *diag)
{
	struct looking looking = {
	    .job = job,
	    .letter = letter,
	    .diag = diag,
	    .language = letter->language.at,
	};
	look_below(&looking, letter->root);
}
