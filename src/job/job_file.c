#include "job/job_file.h"

#include "base/file.h"
#include "conf/keynames.h"
#include "job/job_file_parts.h"
#include "job/job_print.h"
#include "job/job_shop.h"
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
    {"keep_until", FIELD_DATE, AT(keep_until)},
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
    {"enclose", FIELD_YAML, AT(enclose_yaml)},
    {"stationery", FIELD_TEXT, AT(stationery), .required = true},
    {"order", FIELD_LIST, AT(order)},
    {"printshop", FIELD_TEXT, AT(printshop)},
    {"print", FIELD_MAP, 0, .schema = &job_print_schema},
    {"delivery", FIELD_MAP, 0, .schema = &job_delivery_schema},
    {"manifest", FIELD_LIST, AT(manifest)},
    {"large_print", FIELD_MAP, 0, .schema = &large_print_schema},
    {"protected", FIELD_WORD, AT(protected_mail), .words = protected_words},
    {"allow", FIELD_MAP, 0, .schema = &allow_schema},
    {"households", FIELD_MAP, 0, .schema = &household_schema},
    {"approval", FIELD_NUMBER, AT(approval), .least = 1, .most = 9},
    {0},
};
static const struct schema job_schema = {N_("the job"), job_fields};

bool
job_want_kind(const struct yaml *yaml, enum yaml_kind kind,
    const struct message *message, struct diag *diag)
{
	if (yaml->kind == kind)
		return true;
	REPORT(diag, yaml->span, message, NO_ARGS);
	return false;
}

/* ---- roles: `protected: Skydd`, or `protected: {none: why not}` */

bool
job_read_role(const struct yaml *yaml, struct arena *job_mem,
    struct job_role *role, struct diag *diag)
{
	bool bare = yaml->kind == YAML_SCALAR && !yaml->quoted &&
		    keyname_is_word(yaml->text, "none");
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
	if (!job_want_kind(yaml, YAML_MAP, &job_bad_not_marks, diag))
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

/* The schema has found the map. */
static bool
check_address(struct job_file *job, const struct yaml *yaml, struct diag *diag)
{
	const struct yaml *address = yaml_find(yaml, "address");
	if (!postal_alone(&job->address.postal, &job->address.postcode,
		&job->address.town, diag))
		return false;
	if (job->address.postal.span.file ||
	    (job->address.postcode.span.file && job->address.town.span.file))
		return true;
	const char *missing =
	    job->address.postcode.span.file ? "town" : "postcode";
	REPORT(diag, address->span, &job_no_postal,
	    ARGS(keyname_map_is_swedish(address) ? keyname_swedish(missing)
						 : missing));
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

/* A run that may go before it is made would be none. */
static bool
check_keep(const struct job_file *job, struct diag *diag)
{
	if (job->keep_until.when == DAY_NONE ||
	    job->keep_until.when > job->date.when)
		return true;
	REPORT(diag, job->keep_until.span, &job_keep_too_short, NO_ARGS);
	return false;
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
	job->keep_until.when = DAY_NONE;
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
	ok = check_keep(job, diag) && ok;
	ok = read_registers(job_mem, job, diag) && ok;
	ok = job_read_columns(job_mem, job, diag) && ok;
	ok = job_read_facts(job_mem, job, diag) && ok;
	ok = job_read_rules(job_mem, job, diag) && ok;
	ok = read_protected(job_mem, job, diag) && ok;
	ok = read_not_marks(job_mem, job, diag) && ok;
	ok = read_guardian(job_mem, job, diag) && ok;
	ok = job_print_read(job_mem, job, diag) && ok;
	ok = job_shop_read(job_mem, job, diag) && ok;
	ok = job_delivery_check(job, diag) && ok;
	if (job->letters_yaml)
		ok = job_read_versions(job_mem, job, diag) && ok;
	ok = job_read_enclosed(job_mem, job, diag) && ok;
	if (job->send.where)
		ok = job_want_kind(
			 job->send.where, YAML_MAP, &job_bad_where, diag) &&
		     ok;
	return ok ? job : NULL;
}
