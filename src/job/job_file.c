#include "job/job_file.h"

#include "base/file.h"
#include "base/suggest.h"
#include "job/job_print.h"
#include "job/messages.h"

#define AT(member) offsetof(struct job_file, member)

static const struct field role_fields[] = {
    {"person", FIELD_TEXT, AT(roles.person)},
    {"protected", FIELD_YAML, AT(roles.protected_yaml)},
    {"deceased", FIELD_LIST, AT(roles.deceased)},
    {"guardian", FIELD_YAML, AT(roles.guardian_yaml)},
    {"not_marks", FIELD_YAML, AT(roles.not_marks_yaml)},
    {0},
};
static const struct schema role_schema = {"roles", role_fields};

static const char *const mail_words[] = {
    "client", "instead", "care_of", "both", NULL};
static const struct field guardian_fields[] = {
    {"name", FIELD_TEXT, AT(guardian.name), .required = true},
    {"street", FIELD_TEXT, AT(guardian.street)},
    {"street2", FIELD_TEXT, AT(guardian.street2)},
    {"postal", FIELD_TEXT, AT(guardian.postal)},
    {"postcode", FIELD_TEXT, AT(guardian.postcode)},
    {"town", FIELD_TEXT, AT(guardian.town)},
    {"country", FIELD_TEXT, AT(guardian.country)},
    {"mail", FIELD_WORD, AT(guardian.mail), .words = mail_words},
    {0},
};
static const struct schema guardian_schema = {"guardian", guardian_fields};

static const struct field send_fields[] = {
    {"where", FIELD_YAML, AT(send.where)},
    {"when", FIELD_TEXT, AT(send.when)},
    {"else", FIELD_TEXT, AT(send.otherwise)},
    {0},
};
static const struct schema send_schema = {"send", send_fields};

static const struct field expect_fields[] = {
    {"rows", FIELD_RANGE, AT(expect.rows)},
    {"letters", FIELD_RANGE, AT(expect.letters)},
    {"excluded", FIELD_RANGE, AT(expect.excluded)},
    {"held", FIELD_RANGE, AT(expect.held)},
    {0},
};
static const struct schema expect_schema = {"expect", expect_fields};

static const struct field address_fields[] = {
    {"name", FIELD_LIST, AT(address.name), .required = true},
    {"co", FIELD_TEXT, AT(address.co)},
    {"street", FIELD_TEXT, AT(address.street), .required = true},
    {"street2", FIELD_TEXT, AT(address.street2)},
    {"postal", FIELD_TEXT, AT(address.postal)},
    {"postcode", FIELD_TEXT, AT(address.postcode)},
    {"town", FIELD_TEXT, AT(address.town)},
    {"country", FIELD_TEXT, AT(address.country)},
    {"capitals", FIELD_FLAG, AT(address.capitals)},
    {0},
};
static const struct schema address_schema = {"address", address_fields};

static const struct field large_print_fields[] = {
    {"where", FIELD_YAML, AT(large_print.where)},
    {"when", FIELD_TEXT, AT(large_print.when)},
    {0},
};
static const struct schema large_print_schema = {
    "large_print", large_print_fields};

static const struct field household_fields[] = {
    {"by", FIELD_TEXT, AT(households.by), .required = true},
    {"most", FIELD_NUMBER, AT(households.most), .least = 2, .most = 4},
    {0},
};
static const struct schema household_schema = {"households", household_fields};

static const struct field allow_fields[] = {
    {"malformed", FIELD_TEXT, AT(allow.malformed)},
    {"unfit", FIELD_TEXT, AT(allow.unfit)},
    {"required", FIELD_TEXT, AT(allow.required)},
    {"duplicate", FIELD_TEXT, AT(allow.duplicate)},
    {"similar", FIELD_TEXT, AT(allow.similar)},
    {"address", FIELD_TEXT, AT(allow.address)},
    {"postcode", FIELD_TEXT, AT(allow.postcode)},
    {"scrambled", FIELD_TEXT, AT(allow.scrambled)},
    {"number", FIELD_TEXT, AT(allow.number)},
    {0},
};
static const struct schema allow_schema = {"allow", allow_fields};

static const char *const protected_words[] = {"held", "separate", NULL};

