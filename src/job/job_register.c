#include "job/job_register.h"
#include "job/messages.h"

#define AT(member) offsetof(struct job_register, member)
#define SHARED_FIELDS                                                          \
	{"file", FIELD_TEXT, AT(file)}, {"odbc", FIELD_TEXT, AT(odbc)},        \
	    {"query", FIELD_TEXT, AT(query)},                                  \
	    {"taken", FIELD_DATE, AT(taken)},                                  \
	    {"max_age", FIELD_NUMBER, AT(max_age), .least = 1, .most = 3650},  \
	    {"encoding", FIELD_TEXT, AT(encoding)},                            \
	    {"delimiter", FIELD_TEXT, AT(delimiter)},                          \
	    {"sheet", FIELD_TEXT, AT(sheet)},                                  \
	    {"header", FIELD_NUMBER, AT(header), .least = 1, .most = 1000},    \
	    {"columns", FIELD_YAML, AT(columns_yaml)},                         \
	{                                                                      \
		"source", FIELD_TEXT, AT(source)                               \
	}

static const struct field first_fields[] = {
    SHARED_FIELDS,
    {"key", FIELD_TEXT, AT(key), .required = true},
    {0},
};
static const struct schema first_schema = {"register", first_fields};

static const struct field further_fields[] = {
    SHARED_FIELDS,
    {"key", FIELD_TEXT, AT(key)},
    {0},
};
static const struct schema further_schema = {"register", further_fields};

/* `C/o: ""`, in quotes: a column that was forgotten looks otherwise. */
static bool
is_absent(const struct yaml *yaml)
{
	return yaml->kind == YAML_SCALAR && yaml->quoted && !yaml->text.len;
}

static bool
read_matches(struct arena *job_mem, struct job_register *to, struct diag *diag)
{
	const struct yaml *yaml = to->columns_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (yaml->kind != YAML_MAP) {
		REPORT(diag, yaml->span, &job_bad_register_columns, NO_ARGS);
		return false;
	}
	to->match_count = yaml->count;
	to->matches = ARENA_ARRAY(job_mem, struct job_match, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		struct job_match *match = &to->matches[i];
		match->ours = (struct conf_text){pair->key, pair->key_span};
		match->theirs.span = pair->value->span;
		if (!is_absent(pair->value))
			ok =
			    conf_read_text(pair->value, &match->theirs, diag) &&
			    ok;
	}
	return ok;
}

/* A file, or a query and whom it asks; `file` then names the query's text. */
static bool
settle_file(const struct yaml *yaml, struct job_register *to, struct diag *diag)
{
	bool file = to->file.span.file, odbc = to->odbc.span.file,
	     query = to->query.span.file;
	if (file ? odbc || query : !odbc || !query) {
		REPORT(diag, yaml->span, &job_file_or_query, NO_ARGS);
		return false;
	}
	if (!file)
		to->file = to->query;
	return true;
}

static bool
read_register(struct arena *job_mem, const struct yaml *yaml, bool first,
    struct job_register *to, struct diag *diag)
{
	if (yaml->kind != YAML_MAP) {
		REPORT(diag, yaml->span, &job_bad_register, NO_ARGS);
		return false;
	}
	return schema_read(first ? &first_schema : &further_schema, yaml,
		   job_mem, to, diag) &&
	       settle_file(yaml, to, diag) && read_matches(job_mem, to, diag);
}

bool
job_read_registers(struct arena *job_mem, const struct yaml *yaml,
    struct job_register **registers, size_t *count, struct diag *diag)
{
	bool ok = true, list = yaml->kind == YAML_LIST;
	*count = list ? yaml->count : 1;
	*registers = ARENA_ARRAY(job_mem, struct job_register, *count + 1);
	if (!*count) {
		REPORT(diag, yaml->span, &job_bad_register, NO_ARGS);
		return false;
	}
	for (size_t i = 0; i < *count; i++)
		ok = read_register(job_mem, list ? yaml->items[i] : yaml,
			 i == 0, &(*registers)[i], diag) &&
		     ok;
	return ok;
}
