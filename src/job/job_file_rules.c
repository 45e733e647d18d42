/*
 * job/job_file_rules.c - `rules:`, `letters:` and `enclose:` as they are
 * written.
 */
#include "conf/keynames.h"
#include "job/job_file_parts.h"
#include "job/messages.h"
#include "job/writes.h"

static bool
read_condition(const struct yaml_pair *pair, struct job_condition *condition,
    struct diag *diag, bool *known)
{
	*known = true;
	if (keyname_is(pair->key, "where")) {
		condition->where = pair->value;
		return job_want_kind(
		    pair->value, YAML_MAP, &job_bad_where, diag);
	}
	if (keyname_is(pair->key, "when"))
		return conf_read_text(pair->value, &condition->when, diag);
	*known = false;
	return true;
}

static bool
read_rule(const struct yaml *yaml, struct job_rule *rule, struct diag *diag)
{
	static const char *const keys[] = {
	    "exclude", "hold", "where", "when", NULL};
	bool ok = job_want_kind(yaml, YAML_MAP, &job_bad_rule, diag) &&
		  keyname_check_twice(yaml, diag);
	size_t kinds = 0;
	rule->span = yaml->span;
	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		bool known;
		ok = read_condition(pair, &rule->condition, diag, &known);
		if (known)
			continue;
		bool exclude = keyname_is(pair->key, "exclude");
		if (!exclude && !keyname_is(pair->key, "hold")) {
			conf_report_unknown(diag, yaml, pair, "rules", keys);
			ok = false;
			continue;
		}
		kinds++;
		rule->kind = exclude ? JOB_EXCLUDE : JOB_HOLD;
		rule->span = pair->key_span;
		ok = conf_read_text(pair->value, &rule->reason, diag);
	}
	if (ok && kinds != 1) {
		REPORT(diag, yaml->span, &job_rule_without_kind, NO_ARGS);
		return false;
	}
	if (ok && !rule->condition.where && !rule->condition.when.span.file) {
		REPORT(diag, rule->span, &job_rule_without_condition, NO_ARGS);
		return false;
	}
	return ok;
}

bool
job_read_rules(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->rules_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!job_want_kind(yaml, YAML_LIST, &job_bad_rules, diag))
		return false;
	job->rules = ARENA_ARRAY(job_mem, struct job_rule, yaml->count + 1);
	job->rule_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_rule(yaml->items[i], &job->rules[i], diag) && ok;
	return ok;
}

static bool
read_version(struct arena *job_mem, const struct yaml *yaml,
    struct job_version *version, struct diag *diag)
{
	static const char *const keys[] = {
	    "text", "where", "when", "stationery", NULL};
	bool ok = true;
	version->span = yaml->span;
	if (yaml->kind == YAML_SCALAR)
		return conf_read_list(yaml, job_mem, &version->texts, diag);
	if (!job_want_kind(yaml, YAML_MAP, &job_bad_letters, diag) ||
	    !keyname_check_twice(yaml, diag))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		bool known;
		ok = read_condition(pair, &version->condition, diag, &known) &&
		     ok;
		if (known)
			continue;
		if (keyname_is(pair->key, "text")) {
			ok = conf_read_list(
				 pair->value, job_mem, &version->texts, diag) &&
			     ok;
		} else if (keyname_is(pair->key, "stationery")) {
			ok = conf_read_text(
				 pair->value, &version->stationery, diag) &&
			     ok;
		} else {
			conf_report_unknown(diag, yaml, pair, "letters", keys);
			ok = false;
		}
	}
	if (ok && !version->texts.count) {
		REPORT(diag, yaml->span, &job_letter_without_text, NO_ARGS);
		return false;
	}
	return ok;
}

/* The first whose condition holds is a row's letter. */
static bool
check_nobody(const struct job_file *job, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 1; i < job->version_count; i++) {
		const struct job_version *before = &job->versions[i - 1];
		const struct job_version *version = &job->versions[i];
		if (before->condition.where || before->condition.when.span.file)
			continue;
		REPORT(diag, version->span, &job_letter_for_nobody, NO_ARGS);
		HINT(diag, &job_letter_for_nobody_hint,
		    ARGS(before->texts.at[0].text, version->texts.at[0].text));
		ok = false;
	}
	return ok;
}

bool
job_read_versions(
    struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->letters_yaml;
	bool ok = true;
	if (!job_want_kind(yaml, YAML_LIST, &job_bad_letters, diag))
		return false;
	if (!yaml->count) {
		REPORT(diag, yaml->span, &job_bad_letters, NO_ARGS);
		return false;
	}
	job->versions = ARENA_ARRAY(job_mem, struct job_version, yaml->count);
	job->version_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_version(
			 job_mem, yaml->items[i], &job->versions[i], diag) &&
		     ok;
	return ok && check_nobody(job, diag);
}

static bool
read_enclosed(
    const struct yaml *yaml, struct job_enclosed *enclosed, struct diag *diag)
{
	static const char *const keys[] = {
	    "file", "alt", "where", "when", NULL};
	enclosed->span = yaml->span;
	if (yaml->kind == YAML_SCALAR)
		return conf_read_text(yaml, &enclosed->file, diag);
	bool ok = job_want_kind(yaml, YAML_MAP, &job_bad_enclose, diag) &&
		  keyname_check_twice(yaml, diag);
	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		bool known;
		ok = read_condition(pair, &enclosed->condition, diag, &known);
		if (known)
			continue;
		bool file = keyname_is(pair->key, "file");
		if (file || keyname_is(pair->key, "alt")) {
			ok = conf_read_text(pair->value,
			    file ? &enclosed->file : &enclosed->alt, diag);
		} else {
			conf_report_unknown(diag, yaml, pair, "enclose", keys);
			ok = false;
		}
	}
	if (ok && !enclosed->file.text.len) {
		REPORT(diag, yaml->span, &job_bad_enclose, NO_ARGS);
		return false;
	}
	return ok;
}

bool
job_read_enclosed(
    struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->enclose_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!job_want_kind(yaml, YAML_LIST, &job_bad_enclose, diag))
		return false;
	if (!yaml->count || yaml->count > JOB_ENCLOSURES_MAX) {
		REPORT(diag, yaml->span, &job_many_enclosures,
		    ARGS(JOB_ENCLOSURES_MAX));
		return false;
	}
	job->enclosed = ARENA_ARRAY(job_mem, struct job_enclosed, yaml->count);
	job->enclosed_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_enclosed(yaml->items[i], &job->enclosed[i], diag) &&
		     ok;
	return ok;
}