static const struct field job_fields[] = {
    {"name", FIELD_TEXT, AT(name), .required = true},
    {"date", FIELD_DATE, AT(date), .required = true},
    {"reference", FIELD_TEXT, AT(reference)},
    {"language", FIELD_TEXT, AT(language)},
    {"persons", FIELD_FLAG, AT(persons)},
    {"register", FIELD_YAML, AT(register_yaml), .required = true},
    {"prefer", FIELD_TEXT, AT(prefer)},
    {"corrections", FIELD_TEXT, AT(corrections)},
    {"roles", FIELD_MAP, 0, .schema = &role_schema},
    {"columns", FIELD_YAML, AT(columns_yaml)},
    {"facts", FIELD_YAML, AT(facts_yaml)},
    {"tables", FIELD_YAML, AT(tables_yaml)},
    {"lists", FIELD_YAML, AT(lists_yaml)},
    {"send", FIELD_MAP, 0, .schema = &send_schema},
    {"rules", FIELD_YAML, AT(rules_yaml)},
    {"expect", FIELD_MAP, 0, .schema = &expect_schema},
    {"address", FIELD_MAP, 0, .required = true, .schema = &address_schema},
    {"letters", FIELD_YAML, AT(letters_yaml), .required = true},
    {"stationery", FIELD_TEXT, AT(stationery), .required = true},
    {"order", FIELD_LIST, AT(order)},
    {"print", FIELD_MAP, 0, .schema = &job_print_schema},
    {"manifest", FIELD_LIST, AT(manifest)},
    {"large_print", FIELD_MAP, 0, .schema = &large_print_schema},
    {"protected", FIELD_WORD, AT(protected_mail), .words = protected_words},
    {"allow", FIELD_MAP, 0, .schema = &allow_schema},
    {"households", FIELD_MAP, 0, .schema = &household_schema},
    {0},
};
static const struct schema job_schema = {"the job", job_fields};

/* ---- columns */

bool
job_read_type(
    const struct conf_text *name, enum column_type *type, struct diag *diag)
{
	struct suggestion best = suggestion_start(name->text);
	for (size_t i = 0; column_type_names[i]; i++) {
		if (slice_is(name->text, column_type_names[i])) {
			*type = (enum column_type)i;
			return true;
		}
		suggestion_offer(&best, slice_view(column_type_names[i]));
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
	for (size_t i = 0; i < pair->value->count; i++) {
		const struct yaml_pair *part = &pair->value->pairs[i];
		struct conf_text text = {0};
		if (slice_is(part->key, "is")) {
			ok = conf_read_text(part->value, &column->is, diag) &&
			     ok;
		} else if (slice_is(part->key, "values")) {
			column->typed = true;
			ok = read_choices(job_mem, part->value, column, diag) &&
			     ok;
		} else if (slice_is(part->key, "type")) {
			column->typed = true;
			ok = conf_read_text(part->value, &text, diag) &&
			     job_read_type(&text, &column->type, diag) && ok;
		} else if (slice_is(part->key, "required")) {
			struct conf_flag flag = {0};
			ok = conf_read_flag(part->value, &flag, diag) && ok;
			column->required = flag.on;
		} else if (slice_is(part->key, "empty")) {
			ok = conf_read_list(part->value, job_mem,
				 &column->empties, diag) &&
			     ok;
		} else if (slice_is(part->key, "decimal")) {
			ok = read_decimal(part->value, column, diag) && ok;
		} else {
			conf_report_unknown(diag, part, "columns", keys);
			ok = false;
		}
	}
	return ok;
}

static bool
want_kind(const struct yaml *yaml, enum yaml_kind kind,
    const struct message *message, struct diag *diag)
{
	if (yaml->kind == kind)
		return true;
	REPORT(diag, yaml->span, message, NO_ARGS);
	return false;
}

static bool
read_columns(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->columns_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!want_kind(yaml, YAML_MAP, &job_bad_columns, diag))
		return false;
	job->columns = ARENA_ARRAY(job_mem, struct job_column, yaml->count + 1);
	job->column_count = yaml->count;
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_column(
			 job_mem, &yaml->pairs[i], &job->columns[i], diag) &&
		     ok;
	return ok;
}

