#include "job/condition.h"

#include "job/decides.h"
#include "job/messages.h"
#include "text/normal.h"

static bool
read_where(struct arena *job_mem, const struct yaml_pair *pair,
    struct where *where, struct diag *diag)
{
	struct conf_list list = {0};
	if (!conf_read_list(pair->value, job_mem, &list, diag))
		return false;
	struct slice *values =
	    ARENA_ARRAY(job_mem, struct slice, list.count + 1);
	struct span *spans = ARENA_ARRAY(job_mem, struct span, list.count + 1);
	for (size_t i = 0; i < list.count; i++) {
		values[i] = list.at[i].text;
		spans[i] = list.at[i].span;
	}
	*where = (struct where){
	    .column = pair->key,
	    .column_span = pair->key_span,
	    .values = values,
	    .value_spans = spans,
	    .value_count = list.count,
	};
	return true;
}

static bool
compile_where(struct arena *job_mem, const struct yaml *yaml,
    struct expr **condition, struct diag *diag)
{
	bool ok = true;
	struct where *wheres =
	    ARENA_ARRAY(job_mem, struct where, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_where(job_mem, &yaml->pairs[i], &wheres[i], diag) &&
		     ok;
	if (!ok)
		return false;
	*condition = expr_from_where(job_mem, wheres, yaml->count, diag);
	return *condition || !yaml->count;
}

struct asking {
	const struct scope *scope;
	bool code;
};

static void
see_name(struct slice name, void *ctx)
{
	struct asking *asking = ctx;
	bool is_job =
	    name.len > 4 && text_same(slice_part(name, 0, 4), SLICE("job."));
	struct slice bare = is_job ? slice_from(name, 4) : name;
	if (is_job || columns_find(asking->scope->columns, name) == COLUMN_NONE)
		for (size_t i = 0; i < 2; i++)
			asking->code |=
			    text_same(bare, slice_view(job_code_names[i]));
}

/* A letter has its code once everything is decided. */
static bool
asks_no_code(
    const struct expr *condition, const struct scope *scope, struct diag *diag)
{
	struct asking asking = {.scope = scope};
	expr_each_name(condition, see_name, &asking);
	if (asking.code)
		REPORT(diag, expr_span(condition), &job_code_in_condition,
		    NO_ARGS);
	return !asking.code;
}

bool
condition_compile(struct arena *job_mem, const struct job_condition *written,
    const struct scope *scope, struct expr **condition, struct diag *diag)
{
	struct expr *where = NULL, *when = NULL;
	bool ok = true;
	*condition = NULL;
	if (written->where)
		ok = compile_where(job_mem, written->where, &where, diag);
	if (written->when.span.file) {
		when = expr_parse(
		    job_mem, written->when.text, written->when.span, diag);
		ok = when && ok;
	}
	if (!ok)
		return false;
	*condition = expr_and(job_mem, where, when);
	return !*condition || (expr_check_flag(*condition, scope, diag) &&
				  asks_no_code(*condition, scope, diag));
}
