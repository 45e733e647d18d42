#include "job/condition.h"

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
	return !*condition || expr_check_flag(*condition, scope, diag);
}