static bool
read_facts(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->facts_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!want_kind(yaml, YAML_MAP, &job_bad_facts, diag))
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

/* ---- rules and letters */

static bool
read_condition(const struct yaml_pair *pair, struct job_condition *condition,
    struct diag *diag, bool *known)
{
	*known = true;
	if (slice_is(pair->key, "where")) {
		condition->where = pair->value;
		return want_kind(pair->value, YAML_MAP, &job_bad_where, diag);
	}
	if (slice_is(pair->key, "when"))
		return conf_read_text(pair->value, &condition->when, diag);
	*known = false;
	return true;
}

static bool
read_rule(const struct yaml *yaml, struct job_rule *rule, struct diag *diag)
{
	static const char *const keys[] = {
	    "exclude", "hold", "where", "when", NULL};
	bool ok = want_kind(yaml, YAML_MAP, &job_bad_rule, diag);
	size_t kinds = 0;
	rule->span = yaml->span;
	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		bool known;
		ok = read_condition(pair, &rule->condition, diag, &known) && ok;
		if (known)
			continue;
		bool exclude = slice_is(pair->key, "exclude");
		if (!exclude && !slice_is(pair->key, "hold")) {
			conf_report_unknown(diag, pair, "rules", keys);
			ok = false;
			continue;
		}
		kinds++;
		rule->kind = exclude ? JOB_EXCLUDE : JOB_HOLD;
		rule->span = pair->key_span;
		ok = conf_read_text(pair->value, &rule->reason, diag) && ok;
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

static bool
read_rules(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->rules_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!want_kind(yaml, YAML_LIST, &job_bad_rules, diag))
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
	static const char *const keys[] = {"text", "where", "when", NULL};
	bool ok = true;
	version->span = yaml->span;
	if (yaml->kind == YAML_SCALAR)
		return conf_read_list(yaml, job_mem, &version->texts, diag);
	if (!want_kind(yaml, YAML_MAP, &job_bad_letters, diag))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		bool known;
		ok = read_condition(pair, &version->condition, diag, &known) &&
		     ok;
		if (known)
			continue;
		if (slice_is(pair->key, "text")) {
			ok = conf_read_list(
				 pair->value, job_mem, &version->texts, diag) &&
			     ok;
		} else {
			conf_report_unknown(diag, pair, "letters", keys);
			ok = false;
		}
	}
	if (ok && !version->texts.count) {
		REPORT(diag, yaml->span, &job_letter_without_text, NO_ARGS);
		return false;
	}
	return ok;
}

static bool
read_versions(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->letters_yaml;
	bool ok = true;
	if (!want_kind(yaml, YAML_LIST, &job_bad_letters, diag))
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
	return ok;
}

/* ---- roles: `protected: Skydd`, or `protected: {none: why not}` */

bool
job_read_role(const struct yaml *yaml, struct arena *job_mem,
    struct job_role *role, struct diag *diag)
{
	bool bare = yaml->kind == YAML_SCALAR && !yaml->quoted &&
		    slice_is(yaml->text, "none");
	bool empty = yaml->kind == YAML_LIST && !yaml->count;
	const struct yaml *none = yaml_find(yaml, "none");
	if (yaml->kind == YAML_MAP && yaml->count == 1 && none)
		return conf_read_text(none, &role->none, diag);
	if (!bare && !empty && yaml->kind != YAML_MAP)
		return conf_read_list(yaml, job_mem, &role->columns, diag);
	REPORT(diag, yaml->span, &job_none_without_reason, NO_ARGS);
	return false;
}

static bool
read_protected(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->roles.protected_yaml;
	return !yaml ||
	       job_read_role(yaml, job_mem, &job->protected_role, diag);
}

/* `not_marks: {Sekretess handläggare: gäller handläggaren}` */
static bool
read_not_marks(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->roles.not_marks_yaml;
	bool ok = true;
	if (!yaml)
		return true;
	if (!want_kind(yaml, YAML_MAP, &job_bad_not_marks, diag))
		return false;
	job->not_mark_count = yaml->count;
	job->not_marks =
	    ARENA_ARRAY(job_mem, struct job_not_mark, yaml->count + 1);
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		job->not_marks[i].column =
		    (struct conf_text){pair->key, pair->key_span};
		ok =
		    conf_read_text(pair->value, &job->not_marks[i].why, diag) &&
		    ok;
	}
	return ok;
}

