/*
 * job/job_file_columns.c - `columns:` and `facts:` as they are written.
 */
#include "base/suggest.h"
#include "conf/keynames.h"
#include "job/job_file_parts.h"
#include "job/messages.h"

bool
job_read_type(
    const struct conf_text *name, enum column_type *type, struct diag *diag)
{
	struct suggestion best = suggestion_start(name->text);
	for (size_t i = 0; column_type_names[i]; i++) {
		if (keyname_is(name->text, column_type_names[i])) {
			*type = (enum column_type)i;
			return true;
		}
		keyname_offer(&best, column_type_names[i]);
	}
	REPORT(diag, name->span, &job_unknown_type, ARGS(name->text));
	if (best.nearest.len)
		HINT(diag, &job_did_you_mean, ARGS(best.nearest));
	return false;
}

static bool
read_choice(struct arena *job_mem, const struct yaml_pair *pair,
    struct choice *choice, struct diag *diag)
{
	struct conf_list list = {0};
	*choice = (struct choice){.value = pair->key, .span = pair->key_span};
	if (pair->value->kind == YAML_SCALAR && !pair->value->text.len &&
	    !pair->value->quoted)
		return true;
	if (!conf_read_list(pair->value, job_mem, &list, diag))
		return false;
	choice->spellings = ARENA_ARRAY(job_mem, struct slice, list.count + 1);
	choice->spelling_count = list.count;
	for (size_t i = 0; i < list.count; i++)
		choice->spellings[i] = list.at[i].text;
	return true;
}

static bool
read_choices(struct arena *job_mem, const struct yaml *yaml,
    struct job_column *column, struct diag *diag)
{
	bool ok = true;
	column->choices = ARENA_ARRAY(job_mem, struct choice, yaml->count + 1);
	column->type = COLUMN_CHOICE;
	if (yaml->kind == YAML_LIST) {
		struct conf_list list = {0};
		if (!conf_read_list(yaml, job_mem, &list, diag))
			return false;
		for (size_t i = 0; i < list.count; i++)
			column->choices[i] = (struct choice){
			    .value = list.at[i].text,
			    .span = list.at[i].span,
			};
	} else if (yaml->kind == YAML_MAP) {
		for (size_t i = 0; i < yaml->count; i++)
			ok = read_choice(job_mem, &yaml->pairs[i],
				 &column->choices[i], diag) &&
			     ok;
	} else {
		REPORT(diag, yaml->span, &job_bad_values, NO_ARGS);
		return false;
	}
	column->choice_count = yaml->count;
	return ok;
}

static bool
read_decimal(
    const struct yaml *yaml, struct job_column *column, struct diag *diag)
{
	struct conf_text text = {0};
	if (!conf_read_text(yaml, &text, diag))
		return false;
	if (slice_is(text.text, ",") || slice_is(text.text, ".")) {
		column->decimal = text.text.at[0];
		return true;
	}
	REPORT(diag, yaml->span, &job_bad_decimal_sign, NO_ARGS);
	return false;
}

static bool
read_column(struct arena *job_mem, const struct yaml_pair *pair,
    struct job_column *column, struct diag *diag)
{
	static const char *const keys[] = {
	    "values", "type", "required", "is", "empty", "decimal", NULL};
	bool ok = true;
	column->name = (struct conf_text){pair->key, pair->key_span};
	if (pair->value->kind == YAML_SCALAR) {
		struct conf_text type;
		return conf_read_text(pair->value, &type, diag) &&
		       job_read_type(&type, &column->type, diag);
	}
	if (pair->value->kind != YAML_MAP) {
		REPORT(diag, pair->value->span, &job_bad_column, NO_ARGS);
		return false;
	}
	ok = keyname_check_twice(pair->value, diag);
	for (size_t i = 0; i < pair->value->count; i++) {
		const struct yaml_pair *part = &pair->value->pairs[i];
		struct conf_text text = {0};
		if (keyname_is(part->key, "is")) {
			ok = conf_read_text(part->value, &column->is, diag) &&
			     ok;
		} else if (keyname_is(part->key, "values")) {
			column->typed = true;
			ok = read_choices(job_mem, part->value, column, diag) &&
			     ok;
		} else if (keyname_is(part->key, "type")) {
			column->typed = true;
			ok = conf_read_text(part->value, &text, diag) &&
			     job_read_type(&text, &column->type, diag) && ok;
		} else if (keyname_is(part->key, "required")) {
			struct conf_flag flag = {0};
			ok = conf_read_flag(part->value, &flag, diag) && ok;
			column->required = flag.on;
		} else if (keyname_is(part->key, "empty")) {
			ok = conf_read_list(part->value, job_mem,
				 &column->empties, diag) &&
			     ok;
		} else if (keyname_is(part->key, "decimal")) {
			ok = read_decimal(part->value, column, diag) && ok;
		} else {
			conf_report_unknown(
			    diag, pair->value, part, "columns", keys);
			ok = false;
		}
	}
	return ok;
}

bool
job_read_columns(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->columns_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!job_want_kind(yaml, YAML_MAP, &job_bad_columns, diag))
		return false;
	job->columns = ARENA_ARRAY(job_mem, struct job_column, yaml->count + 1);
	job->column_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_column(
			 job_mem, &yaml->pairs[i], &job->columns[i], diag) &&
		     ok;
	return ok;
}

bool
job_read_facts(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->facts_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!job_want_kind(yaml, YAML_MAP, &job_bad_facts, diag))
		return false;
	job->facts = ARENA_ARRAY(job_mem, struct job_fact, yaml->count + 1);
	job->fact_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		job->facts[i].name =
		    (struct conf_text){pair->key, pair->key_span};
		job->facts[i].quoted = pair->value->quoted;
		ok = conf_read_text(pair->value, &job->facts[i].value, diag) &&
		     ok;
	}
	return ok;
}