/* `postal:` is both, so neither stands beside it. */
static bool
postal_alone(const struct conf_text *postal, const struct conf_text *postcode,
    const struct conf_text *town, struct diag *diag)
{
	if (!postal->span.file || (!postcode->span.file && !town->span.file))
		return true;
	REPORT(diag, postal->span, &job_postal_beside, NO_ARGS);
	return false;
}

static bool
check_address(struct job_file *job, const struct yaml *yaml, struct diag *diag)
{
	const struct yaml *address = yaml_find(yaml, "address");
	if (!address || address->kind != YAML_MAP)
		return true;
	if (!postal_alone(&job->address.postal, &job->address.postcode,
		&job->address.town, diag))
		return false;
	if (job->address.postal.span.file ||
	    (job->address.postcode.span.file && job->address.town.span.file))
		return true;
	REPORT(diag, address->span, &job_no_postal,
	    ARGS(job->address.postcode.span.file ? "town" : "postcode"));
	return false;
}

/* `guardian: God man`, or a map that says where the guardian's mail goes. */
static bool
read_guardian(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	const struct yaml *yaml = job->roles.guardian_yaml;
	if (!yaml)
		return true;
	if (yaml->kind == YAML_SCALAR)
		return conf_read_text(yaml, &job->guardian.name, diag);
	if (!schema_read(&guardian_schema, yaml, job_mem, job, diag))
		return false;
	bool by_mail = job->guardian.mail.index != GUARDIAN_CLIENT;
	bool has_place =
	    job->guardian.postal.span.file ||
	    (job->guardian.postcode.span.file && job->guardian.town.span.file);
	if (!postal_alone(&job->guardian.postal, &job->guardian.postcode,
		&job->guardian.town, diag))
		return false;
	if (by_mail && (!job->guardian.street.span.file || !has_place)) {
		REPORT(diag, job->guardian.mail.span,
		    &job_guardian_without_address, NO_ARGS);
		return false;
	}
	return true;
}

/* The first register is the job's: its columns, its key. */
static bool
read_registers(struct arena *job_mem, struct job_file *job, struct diag *diag)
{
	if (!job->register_yaml)
		return true;
	bool ok = job_read_registers(job_mem, job->register_yaml,
	    &job->registers, &job->register_count, diag);
	job->register_ = job->registers[0];
	return ok;
}

struct job_file *
job_file_read(struct arena *job_mem, const char *path, struct diag *diag)
{
	struct job_file *job = ARENA_NEW(job_mem, struct job_file);
	job->path = path;
	job->folder = path_folder(job_mem, path);
	const struct yaml *yaml =
	    yaml_read(job_mem, path, INPUT_JOB, diag, NO_SPAN);
	if (!yaml)
		return NULL;
	job->file = yaml->span.file;
	job->yaml = yaml;
	job->persons.on = true;
	job->households.most.number = 2;
	job->print.sides.number = 1;
	job->print.letters_per_batch.number = 1000;
	/* A misspelt key is reported once. */
	bool ok = schema_read(&job_schema, yaml, job_mem, job, diag) &&
		  check_address(job, yaml, diag);
	const struct yaml *send = yaml_find(yaml, "send");
	if (send) {
		job->has_send = true;
		job->send.span = send->span;
	}
	ok = read_registers(job_mem, job, diag) && ok;
	ok = read_columns(job_mem, job, diag) && ok;
	ok = read_facts(job_mem, job, diag) && ok;
	ok = read_rules(job_mem, job, diag) && ok;
	ok = read_protected(job_mem, job, diag) && ok;
	ok = read_not_marks(job_mem, job, diag) && ok;
	ok = read_guardian(job_mem, job, diag) && ok;
	ok = job_print_read(job_mem, job, diag) && ok;
	if (job->letters_yaml)
		ok = read_versions(job_mem, job, diag) && ok;
	if (job->send.where)
		ok = want_kind(
			 job->send.where, YAML_MAP, &job_bad_where, diag) &&
		     ok;
	return ok ? job : NULL;
}
